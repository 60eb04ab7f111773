# SPDX-License-Identifier: MIT
"""How many digits a telephone number seems to lack, and where nobody can say."""

import pytest

from caregiver_app.domain.people.phones import digits_missing, is_without_area_code


@pytest.mark.parametrize(
    ("number", "missing"),
    [
        ("313-555-0142", 0),
        ("(313) 555-0142", 0),
        ("1 313 555 0142", 0),
        ("1-800-222-1222", 0),
        ("31355501", 2),
        ("313.555.014", 1),
        ("1-313-555-014", 1),
        ("555-0110", 3),
        ("313-555-01422", -1),
        ("", 0),
        ("313-555-0142 ext. 5", 0),
        ("313-555-CARE", 0),
        ("+49 30 1234567", 0),
        ("313-555-0142, 313-555-0160", 0),
    ],
)
def test_a_number_of_north_america_has_ten_digits(number, missing):
    assert digits_missing(number, "US") == digits_missing(number, "CA") == missing
    assert is_without_area_code(number, "US") == (missing == 3)


def test_elsewhere_nobody_can_say_how_long_a_number_is():
    assert digits_missing("030 123 45", "EU") == digits_missing("555-0110", "GB") == 0
