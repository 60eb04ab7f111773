# SPDX-License-Identifier: MIT
"""Absolute times: an instant, the offset it was written with and, when known, its zone."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Far enough from the ends of what can be computed with; nothing in a record lies outside.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One instant as it was written down.

    `local` is aware and carries the fixed offset of the place; `zone` is the IANA name when it
    is known; `text` is the ISO 8601 text as it was written, kept so that nothing is rounded on
    the way out. Order and equality look at the instant alone.
    """

    local: datetime
    zone: str | None = None
    text: str = field(default="", repr=False)
    _utc: datetime = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a wall time without an offset: it is not an instant."""
        if self.local.utcoffset() is None:
            raise ValueError("a time needs an offset from UTC, like 2026-03-08T01:10:00-05:00")
        if not self.text:
            object.__setattr__(self, "text", self.local.isoformat())
        # Kept because every comparison needs it, and a judgement compares hundreds of times.
        object.__setattr__(self, "_utc", self.local.astimezone(UTC))

    @property
    def utc(self) -> datetime:
        """Return the instant in UTC; every interval is computed from it."""
        return self._utc

    @property
    def day(self) -> date:
        """Return the calendar day at the place where it was written."""
        return self.local.date()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self._utc == other._utc

    def __lt__(self, other: "Moment") -> bool:
        return self._utc < other._utc

    def __le__(self, other: "Moment") -> bool:
        return self._utc <= other._utc

    def __gt__(self, other: "Moment") -> bool:
        return self._utc > other._utc

    def __ge__(self, other: "Moment") -> bool:
        return self._utc >= other._utc

    def __hash__(self) -> int:
        return hash(self._utc)

    @classmethod
    def parse(cls, text: str, zone: str | None = None) -> "Moment":
        """Read ISO 8601 with an offset; raise ValueError with a sentence a person understands."""
        if not _WRITTEN.fullmatch(text):
            raise ValueError("a time is written with its offset, like 2026-03-08T01:10:00-05:00")
        try:
            local = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError("this date or time does not exist") from None
        if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
            raise ValueError(f"the year is not between {_FIRST_YEAR} and {_LAST_YEAR}")
        return cls(local, zone, text)


def moment_in_zone(instant: datetime, zone: str) -> Moment:
    """Return an instant as it reads on the wall in an IANA zone, with a fixed offset."""
    local = instant.astimezone(ZoneInfo(zone))
    offset = local.utcoffset() or timedelta(0)
    return Moment(local.replace(tzinfo=timezone(offset)), zone)


def at_place(instant: datetime, zone: tzinfo) -> Moment:
    """Return an instant as it reads on the wall of a zone, with a fixed offset."""
    shown = instant.astimezone(zone)
    fixed = timezone(shown.utcoffset() or timedelta(0))
    return Moment(shown.astimezone(fixed), getattr(zone, "key", None))


def is_zone(name: str) -> bool:
    """Say whether an IANA zone of this name is known."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def elapsed(earlier: datetime, later: datetime) -> timedelta:
    """Return true elapsed time; clock changes and flights do not count (quality of a dose gap)."""
    return later.astimezone(UTC) - earlier.astimezone(UTC)
