# SPDX-License-Identifier: MIT
"""Everybody's record, derived from the log and kept until the next entry."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from caregiver_app.content.careful import load_careful
from caregiver_app.domain.audit import AuditEvent, AuditKind
from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.log_order import Knowledge, in_order
from caregiver_app.domain.sharing.profiles import Profiles, put_together
from caregiver_app.domain.sharing.shared_part import SharedPart
from caregiver_app.domain.told_order import ToldOrder
from caregiver_app.exchange.portable import LISTS, assembled, item_of
from caregiver_app.services.log.derivation import InForce, Standing, derive, named_payload
from caregiver_app.services.log.grown_record import about, grown, key_of
from caregiver_app.services.log.held import HeldEntries, is_about
from caregiver_app.services.log.order_told import order_told
from caregiver_app.services.log.person_card import COLOURS, PersonCard, card_of
from caregiver_app.services.log.together import (
    Becomes,
    Together,
    becoming,
    item_name,
    joined,
    place_of,
)
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id
from caregiver_app.system.pieces import at_once

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog  # the driver: only when a log is open

__all__ = ["COLOURS", "PersonCard", "RecordBook"]

_FAR_AHEAD = timedelta(hours=1)  # two clocks that are only a little apart do no harm


class RecordBook:
    """The records of one data folder.

    `held` are the entries that the disk has not taken yet: they count like all others.
    `taken_in` counts the files of other computers that were taken in since the start. `seen_as`
    is how a record is shown that takes nothing, such as a file that is only looked at.
    """

    def __init__(
        self,
        log: "EntryLog",
        clock: Clock,
        seen_as: Callable[[Record, Moment], Record] | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._seen_as = seen_as
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

    def is_ahead_elsewhere(self, person_id: str) -> bool:
        """Say whether only other computers wrote what is dated far later than now."""
        own, now = ("", self._log.family.device), here_and_now(self._clock)
        far = now.utc + _FAR_AHEAD
        ahead = {e.device for e in self.entries(person_id) if e.recorded_at.utc > far}
        return bool(ahead) and ahead.isdisjoint(own)

    @property
    def is_only_to_look_at(self) -> bool:
        """Say whether the record takes nothing."""
        return self._log.only_to_look is not None

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
            record = replace(record, order=order)
            if self._seen_as is not None:
                record = self._seen_as(record, here_and_now(self._clock))
            self._records[person_id] = record
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

    def newest_hash(self, person_id: str) -> str:
        """Return the hash of the newest entry about somebody that was written; else a blank.

        Newest in the order of all computers: whoever has the same entries is told the same.
        """
        told = (entry.hash for entry in reversed(self.entries(person_id)))
        return next(filter(None, told), "")

    def profiles(self, person_id: str) -> Profiles:
        """Return the versions of a profile as each was written, in the order in which they count.

        What `entries` has of them is what was in force, see `put_together`.
        """
        written = {place_of(e): e for e in self._log.entries(person_id, kind=EntryKind.PERSON)}
        told = (entry for entry in self.entries(person_id) if entry.kind is EntryKind.PERSON)
        versions = [written.get(place_of(entry), entry) for entry in told]
        return Profiles(
            versions,
            Knowledge(self._log.family.seen(person_id), list(written.values())),
            load_careful(),
        )

    def knowledge(self, person_id: str) -> Knowledge:
        """Return who had what of one person's entries when they wrote."""
        return Knowledge(self._log.family.seen(person_id), self._written(person_id))

    def has_copies(self, person_id: str) -> bool:
        """Say whether two computers hold an entry of one name: it counts once."""
        self.entries(person_id)
        return self._copied.get(person_id, False)

    def part(self, person_id: str) -> SharedPart:
        """Return everything about one person as it travels; raise StorageError.

        What waits for the disk is written before it.
        """
        return at_once(self.parting(person_id))

    def parting(self, person_id: str) -> Generator[None, None, SharedPart]:
        """Do the same in short pieces, for a window that must stay alive in between."""
        self.write_held()
        return self._log.family.parting(person_id)

    def with_part(self, part: SharedPart) -> Callable[[], Together]:
        """Return the work that tells what a log would be with a part, for beside the window.

        Raises StorageError when the part tells another history than the one that is here.
        """
        self._log.family.check_beside(part)
        known, held = self._written(part.person_id), self.held.of(part.person_id)
        seen = (*self._log.family.seen(part.person_id), *part.seen)
        return partial(joined, known, part, seen, held)

    def becoming(self, together: Together, in_force: InForce) -> Callable[[], Becomes]:
        """Return the work that tells what the record becomes, for beside the window."""
        return partial(becoming, together, in_force, self._log.family.device)

    def take_in(self, part: SharedPart) -> int:
        """Add what is new of a part in one transaction; return how many. Raises StorageError."""
        found: list[int] = []
        for _rest in self.taking_in(part, None, found.append):
            pass
        return found[0]

    def taking_in(
        self, part: SharedPart, becomes: Becomes | None, then: Callable[[int], None]
    ) -> Generator[None, None, None]:
        """Do the same in short pieces; `then` is told how many once all of it is on the disk.

        To close the generator takes all of it back. `becomes` is what the record is then.
        """
        self.write_held()
        person_id, device = part.person_id, self._log.family.device
        here = self.entries(person_id)

        def done(number: int) -> None:
            is_as_worked_out = len(self.entries(person_id)) == len(here)
            for kept in (self._entries, self._records):
                kept.pop(person_id, None)
            self._items.clear()  # two computers may have read in one object, each as it was then
            self._people = None
            self.taken_in += 1
            if becomes is not None and is_as_worked_out and device == self._log.family.device:
                self._entries[person_id] = list(becomes.together.entries)
                self._copied[person_id] = becomes.together.has_copies
                self._records[person_id] = becomes.record
                self._items.update(becomes.items)
            then(number)

        return self._log.family.taking_in(part, done)

    def _written(self, person_id: str) -> Sequence[Entry]:
        """Return every entry that the disk has, each as it was written, in any order.

        What is kept is asked before the disk: ten thousand entries are half a second.
        """
        counted = self.entries(person_id)
        if self.has_copies(person_id):
            return self._log.entries(person_id)
        others = [e for e in counted if e.kind is not EntryKind.PERSON and e.device]
        return (*self._log.entries(person_id, kind=EntryKind.PERSON), *others)

    def was_deleted(self, person_id: str) -> bool:
        """Say whether somebody who is not here was deleted here for good."""
        return not self.entries(person_id) and self._log.deleted.holds(person_id)

    def note_given_out(self, person_id: str, name: str) -> None:
        """Note that a command wrote a file about somebody; raise StorageError."""
        if self._log.only_to_look is None:
            at, kind = here_and_now(self._clock), AuditKind.BY_COMMAND
            self._log.audit.add(AuditEvent(at=at, kind=kind, person_id=person_id, what=name))

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
        waiting = {key_of(e): e for e in self.held.of(person_id) if e.kind is not EntryKind.CHANGE}
        wanted = frozenset(ids)
        if not wanted <= waiting.keys():
            return False
        gone = {e.id for e in self.held.of(person_id) if wanted & {key_of(e), about(e)}}
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
        record, known = self._records.pop(entry.person_id, None), self._entries.get(entry.person_id)
        if record is not None and known is not None:
            more = grown(record, entry, known, self._item)
            if more is not None:
                self._records[entry.person_id] = more

    def _item(self, kind: EntryKind, standing: Standing) -> Any:  # noqa: ANN401 - by kind
        """Read an object once; only one that a change has touched is read again."""
        entry = standing.entry
        if standing.payload is not entry.payload:
            return item_of(kind, standing.payload, kind.value)
        name = item_name(standing)
        if name not in self._items:
            self._items[name] = item_of(kind, named_payload(standing), kind.value)
        return self._items[name]


def _complete(kind: EntryKind, payload: dict[str, Any]) -> dict[str, Any]:
    """Add what the format requires even when it says nothing: no date of birth, no rule fired."""
    if kind is EntryKind.PERSON:
        return {"dob": None} | payload
    if kind is EntryKind.CHECK_IN and "assessment" in payload:
        return payload | {"assessment": {"rules": []} | payload["assessment"]}
    return payload
