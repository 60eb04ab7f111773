# SPDX-License-Identifier: MIT
"""Days and times as families write them into a spreadsheet; what can mean two things is asked."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from caregiver_app.domain.moments import Moment, at_place

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(
    r"(\d{1,2})(?:\.? |-)([a-z]{3,9})(?:\.?,? |-)(\d{4}|\d{2})|([a-z]{3,9})\.? (\d{1,2}),? (\d{4})",
    re.ASCII,
)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2}))? ?([ap])?\.?(?:m\.?)?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY, _NOON = 2000, 12


class DayOrder(StrEnum):
    """What stands first in a day like 3/4/2026."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class ClockKind(StrEnum):
    """How the times of a column tell the morning from the evening."""

    LONG = "long"
    """By hours up to 23: a clock of 24 hours."""
    HALVES = "halves"
    """By AM and PM; without one of them nobody knows."""


class TimeProblem(StrEnum):
    """Why a text is no time."""

    NO_DAY = "no_day"
    NO_TIME = "no_time"
    NO_HALF = "no_half"
    CLOCK_CHANGE = "clock_change"
    TO_COME = "to_come"


class TimeError(ValueError):
    """A text that is no time; `problem` is the key of the sentence to show."""

    def __init__(self, problem: TimeProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def order_of(texts: Iterable[str]) -> DayOrder | None:
    """Return what stands first in the days of a column, None where they leave it open.

    A point between the parts is never written with the month first.
    """
    found = set[DayOrder]()
    is_open = False
    for text in texts:
        parts = _PARTS.match(text.strip())
        if parts is None:
            continue
        first, second = int(parts[1]), int(parts[3])
        if parts[2] == "." or first > len(_MONTHS):
            found.add(DayOrder.DAY_FIRST)
        elif second > len(_MONTHS):
            found.add(DayOrder.MONTH_FIRST)
        else:
            is_open = is_open or first != second
    if len(found) == 1:
        return found.pop()
    return None if found or is_open else DayOrder.DAY_FIRST


def clock_of(texts: Iterable[str]) -> ClockKind | None:
    """Return how the times of a column tell the morning from the evening.

    None where they leave it open: nothing says AM or PM, and nothing is written as only a clock of
    24 hours has it. What is no time says nothing.
    """
    found = [parts for text in texts if (parts := _time_parts(text)) is not None]
    plain = [parts[1] for parts in found if not parts[4]]
    if not plain or any(hour.startswith("0") or int(hour) > _NOON for hour in plain):
        return ClockKind.LONG
    return ClockKind.HALVES if len(plain) < len(found) else None


def read_day(text: str, order: DayOrder) -> date:
    """Return the day that a text names; raise TimeError."""
    written = " ".join(text.casefold().split())
    try:
        if parts := _ISO.fullmatch(written):
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
        if parts := _PARTS.fullmatch(written):
            first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
            day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
            return date(_year(year), month, day)
        if parts := _NAMED.fullmatch(written):
            day_of, name, year_of = parts.group(1, 2, 3) if parts[1] else parts.group(5, 4, 6)
            return date(_year(int(year_of)), _MONTHS.index(name[:3]) + 1, int(day_of))
    except ValueError:
        pass
    raise TimeError(TimeProblem.NO_DAY)


def _year(written: int) -> int:
    return written if written > 99 else _CENTURY + written


def read_time(text: str, clock: ClockKind = ClockKind.LONG) -> time:
    """Return the time of day that a text names, like 14:05, 2:05 PM or 8 am; raise TimeError."""
    parts = _time_parts(text)
    if parts is None:
        raise TimeError(TimeProblem.NO_TIME)
    if clock is ClockKind.HALVES and not parts[4]:
        raise TimeError(TimeProblem.NO_HALF)
    hour, minute, second = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
    if parts[4]:
        if not 1 <= hour <= _NOON:
            raise TimeError(TimeProblem.NO_TIME)
        hour = hour % _NOON + (_NOON if parts[4] == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise TimeError(TimeProblem.NO_TIME) from None


def _time_parts(text: str) -> "re.Match[str] | None":
    parts = _TIME.fullmatch(" ".join(text.casefold().split()))  # spaces of any kind
    if parts is None or not (parts[2] or parts[4]):  # a bare number is no time
        return None
    return parts


def split(text: str) -> tuple[str, str]:
    """Return the day and the time of a text that holds both, as 2026-05-21 14:05; raise TimeError.

    The time is what stands behind the last part that could be one.
    """
    words = re.sub(r"(?<=\d)[tT](?=\d)", " ", text).replace(",", " ").split()
    behind = 2 if words and words[-1].casefold().strip(".").replace(".", "") in ("am", "pm") else 1
    if len(words) <= behind:
        raise TimeError(TimeProblem.NO_TIME)
    return " ".join(words[:-behind]), " ".join(words[-behind:])


def moment_of(day: date, clock: time, zone: str, now: Moment) -> Moment:
    """Return the instant at which a clock at a place showed a time; raise TimeError.

    A time that a clock change left out, or that was there twice, is no single instant.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, clock)
    first, second = (wall.replace(tzinfo=place, fold=fold).utcoffset() for fold in (0, 1))
    if first != second:
        raise TimeError(TimeProblem.CLOCK_CHANGE)
    at = at_place(wall.replace(tzinfo=place).astimezone(UTC), place)
    if at > now:
        raise TimeError(TimeProblem.TO_COME)
    return at
