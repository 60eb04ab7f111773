# SPDX-License-Identifier: MIT
"""Sharing with family: one locked file out, another one in, and what only a person can decide."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caregiver_app.domain.conflicts import Conflict, ConflictKind, StandingDose, conflicts
from caregiver_app.domain.entries import Entry, EntryKind
from caregiver_app.domain.log_order import Knowledge, identity
from caregiver_app.domain.shared_part import SharedPart
from caregiver_app.exchange.bundle import (
    COST,
    Bundle,
    Cost,
    WrongPassphraseError,
    read_bundle,
    sealed,
)
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.portable import LISTS
from caregiver_app.exchange.shared_entries import check_entries, check_together
from caregiver_app.services.derivation import InForce, derive
from caregiver_app.services.files import free_path, write_whole
from caregiver_app.services.record_book import RecordBook
from caregiver_app.services.written import Desk, NotWritten
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _

__all__ = [
    "Bundle",
    "FamilyService",
    "Incoming",
    "NotWritten",
    "RecordError",
    "WrongPassphraseError",
]

ENDING = ".caregiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What taking a file in would do. `new` counts the entries that are not here, by kind.

    `open_` are the conflicts that would then be open and are not open now. `namesake` says that
    somebody else of the same name and date of birth is here, `beside` what was here then.
    """

    bundle: Bundle
    name: str
    is_new_person: bool
    namesake: bool
    here: int
    new: Mapping[EntryKind, int]
    open_: tuple[Conflict, ...]
    beside: object

    @property
    def number(self) -> int:
        """Return how many entries are new."""
        return sum(self.new.values())


def write_bundle(
    bundle: Bundle, passphrase: str, folder: Path, stem: str, cost: Cost = COST
) -> Path:
    """Write a file, read it back and open it; return its path. No other file is replaced.

    It looks at nothing but the file and takes its time: it belongs beside the window. Raises
    RecordError and StorageError.
    """
    path = free_path(folder, stem, ENDING)
    write_whole(path, sealed(bundle, passphrase, cost))
    try:
        is_whole = read_bundle(path, passphrase) == bundle
    except RecordError:
        is_whole = False
    if not is_whole:
        path.unlink(missing_ok=True)
        words = _("The disk did not keep what was written. The file was taken away again.")
        raise StorageError("failed", words)
    return path


def read_whole(path: Path, passphrase: str) -> Bundle:
    """Open a file and check all of it by itself; see `write_bundle` for where it belongs.

    Raises WrongPassphraseError, RecordError and StorageError.
    """
    from caregiver_app.storage.family_entries import check_part

    bundle = read_bundle(path, passphrase)
    check_part(bundle.part)
    check_entries(bundle.part)
    return bundle


