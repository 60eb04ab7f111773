# SPDX-License-Identifier: MIT
"""Which automatic backups are kept: seven days, four weeks, twelve months, and never too few."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 12
_CLOCK_MAY_BE_OFF = timedelta(hours=1)
_LONG_AWAY = timedelta(days=21)


def to_thin_out(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return the backups that are no longer needed; all times in UTC.

    Kept is the newest of each of the last days, weeks and months that have one. Nothing goes while
    the clock may be wrong: when a backup lies ahead of now, or the one before was long ago.
    """
    newest_first = sorted(made, reverse=True)
    if not newest_first or newest_first[0] > now + _CLOCK_MAY_BE_OFF:
        return frozenset()
    if len(newest_first) > 1 and newest_first[0] - newest_first[1] > _LONG_AWAY:
        return frozenset()
    kept = {
        *_newest_of(newest_first, lambda at: at.date(), DAYS),
        *_newest_of(newest_first, lambda at: at.isocalendar()[:2], WEEKS),
        *_newest_of(newest_first, lambda at: (at.year, at.month), MONTHS),
    }
    return frozenset(newest_first) - kept


def _newest_of(
    newest_first: list[datetime], period: Callable[[datetime], object], most: int
) -> list[datetime]:
    found: dict[object, datetime] = {}
    for at in newest_first:
        found.setdefault(period(at), at)
    return list(found.values())[:most]
