# SPDX-License-Identifier: MIT
"""A line of the dose log that makes the last check-in worse is told at once, and only once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Alertness, Draft, Fall, Grade, Seizure
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Pump
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record
from caregiver_app.domain.since_check import (
    by_date,
    carried,
    newly_told,
    told_by_line,
    told_by_lines,
)
from tests.domain.pretend import (
    NOW,
    RULES,
    ago,
    check_in,
    dose,
    fired,
    judge,
    person,
    pump_event,
    pump_person,
)

LONGEST = timedelta(hours=12)
SLEEPY = check_in(3, alertness=Alertness.DROWSY)
EXTRA = (dose(1, DoseStatus.EXTRA),)
MISSED = (dose(5, DoseStatus.MISSED),)
FALL = {"happened": "fall"}


def record(*check_ins, doses=EXTRA) -> Record:
    return Record(person=person(), check_ins=check_ins, doses=doses)


def told(*check_ins, doses=EXTRA) -> Assessment | None:
    return newly_told(RULES, record(*check_ins, doses=doses), NOW, LONGEST)


def judged(last, *rules: str):
    """Return a check-in that was told of these rules of an extra dose when it was written."""
    found = newly_told(RULES, record(SLEEPY), NOW, LONGEST)
    kept = tuple(finding for finding in found.rules if finding.id in rules)
    return replace(last, assessment=replace(found, rules=kept))


@pytest.mark.parametrize(
    ("hours", "known"), [(-0.1, False), (0, True), (3, True), (12, True), (12.1, False)]
)
def test_answers_hold_for_twelve_hours_and_never_come_from_a_time_ahead(hours, known):
    last = check_in(hours, alertness=Alertness.DROWSY)
    found = carried(record(last), NOW, LONGEST)
    assert found.alertness is (Alertness.DROWSY if known else None)


def test_a_check_in_that_lies_ahead_hides_nothing_of_the_one_before_it():
    ahead = judged(check_in(-3), "E13", "U13")
    assert carried(record(SLEEPY, ahead), NOW, LONGEST).alertness is Alertness.DROWSY
    assert fired(told(SLEEPY, ahead)) == fired(told(SLEEPY))
    event = replace(check_in(-2), more=FALL, assessment=ahead.assessment)
    assert fired(told(SLEEPY, event)) == fired(told(SLEEPY))


def test_a_pump_sound_is_heard_though_a_check_in_lies_ahead():
    heard = pump_event(1, PumpEventKind.ALARM)
    for check_ins in ((check_in(3),), (check_in(3), check_in(-3))):
        kept = Record(person=pump_person(), check_ins=check_ins, pump_events=(heard,))
        assert pump_state(kept, None, NOW).first_alarm == heard


def test_how_they_were_is_carried_and_what_happened_once_is_not():
    fell = {"fall": Fall.HEAD, "seizures": (Seizure(start=ago(3)),), "worried": True}
    found = carried(record(check_in(3, stiffness=7, floppy=True, **fell)), NOW, LONGEST)
    assert (found.stiffness, found.floppy, found.temp_c) == (7, True, SLEEPY.temp_c)
    assert (found.fall, found.seizures, found.worried) == (None, None, None)


def test_an_event_after_the_check_in_hides_no_answer():
    event = check_in(1, more=FALL, alertness=None)
    assert carried(record(SLEEPY, event), NOW, LONGEST).alertness is Alertness.DROWSY
    assert carried(record(event), NOW, LONGEST) == Draft()


def test_a_double_dose_in_somebody_sleepy_is_told_at_its_worst_and_asks_nothing():
    found = told(SLEEPY)
    assert (fired(found), found.level) == ({"E13", "U13"}, Level.EMERGENCY)
    assert found.missing == ()


def test_a_dose_is_told_even_where_no_check_in_was_ever_made():
    found = told(doses=MISSED)
    assert (fired(found), found.level, found.missing) == ({"W05"}, Level.WATCH, ())


def test_a_log_that_tells_nothing_says_nothing():
    assert told(doses=()) is None
    assert told(check_in(3), doses=()) is None


def test_what_the_last_check_in_told_is_not_told_again():
    assert told(judged(SLEEPY, "E13", "U13")) is None


def test_one_new_reason_beside_a_known_one_is_told_with_both():
    found = told(judged(SLEEPY, "U13"))
    assert fired(found) == {"E13", "U13"}


def test_what_an_event_since_the_check_in_told_is_not_told_again():
    event = judged(check_in(0.5, more=FALL), "E13", "U13")
    assert told(SLEEPY, event) is None
    assert told(judged(check_in(9), "E13", "U13"), SLEEPY) is not None


def test_an_answer_of_this_minute_is_judged_with_the_log_as_if_it_were_given_now():
    assert fired(told(check_in(0, alertness=Alertness.DROWSY))) == fired(
        judge(check_in(0, alertness=Alertness.DROWSY), doses=EXTRA)
    )


@pytest.mark.parametrize("day", [date(2026, 5, 9), date(2026, 5, 10)])
def test_a_sign_of_the_evening_counts_when_the_date_to_refill_by_passes_at_night(day):
    itches = replace(check_in(3, itching=Grade.MILD, rash=False), assessment=None)
    who = pump_person(pump=Pump(low_reservoir_date=day))
    kept = Record(person=who, check_ins=(itches,))
    found = newly_told(RULES, kept, NOW, LONGEST)
    dated = by_date(found)
    if day == NOW.day:
        assert dated is None
        return
    assert fired(dated) == {"E15", "U10"}
    assert dated.level is Level.EMERGENCY
    assert told_by_lines(RULES, kept, NOW, LONGEST, LONGEST).assessment.level is Level.EMERGENCY


@pytest.mark.parametrize("doses", [(), (dose(0.1),), (dose(8), dose(0.1))])
def test_a_day_that_went_by_makes_no_further_check_in_with_signs(doses):
    itch = {"itching": Grade.MILD, "rash": False}
    run = (check_in(25, **itch), check_in(11, **itch))
    looks = tuple(replace(one, assessment=judge(one, now=one.at)) for one in run)
    found = newly_told(RULES, record(*looks, doses=doses), NOW, LONGEST)
    assert found is None or "U22" not in fired(found)
    by_line = told_by_line(RULES, record(*looks, doses=doses[:-1]), dose(0.1), NOW, LONGEST)
    assert by_line is None or "U22" not in fired(by_line)
    asked = judge(replace(looks[-1], assessment=None), check_ins=looks)
    assert "U22" in fired(asked), "the next one that asks is the third"
