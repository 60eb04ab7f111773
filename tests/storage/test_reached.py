# SPDX-License-Identifier: MIT
"""A record of another day in the place of the one that was closed last is noticed and told."""

import random

import pytest

from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import DATABASE, KEY
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.reached import REACHED
from caregiver_app.storage.restore import put_back
from caregiver_app.system.pieces import at_once
from tests.storage.test_entry_log import CLOCK, new


@pytest.fixture
def data(tmp_path):
    """Return the folder of a record that was closed twice, and as it was the first time."""
    write(tmp_path)
    (tmp_path / "old.db").write_bytes((tmp_path / DATABASE).read_bytes())
    write(tmp_path, 3)
    return tmp_path


def write(folder, entries=1):
    log = EntryLog.open(folder, CLOCK)
    log.append([new() for _ in range(entries)])
    log.close()


def told(folder, *, dies=False):
    """Open a record and check it; return what is told of it, blank for nothing."""
    log = EntryLog.open(folder, CLOCK)
    try:
        log.check()
    except StorageError as error:
        return error.cause
    finally:
        log._connection.close() if dies else log.close()
        log._lock.release()
    return ""


def put_old_one_in_place(data):
    (data / "old.db").replace(data / DATABASE)


def test_a_record_of_another_day_is_told_until_the_program_was_closed_after_it(data):
    put_old_one_in_place(data)
    assert [told(data, dies=True), told(data), told(data)] == ["shrunk", "shrunk", ""]


def test_it_makes_no_backup_and_names_where_the_last_one_is(data):
    put_old_one_in_place(data)
    log = EntryLog.open(data, CLOCK)
    with pytest.raises(StorageError, match="Settings, Backups"):
        at_once(log.backing_up(BackupFolder(data), BackupKind.AUTOMATIC))
    assert not BackupFolder(data).backups()
    log.close()


def test_a_start_that_was_closed_before_it_was_checked_leaves_it_to_the_next_one(data):
    put_old_one_in_place(data)
    EntryLog.open(data, CLOCK).close()
    assert told(data) == "shrunk"


def test_what_was_saved_before_a_hard_end_is_no_record_of_another_day(data):
    log = EntryLog.open(data, CLOCK)
    log.append([new()])
    log._connection.close()
    log._lock.release()
    assert told(data) == ""


def test_a_backup_that_is_put_back_twice_is_meant(data):
    log = EntryLog.open(data, CLOCK)
    backup = at_once(log.backing_up(BackupFolder(data), BackupKind.BY_HAND))
    log.close()
    for _again in range(2):
        write(data)
        put_back(data, backup, CLOCK.now())
        assert told(data) == ""


def test_a_record_that_is_begun_anew_is_meant(data):
    for name in (DATABASE, KEY):
        (data / name).unlink()
    assert told(data) == ""


def test_a_record_in_which_nothing_stands_yet_is_no_record_of_another_day(tmp_path):
    assert [told(tmp_path), told(tmp_path), told(tmp_path)] == ["", "", ""]
    write(tmp_path)
    assert told(tmp_path) == ""


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b'{"seq": "x"}', None])
def test_a_file_that_is_gone_or_not_whole_says_nothing_and_is_written_again(data, text):
    path = data / REACHED
    whole = path.read_bytes()
    path.unlink() if text is None else path.write_bytes(text)
    assert told(data) == ""
    assert path.read_bytes() == whole


def test_a_disk_that_does_not_take_it_stops_nothing(data):
    (data / f"{REACHED}.new").mkdir()
    write(data)
    assert told(data) == ""


def test_whichever_day_it_is_of_it_is_told(tmp_path):
    chance, days = random.Random(2026), []  # noqa: S311 - not a secret
    for _day in range(12):
        write(tmp_path, chance.randint(1, 4))
        days.append([(tmp_path / name).read_bytes() for name in (DATABASE, REACHED)])
    for old, _file in days[:-1]:
        (tmp_path / DATABASE).write_bytes(old)
        (tmp_path / REACHED).write_bytes(days[-1][1])
        assert told(tmp_path) == "shrunk"


def test_an_entry_that_was_told_as_not_saved_is_never_remembered(data):
    log = EntryLog.open(data, CLOCK)
    log._is_unsure = True  # as after a save that failed at its last step
    before = (data / REACHED).read_bytes()
    log.append([new()])
    log._is_unsure = True
    log.check()
    at_once(log.backing_up(BackupFolder(data), BackupKind.BY_HAND))
    log.close()
    assert (data / REACHED).read_bytes() == before
