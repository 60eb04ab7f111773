# SPDX-License-Identifier: MIT
"""The steps of a plan in force over a stretch of time, each day as it was written then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cache

from caregiver_app.domain.dosing.dose_days import DoseDays, dose_days
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, amount_of, step_number, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSpan:
    """The days of the period on which one step was in force; both moments are its edges.

    Without `step` it is the time before the first one, at the starting dose. The end belongs to
    it only when it is that of the period. A dose with days of 0 mg between is one, from its first
    step to `until`, the number of the last; `off` counts those days.
    """

    plan: TaperPlan
    step: Step | None
    number: tuple[int, int] | None
    start: Moment
    end: Moment
    is_last: bool = False
    until: int | None = None
    off: int = 0

    @property
    def per_day(self) -> Decimal | None:
        """Return the daily amount, in the unit of the plan."""
        return amount_of(self.step, self.plan.route) if self.step else self.plan.start_per_day

    @property
    def days(self) -> int:
        """Return how many calendar days it touches within the period."""
        last = self.end.day if self.is_last else (self.end.local - timedelta(seconds=1)).date()
        return (last - self.start.day).days + 1

    def holds(self, moment: Moment) -> bool:
        """Say whether a moment lies in it."""
        return self.start <= moment < self.end or (self.is_last and moment == self.end)


def step_spans(
    record: Record,
    drug: Drug,
    route: PlanRoute,
    start: Moment,
    end: Moment,
    zone: tzinfo,
    off: int = 0,
) -> tuple[StepSpan, ...]:
    """Return the steps in force between two moments, the oldest first.

    Each day is read in the plan that was in force then, so that a new version does not change
    what was planned before it was written. Up to `off` days of 0 mg in a row between two equal
    doses part no span.
    """
    spans: list[StepSpan] = []
    together = cache(lambda plan: dose_days(plan, off))
    day, last = start.utc.astimezone(zone).date(), end.utc.astimezone(zone).date()
    while day <= last:
        plan = plan_in_force(record.plans, drug, route, day)
        if plan is not None:
            span = _joined(_span_of(plan, day, start, end, zone), together(plan))
            if spans and _is_same(spans[-1], span):
                whole = spans[-1].off + span.off
                spans[-1] = replace(span, start=spans[-1].start, off=whole)
            else:
                spans.append(span)
        day += _DAY
    return tuple(replace(span, is_last=span.end == end) for span in spans)


def _span_of(plan: TaperPlan, day: date, start: Moment, end: Moment, zone: tzinfo) -> StepSpan:
    first = at_place(datetime.combine(day, time(0), zone), zone)
    after = at_place(datetime.combine(day + _DAY, time(0), zone), zone)
    return StepSpan(
        plan=plan,
        step=step_on(plan, day),
        number=step_number(plan, day),
        start=max(first, start),
        end=min(after, end),
    )


def _joined(span: StepSpan, groups: Sequence[DoseDays]) -> StepSpan:
    """Return a day as one of the dose that it belongs to, also where it is a day off."""
    group = next((g for g in groups if span.step in g.steps), None)
    if group is None or span.number is None:
        return span
    is_off = any(span.step is step for step, _days in group.off) and group.dose is not span.step
    number = (group.numbers[0], span.number[1])
    until = span.number[0]
    return replace(span, step=group.dose, number=number, until=until, off=int(is_off))


def _is_same(one: StepSpan, two: StepSpan) -> bool:
    begun = tuple(span.step.from_ if span.step else None for span in (one, two))
    return begun[0] == begun[1] and one.per_day == two.per_day and one.end == two.start
