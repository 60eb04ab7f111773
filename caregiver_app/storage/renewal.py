# SPDX-License-Identifier: MIT
"""A record under a new lock and a new key, once it has a passcode or gets another one.

Its old key stood in the clear before, or under a passcode that somebody else may know. Whoever has
a copy of the old key file then opens what was written until that day, and no more.
"""

from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path

import apsw

from caregiver_app.storage.chain import check_pages_in_pieces
from caregiver_app.storage.database import (
    DATABASE,
    KEY,
    UNFINISHED,
    connect,
    finish_new_record,
    identity,
    plain_errors,
)
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.family_shelf import keep_name, mark_of
from caregiver_app.storage.key_files import KeyFiles, OpenLock
from caregiver_app.storage.keys import RecordKey, new_key, read_mark, sync_folder
from caregiver_app.storage.lock_file import LOCK, LockFile
from caregiver_app.storage.passcode import bring_all_up_to_date, take_lock
from caregiver_app.storage.room_aside import ROOM, RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.clock import Clock
from caregiver_app.system.pieces import at_once

RENEW = "renew_key"
"""The setting that says that others may have the key of a record."""
_FORMER = "former_locks"
"""The lock keys from before a change, until no key file of a backup is under one of them."""
_PAGES = 100
"""Pages copied in one go: some 3 ms."""
_COUNT = "SELECT count(*), max(seq) FROM entry"


def put_under(log: EntryLog, lock: OpenLock) -> tuple[Path, ...]:
    """Put an open record and its backups under a new lock; its next opening gives it a new key.

    Raises StorageError when the record stays as it was. Returns the key files of backups that
    could not be written; `finish_lock` tries them again.
    """
    keys = log.keys
    former = [keys.lock.key, *keys.former] if keys.lock is not None else keys.former
    log.set_setting(RENEW, "1")
    log.set_setting(_FORMER, " ".join(key.hex() for key in former))
    failed = take_lock(log.folder, keys, lock)
    _forget_former(log, failed)
    return failed


def finish_lock(log: EntryLog) -> tuple[Path, ...]:
    """Do what a power cut left undone of a change of the lock; return what still failed."""
    former = (log.setting(_FORMER) or "").split()
    own = log.keys.lock.key if log.keys.lock is not None else b""
    log.keys.former = [key for key in map(bytes.fromhex, former) if key != own]
    failed = bring_all_up_to_date(log.folder, log.keys)
    if former:
        _forget_former(log, failed)
    return failed


def _forget_former(log: EntryLog, failed: tuple[Path, ...]) -> None:
    if not failed:
        with suppress(StorageError):  # the next start does it
            log.set_setting(_FORMER, "")
            log.keys.former = []


def open_renewed(data_dir: Path, clock: Clock, keys: KeyFiles | None = None) -> EntryLog:
    """Open a record as `EntryLog.open` does, under a new key when it needs one.

    Where that fails the old key stays, and it is tried again at the next opening.
    """
    return at_once(opening_renewed(data_dir, clock, keys))


def opening_renewed(
    data_dir: Path, clock: Clock, keys: KeyFiles | None = None
) -> Generator[None, None, EntryLog]:
    """Do the same in short pieces, for a window that must stay alive in between."""
    log = EntryLog.open(data_dir, clock, keys)
    if not _is_due(log):
        return log
    log.close()
    with suppress(StorageError):
        yield from _renewing(data_dir, log.keys)
    return EntryLog.open(data_dir, clock, log.keys)


def _is_due(log: EntryLog) -> bool:
    if log.keys.lock is None or log.only_to_look is not None or not log.setting(RENEW):
        return False
    try:
        return not any(log.aside.texts().values())  # they have the old key: first they are saved
    except StorageError:
        return False


def _renewing(data_dir: Path, keys: KeyFiles) -> Generator[None, None, None]:
    """Copy a closed record under a new key; one rename decides, that of the key file."""
    unfinished, database = data_dir / UNFINISHED, data_dir / DATABASE
    with plain_errors(data_dir):
        lock = LockFile(data_dir / LOCK)
        try:
            held = yield from _copied(database, keys.read(data_dir / KEY), unfinished)
            keys.write(data_dir / KEY, held)
            for path in data_dir.glob(f"{ROOM}*"):  # empty, and of the old key
                if ".unread" not in path.name:
                    path.unlink()
            finish_new_record(data_dir, keys)
        finally:
            lock.release()
    with suppress(StorageError):
        RoomAside(data_dir, keys).make()


def _copied(database: Path, held: RecordKey, unfinished: Path) -> Generator[None, None, RecordKey]:
    key, journal = new_key(), unfinished.with_name(f"{unfinished.name}-journal")
    for leftover in (unfinished, journal):
        leftover.unlink(missing_ok=True)
    try:
        with closing(connect(database, held.key)) as source:
            yield from _copying(source, database, unfinished, key)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    finally:
        journal.unlink(missing_ok=True)
    sync_folder(unfinished.parent)
    return RecordKey(key, read_mark(unfinished))


def _copying(
    source: apsw.Connection, database: Path, unfinished: Path, key: bytes
) -> Generator[None, None, None]:
    with closing(connect(unfinished, key, create=True)) as target:
        with target.backup("main", source, "main") as copy:
            copy.step(_PAGES)
            while not copy.done:
                yield
                copy.step(_PAGES)
        device = target.execute("SELECT value FROM setting WHERE name = 'device'").get
        with transaction(target):
            target.execute("DELETE FROM setting WHERE name = ?", (RENEW,))
            # It is the same record: it goes on in its chain.
            keep_name(target, str(device), mark_of(database, identity(unfinished)))
        yield
        yield from check_pages_in_pieces(target)
        if target.execute(_COUNT).fetchall() != source.execute(_COUNT).fetchall():
            raise StorageError("failed")
