# SPDX-License-Identifier: MIT
"""What two computers wrote apart and only a person can decide; both sides stay in the record.

Two entries were written apart when neither computer had the other's entry yet. Whatever is
written later by somebody who had both settles it.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.planned_times import SAME_SLOT
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import REMOVED
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.history.corrections import is_answer
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.pump_notes import Pair, PumpNote, near_notes, open_notes

_GIVEN = frozenset({DoseStatus.TAKEN, DoseStatus.LATE, DoseStatus.PARTLY, DoseStatus.VOMITED})


PRESSURE = ("sbp", "dbp")
"""The two numbers of a blood pressure: neither says anything without the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Entries that were written apart about one thing, in the order in which they count.

    The last one is in force, but for doses and pumps: there each stands for itself.
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
    entries: Sequence[Entry],
    doses: Sequence[StandingDose],
    notes: Sequence[PumpNote],
    knowledge: Knowledge,
    own_drug: str,
    double: timedelta,
    same_visit: timedelta,
) -> tuple[Conflict, ...]:
    """Return what is open among the entries of one person, what may harm most first.

    What is open about profiles is told by `profiles.Profiles`.

    `doses` and `notes` are those that stand, `own_drug` the medicine of a dose that names none.
    Two of one medicine given less than `double` apart may be one, two notes of a pump less than
    `same_visit`.
    """
    if len({entry.device for entry in entries}) < 2:
        return ()
    return (
        *_doses(entries, doses, knowledge, own_drug, double),
        *_pump_notes(entries, near_notes(notes, same_visit), knowledge),
        *_newest(entries, EntryKind.PLAN, _course, _plan, knowledge, ConflictKind.PLANS),
        *_corrections(entries, knowledge),
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


def _corrections(entries: Sequence[Entry], knowledge: Knowledge) -> list[Conflict]:
    """Return the answers that were corrected apart, and what was taken out on one side only.

    The two numbers of a blood pressure are one answer, also where each side corrected another.
    """
    changes = [entry for entry in entries if entry.kind is EntryKind.CHANGE]
    kind, corrections = EntryKind.CHANGE, ConflictKind.CORRECTIONS
    found = _newest(changes, kind, _field, _after, knowledge, corrections)
    asked = {_pressure(one.sides[0]) for one in found}
    pairs = _newest(changes, kind, _pressure, _after, knowledge, corrections)
    found += [one for one in pairs if _pressure(one.sides[0]) not in asked]
    return [*found, *_removals(changes, knowledge)]


def _removals(changes: Sequence[Entry], knowledge: Knowledge) -> list[Conflict]:
    """Return what one side took out while the other one corrected it; it is out until decided."""
    by_target: dict[object, list[Entry]] = defaultdict(list)
    for change in changes:
        if _field(change) is not None:
            by_target[change.payload["target"]].append(change)
    found = []
    for group in by_target.values():
        removals = [change for change in group if change.payload["field"] == REMOVED]
        others = [change for change in group if change.payload["field"] != REMOVED]
        sides = [
            (other, removal)
            for removal in (_unsettled(removals, knowledge) if others else ())
            if removal.payload.get("after") is True
            for other in others
            if knowledge.are_apart(removal, other)
        ]
        if sides:  # what else was corrected then comes back with it
            found.append(Conflict(kind=ConflictKind.CORRECTIONS, sides=sides[-1]))
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
    double: timedelta,
) -> list[Conflict]:
    changes = _changes_of(entries)
    found: dict[str, Conflict] = {}
    for one, other in _near(doses, own_drug):
        kind = _kind_of(one.payload, other.payload)
        if kind is None or not _may_be_one(one.payload, other.payload, double):
            continue
        is_apart = knowledge.are_apart(one.entry, other.entry)
        if is_apart and not _is_settled(one, other, changes, knowledge):
            conflict = Conflict(kind=kind, sides=(one.entry, other.entry))
            found[conflict.id] = conflict
    return sorted(found.values(), key=lambda one: one.kind is not ConflictKind.DOUBLE_DOSE)


def _pump_notes(
    entries: Sequence[Entry], near: Sequence[Pair], knowledge: Knowledge
) -> Iterator[Conflict]:
    for one, other in open_notes(near, entries, knowledge):
        yield Conflict(kind=ConflictKind.PUMP_NOTES, sides=(one.entry, other.entry))


def _near(
    doses: Sequence[StandingDose], own_drug: str
) -> Iterator[tuple[StandingDose, StandingDose]]:
    """Yield pairs of one medicine of two computers with any two times near each other."""
    for one, two in sorted(set(_places_near(doses, own_drug))):
        yield doses[one], doses[two]


def are_too_many(doses: Sequence[StandingDose], own_drug: str, most: int) -> bool:
    """Say whether more than `most` pairs would have to be held against each other.

    No family writes so many doses of one time. A file can, to hold the window.
    """
    found: set[tuple[int, int]] = set()
    for pair in _places_near(doses, own_drug):
        found.add(pair)
        if len(found) > most:
            return True
    return False


def _places_near(doses: Sequence[StandingDose], own_drug: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the two of each pair, some of them more than once."""
    times: dict[object, list[tuple[datetime, int]]] = defaultdict(list)
    for place, dose in enumerate(doses):
        for field in _TIMES:
            at = _time(dose.payload, field)
            if at is not None:
                times[dose.payload.get("drug") or own_drug].append((at.utc, place))
    devices = [dose.entry.device for dose in doses]
    if len(set(devices)) > 1:
        for each in times.values():
            yield from _neighbours(sorted(each), devices)


def _neighbours(
    times: Sequence[tuple[datetime, int]], devices: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the places of what two computers have near each other, given by time.

    What one computer wrote is never gone through: it may hold thousands of one time.
    """
    before: dict[str, deque[tuple[datetime, int]]] = defaultdict(deque)
    for at, place in times:
        for device, near in before.items():
            while near and at - near[0][0] >= SAME_SLOT:
                near.popleft()
            if device != devices[place]:
                yield from ((min(place, other), max(place, other)) for _at, other in near)
        before[devices[place]].append((at, place))


_TIMES = ("scheduled_for", "at")


def _time(dose: Mapping[str, Any], field: str) -> Moment | None:
    return Moment.parse(dose[field]) if dose.get(field) else None


def _may_be_one(one: Mapping[str, Any], other: Mapping[str, Any], double: timedelta) -> bool:
    """Say whether two entries may stand for one dose, as is asked on one computer."""
    slots, given = ([_time(dose, field) for dose in (one, other)] for field in _TIMES)
    if None not in given and _apart(given) < double:
        return True
    if None not in slots:
        return slots[0] == slots[1]
    return _apart([slot or at for slot, at in zip(slots, given, strict=True)]) < SAME_SLOT


def _apart(times: Sequence[Moment | None]) -> timedelta:
    one, other = times
    return abs(one.utc - other.utc) if one is not None and other is not None else timedelta.max


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


def _pressure(entry: Entry) -> Hashable:
    """Return the blood pressure that a change is about, None for any other change."""
    name = _field(entry)
    is_one = isinstance(name, tuple) and name[1] in PRESSURE
    return (entry.payload["target"], PRESSURE) if is_one else None


_OF_CARE = ("watch_items.", "to_do.", "read_back.", "on_shift")


def _after(entry: Entry) -> object:
    return entry.payload["field"], entry.payload.get("after")
