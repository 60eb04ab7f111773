# SPDX-License-Identifier: MIT
"""One day hour by hour: what was recorded in each stretch of it, and where nobody checked.

A day lasts from one midnight of a place to the next. It has 23 or 25 hours where the clock is
changed; an hour that comes twice has a column for each time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import TypeVar

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.history.story import Fact, asked_before, asked_from, is_event, when
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.record import Record

_STEP = timedelta(minutes=15)  # every clock change of today is a whole number of these
_T = TypeVar("_T", bound=Fact)

SIGNS = ("stiffness", "temp_c", "hr", "sbp", "rr", "spo2")
"""The rows that are always there; `sbp` stands for both pressures."""
MORE_SIGNS = ("psfs", "anxiety", "agitation", "mood", "sleep_h")
"""Rows of a day on which they were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One stretch of a day, from `start` up to but not including `end`, as the wall reads there.

    `is_again` says that these hours came a second time. `is_gap`: nobody checked in it, and it
    lies in a stretch without a check-in that is long enough to be a gap. `is_ahead`: it had not
    begun yet. Check-ins and events by time.
    """

    start: Moment
    end: Moment
    check_ins: tuple[CheckIn, ...]
    doses: tuple[DoseEvent, ...]
    is_gap: bool
    is_ahead: bool
    is_again: bool

    @property
    def level(self) -> Level | None:
        """Return the worst stored level, or None when nothing was judged."""
        judged = [c.assessment.level for c in self.check_ins if c.assessment is not None]
        return max(judged, default=None)

    def telling(self, field: str) -> tuple[CheckIn, ...]:
        """Return the check-ins that hold a value of a field, or a reason for none, by time."""
        return tuple(c for c in self.check_ins if tells(c, field))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGrid:
    """One day of one person; `more` are the signs that were asked beside those always shown."""

    day: date
    columns: tuple[Column, ...]
    more: tuple[str, ...]

    @property
    def length(self) -> timedelta:
        """Return how long the day really is."""
        if not self.columns:
            return timedelta(0)
        return self.columns[-1].end.utc - self.columns[0].start.utc

    def place_of(self, fact: Fact) -> int | None:
        """Return the column in which a fact lies, or None when it is not of this day."""
        at = when(fact)
        if at is None or not self.columns:
            return None
        place = bisect_right(self.columns, at.utc, key=lambda c: c.start.utc) - 1
        inside = place >= 0 and at.utc < self.columns[place].end.utc
        return place if inside else None


def tells(check_in: CheckIn, field: str) -> bool:
    """Say whether a check-in holds a value of a field or says why there is none."""
    fields = ("sbp", "dbp") if field == "sbp" else (field,)
    return any(getattr(check_in, f) is not None or f in check_in.not_taken for f in fields)


def day_grid(
    record: Record, day: date, place: tzinfo, now: Moment, gap: timedelta, hours: int = 2
) -> DayGrid:
    """Return a day at a place in columns of so many hours of the wall (1, 2, 3, 4 or 6)."""
    stretches = _stretches(day, place, hours)
    start, end = (stretches[0][0], stretches[-1][1]) if stretches else (now.utc, now.utc)
    check_ins, doses = _within(record.check_ins, start, end), _within(record.doses, start, end)
    holes = _holes(record.check_ins, start, end, now.utc, gap)
    columns = []
    for first, last, is_again in stretches:
        inside = _within(check_ins, first, last)
        empty = all(is_event(check_in) for check_in in inside)
        begun, until = first <= now.utc, min(last, now.utc)
        columns.append(
            Column(
                start=at_place(first, place),
                end=at_place(last, place),
                check_ins=inside,
                doses=_within(doses, first, last),
                is_gap=empty and begun and any(a <= first and until <= b for a, b in holes),
                is_ahead=not begun,
                is_again=is_again,
            )
        )
    more = tuple(sign for sign in MORE_SIGNS if any(tells(c, sign) for c in check_ins))
    return DayGrid(day=day, columns=tuple(columns), more=more)


def day_at(moment: Moment, place: tzinfo) -> date:
    """Return the day of a moment at a place."""
    return moment.utc.astimezone(place).date()


def start_of(day: date, place: tzinfo) -> datetime:
    """Return the first instant of a day at a place, in UTC."""
    return datetime.combine(day, time(0), place).astimezone(UTC)


def _stretches(day: date, place: tzinfo, hours: int) -> list[tuple[datetime, datetime, bool]]:
    """Return where columns begin and end, and whether their hours were there before."""
    start, end = start_of(day, place), start_of(day + timedelta(days=1), place)
    found: list[tuple[datetime, datetime, bool]] = []
    seen: set[int] = set()
    before: tuple[int, timedelta | None] | None = None
    at = start
    while at < end:
        wall = at.astimezone(place)
        key = (wall.hour // hours, wall.utcoffset())
        following = min(at + _STEP, end)
        if key == before:
            found[-1] = (found[-1][0], following, found[-1][2])
        else:
            found.append((at, following, key[0] in seen))
            seen.add(key[0])
            before = key
        at = following
    return found


def _within(facts: Sequence[_T], start: datetime, end: datetime) -> tuple[_T, ...]:
    first = bisect_left(facts, start, key=_instant)
    return tuple(facts[first : bisect_left(facts, end, lo=first, key=_instant)])


def _instant(fact: Fact) -> datetime:
    at = when(fact)
    return at.utc if at is not None else _NEVER


_NEVER = datetime.min.replace(tzinfo=UTC)


def _holes(
    check_ins: Sequence[CheckIn], start: datetime, end: datetime, now: datetime, gap: timedelta
) -> list[tuple[datetime, datetime]]:
    """Return the stretches around a day, up to now, in which nobody checked for so long.

    Nothing before the first entry of all is one: nobody had begun. The last stretch ends now.
    """
    if not check_ins:
        return []
    first = bisect_left(check_ins, start, key=lambda c: c.at.utc)
    last = bisect_left(check_ins, end, lo=first, key=lambda c: c.at.utc)
    earlier, later = asked_before(check_ins, first), asked_from(check_ins, last)
    asked = [c.at.utc for c in check_ins[first:last] if not is_event(c)]
    edges = [
        earlier.at.utc if earlier is not None else check_ins[0].at.utc,
        *asked,
        later.at.utc if later is not None else max(now, start),
    ]
    return [(one, two) for one, two in pairwise(edges) if two - one >= gap]
