# SPDX-License-Identifier: MIT
"""Points, gaps, usual band, cuts and alarms of one stretch of time, for charts on any surface."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.plan import Cut
from caregiver_app.domain.plan_time import plan_moves
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
    """The story of one value. °C, beats a minute, mmHg, or the 0 to 10 scale."""

    field: str
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...]
    band: Band | None

    def joined(self) -> tuple[tuple[Point, ...], ...]:
        """Return the points in stretches that may be joined by a line."""
        stretches: list[list[Point]] = []
        for point in self.points:
            if stretches and not _too_far(stretches[-1][-1].at, point.at):
                stretches[-1].append(point)
            else:
                stretches.append([point])
        return tuple(tuple(stretch) for stretch in stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Several series over one stretch of time, with what happened meanwhile."""

    start: Moment
    end: Moment
    series: tuple[Series, ...]
    cuts: tuple[tuple[Moment, Cut], ...]
    alarms: tuple[Moment, ...]


def trends(record: Record, fields: Sequence[str], start: Moment, end: Moment) -> Trends:
    """Return the series of the named fields from `start` to `end`, both ends included."""
    within = [c for c in record.check_ins if start <= c.at <= end]
    return Trends(
        start=start,
        end=end,
        series=tuple(_series(record, name, within, start, end) for name in fields),
        cuts=_cuts_between(record, start, end),
        alarms=_alarms(record, within, start, end),
    )


def _series(
    record: Record, name: str, within: Sequence[CheckIn], start: Moment, end: Moment
) -> Series:
    points = tuple(
        Point(at=check_in.at, value=Decimal(getattr(check_in, name)))
        for check_in in within
        if getattr(check_in, name) is not None
    )
    return Series(
        field=name, points=points, gaps=_gaps(points, start, end), band=_band(record, name)
    )


def _gaps(points: tuple[Point, ...], start: Moment, end: Moment) -> tuple[Gap, ...]:
    edges = [start, *(point.at for point in points), end]
    pairs = pairwise(edges)
    return tuple(Gap(start=a, end=b) for a, b in pairs if _too_far(a, b))


def _too_far(earlier: Moment, later: Moment) -> bool:
    return elapsed(earlier.local, later.local) > LONGEST_JOIN


def _band(record: Record, name: str) -> Band | None:
    usual = getattr(record.person.usual, name)
    half = BAND_HALF_WIDTH.get(name)
    if usual is None or half is None:
        return None
    return Band(low=Decimal(usual) - half, high=Decimal(usual) + half)


def _cuts_between(record: Record, start: Moment, end: Moment) -> tuple[tuple[Moment, Cut], ...]:
    """Return the cuts of the stretch; one begins with the first dose of its day, if that is known.

    By pump, and without times, with the day.
    """
    found = [
        (begun.at, begun.move.cut)
        for begun in plan_moves(record, end)
        if begun.move.cut is not None and start <= begun.at <= end
    ]
    return tuple(sorted(found, key=lambda pair: pair[0]))


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
