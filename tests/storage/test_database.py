# SPDX-License-Identifier: MIT
"""What a family can rely on when files are damaged, missing, foreign or in use."""

import errno
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from caregiver_app.storage import database, lock_file
from caregiver_app.storage.database import connect, look_into, plain_errors
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import read_key
from caregiver_app.storage.migrations import STEPS
from caregiver_app.system.clock import FixedClock
from tests.torture_disk import NoSmallDisk, read_only, small_disk
from tests.torture_record import write_steps

CLOCK = FixedClock(datetime(2026, 3, 8, 15, 30, tzinfo=UTC), "UTC")


@pytest.fixture
def folder(tmp_path):
    EntryLog.open(tmp_path / "data", CLOCK).close()
    return tmp_path / "data"


def cause_of_opening(folder):
    with pytest.raises(StorageError) as error:
        EntryLog.open(folder, CLOCK)
    return error.value.cause


def test_everything_is_readable_by_its_owner_alone(folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes.pop("record.db-journal", 0o600) == 0o600
    files = ("record.db", "record.key", "record.lock", "record.reached")
    assert modes == dict.fromkeys(files, 0o600)


def test_nothing_that_was_written_can_be_read_from_the_file(tmp_path):
    log = EntryLog.open(tmp_path, CLOCK)
    log.set_setting("note", "canary in plain words")
    log.close()
    for path in tmp_path.iterdir():
        assert b"canary" not in path.read_bytes()
    assert not (tmp_path / "record.db").read_bytes().startswith(b"SQLite format 3")


def test_every_setting_of_the_connection_holds(folder):
    log = EntryLog.open(folder, CLOCK)
    names = ["locking_mode", "journal_mode", "synchronous", "secure_delete", "trusted_schema"]
    held = [log._connection.pragma(name) for name in names]
    log.close()
    assert held == ["exclusive", "truncate", 3, 1, 0]


def test_a_setting_that_does_not_hold_stops_the_start(folder, monkeypatch):
    monkeypatch.setattr(database, "_PRAGMAS", (("journal_mode", "TRUNCATE", "wal"),))
    assert cause_of_opening(folder) == "failed"


def test_a_second_window_is_refused_and_changes_nothing(folder):
    log = EntryLog.open(folder, CLOCK)
    before = {path.name: path.stat() for path in folder.iterdir()}
    assert cause_of_opening(folder) == "locked"
    code = (
        "import sys; from pathlib import Path\n"
        "from caregiver_app.storage.entry_log import EntryLog\n"
        "from caregiver_app.system.clock import SystemClock\n"
        "try: EntryLog.open(Path(sys.argv[1]), SystemClock())\n"
        "except Exception as error: print(error.cause)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    after = {path.name: path.stat() for path in folder.iterdir()}
    log.close()
    assert other.stdout == "locked\n"
    assert {n: (s.st_size, s.st_mtime_ns) for n, s in before.items()} == {
        n: (s.st_size, s.st_mtime_ns) for n, s in after.items()
    }


def test_the_lock_of_a_dead_program_is_no_lock(folder):
    code = (
        "import os, sys; from pathlib import Path\n"
        "from caregiver_app.storage.entry_log import EntryLog\n"
        "from caregiver_app.system.clock import SystemClock\n"
        "log = EntryLog.open(Path(sys.argv[1]), SystemClock()); os.abort()"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, check=False)
    EntryLog.open(folder, CLOCK).close()


def test_after_a_refused_start_the_record_can_still_be_opened(folder):
    kept = (folder / "record.db").read_bytes()
    (folder / "record.db").write_bytes(b"")
    assert cause_of_opening(folder) == "damaged"
    (folder / "record.db").write_bytes(kept)
    EntryLog.open(folder, CLOCK).close()


def test_a_record_cut_to_its_first_bytes_is_damaged_and_never_an_empty_one(folder):
    whole = (folder / "record.db").read_bytes()
    for left in (0, 1, 2, 15, 16, 17, 100, 511, 512, 4095):
        cut = whole[:left]
        (folder / "record.db").write_bytes(cut)
        assert cause_of_opening(folder) == "damaged"
        assert (folder / "record.db").read_bytes() == cut


@pytest.mark.parametrize("blank", [b"\0", b"\xff"])
def test_a_record_that_a_power_cut_blanked_is_damaged_and_not_another_one(folder, blank):
    whole = (folder / "record.db").read_bytes()
    for spoiled in (blank * len(whole), blank * 4096 + whole[4096:]):
        (folder / "record.db").write_bytes(spoiled)
        assert cause_of_opening(folder) == "damaged"


@pytest.mark.parametrize("name", ["record.db", "record.key"])
def test_a_missing_half_is_named_and_never_replaced_by_an_empty_record(folder, name):
    (folder / name).unlink()
    with pytest.raises(StorageError, match=name.replace(".", r"\.") + ", is missing") as error:
        EntryLog.open(folder, CLOCK)
    assert error.value.cause == "missing"
    assert not (folder / name).exists()


def test_a_key_of_another_record_is_told_from_damage(folder, tmp_path):
    EntryLog.open(tmp_path / "other", CLOCK).close()
    (folder / "record.key").write_bytes((tmp_path / "other" / "record.key").read_bytes())
    assert cause_of_opening(folder) == "wrong_key"


def test_every_flipped_bit_of_the_key_file_is_found(folder):
    whole = (folder / "record.key").read_bytes()
    for bit in range(0, len(whole) * 8, 5):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        (folder / "record.key").write_bytes(flipped)
        assert cause_of_opening(folder) in ("damaged", "newer")


def test_a_key_file_of_a_newer_program_is_called_newer(folder):
    text = (folder / "record.key").read_text(encoding="utf-8")
    (folder / "record.key").write_text(text.replace("key/1", "key/3"), encoding="utf-8")
    assert cause_of_opening(folder) == "newer"


def test_every_flipped_bit_of_the_database_is_found(tmp_path):
    log = EntryLog.open(tmp_path, CLOCK)
    for number in range(40):
        log.set_setting(f"name {number}", "value" * 200)
    log.close()
    whole = (tmp_path / "record.db").read_bytes()
    for bit in range(3, len(whole) * 8, len(whole) * 8 // 151):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        (tmp_path / "record.db").write_bytes(flipped)
        with pytest.raises(StorageError) as error:
            open_and_check(tmp_path)
        assert error.value.cause == "damaged"
    (tmp_path / "record.db").write_bytes(whole)
    open_and_check(tmp_path)


def open_and_check(folder):
    log = EntryLog.open(folder, CLOCK)
    try:
        log.check()
    finally:
        log.close()


def test_a_start_that_lost_power_before_the_last_rename_is_finished(folder):
    (folder / "record.db").rename(folder / "record.db.new")
    EntryLog.open(folder, CLOCK).close()
    assert sorted(path.name for path in folder.glob("record.db*") if path.stat().st_size) == [
        "record.db"
    ]


def test_a_start_that_lost_power_before_the_key_was_written_begins_again(folder):
    (folder / "record.db").rename(folder / "record.db.new")
    (folder / "record.key").unlink()
    EntryLog.open(folder, CLOCK).close()
    assert (folder / "record.db").exists()


def test_a_new_database_of_another_key_is_not_taken_for_ours(folder):
    (folder / "record.db").unlink()
    (folder / "record.db.new").write_bytes(b"x" * 4096)
    assert cause_of_opening(folder) == "missing"


def test_a_key_of_the_wrong_length_is_never_taken_for_a_passphrase(folder):
    with pytest.raises(StorageError) as error:
        connect(folder / "record.db", b"short")
    assert error.value.cause == "wrong_key"


def test_a_database_that_was_cut_short_is_damaged_not_foreign(folder):
    whole = (folder / "record.db").read_bytes()
    (folder / "record.db").write_bytes(whole[:10])
    assert cause_of_opening(folder) == "damaged"


def test_a_lock_that_the_disk_cannot_give_is_told(folder, monkeypatch):
    def no_locks(_descriptor):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock_file, "_take", no_locks)
    assert cause_of_opening(folder) == "failed"


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cause_of_opening(tmp_path / "file" / "data") == "missing"


def test_a_migration_that_fails_leaves_the_record_as_it_was(folder, monkeypatch):
    monkeypatch.setattr(
        "caregiver_app.storage.migrations.STEPS", (*STEPS, "CREATE TABLE x (a); SELECT nonsense")
    )
    assert cause_of_opening(folder) == "failed"
    monkeypatch.undo()
    open_and_check(folder)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (apsw.ReadOnlyError("x"), "read_only"),
        (apsw.IOError("x"), "failed"),
        (PermissionError(13, "x"), "read_only"),
        (OSError(28, "x"), "disk_full"),
    ],
)
def test_each_failure_has_its_own_cause_and_sentence(folder, error, cause):
    with pytest.raises(StorageError) as caught, plain_errors(folder / "record.db"):
        raise error
    assert caught.value.cause == cause
    assert str(caught.value).endswith((".", "?"))


