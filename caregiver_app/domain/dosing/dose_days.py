# SPDX-License-Identifier: MIT
"""The steps of a plan put together where only days of 0 mg lie between equal doses.

A plan for every other day has a step for each day. Whoever reads it reads one dose with days off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from caregiver_app.domain.dosing.days_off import steps_of_days_off
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.plan import Step, StepStatus, TaperPlan, steps_in_order

_TOLD = (StepStatus.HELD, StepStatus.EXTENDED, StepStatus.STEPPED_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseDays:
    """Steps in a row that are one dose with days off, most often one step alone.

    `numbers` are those of the first and of the last of them in the plan. `off` are their steps of
    0 mg, and for how many days each holds.
    """

    numbers: tuple[int, int]
    steps: tuple[Step, ...]
    off: tuple[tuple[Step, int], ...] = ()

    @property
    def dose(self) -> Step:
        """Return the first step that gives something; of a step of 0 mg alone that one."""
        off = [step for step, _days in self.off]
        return next((step for step in self.steps if step not in off), self.steps[0])

    @property
    def days_off(self) -> int:
        """Return on how many days nothing is taken."""
        return sum(days for _step, days in self.off)

    def after(self, day: date) -> "DoseDays | None":
        """Return what of it is still to come after a day, or None."""
        steps = tuple(step for step in self.steps if step.from_ > day)
        if not steps:
            return None
        last = self.numbers[1]
        off = tuple((step, days) for step, days in self.off if step in steps)
        return replace(self, numbers=(last - len(steps) + 1, last), steps=steps, off=off)


def dose_days(plan: TaperPlan, most: int) -> tuple[DoseDays, ...]:
    """Return the steps of a plan, those around up to `most` days of 0 mg in a row as one."""
    steps, off = steps_in_order(plan), steps_of_days_off(plan, most)
    groups: list[list[Step]] = []
    for step in steps:
        if groups and groups[-1][0] not in off and _goes_on(groups[-1], step, off):
            groups[-1].append(step)
        else:
            groups.append([step])
    days = {one.from_: (two.from_ - one.from_).days for one, two in pairwise(steps)}
    return tuple(_numbered(groups, {step.from_: days[step.from_] for step in off}))


def _goes_on(group: Sequence[Step], step: Step, off: Sequence[Step]) -> bool:
    """Say whether a step is a day off after a dose, or the same dose again after one.

    What became of a step, and what is written about it, is told of that step alone.
    """
    if step.status in _TOLD or group[-1].status in _TOLD:
        return False
    if step in off:
        return True
    first = group[0]
    same = (step.mg_per_day, step.as_written, step.hold_if, step.doses)
    return group[-1] in off and same == (
        first.mg_per_day,
        first.as_written,
        first.hold_if,
        first.doses,
    )


def _numbered(groups: Sequence[Sequence[Step]], off: dict[date, int]) -> Iterator[DoseDays]:
    first = 1
    for group in groups:
        last = first + len(group) - 1
        mine = tuple((step, off[step.from_]) for step in group if step.from_ in off)
        yield DoseDays(numbers=(first, last), steps=tuple(group), off=mine)
        first = last + 1
