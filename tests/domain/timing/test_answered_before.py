# SPDX-License-Identifier: MIT
"""Somebody was reached; then something is told again, or something else comes."""

from dataclasses import replace
from typing import Any

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn, Fall, Seizure
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up
from tests.domain.pretend import NOW, ago, dose, person

TIMES = load_time_rules()


def told(hours_ago: float, what: Happening | None = None, **answers: Any) -> CheckIn:
    more = {} if what is None else {HAPPENED: what.value}
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), more=more, **answers)


def did(kind: ActionKind, hours_ago: float, about: float) -> ActionTaken:
    return ActionTaken(id=f"a{hours_ago}", at=ago(hours_ago), about=f"c{about}", kind=kind)


def stands(*check_ins: CheckIn, actions: tuple[ActionTaken, ...], doses=()) -> FollowUp | None:
    """Judge check-ins as they were judged when they were saved; return what stands now."""
    record = Record(person=person(), check_ins=check_ins, doses=doses)
    judged = assess_record(load_rule_set(), record)
    kept = tuple(replace(c, assessment=c.assessment or a) for c, a in judged)
    return follow_up(TIMES, replace(record, check_ins=kept, actions=actions), NOW)


SPOKE = (did(ActionKind.SPOKE, 4, 5),)


def test_the_fall_that_was_tapped_needs_no_second_answer_when_a_check_in_tells_it_too() -> None:
    tapped = told(5, Happening.FALL, fall=Fall.INJURY)
    assert stands(tapped, told(3, fall=Fall.INJURY), actions=SPOKE).answered
    assert not stands(tapped, told(3, fall=Fall.HEAD), actions=SPOKE).answered
    assert not stands(tapped, told(3, Happening.FALL, fall=Fall.INJURY), actions=SPOKE).answered


def test_a_fall_after_the_answer_needs_its_own() -> None:
    first = told(5, fall=Fall.INJURY)
    assert not stands(first, told(3, fall=Fall.INJURY), actions=SPOKE).answered
    later = told(3.5, Happening.FALL, fall=Fall.INJURY), told(3, fall=Fall.INJURY)
    assert not stands(first, *later, actions=SPOKE).answered


def test_the_extra_dose_of_the_log_needs_no_second_answer_when_a_check_in_tells_it_too() -> None:
    before, asked = told(6), told(3, extra_dose=True)
    alert = told(5, Happening.DOSE)
    alert = replace(alert, assessment=urgent("U13"))
    early, late = dose(5.2, DoseStatus.EXTRA), dose(3.5, DoseStatus.EXTRA)
    assert stands(before, alert, asked, actions=SPOKE, doses=(early,)).answered
    assert not stands(before, alert, asked, actions=SPOKE, doses=()).answered
    assert not stands(before, alert, asked, actions=SPOKE, doses=(late,)).answered
    old = dose(7, DoseStatus.EXTRA)
    assert not stands(before, alert, asked, actions=SPOKE, doses=(old,)).answered


def test_a_fall_that_was_a_slip_of_the_finger_and_mended_needs_no_second_answer() -> None:
    tapped = told(5, Happening.FALL, fall=Fall.INJURY)
    slip = replace(told(3, fall=Fall.HEAD), assessment=urgent("U16"))
    assert not stands(tapped, slip, actions=SPOKE).answered
    assert stands(tapped, replace(slip, fall=Fall.NONE), actions=SPOKE).answered


def test_a_check_in_that_asks_of_no_extra_dose_is_no_news_of_the_one_that_was_told() -> None:
    before, alert = told(5.2), replace(told(5, Happening.DOSE), assessment=urgent("U13"))
    asked = replace(told(3), assessment=urgent("U13"))
    log = (dose(5.5, DoseStatus.EXTRA),)
    assert stands(before, alert, asked, actions=SPOKE, doses=log).answered
    yes = replace(asked, extra_dose=True)
    assert not stands(before, alert, yes, actions=SPOKE, doses=log).answered


def test_what_comes_after_they_went_to_the_er_is_told_by_itself() -> None:
    """A dose that nobody wrote down must not say "A seizure happened. Call 911" at midnight."""
    seizure = told(14, Happening.SEIZURE, seizures=(Seizure(start=ago(14)),))
    night = replace(told(0.1, Happening.TIME), assessment=urgent("U07"))
    went = (did(ActionKind.CALLED_911, 13.9, 14), did(ActionKind.WENT_TO_ER, 13.5, 14))
    found = stands(seizure, night, actions=went)
    assert (found.level, found.answered) == (Level.URGENT, False)
    assert [finding.id for finding in found.assessment.rules] == ["U07"]
    assert found.er_at is not None
    only_called = stands(seizure, night, actions=went[:1])
    assert only_called.level is Level.EMERGENCY, "nobody has said that somebody came"


def urgent(rule: str) -> Assessment:
    found = Finding(id=rule, level=Level.URGENT, message="", because="", source="")
    return Assessment(rule_set="test", level=Level.URGENT, rules=(found,))