class FamilyService:
    """One person's record of several computers, put together by files."""

    def __init__(self, book: RecordBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._desk = Desk(book, clock)
        self._open: dict[str, tuple[object, tuple[Conflict, ...]]] = {}

    def bundle(self, person_id: str, *, for_clinic: bool = False) -> Bundle:
        """Return everything about a person, to be written by `write_bundle`.

        Raises StorageError when something still waits for the disk.
        """
        return Bundle(part=self._book.part(person_id), for_clinic=for_clinic)

    def stem(self, *, for_clinic: bool = False) -> str:
        """Return the name of a new file. It names nobody: a list of files may be seen."""
        name = "clinic" if for_clinic else "family"
        return f"{name}-{here_and_now(self._clock).local:%Y-%m-%d-%H%M}"

    def compared(self, bundle: Bundle) -> Incoming:
        """Return what taking a file in would do; nothing is written.

        Raises RecordError, and StorageError when it tells another history than the one here.
        """
        part = bundle.part
        before = self._book.entries(part.person_id)
        after, knowledge = self._book.with_part(part)
        in_force = derive(after)
        if in_force.person is None:
            problem = "nobody's profile is in it"
            raise RecordError("the file", problem, "a file made with Share with family")
        check_together(in_force.plain(), _changed(in_force))
        known = {identity(entry) for entry in before}
        new = [entry for entry in after if identity(entry) not in known]
        card = in_force.person.payload
        open_ = self._found(after, in_force, knowledge)
        now_open = {one.id for one in self.conflicts(part.person_id)} if before else set()
        return Incoming(
            bundle=bundle,
            name=str(card["name"]),
            is_new_person=not before,
            namesake=self._has_namesake(part, card),
            here=len(after) - len(new),
            new=Counter(entry.kind for entry in new),
            open_=tuple(one for one in open_ if one.id not in now_open),
            beside=self._state(part.person_id),
        )

    def take_in(self, incoming: Incoming) -> int:
        """Add what was looked at in one transaction; return how many entries are new.

        Raises StorageError and RecordError; then nothing is added.
        """
        person_id = incoming.bundle.part.person_id
        if self._state(person_id) != incoming.beside:
            incoming = self.compared(incoming.bundle)
        self._book.take_in(incoming.bundle.part)
        self._open.pop(person_id, None)
        return incoming.number

    # What is open

    def conflicts(self, person_id: str) -> tuple[Conflict, ...]:
        """Return what was written apart about a person and is not decided yet."""
        entries, state = self._book.entries(person_id), self._state(person_id)
        kept = self._open.get(person_id)
        if kept is None or kept[0] != state:
            found: tuple[Conflict, ...] = ()
            if len({entry.device for entry in entries}) > 1:
                knowledge = self._book.knowledge(person_id)
                found = self._found(entries, derive(entries), knowledge)
            kept = self._open[person_id] = (state, found)
        return kept[1]

    def _state(self, person_id: str) -> object:
        """Return what tells whether anything was written down meanwhile."""
        entries = self._book.entries(person_id)
        return len(entries), entries[-1].id if entries else ""

    def keep(self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None) -> None:
        """Write down which side holds; the other one stays in the log. Raises NotWritten."""
        writers: Mapping[ConflictKind, Callable[..., None]] = {
            ConflictKind.PLANS: self._keep_version,
            ConflictKind.PROFILES: self._keep_version,
            ConflictKind.CORRECTIONS: self._keep_correction,
            ConflictKind.DOUBLE_DOSE: self._keep_dose,
            ConflictKind.DOSES_DIFFER: self._keep_dose,
        }
        writers[conflict.kind](person_id, conflict, chosen, by)

    def both_given(self, person_id: str, conflict: Conflict, by: str | None) -> None:
        """Write down that both doses were given: the later one was extra. Raises NotWritten."""
        later = conflict.sides[-1]
        values = {"status": (later.payload["status"], "extra")}
        self._correct(person_id, later, by, values)

    def _keep_version(
        self, person_id: str, _conflict: Conflict, chosen: Entry, by: str | None
    ) -> None:
        now = self._desk.now()
        payload: dict[str, Any] = dict(chosen.payload)
        follows = None
        if chosen.kind is EntryKind.PLAN:
            payload |= {"id": self._desk.new_id(), "based_on": chosen.payload.get("id")}
            payload = {key: value for key, value in payload.items() if value is not None}
        else:
            standing = self._book.in_force(person_id).person
            follows = standing.entry.id if standing else None
        entry = self._book.new_entry(
            person_id, chosen.kind, payload, now, by or None, follows=follows
        )
        self._desk.write([entry])

    def _keep_correction(
        self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None
    ) -> None:
        """Write the chosen value once more, with what was typed for it."""
        in_force = conflict.sides[-1]
        answer = str(chosen.payload["field"])
        values: dict[str, tuple[object, object]] = {}
        for entry in self._book.entries(person_id):
            if _is_beside(entry, chosen, answer):
                before = in_force if entry is chosen else entry
                values[str(entry.payload["field"])] = (
                    before.payload.get("after"),
                    entry.payload.get("after"),
                )
        entries = self._desk.corrections(
            person_id, str(chosen.payload["target"]), by, _reason(), values
        )
        self._desk.write(entries)

    def _keep_dose(self, person_id: str, conflict: Conflict, chosen: Entry, by: str | None) -> None:
        for other in conflict.sides:
            if other is not chosen:
                self._correct(person_id, other, by, {"removed": (False, True)})

    def _correct(
        self,
        person_id: str,
        entry: Entry,
        by: str | None,
        values: Mapping[str, tuple[object, object]],
    ) -> None:
        target = str(entry.payload.get("id") or entry.id)
        self._desk.write(self._desk.corrections(person_id, target, by, _reason(), values))

    def _found(
        self, entries: tuple[Entry, ...], in_force: InForce, knowledge: Knowledge
    ) -> tuple[Conflict, ...]:
        by_id = {entry.id: entry for entry in entries}
        doses = [
            StandingDose(entry=by_id[standing.entry.id], payload=standing.payload)
            for _key, standing in in_force.standing(EntryKind.DOSE)
        ]
        drug = str(in_force.person.payload["drug"]) if in_force.person else ""
        return conflicts(entries, doses, knowledge, drug)

    def _has_namesake(self, part: SharedPart, person: Mapping[str, Any]) -> bool:
        wanted = (person["name"], person["dob"])
        return any(
            (card.name, card.dob and card.dob.isoformat()) == wanted
            for card in self._book.people()
            if card.id != part.person_id
        )


def _changed(in_force: InForce) -> Iterator[tuple[EntryKind, Mapping[str, Any]]]:
    """Yield the objects that a change has touched."""
    for kind in LISTS:
        for _key, standing in in_force.standing(kind):
            if standing.payload is not standing.entry.payload:
                yield kind, standing.payload


def _reason() -> str:
    return _("Two computers had written it apart. This one was chosen.")


def _is_beside(entry: Entry, chosen: Entry, answer: str) -> bool:
    """Say whether a change was written with the chosen one, about the same answer."""
    if entry.kind is not EntryKind.CHANGE or entry.payload["target"] != chosen.payload["target"]:
        return False
    field = str(entry.payload["field"])
    name = answer.rpartition(".")[2]
    return (entry.device, entry.recorded_at) == (chosen.device, chosen.recorded_at) and (
        field == answer or field.rpartition(".")[2] == name
    )
