# SPDX-License-Identifier: MIT
"""Planned doses as times: where a plan places them, and which log entry stands for which.

Planned wall times are read in the zone of the person; all spans are true elapsed time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.planned_times import SAME_SLOT, doses_of_day, reach
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place, is_zone
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, step_on, told_at
from caregiver_app.domain.plan_versions import is_version_of, versions_on
from caregiver_app.domain.record import Record

_CLOCKS_APART = timedelta(hours=26)
"""The most by which the wall clocks of two places differ: from UTC-12 to UTC+14."""

_FIRST_DAY = timedelta(hours=24)

StepOf = Callable[[TaperPlan, date], Step | None]
"""How the step of a day is told: `step_on`, or `step_perhaps_on` with its whole day."""


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


def at_home(person: Person, now: Moment) -> Moment | None:
    """Return now by the wall clock where the person lives, where that shows another time.

    None where it shows the same, and where nobody wrote down where they live. Which of the two a
    plan is meant by only a person knows: a flight takes it along, another laptop does not.
    """
    if person.zone is None or not is_zone(person.zone):
        return None
    there = at_place(now.utc, ZoneInfo(person.zone))
    return None if there.local.utcoffset() == now.local.utcoffset() else there


def due_of(dose: DoseEvent) -> Moment | None:
    """Return when an entry of the log was due; when nobody wrote that, when it was given."""
    return dose.scheduled_for or dose.at


def log_begun(log: Iterable[DoseEvent], now: Moment) -> Moment | None:
    """Return the earliest time that the first day of a log is about; None without an entry.

    `log` is by the time of its entries. A dose that was late counts from when it was due: the one
    a log begins with is as lost as any other where it came up.
    """
    known = ((one.when, due_of(one)) for one in log if one.when is not None)
    times = list[Moment]()
    for when, due in known:
        if when is None or when > now or (times and when.utc - times[0].utc > _FIRST_DAY):
            break
        times += (when, due if due is not None else when)
    return min(times, default=None)


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
    told = versions_on(plans, drug, PlanRoute.ORAL, day)
    return _of_versions(told, day, zone, home, step_of)


def _of_versions(
    told: tuple[TaperPlan, ...], day: date, zone: tzinfo, home: str | None, step_of: StepOf
) -> tuple[Slot, ...]:
    """Return the planned doses of a day of the newest version, and of those before it till then.

    On the day on which a version is told, what was due before that hour was due as the version
    before says. What the new one plans shortly before is still to be given, so it is there too.
    """
    plan = told[-1] if told else None
    step = step_of(plan, day) if plan else None
    own = _placed(doses_of_day(plan, step), day, zone, home)
    since = takes_over(plan, step, day, zone) if plan and step_of is step_on else None
    if since is None or len(told) == 1:
        return own
    kept = [slot for slot in own if slot.due.utc >= since - SAME_SLOT]
    kept += (
        slot
        for slot in _of_versions(told[:-1], day, zone, home, step_of)
        if slot.due.utc < since and nearest_slot(kept, slot.due) is None
    )
    return tuple(sorted(kept, key=lambda slot: slot.due.utc, reverse=True))


def takes_over(plan: TaperPlan, step: Step | None, day: date, zone: tzinfo) -> datetime | None:
    """Return from when on a day the doses of a version are due and not those of the one before.

    None where it is told for the whole day. Of one that was written on that very day, and does
    not say when it was told, it is the first dose: nobody had it before.
    """
    told = told_at(step, day, zone)
    if told is not None:
        return told.utc
    if plan.written_on != day:
        return None
    walls = (datetime.combine(day, wall, zone) for wall, _mg in doses_of_day(plan, step))
    return min((wall.astimezone(UTC) for wall in walls), default=None)


def plans_told_by(
    plans: tuple[TaperPlan, ...], drug: Drug, at: Moment, zone: tzinfo
) -> tuple[TaperPlan, ...]:
    """Return the plans without those versions that took over later on the day of a moment."""
    day = at.utc.astimezone(zone).date()
    told = versions_on(SameList(plans), drug, PlanRoute.ORAL, day)
    while len(told) > 1:
        since = takes_over(told[-1], step_on(told[-1], day), day, zone)
        if since is None or since <= at.utc:
            break
        plans = tuple(plan for plan in plans if not is_version_of(told[-1], plan))
        told = told[:-1]
    return plans


def _placed(
    doses: Sequence[tuple[time, Decimal | None]], day: date, zone: tzinfo, home: str | None
) -> tuple[Slot, ...]:
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
