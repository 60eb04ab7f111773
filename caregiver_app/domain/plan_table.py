# SPDX-License-Identifier: MIT
"""A written plan as a table of steps and as a calendar: what is read off it, nothing proposed.

What is computed is for display only: percent of the starting dose, percent of the step before,
step n of N and the day of the step (clinical reference, "The written plan").
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    StepStatus,
    TaperPlan,
    amount_of,
    moves,
    step_on,
    steps_in_order,
    waiting,
)

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
CALENDAR_WEEKS = 6


class When(StrEnum):
    """Where a step stands on a day; one that waits stands behind a hold and keeps its old date."""

    OVER = "over"
    NOW = "now"
    AHEAD = "ahead"
    WAITS = "waits"
    TAKEN_OFF = "taken_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One step. `number` is None for one that was cancelled; amounts are in the plan's unit.

    `of_start` and `of_before` are whole percent, None where an amount is not written. `mg_at`
    gives the mg of each time of the plan, None where the step does not say; `unsaid` tells at which
    of those times a dose is written all the same, without its amount. `day` is the days since
    it began, 0 on its first.
    """

    step: Step
    number: int | None
    when: When
    per_day: Decimal | None
    of_start: int | None
    of_before: int | None
    mg_at: tuple[Decimal | None, ...]
    unsaid: tuple[bool, ...]
    day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of the calendar and the daily amount of the step that begins on it, if one does."""

    day: date
    is_over: bool
    begins: bool
    per_day: Decimal | None


def dose_times(plan: TaperPlan) -> tuple[str, ...]:
    """Return every local time HH:MM at which a dose of the plan is written, in their order."""
    named = {dose.time for step in plan.steps for dose in step.doses}
    return tuple(sorted({*plan.dose_times, *named}))


def plan_rows(plan: TaperPlan, day: date) -> tuple[PlanRow, ...]:
    """Return the steps by date as they stand on a day; cancelled ones come last."""
    in_force, rows, before = step_on(plan, day), [], plan.start_per_day
    waits = waiting(plan)
    times = dose_times(plan)
    for number, step in enumerate(steps_in_order(plan), 1):
        amount = amount_of(step, plan.route)
        now = step is in_force
        rows.append(
            PlanRow(
                step=step,
                number=number,
                when=When.NOW if now else _when(step, day, waits),
                per_day=amount,
                of_start=percent(amount, plan.start_per_day),
                of_before=percent(amount, before),
                mg_at=_mg_at(step, times),
                unsaid=_unsaid_at(step, times),
                day=(day - step.from_).days if now else None,
            )
        )
        if step.status is not StepStatus.STEPPED_BACK:
            before = amount if amount is not None else before
    return (*rows, *(_cancelled(step, plan.route, times) for step in _taken_off(plan)))


def percent(part: Decimal | None, whole: Decimal | None) -> int | None:
    """Return whole percent, half up; None when either is not known or the whole is 0."""
    if part is None or not whole:
        return None
    return int((100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP))


def calendar(
    plan: TaperPlan, day: date, first_weekday: int = 6, weeks: int = CALENDAR_WEEKS
) -> tuple[CalendarDay, ...]:
    """Return whole weeks from the one that holds a day; `first_weekday` 0 is Monday, 6 Sunday.

    A step that was taken back before its day is not on it; where one was left, the day is.
    """
    start = day - _DAY * ((day.weekday() - first_weekday) % 7)
    days = [start + _DAY * n for n in range((_WEEK * weeks).days)]
    begins = {move.on: move.after for move in moves(plan)}
    return tuple(
        CalendarDay(day=one, is_over=one < day, begins=one in begins, per_day=begins.get(one))
        for one in days
    )


def versions_of(plans: Sequence[TaperPlan], plan: TaperPlan) -> tuple[TaperPlan, ...]:
    """Return every version for the drug and route of a plan, the oldest first."""
    return tuple(p for p in plans if p.drug is plan.drug and p.route is plan.route)


def _when(step: Step, day: date, waits: Sequence[Step]) -> When:
    if step in waits:
        return When.WAITS
    return When.AHEAD if step.from_ > day else When.OVER


def _taken_off(plan: TaperPlan) -> list[Step]:
    off = (step for step in plan.steps if step.status is StepStatus.CANCELLED)
    return sorted(off, key=lambda step: step.from_)


def _cancelled(step: Step, route: PlanRoute, times: Sequence[str]) -> PlanRow:
    return PlanRow(
        step=step,
        number=None,
        when=When.TAKEN_OFF,
        per_day=amount_of(step, route),
        of_start=None,
        of_before=None,
        mg_at=_mg_at(step, times),
        unsaid=_unsaid_at(step, times),
        day=None,
    )


def _mg_at(step: Step, times: Sequence[str]) -> tuple[Decimal | None, ...]:
    unsaid, written = _unsaid(step), dict[str, Decimal]()
    for dose in step.doses:
        if dose.mg is not None and dose.time not in unsaid:
            written[dose.time] = written.get(dose.time, Decimal(0)) + dose.mg
    return tuple(written.get(time) for time in times)


def _unsaid_at(step: Step, times: Sequence[str]) -> tuple[bool, ...]:
    return tuple(time in _unsaid(step) for time in times)


def _unsaid(step: Step) -> frozenset[str]:
    return frozenset(dose.time for dose in step.doses if dose.mg is None)
