# SPDX-License-Identifier: MIT
"""Backups: made and read back by themselves, looked at, and compared before one is put back."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.services.safekeeping.locked_record import KeyFiles, LockedRecord
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now, moment_here
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.storage.backups import Backup, BackupFolder, BackupKind
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.outline import Outline

_OLD_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """One backup as it stands in the list; `entries` is None when it cannot be read.

    `needs_passcode` says why: it comes from another computer, or from before a passcode was lost.
    """

    name: str
    kind: str
    made_at: Moment
    entries: int | None
    newest: Moment | None
    needs_passcode: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What the record or a backup holds of one person."""

    check_ins: int
    doses: int
    others: int
    newest: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCompared:
    """One person in the record and in a backup; a side is None when they are not in it.

    `leaves` are the entries that would leave the record, `returns` those that would come back.
    `was_deleted` says that they were deleted here, by somebody who typed their name.
    """

    name: str
    now: Side | None
    then: Side | None
    leaves: int
    returns: int
    was_deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How things stand: the newest backup, whether it is old, and what went wrong last.

    With `only_to_look` the record itself takes nothing.
    """

    newest: Moment | None
    is_old: bool
    trouble: str
    folder: Path
    only_to_look: bool = False


class BackupService:
    """The backups of one data folder."""

    def __init__(
        self,
        log: "EntryLog",
        folder: "BackupFolder",
        clock: Clock,
        write_held: Callable[[], None],
        put_back: "Callable[[Backup], None]",
        refused: Callable[[], str | None] | None = None,
    ) -> None:
        """Take what writes all that waits for the disk, and what puts a backup in place.

        `put_back` closes the record, puts a backup in its place and opens it again. `refused`
        returns why whoever records now may not do that, in words; None when they may. `listener`
        is called whenever a backup was made, or could not be.
        """
        self._write_held = write_held
        self._put_back = put_back
        self._refused = refused
        self._log = log
        self._folder = folder
        self._clock = clock
        self._trouble = ""
        self.listener: Callable[[], None] | None = None

    def is_due(self) -> bool:
        """Say whether there is something to back up and no automatic backup of today."""
        from caregiver_app.storage.backups import BackupKind

        if self._log.only_to_look is not None or not self._log.has_entries():
            return False
        days = {
            self._at(backup).day
            for backup in self._folder.backups()
            if backup.kind is BackupKind.AUTOMATIC
        }
        return here_and_now(self._clock).day not in days

    def make_automatic(self) -> Generator[None, None, "Backup"]:
        """Check the record and back it up, in short pieces; see `make`."""
        from caregiver_app.storage.backups import BackupKind

        return self._make(BackupKind.AUTOMATIC)

    def make(self) -> Generator[None, None, "Backup"]:
        """Do it now, because somebody asked; raise StorageError and keep what went wrong."""
        from caregiver_app.storage.backups import BackupKind

        return self._make(BackupKind.BY_HAND)

    def refused(self) -> str | None:
        """Return why whoever records may not put a backup back, in words; None when they may.

        An older plan, older limits and another list of names would stand then, for all people.
        """
        return self._refused() if self._refused is not None else None

    def put_back(self, name: str) -> None:
        """Put a backup in place of the record, which is kept as a backup of its own first.

        What waits for the disk belongs to the record of now and is written before. Raises
        StorageError and changes no record when that cannot be done, when the backup cannot be
        read whole, or when the record of now cannot be kept; CaregiverRefused, see `refused`.
        """
        from caregiver_app.storage.backups import BackupKind

        refused = self.refused()
        if refused is not None:
            raise CaregiverRefused(refused)
        chosen = self._named(name)
        self._folder.outline(chosen)
        self._write_held()
        for _rest in self._log.backing_up(self._folder, BackupKind.BEFORE_RESTORE):
            pass
        self._put_back(chosen)

    def state(self) -> BackupState:
        """Return how things stand, without opening a backup."""
        newest = next((self._at(backup) for backup in self._folder.backups()), None)
        now = here_and_now(self._clock)
        return BackupState(
            newest=newest,
            is_old=newest is None or (now.day - newest.day).days >= _OLD_DAYS,
            trouble=self._trouble,
            folder=self._folder.path,
            only_to_look=self._log.only_to_look is not None,
        )

    def lines(self) -> Iterator[BackupLine]:
        """Return every backup, the newest first; each is opened in its turn and read whole."""
        return (self._line(backup) for backup in self._folder.backups())

    def locked(self) -> LockedRecord | None:
        """Return the backups that need another passcode, or None."""
        locked = LockedRecord(self._log.folder, beyond=self._folder.keys)
        return locked if locked.is_locked else None

    def unlock(self, keys: KeyFiles) -> None:
        """Take what opens backups with another passcode, as long as the program is open."""
        if keys.lock is not None:
            self._folder.keys.others.append(keys.lock)

    def _named(self, name: str) -> "Backup":
        return next(iter(b for b in self._folder.backups() if b.name == name))

    def compared(self, name: str) -> tuple[PersonCompared, ...]:
        """Return what putting a backup back would change, person by person; raise StorageError."""
        here, there = self._log.outline(), self._folder.outline(self._named(name))
        return tuple(
            _compared(person_id, here, there, self._log.deleted.holds)
            for person_id in dict.fromkeys([*here.names, *there.names])
        )

    def _make(self, kind: "BackupKind") -> Generator[None, None, "Backup"]:
        try:
            made = yield from self._log.backing_up(self._folder, kind)
        except StorageError as error:
            trouble = StorageError(error.cause, _not_made(error))
            self._trouble = str(trouble)
            self._tell()
            raise trouble from error
        self._trouble = ""
        self._tell()
        return made

    def _tell(self) -> None:
        if self.listener is not None:
            self.listener()

    def _line(self, backup: "Backup") -> BackupLine:
        entries: int | None = None
        newest: Moment | None = None
        needs_passcode = False
        try:
            entries, newest = self._folder.held(backup)
        except StorageError as error:  # the list says that it cannot be read
            needs_passcode = error.cause == "passcode"
        return BackupLine(
            name=backup.name,
            kind=backup.kind.value,
            made_at=self._at(backup),
            entries=entries,
            newest=newest,
            needs_passcode=needs_passcode,
        )

    def _at(self, backup: "Backup") -> Moment:
        return moment_here(backup.made_at, self._clock)


def _not_made(error: StorageError) -> str:
    """Return why there is no backup: what was saved is not in question when the disk is full."""
    if error.cause == "disk_full":
        return _("The disk is full, so no backup was made. What you saved is kept.")
    return str(error)


def _compared(
    person_id: str, here: "Outline", there: "Outline", was_deleted: Callable[[str], bool]
) -> PersonCompared:
    now = {e.id for e in here.entries if e.person_id == person_id}
    then = {e.id for e in there.entries if e.person_id == person_id}
    return PersonCompared(
        name=here.names.get(person_id) or there.names[person_id],
        now=_side(person_id, here),
        then=_side(person_id, there),
        leaves=len(now - then),
        returns=len(then - now),
        was_deleted=not now and was_deleted(person_id),
    )


def _side(person_id: str, outline: "Outline") -> Side | None:
    own = [entry for entry in outline.entries if entry.person_id == person_id]
    if not own:
        return None
    kinds = [entry.kind for entry in own]
    check_ins, doses = kinds.count(EntryKind.CHECK_IN), kinds.count(EntryKind.DOSE)
    return Side(
        check_ins=check_ins,
        doses=doses,
        others=len(own) - check_ins - doses,
        newest=max(entry.recorded_at for entry in own),
    )
