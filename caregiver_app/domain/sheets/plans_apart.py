# SPDX-License-Identifier: MIT
"""What is taken by each of the plans between which nobody has decided."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff_doses import DoseNow, doses_now

if TYPE_CHECKING:
    from caregiver_app.domain.sharing.conflicts import Conflict


def plans_of(conflicts: Iterable["Conflict"]) -> tuple[str, ...]:
    """Return the ids of the plans that two computers wrote apart."""
    sides = (s for one in conflicts if one.kind is ConflictKind.PLANS for s in one.sides)
    return tuple(str(side.payload.get("id") or side.id) for side in sides)


def doses_by_each(record: Record, apart: Sequence[str], now: Moment) -> tuple[DoseNow, ...]:
    """Return the dose now by each of the plans `apart` as if it alone held."""
    found = []
    for plan in record.plans:
        if plan.id and plan.id in apart:
            left = tuple(one for one in record.plans if one is plan or one.id not in apart)
            told = doses_now(replace(record, plans=left), now)
            course = (plan.drug, plan.route)
            found += [dose for dose in told if (dose.drug, dose.route) == course]
    return tuple(found)
