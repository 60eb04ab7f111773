# SPDX-License-Identifier: MIT
"""By when a flag was there at the latest, by the clocks of those who had it when they wrote."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.entries import Entry
    from caregiver_app.domain.moments import Moment
    from caregiver_app.domain.standing_alerts import HadFrom

_WHILE_WRITING = timedelta(minutes=15)  # its time is when it was begun, not an older one


def there_by(
    flags: Sequence[tuple["CheckIn", "Entry"]], entries: Sequence["Entry"], had_from: "HadFrom"
) -> dict[str, "Moment"]:
    """Return it for each flag whose time somebody who had it had not reached.

    `flags` are check-ins with their entries, `entries` all that there are, as they count.
    """
    places = {entry.id: place for place, entry in enumerate(entries)}
    earliest = _earliest_after(entries)
    writers: dict[str, _Writer] = {}
    for place, entry in enumerate(entries):
        writers.setdefault(entry.device, _Writer()).add(place, entry)
    found: dict[str, Moment] = {}
    for check_in, flag in flags:
        place = places.get(flag.id, len(entries)) + 1
        if place >= len(entries) or earliest[place] >= check_in.at.utc:
            continue
        begun = (
            writer.first_begun(place, number, check_in.at)
            for device, writer in writers.items()
            if (number := had_from(device, flag)) is not None
        )
        latest = min((one for one in begun if one is not None), default=None)
        if latest is not None:
            found[check_in.id] = latest
    return found


class _Writer:
    """What one computer wrote, in its order, with the earliest of the rest at each place."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._places: list[int] = []
        self._numbers: list[int] = []

    def add(self, place: int, entry: "Entry") -> None:
        self._entries.append(entry)
        self._places.append(place)
        self._numbers.append(entry.device_seq)

    def first_begun(self, place: int, number: int, before: "Moment") -> "Moment | None":
        """Return when the first was begun that was written before a time, None without any.

        From a place among all and a number of its own on.
        """
        start = max(bisect_left(self._places, place), bisect_left(self._numbers, number))
        if start == len(self._entries):
            return None
        first = self._begun_first[start]
        if first.recorded_at < before:
            return _begun(first)
        return min(self._written(start, before), default=None)  # of a few minutes at most

    def _written(self, start: int, before: "Moment") -> Iterator["Moment"]:
        for place in range(start, len(self._entries)):
            if self._earliest[place] >= before.utc:
                return
            if self._entries[place].recorded_at < before:
                yield _begun(self._entries[place])

    @cached_property
    def _earliest(self) -> Sequence[datetime]:
        return _earliest_after(self._entries)

    @cached_property
    def _begun_first(self) -> Sequence["Entry"]:
        found = list(self._entries)
        for place in range(len(found) - 2, -1, -1):
            found[place] = min(found[place], found[place + 1], key=_begun)
        return found


def _earliest_after(entries: Sequence["Entry"]) -> list[datetime]:
    """Return for each place when the earliest of the entries from there on was written."""
    found = [entry.recorded_at.utc for entry in entries]
    for place in range(len(found) - 2, -1, -1):
        found[place] = min(found[place], found[place + 1])
    return found


def _begun(entry: "Entry") -> "Moment":
    """Return when an entry was begun; the time it is about may lie long before."""
    is_near = timedelta(0) <= entry.recorded_at.utc - entry.effective_at.utc <= _WHILE_WRITING
    return entry.effective_at if is_near else entry.recorded_at
