# SPDX-License-Identifier: MIT
"""The newest weight that anybody wrote down: in the profile, or measured at a check-in."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.units import tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightNow:
    """A weight and its day. `no_day` is one of the profile that differs and may be newer."""

    kg: Decimal
    on: date | None
    no_day: Decimal | None = None


@lru_cache(maxsize=2)
def _weighed(check_ins: SameList[CheckIn]) -> tuple[CheckIn, ...]:
    """Return those with a weight, looked for once: in ten years there may be none."""
    return tuple(check_in for check_in in check_ins.entries if check_in.weight_kg is not None)


def weight_now(record: Record, now: Moment) -> WeightNow | None:
    """Return the newest weight until `now`; None where nobody ever wrote one down.

    Of one day the check-in's holds: it was measured, and what the profile holds may be older.
    """
    person = record.person
    weighed = reversed(_weighed(SameList(record.check_ins)))
    newest = next((c for c in weighed if c.at <= now), None)
    if newest is None or newest.weight_kg is None:
        known = person.weight_kg
        return WeightNow(kg=known, on=person.weight_date) if known is not None else None
    kg, day, noted = newest.weight_kg, newest.at.day, person.weight_date
    if person.weight_kg is not None and noted is not None and noted > day:
        return WeightNow(kg=person.weight_kg, on=noted)
    other = person.weight_kg if noted is None else None
    differs = other is not None and tenth(other) != tenth(kg)
    return WeightNow(kg=kg, on=day, no_day=other if differs else None)
