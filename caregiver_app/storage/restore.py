# SPDX-License-Identifier: MIT
"""Putting a backup back in place of the record; what was there is set aside, never deleted."""

import os
import shutil
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from caregiver_app.domain.audit import AuditEvent
from caregiver_app.storage.audit import add_line
from caregiver_app.storage.backups import BASELINE, Backup, BackupFolder
from caregiver_app.storage.database import (
    DATABASE,
    KEY,
    UNFINISHED,
    connect,
    finish_new_record,
    plain_errors,
)
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import RecordKey, read_mark, sync_folder
from caregiver_app.storage.lock_file import LOCK, LockFile
from caregiver_app.storage.patience import patiently
from caregiver_app.storage.renewal import RENEW
from caregiver_app.storage.room_aside import ROOM, RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.plain_file import is_other, open_plain

SET_ASIDE = "set-aside"
_HAS_LINES = "SELECT count(*) FROM sqlite_schema WHERE name = 'audit'"
_KEEP = "INSERT OR REPLACE INTO setting VALUES (?, ?)"
_PIECE = 1024 * 1024


def put_back(
    data_dir: Path,
    backup: Backup,
    now: datetime,
    keys: KeyFiles | None = None,
    noted: AuditEvent | None = None,
) -> Path:
    """Put a backup in place of the record, which is closed; return where the old files lie.

    The old files are copied aside first. A power cut leaves the old record or the new one: which
    of them is decided by one rename, that of the key file. Old files of which one cannot be read
    are moved aside instead; a power cut then leaves them there, and the backups. `noted` becomes
    a line of the record that comes back. Raises StorageError.
    """
    keys = keys or KeyFiles()
    folder = BackupFolder(data_dir, keys)
    with plain_errors(data_dir):
        lock = LockFile(data_dir / LOCK)
        try:
            kept = _place_aside(data_dir, now)
            is_copied = _copy_aside(data_dir, kept)
            waiting = _waiting(data_dir, keys)
            unfinished = data_dir / UNFINISHED
            held = folder.copy_into(backup, unfinished)
            # A backup with a passcode never becomes a record without one.
            found = KeyFiles(keys.lock or folder.lock_of(backup))
            _mark_as_put_back(unfinished, held, folder, noted, RENEW if found.lock else "")
            if not is_copied:
                _move_aside(data_dir, kept)
            sync_folder(data_dir)
            found.write(data_dir / KEY, RecordKey(held.key, read_mark(unfinished)))
            keys.lock = found.lock
            _set_room_aside(data_dir, kept)
            finish_new_record(data_dir, keys)
            _let_wait(data_dir, keys, waiting)
        finally:
            lock.release()
    return kept


def _place_aside(data_dir: Path, now: datetime) -> Path:
    wanted = data_dir / SET_ASIDE / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    place, number = wanted, 1
    while place.exists():
        number += 1
        place = wanted.with_name(f"{wanted.name}-{number}")
    for folder in (place.parent, place):
        folder.mkdir(mode=0o700, exist_ok=True)
    return place


def _copy_aside(data_dir: Path, place: Path) -> bool:
    """Copy the old files; say whether that could be done: a bad disk may not give them."""
    for path in _old_files(data_dir):
        if is_other(path):  # a device may have no end
            return False
        try:
            shutil.copyfile(path, place / path.name)
        except OSError:
            if _can_be_read(path):  # then it is the copy that could not be written
                raise
            return False
        (place / path.name).chmod(0o600)
    sync_folder(place)
    return True


def _move_aside(data_dir: Path, place: Path) -> None:
    """Move the old files, the record before its journal: without that it must not be opened."""
    for path in _old_files(data_dir):
        patiently(partial(path.replace, place / path.name))
    sync_folder(place)


def _old_files(data_dir: Path) -> tuple[Path, ...]:
    paths = (data_dir / name for name in (DATABASE, f"{DATABASE}-journal", KEY))
    return tuple(path for path in paths if path.exists())


def _can_be_read(path: Path) -> bool:
    try:
        with os.fdopen(open_plain(path), "rb") as file:
            while file.read(_PIECE):
                pass
    except OSError:
        return False
    return True


def _waiting(data_dir: Path, keys: KeyFiles) -> dict[str, str]:
    """Return what the record has never taken: it is in no backup, and waits for the next one."""
    with suppress(StorageError):  # without its key, or damaged: it lies aside
        return RoomAside(data_dir, keys).texts()
    return {}


def _let_wait(data_dir: Path, keys: KeyFiles, texts: dict[str, str]) -> None:
    room = RoomAside(data_dir, keys)
    with suppress(StorageError):  # the record is put back all the same, and the old room lies aside
        for name, text in texts.items():
            room.keep(name, text)


def _set_room_aside(data_dir: Path, place: Path) -> None:
    """Take the room for a full disk away: it has the key of the record that goes."""
    for path in data_dir.glob(f"{ROOM}*"):
        path.replace(place / path.name)


def _mark_as_put_back(
    unfinished: Path, held: RecordKey, folder: BackupFolder, noted: AuditEvent | None, renew: str
) -> None:
    """Begin a chain of its own, and say that fewer entries than before are meant.

    `renew` names a setting that asks for a new key, blank for none: others may have the old one.
    """
    newest = next(iter(folder.backups()))
    connection = connect(unfinished, held.key)
    try:
        with transaction(connection):
            for name, value in (("device", str(uuid.uuid4())), (BASELINE, newest.name)):
                connection.execute(_KEEP, (name, value))
            if renew:
                connection.execute(_KEEP, (renew, "1"))
            if noted is not None and connection.execute(_HAS_LINES).get:
                add_line(connection, noted)
    finally:
        connection.close()
        unfinished.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)
