# SPDX-License-Identifier: MIT
"""What small mistakes in the follow-up and in the time of the next check-in would change."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, amount_of, mg_of_step
from caregiver_app.domain.prompts.course import cuts_of, rises_of
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.cadence import Lateness, next_check, recommended
from caregiver_app.domain.timing.follow_up import follow_up
from caregiver_app.domain.timing.phase_starts import starts
from caregiver_app.domain.timing.phases import phases
from caregiver_app.domain.timing.time_rules import PhaseStart
from tests.domain.pretend import (
    NOW,
    TODAY,
    ago,
    check_in,
    dose,
    person,
    plan,
    pump_event,
    pump_person,
)

TIMES = load_time_rules()
ORAL, ITB = PlanRoute.ORAL, PlanRoute.ITB


def alert(hours: float, *rules: str, mode: Mode = Mode.QUICK, level=Level.URGENT) -> CheckIn:
    """Return a check-in that was judged as these rules say."""
    found = tuple(
        Finding(id=rule, level=Level.URGENT, message="", because="", source="") for rule in rules
    )
    judged = Assessment(rule_set="test", level=level, rules=found)
    return CheckIn(id=f"c{hours}", at=ago(hours), mode=mode, assessment=judged)


def did(kind: ActionKind, hours: float, about: float) -> ActionTaken:
    return ActionTaken(id=f"a{hours}", at=ago(hours), kind=kind, about=f"c{about}")


def of(*check_ins: CheckIn, actions=(), **more) -> Record:
    return Record(person=person(), check_ins=check_ins, actions=tuple(actions), **more)


def test_an_alert_that_grows_while_nobody_answers_does_not_begin_to_wait_anew() -> None:
    grown = of(alert(5, "U05"), alert(1, "U05", "U06"))
    assert follow_up(TIMES, grown, NOW).since == ago(5)
    answered = of(alert(5, "U05"), alert(1, "U05", "U06"), actions=(did(ActionKind.SPOKE, 4, 5),))
    assert follow_up(TIMES, answered, NOW).since == ago(1)


def test_a_sign_to_watch_ends_an_alert_from_the_first_answer_on() -> None:
    watch = alert(1, level=Level.WATCH)
    same, again = alert(5, "U05"), alert(3, "U05")
    for first, second in ((4.5, 3), (4.5, 5), (1, 5)):
        actions = (did(ActionKind.SPOKE, first, 5), did(ActionKind.SPOKE, 0.5, second))
        assert follow_up(TIMES, of(same, again, watch, actions=actions), NOW) is None
    late = (did(ActionKind.SPOKE, 0.9, 5),)
    assert follow_up(TIMES, of(same, again, watch, actions=late), NOW).answered


def test_a_call_that_nobody_answered_does_not_put_off_the_next_look() -> None:
    tried = of(alert(0.5, "U05"), actions=(did(ActionKind.NO_ANSWER, 0.2, 0.5),))
    looked = of(alert(0.5, "U05"), actions=(did(ActionKind.RECHECKED, 0.2, 0.5),))
    assert follow_up(TIMES, tried, NOW).recheck_due == ago(-0.5)
    assert follow_up(TIMES, looked, NOW).recheck_due == ago(-0.8)


def test_a_check_in_is_late_earlier_only_while_nobody_has_answered() -> None:
    answer = (did(ActionKind.SPOKE, 9, 10),)
    assert next_check(TIMES, of(alert(10, "U05")), NOW).lateness is Lateness.LATE
    assert next_check(TIMES, of(alert(10, "U05"), actions=answer), NOW).lateness is Lateness.REMIND


def test_an_alert_that_was_answered_is_followed_in_words_like_a_watch() -> None:
    answered = of(alert(1, "U05"), actions=(did(ActionKind.SPOKE, 0.5, 1),))
    watched = of(alert(1, level=Level.WATCH))
    assert recommended(TIMES, answered, NOW) == recommended(TIMES, watched, NOW)


def test_a_full_check_in_is_due_soon_after_a_cut_although_the_baseline_is_there() -> None:
    full = tuple(alert(hours, mode=Mode.FULL, level=Level.NO_FLAGS) for hours in (60, 30, 8))
    step = Step(from_=TODAY, mg_per_day=Decimal(5))
    cut = plan("08:00", steps=(step,), start_mg_per_day=Decimal(10))
    after_cut = next_check(TIMES, of(*full, plans=(cut,)), NOW)
    before_cut = next_check(TIMES, of(*full), NOW)
    assert after_cut.full_due < ago(-24) < before_cut.full_due
    never = next_check(TIMES, of(alert(8, level=Level.NO_FLAGS)), NOW)
    assert never.full_due == ago(5)  # 4:00 at night is put off to 7:00


def test_an_amount_in_the_other_unit_is_a_thousand_times_as_much_or_as_little() -> None:
    in_mg, in_mcg = (
        Step(from_=TODAY, mg_per_day=Decimal(2)),
        Step(from_=TODAY, mcg_per_day=Decimal(9)),
    )
    assert (amount_of(in_mg, ITB), amount_of(in_mg, ORAL)) == (2000, 2)
    assert (amount_of(in_mcg, ITB), amount_of(in_mcg, ORAL)) == (9, Decimal("0.009"))
    assert (amount_of(Step(from_=TODAY), ITB), amount_of(Step(from_=TODAY), ORAL)) == (None, None)


def test_doses_are_added_up_only_when_all_are_known() -> None:
    known = StepDose(time="08:00", mg=Decimal(5))
    some = Step(from_=TODAY, doses=(known, StepDose(time="20:00", mg=None)))
    assert mg_of_step(some) is None
    assert mg_of_step(Step(from_=TODAY, doses=(known, known))) == 10


def test_the_same_amount_again_is_no_cut_and_no_rise() -> None:
    same = plan("08:00", mg="10")
    assert (cuts_of(same), rises_of(same)) == ((), ())
    untold = plan("08:00", steps=(Step(from_=TODAY), Step(from_=TODAY, mg_per_day=Decimal(1))))
    assert [(cut.before, cut.after) for cut in cuts_of(untold)] == [(10, 1)]


THREE_TIMES = (plan("06:00", "14:00", "22:00"),)
ANSWERS = ("doses_missed_in_row", "last_kept_dose_at")


def unwritten(*log, **record) -> list:
    """Return since when planned doses are not in the log."""
    held = Record(person=person(), plans=THREE_TIMES, doses=log, **record)
    found = starts(TIMES, held, NOW)
    return [start.since for start in found if start.kind is PhaseStart.UNWRITTEN_DOSE]


def test_a_planned_dose_that_is_not_in_the_log_is_unwritten() -> None:
    assert unwritten(dose(22), dose(6)) == [ago(14)]
    assert unwritten(dose(22), dose(14), dose(6)) == []
    assert unwritten(dose(22), dose(14, drug=Drug.CLONAZEPAM), dose(6)) == [ago(14)]
    assert unwritten(dose(38), dose(22), dose(6)) == [ago(14), ago(30)]


@pytest.mark.parametrize("left_out", ANSWERS)
def test_either_answer_at_a_check_in_settles_what_was_due_before_it(left_out: str) -> None:
    log, neither = (dose(22), dose(6)), dict.fromkeys(ANSWERS)
    assert unwritten(*log, check_ins=(check_in(10, **{left_out: None}),)) == []
    assert unwritten(*log, check_ins=(check_in(10, **neither),)) == [ago(14)]
    assert unwritten(*log, check_ins=(check_in(30),)) == [ago(14)]
    both = (check_in(20, **neither), check_in(10))
    assert unwritten(*log, check_ins=both) == []
    twice = (check_in(20), check_in(10))
    assert unwritten(*log, check_ins=twice) == []


def test_a_log_in_use_tells_of_its_own_medicine_up_to_its_newest_entry() -> None:
    daily, log = plan("12:00"), (dose(240), dose(168))
    found = starts(TIMES, of(plans=(daily,), doses=log), NOW)
    assert [start.since for start in found] == [ago(24 * days) for days in (4, 5, 6, 8, 9)]
    other, log = replace(daily, drug=Drug.CLONAZEPAM), (dose(48, drug=Drug.CLONAZEPAM),)
    found = starts(TIMES, of(plans=(daily, other), doses=log), NOW)
    assert [(start.drug, start.since) for start in found] == [("clonazepam", ago(24))]


@pytest.mark.parametrize(("hours", "counts"), [(360, True), (360 + 1 / 3600, False)])
def test_all_that_is_told_counts_for_the_same_time(hours: float, counts: bool) -> None:
    told = (
        {"check_ins": (check_in(hours, doses_missed_in_row=1),)},
        {"doses": (dose(hours, DoseStatus.MISSED),)},
        {"pump_events": (pump_event(hours, PumpEventKind.MRI),)},
    )
    for lists in told:
        found = starts(TIMES, Record(person=pump_person(), **lists), NOW)
        assert bool(found) is counts


def test_the_phase_is_named_by_the_newest_start_and_of_one_moment_by_the_first_told() -> None:
    missed = tuple(check_in(hours, doses_missed_in_row=1) for hours in (30, 26))
    (phase,) = phases(TIMES, of(*missed), NOW)
    assert phase.since == ago(26)
    both = check_in(2, restart_after_gap=True, recent_increase=True)
    (phase,) = phases(TIMES, of(both), NOW)
    assert phase.words.startswith("The same day as the new start.")


def test_the_hours_of_the_peak_with_a_pump_are_named() -> None:
    scan = pump_event(30, PumpEventKind.MRI)
    (phase,) = phases(TIMES, Record(person=pump_person(), pump_events=(scan,)), NOW)
    assert "Signs can be strongest now, from 24 to 96 hours." in phase.words


def test_a_cut_begins_where_its_plan_or_else_the_person_lives_a_pump_step_with_its_day() -> None:
    step = Step(from_=TODAY, mg_per_day=Decimal(5))
    cut = replace(plan("08:00"), start_mg_per_day=Decimal(20), steps=(step,))
    for zone, since in (("Nowhere/Else", ago(4)), ("America/Los_Angeles", ago(1))):
        (start,) = starts(TIMES, of(plans=(replace(cut, zone=zone),)), NOW)
        assert (start.since, start.exact) == (since, True)
    (start,) = starts(TIMES, of(plans=(replace(cut, route=ITB),)), NOW)
    assert (start.since, start.exact) == (ago(12), False)


def test_a_pump_event_begins_nothing_before_it_happens() -> None:
    who = pump_person(pump=Pump(dose_mcg_per_day=Decimal(400)))

    def kinds(*events) -> list:
        found = starts(TIMES, Record(person=who, pump_events=events), NOW)
        return [start.kind for start in found]

    assert kinds(pump_event(-1, PumpEventKind.ALARM)) == []
    assert kinds(pump_event(0, PumpEventKind.ALARM)) == [PhaseStart.PUMP_ALARM]
    set_to = [
        pump_event(hours, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(amount))
        for hours, amount in ((9, 420), (3, 410))
    ]
    asked = (set_to[0], pump_event(5, PumpEventKind.CHECK), set_to[1])
    assert kinds(*asked).count(PhaseStart.INCREASE) == 1
