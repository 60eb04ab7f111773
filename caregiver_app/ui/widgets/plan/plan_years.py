# SPDX-License-Identifier: MIT
"""Days of a plan so far from today or from each other that a year may be mistyped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from caregiver_app.domain.plan import StepStatus
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.plan.plan_typed import TypedPlan, TypedStep, day_text

# Half a year: a year that is one off lies further away, and no two steps of a taper do. It only
# asks, and keeps what is typed (our choice).
_FAR_DAYS = 183


@dataclass(frozen=True, slots=True)
class FarStep:
    """A step, counted from 1, that starts `day`, and the day from which that is so far.

    `above` is the step before it, None where it is held against the day of the plan. Step 0 is
    the day on which the plan was written, held against today.
    """

    step: int
    day: date
    held_against: date
    above: int | None


def far_steps(typed: TypedPlan, today: date) -> tuple[FarStep, ...]:
    """Return the steps of which the year may be wrong; none that stood there before.

    The day of a first version is held against `today`, the first step against that day (or
    `today`, if nobody typed one), each other against the one above. A cancelled step starts
    nothing.
    """
    written = day_of(typed.written_on)
    is_first = all(row.kept is None for row in typed.steps)
    is_old = written is not None and (today - written).days > _FAR_DAYS
    old = (FarStep(0, written, today, None),) if written is not None and is_first and is_old else ()
    return (*old, *_far(typed, today))


def _far(typed: TypedPlan, today: date) -> Iterator[FarStep]:
    against, above = day_of(typed.written_on) or today, None
    for number, row in enumerate(typed.steps, 1):
        day = day_of(row.starts)
        if day is None or row.status is StepStatus.CANCELLED:
            continue
        if abs((day - against).days) > _FAR_DAYS and _is_new(row, day):
            yield FarStep(number, day, against, above)
        against, above = day, number


def _is_new(row: TypedStep, day: date) -> bool:
    return row.kept is None or row.kept.from_ != day


def years_asked(found: Sequence[FarStep]) -> str:
    """Return the question about the first of them, blank when there is none."""
    if not found:
        return ""
    far = found[0]
    days = abs((far.day - far.held_against).days)
    return _words(far).format(n=far.step, day=day_text(far.day), days=days, above=far.above)


def _words(far: FarStep) -> str:
    is_before = far.day < far.held_against
    if far.step == 0:
        return _("This was written on {day}, {days} days ago. Is the year right?")
    if far.above is None and is_before:
        return _("Step {n} starts on {day}, {days} days before the plan. Is the year right?")
    if far.above is None:
        return _("Step {n} starts on {day}, {days} days after the plan. Is the year right?")
    if is_before:
        return _("Step {n} starts on {day}, {days} days before step {above}. Is the year right?")
    return _("Step {n} starts on {day}, {days} days after step {above}. Is the year right?")
