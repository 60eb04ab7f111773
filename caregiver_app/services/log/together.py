# SPDX-License-Identifier: MIT
"""One person's log put together with what another computer brought, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from caregiver_app.content.careful import load_careful
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.log_order import Knowledge, in_order
from caregiver_app.domain.sharing.profiles import Profiles, put_together
from caregiver_app.domain.sharing.shared_part import Seen, SharedEntry, SharedPart
from caregiver_app.exchange.portable import LISTS, assembled, item_of
from caregiver_app.services.log.derivation import InForce, Standing, named_payload
from caregiver_app.services.log.order_told import order_told
from caregiver_app.system.exact_json import loads_own


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The entries of one person as they count, the profiles as written, and who had what.

    `has_copies` says that two computers hold an entry of one name.
    """

    entries: tuple[Entry, ...]
    profiles: Profiles
    knowledge: Knowledge
    has_copies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What a record is once a file was taken in: it need not be worked out in the window again.

    `items` are the objects of the record by the entry that holds them and its computer.
    """

    together: Together
    record: Record
    items: Mapping[tuple[str, str], Any]


def joined(
    known: Iterable[Entry], part: SharedPart, seen: Iterable[Seen], held: Iterable[Entry]
) -> Together:
    """Put a log and a part together. `known` are the entries here, each as it was written."""
    here, marks, by = {place_of(entry): entry for entry in known}, tuple(seen), load_careful()
    new = [e for e in part.entries if (e.device, e.device_seq) not in here]
    every = [*here.values(), *map(read_entry, new)]
    ordered, knowledge = in_order(every, marks), Knowledge(marks, every)
    versions = [entry for entry in ordered if entry.kind is EntryKind.PERSON]
    return Together(
        entries=(*put_together(ordered, knowledge, by), *held),
        profiles=Profiles(versions, knowledge, by),
        knowledge=knowledge,
        has_copies=len(ordered) < len(every),
    )


def becoming(together: Together, in_force: InForce, own_device: str) -> Becomes:
    """Return the record of what stands; raise RecordError where a value cannot be.

    `own_device` is what this computer is called.
    """
    items: dict[tuple[str, str], Any] = {}
    listed: dict[EntryKind, list[Any]] = {kind: [] for kind in LISTS}
    for kind in LISTS:
        for _key, standing in in_force.standing(kind):
            item = item_of(kind, named_payload(standing), kind.value)
            listed[kind].append(item)
            if standing.payload is standing.entry.payload:
                items[item_name(standing)] = item
    assert in_force.person is not None  # noqa: S101 - who has none was refused
    record = assembled(item_of(EntryKind.PERSON, in_force.person.payload, "person"), listed)
    entries, knowledge = together.entries, together.knowledge
    order = order_told(entries, record, in_force, own_device, lambda: knowledge)
    return Becomes(together=together, record=replace(record, order=order), items=items)


def item_name(standing: Standing) -> tuple[str, str]:
    """Return what names the object of an entry: two computers may have read in one id."""
    entry = standing.entry
    return entry.id, entry.device if isinstance(entry, Entry) else ""


def place_of(entry: Entry) -> tuple[str, int]:
    """Return which computer wrote an entry, and its number there."""
    return entry.device, entry.device_seq


def read_entry(row: SharedEntry) -> Entry:
    """Return an entry that travelled, not in the log yet."""
    payload: Any = loads_own(row.payload)
    return Entry(
        seq=0,
        id=row.id,
        person_id=row.person_id,
        kind=EntryKind(row.kind),
        author=row.author,
        observer=row.observer,
        device=row.device,
        device_seq=row.device_seq,
        recorded_at=Moment.parse(row.recorded_at, row.recorded_zone),
        effective_at=Moment.parse(row.effective_at, row.effective_zone),
        follows=row.follows,
        payload=payload,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
