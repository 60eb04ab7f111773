# SPDX-License-Identifier: MIT
"""What a mutator of others could break unseen: two drugs, far places, plans written later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Mode, PumpAlarm
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import (
    dose_clock,
    filled_from_log,
    hours_between,
    is_answered,
    longest_planned_gap,
    missed_in_row,
    with_corrected_mg,
)
from caregiver_app.domain.dosing.plan_time import last_cut_told, plan_moves
from caregiver_app.domain.dosing.slots import Slot, slots_between
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.form import Limits
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Drug, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepDose
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record, evaluate
from caregiver_app.domain.rules.urgent import says_nothing
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import follow_up
from caregiver_app.domain.timing.phase_starts import Start, starts
from caregiver_app.domain.timing.phases import phases, rise_until
from caregiver_app.domain.timing.time_rules import Course, PhaseStart
from caregiver_app.domain.units import (
    NumberError,
    NumberProblem,
    Outcome,
    TemperatureUnit,
    judge,
    judge_temperature,
    parse_number,
)
from tests.domain.pretend import (
    NOW,
    RULES,
    TODAY,
    ZONE,
    ago,
    calm,
    check_in,
    dose,
    fired,
    person,
    plan,
    pump_event,
    pump_person,
)
from tests.domain.test_planned_doses import NIGHT, at, told

TIMES = load_time_rules()
B, C = Drug.BACLOFEN, Drug.CLONAZEPAM
ORAL, ITB = PlanRoute.ORAL, PlanRoute.ITB
LATE = timedelta(hours=2)
BOTH = (plan("06:00", "14:00", "22:00"), plan("08:00", mg="1", drug=C))
AUCKLAND = "Pacific/Auckland"


def found(kind: PhaseStart, who=None, now: Moment = NOW, **record) -> list[Start]:
    """Return what of one kind restarted a clock."""
    every = starts(TIMES, Record(person=who or person(), **record), now)
    return [start for start in every if start.kind is kind]


# ---- two drugs


def test_a_restart_of_the_second_drug_is_seen_beside_old_doses_of_the_first() -> None:
    of_c = [replace(dose(h), id=f"c{h}", drug=C) for h in (200, 3)]
    log = (replace(dose(190), drug=B), *of_c)
    ordered = tuple(sorted(log, key=lambda one: one.at.utc))
    (start,) = found(PhaseStart.RESTART, plans=BOTH, doses=ordered)
    assert (start.drug, start.route, start.since) == (C, ORAL, ago(3))


def test_an_answer_about_the_first_drug_settles_no_dose_of_the_second() -> None:
    log = tuple(replace(dose(h), id=f"c{h}", drug=C) for h in (76, 52))
    told = check_in(6, doses_missed_in_row=0, last_kept_dose_at=ago(7))
    unwritten = found(PhaseStart.UNWRITTEN_DOSE, plans=BOTH, doses=log, check_ins=(told,))
    assert {(start.drug, start.route) for start in unwritten} == {(C, ORAL)}
    assert sorted(start.since.text[5:13] for start in unwritten) == ["05-09T08", "05-10T08"]


def test_the_words_of_a_phase_are_those_of_the_drug() -> None:
    def said(hours: float, drug: Drug) -> str:
        missed = (dose(hours, DoseStatus.MISSED, drug=drug),)
        (phase,) = phases(TIMES, Record(person=person(drug=drug), doses=missed), NOW)
        return phase.words

    assert said(10, B).endswith("They can come fast.")
    assert said(30, C).endswith("Fear, bad sleep and other signs can start now.")
    assert said(300, C).endswith("They can last for weeks.")


def test_how_long_sleepiness_is_looked_for_is_read_for_the_drug() -> None:
    until = {**TIMES.rise.until, Course.CLONAZEPAM: timedelta(hours=40)}
    rules = replace(TIMES, rise=replace(TIMES.rise, until=until))
    for drug, hours in ((B, 24), (C, 40)):
        start = Start(kind=PhaseStart.RESTART, drug=drug, route=ORAL, since=NOW)
        assert rise_until(rules, start) == timedelta(hours=hours)


# ---- what a record is judged with


def test_judging_a_whole_record_sees_its_dose_log() -> None:
    log = (dose(30), dose(22, DoseStatus.MISSED), dose(14, DoseStatus.MISSED))
    look = replace(check_in(0.5), doses_missed_in_row=None, last_kept_dose_at=None)
    record = Record(person=person(), plans=BOTH[:1], doses=log, check_ins=(look,))
    ((_look, judged),) = assess_record(RULES, record)
    unseen = replace(record, doses=())
    assert fired(judged) != fired(assess_record(RULES, unseen)[0][1])
    assert judged == evaluate(RULES, replace(record, check_ins=()), look, look.at)


def test_an_event_of_the_pump_counts_from_its_time_on_wherever_it_stands_in_the_file() -> None:
    alarm, mri, look = (
        pump_event(3, PumpEventKind.ALARM),
        pump_event(1, PumpEventKind.MRI),
        pump_event(0.5, PumpEventKind.CHECK),
    )
    pumped = Record(person=pump_person(), check_ins=(check_in(2),), pump_events=(alarm, mri, look))
    turned = replace(pumped, pump_events=(mri, look, alarm))
    assert assess_record(RULES, turned) == assess_record(RULES, pumped)
    assert "U09" in fired(assess_record(RULES, turned)[0][1])
    later = replace(turned, check_ins=(check_in(0.6),))
    assert {"U09", "U11"} <= fired(assess_record(RULES, later)[0][1])


def test_an_alert_that_stands_brings_the_judgement_that_made_it() -> None:
    urgent = check_in(2, Level.URGENT, "U05")
    watch = check_in(1, Level.WATCH)
    stands = follow_up(TIMES, Record(person=person(), check_ins=(urgent, watch)), NOW)
    assert stands.assessment == urgent.assessment
    assert stands.recheck_due.zone == ZONE


# ---- doses


TWO_A_DAY = Step(
    from_=date(2026, 5, 1),
    doses=(StepDose(time="06:00", mg=Decimal(5)), StepDose(time="22:00", mg=Decimal(5))),
)
ONE_A_DAY = replace(TWO_A_DAY, from_=date(2026, 5, 9), doses=TWO_A_DAY.doses[:1])


def test_the_times_of_a_step_go_before_those_of_its_plan() -> None:
    written = plan("06:00", "14:00", "22:00", steps=(TWO_A_DAY, ONE_A_DAY))
    assert longest_planned_gap(written, date(2026, 5, 8)) == timedelta(hours=16)
    assert longest_planned_gap(written, TODAY) == timedelta(hours=24)
    by_day = replace(written, steps=(Step(from_=TWO_A_DAY.from_, mg_per_day=Decimal(30)),))
    assert longest_planned_gap(by_day, TODAY) == timedelta(hours=8)
    record = Record(person=person(), plans=(written,))
    assert dose_clock(record, None, NOW, B, LATE).once_a_day
    earlier = Moment.parse("2026-05-08T12:00:00-04:00", ZONE)
    assert not dose_clock(record, None, earlier, B, LATE).once_a_day


@pytest.mark.parametrize(("seconds", "hours"), [(17, "0.00"), (18, "0.01"), (3618, "1.01")])
def test_hours_are_rounded_half_up(seconds, hours) -> None:
    assert str(hours_between(Moment(NOW.local - timedelta(seconds=seconds)), NOW)) == hours


def test_a_plan_counts_from_the_day_it_was_written_on_and_the_log_is_held_to_it() -> None:
    written = plan("06:00", written_on=date(2026, 5, 1))
    record = Record(person=person(), plans=(written,), doses=(dose(30), dose(6)))
    unsaid = replace(calm(), doses_missed_in_row=None, last_kept_dose_at=None)
    assert is_answered(record, unsaid, NOW, ago(12), B)
    assert filled_from_log(record, unsaid, NOW, LATE).last_kept_dose_at == ago(6)


def test_a_corrected_amount_is_kept_as_it_comes_out() -> None:
    given = dose(6, ml=Decimal(5), mg=Decimal(10))
    half = with_corrected_mg(given, replace(given, ml=Decimal("2.5"), mg=None), person())
    assert str(half.mg) == "5.0"


def test_a_dose_written_down_for_a_time_to_come_is_not_the_last_one_kept() -> None:
    record = Record(person=person(), plans=(plan("06:00"),), doses=(dose(6), dose(-3)))
    unsaid = replace(calm(), doses_missed_in_row=None, last_kept_dose_at=None)
    assert filled_from_log(record, unsaid, NOW, LATE).last_kept_dose_at == ago(6)
    again = (dose(200), dose(-3))
    assert found(PhaseStart.RESTART, doses=again) == []


def test_a_dose_taken_back_by_a_newer_entry_for_the_same_time_was_not_kept() -> None:
    due = ago(6)
    given = dose(6, id="a")
    back = replace(dose(5.5, DoseStatus.VOMITED), id="b", scheduled_for=None)
    record = Record(person=person(), plans=BOTH[:1], doses=(dose(14), given, back))
    assert missed_in_row(record, None, NOW, B, LATE) == 1
    early = replace(given, scheduled_for=None, at=Moment(due.local + timedelta(minutes=10)))
    spat_out = replace(back, scheduled_for=due)
    record = replace(record, doses=(dose(14), early, spat_out))
    assert missed_in_row(record, None, NOW, B, LATE) == 1


SIXTY = plan(
    *("06:00", "14:00", "23:00"), steps=(Step(from_=date(2026, 5, 1), mg_per_day=Decimal(60)),)
)
TOO_MUCH = "65 mg was given in one day. The plan says 60 mg a day."


def test_a_dose_given_after_midnight_for_the_evening_counts_to_the_evening() -> None:
    night = Moment.parse("2026-05-10T00:30:00-04:00", ZONE)
    late = at("10 00:15", "25", due=None)
    assert told(at("9 06:00", "20"), at("9 14:00", "20"), late, plans=(SIXTY,), now=night) == (
        TOO_MUCH
    )
    cut = Step(from_=TODAY, mg_per_day=Decimal(30))
    two = replace(SIXTY, steps=(*SIXTY.steps, cut))
    evening = replace(late, mg=Decimal(35))
    day = at("9 06:00", "10"), at("9 14:00", "15")
    assert told(*day, evening, plans=(two,), now=night) == ""


def test_a_late_dose_abroad_counts_to_the_day_on_the_wall_there() -> None:
    tokyo = Moment.parse("2026-05-09T08:00:00+09:00", "Asia/Tokyo")  # after the 06:00 there
    late = replace(at("9 06:00", "5", DoseStatus.LATE), id="t", at=tokyo, scheduled_for=None)
    day = [at(f"9 {wall}", "20") for wall in ("06:00", "14:00", "22:30")]
    assert told(late, *day, plans=(SIXTY,), now=NIGHT) == TOO_MUCH


def test_an_extra_dose_abroad_stands_for_no_planned_one() -> None:
    slot = Slot(due=NOW, mg=None, home=ZONE)
    abroad = Moment.parse("2026-05-10T12:00:00+09:00", "Asia/Tokyo")
    given = replace(dose(0), scheduled_for=abroad, at=abroad)
    assert slot.is_of_elsewhere(given)
    assert not slot.is_of_elsewhere(replace(given, status=DoseStatus.EXTRA))
    nowhere = Moment.parse("2026-05-10T12:00:00+09:00")
    assert not replace(slot, home=None).is_of_elsewhere(
        replace(given, scheduled_for=nowhere, at=nowhere, zone=None)
    )


# ---- far places


def test_planned_doses_are_those_of_the_day_at_the_place_of_the_person() -> None:
    home = person(zone=AUCKLAND)
    now = Moment.parse("2026-05-11T08:30:00+12:00", AUCKLAND)  # still the day before in UTC
    record = Record(person=home, plans=(plan("08:00", "20:00"),))
    slots = slots_between(record, B, now.utc - timedelta(hours=13), now.utc, ZoneInfo(AUCKLAND))
    assert [slot.due.text[8:16] for slot in slots] == ["11T08:00", "10T20:00"]
    slots = slots_between(record, B, now.utc - timedelta(hours=13), now.utc, ZoneInfo(AUCKLAND))
    assert {slot.home for slot in slots} == {AUCKLAND}


def test_a_day_of_a_phase_is_a_day_at_the_place_of_the_person() -> None:
    now = Moment.parse("2026-05-12T08:00:00+12:00", AUCKLAND)
    missed = Moment.parse("2026-05-11T13:00:00+12:00", AUCKLAND)
    log = (replace(dose(0, DoseStatus.MISSED), at=missed, scheduled_for=missed),)
    (phase,) = phases(TIMES, Record(person=person(zone=AUCKLAND), doses=log), now)
    assert phase.words.startswith("Day 1")
    sooner = Moment.parse("2026-05-11T11:00:00+12:00", AUCKLAND)
    log = (replace(dose(0, DoseStatus.MISSED), at=sooner, scheduled_for=sooner),)
    (phase,) = phases(TIMES, Record(person=person(zone=AUCKLAND), doses=log), now)
    assert phase.words.startswith("Day 1")


def test_the_next_full_check_is_told_at_the_place_of_the_person() -> None:
    stored = Assessment(rule_set="test", level=Level.NO_FLAGS)
    for mode in (Mode.QUICK, Mode.FULL):
        seen = CheckIn(id="c", at=ago(3), mode=mode, assessment=stored)
        due = next_check(TIMES, Record(person=person(), check_ins=(seen,)), NOW)
        assert (due.full_due.zone, due.due.zone) == (ZONE, ZONE)


def test_how_often_is_said_for_every_reason_to_check() -> None:
    stored = Assessment(rule_set="test", level=Level.WATCH)
    watch = CheckIn(id="c", at=ago(1), mode=Mode.FULL, assessment=stored)
    by_watch = next_check(TIMES, Record(person=pump_person(), check_ins=(watch,)), NOW)
    assert (by_watch.reason, by_watch.every) == ("watch", TIMES.alert.watch_pump)
    calm_ = replace(watch, assessment=replace(stored, level=Level.NO_FLAGS))
    again = (dose(200), dose(0.5))
    by_point = next_check(TIMES, Record(person=person(), check_ins=(calm_,), doses=again), NOW)
    assert (by_point.reason, by_point.every) == ("restart", TIMES.rise.row.quick)


def test_a_moment_is_shown_at_a_bare_offset_too() -> None:
    shown = at_place(datetime(2026, 5, 10, 16, tzinfo=UTC), NOW.local.tzinfo)
    assert (shown.text, shown.zone) == ("2026-05-10T12:00:00-04:00", None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "2026-03-08T01:10:00",
            "a time is written with its offset, like 2026-03-08T01:10:00-05:00",
        ),
        ("2026-02-30T01:10:00-05:00", "this date or time does not exist"),
    ],
)
def test_what_is_wrong_with_a_time_is_said_in_words(text, problem) -> None:
    with pytest.raises(ValueError, match=r"a time|does not exist") as refused:
        Moment.parse(text)
    assert str(refused.value) == problem


def test_a_time_without_an_offset_is_no_moment() -> None:
    with pytest.raises(ValueError, match="offset") as refused:
        Moment(datetime(2026, 3, 8, 1, 10))  # noqa: DTZ001 - what is refused
    assert str(refused.value) == ("a time needs an offset from UTC, like 2026-03-08T01:10:00-05:00")


# ---- plans


def test_a_cut_is_told_by_the_versions_of_a_plan_that_were_written_by_then() -> None:
    first = Step(from_=date(2026, 5, 1), mg_per_day=Decimal(20))
    written = plan("06:00", steps=(first,), written_on=date(2026, 4, 20))
    later = replace(written, written_on=date(2026, 5, 12))
    cut = last_cut_told((written, later), B, ORAL, TODAY)
    assert cut is None or cut.on == first.from_
    moves = list(plan_moves(Record(person=person(), plans=(written, later)), NOW))
    assert [begun.plan for begun in moves] == [written]


def test_what_two_newer_versions_tell_is_not_told_again_by_an_older_one() -> None:
    def version(*days: int):
        steps = tuple(Step(from_=date(2026, 5, day), mg_per_day=Decimal(30 - day)) for day in days)
        return plan("06:00", steps=steps, start_mg_per_day=Decimal(30))

    oldest, between, newest = version(1, 3, 5), version(5), version(2, 5)
    record = Record(person=person(), plans=(oldest, between, newest))
    told = [(begun.at.text[:10], begun.plan) for begun in plan_moves(record, NOW)]
    assert told == [("2026-05-02", newest), ("2026-05-05", newest), ("2026-05-01", oldest)]


def test_where_no_zone_is_known_a_plan_begins_by_the_clock_of_now() -> None:
    step = Step(from_=TODAY, mg_per_day=Decimal(5))
    cut = plan(steps=(step,), start_mg_per_day=Decimal(30))
    bare = Moment(NOW.local)
    (begun,) = plan_moves(Record(person=person(zone=None), plans=(cut,)), bare)
    assert begun.at.text == "2026-05-10T00:00:00-04:00"
    (begun,) = plan_moves(Record(person=person(zone=ZONE), plans=(cut,)), bare)
    assert (begun.at.text, begun.at.zone) == ("2026-05-10T00:00:00-04:00", ZONE)


# ---- the pump and what happened between


def test_what_is_told_of_a_pump_counts_for_somebody_who_has_one() -> None:
    told = (check_in(3, pump_alarm=PumpAlarm.TWO_TONE),)
    assert found(PhaseStart.PUMP_ALARM, check_ins=told) == []
    assert len(found(PhaseStart.PUMP_ALARM, who=pump_person(), check_ins=told)) == 1


def test_a_first_amount_of_a_pump_of_which_nothing_is_known_may_be_more() -> None:
    change = pump_event(3, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(100))
    unknown = person(route=Route.ITB, pump=None)
    (start,) = found(PhaseStart.INCREASE, who=unknown, pump_events=(change,))
    assert (start.drug, start.route) == (B, ITB)


@pytest.mark.parametrize(
    ("level", "nothing"), [(None, True), (Level.INCOMPLETE, True), (Level.WATCH, False)]
)
def test_an_event_says_nothing_unless_it_was_judged_by_a_sign(level, nothing) -> None:
    event = begun(Happening.OTHER, ago(1), "Ana")
    stored = None if level is None else Assessment(rule_set="test", level=level)
    kept = replace(check_in(1), more=event.more, assessment=stored)
    assert says_nothing(kept) is nothing
    assert not says_nothing(replace(kept, more={}))


# ---- numbers

GROWN = Limits(
    hard_low=Decimal(30),
    hard_high=Decimal(43),
    soft_low=Decimal(35),
    soft_high=Decimal(40),
    soft_low_child=Decimal(36),
    soft_high_child=Decimal(39),
)


def test_a_child_without_limits_of_its_own_has_those_of_everybody() -> None:
    shared = replace(GROWN, soft_low_child=None, soft_high_child=None)
    for number, outcome in ((34, Outcome.ASK_AGAIN), (38, Outcome.FINE), (41, Outcome.ASK_AGAIN)):
        assert judge(Decimal(number), shared, child=True).outcome is outcome


def test_a_temperature_of_a_child_in_fahrenheit_is_held_to_the_limits_of_a_child() -> None:
    typed, unit = Decimal(103), TemperatureUnit.FAHRENHEIT  # 39.4 degrees Celsius
    assert judge_temperature(typed, unit, GROWN, child=True).outcome is Outcome.ASK_AGAIN
    assert judge_temperature(typed, unit, GROWN, child=False).outcome is Outcome.FINE


@pytest.mark.parametrize("mark", ["\u200b", "\u2066", "\ufeff", "\u200e"])
def test_marks_that_nobody_sees_are_left_out_at_the_ends(mark) -> None:
    assert parse_number(f"{mark}88{mark}") == 88


def test_a_number_that_is_none_says_why_in_its_text() -> None:
    for problem in NumberProblem:
        assert str(NumberError(problem)) == problem.value
