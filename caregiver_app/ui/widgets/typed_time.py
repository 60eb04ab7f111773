# SPDX-License-Identifier: MIT
"""A time of day as a caregiver types it, and the instant it means on a day at a place."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from caregiver_app.domain.moments import Moment, is_zone

_TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def time_of(text: str) -> time | None:
    """Read "1:40 pm", "13:40", "1340" or "7 am"; None when it is no time.

    A bare number is half a time: without minutes it wants am or pm.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_on(day: date, wall: time, now: Moment) -> Moment | None:
    """Return the instant of a wall time where `now` is; None in the hour that a clock skips.

    An hour that comes twice means its first pass: the earlier instant is the more cautious one.
    """
    zone: tzinfo = timezone(now.local.utcoffset() or timedelta(0))
    if now.zone and is_zone(now.zone):
        zone = ZoneInfo(now.zone)
    local = datetime.combine(day, wall, zone)
    again = local.astimezone(UTC).astimezone(zone)
    if again.replace(tzinfo=None) != local.replace(tzinfo=None):
        return None
    return Moment(local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0))), now.zone)
