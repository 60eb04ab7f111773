# SPDX-License-Identifier: MIT
"""The words of the sheet claim nothing that the record does not hold."""

from caregiver_app.domain.person import ContactRole
from caregiver_app.report.phrases import role_text


def test_no_role_promises_hours_that_nobody_recorded():
    for role in ContactRole:
        assert not any(letter.isdigit() for letter in str(role_text(role)))
