# SPDX-License-Identifier: MIT
"""What the sheet says about doses, cuts and the pump at one moment."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from caregiver_app.domain.dosing.days_off import dose_after_day_off
from caregiver_app.domain.dosing.plan_time import last_cut_told
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import (
    Drug,
)
from caregiver_app.domain.plan import (
    Cut,
    PlanRoute,
    Step,
    StepDose,
    TaperPlan,
    Written,
    moves,
    not_confirmed_after_hold,
    step_number,
    step_on,
)
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.pump.pump_cuts import pump_cuts
from caregiver_app.domain.pump.pump_dose import pump_amount
from caregiver_app.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseNow:
    """What is in force of one drug by one route; None is not recorded.

    Amounts are in the unit of the route. `as_written` is the daily amount where it was written
    in the other one. Not `planned` is what is taken without a plan in the record; of a pump that
    is what it was last set to. `not_confirmed` is the step whose date has come behind a hold, while
    nobody told when it begins. `cut_taken_back` is the day on which the last cut
    was. On one of up to so many days of 0 mg between two doses that the plan holds, `again` is the
    step that gives something next; such a day is no cut.
    """

    drug: Drug
    route: PlanRoute
    per_day: Decimal | None
    unit: str
    start_per_day: Decimal | None
    schedule: tuple[StepDose, ...]
    step: tuple[int, int] | None
    since: date | None
    cut: Cut | None
    days_since_cut: int | None
    finished: bool
    as_written: Written | None = None
    planned: bool = True
    not_confirmed: Step | None = None
    cut_taken_back: date | None = None
    again: Step | None = None


def doses_now(record: Record, now: Moment, off: int = 0) -> tuple[DoseNow, ...]:
    """Return what is in force of every drug and route, the drug being stepped down first.

    `off` is how many days of 0 mg in a row a plan may hold between two doses.

    One that ended comes last, whichever it is. A pump stands beside the plans
    for what is taken by mouth, and the other way round.
    """
    pairs = dict.fromkeys((plan.drug, plan.route) for plan in record.plans)
    plans = (plan_in_force(record.plans, drug, route, now.day) for drug, route in pairs)
    doses = [_dose_now(record, plan, now, off) for plan in plans if plan]
    doses += _without_plan(record, now, {(dose.drug, dose.route) for dose in doses})
    first = record.person.drug

    def rank(dose: DoseNow) -> tuple[bool, bool, bool]:
        return dose.finished, dose.drug is not first, dose.route is PlanRoute.ORAL

    return tuple(sorted(doses, key=rank))


def _without_plan(
    record: Record, now: Moment, planned: set[tuple[Drug, PlanRoute]]
) -> Iterator[DoseNow]:
    """Yield a pump that no plan is about, and what is stepped down by mouth beside other doses.

    Where there is no other dose, nothing stands beside which it could be missed.
    """
    person = record.person
    # Only baclofen comes from a pump: any other drug is taken by mouth, whatever the route says.
    by_mouth = person.takes_by_mouth or person.drug is not Drug.BACLOFEN
    if by_mouth and (planned or person.has_pump) and (person.drug, PlanRoute.ORAL) not in planned:
        yield _taken(person.drug, PlanRoute.ORAL, None, None, now)
    if not person.has_pump:
        return
    cut = max((cut for _at, cut in pump_cuts(record, now)), key=_day_of, default=None)
    if (Drug.BACLOFEN, PlanRoute.ITB) not in planned:
        yield _taken(Drug.BACLOFEN, PlanRoute.ITB, pump_amount(record, now), cut, now)


def _taken(
    drug: Drug, route: PlanRoute, per_day: Decimal | None, cut: Cut | None, now: Moment
) -> DoseNow:
    return DoseNow(
        drug=drug,
        route=route,
        per_day=per_day,
        unit=route.unit,
        start_per_day=None,
        schedule=(),
        step=None,
        since=None,
        cut=cut,
        days_since_cut=(now.day - cut.on).days if cut else None,
        finished=False,
        planned=False,
    )


def _day_of(cut: Cut) -> date:
    return cut.on


def _dose_now(record: Record, plan: TaperPlan, now: Moment, off: int) -> DoseNow:
    day = now.day
    step, per_day = step_on(plan, day), plan.per_day_on(day)
    told = last_cut_told(record.plans, plan.drug, plan.route, day, off)
    cuts = [told] if told else []
    if plan.route is PlanRoute.ITB:
        cuts += [cut for _at, cut in pump_cuts(record, now)]
    cut = max(cuts, key=_day_of, default=None)
    schedule = step.doses if step else ()
    again = dose_after_day_off(plan, day, off)
    if not schedule and again is None:
        schedule = tuple(StepDose(time=time, mg=None) for time in plan.dose_times)
    return DoseNow(
        drug=plan.drug,
        route=plan.route,
        per_day=per_day,
        unit=plan.unit,
        start_per_day=plan.start_per_day,
        schedule=schedule,
        step=step_number(plan, day),
        since=step.from_ if step else None,
        cut=cut,
        days_since_cut=(day - cut.on).days if cut else None,
        finished=bool(plan.finished) and (step is None or not per_day),
        as_written=plan.as_written_on(day),
        not_confirmed=step_not_confirmed(plan, day),
        cut_taken_back=_taken_back(plan, cut, day),
        again=again,
    )


def _taken_back(plan: TaperPlan, cut: Cut | None, day: date) -> date | None:
    ends = (move for move in moves(plan) if move.is_back and move.on <= day)
    return next((move.on for move in ends if cut and move.step.from_ == cut.on), None)


def step_not_confirmed(plan: TaperPlan, day: date) -> Step | None:
    """Return the step whose date has come behind a hold, while nobody told when it begins."""
    pairs = not_confirmed_after_hold(plan)
    return next((following for _held, following in pairs if following.from_ <= day), None)
