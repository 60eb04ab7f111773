# SPDX-License-Identifier: MIT
"""The log of changes: every correction, removal and return, and what each of them is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from caregiver_app.domain.dosing.strengths import OF_A_PROFILE
from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.history.corrections import Correction, corrections
from caregiver_app.domain.history.story import Fact
from caregiver_app.exchange.portable import LISTS, item_of
from caregiver_app.services.log.derivation import InForce, derive, target_of

_KINDS = {
    "CheckIn": EntryKind.CHECK_IN,
    "DoseEvent": EntryKind.DOSE,
    "PumpEvent": EntryKind.PUMP_EVENT,
    "ActionTaken": EntryKind.ACTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of the log of changes, and what it is about as that stands now.

    `fact` is None when it is about a plan, or about nothing that is here.
    """

    told: Correction
    kind: EntryKind | None
    fact: Fact | None
    is_removed: bool


def kind_of_fact(fact: Fact) -> EntryKind:
    """Return which kind of entry something in the record is."""
    return _KINDS[type(fact).__name__]


def key_of(entry: NewEntry) -> str:
    """Return the id that an entry has in the record."""
    return str(entry.payload.get("id") or entry.id)


def logged(entries: Sequence[Entry]) -> tuple[Logged, ...]:
    """Work out the log from the entries that a change names, and from no other.

    What a newer profile replaced stands in it as that profile.
    """
    changes = [
        entry
        for entry in entries
        if entry.kind is EntryKind.CHANGE and entry.payload["field"] not in OF_A_PROFILE
    ]
    named = {str(change.payload["target"]) for change in changes}
    about = [
        entry
        for entry in entries
        if entry.kind is EntryKind.CHANGE
        or (entry.kind in LISTS and (entry.id in named or key_of(entry) in named))
    ]
    found = derive(about)
    aliases = {entry.id: (entry.kind, key_of(entry)) for entry in about}
    items = [item_of(EntryKind.CHANGE, change.payload, "change") for change in changes]
    lines = []
    for told in corrections(items):
        named_by = {"target": told.target, "field": told.changes[0].field}
        target = target_of(named_by, found, aliases)
        kind, fact = (target[0], _fact(found, target)) if target is not None else (None, None)
        removed = target in found.removed
        lines.append(Logged(told=told, kind=kind, fact=fact, is_removed=removed))
    return tuple(lines)


def _fact(found: InForce, target: tuple[EntryKind, str]) -> Fact | None:
    kind, key = target
    if kind not in _KINDS.values():
        return None
    fact: Fact = item_of(kind, found.lists[kind][key].payload, kind.value)
    return fact
