# SPDX-License-Identifier: MIT
"""Folders, accounts and clocks that few computers have: each keeps a record or says why not."""

import errno
import os
import stat
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.storage import chain
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import finish_new_record
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import write_whole
from caregiver_app.storage.restore import put_back
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.pieces import at_once
from tests.torture_power import on_disk
from tests.torture_record import CLOCK, pair

LONG = "a" * 250
_NOBODY = 65534
posix = pytest.mark.skipif(os.name == "nt", reason="it has no such rights")


def backed_up(log):
    return at_once(log.backing_up(BackupFolder(log.folder), BackupKind.AUTOMATIC))


@posix
@pytest.mark.parametrize("name", [f"{LONG}/{LONG}", "a" * 300, os.fsdecode(b"caf\xe9")], ids=len)
def test_a_folder_whose_path_no_record_can_have_is_named_as_the_cause(tmp_path, name):
    with pytest.raises(StorageError, match="too long, or has a letter that cannot") as error:
        EntryLog.open(tmp_path / name, CLOCK)
    lost = LostRecord(tmp_path / name, error.value, CLOCK)
    assert (lost.locked(), lost.offered()) == (None, None)


@posix
def test_a_folder_that_this_account_may_not_look_into_is_told_in_words(tmp_path):
    EntryLog.open(tmp_path / "other" / "data", CLOCK).close()
    with shut(tmp_path / "other"):
        with pytest.raises(StorageError, match="read-only") as error:
            EntryLog.open(tmp_path / "other" / "data", CLOCK)
        lost = LostRecord(tmp_path / "other" / "data", error.value, CLOCK)
        assert (lost.locked(), lost.offered()) == (None, None)
        assert BackupFolder(tmp_path / "other" / "data").backups() == ()


@contextmanager
def shut(folder):
    """Be somebody for whom a folder is shut."""
    folder.chmod(0)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)


@posix
def test_what_is_written_is_for_its_owner_alone_on_a_computer_that_gives_all_to_all(tmp_path):
    before = os.umask(0)
    try:
        log = EntryLog.open(tmp_path / "data", CLOCK)
        log.append(pair(1))
        log.aside.keep("note", "waits")
        backup = backed_up(log)
        log.close()
        put_back(log.folder, backup, CLOCK.now())
    finally:
        os.umask(before)
    found = [log.folder, *log.folder.rglob("*")]
    assert {path.name for path in found} > {"set-aside", "backups", "record.key"}
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@posix
def test_a_folder_under_two_names_has_one_record_and_one_writer(tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "stick")
    log = EntryLog.open(tmp_path / "data", CLOCK)
    log.append(pair(1))
    with pytest.raises(StorageError, match="open in another window"):
        EntryLog.open(tmp_path / "stick", CLOCK)
    log.close()
    again = EntryLog.open(tmp_path / "stick", CLOCK)
    assert len(again.entries()) == 2
    again.close()


def test_what_was_saved_and_backed_up_under_a_clock_that_began_in_1970_stays(tmp_path):
    begun = FixedClock(datetime(1970, 1, 1, 0, 0, 9, tzinfo=UTC), "America/New_York")
    for step, clock in enumerate((begun, CLOCK, begun)):
        log = EntryLog.open(tmp_path / "data", clock)
        log.append(pair(step))
        backed_up(log)
        log.check()
        log.close()
    assert len(BackupFolder(log.folder).backups()) == 3


@pytest.mark.parametrize(
    ("said", "told"), [(errno.EDQUOT, "disk is full"), (errno.EROFS, "is read-only")]
)
def test_a_used_up_quota_and_a_disk_that_became_read_only_are_named(tmp_path, said, told):
    with on_disk() as disk:
        log = EntryLog.open(tmp_path / "data", CLOCK)
        log.append(pair(1))
        disk.said, disk.refuse_for_ever = said, True
        disk.refuse_at = disk.calls + 1
        for save in (lambda: log.append(pair(2)), lambda: backed_up(log)):
            with pytest.raises(StorageError, match=told):
                save()
        disk.refuse_at = None
        log.append(pair(2))
        backed_up(log)
        assert len(log.entries()) == 4
        log.close()


def test_a_flaw_is_dated_alike_in_every_language_of_the_computer():
    words = chain.written_words("2026-03-07T15:05:00-05:00", "America/New_York")
    assert words == "2026-03-07 15:05"


def test_what_another_record_left_unfinished_is_never_played_back_into_a_new_one(tmp_path):
    log = EntryLog.open(tmp_path, CLOCK)
    log.append(pair(1))
    log.close()
    (tmp_path / "record.db").rename(tmp_path / "record.db.new")
    (tmp_path / "record.db-journal").write_bytes(b"of another record")
    assert finish_new_record(tmp_path, KeyFiles())
    assert not (tmp_path / "record.db-journal").exists()


@posix
def test_a_key_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one(tmp_path, monkeypatch):
    steps, sync, replace = [], os.fsync, type(tmp_path).replace

    def synced(descriptor):
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replaced(path, to):
        steps.append("named")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(type(tmp_path), "replace", replaced)
    write_whole(tmp_path / "record.key", b"a key")
    assert steps == ["file", "named", "folder"]
