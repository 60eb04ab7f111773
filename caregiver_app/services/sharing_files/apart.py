# SPDX-License-Identifier: MIT
"""What two computers wrote apart: found, shown side by side, and decided by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.content.loader import content_folder
from caregiver_app.content.told_twice import load_told_twice
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import REMOVED, Change, PumpEvent
from caregiver_app.domain.history.corrections import Correction, differences
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import (
    PRESSURE,
    Conflict,
    StandingDose,
    are_too_many,
    conflicts,
)
from caregiver_app.domain.sharing.profiles import decided_from
from caregiver_app.domain.sharing.pump_notes import BOTH, PumpNote, left_out
from caregiver_app.exchange.portable import item_of
from caregiver_app.services.dosing.plans import PlanService
from caregiver_app.services.log.derivation import InForce, changed, derive
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.together import Together
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.services.looking_back.history import HistoryService
from caregiver_app.services.profile import ProfileService
from caregiver_app.services.sharing_files.one_id import SAYS_SO, under_one_id
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.domain.history.story import Fact

_MOST_APART = 10_000
"""Pairs of doses near each other: two computers that note eight a day apart for three years."""

Said = DoseEvent | PumpEvent | TaperPlan | Person | Logged


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the sides: its entry, and what it says in the shape of the record.

    A correction is a line of the log of changes. None when what it is about is not here.
    """

    entry: Entry
    said: Said | None


