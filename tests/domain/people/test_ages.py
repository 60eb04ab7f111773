# SPDX-License-Identifier: MIT
"""An age is told in months until the second birthday, in years from it on."""

from datetime import date

import pytest

from caregiver_app.domain.people.ages import Age, age_told

BORN = date(2024, 5, 22)


@pytest.mark.parametrize(
    ("day", "n", "in_months"),
    [
        (BORN, 0, True),
        (date(2024, 6, 21), 0, True),
        (date(2025, 5, 21), 11, True),
        (date(2026, 5, 21), 23, True),
        (date(2026, 5, 22), 2, False),
        (date(2094, 5, 21), 69, False),
    ],
)
def test_a_small_child_is_told_in_months(day, n, in_months):
    assert age_told(BORN, day) == Age(n=n, in_months=in_months)


def test_no_age_is_made_up_of_an_unknown_birthday_or_one_to_come():
    assert age_told(None, BORN) is None
    assert age_told(BORN, date(2024, 5, 21)) is None
