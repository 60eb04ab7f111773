# SPDX-License-Identifier: MIT
"""A record whose key once stood in the clear gets another one; nothing is lost by it."""

import apsw
import pytest

from caregiver_app.storage import key_files
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import connect
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Way, locked_key
from caregiver_app.storage.keys import read_key
from caregiver_app.storage.passcode import lock_of, new_lock, opened
from caregiver_app.storage.renewal import RENEW, open_renewed, opening_renewed, put_under
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.sealing import Cost
from tests.torture_power import on_disk
from tests.torture_record import CLOCK, PERSON, write_steps

CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS = "three green pears"


@pytest.fixture
def locked(tmp_path):
    """Return a folder that has just got its passcode, and the key that stood in the clear."""
    folder = tmp_path / "data"
    log = EntryLog.open(folder, CLOCK)
    write_steps(log, range(4), lambda _line: None)
    log.aside.make()
    key = read_key(folder / "record.key").key
    put_under(log, new_lock(WORDS, "CODE", CHEAP))
    log.close()
    return folder, key


def keys_of(folder):
    return KeyFiles(opened(lock_of(folder), Way.PASSCODE, WORDS))


def opens(folder, key):
    try:
        connect(folder / "record.db", key).close()
    except apsw.NotADBError:
        return False
    return True


def test_the_key_that_stood_in_the_clear_opens_nothing_that_is_written_later(locked):
    folder, key = locked
    assert opens(folder, key)
    log = open_renewed(folder, CLOCK, keys_of(folder))
    before = [(entry.device, entry.hash) for entry in log.entries()]
    write_steps(log, [4], lambda _line: None)
    devices = {entry.device for entry in log.entries(PERSON)}
    log.check()
    log.close()
    assert not opens(folder, key)
    assert (len(before), len(devices)) == (8, 1)  # it goes on in its own chain
    renewed = (folder / "record.key").read_bytes()
    again = open_renewed(folder, CLOCK, keys_of(folder))
    assert (len(again.entries()), again.setting(RENEW)) == (10, None)
    again.aside.keep("note", "has the new key")
    again.close()
    assert (folder / "record.key").read_bytes() == renewed  # once


def test_after_a_change_a_copy_of_the_key_file_and_the_old_passcode_open_nothing_new(
    locked, tmp_path
):
    folder, _key = locked
    open_renewed(folder, CLOCK, keys_of(folder)).close()
    copy = tmp_path / "copy.key"
    copy.write_bytes((folder / "record.key").read_bytes())
    log = open_renewed(folder, CLOCK, keys_of(folder))
    put_under(log, new_lock("other words", "NEW", CHEAP))
    keys = log.keys
    log.close()
    open_renewed(folder, CLOCK, keys).close()  # as the window does at once
    old = KeyFiles(opened(locked_key(copy).lock, Way.PASSCODE, WORDS))
    assert not opens(folder, old.read(copy).key)
    with pytest.raises(StorageError, match="passcode"):
        old.read(folder / "record.key")


def test_a_backup_that_was_put_back_gets_a_key_that_no_copy_of_its_key_file_has(locked):
    folder, _key = locked
    log = open_renewed(folder, CLOCK, keys_of(folder))
    backups = BackupFolder(folder, log.keys)
    for _rest in log.backing_up(backups, BackupKind.BY_HAND):
        pass
    keys = log.keys
    log.close()
    key = keys.read(next(backups.path.glob("*.key"))).key
    put_back(folder, backups.backups()[0], CLOCK.now(), keys)
    assert opens(folder, key)
    log = open_renewed(folder, CLOCK, keys)
    assert len(log.entries()) == 8
    log.close()
    assert not opens(folder, key)


def test_what_waits_aside_is_saved_before_the_key_changes(locked):
    folder, key = locked
    log = EntryLog.open(folder, CLOCK, keys_of(folder))
    log.aside.keep("held", "waits")
    log.close()
    log = open_renewed(folder, CLOCK, keys_of(folder))
    assert (log.aside.kept("held"), opens_held(log, key)) == ("waits", True)
    log.aside.keep("held", "")
    log.close()
    open_renewed(folder, CLOCK, keys_of(folder)).close()
    assert not opens(folder, key)


def opens_held(log, key):
    return log.keys.read(log.folder / "record.key").key == key


def test_without_a_passcode_or_where_nothing_says_so_the_key_stays(tmp_path):
    log = open_renewed(tmp_path / "data", CLOCK)
    log.set_setting(RENEW, "1")
    log.close()
    before = (tmp_path / "data" / "record.key").read_bytes()
    open_renewed(tmp_path / "data", CLOCK).close()
    assert (tmp_path / "data" / "record.key").read_bytes() == before


@pytest.mark.parametrize("turn", [1, 20, 40])
def test_a_disk_that_refuses_it_leaves_the_record_as_it_was(locked, turn):
    folder, _key = locked
    with on_disk() as disk:
        disk.refuse_at, disk.refuse_for_ever, disk.error = turn, True, apsw.FullError
        log = open_renewed(folder, CLOCK, keys_of(folder))
        assert len(log.entries()) == 8
        disk.begin()
        log.close()
    assert not (folder / "record.db.new").exists()


class PowerCutError(BaseException):
    """The end of the program."""


@pytest.mark.parametrize("is_written", [False, True])
def test_a_power_cut_leaves_one_record_and_one_key(locked, monkeypatch, is_written):
    folder, key = locked
    real, keys = key_files.write_whole, keys_of(folder)

    def cut(path, text):
        if is_written:
            real(path, text)
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", cut)
        with pytest.raises(PowerCutError):
            open_renewed(folder, CLOCK, keys)
    log = open_renewed(folder, CLOCK, keys_of(folder))
    assert len(log.entries()) == 8
    log.check()
    log.close()
    assert not opens(folder, key)


def test_a_copy_that_does_not_hold_everything_is_thrown_away(locked, monkeypatch):
    folder, key = locked

    def damaged(_connection):
        raise StorageError("damaged")

    monkeypatch.setattr("caregiver_app.storage.renewal.check_pages_in_pieces", damaged)
    log = open_renewed(folder, CLOCK, keys_of(folder))
    assert len(log.entries()) == 8
    log.close()
    assert opens(folder, key)


def test_a_copy_that_counts_otherwise_is_thrown_away_too(locked, monkeypatch):
    folder, key = locked
    monkeypatch.setattr("caregiver_app.storage.renewal._COUNT", "SELECT random()")
    open_renewed(folder, CLOCK, keys_of(folder)).close()
    assert opens(folder, key)


def test_what_cannot_be_read_aside_keeps_its_key_until_somebody_has_looked(locked):
    folder, key = locked
    (folder / "record.aside").write_bytes(b"nobody can read it")
    log = open_renewed(folder, CLOCK, keys_of(folder))
    log.aside.set_apart()
    log.close()
    assert opens(folder, key)
    open_renewed(folder, CLOCK, keys_of(folder)).close()
    assert not opens(folder, key)
    assert (folder / "record.aside.unread").exists()


def test_a_large_record_is_copied_in_pieces(locked):
    folder, key = locked
    log = EntryLog.open(folder, CLOCK, keys_of(folder))
    write_steps(log, range(4, 300), lambda _line: None)
    log.close()
    pieces = opening_renewed(folder, CLOCK, keys_of(folder))
    rests = 0
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            done.value.close()
            break
        rests += 1
    assert rests >= 3
    assert not opens(folder, key)