def test_an_unplugged_disk_is_called_missing():
    with pytest.raises(StorageError) as caught, plain_errors(Path("/nowhere/record.db")):
        raise apsw.IOError("x")
    assert caught.value.cause == "missing"


def test_a_mistake_while_opening_leaves_nothing_open(folder, monkeypatch):
    def mistake(_log):
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(EntryLog, "_own_device", mistake)
    with pytest.raises(ValueError, match="of ours"):
        EntryLog.open(folder, CLOCK)
    monkeypatch.undo()
    open_and_check(folder)


def test_what_cannot_be_read_cannot_be_looked_at_either(folder):
    (folder / "record.db").write_bytes(b"x" * 5000)
    with pytest.raises(apsw.NotADBError):
        look_into(folder / "record.db", folder / "record.key", KeyFiles())


def test_a_newer_record_that_this_program_cannot_read_at_all_is_refused(folder):
    connection = connect(folder / "record.db", read_key(folder / "record.key").key)
    connection.pragma("user_version", 999)
    connection.execute("DROP TABLE setting")
    connection.close()
    assert cause_of_opening(folder) == "newer"
    assert cause_of_opening(folder) == "newer"  # and nothing of it is still open


def test_a_record_on_a_read_only_disk_can_be_looked_at(tmp_path):
    try:
        with small_disk(tmp_path):
            log = EntryLog.open(tmp_path / "data", CLOCK)
            write_steps(log, range(2), lambda _line: None)
            log.close()
            with read_only(tmp_path):
                looked = EntryLog.open(tmp_path / "data", CLOCK)
                looked.check()
                with pytest.raises(StorageError, match="read-only"):
                    looked.set_setting("theme", "dark")
                assert (len(looked.entries()), str(looked.only_to_look)[:10]) == (4, "The record")
                looked.close()
    except NoSmallDisk as reason:
        pytest.skip(str(reason))
