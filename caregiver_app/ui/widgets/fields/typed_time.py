# SPDX-License-Identifier: MIT
"""A time of day and a day as a caregiver types them, and the instants they mean at a place."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from caregiver_app.domain.moments import Moment, is_zone
from caregiver_app.domain.units import without_marks
from caregiver_app.ui.words import dates

_TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s*([^\W\d_]{3,})\.?,?\s*(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{1,2}),?\s*(\d{4})")
_WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIRST_YEAR = 1900
_HALF = 12
# Two clocks are seldom further apart: what lies just ahead may be meant all the same.
_JUST_AHEAD = timedelta(hours=1)


def time_of(text: str) -> time | None:
    """Read "1:40 pm", "13:40", "1340" or "7 am"; None when it is no time.

    A bare number is half a time: without minutes it wants am or pm.
    """
    found = _TYPED.fullmatch(without_marks(text))
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def lacks_half(text: str) -> bool:
    """Say whether "3:10" may be of the night or of the afternoon, where clocks have AM and PM.

    "15:10" and "03:10" are written by a clock of 24 hours and mean what they say.
    """
    found = _TYPED.fullmatch(without_marks(text))
    if not dates.has_halves() or found is None or found[2] is None or found[3] is not None:
        return False
    return not found[1].startswith("0") and int(found[1]) <= _HALF


def halves_of(wall: time) -> tuple[time, time]:
    """Return the two times of a day that a time without AM or PM can mean, the morning first."""
    return wall.replace(hour=wall.hour % _HALF), wall.replace(hour=wall.hour % _HALF + _HALF)


def newest_past(day: date, wall: time, now: Moment) -> time | None:
    """Return which time a wall time without AM or PM is taken for: the last one that has been.

    None where somebody has to say it: on another day than today, and when the other one is just
    ahead, for the clock on the wall may be a little ahead of this one.
    """
    if day != now.day:
        return None
    ends = [(moments_on(day, half, now), half) for half in halves_of(wall)]
    if any(now < one and one.utc - now.utc < _JUST_AHEAD for found, _half in ends for one in found):
        return None
    past = [half for found, half in ends if any(one <= now for one in found)]
    return past[-1] if past else halves_of(wall)[0]


def day_of(text: str) -> date | None:
    """Read "7 Mar 2026", "March 7, 2026" or "2026-03-07"; None when it is no day.

    A month in figures beside a day in figures is refused: the two are taken for each other.
    """
    typed = without_marks(text)
    try:
        if found := _WRITTEN.fullmatch(typed):
            return _from_1900(date(int(found[1]), int(found[2]), int(found[3])))
        if found := _DAY_FIRST.fullmatch(typed):
            return _from_1900(date(int(found[3]), _month(found[2]), int(found[1])))
        if found := _MONTH_FIRST.fullmatch(typed):
            return _from_1900(date(int(found[3]), _month(found[1]), int(found[2])))
    except ValueError:
        return None
    return None


def moments_on(day: date, wall: time, now: Moment) -> tuple[Moment, ...]:
    """Return the instants of a wall time where `now` is.

    None of them in the hour that a clock skips, two in the hour that comes twice, the earlier
    one first.
    """
    zone: tzinfo = timezone(now.local.utcoffset() or timedelta(0))
    if now.zone and is_zone(now.zone):
        zone = ZoneInfo(now.zone)
    found = []
    for fold in (0, 1):
        local = datetime.combine(day, wall, zone).replace(fold=fold)
        again = local.astimezone(UTC).astimezone(zone)
        if again.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0):
            fixed = timezone(local.utcoffset() or timedelta(0))
            found.append(Moment(local.replace(tzinfo=fixed, fold=0), now.zone))
    return tuple(dict.fromkeys(found))


def _from_1900(day: date) -> date:
    if day.year < _FIRST_YEAR:
        raise ValueError("nothing in a record is so old")
    return day


def _month(word: str) -> int:
    """Return the number of a month by its name or its first letters; raise ValueError."""
    return dates.month_of(word)
