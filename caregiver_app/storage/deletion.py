# SPDX-License-Identifier: MIT
"""One person taken out for good: of the backups first, then of the record itself.

Record and backups are copied without them under keys of chance, and the files with the old keys
go. What a disk still keeps of those files can no longer be read. Until the key file of the record
changes its content, everything about the person is in the record.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import apsw

from caregiver_app.domain.audit import AuditEvent
from caregiver_app.storage.audit import add_line
from caregiver_app.storage.backups import SET_ASIDE as BACKUPS_ASIDE
from caregiver_app.storage.database import (
    BACKUPS,
    DATABASE,
    KEY,
    UNFINISHED,
    connect,
    finish_new_record,
    look_into_record,
    plain_errors,
)
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import RecordKey, new_key, read_mark, sync_folder
from caregiver_app.storage.lock_file import LOCK, LockFile
from caregiver_app.storage.patience import patiently
from caregiver_app.storage.restore import SET_ASIDE
from caregiver_app.storage.room_aside import ROOM, RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.storage.without_person import Gone, copied_without, knows
from caregiver_app.system.pieces import at_once

_UNREADABLE = frozenset({"damaged", "wrong_key", "passcode", "newer", "missing"})
"""Nobody can take a person out of such a backup; any other failure stops the deletion."""
_ROOMY = 2


def set_aside_of(data_dir: Path) -> tuple[Path, ...]:
    """Return what was set aside and would be deleted too: nobody can look into all of it."""
    folders = (data_dir / SET_ASIDE, data_dir / BACKUPS / BACKUPS_ASIDE)
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    return (*found, *sorted(data_dir.glob(f"{ROOM}.unread*")))


def copies_beside(data_dir: Path) -> tuple[str, ...]:
    """Return the names of databases beside the record that are none of ours: they stay.

    A sync program or a careful person made them, and they may hold everybody.
    """
    ours = {f"{name}{end}" for name in (DATABASE, UNFINISHED) for end in ("", "-journal")}
    found = sorted(path.name for path in data_dir.glob("*.db*") if path.is_file())
    return tuple(name for name in found if name not in ours)


def backups_without(data_dir: Path, keys: KeyFiles, gone: Gone) -> Generator[None, None, None]:
    """Take a person out of every backup, in short pieces; the record may be open meanwhile.

    A backup that cannot be read, or that holds nobody else, is deleted. Raises StorageError when
    the disk refuses; what was done by then is done, and the record still holds everything.
    """
    folder = data_dir / BACKUPS
    with plain_errors(folder):
        _finish_cut_short(folder, keys)
        for database in sorted(folder.glob("*.db")):
            try:
                yield from _without(database, keys, gone)
            except StorageError as error:
                if error.cause not in _UNREADABLE:
                    raise
                _delete_pair(database)


def delete_person(data_dir: Path, keys: KeyFiles, gone: Gone, noted: AuditEvent) -> None:
    """Take a person out of the record, which is closed; `noted` becomes a line of it.

    A power cut leaves the record with them or without: one rename decides, that of the key file.
    Raises StorageError, and then they are still in the record.
    """
    with plain_errors(data_dir):
        lock = LockFile(data_dir / LOCK)
        try:
            held = _new_record(data_dir, keys, gone, noted)
            for _rest in backups_without(data_dir, keys, gone):  # one may have been made since
                pass
            _delete_leftovers(data_dir)
            texts = _waiting(data_dir, keys, gone.person_id)
            keys.write(data_dir / KEY, held)
            for path in data_dir.glob(f"{ROOM}*"):  # it has the key of the record that goes
                path.unlink()
            finish_new_record(data_dir, keys)
            _let_wait(data_dir, keys, texts)
        finally:
            lock.release()


def _new_record(data_dir: Path, keys: KeyFiles, gone: Gone, noted: AuditEvent) -> RecordKey:
    unfinished = data_dir / UNFINISHED
    held = keys.read(data_dir / KEY)
    with closing(connect(data_dir / DATABASE, held.key)) as source:
        made, _left = at_once(_copied(source, unfinished, gone, noted))
    return made


def _copied(
    source: apsw.Connection, path: Path, gone: Gone, noted: AuditEvent | None = None
) -> Generator[None, None, tuple[RecordKey, int]]:
    """Copy a database without a person under a new key; return that, and how much stays."""
    _refuse_without_room(source, path.parent)
    journal, key = path.with_name(f"{path.name}-journal"), new_key()
    for leftover in (path, journal):
        leftover.unlink(missing_ok=True)
    target = connect(path, key, create=True)
    target.pragma("synchronous", "OFF")  # nobody has this file yet: it is made safe at its end
    try:
        left = yield from copied_without(source, target, gone)
        if noted is not None:
            with transaction(target):
                add_line(target, noted)
    except BaseException:
        target.close()
        path.unlink(missing_ok=True)
        raise
    finally:
        target.close()
        journal.unlink(missing_ok=True)
    _make_safe(path)
    return RecordKey(key, read_mark(path)), left


def _make_safe(path: Path) -> None:
    """Have a finished file on the disk before its key says that it counts; it is closed."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def _refuse_without_room(source: apsw.Connection, folder: Path) -> None:
    """Refuse before anything is changed: the backups would be done and the record would not."""
    pages, size = source.pragma("page_count"), source.pragma("page_size")
    if shutil.disk_usage(folder).free < _ROOMY * int(pages or 0) * int(size or 0):
        raise StorageError("disk_full")


