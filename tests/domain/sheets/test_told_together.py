# SPDX-License-Identifier: MIT
"""What was told at one press since the newest check-in hides nothing of it on a handoff."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import AsNeeded, Breathing, CheckIn, Fall, PumpAlarm, Seizure
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.told_together import told_together
from tests.domain.pretend import NOW, RULES, ago, check_in, person, pump_person


def event(hours: float, kind: Happening, level: Level = Level.INCOMPLETE, **told) -> CheckIn:
    draft = replace(begun(kind, ago(hours), "Ana"), **told)
    answers = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    rules = () if level is Level.INCOMPLETE else (finding("E01", level),)
    judged = Assessment(rule_set="test", level=level, rules=rules)
    return CheckIn(**answers, id=f"e{hours}", at=ago(hours), assessment=judged)


def finding(rule: str, level: Level) -> Finding:
    return Finding(id=rule, level=level, message="", because=rule, source="")


def together(*check_ins: CheckIn) -> CheckIn:
    return told_together(Record(person=person(), check_ins=check_ins)).check_ins[-1]


def sheet(*check_ins: CheckIn, who=None):
    record = Record(person=who or person(), check_ins=check_ins)
    return select_handoff(record, together(*check_ins).assessment, NOW, RULES)


def test_a_record_without_an_event_stays_as_it_is():
    record = Record(person=person(), check_ins=(check_in(3, Level.WATCH),))
    assert told_together(record) is record
    only = Record(person=person(), check_ins=(event(1, Happening.OTHER),))
    assert told_together(only).last_check_in == replace(only.check_ins[0], more={})


def test_a_note_of_one_press_hides_no_level_and_no_measurement():
    told = sheet(check_in(2, Level.URGENT, "U05"), event(1, Happening.OTHER, note="pale"))
    assert (told.level, told.last.at, told.last.note) == (Level.URGENT, ago(2), "pale")
    assert next(sign for sign in told.vitals if sign.field == "hr").now.value == 72


def test_a_seizure_since_then_is_the_level_with_its_own_time():
    told = sheet(check_in(2, Level.WATCH), event(1, Happening.SEIZURE, Level.EMERGENCY))
    assert told.level is Level.EMERGENCY
    assert [(r.finding.id, r.since) for r in told.reasons] == [("E01", ago(1)), ("W04", ago(2))]
    assert (told.seizures.count, told.last_age.total_seconds()) == (1, 2 * 3600)


def test_a_milder_event_does_not_lower_the_level():
    last = together(
        check_in(3, Level.EMERGENCY, "E04"), event(1, Happening.FALL, Level.URGENT)
    ).assessment
    assert (last.level, {f.id for f in last.rules}) == (Level.EMERGENCY, {"E04", "E01"})


def test_no_flags_stays_when_an_event_asked_nothing():
    calm = check_in(2)
    judged = Assessment(rule_set="test", level=Level.NO_FLAGS)
    last = together(replace(calm, assessment=judged), event(1, Happening.OTHER))
    assert last.assessment.level is Level.NO_FLAGS


def test_lists_are_joined_and_single_answers_replaced_by_the_newest():
    whole = Seizure(start=ago(5), duration_s=9)
    given = AsNeeded(name="rescue medicine", at=ago(1))
    last = together(
        check_in(4, Level.WATCH, seizures=(whole,), note="slept"),
        event(2, Happening.OTHER, breathing=Breathing.SLOW_OR_SHALLOW),
        event(1.5, Happening.MEDICINE, prn_taken=(given,), note="as planned"),
        event(1, Happening.SEIZURE, Level.EMERGENCY, breathing=Breathing.TROUBLE),
    )
    assert [s.start for s in last.seizures] == [ago(5), ago(1)]
    assert (last.prn_taken, last.note) == ((given,), "slept as planned")
    assert (last.breathing, last.more, last.recorder) == (Breathing.TROUBLE, {}, None)


@pytest.mark.parametrize("hours", [1, 5])
def test_a_pump_sound_keeps_the_time_at_which_it_was_heard(hours):
    quiet = check_in(6, Level.WATCH, pump_alarm=PumpAlarm.NONE)
    told = sheet(quiet, event(hours, Happening.PUMP_SOUND), who=pump_person())
    assert (told.pump.alarm, told.pump.alarm_first) == (PumpAlarm.UNSURE, ago(hours))


def test_two_falls_are_two():
    told = sheet(check_in(4, fall=Fall.NO_INJURY), event(1, Happening.FALL, fall=Fall.HEAD))
    assert (told.falls_7d, told.head_hit) == (2, True)


def test_a_run_of_the_same_reason_reaches_back_over_an_event():
    told = sheet(
        check_in(9, Level.WATCH), event(8, Happening.OTHER), check_in(3, Level.WATCH),
        event(1, Happening.OTHER),
    )  # fmt: skip
    assert [reason.since for reason in told.reasons] == [ago(9)]
    assert told.last.temp_c == Decimal("36.7")


def test_what_was_before_stays_and_the_events_are_told_by_the_check_in_they_follow():
    first, early, asked = check_in(20), check_in(9), check_in(2)
    kept = Record(
        person=person(),
        check_ins=(
            first,
            early,
            asked,
            event(1, Happening.OTHER, note="pale"),
            event(0.5, Happening.OTHER),
        ),
    )
    told = told_together(kept).check_ins
    assert told[:-1] == (first, early)
    assert (told[-1].id, told[-1].note) == (asked.id, "pale")


def test_the_worst_reason_stands_first_whoever_told_it():
    last = together(
        check_in(3, Level.WATCH), event(1, Happening.SEIZURE, Level.EMERGENCY)
    ).assessment
    assert [rule.id for rule in last.rules] == ["E01", "W04"]


def test_a_judgement_stays_where_only_one_of_the_two_has_one():
    bare, judged = check_in(3), check_in(3, Level.WATCH)
    seizure = event(1, Happening.SEIZURE, Level.EMERGENCY)
    assert together(bare, seizure).assessment == seizure.assessment
    assert together(judged, replace(seizure, assessment=None)).assessment == judged.assessment
    assert together(bare, replace(seizure, assessment=None)).assessment is None


def test_a_list_nobody_answered_takes_what_an_event_tells_and_no_note_is_none():
    seizure = event(1, Happening.SEIZURE)
    last = together(check_in(3, seizures=None), seizure)
    assert (last.seizures, last.note) == (seizure.seizures, None)
