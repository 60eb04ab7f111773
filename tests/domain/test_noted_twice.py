# SPDX-License-Identifier: MIT
"""One seizure that was tapped and then told by a check-in is not counted as two in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import CheckIn, Draft, Seizure
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.noted_twice import ANOTHER, as_tapped, noted_twice, tapped_near
from tests.domain.pretend import ago

NEAR = timedelta(minutes=10)
MINUTE = 1 / 60
TAPPED = Seizure(start=ago(1), duration_s=90)
TAP = CheckIn(id="t", at=ago(1), seizures=(TAPPED,), more={HAPPENED: True})


def told(minutes_after: float, **more) -> Draft:
    return Draft(seizures=(Seizure(start=ago(1 - minutes_after * MINUTE)),), more=more)


@pytest.mark.parametrize(("minutes", "is_near"), [(10, True), (-10, True), (11, False), (0, False)])
def test_it_is_asked_about_within_ten_minutes_and_not_where_the_start_is_the_same(minutes, is_near):
    assert (tapped_near((TAP,), told(minutes), NEAR) is not None) is is_near


def test_nothing_is_asked_without_a_seizure_nor_once_somebody_said_that_it_is_another():
    assert tapped_near((TAP,), Draft(), NEAR) is None
    assert tapped_near((TAP,), told(5, **{ANOTHER: True}), NEAR) is None
    assert tapped_near((replace(TAP, more={}),), told(5), NEAR) is None
    assert tapped_near((), told(5), NEAR) is None


def test_one_that_is_the_tapped_one_takes_its_start_and_keeps_the_length_that_was_told():
    draft = told(5)
    assert as_tapped(draft, TAPPED).seizures == (TAPPED,)
    longer = replace(draft, seizures=(replace(draft.seizures[0], duration_s=200),))
    assert as_tapped(longer, TAPPED).seizures == (replace(TAPPED, duration_s=200),)


def test_two_that_may_be_one_are_named_until_somebody_says():
    later = CheckIn(id="c", at=ago(0.5), seizures=told(5).seizures)
    assert noted_twice((TAP, later), NEAR) == ((TAPPED.start, later.seizures[0].start),)
    said = replace(later, more={ANOTHER: True})
    assert noted_twice((TAP, said), NEAR) == ()
    assert noted_twice((TAP, replace(later, more={HAPPENED: True})), NEAR) == ()
