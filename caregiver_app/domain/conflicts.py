# SPDX-License-Identifier: MIT
"""What two computers wrote apart and only a person can decide; both sides stay in the record.

Two entries were written apart when neither computer had the other's entry yet. Whatever is
written later by somebody who had both settles it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from caregiver_app.domain.corrections import is_answer
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.entries import Entry, EntryKind
from caregiver_app.domain.log_order import Knowledge
from caregiver_app.domain.moments import Moment

_GIVEN = frozenset({DoseStatus.TAKEN, DoseStatus.LATE, DoseStatus.PARTLY, DoseStatus.VOMITED})


class ConflictKind(StrEnum):
    """What was written apart."""

    DOUBLE_DOSE = "double_dose"
    DOSES_DIFFER = "doses_differ"
    PLANS = "plans"
    CORRECTIONS = "corrections"
    PROFILES = "profiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Entries that were written apart about one thing, in the order in which they count.

    The last one is in force, but for doses: there each stands for itself.
    """

    kind: ConflictKind
    sides: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """Return what names it as long as the same sides are open."""
        return " ".join(entry.id for entry in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDose:
    """A dose that was not removed: its newest entry, and what holds of it now."""

    entry: Entry
    payload: Mapping[str, Any]


def conflicts(
    entries: Sequence[Entry], doses: Sequence[StandingDose], knowledge: Knowledge, own_drug: str
) -> tuple[Conflict, ...]:
    """Return what is open among the entries of one person, what may harm most first.

    `doses` are those that stand, `own_drug` the medicine of a dose that names none.
    """
    if len({entry.device for entry in entries}) < 2:
        return ()
    return (
        *_doses(entries, doses, knowledge, own_drug),
        *_newest(entries, EntryKind.PLAN, _course, _plan, knowledge, ConflictKind.PLANS),
        *_newest(entries, EntryKind.CHANGE, _field, _after, knowledge, ConflictKind.CORRECTIONS),
        *_newest(entries, EntryKind.PERSON, _whole, _person, knowledge, ConflictKind.PROFILES),
    )


def _newest(
    entries: Iterable[Entry],
    kind: EntryKind,
    about: Callable[[Entry], Hashable],
    says: Callable[[Entry], Any],
    knowledge: Knowledge,
    conflict: ConflictKind,
) -> list[Conflict]:
    """Return where the newest entries about one thing were written apart and differ."""
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is kind and (name := about(entry)) is not None:
            groups[name].append(entry)
    found = []
    for group in groups.values():
        open_ = _unsettled(group, knowledge)
        if any(says(entry) != says(open_[0]) for entry in open_[1:]):
            found.append(Conflict(kind=conflict, sides=tuple(open_)))
    return found


def _unsettled(group: Sequence[Entry], knowledge: Knowledge) -> list[Entry]:
    """Return the entries after which nothing was written by somebody who had them."""
    newest: dict[str, Entry] = {}
    for entry in group:
        newest.pop(entry.device, None)  # the order is that of the newest ones
        newest[entry.device] = entry
    return [
        entry
        for entry in newest.values()
        if not any(knowledge.knew(other, entry) for other in newest.values() if other is not entry)
    ]


def _doses(
    entries: Sequence[Entry],
    doses: Sequence[StandingDose],
    knowledge: Knowledge,
    own_drug: str,
) -> list[Conflict]:
    slots: dict[Hashable, list[StandingDose]] = defaultdict(list)
    for dose in doses:
        for name in _times(dose.payload, own_drug):
            slots[name].append(dose)
    changes = _changes_of(entries)
    found: dict[str, Conflict] = {}
    for group in slots.values():
        for one, other in combinations(group, 2):
            kind = _kind_of(one.payload, other.payload)
            is_apart = knowledge.are_apart(one.entry, other.entry)
            if kind and is_apart and not _is_settled(one, other, changes, knowledge):
                conflict = Conflict(kind=kind, sides=(one.entry, other.entry))
                found[conflict.id] = conflict
    return sorted(found.values(), key=lambda one: one.kind is not ConflictKind.DOUBLE_DOSE)


def _times(dose: Mapping[str, Any], own_drug: str) -> set[Hashable]:
    """Return the slot of a dose and when it was given: two of either may be one dose."""
    drug = dose.get("drug") or own_drug
    return {
        (drug, field, Moment.parse(dose[field]))
        for field in ("scheduled_for", "at")
        if dose.get(field)
    }


def _kind_of(one: Mapping[str, Any], other: Mapping[str, Any]) -> ConflictKind | None:
    """Return what two doses of one time may mean, None when both say that it was not given."""
    statuses = {one["status"], other["status"]}
    if DoseStatus.EXTRA in statuses:  # somebody said that it came on top
        return None
    if statuses <= _GIVEN:
        return ConflictKind.DOUBLE_DOSE
    return ConflictKind.DOSES_DIFFER if len(statuses) > 1 else None


def _changes_of(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is EntryKind.CHANGE:
            found[str(entry.payload["target"])].append(entry)
    return found


def _is_settled(
    one: StandingDose,
    other: StandingDose,
    changes: Mapping[str, Sequence[Entry]],
    knowledge: Knowledge,
) -> bool:
    ids = {str(i) for d in (one, other) for i in (d.entry.id, d.payload.get("id"))}
    later = [change for id_ in ids for change in changes.get(id_, ())]
    return any(knowledge.knew(c, one.entry) and knowledge.knew(c, other.entry) for c in later)


def _course(entry: Entry) -> Hashable:
    return entry.payload["drug"], entry.payload["route"]


def _plan(entry: Entry) -> object:
    own = ("id", "based_on", "zone")
    return {key: value for key, value in entry.payload.items() if key not in own}


def _field(entry: Entry) -> Hashable:
    """Return which field of which entry a change is about; None for one that tells of a shift."""
    target, field = entry.payload["target"], str(entry.payload["field"])
    is_about_care = target == entry.person_id or field.startswith(_OF_CARE)
    if is_about_care or not is_answer(field):
        return None
    return target, field.removeprefix("not_taken.")  # why there is no value is an answer too


_OF_CARE = ("watch_items.", "to_do.", "read_back.", "on_shift")


def _after(entry: Entry) -> object:
    return entry.payload["field"], entry.payload.get("after")


def _whole(_entry: Entry) -> Hashable:
    return "profile"


def _person(entry: Entry) -> object:
    return {key: value for key, value in entry.payload.items() if key != "id"}
