# SPDX-License-Identifier: MIT
"""Profiles of one person that several computers wrote apart, put together field by field.

What one side changed since the profile that all of them had holds at once. Only what several
sides changed is asked about; until somebody decides, the careful one of the values holds. The
result follows from the versions alone: it is the same on every computer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.sharing.careful import Careful, careful
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.profile_units import (
    LISTS,
    Path,
    Unit,
    Units,
    put_back,
    taken_apart,
)

_Reach = Mapping[str, int]  # how many versions of each computer


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProfile:
    """What is in force, and the versions that it was put together from, as they count.

    `asked` are the things that several of them changed to different values and that nobody has
    decided. Who changes something else afterwards decides nothing about them.
    """

    sides: tuple[Entry, ...]
    asked: tuple[Unit, ...]
    payload: dict[str, Any]

    def chosen(self, side: Entry) -> dict[str, Any]:
        """Return the profile with what one side says wherever several changed it."""
        own, units = taken_apart(side.payload), dict[Unit, Mapping[Path, Any]]()
        units |= taken_apart(self.payload)
        for name in self.asked:
            # "None known" against a list is about all of the list.
            whole = [each for each in units if each[0] == name[0]] if name[0] in LISTS else []
            units |= {each: own.get(each, {}) for each in (whole if len(name) == 1 else [name])}
            units[name] = own.get(name, {})
        return put_back(units, [*(one.payload for one in self.sides), self.payload])

    def left(self, units: Units, versions: Sequence[Entry]) -> tuple[Unit, ...]:
        """Return what is still asked about after versions that were written with all sides known.

        A decision follows the first side, see `decided_from`; anything else follows the newest.
        """
        if any(version.follows in {side.id for side in self.sides[:-1]} for version in versions):
            return ()
        before = taken_apart(self.payload)
        return tuple(name for name in self.asked if units.get(name) == before.get(name))


def decided_from(sides: Sequence[Entry]) -> str:
    """Return the id of the version that a decision between sides follows."""
    return sides[0].id


class Profiles:
    """The versions of one person's profile, given in the order in which they count.

    `by` says which of two values holds until somebody decides.
    """

    def __init__(self, versions: Sequence[Entry], knowledge: Knowledge, by: Careful) -> None:
        self._versions = versions
        self._by = by
        self._knowledge = knowledge
        self._by_device: dict[str, list[Entry]] = {}
        self._place: dict[int, int] = {}
        for place, version in enumerate(versions):
            self._by_device.setdefault(version.device, []).append(version)
            self._place[id(version)] = place
        self._reached: dict[int, _Reach] = {}
        self._open: dict[tuple[tuple[str, int], ...], OpenProfile] = {}

    def now(self) -> OpenProfile | None:
        """Return what is in force, None when nobody wrote a profile."""
        return self._at({device: len(own) for device, own in self._by_device.items()})

    def each(self) -> Iterator[Entry]:
        """Yield every version with what was in force once it was there."""
        reach: dict[str, int] = {}
        for version in self._versions:
            reach[version.device] = reach.get(version.device, 0) + 1
            found = self._at(reach)
            is_own = found is None or found.payload is version.payload
            yield version if is_own or found is None else replace(version, payload=found.payload)

    def _at(self, reach: _Reach) -> OpenProfile | None:
        """Return what is in force among the first versions of each computer."""
        key = tuple(sorted((device, number) for device, number in reach.items() if number))
        if key and key not in self._open:
            self._open[key] = self._worked_out(reach)
        return self._open.get(key)

    def _worked_out(self, reach: _Reach) -> OpenProfile:
        newest = [self._by_device[device][n - 1] for device, n in reach.items() if n]
        sides = [one for one in newest if not self._is_known(one, newest, reach)]
        sides = sorted(sides or newest[-1:], key=lambda one: self._place[id(one)])
        if len(sides) == 1:
            return self._after(sides[0])
        known = [self._reach_of(one) for one in sides]
        shared = {device: min(each.get(device, 0) for each in known) for device in known[0]}
        before = self._at(shared)
        base = taken_apart(before.payload) if before is not None else {}
        units, asked = _merged(base, [taken_apart(one.payload) for one in sides], self._by)
        payload = put_back(units, [one.payload for one in sides])
        if before is not None and not asked:
            return replace(before, asked=before.left(units, sides), payload=payload)
        return OpenProfile(sides=tuple(sides), asked=asked, payload=payload)

    def _after(self, version: Entry) -> OpenProfile:
        """Return what is in force after a version whose writer had all others."""
        had = dict(self._reach_of(version))
        had[version.device] -= 1
        before, payload = self._at(had), version.payload
        left = before.left(taken_apart(payload), [version]) if before is not None else ()
        if before is not None and left:
            return replace(before, asked=left, payload=payload)
        return OpenProfile(sides=(version,), asked=(), payload=payload)

    def _is_known(self, one: Entry, newest: Sequence[Entry], reach: _Reach) -> bool:
        return any(
            self._reach_of(other).get(one.device, 0) >= reach[one.device]
            for other in newest
            if other is not one
        )

    def _reach_of(self, version: Entry) -> _Reach:
        """Return how many versions of each computer its writer had, and for its own one more."""
        place = self._place[id(version)]
        if place not in self._reached:
            found = {}
            for device, own in self._by_device.items():
                had = (n for n in range(len(own), 0, -1) if self._had(version, own[n - 1]))
                found[device] = next(had, 0)
            self._reached[place] = found
        return self._reached[place]

    def _had(self, version: Entry, other: Entry) -> bool:
        return version is other or self._knowledge.knew(version, other)


def put_together(entries: Sequence[Entry], knowledge: Knowledge, by: Careful) -> Sequence[Entry]:
    """Return entries in their order, each profile with what was in force once it was there."""
    versions = [entry for entry in entries if entry.kind is EntryKind.PERSON]
    if len({version.device for version in versions}) < 2:
        return entries
    told = iter(list(Profiles(versions, knowledge, by).each()))
    return [next(told) if entry.kind is EntryKind.PERSON else entry for entry in entries]


def _merged(base: Units, sides: Sequence[Units], by: Careful) -> tuple[Units, tuple[Unit, ...]]:
    """Return what holds of each thing, and the things that several sides changed."""
    found: dict[Unit, Mapping[tuple[str, ...], Any]] = {}
    asked = []
    for name in dict.fromkeys(name for units in (*sides, base) for name in units):
        before = base.get(name, {})
        changed = [own for units in sides if (own := units.get(name, {})) != before]
        different = [own for place, own in enumerate(changed) if own not in changed[:place]]
        if len(different) > 1:
            asked.append(name)
        found[name] = careful(name, different, by) if different else before
    return found, tuple(asked)
