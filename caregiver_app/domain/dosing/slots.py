# SPDX-License-Identifier: MIT
"""Planned doses as times: where a plan places them, and which log entry stands for which.

Planned wall times are read in the zone of the person; all spans are true elapsed time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.planned_times import SAME_SLOT, doses_of_day, reach
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.moments import Moment, at_place, is_zone
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_CLOCKS_APART = timedelta(hours=26)
"""The most by which the wall clocks of two places differ: from UTC-12 to UTC+14."""

StepOf = Callable[[TaperPlan, date], Step | None]
"""How the step of a day is told: `step_on`, or `step_perhaps_on`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One planned dose: when it is due and how many mg the step in force says, when it does.

    An entry that was due less than `reach` from it is taken for it. `home` is where the person
    lives: the place of an entry that names no other.
    """

    due: Moment
    mg: Decimal | None
    reach: timedelta = SAME_SLOT
    home: str | None = None

    def is_of(self, dose: DoseEvent) -> bool:
        """Say whether an entry was due near it, in true time or on the wall of another place."""
        due = None if dose.status is DoseStatus.EXTRA else due_of(dose)
        if due is None:
            return False
        apart = abs(due.utc - self.due.utc)
        # Most of a long log is further away than any two clocks are, and is told at once.
        return apart < self.reach + _CLOCKS_APART and (
            apart < self.reach or self.is_of_elsewhere(dose)
        )

    def is_of_elsewhere(self, dose: DoseEvent) -> bool:
        """Say whether an entry was due near it on the wall of another place, before a flight."""
        due = None if dose.status is DoseStatus.EXTRA else due_of(dose)
        place = in_own_zone(due, dose).zone or self.home if due is not None else None
        if due is None or place is None or not is_zone(place):
            return False
        here, there = self.due.local, due.utc.astimezone(ZoneInfo(place))
        apart = abs(here.replace(tzinfo=None) - there.replace(tzinfo=None))
        return here.utcoffset() != there.utcoffset() and apart < self.reach


def zone_of(person: Person, now: Moment) -> tzinfo:
    """Return the zone planned wall times are read in: the moment's, the person's, its offset."""
    for name in (now.zone, person.zone):
        if name and is_zone(name):
            return ZoneInfo(name)
    return timezone(now.local.utcoffset() or timedelta(0))


def in_own_zone(due: Moment, dose: DoseEvent) -> Moment:
    """Return a time of a log entry with the zone that the entry names, when it names none."""
    return Moment(due.local, dose.zone) if dose.zone and not due.zone else due


def due_of(dose: DoseEvent) -> Moment | None:
    """Return when an entry of the log was due; when nobody wrote that, when it was given."""
    return dose.scheduled_for or dose.at


def slots_between(
    record: Record,
    drug: Drug,
    start: datetime,
    end: datetime,
    zone: tzinfo,
    step_of: StepOf = step_on,
) -> Iterator[Slot]:
    """Yield the planned doses with start < due <= end, the newest first."""
    day = end.astimezone(zone).date()
    while datetime.combine(day, time.max, zone).astimezone(UTC) > start:
        yield from slots_of_day(record, drug, day, zone, step_of, after=start, until=end)
        day -= timedelta(days=1)


def slots_of_day(
    record: Record,
    drug: Drug,
    day: date,
    zone: tzinfo,
    step_of: StepOf,
    *,
    after: datetime,
    until: datetime,
) -> Iterator[Slot]:
    """Return the planned doses of one day with after < due <= until, the newest first.

    A wall time that a clock change skips is due as much later on the wall as the clocks jump; one
    that comes twice is due the first time.
    """
    whole = _whole_day(SameList(record.plans), drug, day, zone, record.person.zone, step_of)
    return (slot for slot in whole if after < slot.due.utc <= until)


@lru_cache(maxsize=256)
def _whole_day(
    plans: SameList[TaperPlan],
    drug: Drug,
    day: date,
    zone: tzinfo,
    home: str | None,
    step_of: StepOf,
) -> tuple[Slot, ...]:
    """Return all planned doses of one day: each judgement asks for those of the same days."""
    plan = plan_in_force(tuple(plans.entries), drug, PlanRoute.ORAL, day)
    doses = doses_of_day(plan, step_of(plan, day) if plan else None)
    near = reach(tuple(wall for wall, _mg in doses))
    instants = (
        (datetime.combine(day, wall, zone).astimezone(UTC), mg)
        for wall, mg in sorted(doses, key=lambda dose: dose[0], reverse=True)
    )
    return tuple(
        Slot(due=at_place(instant, zone), mg=mg, reach=near, home=home) for instant, mg in instants
    )


def entry_for(slot: Slot, doses: Sequence[DoseEvent]) -> DoseEvent | None:
    """Return the newest log entry for a planned dose, or None when nobody wrote one."""
    return next((dose for dose in reversed(doses) if slot.is_of(dose)), None)


def slot_near(record: Record, drug: Drug, at: Moment) -> Slot | None:
    """Return the planned dose that a dose due or given at a moment stands for, or None."""
    zone = zone_of(record.person, at)
    first, last = at.utc - SAME_SLOT, at.utc + SAME_SLOT
    return nearest_slot(slots_between(record, drug, first, last, zone), at)


def nearest_slot(slots: Iterable[Slot], at: Moment) -> Slot | None:
    """Return the one of several planned doses that a moment is near to, or None."""
    near = [slot for slot in slots if abs(slot.due.utc - at.utc) < slot.reach]
    return min(near, key=lambda slot: abs(slot.due.utc - at.utc), default=None)


def slot_of_entries(record: Record, drug: Drug) -> Callable[[DoseEvent], datetime | None]:
    """Return how it is found when the planned dose was due that an entry of a drug stands for."""

    def slot_of(dose: DoseEvent) -> datetime | None:
        due = due_of(dose)
        slot = slot_near(record, drug, in_own_zone(due, dose)) if due is not None else None
        return slot.due.utc if slot is not None else None

    return slot_of
