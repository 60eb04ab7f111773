# SPDX-License-Identifier: MIT
"""Sharing with family: one locked file out, another one in, and what only a person can decide."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sharing.log_order import identity
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
from caregiver_app.services.care_team.caregivers import WhyNotFrom
from caregiver_app.services.files import free_path, write_whole
from caregiver_app.services.log.derivation import InForce, derive
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.together import Becomes, Together
from caregiver_app.services.sharing_files.apart import ApartService, are_too_many_apart, open_among
from caregiver_app.services.sharing_files.guarded_entries import refuse_written_by
from caregiver_app.services.sharing_files.imported_judgements import Graver, of_now_with_level
from caregiver_app.services.sharing_files.namesakes import Namesake, namesake
from caregiver_app.services.sharing_files.one_id import other_corrections
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.ids import new_id
from caregiver_app.system.pieces import at_once
from caregiver_app.system.words import _

__all__ = [
    "Bundle",
    "FamilyService",
    "Incoming",
    "Namesake",
    "Ready",
    "RecordError",
    "WrongPassphraseError",
]

ENDING = ".caregiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What taking a file in would do. `new` counts the `entries` that are not here, by kind.

    `open_` are the conflicts that would then be open and are not open now. `namesake` tells
    of somebody else of the same name and date of birth who is here, `beside` what was here then.
    `newest` is the latest time that anything new has. `every_open` are all conflicts that would be
    open, `together` and `in_force` what they were found in.
    """

    bundle: Bundle
    name: str
    is_new_person: bool
    namesake: Namesake | None
    here: int
    new: Mapping[EntryKind, int]
    entries: tuple[Entry, ...]
    open_: tuple[Conflict, ...]
    newest: Moment | None
    beside: object
    every_open: tuple[Conflict, ...]
    together: Together
    in_force: InForce

    @property
    def number(self) -> int:
        """Return how many entries are new."""
        return sum(self.new.values())


