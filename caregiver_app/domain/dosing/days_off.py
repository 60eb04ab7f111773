# SPDX-License-Identifier: MIT
"""Days on which a plan holds 0 mg between its doses, as one for every other day does.

What the plan itself leaves out is no missed dose, no restart and no increase. Only so many days
in a row are read so: who took none for longer is no more used to it, planned or not. Days of 0 mg
that no planned dose follows are an end, and are no matter of this.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from caregiver_app.domain.dosing.slots import slot_near, slots_between, zone_of
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    TaperPlan,
    amount_of,
    step_on,
    steps_in_order,
    waiting,
)
from caregiver_app.domain.plan_versions import versions_on
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)


def next_after_days_off(
    record: Record, drug: Drug, kept: Moment, told_by: date, most: int
) -> datetime | None:
    """Return when the next dose after a kept one is due, where days of 0 mg lie before it.

    As the plans say that were written by a day. None where it is due without such a day between,
    after more than `most` of them, or at a time that nobody wrote.
    """
    plans = _written_by(record.plans, told_by)
    if not any(_is_of_nothing(step) for plan in plans for step in plan.steps):
        return None  # as nearly every plan: nothing is looked for
    known = Record(person=record.person, plans=plans)
    zone, after = zone_of(record.person, kept), _planned_for(known, drug, kept)
    day, off = after.astimezone(zone).date(), 0
    while True:
        is_off = _is_off(plans, drug, day)
        off += is_off
        end = datetime.combine(day + _DAY, time(0), zone).astimezone(UTC)
        dues = [s.due.utc for s in slots_between(known, drug, after, end, zone)]
        if dues:
            return min(dues) if off else None
        is_first = day == after.astimezone(zone).date()
        if off > most or not (is_off or is_first):
            return None
        day += _DAY


def gap_over_days_off(
    record: Record, drug: Drug, kept: Moment, now: Moment, most: int
) -> tuple[timedelta, datetime] | None:
    """Return how long the plan itself gives nothing after a kept dose, and until when.

    From the planned dose that the kept one stands for. None where no days of 0 mg lie between.
    """
    due = next_after_days_off(record, drug, kept, now.day, most)
    if due is None:
        return None
    slot = slot_near(record, drug, kept)
    return due - (slot.due if slot is not None else kept).utc, due


def a_day_before_days_off(plan: TaperPlan, day: date, most: int) -> date:
    """Return the day itself, or the one before the days of 0 mg that it is among."""
    first = day
    for _number in range(most):
        step = step_on(plan, first)
        if step is None or not _is_of_nothing(step):
            break
        first -= _DAY
    return first


def is_more_after_days_off(plan: TaperPlan, day: date, most: int) -> bool:
    """Say whether a rise on a day is one: more than before the days of 0 mg that it ends."""
    if plan.route is not PlanRoute.ORAL:
        return True
    before = plan.per_day_on(a_day_before_days_off(plan, day - _DAY, most))
    after = plan.per_day_on(day)
    return before is None or after is None or after > before


def without_days_off(plan: TaperPlan, most: int) -> TaperPlan:
    """Return a plan by mouth without the days of 0 mg between its doses: no cut leads into them."""
    off = steps_of_days_off(plan, most)
    return replace(plan, steps=tuple(s for s in plan.steps if s not in off)) if off else plan


def steps_of_days_off(plan: TaperPlan, most: int) -> tuple[Step, ...]:
    """Return the steps of 0 mg that a plan by mouth holds between two doses, by date."""
    if plan.route is not PlanRoute.ORAL or not any(_is_of_nothing(step) for step in plan.steps):
        return ()  # as nearly every plan
    return tuple(step for step, following in _off_and_next(plan, most) if following is not None)


def dose_after_day_off(plan: TaperPlan, day: date, most: int) -> Step | None:
    """Return the step that gives something again, where a day is one of 0 mg between two doses."""
    now = step_on(plan, day) if plan.route is PlanRoute.ORAL else None
    return next((later for step, later in _off_and_next(plan, most) if step is now), None)


def _off_and_next(plan: TaperPlan, most: int) -> Iterator[tuple[Step, Step | None]]:
    """Yield each step of 0 mg with the dose that follows within so many days, else with None.

    A dose that waits behind a hold follows at no known time. Where another step begins on the same
    day nobody knows which of them holds.
    """
    steps, waits = steps_in_order(plan), waiting(plan)
    begins = Counter(step.from_ for step in steps)
    began: date | None = None
    for place, step in enumerate(steps):
        if not _is_of_nothing(step) or begins[step.from_] > 1:
            began = None
            if _is_of_nothing(step):
                yield step, None
            continue
        # A plan that begins with nothing has no dose before it.
        began = began or (step.from_ if place else date.min)
        following = next((later for later in steps[place:] if not _is_of_nothing(later)), None)
        following = following if following not in waits else None
        is_short = following is not None and (following.from_ - began).days <= most
        yield step, following if is_short else None


def _planned_for(known: Record, drug: Drug, kept: Moment) -> datetime:
    """Return after when the next dose is looked for: one given early stands for its own time."""
    slot = slot_near(known, drug, kept)
    return max(kept.utc, slot.due.utc) if slot is not None else kept.utc


def _is_off(plans: tuple[TaperPlan, ...], drug: Drug, day: date) -> bool:
    told = versions_on(SameList(plans), drug, PlanRoute.ORAL, day)
    step = step_on(told[-1], day) if told else None
    return step is not None and _is_of_nothing(step)


def _is_of_nothing(step: Step) -> bool:
    return amount_of(step, PlanRoute.ORAL) == 0


def _written_by(plans: tuple[TaperPlan, ...], day: date) -> tuple[TaperPlan, ...]:
    """Return the versions written by a day; the same list where all were, which is read faster."""
    told = tuple(plan for plan in plans if plan.written_on is None or plan.written_on <= day)
    return plans if len(told) == len(plans) else told
