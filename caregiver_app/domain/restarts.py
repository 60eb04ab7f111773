# SPDX-License-Identifier: MIT
"""A kept dose after a long time without one: how long it was, and whether the dose is lower now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from caregiver_app.domain.dose_clock import drug_of, kept_doses, mg_of, slot_near, zone_of
from caregiver_app.domain.doses import KEPT, DoseEvent
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.record import Record

# Doses given this close to each other on the wall are doses of the same time of day.
_SAME_TIME = timedelta(hours=2)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """A kept dose at the end of a time without one; amounts in mg, None when nobody wrote them.

    `before` is what its time of day had before the gap: as planned, or as last kept there.
    """

    dose: DoseEvent
    at: Moment
    gap: timedelta
    after: Decimal | None
    before: Decimal | None

    @property
    def is_lower(self) -> bool:
        """Say whether it is less than before; an amount that nobody wrote down counts as the same.

        A smaller dose of another time of day is no lower one: 10 mg in the morning, 20 at night.
        """
        return self.before is not None and self.after is not None and self.after < self.before


def restart(record: Record, dose: DoseEvent, least: timedelta) -> Restart | None:
    """Return the restart that a dose is, when none was kept for at least so long before it."""
    at = dose.when
    if at is None or dose.status not in KEPT:
        return None
    kept = kept_doses(record, drug_of(dose, record.person))
    last = next((earlier for earlier, _dose in kept if earlier < at), None)
    if last is None or at.utc - last.utc < least:
        return None
    return Restart(
        dose=dose,
        at=at,
        gap=at.utc - last.utc,
        after=mg_of(dose, record.person),
        before=min(_amounts_before(record, dose, last), default=None),
    )


def _amounts_before(record: Record, dose: DoseEvent, last: Moment) -> Iterator[Decimal]:
    """Yield what the time of day of a dose had before a gap: as planned, and as last kept.

    The plan is that of the day of the `last` kept dose. Only what is below both is lower.
    """
    drug, wall = drug_of(dose, record.person), _wall(record, dose, last)
    slot = slot_near(record, drug, wall)
    if slot is not None and slot.mg is not None:
        yield slot.mg
    kept = (earlier for at, earlier in kept_doses(record, drug) if at <= last)
    same = next((d for d in kept if _apart(_wall(record, d, last), wall) < _SAME_TIME), None)
    mg = mg_of(same, record.person) if same is not None else None
    if mg is not None:
        yield mg


def _wall(record: Record, dose: DoseEvent, day: Moment) -> Moment:
    """Return when a dose would be due at its own time of day on the day of another moment."""
    due = dose.scheduled_for or dose.at or day
    due = replace(due, zone=dose.zone) if dose.zone and not due.zone else due
    here = zone_of(record.person, due)
    shown = due.utc.astimezone(here)
    there = day.utc.astimezone(here).date()
    wall = datetime.combine(there, time(shown.hour, shown.minute, shown.second), here)
    return at_place(wall.astimezone(UTC), here)


def _apart(one: Moment, two: Moment) -> timedelta:
    """Return how far apart two times of day are, round the clock."""
    between = abs(one.utc - two.utc) % _DAY
    return min(between, _DAY - between)
