# SPDX-License-Identifier: MIT
"""A passphrase that is easily guessed is told as that before a file is locked with it."""

import pytest

from caregiver_app.domain.sharing.passphrase import Strength, strength


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", Strength.EMPTY),
        ("   ", Strength.EMPTY),
        ("kettle 12", Strength.SHORT),
        ("abcdefghijk", Strength.SHORT),
        ("aaaaaaaaaaaa", Strength.POOR),
        ("1957-03-14 x", Strength.USABLE),
        ("195703141957", Strength.POOR),
        ("1957 0314 1957", Strength.POOR),
        ("kettle kettle kettle", Strength.POOR),
        ("saturday Saturday SATURDAY", Strength.POOR),
        ("abcdefghijkl", Strength.USABLE),
        ("blue kettle mo", Strength.USABLE),
        ("blue tea ten no", Strength.LONG),
        ("blaue Kanne am Montag", Strength.LONG),
    ],
)
def test_length_and_variety_count_and_nothing_else(typed, found):
    assert strength(typed) is found
    assert found.is_taken == (found in (Strength.USABLE, Strength.LONG))
