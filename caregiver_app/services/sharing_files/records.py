# SPDX-License-Identifier: MIT
"""Whole records in and out: an import adds what is new, in one transaction, or nothing."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.record import Record
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.exchange.portable import LISTS, target_kind, time_and_id, time_of
from caregiver_app.exchange.reader import check_record, read_record
from caregiver_app.exchange.writer import record_text
from caregiver_app.services.files import write_whole
from caregiver_app.services.log.derivation import InForce, Standing, derive, record_in_force
from caregiver_app.services.log.record_book import PersonCard, RecordBook
from caregiver_app.services.sharing_files.identity import entry_id, person_uuid, unnamed_plan_id
from caregiver_app.services.sharing_files.imported_judgements import (
    Graver,
    Judge,
    graver_with,
    judge_with,
    judged_entries,
    of_now_with_level,
)
from caregiver_app.services.sharing_files.same_person import named_like, refuse_another
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import same
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _

__all__ = [
    "ImportResult",
    "Judge",
    "RecordError",
    "RecordsService",
    "graver_with",
    "into_nothing",
    "judge_with",
]

_VALUES = tuple(kind for kind in LISTS if kind is not EntryKind.CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did: whose record it was and how many entries were new."""

    person_id: str
    name: str
    new_entries: int
    new_check_ins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All of an import but the writing: the entries, judged, and the record that they make.

    `known` are the entries that were here then.
    """

    result: ImportResult
    known: tuple[NewEntry, ...]
    new: tuple[NewEntry, ...]
    in_force: InForce
    record: Record


class RecordsService:
    """Import and export of the portable record."""

    def __init__(
        self, book: RecordBook, judge: Judge, clock: Clock, graver: Graver | None = None
    ) -> None:
        """`graver` returns what a check-in of a file calls for that came with a calmer level."""
        self._book = book
        self._judge = judge
        self._clock = clock
        self._graver = graver

    @property
    def book(self) -> RecordBook:
        """Return the records that this adds to."""
        return self._book

    def import_record(self, path: Path) -> ImportResult:
        """Add the record of a file to the log; the same file again changes nothing.

        Raises RecordError when the file is wrong or contradicts the log, and StorageError.
        """
        return self.import_plain(read_record(path))

    def import_plain(self, plain: Mapping[str, Any]) -> ImportResult:
        """Add a plain record that was checked; see `import_record`."""
        result, known, new = self._planned(plain)
        if new:
            self._book.append(self._judged(known, new))
        return result

    def previewing(self, plain: Mapping[str, Any]) -> Callable[[], ImportResult]:
        """Return what `import_plain` would do, as work that may run beside the window.

        It raises what `import_plain` would raise, and writes nothing.
        """
        merge, name = self._merge(plain), str(plain["person"]["name"])

        def work() -> ImportResult:
            new = merge.entries()
            if new:
                check_record(derive((*merge.known, *new)).plain())
            return _result(merge, name, new)

        return work

    def preparing(self, plain: Mapping[str, Any]) -> Callable[[], Prepared]:
        """Return the work of `import_plain` up to the writing; it may run beside the window.

        It raises what `import_plain` would raise for a contradiction.
        """
        return partial(self.preparer(plain["person"]), plain)

    def preparer(self, person: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Prepared]:
        """Return the work of `preparing` for a record of this person that is not made yet."""
        gathered, name = self._gathered(person), str(person["name"])

        @unsearched()
        def work(plain: Mapping[str, Any]) -> Prepared:
            merge = gathered(plain)
            new = merge.entries()
            judged = self._judged(merge.known, new)
            in_force = derive((*merge.known, *judged))
            return Prepared(
                result=_result(merge, name, new),
                known=merge.known,
                new=tuple(judged),
                in_force=in_force,
                record=record_in_force(in_force),
            )

        return work

    def writing(self, prepared: Prepared) -> Generator[None, None, ImportResult]:
        """Write what was prepared in one transaction, in short pieces; return what it did.

        It holds as long as `is_current` says so. To close the generator takes all of it back.
        Raises StorageError.
        """
        if prepared.new:
            yield from self._book.appending(
                prepared.result.person_id, prepared.new, prepared.record, prepared.in_force
            )
        return prepared.result

    def is_current(self, prepared: Prepared) -> bool:
        """Say whether nothing was written down about this person since it was prepared."""
        known = self._book.entries(prepared.result.person_id)
        return (len(known), known[-1:]) == (len(prepared.known), prepared.known[-1:])

    def was_deleted(self, plain: Mapping[str, Any]) -> bool:
        """Say whether a plain record is of somebody who was deleted here for good."""
        return self._book.was_deleted(self._match(plain["person"]))

    def is_new_person(self, plain: Mapping[str, Any]) -> bool:
        """Say whether a plain record is of somebody of whom nothing is here."""
        return not self._book.entries(self._match(plain["person"]))

    def new_entries(self, plain: Mapping[str, Any]) -> Sequence[NewEntry]:
        """Return what `import_plain` would write; raise what it would raise for a contradiction."""
        return self._planned(plain)[2]

    def _planned(
        self, plain: Mapping[str, Any]
    ) -> tuple[ImportResult, tuple[NewEntry, ...], list[NewEntry]]:
        merge = self._merge(plain)
        new = merge.entries()
        return _result(merge, str(plain["person"]["name"]), new), merge.known, new

    def _merge(self, plain: Mapping[str, Any]) -> "_Merge":
        return self._gathered(plain["person"])(plain)

    def _gathered(self, person: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], "_Merge"]:
        """Gather all that the log has to say, so that the rest may run beside the window."""
        person_id = self._match(person)
        known, taken = self._book.entries(person_id), self._book.ids()
        now = here_and_now(self._clock)
        return lambda plain: _Merge(person_id, known, plain, now, taken)

    def export_record(self, person: str, path: Path) -> None:
        """Write the whole record of a person, found by name or id, to a file.

        Raises RecordError when nobody or more than one is meant, and StorageError.
        """
        write_whole(path, record_text(self.plain_record(person)).encode())

    def note_given_out(self, person: str, path: Path) -> None:
        """Add a line to the list of what was given out, done by a command; raise StorageError.

        Nobody is recording then. A record that can only be looked at has no such line.
        """
        self._book.note_given_out(self.find(person).id, path.name)

    def plain_record(self, person: str) -> dict[str, Any]:
        """Return the portable record of a person, found by name or id; raise RecordError."""
        return self._book.plain_record(self.find(person).id)

    def find(self, person: str) -> PersonCard:
        """Return the one person of this id or name; raise RecordError listing who there is."""
        cards = self._book.people()
        found = [card for card in cards if person in (card.id, self._own_id(card))]
        found = found or [card for card in cards if card.name.casefold() == person.casefold()]
        if len(found) == 1:
            return found[0]
        many, none = _("more than one has the name {name}"), _("nobody has the name or id {name}")
        problem = (many if found else none).format(name=shown(person))
        names = [f"{card.name} ({card.id})" for card in found or cards]
        allowed = ", ".join(names) or _("nobody yet: import a record first")
        raise RecordError("person", problem, allowed)

    def _own_id(self, card: PersonCard) -> object:
        standing = self._book.in_force(card.id).person
        return standing.payload.get("id") if standing else None

    def _match(self, person: Mapping[str, Any]) -> str:
        by_itself = person_uuid(person)
        if "id" in person or self._book.entries(by_itself):
            if "id" in person:
                refuse_another(self._book.people(), by_itself, person)
            return by_itself
        alike = named_like(self._book.people(), person)
        if len(alike) > 1:
            problem = _("more than one person has this name and date of birth")
            raise RecordError("person", problem, "person.id")
        return alike[0] if alike else by_itself

    def _judged(self, known: tuple[NewEntry, ...], new: list[NewEntry]) -> list[NewEntry]:
        """Judge what has no judgement, and add the alert of one that is calmer than its answers."""
        judged, now = judged_entries(known, new, self._judge), here_and_now(self._clock)
        brought = of_now_with_level(new, now)
        if self._graver is None or not brought:
            return judged
        record = record_in_force(derive((*known, *judged)))
        alert = self._graver(record, brought, new_id(self._clock.now()), now)
        if alert is not None:
            payload, kind = to_plain(alert), EntryKind.CHECK_IN
            judged.append(self._book.new_entry(new[0].person_id, kind, payload, now, author=None))
        return judged


def into_nothing(plain: Mapping[str, Any], clock: Clock) -> ImportResult:
    """Return what `import_plain` would do on a computer on which there is no record yet."""
    person = plain["person"]
    merge = _Merge(person_uuid(person), (), plain, here_and_now(clock), frozenset())
    new = merge.entries()
    check_record(derive(new).plain())
    return _result(merge, str(person["name"]), new)


class _Merge:
    """Works out which entries a plain record adds to those of one person."""

    def __init__(
        self,
        person_id: str,
        known: tuple[NewEntry, ...],
        plain: Mapping[str, Any],
        now: Moment,
        taken: frozenset[str],
    ) -> None:
        self.person_id = person_id
        self.known = known
        self._plain = plain
        self._now = now
        self._taken = taken
        self._new: set[str] = set()

    def entries(self) -> list[NewEntry]:
        """Return the entries to append; raise RecordError at the first contradiction."""
        self._new = set()
        before = derive(self.known)
        new = [*self._person(before), *self._changes(before)]
        # What the new changes make of the values here is what the values there must equal.
        corrected = derive((*self.known, *new))
        targets = {
            (target_kind(entry.payload, corrected.lists), str(entry.payload["target"]))
            for entry in new
            if entry.kind is EntryKind.CHANGE
        }
        for kind in _VALUES:
            new += self._values(kind, corrected, targets)
        return new

    def _person(self, before: InForce) -> Iterator[NewEntry]:
        payload = dict(self._plain["person"])
        if before.person is None:
            yield self._entry(EntryKind.PERSON, payload, "")
            return
        if "id" in before.person.payload:
            payload.setdefault("id", before.person.payload["id"])
        if not _was(payload, before.person):
            yield self._entry(EntryKind.PERSON, payload, "", before.person)

    def _changes(self, before: InForce) -> Iterator[NewEntry]:
        known = before.lists[EntryKind.CHANGE]
        for number, change in sorted(
            enumerate(self._plain.get("changes", ())), key=lambda pair: time_and_id(pair[1])
        ):
            held = known.get(change["id"])
            if held is None:
                yield self._entry(EntryKind.CHANGE, change, change["id"])
            elif not same(change, held.payload):
                raise _contradiction("changes", number, change["id"])

    def _values(
        self, kind: EntryKind, corrected: InForce, targets: set[tuple[EntryKind | None, str]]
    ) -> Iterator[NewEntry]:
        held, unnamed = corrected.lists[kind], Counter[str]()
        for number, payload in enumerate(self._plain.get(LISTS[kind], ())):
            key = payload.get("id")
            if key is None:
                key = unnamed_plan_id(self.person_id, payload, unnamed)
            standing = held.get(key)
            if standing is None:
                yield self._entry(kind, payload, key)
            elif _equal(payload, standing.payload):
                continue
            elif (kind, key) in targets:
                yield self._entry(kind, payload, key, standing)
            elif not _was(payload, standing):
                raise _contradiction(LISTS[kind], number, key)

    def _entry(
        self, kind: EntryKind, payload: dict[str, Any], key: str, before: Standing | None = None
    ) -> NewEntry:
        recorder, observer = payload.get("recorder") or payload.get("by"), payload.get("observer")
        new = entry_id(self.person_id, kind, key, payload if before else None, self._free)
        self._new.add(new)
        return NewEntry(
            id=new,
            person_id=self.person_id,
            kind=kind,
            author=recorder,
            observer=observer,
            effective_at=time_of(payload) or self._now,
            payload=payload,
            follows=before.entry.id if before else None,
        )

    def _free(self, wanted: str) -> bool:
        return wanted not in self._taken and wanted not in self._new


def _result(merge: _Merge, name: str, new: Sequence[NewEntry]) -> ImportResult:
    return ImportResult(
        person_id=merge.person_id,
        name=name,
        new_entries=len(new),
        new_check_ins=sum(entry.kind is EntryKind.CHECK_IN for entry in new),
    )


def _equal(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Compare what was written down; the stored judgement is ours, whatever the file has."""
    return same(_unjudged(one), _unjudged(other))


def _was(payload: Mapping[str, Any], standing: Standing) -> bool:
    states = (standing.payload, *standing.states)
    return any(_equal(payload, state) for state in states)


def _unjudged(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in payload.items() if key != "assessment"}


def _contradiction(name: str, number: int, key: str) -> RecordError:
    problem = _("the entry {name} is already in the record with other content")
    allowed = _("the same content, or a change that names it")
    return RecordError(f"{name}[{number}]", problem.format(name=shown(key)), allowed)
