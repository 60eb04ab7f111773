# SPDX-License-Identifier: MIT
"""Backups of the record: each is read back whole before it counts, and carries its own key.

They lie in a folder beside the record, one database and one key file each, under the time at
which they were made. A backup that cannot be read is set aside, never deleted.
"""

import os
import re
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import takewhile
from pathlib import Path

import apsw

from caregiver_app.domain.backup_dates import to_thin_out
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.chain import check_chain, check_pages, check_pages_in_pieces
from caregiver_app.storage.database import BACKUPS, connect, look_into_record, plain_errors
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, OpenLock
from caregiver_app.storage.keys import RecordKey, read_mark, sync_folder
from caregiver_app.storage.outline import Outline, last_written, outline_of
from caregiver_app.storage.patience import patiently
from caregiver_app.storage.reached import ReachedFile
from caregiver_app.storage.transaction import named_by_the_disk
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _, ngettext

SET_ASIDE = "set-aside"
BASELINE = "backup_baseline"
"""The setting that says which backups were made before the last one was put back."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z-]+?)(?:-\d+)?", re.ASCII)
_PAGES = 100
"""Pages copied in one go: some 3 ms."""
_MOST_KEPT_APART = 5
_SPOILED = frozenset({"damaged", "wrong_key"})
"""What no later try makes good; a disk that fails or is busy may give the backup yet."""

Work = Generator[None, None, "Backup"]


class BackupKind(StrEnum):
    """Why a backup was made; only automatic ones are thinned out by their age."""

    AUTOMATIC = "auto"
    BY_HAND = "by-hand"
    BEFORE_RESTORE = "before-restore"
    BEFORE_UPDATE = "before-update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup by its file name; `made_at` in UTC. Nothing is read for this."""

    name: str
    kind: BackupKind
    made_at: datetime


