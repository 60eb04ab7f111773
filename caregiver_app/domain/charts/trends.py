# SPDX-License-Identifier: MIT
"""Points, gaps, usual band, cuts and alarms of one stretch of time, for charts on any surface."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from caregiver_app.domain.as_typed import TYPED_IN_OTHER_UNITS, measured
from caregiver_app.domain.charts.cut_marks import cut_marks
from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import Cut
from caregiver_app.domain.record import Record

LONGEST_JOIN = timedelta(hours=12)
"""Two points further apart than this are not joined: nothing is known in between."""

BAND_HALF_WIDTH = {
    "temp_c": Decimal("0.3"),
    "hr": Decimal(6),
    "sbp": Decimal(8),
    "stiffness": Decimal(1),
}
"""How far around the usual value the band is drawn; it is a drawing, never a limit."""

_HIGHEST = {
    "stiffness": Decimal(10),
    "psfs": Decimal(4),
    "anxiety": Decimal(10),
    "spo2": Decimal(100),
}
"""Where a scale ends; nothing that is drawn here can lie below nought."""

_JOINS: Mapping[str, timedelta] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One recorded value."""

    at: Moment
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which this value was not recorded."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The usual range of a value, both ends included, in the unit of the value."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The story of one value. °C, beats a minute, mmHg, or the 0 to 10 scale.

    `first` are the first of two readings: the point of that time is the second one.
    """

    field: str
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...]
    band: Band | None
    join: timedelta = LONGEST_JOIN
    first: tuple[Point, ...] = ()

    def joined(self) -> tuple[tuple[Point, ...], ...]:
        """Return the points in stretches that may be joined by a line."""
        times = [point.at.utc for point in self.points]
        ends = [n for n, (a, b) in enumerate(pairwise(times), 1) if b - a > self.join]
        edges = [0, *ends, len(times)] if times else []
        return tuple(self.points[first:end] for first, end in pairwise(edges))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Several series over one stretch of time, with what happened meanwhile."""

    start: Moment
    end: Moment
    series: tuple[Series, ...]
    cuts: tuple[tuple[Moment, Cut], ...]
    alarms: tuple[Moment, ...]


def trends(
    record: Record,
    fields: Sequence[str],
    start: Moment,
    end: Moment,
    *,
    around: Mapping[str, Decimal] = BAND_HALF_WIDTH,
    joins: Mapping[str, timedelta] = _JOINS,
    off: int = 0,
) -> Trends:
    """Return the series of the named fields from `start` to `end`, both ends included.

    `around` is how far the bands reach around usual; `joins` is over which time two points of a
    field may be joined where that is not `LONGEST_JOIN`. Up to `off` days of 0 mg between two doses
    are no cut.
    """
    within = check_ins_between(record, start, end)
    found = []
    for name in fields:
        points = _points(within, name)
        join = joins.get(name, LONGEST_JOIN)
        gaps = gaps_between((point.at for point in points), start, end, join)
        band = _band(record, name, around.get(name))
        first = _first(within, name)
        found.append(
            Series(field=name, points=points, gaps=gaps, band=band, join=join, first=first)
        )
    return Trends(
        start=start,
        end=end,
        series=tuple(found),
        cuts=_cuts_between(record, start, end, off),
        alarms=_alarms(record, within, start, end),
    )


def check_ins_between(record: Record, start: Moment, end: Moment) -> Sequence[CheckIn]:
    """Return the check-ins of a stretch of time, both ends included, without reading the rest."""
    first = bisect_left(record.check_ins, start.utc, key=_instant)
    last = bisect_right(record.check_ins, end.utc, lo=first, key=_instant)
    return record.check_ins[first:last]


def gaps_between(
    times: Iterable[Moment], start: Moment, end: Moment, join: timedelta = LONGEST_JOIN
) -> tuple[Gap, ...]:
    """Return the stretches longer than `join` without any of the times, which are in order."""
    pairs = pairwise([start, *times, end])
    return tuple(Gap(start=a, end=b) for a, b in pairs if b.utc - a.utc > join)


def _points(within: Sequence[CheckIn], name: str) -> tuple[Point, ...]:
    exact = name in TYPED_IN_OTHER_UNITS
    read = (measured(c, name) for c in within) if exact else map(attrgetter(name), within)
    values = zip(within, read, strict=True)
    return tuple(Point(at=c.at, value=Decimal(value)) for c, value in values if value is not None)


def _first(within: Sequence[CheckIn], name: str) -> tuple[Point, ...]:
    read = ((c.at, c.first_reading.get(name)) for c in within if c.first_reading)
    return tuple(Point(at=at, value=value) for at, value in read if value is not None)


def _instant(check_in: CheckIn) -> datetime:
    return check_in.at.utc


def _band(record: Record, name: str, half: Decimal | None) -> Band | None:
    usual = getattr(record.person.usual, name, None)
    if usual is None or half is None:
        return None
    high = Decimal(usual) + half
    return Band(
        low=max(Decimal(usual) - half, Decimal(0)), high=min(high, _HIGHEST.get(name, high))
    )


def _cuts_between(
    record: Record, start: Moment, end: Moment, off: int
) -> tuple[tuple[Moment, Cut], ...]:
    """Return the cuts of the stretch; one begins with the first dose of its day, if that is known.

    By pump, and without times, with the day.
    """
    return tuple((mark.at, mark.cut) for mark in cut_marks(record, end, off) if mark.at >= start)


def _alarms(
    record: Record, within: Sequence[CheckIn], start: Moment, end: Moment
) -> tuple[Moment, ...]:
    heard = {c.at for c in within if c.pump_alarm not in (None, PumpAlarm.NONE)}
    heard |= {
        event.at
        for event in record.pump_events
        if event.kind is PumpEventKind.ALARM and start <= event.at <= end
    }
    return tuple(sorted(heard))