class ApartService:
    """What is not decided yet in the records of one data folder."""

    def __init__(
        self,
        book: RecordBook,
        history: HistoryService,
        plans: PlanService,
        profile: ProfileService,
        clock: Clock,
    ) -> None:
        self._book = book
        self._history = history
        self._plans = plans
        self._profile = profile
        self._desk = Desk(book, clock)
        self._open: dict[str, tuple[object, tuple[Conflict, ...]]] = {}

    def conflicts(self, person_id: str) -> tuple[Conflict, ...]:
        """Return what was written apart about a person and is not decided yet."""
        state = self._state(person_id)
        kept = self._open.get(person_id)
        if kept is None or kept[0] != state:
            kept = self._open[person_id] = (state, open_in(self._book, person_id))
        return kept[1]

    def know(self, person_id: str, found: tuple[Conflict, ...]) -> None:
        """Keep what is open now: it was worked out beside the window, with the file taken in."""
        self._open[person_id] = (self._state(person_id), found)

    def _state(self, person_id: str) -> object:
        """Return what tells whether anything was written down or taken in since."""
        entries = self._book.entries(person_id)
        return len(entries), entries[-1].id if entries else "", self._book.taken_in

    def sides(self, person_id: str, conflict: Conflict) -> tuple[Side, ...]:
        """Return what the sides say."""
        if conflict.kind is ConflictKind.ONE_ID and conflict.sides[0].kind is not EntryKind.PLAN:
            return tuple(one_of_them(entry, conflict.sides) for entry in conflict.sides)
        return tuple(
            Side(entry=entry, said=self._said(person_id, entry)) for entry in conflict.sides
        )

    def keep(self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None) -> None:
        """Write down which side holds; the other one stays in the log.

        Raises NotWritten, PlanNotSaved or ProfileNotSaved; then nothing is written.
        """
        if conflict.kind is ConflictKind.PLANS:
            plan = item_of(EntryKind.PLAN, chosen.payload, "plan")
            self._plans.add_version(person_id, plan, by)
        elif conflict.kind is ConflictKind.PROFILES:
            sides = [self._profile_of(person_id, side) for side in conflict.sides]
            chosen_one = sides[conflict.sides.index(chosen)]
            follows = decided_from(conflict.sides)
            self._profile.decide(person_id, chosen_one, sides, by, follows)
        elif conflict.kind is ConflictKind.CORRECTIONS:
            self._keep_correction(person_id, conflict, chosen, by)
        elif conflict.kind is ConflictKind.PUMP_NOTES:
            self._keep_note(person_id, conflict, chosen, by)
        elif conflict.kind is ConflictKind.ONE_ID:
            self._keep_one(person_id, conflict, chosen, by)
        else:
            for other in conflict.sides:
                if other is not chosen:
                    self._history.remove(person_id, self._dose(person_id, other), _reason(), by)

    def in_use(self, person_id: str, conflict: Conflict) -> Person | None:
        """Return the profile that holds until somebody decides; None of anything else."""
        is_profile = conflict.kind is ConflictKind.PROFILES
        return self._book.record(person_id).person if is_profile else None

    def both_hold(self, person_id: str, conflict: Conflict, by: str | None) -> None:
        """Write down that two notes of a pump are about two visits. Raises NotWritten."""
        note = self._note(person_id, conflict.sides[0])
        refused = self._history.why_not_corrected(person_id, note)
        if refused is not None:
            raise NotWritten(refused)
        reason, same = _("Both computers were right."), {BOTH: (note.at.text, note.at.text)}
        self._desk.write(self._desk.corrections(person_id, note.id, by, reason, same))

    def both_given(self, person_id: str, conflict: Conflict, by: str | None) -> None:
        """Write down that both doses were given: the later one was extra. Raises NotWritten.

        The rules hear of it at once, as of any correction of a dose.
        """
        later = max((self._dose(person_id, entry) for entry in conflict.sides), key=_given_at)
        extra = replace(later, status=DoseStatus.EXTRA)
        reason = _("Both computers were right: it was given twice.")
        self._history.correct(person_id, later, extra, reason, by)

    def _keep_note(self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None) -> None:
        """Keep one note of a visit, with the dates and the dose that only another one gives."""
        notes = {side.id: self._payload(person_id, side) for side in conflict.sides}
        others = [side for side in conflict.sides if side is not chosen]
        more = left_out(notes[chosen.id], [notes[other.id] for other in others])
        note = self._note(person_id, chosen)
        fuller: PumpEvent = item_of(EntryKind.PUMP_EVENT, notes[chosen.id] | more, "pump event")
        self._history.correct(person_id, note, fuller, _reason(), by)
        for other in others:
            self._history.remove(person_id, self._note(person_id, other), _reason(), by)

    def _keep_one(self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None) -> None:
        """Let one of two entries of one id hold, and say so in any case: both were known."""
        first = conflict.sides[0]
        key, field = str(first.payload.get("id") or first.id), SAYS_SO[first.kind]
        if first.kind is EntryKind.PLAN:
            self._plans.add_version(person_id, item_of(EntryKind.PLAN, chosen.payload, "plan"), by)
        else:
            fact: Fact = item_of(first.kind, self._payload(person_id, first), first.kind.value)
            refused = self._history.why_not_corrected(person_id, fact)
            if refused is not None:
                raise NotWritten(refused)
            other: Fact = item_of(first.kind, chosen.payload, first.kind.value)
            if chosen is not first and self._history.correct(person_id, fact, other, _reason(), by):
                return
        now = self._payload(person_id, first)[field]
        self._desk.write(self._desk.corrections(person_id, key, by, _reason(), {field: (now, now)}))

    def _said(self, person_id: str, entry: Entry) -> Said | None:
        if entry.kind is EntryKind.DOSE:
            return self._dose(person_id, entry)
        if entry.kind is EntryKind.PUMP_EVENT:
            return self._note(person_id, entry)
        if entry.kind is EntryKind.PERSON:
            return self._profile_of(person_id, entry)
        if entry.kind is EntryKind.PLAN:
            plan: TaperPlan = item_of(EntryKind.PLAN, entry.payload, "plan")
            return plan
        key, entries = entry.payload.get("id"), self._book.entries(person_id)
        lines = self._history.log(person_id)
        line = next((n for n in lines if any(c.id == key for c in n.told.changes)), None)
        if line is None:
            return None
        # Two computers may have written at the very same time, for the same reason.
        own = {e.payload.get("id") for e in entries if e.device == entry.device}
        changes = tuple(change for change in line.told.changes if change.id in own)
        return replace(line, told=replace(line.told, changes=changes))

    def _profile_of(self, person_id: str, entry: Entry) -> Person:
        """Return the profile as it would be if this side was chosen: they differ in no more."""
        found = self._book.profiles(person_id).now()
        payload = found.chosen(entry) if found is not None else entry.payload
        person: Person = item_of(EntryKind.PERSON, payload, "person")
        return person

    def _dose(self, person_id: str, entry: Entry) -> DoseEvent:
        dose: DoseEvent = item_of(EntryKind.DOSE, self._payload(person_id, entry), "dose")
        return dose

    def _note(self, person_id: str, entry: Entry) -> PumpEvent:
        payload = self._payload(person_id, entry)
        note: PumpEvent = item_of(EntryKind.PUMP_EVENT, payload, "pump event")
        return note

    def _payload(self, person_id: str, entry: Entry) -> dict[str, Any]:
        standing = self._book.in_force(person_id).lists[entry.kind]
        return standing[str(entry.payload.get("id") or entry.id)].payload

    def _keep_correction(
        self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None
    ) -> None:
        """Let the chosen answer hold, with what was typed for it, and say so in any case."""
        values = _values(self._book.entries(person_id), conflict.sides, chosen)
        if self._corrected(person_id, chosen, values, by):
            return
        target = str(chosen.payload["target"])
        now = {field: (after, after) for field, after in values.items()}
        self._desk.write(self._desk.corrections(person_id, target, by, _reason(), now))

    def _corrected(
        self, person_id: str, chosen: Entry, values: Mapping[str, object], by: str | None
    ) -> bool:
        """Correct what the change is about, so that the rules hear of it; say whether they do."""
        line = self._said(person_id, chosen)
        fact = line.fact if isinstance(line, Logged) else None
        if not isinstance(fact, CheckIn | DoseEvent | PumpEvent) or REMOVED in values:
            return False
        kind = line.kind if isinstance(line, Logged) else None
        assert kind is not None  # noqa: S101 - it has a fact
        payload = self._book.in_force(person_id).lists[kind][fact.id].payload
        for field, after in values.items():
            payload = changed(payload, field, after)
        other: CheckIn | DoseEvent | PumpEvent = item_of(kind, payload, kind.value)
        return self._history.correct(person_id, fact, other, _reason(), by) is not None