class BackupFolder:
    """The backups of one data folder."""

    def __init__(self, data_dir: Path, keys: KeyFiles | None = None) -> None:
        self.path = data_dir / BACKUPS
        self.keys = keys or KeyFiles()

    def backups(self) -> tuple[Backup, ...]:
        """Return every backup, the newest first, by file names alone."""
        found: list[Backup | None] = []
        with suppress(OSError):  # nobody may look into the folder
            found = [_backup(path.stem) for path in self.path.glob("*.db")]
        known = [backup for backup in found if backup is not None]
        return tuple(sorted(known, key=lambda b: (b.made_at, b.name), reverse=True))

    def held(self, backup: Backup) -> tuple[int, Moment | None]:
        """Return how many entries a backup holds, and when the last was written down.

        Raises StorageError when it cannot be read whole.
        """
        with self._opened(backup.name) as connection:
            check_pages(connection)
            count = connection.execute("SELECT count(*) FROM entry").get
            return int(count), last_written(connection)

    def outline(self, backup: Backup) -> Outline:
        """Return what a backup holds; raise StorageError when it cannot be read whole."""
        with self._opened(backup.name) as connection:
            check_pages(connection)
            return outline_of(connection)

    def making(
        self,
        source: apsw.Connection,
        kind: BackupKind,
        now: datetime,
        reached: ReachedFile | None = None,
    ) -> Work:
        """Copy an open record in short pieces and read the copy back; return the backup.

        Raises StorageError and leaves every backup as it was: a record that is damaged, or that
        holds less than its last backup or than `reached`, never replaces or removes one.
        """
        with plain_errors(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield from self._refuse_shrunk(source, kind, reached)
            name = self._free_name(kind, now)
            unfinished = self.path / f"{name}.part"
            try:
                held = yield from _copied(source, unfinished)
                yield from _read_back(unfinished, held, source)
                self.keys.write(self.path / f"{name}.key", held)
                patiently(partial(unfinished.replace, self.path / f"{name}.db"))
                sync_folder(self.path)
            except BaseException:
                for leftover in self.path.glob(f"{name}.*"):
                    leftover.unlink(missing_ok=True)
                raise
        self._thin_out(now)
        return Backup(name=name, kind=kind, made_at=now)

    def set_aside(self, backup: Backup) -> Path:
        """Move a backup that cannot be read out of the way; return where it lies now."""
        place = self.path / SET_ASIDE
        with plain_errors(self.path):
            place.mkdir(mode=0o700, exist_ok=True)
            for path in self._files(backup.name):
                patiently(partial(path.replace, place / path.name))
        return place

    def copy_into(self, backup: Backup, unfinished: Path) -> RecordKey:
        """Copy a backup, whole and checked, to where a new record is made; return its key."""
        self.outline(backup)
        with plain_errors(self.path):
            unfinished.unlink(missing_ok=True)
            shutil.copyfile(self.path / f"{backup.name}.db", unfinished)
            unfinished.chmod(0o600)
            return self.keys.read(self.path / f"{backup.name}.key")

    def lock_of(self, backup: Backup) -> OpenLock | None:
        """Return the lock that a backup is under, None without a passcode; raise StorageError."""
        path = self.path / f"{backup.name}.key"
        with plain_errors(path):
            return self.keys.lock_of(path)

    @contextmanager
    def _opened(self, name: str) -> Iterator[apsw.Connection]:
        path = self.path / f"{name}.db"
        with plain_errors(path):
            connection = look_into_record(path, self.path / f"{name}.key", self.keys)
            try:
                yield connection
            finally:
                connection.close()

    def _refuse_shrunk(
        self, source: apsw.Connection, kind: BackupKind, reached: ReachedFile | None
    ) -> Generator[None, None, None]:
        """Raise StorageError `shrunk` when the record misses entries of its last backup.

        It is compared with the newest that can be read. One that is spoiled for good is set aside;
        any other may be whole and is left where it is. Backups from before the last one was put
        back do not count: that was meant.
        """
        if kind not in (BackupKind.AUTOMATIC, BackupKind.BY_HAND):
            return
        found = source.execute("SELECT value FROM setting WHERE name = ?", (BASELINE,)).get
        baseline = str(found or "")
        counting = [b for b in self.backups() if b.kind is not BackupKind.BEFORE_UPDATE]
        for last in takewhile(lambda b: b.name > baseline, counting):
            try:
                if self.lock_of(last) in self.keys.others:
                    continue  # of another computer: it never was of this record
                gone = yield from self._gone(source, last)
            except StorageError as error:
                if error.cause in _SPOILED:
                    self.set_aside(last)
                continue
            if gone:
                raise StorageError("shrunk", _shrunk_words(gone))
            break
        if reached is not None:
            reached.check(source)

    def _gone(self, source: apsw.Connection, backup: Backup) -> Generator[None, None, int]:
        """Return how many entries of a backup the record misses; raise StorageError."""
        with self._opened(backup.name) as connection:
            yield from check_pages_in_pieces(connection)
            here = _ids(source)
            yield
            gone = len(_ids(connection) - here)
            yield
        return gone

    def _free_name(self, kind: BackupKind, now: datetime) -> str:
        wanted = f"{now.astimezone(UTC):{_STAMP}}-{kind.value}"
        taken = {path.stem for path in self.path.iterdir()}
        number, name = 1, wanted
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _thin_out(self, now: datetime) -> None:
        """Remove what is no longer needed; a file that stays does no harm."""
        backups = self.backups()
        automatic = [b for b in backups if b.kind is BackupKind.AUTOMATIC]
        old = to_thin_out([b.made_at for b in automatic], now.astimezone(UTC))
        gone = [b for b in automatic if b.made_at in old]
        for kind in set(BackupKind) - {BackupKind.AUTOMATIC}:
            gone += [b for b in backups if b.kind is kind][_MOST_KEPT_APART:]
        for backup in gone:
            for path in self._files(backup.name):
                with suppress(OSError):
                    path.unlink()

    def _files(self, name: str) -> tuple[Path, ...]:
        # The key goes last: a database without its key could never be read again.
        paths = (self.path / f"{name}.db", self.path / f"{name}.key")
        return tuple(path for path in paths if path.exists())


def keep_before_update(
    data_dir: Path, clock: Clock, keys: KeyFiles, connection: apsw.Connection
) -> None:
    """Back up a record of an older program before its schema changes; raise StorageError."""
    folder = BackupFolder(data_dir, keys)
    for _rest in folder.making(connection, BackupKind.BEFORE_UPDATE, clock.now()):
        pass


def _backup(name: str) -> Backup | None:
    fits = _NAME.fullmatch(name)
    if fits is None or fits[2] not in list(BackupKind):
        return None
    with suppress(ValueError):
        made_at = datetime.strptime(fits[1], _STAMP).replace(tzinfo=UTC)
        return Backup(name=name, kind=BackupKind(fits[2]), made_at=made_at)
    return None


def _shrunk_words(gone: int) -> str:
    missing = ngettext(
        "{n} entry of the last backup is missing in the record.",
        "{n} entries of the last backup are missing in the record.",
        gone,
    )
    kept = _("No new backup was made, and none was removed. Look at the backups before you go on.")
    return f"{missing.format(n=gone)} {kept}"


def _ids(connection: apsw.Connection) -> set[object]:
    return {row[0] for row in connection.execute("SELECT id FROM entry")}


def _copied(source: apsw.Connection, unfinished: Path) -> Generator[None, None, RecordKey]:
    key = os.urandom(32)
    target = connect(unfinished, key, create=True)
    try:
        with named_by_the_disk(target), target.backup("main", source, "main") as copy:
            copy.step(_PAGES)
            while not copy.done:  # no rest after the last piece: what is saved then is not in it
                yield
                copy.step(_PAGES)
    finally:
        target.close()
        unfinished.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)
    return RecordKey(key, read_mark(unfinished))


def _read_back(
    unfinished: Path, held: RecordKey, source: apsw.Connection
) -> Generator[None, None, None]:
    """Open the copy anew: every page, every chain, and not an entry less than in the record."""
    query = "SELECT count(*), max(seq) FROM entry"
    wanted = source.execute(query).fetchall()  # before the first rest, in which more may be saved
    connection = connect(unfinished, held.key)
    try:
        if connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'chain_end'").get:
            yield from check_pages_in_pieces(connection)
            yield from check_chain(connection)
        else:  # of the first schema
            check_pages(connection)
        if connection.execute(query).fetchall() != wanted:
            raise StorageError(
                "failed", _("The backup did not hold everything. It was thrown away.")
            )
    finally:
        connection.close()
        unfinished.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)
