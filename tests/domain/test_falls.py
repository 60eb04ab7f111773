# SPDX-License-Identifier: MIT
"""One fall counts once, tapped and answered; another one counts beside it."""

import pytest

from caregiver_app.domain.check_in import Fall
from caregiver_app.domain.falls import ANOTHER, asked_about, falls_told, tapped_fall
from caregiver_app.domain.happened import HAPPENED
from tests.domain.pretend import ago, check_in


def _tap(hours: float, fall: Fall | None = None):
    return check_in(hours, fall=fall, more={HAPPENED: "fall"})


def _answer(hours: float, fall: Fall | None, **more: bool):
    return check_in(hours, fall=fall, more=more)


def _told(*check_ins) -> list[tuple[Fall | None, bool]]:
    return [(one.fall, one.is_tapped) for one in falls_told(check_ins)]


@pytest.mark.parametrize("tapped", [None, Fall.NO_INJURY, Fall.INJURY])
def test_a_tapped_fall_and_the_same_or_a_milder_answer_are_one(tapped):
    told = falls_told((_tap(3, tapped), _answer(2, Fall.NO_INJURY)))
    assert [(one.at, one.is_tapped) for one in told] == [(ago(3), True)]
    assert told[0].fall is (tapped or Fall.NO_INJURY)


def test_a_worse_answer_is_another_fall_until_somebody_says_that_it_is_not():
    tap = _tap(3, Fall.NO_INJURY)
    both = [(Fall.NO_INJURY, True), (Fall.HEAD, False)]
    assert _told(tap, _answer(2, Fall.HEAD)) == both
    assert _told(tap, _answer(2, Fall.HEAD, **{ANOTHER: False})) == [(Fall.HEAD, True)]
    same = _answer(2, Fall.NO_INJURY, **{ANOTHER: True})
    assert _told(tap, same) == [(Fall.NO_INJURY, True), (Fall.NO_INJURY, False)]


def test_an_answer_is_about_the_falls_since_the_answer_before():
    tap, none, fall = _tap(9), _answer(8, Fall.NONE), _answer(2, Fall.NO_INJURY)
    assert _told(tap, none, fall) == [(None, True), (Fall.NO_INJURY, False)]
    assert _told(tap, _answer(8, None), fall) == [(Fall.NO_INJURY, True)]
    assert _told(tap, _answer(8, Fall.INJURY), fall) == [
        (Fall.INJURY, True),
        (Fall.NO_INJURY, False),
    ]


def test_of_two_taps_the_answer_is_about_the_one_of_which_nobody_said_how_it_went():
    told = _told(_tap(5), _tap(4, Fall.HEAD), _answer(3, Fall.HEAD))
    assert told == [(Fall.HEAD, True), (Fall.HEAD, True)]
    assert _told(_tap(5), _tap(4)) == [(None, True), (None, True)]
    assert _told(check_in(5, more={HAPPENED: "seizure"}), _answer(4, Fall.NONE)) == []


def test_a_form_can_ask_which_fall_it_is():
    before = (_tap(9), _answer(8, Fall.NO_INJURY), _tap(3, Fall.INJURY))
    draft = _answer(0, Fall.NO_INJURY)
    found = tapped_fall(before, draft)
    assert found is not None
    assert found.at == ago(3)
    for other in (_answer(0, Fall.HEAD), _answer(0, Fall.NONE), _answer(0, None)):
        assert tapped_fall(before, other) is None
    assert tapped_fall(before, _answer(0, Fall.NO_INJURY, **{ANOTHER: True})) is None
    assert tapped_fall(before[:2], draft) is None


def test_somebody_is_asked_once_whether_it_is_the_fall_that_was_tapped():
    before, worse = (_tap(3, Fall.NO_INJURY),), Fall.HEAD
    found = asked_about(before, _answer(0, worse))
    assert found is not None
    assert found.at == ago(3)
    assert [asked_about(before, _answer(0, worse, **{ANOTHER: said})) for said in (0, 1)] == [
        None
    ] * 2
    assert asked_about((), _answer(0, worse)) is None
