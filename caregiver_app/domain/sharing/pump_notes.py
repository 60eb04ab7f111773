# SPDX-License-Identifier: MIT
"""Two notes of one refill, or of one new dose of a pump, that two computers wrote apart."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.log_order import Knowledge

BOTH = "at"
"""A change of this field of a note, from what it is to the same, says that both notes hold."""

_KINDS = (PumpEventKind.REFILL, PumpEventKind.DOSE_CHANGE)
_SET = ("dose_mcg_per_day", "low_reservoir_date", "empty_date", "refill_appointment")


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpNote:
    """A pump event that was not removed: its newest entry, and what holds of it now."""

    entry: Entry
    payload: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Return the id of the event."""
        return str(self.payload.get("id") or self.entry.id)


Pair = tuple[PumpNote, PumpNote]


def near_notes(notes: Sequence[PumpNote], same_visit: timedelta) -> list[Pair]:
    """Return the pairs of two computers that may be about one visit and say different things.

    They are less than `same_visit` apart: `told_twice` in rules.toml.
    """
    by_time = sorted((n for n in notes if n.payload["kind"] in _KINDS), key=_at)
    found = []
    for number, one in enumerate(by_time, 1):
        for other in islice(by_time, number, None):
            if _at(other) - _at(one) >= same_visit:
                break
            if _may_be_one(one, other):
                found.append((one, other))
    return found


def open_notes(pairs: Iterable[Pair], entries: Iterable[Entry], knowledge: Knowledge) -> list[Pair]:
    """Return the pairs that were written apart and that nobody who had both has decided."""
    pairs = list(pairs)
    both = [e for e in entries if pairs and _is_both(e)]
    return [
        (one, other)
        for one, other in pairs
        if knowledge.are_apart(one.entry, other.entry)
        and not any(
            mark.payload["target"] in (*_ids(one), *_ids(other))
            and knowledge.knew(mark, one.entry)
            and knowledge.knew(mark, other.entry)
            for mark in both
        )
    ]


def told_by(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Return by the id of each refill those that may be the same one."""
    found: dict[str, tuple[str, ...]] = {}
    for one, other in pairs:
        if one.payload["kind"] == PumpEventKind.REFILL:
            found[one.id] = (*found.get(one.id, ()), other.id)
            found[other.id] = (*found.get(other.id, ()), one.id)
    return found


def left_out(chosen: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> dict[str, object]:
    """Return what only other notes of the visit say: nobody denied it by saying nothing."""
    found: dict[str, object] = {}
    for other in others:
        for name in _SET:
            if chosen.get(name) is None and other.get(name) is not None:
                found.setdefault(name, other[name])
    return found


def _may_be_one(one: PumpNote, other: PumpNote) -> bool:
    first, second = one.payload, other.payload
    return (
        one.entry.device != other.entry.device
        and first["kind"] == second["kind"]
        and any(first.get(name) != second.get(name) for name in _SET)
    )


def _at(note: PumpNote) -> datetime:
    return Moment.parse(note.payload["at"]).utc


def _is_both(entry: Entry) -> bool:
    change = entry.payload
    is_field = entry.kind is EntryKind.CHANGE and change["field"] == BOTH
    return is_field and change.get("before") == change.get("after")


def _ids(note: PumpNote) -> Iterator[Hashable]:
    yield from (note.id, note.entry.id)
