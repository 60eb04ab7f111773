# SPDX-License-Identifier: MIT
"""How a written plan runs, read with caution: amounts by day, cuts and rises.

Everything stands in the unit of the route: mg a day by mouth, mcg a day by pump.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    StepStatus,
    TaperPlan,
    amount_of,
    steps_in_order,
)
from caregiver_app.domain.plan_versions import versions


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """The steps that begin on one day.

    Two steps on one day do not say which of them holds, so both ends are kept; None when no
    amount of the day is written down. `steps` counts them. `most` is above `high` where the single
    doses of a step come to more than its daily amount. `taken_back`: every step of the day was,
    so that what was before may hold again.
    """

    on: date
    low: Decimal | None
    high: Decimal | None
    most: Decimal | None
    steps: int = 1
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change of the daily amount on a day, downwards or upwards."""

    on: date
    before: Decimal
    after: Decimal

    @property
    def size(self) -> Decimal:
        """Return by how much a day it goes down; below 0 when it goes up."""
        return self.before - self.after


def newest_plans(plans: Sequence[TaperPlan]) -> tuple[TaperPlan, ...]:
    """Return the plan that was written down last for each drug and route, in a fixed order.

    Its date does not matter: a plan that is still to come is asked about before it begins. It
    stands behind the steps that the version before it began, see `versions`.
    """
    kinds = ((drug, route) for drug in Drug for route in PlanRoute)
    told = (versions(SameList(plans), drug, route) for drug, route in kinds)
    return tuple(found[-1] for found in told if found)


def own_days(plans: Sequence[TaperPlan]) -> Mapping[tuple[Drug, PlanRoute], frozenset[date]]:
    """Return by drug and route on which days the newest plan itself lets a step begin."""
    newest = {(plan.drug, plan.route): plan for plan in plans}
    return {
        kind: frozenset(step.from_ for step in steps_in_order(plan))
        for kind, plan in newest.items()
    }


def days_of(plan: TaperPlan) -> tuple[PlanDay, ...]:
    """Return the days on which a step begins, by date, without cancelled steps."""
    days = []
    for on, steps in groupby(steps_in_order(plan), key=lambda step: step.from_):
        same_day = tuple(steps)
        amounts = [amount_of(step, plan.route) for step in same_day]
        known = [amount for amount in amounts if amount is not None]
        low, high = (min(known), max(known)) if known else (None, None)
        sums = [_sum_of_doses(step, plan.route) for step in same_day]
        most = max((*known, *(each for each in sums if each is not None)), default=None)
        taken_back = all(step.status is StepStatus.STEPPED_BACK for step in same_day)
        days.append(
            PlanDay(on=on, low=low, high=high, most=most, steps=len(amounts), taken_back=taken_back)
        )
    return tuple(days)


def _sum_of_doses(step: Step, route: PlanRoute) -> Decimal | None:
    """Return what the single doses of a step come to, at least, in the unit of the route."""
    known = tuple(dose for dose in step.doses if dose.mg is not None)
    return amount_of(Step(from_=step.from_, doses=known), route)


def start_of(plan: TaperPlan) -> Decimal | None:
    """Return the starting dose; without one the first amount of the plan stands for it."""
    if plan.start_per_day is not None:
        return plan.start_per_day
    return next((day.high for day in days_of(plan) if day.high is not None), None)


def cuts_of(plan: TaperPlan) -> tuple[Shift, ...]:
    """Return every change downwards, ahead and behind: from the higher to the lower of a day."""
    return tuple(
        Shift(on=day.on, before=before_high, after=day.low)
        for _before_low, before_high, day in _pairs(plan)
        if day.low is not None and day.low < before_high
    )


def rises_of(plan: TaperPlan) -> tuple[Shift, ...]:
    """Return every change upwards, ahead and behind: from the lower to the higher of a day."""
    return tuple(
        Shift(on=day.on, before=before_low, after=day.high)
        for before_low, _before_high, day in _pairs(plan)
        if day.high is not None and day.high > before_low
    )


def window(cuts: Sequence[Shift], last: Shift, days: Decimal) -> tuple[Shift, ...]:
    """Return the cuts of so many calendar days, the day of the last one included.

    Two cuts exactly seven days apart are in two weeks, not in one.
    """
    return tuple(cut for cut in cuts if 0 <= (last.on - cut.on).days < days)


def total(cuts: Sequence[Shift]) -> Decimal:
    """Return by how much a day some cuts go down together."""
    return sum((cut.size for cut in cuts), Decimal(0))


def _pairs(plan: TaperPlan) -> Iterator[tuple[Decimal, Decimal, PlanDay]]:
    """Yield each day with a known amount and the last known amount, low and high, before it.

    Behind a step that was taken back both may hold: that step, and the one before it.
    """
    low = high = start_of(plan)
    for day in days_of(plan):
        if low is None or high is None or day.low is None or day.high is None:
            continue
        yield low, high, day
        if day.taken_back:
            low, high = min(low, day.low), max(high, day.high)
        else:
            low, high = day.low, day.high
