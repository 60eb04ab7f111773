# SPDX-License-Identifier: MIT
"""What a newer profile says of the strength of a medicine, and of how much of it is left.

A newer profile replaces the older one. These few things must be known of both: what was counted of
a bottle of another strength lasts other days, and the plan was written for that strength.
"""

from collections.abc import Iterator
from datetime import date

from caregiver_app.domain.events import Change
from caregiver_app.domain.person import Person, Supply
from caregiver_app.domain.record import Record

LIQUID, PUMP = "concentration_mg_per_ml", "concentration_mcg_per_ml"
FORM, COUNT = "formulation", "supply.units_left"
OF_A_PROFILE = frozenset({LIQUID, f"pump.{PUMP}", FORM, COUNT})


def strength_differences(before: Person, after: Person) -> Iterator[tuple[str, object, object]]:
    """Yield each of these fields that is another one now, with what stood there and stands there.

    A first strength replaces none; a first count, and one of another day, is a count too.
    """
    old, new = _strengths(before), _strengths(after)
    for name, was in old.items():
        if was is not None and was != new[name]:
            yield name, was, new[name]
    was, now = before.supply or Supply(), after.supply or Supply()
    if (was.units_left, was.counted_on) != (now.units_left, now.counted_on):
        yield COUNT, was.units_left, now.units_left


def strengths_before(record: Record, counted_on: date) -> list[Change]:
    """Return the changes of the strength by mouth, or of its form, that came after a count.

    A count of the day of the change is of the new strength only where it was written down with
    it or after it.
    """
    counts = [change.at for change in record.changes if change.field == COUNT]
    newest_count = max(counts, default=None)
    return [
        change
        for change in record.changes
        if change.field in (LIQUID, FORM)
        and change.at.day >= counted_on
        and (newest_count is None or newest_count < change.at)
    ]


def _strengths(person: Person) -> dict[str, object]:
    pump = person.pump
    return {
        LIQUID: person.concentration_mg_per_ml,
        f"pump.{PUMP}": pump.concentration_mcg_per_ml if pump is not None else None,
        FORM: person.formulation,
    }
