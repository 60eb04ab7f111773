# SPDX-License-Identifier: MIT
"""The append-only log of everything that was written down, with drafts and settings beside it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import apsw

from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.audit import AuditShelf
from caregiver_app.storage.backups import (
    Backup,
    BackupFolder,
    BackupKind,
    Work,
    keep_before_update,
)
from caregiver_app.storage.chain import (
    COLUMNS,
    PIECE,
    check_chain,
    check_pages_in_pieces,
    drop_after,
    end_of_chain,
    keep_end,
)
from caregiver_app.storage.database import (
    DATABASE,
    KEY,
    identity,
    look_into_record,
    open_record,
    plain_errors,
)
from caregiver_app.storage.deleted_people import DeletedPeople
from caregiver_app.storage.drafts import DraftShelf, drop_draft
from caregiver_app.storage.entry_rows import Place, entry_of, write_entry
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.family_entries import mark_seen
from caregiver_app.storage.family_shelf import FamilyShelf, keep_name, mark_of, own_name
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.lock_file import LOCK, LockFile
from caregiver_app.storage.long_save import LongSave
from caregiver_app.storage.outline import Outline, last_written, outline_of
from caregiver_app.storage.plan_photos import PlanPhotoShelf
from caregiver_app.storage.reached import ReachedFile
from caregiver_app.storage.room_aside import RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.plain_file import is_there

_SELECT = f"SELECT {COLUMNS} FROM entry"  # noqa: S608 - columns of ours
Counted = TypeVar("Counted", bound=Backup | None)
_MAY_LOOK = ("newer", "read_only")


class EntryLog:
    """One data folder, open for this program alone. Nothing in it is ever changed or deleted.

    `aside` keeps a few lines that the record itself could not take. `only_to_look` is None, or
    why nothing can be saved here: a newer program wrote the record, or the disk is read-only.
    `is_record` is False for what stands in its place for a while.
    """

    is_record = True

    def __init__(
        self,
        connection: apsw.Connection,
        lock: LockFile | None,
        database: Path,
        clock: Clock,
        keys: KeyFiles,
        only_to_look: StorageError | None = None,
    ) -> None:
        """Use `EntryLog.open`."""
        self.only_to_look = only_to_look
        self.keys = keys
        self._connection = connection
        self._long = LongSave()
        self._lock = lock
        self._database = database
        self._clock = clock
        self.aside = RoomAside(database.parent, keys)
        self.drafts = DraftShelf(connection, self._saving, database)
        self.plan_photos = PlanPhotoShelf(connection, self._saving, database)
        self.audit = AuditShelf(connection, self._saving, database)
        self.deleted = DeletedPeople(connection, database)
        self._file = identity(database)
        self._device, self._is_named = self._own_device()
        self._device_seq, self._hash = 0, ""
        if only_to_look is None:
            self._device_seq, self._hash = end_of_chain(connection, self._device)
        self._is_unsure = False
        self.family = FamilyShelf(
            connection, self._saving, self._long, database, self._place, self._stands
        )
        self._pieces: list[Generator[None, None, Backup | None]] = []
        self._reached = ReachedFile(database.parent)

    @classmethod
    def open(cls, data_dir: Path, clock: Clock, keys: KeyFiles | None = None) -> "EntryLog":
        """Open the record of a data folder and create it the first time; raise StorageError.

        A record with a passcode needs `keys` with its open lock, else the cause is `passcode`.
        A record that cannot or must not be written is opened only to look, when that works.
        """
        lock: LockFile | None = None
        keys = keys or KeyFiles()
        database = data_dir / DATABASE
        connection: apsw.Connection | None = None
        try:
            with plain_errors(data_dir):
                data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
                lock = LockFile(data_dir / LOCK)
            with plain_errors(database):
                connection = open_record(
                    data_dir, keys, partial(keep_before_update, data_dir, clock, keys)
                )
                return cls(connection, lock, database, clock, keys)
        except StorageError as problem:
            if connection is None and problem.cause in _MAY_LOOK and is_there(database):
                with suppress(StorageError), plain_errors(database):
                    connection = look_into_record(database, data_dir / KEY, keys)
                    return cls(connection, lock, database, clock, keys, problem)
            _let_go(connection, lock)
            raise
        except BaseException:
            _let_go(connection, lock)
            raise

    @classmethod
    def look(cls, data_dir: Path, clock: Clock) -> "EntryLog":
        """Open a record that is there only to look: no byte changes; raise StorageError.

        `locked` when a program has it open. The lock is held meanwhile, so that one that starts
        waits for a moment instead of finding the record busy.
        """
        database, lock, keys = data_dir / DATABASE, None, KeyFiles()
        try:
            with plain_errors(database):
                if (data_dir / LOCK).exists():
                    lock = LockFile(data_dir / LOCK)
                connection = look_into_record(database, data_dir / KEY, keys)
            log = cls(connection, lock, database, clock, keys, StorageError("read_only"))
        except BaseException:
            _let_go(None, lock)
            raise
        log.aside = RoomAside(data_dir, keys, only_to_look=True)
        return log

    @property
    def folder(self) -> Path:
        """Return the data folder."""
        return self._database.parent

    def append(
        self, entries: Sequence[NewEntry], *, finishes_draft_of: str | None = None
    ) -> tuple[Entry, ...]:
        """Write entries in one transaction; when this returns they survive a power cut.

        Either all are written or none. With `finishes_draft_of` the kept draft of that person
        goes in the same transaction: it is never offered again once it was saved. Raises
        StorageError with the cause.
        """
        written: list[Entry] = []
        for _rest in self._appending(entries, written, finishes_draft_of):
            pass
        return tuple(written)

    def appending(
        self, entries: Sequence[NewEntry], then: Callable[[tuple[Entry, ...]], None]
    ) -> Generator[None, None, None]:
        """Do the same as `append` in short pieces, for a window that must stay alive in between.

        It is still one transaction: none of it counts before all of it is on the disk, and `then`
        is called with it at that moment. Whoever saves meanwhile waits for the end of it. To close
        the generator, or the record, takes all of it back.
        """
        written: list[Entry] = []

        def work() -> Generator[None, None, None]:
            yield from self._appending(entries, written)
            then(tuple(written))

        return self._long.begun(work())

    def _appending(
        self,
        entries: Sequence[NewEntry],
        written: list[Entry],
        finishes_draft_of: str | None = None,
    ) -> Generator[None, None, None]:
        try:
            with self._saving():
                if self._is_unsure:
                    drop_after(self._connection, self._device, self._device_seq, self._hash)
                yield from self._write_all(entries, written)
                if finishes_draft_of is not None:
                    drop_draft(self._connection, finishes_draft_of)
        except StorageError:
            if not self._stands_after_all(written, len(entries)):
                raise
        if written:
            self._device_seq, self._hash = written[-1].device_seq, written[-1].hash
            self._is_named = True
        self._is_unsure = False

    def entries(
        self, person_id: str | None = None, kind: EntryKind | None = None
    ) -> tuple[Entry, ...]:
        """Return the entries in log order, of one person or kind when asked."""
        where = " WHERE (?1 IS NULL OR person_id = ?1) AND (?2 IS NULL OR kind = ?2) ORDER BY seq"
        if person_id is not None:  # plain equality, so that the index is used
            where = " WHERE person_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY seq"
        with plain_errors(self._database):
            rows = self._connection.execute(_SELECT + where, (person_id, kind))
            return tuple(entry_of(row) for row in rows if self._stands(row[6], row[7]))

    def has_entries(self) -> bool:
        """Say whether anything was ever written down."""
        with plain_errors(self._database):
            return self._connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None

    def last_written(self) -> Moment | None:
        """Return the latest time at which anything was written down, None before the first."""
        with plain_errors(self._database):
            return last_written(self._connection)

    def holds(self, entry_id: str) -> bool:
        """Say whether there is an entry of this id; one that was told as not saved is none."""
        row = self._one("SELECT device, device_seq FROM entry WHERE id = ?", entry_id)
        return row is not None and self._stands(str(row[0]), int(row[1] or 0))

    def ids(self) -> frozenset[str]:
        """Return the ids of all entries; see `holds`."""
        with plain_errors(self._database):
            rows = self._connection.execute("SELECT id, device, device_seq FROM entry")
            return frozenset(id_ for id_, device, seq in rows if self._stands(device, seq))

    def setting(self, name: str) -> str | None:
        """Return the value of a setting, or None when it was never set."""
        row = self._one("SELECT value FROM setting WHERE name = ?", name)
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep the value of a setting."""
        with self._saving():
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def check(self) -> None:
        """Read every page and follow every chain; raise StorageError `damaged` at a flaw."""
        for _rest in self.checking():
            pass

    def checking(self) -> Generator[None, None, None]:
        """Do the same in short pieces, for a window that must stay alive in between."""
        return self._counted(self._check(self._reached_file()))

    def backing_up(self, backups: BackupFolder, kind: BackupKind) -> Work:
        """Check the record and back it up, in short pieces; raise StorageError at a flaw."""
        return self._counted(self._back_up(backups, kind))

    def outline(self) -> Outline:
        """Return in short what the record holds."""
        with plain_errors(self._database):
            return outline_of(self._connection)

    def close(self) -> None:
        """Close the record and let another program in; closing twice does no harm."""
        for piece in self._pieces:  # a check or a backup in the middle of it
            piece.close()
        self._pieces.clear()
        self._long.close()
        try:
            with plain_errors(self._database), closing(self._connection):
                reached = self._reached_file()
                if reached is not None:
                    reached.keep(self._connection)
        finally:
            if self._lock is not None:
                self._lock.release()

    def _counted(self, piece: Generator[None, None, Counted]) -> Generator[None, None, Counted]:
        # It would take what is half written for damage, or into a backup.
        self._long.finish()
        waiting = self._long.first(piece)
        self._pieces.append(waiting)
        return waiting

    def _check(self, reached: ReachedFile | None = None) -> Generator[None, None, None]:
        with plain_errors(self._database):
            yield from check_pages_in_pieces(self._connection)
            if self.only_to_look is None:  # a newer program may chain them in another way
                yield from check_chain(self._connection)
            if reached is not None:
                reached.check(self._connection)

    def _reached_file(self) -> ReachedFile | None:
        return None if self.only_to_look is not None or self._is_unsure else self._reached

    def _back_up(self, backups: BackupFolder, kind: BackupKind) -> Work:
        yield from self._check()
        now, reached = self._clock.now(), self._reached_file()
        return (yield from backups.making(self._connection, kind, now, reached))

    @contextmanager
    def _saving(self) -> Iterator[None]:
        if self.only_to_look is not None:
            raise StorageError(self.only_to_look.cause, str(self.only_to_look))
        self._long.finish()
        with plain_errors(self._database), transaction(self._connection):
            yield
            self._refuse_deleted_file()

    def _refuse_deleted_file(self) -> None:
        # A deleted file would take the save and lose it: the driver does not notice.
        if identity(self._database) != self._file:
            raise StorageError("missing")

    def _stands(self, device: str, device_seq: int) -> bool:
        """Say whether an entry counts: what a failed commit left behind goes with the next one."""
        if device != self._device:
            return not self.family.is_coming(device, device_seq)
        is_unsure = self._is_unsure or self._long.is_open
        return not is_unsure or device_seq <= self._device_seq

    def _place(self, device: str | None = None) -> tuple[str, int]:
        """Return this computer's name and last number, once it has begun anew under a name."""
        if device is not None:
            self._device, self._device_seq, self._hash = device, 0, ""
        return self._device, self._device_seq

    def _write_all(
        self, entries: Sequence[NewEntry], written: list[Entry]
    ) -> Generator[None, None, None]:
        device_seq, last_hash = self._device_seq, self._hash
        if not self._is_named:
            keep_name(self._connection, self._device, mark_of(self._database, self._file))
        if not device_seq:
            mark_seen(self._connection, self._device, 1)
        recorded_at = here_and_now(self._clock)
        for new in entries:
            device_seq += 1
            place = Place(self._device, device_seq, recorded_at, last_hash)
            entry = write_entry(self._connection, new, place)
            last_hash = entry.hash
            written.append(entry)
            if len(written) % PIECE == 0:
                yield
        if written:
            keep_end(self._connection, self._device, device_seq, last_hash)

    def _stands_after_all(self, written: Sequence[Entry], wanted: int) -> bool:
        """Say whether a save that failed at its very end is on the disk all the same.

        The last step of a commit can fail when all is written. One more commit proves the disk;
        without it the save counts as failed, and the next one takes it out again.
        """
        self._is_unsure = True
        if not written or len(written) < wanted:
            return False
        try:
            with plain_errors(self._database):
                end = end_of_chain(self._connection, self._device)
            if end[1] != written[-1].hash:
                return False
            self.set_setting("proven", end[1])
        except StorageError:
            return False
        return True

    def _own_device(self) -> tuple[str, bool]:
        saving = self._saving if self.only_to_look is None else None
        with plain_errors(self._database):
            return own_name(self._connection, mark_of(self._database, self._file), saving)

    def _one(self, query: str, argument: str) -> tuple[str | None, ...] | None:
        with plain_errors(self._database):
            return self._connection.execute(query, (argument,)).fetchone()


def _let_go(connection: apsw.Connection | None, lock: LockFile | None) -> None:
    if connection is not None:
        connection.close()
    if lock is not None:
        lock.release()
