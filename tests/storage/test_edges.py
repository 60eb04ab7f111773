# SPDX-License-Identifier: MIT
"""What is rare in the store: saves in the middle of a check, bad sectors, rooms only to look at."""

import errno
import shutil
from pathlib import Path

import apsw
import pytest

from caregiver_app.storage import deletion, restore
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Way
from caregiver_app.storage.passcode import lock_of_backups, new_lock, raised, take_lock
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.room_aside import RoomAside
from caregiver_app.storage.sealing import Cost
from tests.torture_record import AT, CLOCK, PERSON, write_steps

CHEAP = Cost(memory_kib=16, passes=1, lanes=1)


@pytest.fixture
def log(tmp_path):
    """Return an open record of more pages than are checked or copied in one go."""
    opened = EntryLog.open(tmp_path / "data", CLOCK)
    write_steps(opened, range(3), lambda _line: None)
    opened.drafts.keep("somebody", {"note": "x" * 2_000_000}, AT)
    yield opened
    opened.close()


def done(work):
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_what_is_saved_in_the_middle_of_a_check_or_a_backup_is_no_damage(log):
    check, step = log.checking(), 3
    for _rest in check:
        write_steps(log, [step] if step < 60 else [], lambda _line: None)
        step += 1
    folder = BackupFolder(log.folder)
    work = log.backing_up(folder, BackupKind.BY_HAND)
    before = len(log.entries(PERSON))
    for step in range(60, 67):
        next(work)
        write_steps(log, [step], lambda _line: None)
    held = len(folder.outline(done(work)).entries)
    assert before <= held <= len(log.entries(PERSON)) == before + 14


def backed_up(log):
    folder = BackupFolder(log.folder, log.keys)
    return done(log.backing_up(folder, BackupKind.BY_HAND))


def test_a_record_with_a_bad_sector_is_moved_aside_for_its_backup(log):
    backup, folder = backed_up(log), log.folder
    log.aside.make()
    log.close()
    (folder / "record.key").unlink()
    (folder / "record.db").unlink()
    (folder / "record.db").mkdir()  # what cannot be read, for root too
    kept = put_back(folder, backup, CLOCK.now())
    assert (kept / "record.db").is_dir()
    again = EntryLog.open(folder, CLOCK)
    assert len(again.entries(PERSON)) == 6
    again.close()


def test_where_the_copy_of_what_is_here_cannot_be_written_nothing_is_put_back(log, monkeypatch):
    backup, folder = backed_up(log), log.folder
    log.close()
    before = (folder / "record.db").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        with pytest.raises(StorageError, match="disk is full"):
            put_back(folder, backup, CLOCK.now())
    assert (folder / "record.db").read_bytes() == before
    assert restore._can_be_read(folder / "record.db")


def full(_path, _to):
    raise OSError(errno.ENOSPC, "full")


def test_of_backups_that_all_open_no_lock_is_asked_about(log):
    made = new_lock("three green pears", "AAAA", CHEAP)
    take_lock(log.folder, log.keys, made)
    backed_up(log)
    assert lock_of_backups(log.folder, log.keys) is None
    assert lock_of_backups(log.folder, KeyFiles()) == made.lock
    dear = new_lock("x", "y", Cost())
    assert raised(dear, Way.PASSCODE, "x", 0.5) is dear


def test_a_room_is_read_where_nothing_can_be_written_and_then_stays_as_it_is(log, monkeypatch):
    log.aside.keep("note", "waits")
    room = log.folder / "record.aside"
    before = room.read_bytes()
    looked = RoomAside(log.folder, log.keys, only_to_look=True)
    looked.set_apart()
    assert (looked.kept("note"), room.read_bytes()) == ("waits", before)
    with monkeypatch.context() as patch:
        patch.setattr(RoomAside, "_connect", read_only)
        assert RoomAside(log.folder, log.keys).texts() == {"note": "waits"}
    (log.folder / "record.aside-journal").unlink()
    log.aside.set_apart()
    assert not room.exists()
    assert [path.name for path in log.folder.glob("record.aside*")] == ["record.aside.unread"]


def test_of_a_backup_that_is_deleted_the_key_goes_first(log, monkeypatch):
    backup, gone, unlink = backed_up(log), [], Path.unlink

    def noted(path, **more):
        gone.append(path.suffix)
        unlink(path, **more)

    monkeypatch.setattr(Path, "unlink", noted)
    deletion._delete_pair(log.folder / "backups" / f"{backup.name}.db")
    assert gone == [".key", ".db"]


def read_only(_room, **_more):
    raise apsw.ReadOnlyError("read-only")
