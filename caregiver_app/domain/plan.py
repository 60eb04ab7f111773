# SPDX-License-Identifier: MIT
"""The prescriber's written plan and what can be read off it; nothing here proposes a dose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug

_MCG_PER_MG = 1000
# A number of a record has 40 digits at most; with these none is lost on the way to another unit.
_ENOUGH_DIGITS = 200


class PlanRoute(StrEnum):
    """The route one plan is for."""

    ORAL = "oral"
    ITB = "itb"

    @property
    def unit(self) -> str:
        """Return `mg` or `mcg`, in which amounts of this route are read."""
        return "mg" if self is PlanRoute.ORAL else "mcg"


class StepStatus(StrEnum):
    """What happened to a step, as somebody told it."""

    PLANNED = "planned"
    ACTIVE = "active"
    HELD = "held"
    EXTENDED = "extended"
    STEPPED_BACK = "stepped_back"
    DONE = "done"
    CANCELLED = "cancelled"


class Received(StrEnum):
    """How the plan reached the family."""

    PAPER = "paper"
    PORTAL = "portal"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDose:
    """One planned dose: local time HH:MM and mg."""

    time: str
    mg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: from a date on, so many mg (by mouth) or mcg (pump) a day.

    Both stand as somebody wrote them, also in the unit of the other route: `amount_of` reads them.
    """

    from_: date
    mg_per_day: Decimal | None = None
    mcg_per_day: Decimal | None = None
    doses: tuple[StepDose, ...] = ()
    status: StepStatus | None = None
    status_by: str | None = None
    status_at: Moment | None = None
    hold_if: str | None = None
    go_back_to: str | None = None
    as_written: str | None = None

    @property
    def per_day(self) -> Decimal | None:
        """Return the daily amount in the step's own unit (mg by mouth, mcg by pump)."""
        return self.mg_per_day if self.mg_per_day is not None else self.mcg_per_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A daily amount with the unit it was written in, `mg` or `mcg`."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaperPlan:
    """One version of the plan for one drug and route; a change is a new version."""

    id: str | None = None
    based_on: str | None = None
    zone: str | None = None
    drug: Drug
    route: PlanRoute
    start_mg_per_day: Decimal | None = None
    start_mcg_per_day: Decimal | None = None
    dose_times: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    prescriber: str | None = None
    prescriber_phone: str | None = None
    review_on: date | None = None
    written_on: date | None = None
    received_by: Received | None = None
    finished: bool | None = None

    @property
    def start_per_day(self) -> Decimal | None:
        """Return the daily amount before the first step, in the unit of the route."""
        return _in_unit(self.start_mg_per_day, self.start_mcg_per_day, self.route)

    @property
    def unit(self) -> str:
        """Return `mg` or `mcg`, the unit of the route; every amount is read in it."""
        return self.route.unit

    def per_day_on(self, day: date) -> Decimal | None:
        """Return the daily amount in force on a day, in the unit of the route."""
        step = step_on(self, day)
        return self.start_per_day if step is None else amount_of(step, self.route)

    def as_written_on(self, day: date) -> Written | None:
        """Return the daily amount in force on a day as it stands in the unit of the other route.

        None when it stands in the unit of this route, or nowhere.
        """
        step = step_on(self, day)
        mg, mcg = (
            (self.start_mg_per_day, self.start_mcg_per_day)
            if step is None
            else (mg_of_step(step), step.mcg_per_day)
        )
        if self.route is PlanRoute.ORAL:
            return Written(value=mcg, unit="mcg") if mg is None and mcg is not None else None
        return Written(value=mg, unit="mg") if mcg is None and mg is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A change downwards: on a date, from one daily amount to a smaller one."""

    on: date
    before: Decimal
    after: Decimal


def amount_of(step: Step, route: PlanRoute) -> Decimal | None:
    """Return what a step says for a day, in the unit of the route; None when nobody wrote it.

    An amount in the other unit is converted exactly; single doses are added up when all are known.
    """
    return _in_unit(mg_of_step(step), step.mcg_per_day, route)


def mg_of_step(step: Step) -> Decimal | None:
    """Return the mg a day of a step as written, else the sum of its doses when all are known."""
    if step.mg_per_day is not None:
        return step.mg_per_day
    doses = [dose.mg for dose in step.doses if dose.mg is not None]
    if not doses or len(doses) < len(step.doses):
        return None
    with localcontext(prec=_ENOUGH_DIGITS):
        return sum(doses, Decimal(0))


def _in_unit(mg: Decimal | None, mcg: Decimal | None, route: PlanRoute) -> Decimal | None:
    """Return an amount in the unit of the route; what stands in that unit wins."""
    with localcontext(prec=_ENOUGH_DIGITS):
        if route is PlanRoute.ITB:
            return mg * _MCG_PER_MG if mcg is None and mg is not None else mcg
        return mcg / _MCG_PER_MG if mg is None and mcg is not None else mg


def plan_in_force(
    plans: tuple[TaperPlan, ...], drug: Drug, route: PlanRoute, day: date
) -> TaperPlan | None:
    """Return the newest plan for a drug and route; one written after `day` does not count yet."""
    fitting = [
        plan
        for plan in plans
        if plan.drug is drug
        and plan.route is route
        and (plan.written_on is None or plan.written_on <= day)
    ]
    return fitting[-1] if fitting else None


def steps_in_order(plan: TaperPlan) -> tuple[Step, ...]:
    """Return the steps by date, without the cancelled ones."""
    live = (step for step in plan.steps if step.status is not StepStatus.CANCELLED)
    return tuple(sorted(live, key=lambda step: step.from_))


def step_on(plan: TaperPlan, day: date) -> Step | None:
    """Return the step in force on a day, or None before the first."""
    begun = [step for step in steps_in_order(plan) if step.from_ <= day]
    return begun[-1] if begun else None


def step_number(plan: TaperPlan, day: date) -> tuple[int, int] | None:
    """Return (n, N) for "step n of N", or None before the first step."""
    steps = steps_in_order(plan)
    begun = [step for step in steps if step.from_ <= day]
    return (len(begun), len(steps)) if begun else None


def cuts(plan: TaperPlan) -> tuple[Cut, ...]:
    """Return every change downwards in the order of the plan, ahead and behind."""
    return tuple(
        Cut(on=on, before=before, after=after)
        for on, before, after in _changes(plan)
        if after < before
    )


def rises(plan: TaperPlan) -> tuple[date, ...]:
    """Return the day of every change upwards in the order of the plan, ahead and behind."""
    return tuple(on for on, before, after in _changes(plan) if after > before)


def _changes(plan: TaperPlan) -> Iterator[tuple[date, Decimal, Decimal]]:
    before = plan.start_per_day
    for step in steps_in_order(plan):
        after = amount_of(step, plan.route)
        if before is not None and after is not None:
            yield step.from_, before, after
        before = after if after is not None else before


def last_cut(plan: TaperPlan, day: date) -> Cut | None:
    """Return the newest cut that has begun on a day."""
    begun = [cut for cut in cuts(plan) if cut.on <= day]
    return begun[-1] if begun else None
