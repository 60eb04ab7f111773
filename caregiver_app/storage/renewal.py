# SPDX-License-Identifier: MIT
"""A record under a new key, once it has a passcode: its old one stood in the clear before.

Whoever has a copy of the old key file then opens what was written until that day, and no more.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

import apsw

from caregiver_app.storage.chain import check_pages
from caregiver_app.storage.database import (
    DATABASE,
    KEY,
    UNFINISHED,
    connect,
    finish_new_record,
    plain_errors,
)
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.family_shelf import keep_name, mark_of
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import RecordKey, new_key, read_mark, sync_folder
from caregiver_app.storage.lock_file import LOCK, LockFile
from caregiver_app.storage.room_aside import ROOM, RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.clock import Clock

RENEW = "renew_key"
"""The setting that says that the key of a record once stood in the clear."""
_COUNT = "SELECT count(*), max(seq) FROM entry"


def open_renewed(data_dir: Path, clock: Clock, keys: KeyFiles | None = None) -> EntryLog:
    """Open a record as `EntryLog.open` does, under a new key when it needs one.

    Where that fails the old key stays, and it is tried again at the next opening.
    """
    log = EntryLog.open(data_dir, clock, keys)
    if not _is_due(log):
        return log
    log.close()
    with suppress(StorageError):
        _renew(data_dir, log.keys)
    return EntryLog.open(data_dir, clock, log.keys)


def _is_due(log: EntryLog) -> bool:
    if log.keys.lock is None or log.only_to_look is not None or not log.setting(RENEW):
        return False
    try:
        return not any(log.aside.texts().values())  # they have the old key: first they are saved
    except StorageError:
        return False


def _renew(data_dir: Path, keys: KeyFiles) -> None:
    """Copy a closed record under a new key; one rename decides, that of the key file."""
    unfinished, database = data_dir / UNFINISHED, data_dir / DATABASE
    with plain_errors(data_dir):
        lock = LockFile(data_dir / LOCK)
        try:
            held = _copied(database, keys.read(data_dir / KEY), unfinished)
            keys.write(data_dir / KEY, held)
            for path in data_dir.glob(f"{ROOM}*"):  # empty, and of the old key
                if ".unread" not in path.name:
                    path.unlink()
            finish_new_record(data_dir, keys)
        finally:
            lock.release()
    with suppress(StorageError):
        RoomAside(data_dir, keys).make()


def _copied(database: Path, held: RecordKey, unfinished: Path) -> RecordKey:
    key, journal = new_key(), unfinished.with_name(f"{unfinished.name}-journal")
    for leftover in (unfinished, journal):
        leftover.unlink(missing_ok=True)
    try:
        with closing(connect(database, held.key)) as source:
            _copy(source, database, unfinished, key)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    finally:
        journal.unlink(missing_ok=True)
    sync_folder(unfinished.parent)
    return RecordKey(key, read_mark(unfinished))


def _copy(source: apsw.Connection, database: Path, unfinished: Path, key: bytes) -> None:
    with closing(connect(unfinished, key, create=True)) as target:
        with target.backup("main", source, "main") as copy:
            copy.step()
        status = os.stat(unfinished)  # noqa: PTH116 - of a file that is open: no descriptor
        device = target.execute("SELECT value FROM setting WHERE name = 'device'").get
        with transaction(target):
            target.execute("DELETE FROM setting WHERE name = ?", (RENEW,))
            if device is not None:  # it is the same record: it goes on in its chain
                keep_name(target, str(device), mark_of(database, (status.st_dev, status.st_ino)))
        check_pages(target)
        if target.execute(_COUNT).fetchall() != source.execute(_COUNT).fetchall():
            raise StorageError("failed")
