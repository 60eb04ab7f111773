# SPDX-License-Identifier: MIT
"""The newest weight that anybody wrote down: in the profile, or measured at a check-in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.units import tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightNow:
    """A weight and its day. `no_day` is one of the profile that differs and may be newer."""

    kg: Decimal
    on: date | None
    no_day: Decimal | None = None


def weight_now(record: Record, now: Moment) -> WeightNow | None:
    """Return the newest weight until `now`; None where nobody ever wrote one down.

    Of one day the check-in's holds: it was measured, and what the profile holds may be older.
    """
    person = record.person
    weighed = (c for c in reversed(record.check_ins) if c.weight_kg is not None and c.at <= now)
    newest = next(weighed, None)
    if newest is None or newest.weight_kg is None:
        known = person.weight_kg
        return WeightNow(kg=known, on=person.weight_date) if known is not None else None
    kg, day, noted = newest.weight_kg, newest.at.day, person.weight_date
    if person.weight_kg is not None and noted is not None and noted > day:
        return WeightNow(kg=person.weight_kg, on=noted)
    other = person.weight_kg if noted is None else None
    differs = other is not None and tenth(other) != tenth(kg)
    return WeightNow(kg=kg, on=day, no_day=other if differs else None)
