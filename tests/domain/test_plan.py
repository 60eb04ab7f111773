# SPDX-License-Identifier: MIT
"""What is read off the prescriber's plan: the newest version, the step of a day, cuts and rises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.dosing.plan_time import last_cut_told
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    Cut,
    PlanRoute,
    Step,
    StepDose,
    StepStatus,
    TaperPlan,
    Written,
    amount_of,
    cuts,
    moves,
    rises,
    step_number,
    step_on,
    step_perhaps_on,
    steps_in_order,
)
from caregiver_app.domain.plan_versions import plan_in_force

MAY = [date(2026, 5, day) for day in range(1, 32)]
STEPS = (
    Step(from_=MAY[14], mg_per_day=Decimal(20)),
    Step(from_=MAY[0], mg_per_day=Decimal(40)),
    Step(from_=MAY[7], mg_per_day=Decimal(30)),
)
PLAN = TaperPlan(
    drug=Drug.BACLOFEN, route=PlanRoute.ORAL, start_mg_per_day=Decimal(50), steps=STEPS
)
PUMP_PLAN = TaperPlan(
    drug=Drug.BACLOFEN,
    route=PlanRoute.ITB,
    start_mcg_per_day=Decimal(400),
    steps=(Step(from_=MAY[0], mcg_per_day=Decimal(380)),),
)


def in_force(*plans: TaperPlan, route: PlanRoute = PlanRoute.ORAL) -> TaperPlan | None:
    return plan_in_force(plans, Drug.BACLOFEN, route, MAY[9])


def _on(day: date, *plans: TaperPlan) -> TaperPlan:
    return plan_in_force(plans, Drug.BACLOFEN, PlanRoute.ORAL, day)


def last_cut_of(plan: TaperPlan, day: date) -> Cut | None:
    return last_cut_told((plan,), plan.drug, plan.route, day)


def test_the_newest_plan_of_a_drug_and_route_is_in_force() -> None:
    newer = replace(PLAN, id="newer")
    other_drug = replace(PLAN, drug=Drug.CLONAZEPAM)
    assert in_force(PLAN, newer, PUMP_PLAN, other_drug) is newer
    assert in_force(PLAN, PUMP_PLAN, route=PlanRoute.ITB) is PUMP_PLAN
    assert in_force(other_drug) is None


def test_a_plan_written_later_than_the_day_does_not_count_yet() -> None:
    tomorrow, today = (replace(PLAN, written_on=day) for day in (MAY[10], MAY[9]))
    assert in_force(PLAN, tomorrow) is PLAN
    assert in_force(PLAN, today) is today
    assert in_force(tomorrow) is None


def test_a_step_holds_from_its_day_until_the_next_whatever_the_order_they_stand_in() -> None:
    days = (MAY[0], MAY[6], MAY[7], MAY[13], MAY[14], MAY[30])
    amounts = [PLAN.per_day_on(day) for day in days]
    assert amounts == [40, 40, 30, 30, 20, 20]
    assert step_on(PLAN, date(2026, 4, 30)) is None


def test_a_cancelled_step_is_no_step_and_a_held_one_is() -> None:
    cancelled = replace(STEPS[2], status=StepStatus.CANCELLED)
    held = replace(STEPS[2], status=StepStatus.HELD, mg_per_day=Decimal(40))
    assert replace(PLAN, steps=(*STEPS[:2], cancelled)).per_day_on(MAY[10]) == 40
    assert len(steps_in_order(replace(PLAN, steps=(*STEPS[:2], held)))) == 3


def test_the_step_is_numbered_among_all() -> None:
    assert step_number(PLAN, MAY[8]) == (2, 3)
    assert step_number(PLAN, date(2026, 4, 1)) is None


def test_cuts_and_rises_go_from_the_starting_dose_through_the_steps() -> None:
    assert [(cut.before, cut.after) for cut in cuts(PLAN)] == [(50, 40), (40, 30), (30, 20)]
    assert last_cut_of(PLAN, MAY[8]) == Cut(on=MAY[7], before=Decimal(40), after=Decimal(30))
    assert last_cut_of(PLAN, date(2026, 4, 1)) is None
    up = replace(PLAN, steps=(*STEPS, Step(from_=MAY[20], mg_per_day=Decimal(25))))
    assert rises(up) == (MAY[20],)
    assert rises(PLAN) == ()


def test_an_amount_that_nobody_wrote_down_is_no_cut_and_no_rise() -> None:
    unknown = Step(from_=MAY[3])
    assert amount_of(unknown, PlanRoute.ORAL) is None
    with_gap = replace(PLAN, start_mg_per_day=None, steps=(*STEPS, unknown))
    assert [(cut.before, cut.after) for cut in cuts(with_gap)] == [(40, 30), (30, 20)]


def test_mg_and_mcg_are_never_mixed() -> None:
    assert (PLAN.unit, PLAN.start_per_day) == ("mg", Decimal(50))
    assert (PUMP_PLAN.unit, PUMP_PLAN.start_per_day) == ("mcg", Decimal(400))
    assert amount_of(PUMP_PLAN.steps[0], PlanRoute.ITB) == Decimal(380)


def test_an_amount_in_the_other_unit_is_read_in_that_of_the_route_to_the_last_digit() -> None:
    in_mg = Step(from_=MAY[0], mg_per_day=Decimal("0." + "3" * 40))
    assert amount_of(in_mg, PlanRoute.ITB) == Decimal("333." + "3" * 37)
    in_mcg = Step(from_=MAY[0], mcg_per_day=Decimal("3" * 40))
    assert amount_of(in_mcg, PlanRoute.ORAL) == Decimal("3" * 37 + ".333")
    both = replace(in_mg, mcg_per_day=Decimal(380))
    assert amount_of(both, PlanRoute.ITB) == Decimal(380)
    start = replace(PUMP_PLAN, start_mcg_per_day=None, start_mg_per_day=Decimal("0.4"), steps=())
    assert (start.start_per_day, start.per_day_on(MAY[0])) == (400, 400)


def test_a_step_in_the_other_unit_is_a_cut_and_no_fall_to_nearly_nothing() -> None:
    mixed = replace(PUMP_PLAN, steps=(Step(from_=MAY[0], mg_per_day=Decimal("0.38")),))
    assert [(cut.before, cut.after) for cut in cuts(mixed)] == [(400, 380)]
    assert mixed.per_day_on(MAY[3]) == 380
    assert mixed.as_written_on(MAY[3]) == Written(value=Decimal("0.38"), unit="mg")
    assert mixed.as_written_on(date(2026, 4, 1)) is PUMP_PLAN.as_written_on(MAY[3]) is None
    by_mouth = Step(from_=MAY[0], mcg_per_day=Decimal(40_000))
    oral = replace(PLAN, steps=(by_mouth,))
    assert oral.per_day_on(MAY[3]) == 40
    assert oral.as_written_on(MAY[3]) == Written(value=Decimal(40_000), unit="mcg")
    assert (
        replace(oral, steps=(replace(by_mouth, mg_per_day=Decimal(40)),)).as_written_on(MAY[3])
        is None
    )


@pytest.mark.parametrize(
    ("route", "mg", "mcg", "read", "written"),
    [
        (PlanRoute.ORAL, 10, 9, 10, None),
        (PlanRoute.ITB, 10, 9, 9, None),
        (PlanRoute.ORAL, None, None, None, None),
        (PlanRoute.ITB, None, None, None, None),
        (PlanRoute.ORAL, None, 9000, 9, Written(value=Decimal(9000), unit="mcg")),
        (PlanRoute.ITB, 1, None, 1000, Written(value=Decimal(1), unit="mg")),
    ],
)
def test_where_both_units_stand_that_of_the_route_is_read(route, mg, mcg, read, written) -> None:
    """What stands in the other unit alone is told as it was written; nothing is made up."""
    amounts = {"mg_per_day": mg, "mcg_per_day": mcg}
    known = {name: Decimal(number) for name, number in amounts.items() if number is not None}
    one = replace(PLAN, route=route, steps=(Step(from_=MAY[0], **known),))
    assert (one.per_day_on(MAY[3]), one.as_written_on(MAY[3])) == (read, written)


def test_single_doses_are_a_daily_amount_when_all_are_known() -> None:
    doses = tuple(StepDose(time=f"{hour:02}:00", mg=Decimal(15)) for hour in (8, 20))
    only_doses = replace(PLAN, steps=(Step(from_=MAY[0], doses=doses),))
    assert [(cut.before, cut.after) for cut in cuts(only_doses)] == [(50, 30)]
    assert only_doses.per_day_on(MAY[0]) == 30
    some = (*doses, StepDose(time="23:00", mg=None))
    assert replace(PLAN, steps=(Step(from_=MAY[0], doses=some),)).per_day_on(MAY[0]) is None


def test_a_step_and_a_cut_begin_on_their_day_and_a_hold_is_no_cut() -> None:
    assert step_number(PLAN, MAY[7]) == (2, 3)
    assert last_cut_of(PLAN, MAY[7]) == Cut(on=MAY[7], before=Decimal(40), after=Decimal(30))
    held = replace(PLAN, steps=(*STEPS, Step(from_=MAY[20], mg_per_day=Decimal(20))))
    assert cuts(held) == cuts(PLAN)
    assert rises(held) == ()


# ---- steps that were taken back


def taken_back(step: Step, at: str | None) -> Step:
    """Return a step that was taken back at noon of a day in May, or nobody said when."""
    when = Moment.parse(f"2026-05-{at}T12:00:00-04:00") if at else None
    return replace(step, status=StepStatus.STEPPED_BACK, status_at=when)


def with_back(at: str | None) -> TaperPlan:
    """Return 40 mg from the 1st, 30 from the 8th, which is taken back, and 20 from the 15th."""
    return replace(PLAN, steps=(STEPS[0], STEPS[1], taken_back(STEPS[2], at)))


def test_the_step_before_holds_again_from_the_day_on_which_one_was_taken_back() -> None:
    plan = with_back("10")
    days = (MAY[6], MAY[7], MAY[8], MAY[9], MAY[13], MAY[14])
    assert [plan.per_day_on(day) for day in days] == [40, 30, 30, 40, 40, 20]
    numbers = [step_number(plan, day) for day in (MAY[8], MAY[9], MAY[14])]
    assert numbers == [(2, 3), (1, 3), (3, 3)]
    first = replace(PLAN, steps=(taken_back(STEPS[1], "03"),))
    assert (first.per_day_on(MAY[3]), step_number(first, MAY[3])) == (50, None)


def test_a_step_that_was_taken_back_nobody_knows_when_does_not_hold_but_may_have() -> None:
    plan = with_back(None)
    assert [plan.per_day_on(day) for day in (MAY[7], MAY[13])] == [40, 40]
    assert step_perhaps_on(plan, MAY[13]) is plan.steps[2]
    known = with_back("10")
    perhaps = [step_perhaps_on(known, day) for day in (MAY[8], MAY[9], MAY[10])]
    assert perhaps == [known.steps[2], known.steps[2], known.steps[1]]
    assert step_perhaps_on(PLAN, date(2026, 4, 1)) is None


def test_going_back_is_a_rise_and_the_next_cut_is_from_the_dose_that_held_again() -> None:
    for at, day in (("10", MAY[9]), (None, MAY[7])):
        plan = with_back(at)
        assert [(cut.before, cut.after) for cut in cuts(plan)] == [(50, 40), (40, 30), (40, 20)]
        assert rises(plan) == (day,)
    up = taken_back(Step(from_=MAY[20], mg_per_day=Decimal(25)), "23")
    back = replace(PLAN, steps=(*STEPS, up))
    assert (rises(back), last_cut_of(back, MAY[30])) == (
        (MAY[20],),
        Cut(on=MAY[22], before=Decimal(25), after=Decimal(20)),
    )


def test_a_step_that_was_taken_back_before_its_day_never_began() -> None:
    plan = with_back("07")
    assert [plan.per_day_on(day) for day in (MAY[7], MAY[13])] == [40, 40]
    assert [(cut.before, cut.after) for cut in cuts(plan)] == [(50, 40), (40, 20)]
    assert rises(plan) == ()


def test_a_step_taken_back_on_the_day_the_next_one_begins_is_no_rise_in_between() -> None:
    """It is the cut of the step that begins, with the first dose of that one."""
    plan = with_back("15")
    assert [(cut.before, cut.after) for cut in cuts(plan)] == [(50, 40), (40, 30), (30, 20)]
    assert rises(plan) == ()
    assert [move.step for move in moves(plan) if move.cut][-1] == STEPS[0]
    assert not any(move.is_back for move in moves(plan))


def test_of_two_steps_taken_back_the_one_before_both_holds_again() -> None:
    for first, second in (("16", "16"), ("16", "18"), ("18", "16")):
        steps = (STEPS[1], taken_back(STEPS[2], first), taken_back(STEPS[0], second))
        plan = replace(PLAN, steps=steps)
        assert (plan.per_day_on(MAY[14]), plan.per_day_on(MAY[18])) == (20, 40)
        last = [move for move in moves(plan) if move.is_back][-1]
        assert last.after == 40
    stayed = replace(PLAN, steps=(STEPS[0], STEPS[1], taken_back(STEPS[2], "16")))
    assert (stayed.per_day_on(MAY[18]), rises(stayed)) == (20, ())


def _version(*steps: Step, **changes) -> TaperPlan:
    """Return a new version, based on PLAN, of which each step is on one of the days of May."""
    return replace(replace(PLAN, id="new", based_on="old"), **{"steps": steps, **changes})


OLD = replace(PLAN, id="old", dose_times=("08:00", "20:00"))
AHEAD = Step(from_=MAY[19], mg_per_day=Decimal(10))


def test_a_version_of_the_steps_ahead_goes_on_from_the_version_before():
    told = in_force(OLD, _version(AHEAD, written_on=MAY[9]))
    assert told is not None
    assert told.per_day_on(MAY[9]) == Decimal(30)
    assert step_number(told, MAY[9]) == (2, 3)
    assert [(cut.on, cut.before, cut.after) for cut in cuts(told)] == [
        (MAY[0], 50, 40),
        (MAY[7], 40, 30),
        (MAY[19], 30, 10),
    ]
    assert told.dose_times == ("08:00", "20:00")


@pytest.mark.parametrize(
    "changes",
    [
        {"start_mg_per_day": Decimal(45)},  # what is taken until the first step
        {"based_on": None},
        {"based_on": "another"},
        {"steps": ()},
    ],
)
def test_a_version_that_begins_anew_stays_as_it_was_written(changes):
    new = _version(*changes.pop("steps", (AHEAD,)), **changes)
    assert in_force(OLD, new) is new


def test_a_plan_that_ended_is_not_gone_on_with():
    new = _version(AHEAD)
    assert in_force(replace(OLD, finished=True), new) is new


def test_a_step_that_the_new_version_put_off_never_began():
    new = _version(AHEAD, written_on=MAY[6], start_mg_per_day=None)
    told = in_force(OLD, new)
    assert told is not None
    assert told.per_day_on(MAY[9]) == Decimal(40)
    assert told.start_per_day == Decimal(50)


def test_a_version_that_repeats_the_steps_before_has_each_once():
    new = _version(*STEPS, AHEAD)
    assert in_force(OLD, new) is new


def _held(**following) -> TaperPlan:
    """Return a plan whose second step was held, before the third on the fifteenth."""
    told = Moment.parse("2026-05-10T09:00:00-04:00")
    second = replace(STEPS[2], status=StepStatus.HELD, status_at=told)
    return replace(PLAN, steps=(STEPS[1], second, replace(STEPS[0], **following)))


@pytest.mark.parametrize(("said", "amount"), [(14, 30), (15, 30), (16, 20)])
def test_a_hold_that_is_said_in_the_morning_of_the_next_step_holds(said, amount):
    told = Moment.parse(f"2026-05-{said}T07:30:00-04:00")
    second = replace(STEPS[2], status=StepStatus.HELD, status_at=told)
    plan = replace(PLAN, steps=(STEPS[1], second, STEPS[0]), written_on=MAY[said - 1])
    assert plan.per_day_on(MAY[16]) == amount


def test_a_hold_of_the_evening_that_is_typed_the_next_morning_holds_until_a_version_after_it():
    told = Moment.parse("2026-05-14T21:30:00-04:00")
    second = replace(STEPS[2], status=StepStatus.HELD, status_at=told)
    before = replace(PLAN, id="one", steps=(STEPS[1], STEPS[2], STEPS[0]), written_on=MAY[0])
    typed = replace(before, id="two", based_on="one", written_on=MAY[14])
    typed = replace(typed, steps=(STEPS[1], second, STEPS[0]))
    assert _on(MAY[16], before, typed).per_day_on(MAY[16]) == 30
    answered = replace(typed, id="three", based_on="two", written_on=MAY[15])
    assert _on(MAY[16], before, typed, answered).per_day_on(MAY[16]) == 20


def test_what_follows_a_held_step_waits_until_its_day_is_told_anew():
    plan = _held()
    assert plan.per_day_on(MAY[20]) == Decimal(30)
    assert step_number(plan, MAY[20]) == (2, 3)
    assert [move.on for move in moves(plan)] == [MAY[0], MAY[7]]
    assert [move.on for move in moves(plan, perhaps=True)] == [MAY[0], MAY[7], MAY[14]]
    perhaps = step_perhaps_on(plan, MAY[20])
    assert perhaps is not None
    assert perhaps.mg_per_day == Decimal(20)


@pytest.mark.parametrize(
    "told",
    [
        _held(status=StepStatus.ACTIVE),
        _held(status_at=Moment.parse("2026-05-11T09:00:00-04:00")),
        replace(_held(), written_on=MAY[10]),
    ],
)
def test_a_step_that_was_told_after_the_hold_begins_on_its_day(told):
    assert told.per_day_on(MAY[20]) == Decimal(20)
    assert told.per_day_on(MAY[13]) == Decimal(30)


def test_all_steps_behind_one_that_waits_wait_too():
    last = Step(from_=MAY[24], mg_per_day=Decimal(10))
    plan = replace(_held(), steps=(*_held().steps, last))
    assert plan.per_day_on(MAY[28]) == Decimal(30)