@dataclass(frozen=True, slots=True)
class Ready:
    """What is to be taken in, with all that it makes of the record where that is known."""

    incoming: Incoming
    becomes: Becomes | None


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
    """One person's record of several computers, put together by files.

    `cost` is what making the key of a new file takes. `look_into` shows a file in place of the
    record, None where nothing can show one. `close_file` ends that, None while none is shown.
    `own_is_due` says meanwhile whether an alert in the record of this computer waits for somebody.
    `close_after` are a clock and the seconds that nobody touches anything until the file is closed,
    where the record has a passcode. `graver` returns what a check-in of a file calls for that came
    with a calmer level.
    """

    def __init__(
        self,
        book: RecordBook,
        apart: ApartService,
        clock: Clock,
        look_into: Callable[[Bundle], None] | None = None,
        why_not_from: WhyNotFrom | None = None,
        graver: Graver | None = None,
    ) -> None:
        self._book = book
        self._why_not_from = why_not_from
        self._graver = graver
        self._apart = apart
        self._clock = clock
        self.cost = COST
        self.look_into = look_into
        self.close_file: Callable[[], None] | None = None
        self.own_is_due: Callable[[], bool] | None = None
        self.close_after: tuple[Clock, Callable[[], float]] | None = None

    @property
    def shows_file(self) -> bool:
        """Say whether a file stands in place of the record: nothing can be written there."""
        return self.close_file is not None

    def bundle(self, person_id: str, *, for_clinic: bool = False) -> Bundle:
        """Return everything about a person, to be written by `write_bundle`.

        Raises StorageError when something still waits for the disk.
        """
        return at_once(self.bundling(person_id, for_clinic=for_clinic))

    def bundling(
        self, person_id: str, *, for_clinic: bool = False
    ) -> Generator[None, None, Bundle]:
        """Do the same in short pieces, for a window that must stay alive in between."""
        part = yield from self._book.parting(person_id)
        return Bundle(part=part, for_clinic=for_clinic)

    def stem(self, *, for_clinic: bool = False) -> str:
        """Return the name of a new file. It names nobody: a list of files may be seen."""
        name = "clinic" if for_clinic else "family"
        return f"{name}-{here_and_now(self._clock).local:%Y-%m-%d-%H%M}"

    def compared(self, bundle: Bundle) -> Incoming:
        """Return what taking a file in would do; nothing is written. See `comparing`."""
        return self.with_namesake(self.comparing(bundle)())

    def with_namesake(self, incoming: Incoming) -> Incoming:
        """Return what was found out, with who is here under the name of somebody who is not."""
        if not incoming.is_new_person:
            return incoming
        persons = (e.payload for e in incoming.entries if e.kind is EntryKind.PERSON)
        seen = (e.effective_at for e in incoming.entries if e.kind is EntryKind.CHECK_IN)
        *_older, person = persons
        other = namesake(self._book, incoming.bundle.part.person_id, person, seen)
        return replace(incoming, namesake=other)

    def comparing(self, bundle: Bundle) -> Callable[[], Incoming]:
        """Return the work of `compared` but the namesake; it may run beside the window.

        Raises RecordError, and StorageError when it tells another history than the one here.
        """
        part, state = bundle.part, self._state(bundle.part.person_id)
        before, put_together = self._book.entries(part.person_id), self._book.with_part(part)
        now_open = {one.id for one in self._apart.conflicts(part.person_id)}

        @unsearched()
        def work() -> Incoming:
            together = put_together()
            after, in_force = together.entries, _whole(together)
            if other_corrections(together, (entry.id for entry in part.entries)):
                problem = _("two different corrections have one id")
                raise RecordError(_("the file"), problem, _("one id for each correction"))
            assert in_force.person is not None  # noqa: S101 - who has none was refused
            known = {identity(entry) for entry in before}
            new = [entry for entry in after if identity(entry) not in known]
            person = in_force.person.payload
            if are_too_many_apart(together, in_force):
                problem = _("far too many doses in it have the times of doses that are here")
                raise RecordError(_("the file"), problem, _("each dose once"))
            open_ = open_among(together, in_force)
            return Incoming(
                bundle=bundle,
                name=str(person["name"]),
                is_new_person=not before,
                namesake=None,
                here=len(after) - len(new),
                new=Counter(entry.kind for entry in new),
                entries=tuple(new),
                open_=tuple(one for one in open_ if one.id not in now_open),
                newest=max((t for e in new for t in (e.effective_at, e.recorded_at)), default=None),
                beside=state,
                every_open=open_,
                together=together,
                in_force=in_force,
            )

        return work

    @unsearched()
    def take_in(self, incoming: Incoming) -> int:
        """Add what was looked at in one transaction; return how many entries are new.

        Raises StorageError, RecordError, and CaregiverRefused where an aide or a guest wrote
        another plan or profile in it, unless family takes it in; then nothing is added.
        """
        if self._state(incoming.bundle.part.person_id) != incoming.beside:
            incoming = self.compared(incoming.bundle)
        pieces = self.writing(Ready(incoming, None))
        assert pieces is not None  # noqa: S101 - nothing was written down in between
        return at_once(pieces)

    def preparing(self, incoming: Incoming) -> Callable[[], Ready]:
        """Return the work of `take_in` up to the writing; it may run beside the window.

        What was written down since the file was looked at is looked at with it.
        """
        is_current = self._state(incoming.bundle.part.person_id) == incoming.beside
        compare = None if is_current else self.comparing(incoming.bundle)

        @unsearched()
        def work() -> Ready:
            found = incoming if compare is None else compare()
            return Ready(found, self._book.becoming(found.together, found.in_force)())

        return work

    def writing(self, ready: Ready) -> Generator[None, None, int] | None:
        """Return the writing in short pieces, None where it must be prepared anew before.

        It is one transaction; to close the generator takes all of it back. See `take_in` for what
        is refused.
        """
        found, person_id = ready.incoming, ready.incoming.bundle.part.person_id
        if self._state(person_id) != found.beside:
            return None
        if self._why_not_from is not None:
            here = self._book.entries(person_id)
            refuse_written_by(self._why_not_from, person_id, found.entries, here)
        return self._write(ready)

    def _write(self, ready: Ready) -> Generator[None, None, int]:
        found, becomes, part = ready.incoming, ready.becomes, ready.incoming.bundle.part

        def then(_number: int) -> None:
            if becomes is None:
                return
            here = self._book.entries(part.person_id)
            if len(here) == len(becomes.together.entries):  # nothing was pressed meanwhile
                self._apart.know(part.person_id, found.every_open)

        yield from self._book.taking_in(part, becomes, then)
        self._tell_graver(found)
        return found.number

    def _tell_graver(self, found: Incoming) -> None:
        """Keep as an alert what the newest check-in of a file calls for, where its level is calmer.

        It counts at once; what the disk does not take waits for it, like any other alert.
        """
        person_id, now = found.bundle.part.person_id, here_and_now(self._clock)
        brought = of_now_with_level(found.entries, now)
        if self._graver is None or not brought:
            return
        record = self._book.record(person_id)
        alert = self._graver(record, brought, new_id(self._clock.now()), now)
        if alert is None:
            return
        payload, kind = to_plain(alert), EntryKind.CHECK_IN
        self._book.hold([self._book.new_entry(person_id, kind, payload, now, author=None)])
        with suppress(StorageError):
            self._book.write_held()

    def _state(self, person_id: str) -> object:
        """Return what tells whether anything was written down meanwhile."""
        entries = self._book.entries(person_id)
        return len(entries), entries[-1].id if entries else ""


def _whole(together: Together) -> InForce:
    """Return what is in force with a file; raise RecordError where that makes no sense."""
    in_force = derive(together.entries)
    if in_force.person is None:
        problem = _("nobody's profile is in it")
        raise RecordError(_("the file"), problem, _("a file made with Share with family"))
    check_together(_plain(in_force), _changed(in_force))
    return in_force


def _plain(in_force: InForce) -> dict[str, Any]:
    """Return what stands, in any order: it is only looked at."""
    assert in_force.person is not None  # noqa: S101 - who has none was refused
    lists = {
        name: [standing.payload for _key, standing in in_force.standing(kind)]
        for kind, name in LISTS.items()
    }
    return {"person": in_force.person.payload, **lists}


def _changed(in_force: InForce) -> Iterator[tuple[EntryKind, Mapping[str, Any]]]:
    """Yield the objects that a change has touched."""
    for kind in LISTS:
        for _key, standing in in_force.standing(kind):
            if standing.payload is not standing.entry.payload:
                yield kind, standing.payload
