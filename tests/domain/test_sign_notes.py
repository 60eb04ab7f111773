# SPDX-License-Identifier: MIT
"""A sign whose text says to call is told beside a calm level, which knows nothing of it."""

import pytest

from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.sign_notes import SIGNS, sign_notes
from tests.domain.pretend import NOW, RULES, check_in, person

NOT_ASKED = dict.fromkeys(SIGNS)


def told(*check_ins, level=Level.NO_FLAGS):
    """Return what is said at noon."""
    return sign_notes(RULES, Record(person=person(), check_ins=check_ins), NOW, level)


@pytest.mark.parametrize("level", [Level.NO_FLAGS, Level.INCOMPLETE, Level.WATCH])
@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_is_told_with_whom_to_call_beside_a_calm_level(sign, level):
    (said,) = told(check_in(1, **{sign: True}), level=level)
    assert "Call the prescriber" in said


@pytest.mark.parametrize("answer", [None, False])
def test_nothing_is_told_of_a_sign_that_is_not_there(answer):
    assert told(check_in(1, **dict.fromkeys(SIGNS, answer))) == ()


@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY, None])
def test_a_level_that_calls_says_whom_to_call_already(level):
    assert told(check_in(1, floppy=True), level=level) == ()


def test_a_quick_check_in_that_never_asks_takes_no_sign_back():
    assert told(check_in(3, weak_numb=True), check_in(1, **NOT_ASKED)) != ()


def test_a_no_takes_it_back():
    no, quick = check_in(2, weak_numb=False), check_in(1, **NOT_ASKED)
    assert told(check_in(3, weak_numb=True), no, quick) == ()


@pytest.mark.parametrize(("hours", "stands"), [(24, True), (25, False)])
def test_it_stands_for_a_day(hours, stands):
    assert bool(told(check_in(hours, vision_change=True))) is stands
