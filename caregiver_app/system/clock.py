# SPDX-License-Identifier: MIT
"""The one place that asks the machine for the time."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from caregiver_app.domain.moments import Moment, is_zone, moment_in_zone


class Clock(Protocol):
    """What the program may know about time."""

    def now(self) -> datetime:
        """Return the current instant, aware and in UTC."""

    def zone(self) -> str:
        """Return the IANA name of the zone this computer is in."""

    def monotonic(self) -> float:
        """Return seconds that never jump, for stopwatches and timeouts.

        They may rest while the computer sleeps.
        """


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """Return the current instant in UTC."""
        return datetime.now(UTC)

    def zone(self) -> str:
        """Return the zone of this computer, or UTC when the system does not name it."""
        return _system_zone() or "UTC"

    def monotonic(self) -> float:
        """Return the monotonic clock in seconds."""
        return time.monotonic()


def steady_s() -> float:
    """Return seconds that never jump and go on while the computer sleeps, where it can tell."""
    import sys

    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()  # on Windows it counts sleep


def slept_s() -> float:
    """Return for how long this computer has slept since it was started; 0 where it cannot tell."""
    import sys

    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0


class FixedClock:
    """A clock that stands still, for tests, pictures and the practice people."""

    def __init__(self, now: datetime, zone: str) -> None:
        self._now = now.astimezone(UTC)
        self._zone = zone

    def now(self) -> datetime:
        """Return the instant given at the start."""
        return self._now

    def zone(self) -> str:
        """Return the zone given at the start."""
        return self._zone

    def monotonic(self) -> float:
        """Return seconds since 1970, so that it agrees with `now`."""
        return self._now.timestamp()


def here_and_now(clock: Clock) -> Moment:
    """Return this instant as it reads on the wall here."""
    return moment_in_zone(clock.now(), clock.zone())


def moment_here(at: datetime, clock: Clock) -> Moment:
    """Return another instant as it reads on the wall here."""
    return moment_in_zone(at, clock.zone())


def _system_zone() -> str | None:
    """Find the IANA name: the TZ variable, /etc/timezone, or where /etc/localtime points."""
    import os

    named = os.environ.get("TZ", "").removeprefix(":")
    if named and is_zone(named):
        return named
    try:
        named = Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        named = ""
    if named and is_zone(named):
        return named
    _, found, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return name if found and is_zone(name) else None