def open_in(book: RecordBook, person_id: str) -> tuple[Conflict, ...]:
    """Return what was written apart about a person and is not decided yet."""
    entries = book.entries(person_id)
    is_one_alone = len({entry.device for entry in entries}) < 2  # of what counts
    if is_one_alone and not book.has_copies(person_id):
        return ()
    profiles, knowledge = book.profiles(person_id), book.knowledge(person_id)
    together = Together(entries=entries, profiles=profiles, knowledge=knowledge)
    return open_among(together, derive(entries))


def open_among(together: Together, in_force: InForce) -> tuple[Conflict, ...]:
    """Return what is open among the entries of one person, and what they come to."""
    by_id = {entry.id: entry for entry in together.entries}
    notes = [
        PumpNote(entry=by_id[standing.entry.id], payload=standing.payload)
        for _key, standing in in_force.standing(EntryKind.PUMP_EVENT)
    ]
    found = conflicts(
        together.entries,
        _standing_doses(together, in_force),
        notes,
        together.knowledge,
        _own_drug(in_force),
        load_dose_entry().double,
        load_told_twice(content_folder()).same_visit,
    )
    found = (*found, *under_one_id(together, in_force))
    profile = together.profiles.now()
    if profile is None or not profile.asked:
        return found
    return (*found, Conflict(kind=ConflictKind.PROFILES, sides=profile.sides))


def are_too_many_apart(together: Together, in_force: InForce) -> bool:
    """Say whether so many doses of two computers have one time that no family can mean it."""
    doses = _standing_doses(together, in_force)
    return are_too_many(doses, _own_drug(in_force), _MOST_APART)


def _standing_doses(together: Together, in_force: InForce) -> list[StandingDose]:
    by_id = {entry.id: entry for entry in together.entries}
    return [
        StandingDose(entry=by_id[standing.entry.id], payload=standing.payload)
        for _key, standing in in_force.standing(EntryKind.DOSE)
    ]


def _own_drug(in_force: InForce) -> str:
    return str(in_force.person.payload["drug"]) if in_force.person else ""


def one_of_them(entry: Entry, sides: Sequence[Entry]) -> Side:
    """Return what one of several entries of one id says where another one says something else."""
    own: Fact = item_of(entry.kind, entry.payload, entry.kind.value)
    values: dict[str, tuple[object, object]] = {}
    for side in sides:
        if side is not entry:
            other: Fact = item_of(entry.kind, side.payload, entry.kind.value)
            values |= differences(other, own)
    key = str(entry.payload.get("id") or entry.id)
    changes = tuple(
        Change(id=field, at=entry.recorded_at, target=key, field=field, before=before, after=after)
        for field, (before, after) in values.items()
    )
    told = Correction(
        at=entry.recorded_at, by=entry.author, reason=None, target=key, changes=changes
    )
    return Side(entry=entry, said=Logged(told=told, kind=entry.kind, fact=own, is_removed=False))


def _reason() -> str:
    return _("Two computers had written it apart. This one was chosen.")


def _given_at(dose: DoseEvent) -> float:
    return dose.when.utc.timestamp() if dose.when else 0.0


def _values(entries: Sequence[Entry], sides: Sequence[Entry], chosen: Entry) -> dict[str, object]:
    """Return by field what holds when one side is chosen; what only others wrote goes back."""
    found: dict[str, object] = {}
    for side in (*(s for s in sides if s is not chosen), chosen):
        said = [entry.payload for entry in entries if _is_of(entry, side)]
        found |= (
            {str(one["field"]): one.get("before") for one in said}
            if side is not chosen
            else {str(one["field"]): one.get("after") for one in said}
        )
    return found


def _is_of(entry: Entry, side: Entry) -> bool:
    """Say whether a change was written with another one, about the same answer."""
    if entry.kind is not EntryKind.CHANGE or entry.device != side.device:
        return False
    one, other = entry.payload, side.payload
    return (one["target"], one["at"], _name(one)) == (other["target"], other["at"], _name(other))


def _name(change: Mapping[str, Any]) -> str:
    name = str(change["field"]).rpartition(".")[2]
    return PRESSURE[0] if name in PRESSURE else name  # the two are one answer
