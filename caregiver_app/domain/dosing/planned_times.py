# SPDX-License-Identifier: MIT
"""The planned doses of one day as wall times, and how far from them an entry may be due."""

from collections.abc import Sequence
from datetime import time, timedelta
from decimal import Decimal
from functools import lru_cache

from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, amount_of

SAME_SLOT = timedelta(hours=2)
"""An entry is taken for a planned dose when it was due this close to it; where two planned doses
stand closer together than twice this, half of what lies between them counts instead."""


def doses_of_day(
    plan: TaperPlan | None, step: Step | None
) -> tuple[tuple[time, Decimal | None], ...]:
    """Return when doses are planned on a day of a step, each with its mg when the step says so.

    A dose of 0 mg is none, nor is one of a step to 0 mg a day: nothing is to be given then, so
    nothing can be missed.
    """
    if step is not None and step.doses:
        return tuple(
            (time.fromisoformat(dose.time), dose.mg) for dose in step.doses if dose.mg != 0
        )
    if step is not None and amount_of(step, PlanRoute.ORAL) == 0:
        return ()
    return tuple((time.fromisoformat(text), None) for text in (plan.dose_times if plan else ()))


def gaps(walls: Sequence[time]) -> list[timedelta]:
    """Return what lies between the planned doses of one day, round the clock."""
    minutes = sorted({wall.hour * 60 + wall.minute for wall in walls})
    following = [*minutes[1:], *(minute + 24 * 60 for minute in minutes[:1])]
    return [timedelta(minutes=b - a) for a, b in zip(minutes, following, strict=True)]


@lru_cache(maxsize=64)
def reach(walls: tuple[time, ...]) -> timedelta:
    """Return how far from its time an entry may be due and still be taken for a planned dose."""
    return min((SAME_SLOT, *(gap / 2 for gap in gaps(walls))))
