# SPDX-License-Identifier: MIT
"""The newest change of a dose upwards: help must not take more medicine for less of it.

Too much and too little of baclofen can look much the same, and a page that names the last cut
alone speaks for too little.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.dosing.days_off import a_day_before_days_off, is_more_after_days_off
from caregiver_app.domain.dosing.dose_clock import kept_doses, mg_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Cut, PlanRoute, TaperPlan, moves, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.pump.pump_cuts import pump_rises
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff_doses import DoseNow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A change upwards on a day, from one daily amount to a larger one, in the unit of the route.

    `at` is when the clinic set the pump, None for a step of a plan.
    """

    drug: Drug
    route: PlanRoute
    on: date
    before: Decimal
    after: Decimal
    at: Moment | None = None


def dose_rise(
    record: Record, drug: Drug, route: PlanRoute, cut: Cut | None, now: Moment, rule_set: RuleSet
) -> Rise | None:
    """Return the newest rise of a drug and route, while it matters.

    That is for as long as it counts with sleepiness (U15), and where it came after `cut`, the
    newest one: that alone would say the opposite.
    """
    off = rule_set.days_off
    found = max(_rises(record, drug, route, now, off), key=lambda rise: rise.on, default=None)
    if found is None:
        return None
    hours = float(rule_set.number("U15", "increase_hours"))
    # A step begins on a day, not at an hour: the whole day on which the first hour lies counts.
    lately = (now.local - timedelta(hours=hours)).date() <= found.on
    return found if lately or (cut is not None and found.on >= cut.on) else None


def rises_of(
    record: Record, doses: Iterable[DoseNow], now: Moment, rule_set: RuleSet
) -> tuple[Rise, ...]:
    """Return the newest rise of each drug and route, where there is one that matters."""
    found = (dose_rise(record, d.drug, d.route, d.cut, now, rule_set) for d in doses)
    return tuple(rise for rise in found if rise is not None)


def _rises(record: Record, drug: Drug, route: PlanRoute, now: Moment, off: int) -> Iterator[Rise]:
    plan = plan_in_force(record.plans, drug, route, now.day)
    if plan is not None:
        days = {move.on for move in moves(plan) if move.is_rise and move.on <= now.day}
        for on in sorted(days):
            if is_more_after_days_off(plan, on, off):
                yield from _between(plan, plan, on, off)
        if plan.written_on is not None:
            held = plan_in_force(record.plans, drug, route, plan.written_on - _DAY)
            on = _begun(record, held, plan, plan.written_on)
            yield from _between(held or plan, plan, on, off)
    if route is PlanRoute.ITB and drug is Drug.BACLOFEN:
        for at, before, after in pump_rises(record, now):
            on = min(at.day, now.day)  # where it was set it may be tomorrow already
            yield Rise(drug=drug, route=route, on=on, before=before, after=after, at=at)


def _begun(record: Record, held: TaperPlan | None, plan: TaperPlan, written: date) -> date:
    """Return the day on which the dose began that a version holds on the day it was written.

    A step that is written down days after it began counts from the first day on which more was
    kept, or from its own where the log knows nothing of those days. One that the version before
    has too, with less, was taken as that one said until then.
    """
    step = step_on(plan, written)
    if held is None or step is None or step.from_ >= written:
        return written
    given, was = _kept(record, plan, step.from_, written), held.per_day_on(step.from_ - _DAY)
    more = [day for day, mg in given.items() if was is not None and mg > was]
    if more:
        return min(more)
    is_known = any(step.from_ <= one.from_ <= written for one in held.steps)
    return written if given or is_known else step.from_


def _kept(record: Record, plan: TaperPlan, first: date, end: date) -> dict[date, Decimal]:
    """Return the mg by mouth that were kept on each day from the first on, before the end."""
    found: dict[date, Decimal] = {}
    for at, dose in kept_doses(record, plan.drug) if plan.route is PlanRoute.ORAL else ():
        if at.day < first:
            break
        if at.day < end:
            found[at.day] = found.get(at.day, Decimal(0)) + (mg_of(dose, record.person) or 0)
    return found


def _between(before: TaperPlan, after: TaperPlan, on: date, off: int) -> Iterator[Rise]:
    """Yield the rise on a day, if it is one, from the day before as the version of then had it."""
    eve = on - _DAY
    if after.route is PlanRoute.ORAL:
        eve = a_day_before_days_off(before, eve, off)
    was, now_is = before.per_day_on(eve), after.per_day_on(on)
    if was is not None and now_is is not None and now_is > was:
        yield Rise(drug=after.drug, route=after.route, on=on, before=was, after=now_is)
