# SPDX-License-Identifier: MIT
"""A folder, pipe, socket or device in the place of a file of the record never makes it wait."""

import os
import socket
from pathlib import Path

import pytest

from caregiver_app.services.languages import COUNTRY_FILE, choose_early
from caregiver_app.services.reminding.remind_once import TOLD, OnceReminder
from caregiver_app.services.safekeeping.locked_record import LockedRecord
from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.lock_file import hand_over
from caregiver_app.storage.lock_screen import LOCK_SCREEN, LockScreen, read_lock_screen
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.room_aside import RoomAside
from caregiver_app.storage.tries import TRIES
from caregiver_app.system.failures import LOG, MARK, Failures, RunningMark
from caregiver_app.system.plain_file import NotAFileError, read_plain, write_plain
from caregiver_app.system.words import in_use
from tests.torture_record import CLOCK, pair

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it has no pipe with a name")


def folder(path: Path) -> None:
    path.mkdir()
    (path / "holiday.jpg").write_text("of somebody else")


def listener(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a long path is no name for it
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


OTHERS = (os.mkfifo, folder, listener, endless)
NEEDED = ("record.db", "record.db-journal", "record.key", "record.lock")
NOT_NEEDED = ("record.reached", "record.reached.new", "record.db.new", "record.aside", "backups")


@pytest.fixture
def record(tmp_path):
    """Return the folder of a record with one pair of entries and a backup, closed."""
    log = EntryLog.open(tmp_path / "data", CLOCK)
    log.append(pair(0))
    list(log.backing_up(BackupFolder(log.folder, log.keys), BackupKind.BY_HAND))
    log.close()
    return tmp_path / "data"


@pytest.fixture(params=OTHERS, ids=lambda other: other.__name__)
def put(request):
    """Return what puts another thing in the place of a file."""

    def put(path: Path) -> None:
        if path.is_dir():
            path.rename(path.with_name("backups-away"))
        path.unlink(missing_ok=True)
        request.param(path)

    return put


@pytest.mark.parametrize("name", NEEDED)
def test_it_is_named_and_the_backup_takes_the_place_of_the_record(record, put, name):
    put(record / name)
    with pytest.raises(StorageError, match=rf"no file, stands in the place of {name}\.") as told:
        EntryLog.open(record, CLOCK)
    assert told.value.cause == "missing"
    lost = LostRecord(record, told.value, CLOCK)
    assert "Then try again." in lost.what_helps
    if name == "record.lock":
        return
    lost.put_back(lost.offered().name)
    log = EntryLog.open(record, CLOCK)
    assert len(log.entries()) == 2
    log.close()
    kept = next((record / "set-aside").iterdir())
    assert os.path.lexists(kept / name)


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_where_the_record_can_do_without_it_opens_and_saves(record, put, name):
    put(record / name)
    log = EntryLog.open(record, CLOCK)
    log.append(pair(1))
    assert len(log.entries()) == 4
    log.close()
    if name == "record.aside":
        with pytest.raises(StorageError, match=r"in the place of record\.aside"):
            RoomAside(record).texts()


@pytest.mark.parametrize("end", [".db", ".key", ".db-journal"])
def test_a_backup_that_cannot_be_read_is_told_and_the_next_one_is_made(record, put, end):
    folder = BackupFolder(record)
    (spoiled,) = folder.backups()
    put(folder.path / f"{spoiled.name}{end}")
    log = EntryLog.open(record, CLOCK)
    log.append(pair(1))
    list(log.backing_up(folder, BackupKind.BY_HAND))
    newest = folder.backups()[0]
    assert newest != spoiled
    assert folder.held(newest)[0] == 4
    with pytest.raises(StorageError):
        folder.held(spoiled)
    log.close()
    put_back(record, newest, CLOCK.now())
    again = EntryLog.open(record, CLOCK)
    assert len(again.entries()) == 4
    again.close()


@pytest.mark.parametrize("other", [os.mkfifo, listener, endless])
@pytest.mark.parametrize("place", ["set-aside", "backups/set-aside"])
def test_where_nothing_can_be_set_aside_the_record_is_not_replaced(record, other, place):
    other(record / place)
    folder = BackupFolder(record)
    (backup,) = folder.backups()
    if place == "set-aside":
        with pytest.raises(StorageError):
            put_back(record, backup, CLOCK.now())
    else:
        with pytest.raises(StorageError):
            folder.set_aside(backup)
        assert folder.backups() == (backup,)
    log = EntryLog.open(record, CLOCK)
    assert len(log.entries()) == 2
    log.close()


def test_what_stands_beside_the_record_counts_as_not_there(tmp_path, put):
    before = in_use()
    for name in (TRIES, LOCK_SCREEN, COUNTRY_FILE, LOG, MARK, TOLD, "record.key", "record.lock"):
        put(tmp_path / name)
    locked = LockedRecord(tmp_path)
    assert (locked.is_locked, locked.wait_s()) == (False, 0)
    locked.hold()
    choose_early(tmp_path)
    assert in_use() == before
    assert read_lock_screen(tmp_path) == LockScreen()
    assert OnceReminder(tmp_path, CLOCK).due() == ()
    OnceReminder(tmp_path, CLOCK).note()
    assert not hand_over(tmp_path)
    failures = Failures(print, print)
    failures.log_to(tmp_path)
    failures.close()
    assert not RunningMark(tmp_path).begin()


def test_nothing_but_a_file_is_read_or_written(tmp_path, put):
    put(tmp_path / "other")
    for work in (read_plain, lambda path: write_plain(path, b"x")):
        with pytest.raises(NotAFileError) as told:
            work(tmp_path / "other")
        assert told.value.filename == str(tmp_path / "other")
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path / "nothing")
    for content in (b"a longer one", b"short"):
        write_plain(tmp_path / "file", content)
        assert read_plain(tmp_path / "file") == content
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_plain(tmp_path / "link") == b"short"
