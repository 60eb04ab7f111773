# SPDX-License-Identifier: MIT
"""For whom the limits are not made is said beside every level."""

from datetime import date

import pytest

from caregiver_app.domain.rules.notes import limit_notes
from tests.domain.pretend import RULES, TODAY, person

NOTES = RULES.wording.notes


@pytest.mark.parametrize(
    ("dob", "said"),
    [
        (date(2025, 5, 11), ["infant"]),  # one year tomorrow
        (date(2025, 5, 10), ["child"]),
        (date(2010, 5, 11), ["child"]),  # sixteen tomorrow
        (date(2010, 5, 10), []),
        (None, ["no_dob"]),
    ],
)
def test_the_age_on_the_day_chooses_what_is_said(dob, said) -> None:
    assert limit_notes(RULES, person(dob=dob), TODAY) == tuple(NOTES[key] for key in said)


def test_pregnancy_is_told_at_every_age() -> None:
    told = NOTES["pregnant"]
    assert limit_notes(RULES, person(30, pregnant=True), TODAY) == (told,)
    assert limit_notes(RULES, person(15, pregnant=True), TODAY) == (NOTES["child"], told)
    assert limit_notes(RULES, person(30, pregnant=False), TODAY) == ()
