# SPDX-License-Identifier: MIT
"""The one order in which entries of several computers count, wherever they were put together.

The entries of one computer stay in its own order. What a computer had taken in before it wrote an
entry comes before that entry, whatever the clocks said. Between entries that were written apart
the time of writing decides, then the name of the computer.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.shared_part import Seen

if TYPE_CHECKING:
    from datetime import datetime


def identity(entry: Entry) -> Hashable:
    """Return what two computers have in common that hold one entry: a file was read in on both.

    A newer version is an entry of its own, whatever it is a version of.
    """
    if entry.follows is not None:
        return entry.id
    if entry.kind is EntryKind.PERSON:  # two files may have told different things of one person
        return said(entry)
    return entry.kind, entry.payload.get("id") or entry.id


def said(profile: Entry) -> Hashable:
    """Return what a profile says, whoever wrote it down."""
    payload = {key: value for key, value in profile.payload.items() if key != "id"}
    return profile.kind, _frozen(payload)


def _frozen(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return frozenset((name, _frozen(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    assert isinstance(value, Hashable)  # noqa: S101 - JSON has nothing else
    return value


class Knowledge:
    """Tells of two entries whether who wrote the later one had the other one before them.

    `entries` are all that there are: a computer that holds a copy of one knows that one.
    """

    def __init__(self, seen: Iterable[Seen], entries: Sequence[Entry] = ()) -> None:
        self._marks: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
        for mark in sorted(seen):
            since, up_to = self._marks.setdefault((mark.device, mark.other), ([], []))
            since.append(mark.device_seq)
            # What a computer once had it has from then on.
            up_to.append(max(mark.other_seq, up_to[-1] if up_to else 0))
        self._entries = entries

    @cached_property
    def _copies(self) -> Mapping[Hashable, Sequence[Entry]]:
        """Return the copies of each entry; of a log of one computer nobody asks."""
        found: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            found[identity(entry)].append(entry)
            if entry.kind is EntryKind.PERSON and entry.follows is not None:
                found[said(entry)].append(entry)
        return found

    def copied(self) -> Iterator[Sequence[Entry]]:
        """Yield the entries that have one name, where there are several."""
        return (group for group in self._copies.values() if len(group) > 1)

    def knew(self, entry: Entry, other: Entry) -> bool:
        """Say whether the other entry was there when this one was written."""
        number = self.had_from(entry.device, other)
        return number is not None and number <= entry.device_seq

    def had_from(self, device: str, other: Entry) -> int | None:
        """Return from which number of its own on a computer had an entry; None when never."""
        if not device:  # it waits for the disk, behind all that is here
            return 0
        copies = (other, *self._copies.get(identity(other), ()))
        numbers = (self._had_itself_from(device, copy) for copy in copies)
        return min((number for number in numbers if number is not None), default=None)

    def had(self, entry: Entry, other: Entry) -> bool:
        """Say whether this very entry was there, and not only a copy of it."""
        number = self._had_itself_from(entry.device, other)
        return number is not None and number <= entry.device_seq

    def _had_itself_from(self, device: str, other: Entry) -> int | None:
        if device == other.device:
            return other.device_seq + 1
        since, up_to = self._marks.get((device, other.device), ((), ()))
        place = bisect_left(up_to, other.device_seq)
        return since[place] if place < len(since) else None

    def are_apart(self, one: Entry, other: Entry) -> bool:
        """Say whether neither was there when the other one was written."""
        return not (self.knew(one, other) or self.knew(other, one))


def in_order(entries: Sequence[Entry], seen: Iterable[Seen]) -> list[Entry]:
    """Return entries in the order in which they count; the same for the same set.

    One that two computers hold counts once, where it stands first.
    """
    if len({entry.device for entry in entries}) < 2:
        return sorted(entries, key=lambda entry: entry.device_seq)
    found: dict[Hashable, Entry] = {}
    seen = tuple(seen)
    versions = [e for e in entries if e.kind is EntryKind.PERSON and e.follows is not None]
    told: dict[Hashable, list[Entry]] = defaultdict(list)
    for version in versions:
        told[said(version)].append(version)
    knowledge = Knowledge(seen)
    for entry in _Merge(entries, seen).run():
        if not _is_read_in(entry, told, knowledge):
            found.setdefault(identity(entry), entry)
    return list(found.values())


def _is_read_in(
    entry: Entry, told: Mapping[Hashable, Sequence[Entry]], knowledge: Knowledge
) -> bool:
    """Say whether a first profile is the version of another computer, read in from a file.

    It is not where that computer had it before: there somebody put a change back.
    """
    if entry.kind is not EntryKind.PERSON or entry.follows is not None:
        return False
    others = (one for one in told.get(said(entry), ()) if one.device != entry.device)
    return any(not knowledge.had(one, entry) for one in others)


class _Merge:
    """Takes the first of the waiting entries again and again, one queue for each computer."""

    def __init__(self, entries: Sequence[Entry], seen: Iterable[Seen]) -> None:
        self._queues: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda one: one.device_seq):
            self._queues[entry.device].append(entry)
        self._needs: dict[str, list[Seen]] = defaultdict(list)
        for mark in sorted(seen, reverse=True):
            self._needs[mark.device].append(mark)
        self._place = dict.fromkeys(self._queues, 0)
        self._ready: list[tuple[datetime, str]] = []
        self._waiting: dict[str, list[str]] = defaultdict(list)

    def run(self) -> list[Entry]:
        """Return the entries of all queues in order."""
        found: list[Entry] = []
        for device in self._queues:
            self._admit(device)
        while self._ready or self._waiting:
            device = heapq.heappop(self._ready)[1] if self._ready else self._unlocked()
            found.append(self._queues[device][self._place[device]])
            self._place[device] += 1
            self._admit(device)
            for other in self._waiting.pop(device, ()):
                self._admit(other)
        return found

    def _head(self, device: str) -> Entry | None:
        queue, place = self._queues.get(device, ()), self._place.get(device, 0)
        return queue[place] if place < len(queue) else None

    def _admit(self, device: str) -> None:
        """Let the next entry of a computer be taken, or wait for one that it knew."""
        entry, needs = self._head(device), self._needs[device]
        if entry is None:
            return
        while needs and needs[-1].device_seq <= entry.device_seq:
            awaited = self._head(needs[-1].other)
            if awaited is not None and awaited.device_seq <= needs[-1].other_seq:
                self._waiting[needs[-1].other].append(device)
                return
            needs.pop()
        heapq.heappush(self._ready, (entry.recorded_at.utc, device))

    def _unlocked(self) -> str:
        """Return whose entry is taken when each waits for another: no true log has that."""
        waiting = {device for devices in self._waiting.values() for device in devices}
        self._waiting.clear()
        heads = [(head.recorded_at.utc, d) for d in waiting if (head := self._head(d)) is not None]
        device = min(heads)[1]
        for other in waiting - {device}:
            self._admit(other)
        return device
