# SPDX-License-Identifier: MIT
"""The stretch of time that Trends shows, its ticks on the wall of a place, its clock changes.

Places on a chart are true elapsed time; only the ticks ask what the wall says.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place, is_zone
from caregiver_app.domain.person import Person
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Span(StrEnum):
    """How far back the charts look."""

    DAY = "24h"
    THREE_DAYS = "72h"
    WEEK = "7d"
    MONTH = "30d"
    ALL = "all"


_LENGTHS = {
    Span.DAY: timedelta(hours=24),
    Span.THREE_DAYS: timedelta(hours=72),
    Span.WEEK: timedelta(days=7),
    Span.MONTH: timedelta(days=30),
}


class TickKind(StrEnum):
    """What a tick begins."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One tick of the time axis, with its time as the wall of the place reads it."""

    at: Moment
    kind: TickKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """A moment at which the clocks of a place are moved, and how far: ahead is positive."""

    at: Moment
    by: timedelta


def home_zone(person: Person, now: Moment) -> tzinfo:
    """Return the zone charts are read in: the person's, else that of the moment."""
    if person.zone and is_zone(person.zone):
        return ZoneInfo(person.zone)
    return zone_of(person, now)


def window(record: Record, span: Span, now: Moment, zone: tzinfo) -> tuple[Moment, Moment]:
    """Return the first and the last moment of a span; all of it begins with the first check-in.

    Check-ins later than now, written while the clock was wrong, are in it when all is shown.
    """
    end, week = now.utc, _LENGTHS[Span.WEEK]
    if span is not Span.ALL:
        return at_place(end - _LENGTHS[span], zone), at_place(end, zone)
    first, last = end - week, end
    if record.check_ins:
        last = max(end, record.check_ins[-1].at.utc)
        first = min(record.check_ins[0].at.utc - _MINUTE, last - _DAY)
    return at_place(first, zone), at_place(last, zone)


def clock_changes(start: Moment, end: Moment, zone: tzinfo) -> tuple[ClockChange, ...]:
    """Return when the clocks of a place change between two moments."""
    days = int((end.utc - start.utc) / _DAY) + 1
    times = [min(start.utc + n * _DAY, end.utc) for n in range(days + 1)]
    found = []
    for one, two in pairwise(times):
        before, after = _offset(one, zone), _offset(two, zone)
        if before != after:
            at = _turn(one, two, zone)
            found.append(ClockChange(at=at_place(at, zone), by=after - before))
    return tuple(found)


def _turn(one: datetime, two: datetime, zone: tzinfo) -> datetime:
    """Return the first minute after which the offset is that of the later moment."""
    while two - one > timedelta(seconds=1):
        middle = one + (two - one) / 2
        if _offset(middle, zone) == _offset(one, zone):
            one = middle
        else:
            two = middle
    return two.replace(second=0, microsecond=0) if two.second < 30 else _next_minute(two)


def _next_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0) + _MINUTE


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


# ---- ticks

_Walls = Callable[[date, date], Iterator[datetime]]


def time_ticks(start: Moment, end: Moment, zone: tzinfo, most: int) -> tuple[Tick, ...]:
    """Return at most about `most` ticks at round wall times, as near to each other as that lets.

    Hours stand at round hours of the wall, also on a day of 23 or 25 hours.
    """
    length = end.utc - start.utc
    fitting = (walls for every, walls in _STEPS if length / every <= max(most, 1))
    walls = next(fitting, _STEPS[-1][1])
    first, last = start.utc.astimezone(zone).date(), end.utc.astimezone(zone).date()
    found = []
    for wall in walls(first, last):
        at = at_place(wall.replace(tzinfo=zone).astimezone(UTC), zone)
        if start <= at <= end:
            found.append(Tick(at=at, kind=_kind(wall)))
    return tuple(found)


def _hours(every: int) -> _Walls:
    def walls(first: date, last: date) -> Iterator[datetime]:
        for day in _days_between(first, last, 1):
            yield from (datetime.combine(day, time(hour)) for hour in range(0, 24, every))

    return walls


def _days(every: int) -> _Walls:
    def walls(first: date, last: date) -> Iterator[datetime]:
        # Counted from one fixed Monday, so that a chart that moves on keeps its days.
        for day in _days_between(first - timedelta(days=first.toordinal() % every), last, every):
            yield datetime.combine(day + _DAY if every % 7 == 0 else day, time(0))

    return walls


def _months(every: int) -> _Walls:
    def walls(first: date, last: date) -> Iterator[datetime]:
        number = (first.year * 12 + first.month - 1) // every * every
        while number <= last.year * 12 + last.month - 1:
            yield datetime(number // 12, number % 12 + 1, 1)  # noqa: DTZ001  # a wall time
            number += every

    return walls


def _days_between(first: date, last: date, every: int) -> Iterator[date]:
    for number in range(first.toordinal(), last.toordinal() + 1, every):
        yield date.fromordinal(number)


_STEPS: tuple[tuple[timedelta, _Walls], ...] = (
    *((timedelta(hours=n), _hours(n)) for n in (3, 6, 12)),
    *((timedelta(days=n), _days(n)) for n in (1, 2, 7, 14)),
    *((timedelta(days=30 * n), _months(n)) for n in (1, 2, 3, 6, 12, 24, 60, 120, 600)),
)


def _kind(wall: datetime) -> TickKind:
    if wall.hour:
        return TickKind.HOUR
    if wall.day > 1:
        return TickKind.DAY
    return TickKind.MONTH if wall.month > 1 else TickKind.YEAR
