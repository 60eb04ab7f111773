# SPDX-License-Identifier: MIT
"""The words of the sheet claim nothing that the record does not hold."""

from decimal import Decimal

import pytest

from caregiver_app.domain.person import ContactRole
from caregiver_app.report.drawing.phrases import number, role_text


def test_no_role_promises_hours_that_nobody_recorded():
    for role in ContactRole:
        assert not any(letter.isdigit() for letter in str(role_text(role)))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("5.0", "5"),
        (".5", "0.5"),
        ("10", "10"),
        ("1234.5678901", "1234.5678901"),
        ("1234.56789012", "about 1234.56789"),
        ("0.000000000001", "less than 0.000001"),
        ("3.3333333333333", "about 3.333333"),
        ("9999.9999999999", "about 10000"),
    ],
)
def test_a_number_stands_as_written_and_says_so_when_it_had_to_be_rounded(value, words):
    assert number(Decimal(value)).replace("\u00a0", " ") == words
