# SPDX-License-Identifier: MIT
"""A record with one entry more, without working all of it out again."""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.shift.shift_log import is_of_shift
from caregiver_app.domain.shift.watch_items import item_place
from caregiver_app.exchange.portable import LISTS, time_and_id_of
from caregiver_app.services.log.derivation import Standing, derive

T = TypeVar("T")
Read = Callable[[EntryKind, Standing], Any]
"""Reads an object of the record."""

_BY_TIME = (EntryKind.CHECK_IN, EntryKind.DOSE, EntryKind.PUMP_EVENT, EntryKind.ACTION)


def grown(record: Record, entry: Entry, before: Sequence[Entry], read: Read) -> Record | None:
    """Return the record with an entry that came after those before it; None to derive it anew."""
    if entry.follows is not None or _is_behind(entry, record, before):
        return None
    if entry.kind is EntryKind.CHANGE:
        return _with_change(record, entry, before, read)
    if entry.kind not in _BY_TIME:
        return None
    item = read(entry.kind, Standing(entry, entry.payload))
    name = LISTS[entry.kind]
    more: dict[str, Any] = {name: _with(item, getattr(record, name))}
    return replace(record, **more)


def _with_change(
    record: Record, change: Entry, before: Sequence[Entry], read: Read
) -> Record | None:
    """Return the record with one object changed, derived from its own entries alone.

    None when the change is about something else than one object of the lists by time. One
    about the person's care as a whole stands for itself.
    """
    said = read(EntryKind.CHANGE, Standing(change, change.payload))
    if item_place(said) is not None or is_of_shift(said):
        return replace(record, changes=_with(said, record.changes))
    target = change.payload["target"]
    own = [e for e in before if target in (e.id, key_of(e), about(e))]
    found = derive([*own, change])
    held = [(kind, key) for kind in LISTS for key in found.lists[kind]]
    objects = [place for place in held if place[0] is not EntryKind.CHANGE]
    if len(objects) != 1 or objects[0][0] not in _BY_TIME:
        return None
    kind, key = objects[0]
    is_told = kind in (EntryKind.CHECK_IN, EntryKind.PUMP_EVENT)
    if is_told and record.order.is_mixed:
        return None  # it may tell another level, or other dates, now
    item = read(kind, found.lists[kind][key])
    others = tuple(other for other in getattr(record, LISTS[kind]) if other.id != item.id)
    more: dict[str, Any] = {
        LISTS[kind]: others if objects[0] in found.removed else _with(item, others),
        LISTS[EntryKind.CHANGE]: _with(said, record.changes),
    }
    return replace(record, **more)


def _is_behind(entry: Entry, record: Record, before: Sequence[Entry]) -> bool:
    """Say whether what check-ins tell is worked out anew with a new entry.

    So it is where a check-in lies ahead of it, where the clock went back, and where an alert
    comes that nobody on another computer can have answered.
    """
    every = record.check_ins
    lies_ahead = bool(every) and every[-1].at > entry.recorded_at
    went_back = bool(before) and before[-1].recorded_at > entry.recorded_at
    judged = entry.payload.get("assessment")
    level = judged.get("level") if isinstance(judged, dict) else None
    is_alert = record.order.is_mixed and level in (Level.URGENT.name, Level.EMERGENCY.name)
    return lies_ahead or went_back or is_alert


def key_of(entry: NewEntry) -> str:
    """Return the id of the object that an entry holds."""
    return str(entry.payload.get("id") or entry.id)


def about(entry: NewEntry) -> object:
    """Return the id of what a change is about, None of anything else."""
    return entry.payload["target"] if entry.kind is EntryKind.CHANGE else None


def _with(item: T, items: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list of the record with one more item in its place by time, then id."""
    place = bisect(items, time_and_id_of(item), key=time_and_id_of)
    return (*items[:place], item, *items[place:])
