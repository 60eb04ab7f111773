# SPDX-License-Identifier: MIT
"""A dose after days without one: the old dose again, whatever the other doses of the day are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import Alertness
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose, TaperPlan
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt, plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.phase_starts import starts
from tests.domain.pretend import (
    NOW,
    TODAY,
    ago,
    calm,
    check_in,
    dose,
    fired,
    judge,
    person,
    plan,
)

PROMPTS, TIMES = load_plan_prompts(), load_time_rules()


def step(first: date, morning: object, night: object) -> Step:
    """Return a step of two doses a day that differ; None is an amount that nobody wrote."""
    amounts = (("08:00", morning), ("20:00", night))
    doses = tuple(
        StepDose(time=at, mg=None if mg is None else Decimal(str(mg))) for at, mg in amounts
    )
    return Step(from_=first, doses=doses)


def uneven(*steps: Step) -> TaperPlan:
    """Return a plan of 10 mg in the morning and 20 mg at night, or of the steps given."""
    return plan("08:00", "20:00", steps=steps or (step(date(2026, 4, 1), 10, 20),))


def log(morning: object, *earlier) -> tuple:
    """Return 20 mg kept in the evening, nothing for 60 hours, and a dose this morning at 8:00."""
    mg = None if morning is None else Decimal(str(morning))
    return (*earlier, dose(64, mg=Decimal(20)), dose(4, mg=mg))


def drowsy(**record) -> set[str]:
    return fired(judge(calm(alertness=Alertness.DROWSY, last_kept_dose_at=None), **record))


def asked(**record) -> list[PlanPrompt]:
    found = plan_prompts(PROMPTS, Record(person=person(), **record), NOW)
    return [prompt for prompt in found if prompt.id == "P-REST"]


def test_the_morning_dose_again_is_a_restart_though_the_evening_dose_before_was_larger():
    told = {"plans": (uneven(),), "doses": log(10)}
    assert {"U15", "U21"} <= drowsy(**told)
    assert "W16" not in drowsy(**told)
    (prompt,) = asked(**told)
    assert "it was 10 mg at that time of day" in prompt.because


@pytest.mark.parametrize(("morning", "restart"), [("9.9", False), (10, True), (11, True)])
def test_only_less_than_its_own_planned_dose_is_a_lower_one(morning, restart):
    told = {"plans": (uneven(),), "doses": log(morning)}
    assert ("U21" in drowsy(**told), bool(asked(**told))) == (restart, restart)


def test_the_step_before_the_gap_counts_and_not_the_one_that_began_in_it():
    two = uneven(step(date(2026, 4, 1), 10, 20), step(date(2026, 5, 9), 5, 15))
    assert "U21" not in drowsy(plans=(two,), doses=log(5))
    assert "U21" in drowsy(plans=(two,), doses=log(10))


@pytest.mark.parametrize(("morning", "restart"), [(5, False), (10, True)])
def test_without_a_planned_amount_the_last_kept_dose_of_that_time_of_day_counts(morning, restart):
    earlier = dose(76, mg=Decimal(10))
    for plans in ((), (uneven(step(date(2026, 4, 1), None, None)),)):
        told = {"plans": plans, "doses": log(morning, earlier)}
        assert ("U21" in drowsy(**told), bool(asked(**told))) == (restart, restart)


def test_what_nobody_wrote_down_counts_as_the_same():
    for doses in (log(5), log(None), log(None, dose(76, mg=Decimal(10)))):
        assert "U21" in drowsy(doses=doses)
        assert "An amount is not recorded" in asked(doses=doses)[0].because


def test_as_much_as_was_last_kept_is_a_restart_though_more_was_planned():
    doses = log(5, dose(76, mg=Decimal(5)))
    assert "U21" in drowsy(plans=(uneven(),), doses=doses)
    assert "it was 5 mg" in asked(plans=(uneven(),), doses=doses)[0].because


def test_times_of_day_are_compared_round_the_clock():
    after, noon, before = ((83.5, 10), (72, 20), (12.5, 5))
    doses = tuple(dose(hours, mg=Decimal(mg)) for hours, mg in (after, noon, before))
    assert "U21" not in drowsy(doses=doses)


@pytest.mark.parametrize(("hours", "same"), [(78, False), (77.99, True), (74.01, True)])
def test_doses_less_than_two_hours_apart_are_of_one_time_of_day(hours, same):
    doses = (dose(hours, mg=Decimal(20)), dose(68, mg=Decimal(20)), dose(4, mg=Decimal(10)))
    assert ("U21" not in drowsy(doses=doses)) is same


@pytest.mark.parametrize(
    "written", [{"at": None}, {"scheduled_for": None}, {"at": ago(1), "status": DoseStatus.LATE}]
)
def test_the_time_of_day_is_that_at_which_it_was_due_else_given(written):
    before, after = log(5)
    given = replace(after, **written)
    assert "U21" not in drowsy(plans=(uneven(),), doses=(before, given))
    assert "U21" in drowsy(plans=(uneven(),), doses=(before, replace(given, mg=Decimal(10))))


def test_another_medicine_does_not_fill_the_gap_and_has_its_own():
    other = dose(30, mg=Decimal(1), drug=Drug.CLONAZEPAM)
    before, after = log(10)
    assert "U21" in drowsy(plans=(uneven(),), doses=(before, other, after))


# ---- what check-ins tell inside a gap


def restarted(**record) -> list[bool]:
    """Say of the rule, of the prompt and of the phase whether they take the dose for a restart."""
    begun = starts(TIMES, Record(person=person(), **record), NOW)
    phase = "restart" in {start.kind.value for start in begun}
    return ["U21" in drowsy(**record), bool(asked(**record)), phase]


@pytest.mark.parametrize(
    ("missed", "kept", "gap"),
    [(0, True, False), (0, False, False), (None, True, False), (1, False, True), (1, True, False)],
)
def test_a_dose_that_a_check_in_tells_as_kept_is_no_gap(missed, kept, gap):
    answers = tuple(
        check_in(h, doses_missed_in_row=missed, last_kept_dose_at=ago(h + 1) if kept else None)
        for h in (63, 39, 15)
    )
    told = {"plans": (uneven(),), "doses": log(10), "check_ins": answers}
    before = {**told, "check_ins": ()}
    assert restarted(**told) == [gap] * 3
    assert restarted(**before) == [True] * 3


def test_a_gap_counts_from_the_last_dose_that_anybody_told_of():
    kept = check_in(53, doses_missed_in_row=None, last_kept_dose_at=ago(52))
    late = replace(kept, at=ago(51.9))
    told = {"plans": (uneven(),), "doses": log(10), "check_ins": (late,)}
    assert restarted(**told) == [True] * 3
    assert "no kept dose for 48 hours before" in asked(**told)[0].because
    later = replace(late, last_kept_dose_at=ago(51.95))
    assert restarted(**{**told, "check_ins": (later,)}) == [False] * 3


def test_none_missed_tells_of_the_planned_dose_that_was_late_by_then():
    """At 21:59 the dose of 20:00 may be still to come; at 22:00 it would be late."""
    for hours_ago, gap in ((38 + 1 / 60, True), (38, False), (26, False)):
        answer = check_in(hours_ago, doses_missed_in_row=0, last_kept_dose_at=None)
        told = {"plans": (uneven(),), "doses": log(10), "check_ins": (answer,)}
        assert restarted(**told) == [gap] * 3, hours_ago


def test_without_planned_times_none_missed_tells_of_its_own_time():
    answer = check_in(30, doses_missed_in_row=0, last_kept_dose_at=None)
    timeless = plan(steps=(Step(from_=date(2026, 4, 1), mg_per_day=Decimal(30)),))
    for plans in ((), (timeless,)):
        assert restarted(plans=plans, doses=log(10), check_ins=(answer,)) == [False] * 3
    at_once = check_in(30, doses_missed_in_row=None, last_kept_dose_at=ago(30))
    assert restarted(doses=log(10), check_ins=(at_once,)) == [False] * 3


@pytest.mark.parametrize(("minutes", "gap"), [(0, True), (5, True), (119, True), (120, False)])
def test_the_dose_itself_told_from_memory_does_not_fill_the_gap_before_it(minutes, gap):
    told = check_in(4.01, doses_missed_in_row=1, last_kept_dose_at=ago(4 + minutes / 60))
    at_it = replace(told, at=ago(4))
    assert restarted(doses=log(10), check_ins=(at_it,))[1:] == [True] * 2
    inside = replace(told, at=ago(4 + minutes / 60) if minutes else told.at)
    assert restarted(doses=log(10), check_ins=(inside,)) == [gap] * 3


def stopped(**changes) -> TaperPlan:
    """Return a plan that goes to 0 on the fifth of May, as `changes` write it."""
    last = replace(Step(from_=date(2026, 5, 5), mg_per_day=Decimal(0)), **changes)
    return uneven(step(date(2026, 4, 1), 10, 20), last)


@pytest.mark.parametrize("changes", [{}, {"doses": step(TODAY, 0, 0).doses}], ids=["day", "doses"])
@pytest.mark.parametrize("finished", [None, True])
def test_none_missed_once_the_plan_is_at_0_tells_of_no_kept_dose(changes, finished):
    """Nothing is to be given any more: who takes the old dose again days later starts anew."""
    before = dose(136, mg=Decimal(20))  # 20:00 on the fourth of May
    answers = tuple(
        check_in(h, doses_missed_in_row=0, last_kept_dose_at=None) for h in (100, 52, 28)
    )
    told = {"plans": (replace(stopped(**changes), finished=finished),), "check_ins": answers}
    assert restarted(**told, doses=(before, dose(4, mg=Decimal(10)))) == [True] * 3


def test_a_check_in_answers_for_the_medicine_that_is_stepped_down_alone():
    other = tuple(replace(d, drug=Drug.CLONAZEPAM) for d in log(10))
    kept = check_in(30, doses_missed_in_row=0, last_kept_dose_at=ago(31))
    assert restarted(doses=other, check_ins=(kept,)) == [True] * 3