def _without(database: Path, keys: KeyFiles, gone: Gone) -> Generator[None, None, None]:
    key_file, unfinished = database.with_suffix(".key"), database.with_suffix(".part")
    if not key_file.exists():
        raise StorageError("missing")
    with plain_errors(database), closing(look_into_record(database, key_file, keys)) as source:
        if not knows(source, gone.person_id):
            return
        held, left = yield from _copied(source, unfinished, gone)
    if not left:
        unfinished.unlink()
        _delete_pair(database)
        return
    lock = keys.lock or keys.lock_of(key_file)
    KeyFiles(lock).write(key_file, held)
    patiently(partial(unfinished.replace, database))
    sync_folder(database.parent)


def _finish_cut_short(folder: Path, keys: KeyFiles) -> None:
    """Give a backup its name whose key file was written when the power was cut."""
    for unfinished in folder.glob("*.part"):
        key_file = unfinished.with_suffix(".key")
        with suppress(StorageError, FileNotFoundError):
            if keys.read(key_file).mark == read_mark(unfinished):
                unfinished.replace(unfinished.with_suffix(".db"))


def _delete_pair(database: Path) -> None:
    # The key goes first: without it the rest is noise, whatever happens then.
    for path in (database.with_suffix(".key"), database):
        path.unlink(missing_ok=True)
    sync_folder(database.parent)


def _delete_leftovers(data_dir: Path) -> None:
    """Delete what was set aside, and what an end in the middle left of a backup."""
    for place in set_aside_of(data_dir):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()
    for pattern in ("*.part", "*.part-journal", "*.key.new"):
        for leftover in (data_dir / BACKUPS).glob(pattern):
            leftover.unlink()


def _waiting(data_dir: Path, keys: KeyFiles, person_id: str) -> dict[str, str]:
    """Return what the record has never taken of the others."""
    with suppress(StorageError):
        texts = RoomAside(data_dir, keys).texts()
        return {name: text for name, text in texts.items() if person_id not in f"{name}\n{text}"}
    return {}


def _let_wait(data_dir: Path, keys: KeyFiles, texts: dict[str, str]) -> None:
    room = RoomAside(data_dir, keys)
    with suppress(StorageError):  # without room the record stands all the same
        for name, text in texts.items():
            room.keep(name, text)
