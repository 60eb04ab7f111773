# SPDX-License-Identifier: MIT
"""What is in force, worked out from the log: newest versions, corrections and removals applied.

A correction applies to what stood in the log before it. An imported file brings its values
already corrected, so its changes are written first and do not touch them again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflicts import PRESSURE
from caregiver_app.exchange.portable import (
    FORMAT,
    LISTS,
    assembled,
    item_of,
    target_kind,
    time_and_id,
)


@dataclass(slots=True)
class Standing:
    """One object of the record: its payload in force, and everything it ever was.

    `entry` is the newest entry that holds it; a payload that differs from the entry's own was
    corrected by a change.
    """

    entry: NewEntry
    payload: dict[str, Any]
    states: list[dict[str, Any]] = field(default_factory=list)

    def become(self, payload: dict[str, Any]) -> None:
        """Take a new payload and remember the one before."""
        self.states.append(self.payload)
        self.payload = payload


@dataclass(slots=True)
class InForce:
    """The record of one person as it stands; lists in the order of arrival, by id."""

    person: Standing | None = None
    lists: dict[EntryKind, dict[str, Standing]] = field(
        default_factory=lambda: {kind: {} for kind in LISTS}
    )
    removed: set[tuple[EntryKind, str]] = field(default_factory=set)

    def standing(self, kind: EntryKind) -> Iterator[tuple[str, Standing]]:
        """Yield the objects of one list that were not removed."""
        for key, standing in self.lists[kind].items():
            if (kind, key) not in self.removed:
                yield key, standing

    def plain(self) -> dict[str, Any]:
        """Return the portable form; what was removed and lists that are empty are left out.

        Ids are unique in their own list only. A removed object whose id also stands in another
        list is kept, or the change that removed it would be taken for the other one by a reader.
        """
        if self.person is None:
            raise KeyError("nobody of this id is in the record")
        found: dict[str, Any] = {"format": FORMAT, "person": self.person.payload}
        for kind, name in LISTS.items():
            payloads = [
                standing.payload
                for key, standing in self.lists[kind].items()
                if (kind, key) not in self.removed or self._is_shared(key)
            ]
            if kind is not EntryKind.PLAN:
                payloads.sort(key=time_and_id)
            if payloads:
                found[name] = payloads
        return found

    def _is_shared(self, key: str) -> bool:
        return sum(key in held for held in self.lists.values()) > 1


def derive(entries: Iterable[NewEntry]) -> InForce:
    """Return what is in force after all entries of one person, given in log order."""
    found = InForce()
    aliases: dict[str, tuple[EntryKind, str]] = {}
    for entry in entries:
        key = str(entry.payload.get("id") or entry.id)
        if entry.kind is EntryKind.PERSON:
            found.person = _placed(found.person, entry)
            continue
        placed = found.lists[entry.kind]
        placed[key] = _placed(placed.get(key), entry)
        aliases[entry.id] = (entry.kind, key)
        if entry.kind is EntryKind.CHANGE:
            _apply(entry.payload, found, aliases)
    for change in found.lists[EntryKind.CHANGE].values():
        _remove(change.payload, found, aliases)
    for standing in found.lists[EntryKind.CHECK_IN].values():
        _leave_out_senseless(standing)
    return found


def _leave_out_senseless(standing: Standing) -> None:
    """Leave a blood pressure out that two corrections, each right by itself, have made of it.

    It is not recorded until somebody says which holds.
    """
    payload = standing.payload
    upper, lower = (payload.get(name) for name in PRESSURE)
    if payload is not standing.entry.payload and upper and lower and upper <= lower:
        standing.become({key: one for key, one in payload.items() if key not in PRESSURE})


def record_in_force(in_force: InForce) -> Record:
    """Return the Record of what stands; raise RecordError where a value cannot be."""
    assert in_force.person is not None  # noqa: S101 - whoever has entries has a profile
    items = {
        kind: [
            item_of(kind, named_payload(held), kind.value) for _key, held in in_force.standing(kind)
        ]
        for kind in LISTS
    }
    return assembled(item_of(EntryKind.PERSON, in_force.person.payload, "person"), items)


def named_payload(held: Standing) -> dict[str, Any]:
    """Return what stands, a plan with the id of its entry where it came without one.

    A question about it could not be confirmed else, and would be taken for one about no plan.
    """
    payload = held.payload
    is_unnamed = held.entry.kind is EntryKind.PLAN and not payload.get("id")
    return {**payload, "id": held.entry.id} if is_unnamed else payload


def target_of(
    change: Mapping[str, Any], found: InForce, aliases: Mapping[str, tuple[EntryKind, str]]
) -> tuple[EntryKind, str] | None:
    """Return what a change is about: named by the id of the record, else by its entry's id."""
    kind = target_kind(change, found.lists)
    return aliases.get(change["target"]) if kind is None else (kind, change["target"])


def _placed(before: Standing | None, entry: NewEntry) -> Standing:
    if before is None:
        return Standing(entry, entry.payload)
    before.become(entry.payload)
    before.entry = entry
    return before


def _apply(
    change: Mapping[str, Any], found: InForce, aliases: Mapping[str, tuple[EntryKind, str]]
) -> None:
    target = target_of(change, found, aliases)
    if target is None or change["field"] == "removed":
        return
    standing = found.lists[target[0]][target[1]]
    standing.become(changed(standing.payload, change["field"], change.get("after")))


def _remove(
    change: Mapping[str, Any], found: InForce, aliases: Mapping[str, tuple[EntryKind, str]]
) -> None:
    target = target_of(change, found, aliases)
    if target is not None and change["field"] == "removed":
        (found.removed.add if change.get("after") is True else found.removed.discard)(target)


def changed(payload: Mapping[str, Any], field_: str, after: object) -> dict[str, Any]:
    """Return the payload with one field, or one field of an inner object, as it is now."""
    head, _dot, rest = field_.partition(".")
    new = dict(payload)
    if rest:
        inner = new.get(head)
        new[head] = changed(inner if isinstance(inner, Mapping) else {}, rest, after)
    elif after is None:
        new.pop(head, None)
    else:
        new[head] = after
    return new
