# SPDX-License-Identifier: MIT
"""Everybody's record, derived from the log and kept until the next entry."""

from bisect import bisect
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from caregiver_app.content.careful import load_careful
from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.log_order import Knowledge, in_order
from caregiver_app.domain.sharing.profiles import Profiles, put_together
from caregiver_app.domain.sharing.shared_part import SharedPart
from caregiver_app.domain.shift.shift_log import is_of_shift
from caregiver_app.domain.shift.watch_items import item_place
from caregiver_app.domain.told_order import ToldOrder
from caregiver_app.exchange.portable import LISTS, assembled, item_of, time_and_id_of
from caregiver_app.services.derivation import InForce, Standing, derive, named_payload
from caregiver_app.services.held import HeldEntries, is_about
from caregiver_app.services.order_told import order_told
from caregiver_app.services.person_card import COLOURS, PersonCard, card_of
from caregiver_app.services.together import Together, read_entry
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock
from caregiver_app.system.ids import new_id

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog  # the driver: only when a log is open

__all__ = ["COLOURS", "PersonCard", "RecordBook"]

T = TypeVar("T")
_BY_TIME = (EntryKind.CHECK_IN, EntryKind.DOSE, EntryKind.PUMP_EVENT, EntryKind.ACTION)


class RecordBook:
    """The records of one data folder.

    `held` are the entries that the disk has not taken yet: they count like all others.
    `taken_in` counts the files of other computers that were taken in since the start.
    """

    def __init__(self, log: "EntryLog", clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self.held = HeldEntries(log, clock)
        self.taken_in = 0
        self._entries: dict[str, list[Entry]] = {}
        self._records: dict[str, Record] = {}
        self._copied: dict[str, bool] = {}
        self._items: dict[tuple[str, str], Any] = {}  # two may have read in one id
        self._people: tuple[PersonCard, ...] | None = None

    def people(self) -> tuple[PersonCard, ...]:
        """Return everybody in the order in which they arrived."""
        if self._people is None:
            known: dict[str, list[Entry]] = {}
            for entry in self._log.entries(kind=EntryKind.PERSON):
                known.setdefault(entry.person_id, []).append(entry)
            self._people = tuple(
                card_of(self._newest(entries), COLOURS[number % len(COLOURS)])
                for number, entries in enumerate(known.values())
            )
        return self._people

    def _newest(self, profiles: Sequence[Entry]) -> Entry:
        """Return the profile in force, of those of one person as they arrived."""
        if len({entry.device for entry in profiles}) == 1:
            return profiles[-1]
        ordered = self.entries(profiles[0].person_id)
        return next(entry for entry in reversed(ordered) if entry.kind is EntryKind.PERSON)

    def record(self, person_id: str) -> Record:
        """Return one person's record as it stands; raise KeyError when nobody has this id."""
        if person_id not in self._records:
            in_force = self.in_force(person_id)
            if in_force.person is None:
                raise KeyError(f"nobody has the id {person_id}")
            items = {
                kind: [self._item(kind, standing) for _key, standing in in_force.standing(kind)]
                for kind in LISTS
            }
            person = self._item(EntryKind.PERSON, in_force.person)
            record = assembled(person, items)
            order = self._told_order(person_id, record, in_force)
            self._records[person_id] = replace(record, order=order)
        return self._records[person_id]

    def _told_order(self, person_id: str, record: Record, in_force: InForce) -> ToldOrder:
        return order_told(
            self.entries(person_id),
            record,
            in_force,
            self._log.family.device,
            lambda: self.knowledge(person_id),
        )

    def plain_record(self, person_id: str) -> dict[str, Any]:
        """Return the portable form of a record; raise KeyError when nobody has this id."""
        return self.in_force(person_id).plain()

    def entries(self, person_id: str) -> tuple[Entry, ...]:
        """Return one person's entries as they count, see `in_order`; none for nobody.

        What this computer writes comes after all that it has taken in: it is always the last.
        """
        if person_id not in self._entries:
            here: Sequence[Entry] = self._log.entries(person_id)
            profiles = [entry for entry in here if entry.kind is EntryKind.PERSON]
            if len({entry.device for entry in here}) > 1:
                seen = self._log.family.seen(person_id)
                number, here = len(here), in_order(here, seen)
                self._copied[person_id] = len(here) < number
                here = put_together(here, Knowledge(seen, profiles), load_careful())
            self._entries[person_id] = [*here, *self.held.of(person_id)]
        return tuple(self._entries[person_id])

    def profiles(self, person_id: str) -> Profiles:
        """Return the versions of a profile as each was written, in the order in which they count.

        What `entries` has of them is what was in force, see `put_together`.
        """
        written = {_place(e): e for e in self._log.entries(person_id, kind=EntryKind.PERSON)}
        told = (entry for entry in self.entries(person_id) if entry.kind is EntryKind.PERSON)
        versions = [written.get(_place(entry), entry) for entry in told]
        return Profiles(
            versions,
            Knowledge(self._log.family.seen(person_id), list(written.values())),
            load_careful(),
        )

    def knowledge(self, person_id: str) -> Knowledge:
        """Return who had what of one person's entries when they wrote."""
        return Knowledge(self._log.family.seen(person_id), self._log.entries(person_id))

    def has_copies(self, person_id: str) -> bool:
        """Say whether two computers hold an entry of one name: it counts once."""
        self.entries(person_id)
        return self._copied.get(person_id, False)

    def part(self, person_id: str) -> SharedPart:
        """Return everything about one person as it travels; raise StorageError.

        What waits for the disk is written before it.
        """
        self.write_held()
        return self._log.family.part(person_id)

    def with_part(self, part: SharedPart) -> Callable[[], Together]:
        """Return the work that tells what a log would be with a part, for beside the window.

        Raises StorageError when the part tells another history than the one that is here.
        """
        self._log.family.check_beside(part)
        known = self._log.entries(part.person_id)
        seen = (*self._log.family.seen(part.person_id), *part.seen)
        held, by = self.held.of(part.person_id), load_careful()

        def work() -> Together:
            here = {_place(entry): entry for entry in known}
            new = [e for e in part.entries if (e.device, e.device_seq) not in here]
            every = [*here.values(), *map(read_entry, new)]
            ordered, knowledge = in_order(every, seen), Knowledge(seen, every)
            versions = [entry for entry in ordered if entry.kind is EntryKind.PERSON]
            return Together(
                entries=(*put_together(ordered, knowledge, by), *held),
                profiles=Profiles(versions, knowledge, by),
                knowledge=knowledge,
            )

        return work

    def take_in(self, part: SharedPart) -> int:
        """Add what is new of a part in one transaction; return how many. Raises StorageError."""
        self.write_held()
        number = self._log.family.take_in(part)
        self._entries.pop(part.person_id, None)
        self._records.pop(part.person_id, None)
        self._items.clear()  # two computers may have read in one object, each as it was then
        self._people = None
        self.taken_in += 1
        return number

    def was_deleted(self, person_id: str) -> bool:
        """Say whether somebody who is not here was deleted here for good."""
        return not self.entries(person_id) and self._log.deleted.holds(person_id)

    def forget(self) -> None:
        """Hold nothing that was read any more: the record is closed behind the lock screen."""
        for kept in (self._entries, self._records, self._items):
            kept.clear()
        self._people = None

    def in_force(self, person_id: str) -> InForce:
        """Return what stands for one person, with everything it was before."""
        return derive(self.entries(person_id))

    def append(self, entries: Sequence[NewEntry], *, finishes_draft_of: str | None = None) -> None:
        """Write entries in one transaction; raise StorageError and change nothing.

        What waited for the disk goes before them. A change of something that still waits is
        refused with it: it would stand in the log before what it changes.
        """
        try:
            self.write_held()
        except StorageError:
            if any(is_about(entry, self.held.of()) for entry in entries):
                raise
        for entry in self._log.append(entries, finishes_draft_of=finishes_draft_of):
            self._count(entry)
            if entry.kind is EntryKind.PERSON:
                self._people = None

    def appending(
        self, person_id: str, entries: Sequence[NewEntry], becomes: Record, in_force: InForce
    ) -> Generator[None, None, None]:
        """Write many entries about one person in one transaction, in short pieces.

        The window stays alive in between; to close the generator takes all of it back. `becomes`
        is the record that they make of the one that is here, and `in_force` what it comes from:
        it need not be worked out again. Raises StorageError.
        """
        self.write_held()
        here = self.entries(person_id)

        def then(written: tuple[Entry, ...]) -> None:
            self._records.pop(person_id, None)
            if any(entry.kind is EntryKind.PERSON for entry in written):
                self._people = None
            if len(self._entries.pop(person_id)) != len(here):
                return  # something was pressed meanwhile that waits for the disk
            self._entries[person_id] = [*here, *written]
            order = self._told_order(person_id, becomes, in_force)
            self._records[person_id] = replace(becomes, order=order)

        yield from self._log.appending(entries, then)

    def ids(self) -> frozenset[str]:
        """Return the ids of all entries that the log has, whoever they are about."""
        return self._log.ids()

    def hold(self, entries: Sequence[NewEntry]) -> None:
        """Let entries count at once; `write_held` asks the disk."""
        for entry in self.held.add(entries):
            self._count(entry)

    def write_held(self) -> None:
        """Write what waits for the disk; raise StorageError when some of it goes on waiting."""
        written = {entry.id: entry for entry in self.held.write()}
        for person_id in {entry.person_id for entry in written.values()} & set(self._entries):
            known = self._entries[person_id]
            self._entries[person_id] = [written.get(entry.id, entry) for entry in known]
        if self.held.refused is not None:
            raise self.held.refused

    def let_go(self, person_id: str, ids: Iterable[str]) -> bool:
        """Forget what waits about these ids; return whether all of it was never written."""
        waiting = {_key(e): e for e in self.held.of(person_id) if e.kind is not EntryKind.CHANGE}
        wanted = frozenset(ids)
        if not wanted <= waiting.keys():
            return False
        gone = {e.id for e in self.held.of(person_id) if wanted & {_key(e), _about(e)}}
        self.held.take_out(frozenset(gone))
        if person_id in self._entries:  # the disk may be out of reach: it is not asked again
            known = self._entries[person_id]
            self._entries[person_id] = [entry for entry in known if entry.id not in gone]
        self._records.pop(person_id, None)
        return True

    def new_entry(
        self,
        person_id: str,
        kind: EntryKind,
        payload: dict[str, Any],
        effective_at: Moment,
        author: str | None,
        observer: str | None = None,
        follows: str | None = None,
    ) -> NewEntry:
        """Return an entry to append, with an id of its own."""
        return NewEntry(
            id=new_id(self._clock.now()),
            person_id=person_id,
            kind=kind,
            author=author,
            observer=observer,
            effective_at=effective_at,
            payload=_complete(kind, payload),
            follows=follows,
        )

    def _count(self, entry: Entry) -> None:
        self._grow(entry)
        if entry.person_id in self._entries:
            self._entries[entry.person_id].append(entry)

    def _grow(self, entry: Entry) -> None:
        """Add what stands for itself to the record that is kept; anything else derives anew."""
        record = self._records.pop(entry.person_id, None)
        if record is None or entry.follows is not None or entry.person_id not in self._entries:
            return
        if _is_behind(entry, record, self._entries[entry.person_id]):
            return
        if entry.kind is EntryKind.CHANGE:
            changed = self._with_change(record, entry)
            if changed is not None:
                self._records[entry.person_id] = changed
        elif entry.kind in _BY_TIME:
            item = self._item(entry.kind, Standing(entry, entry.payload))
            name = LISTS[entry.kind]
            grown: dict[str, Any] = {name: _with(item, getattr(record, name))}
            self._records[entry.person_id] = replace(record, **grown)

    def _with_change(self, record: Record, change: Entry) -> Record | None:
        """Return the record with one object changed, derived from its own entries alone.

        None when the change is about something else than one object of the lists by time. One
        about the person's care as a whole stands for itself.
        """
        said = self._item(EntryKind.CHANGE, Standing(change, change.payload))
        if item_place(said) is not None or is_of_shift(said):
            return replace(record, changes=_with(said, record.changes))
        target = change.payload["target"]
        own = [e for e in self._entries[change.person_id] if target in (e.id, _key(e), _about(e))]
        found = derive([*own, change])
        held = [(kind, key) for kind in LISTS for key in found.lists[kind]]
        objects = [place for place in held if place[0] is not EntryKind.CHANGE]
        if len(objects) != 1 or objects[0][0] not in _BY_TIME:
            return None
        kind, key = objects[0]
        is_told = kind in (EntryKind.CHECK_IN, EntryKind.PUMP_EVENT)
        if is_told and record.order.is_mixed:
            return None  # it may tell another level, or other dates, now
        item = self._item(kind, found.lists[kind][key])
        others = tuple(other for other in getattr(record, LISTS[kind]) if other.id != item.id)
        grown: dict[str, Any] = {
            LISTS[kind]: others if objects[0] in found.removed else _with(item, others),
            LISTS[EntryKind.CHANGE]: _with(said, record.changes),
        }
        return replace(record, **grown)

    def _item(self, kind: EntryKind, standing: Standing) -> Any:  # noqa: ANN401 - by kind
        """Read an object once; only one that a change has touched is read again."""
        entry = standing.entry
        if standing.payload is not entry.payload:
            return item_of(kind, standing.payload, kind.value)
        name = entry.id, entry.device if isinstance(entry, Entry) else ""
        if name not in self._items:
            self._items[name] = item_of(kind, named_payload(standing), kind.value)
        return self._items[name]


def _place(entry: Entry) -> tuple[str, int]:
    return entry.device, entry.device_seq


def _is_behind(entry: Entry, record: Record, entries: Sequence[Entry]) -> bool:
    """Say whether what check-ins tell is worked out anew with a new entry.

    So it is where a check-in lies ahead of it, where the clock went back, and where an alert
    comes that nobody on another computer can have answered.
    """
    every = record.check_ins
    lies_ahead = bool(every) and every[-1].at > entry.recorded_at
    went_back = bool(entries) and entries[-1].recorded_at > entry.recorded_at
    judged = entry.payload.get("assessment")
    level = judged.get("level") if isinstance(judged, dict) else None
    is_alert = record.order.is_mixed and level in (Level.URGENT.name, Level.EMERGENCY.name)
    return lies_ahead or went_back or is_alert


def _key(entry: NewEntry) -> str:
    return str(entry.payload.get("id") or entry.id)


def _about(entry: NewEntry) -> object:
    return entry.payload["target"] if entry.kind is EntryKind.CHANGE else None


def _with(item: T, items: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list of the record with one more item in its place by time, then id."""
    place = bisect(items, time_and_id_of(item), key=time_and_id_of)
    return (*items[:place], item, *items[place:])


def _complete(kind: EntryKind, payload: dict[str, Any]) -> dict[str, Any]:
    """Add what the format requires even when it says nothing: no date of birth, no rule fired."""
    if kind is EntryKind.PERSON:
        return {"dob": None} | payload
    if kind is EntryKind.CHECK_IN and "assessment" in payload:
        return payload | {"assessment": {"rules": []} | payload["assessment"]}
    return payload
