# SPDX-License-Identifier: MIT
"""A record or a backup that somebody handed over brings its entries, and nothing else."""

import shutil
from contextlib import closing

import pytest

from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import connect, look_into_record
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.migrations import STEPS, SUMS, _made, sum_of
from caregiver_app.storage.restore import put_back
from tests.conftest import NOW, ZONE, MovingClock
from tests.torture_record import write_steps

EVIL = {
    "what is saved later goes": """
        CREATE TRIGGER shy AFTER INSERT ON setting BEGIN DELETE FROM draft; END""",
    "a guard was taken out": "DROP TRIGGER entry_is_never_deleted",
    "a guard says yes": """
        DROP TRIGGER entry_is_never_changed;
        CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT 1; END""",
    "a view stands for a table": """
        DROP TABLE seen;
        CREATE VIEW seen AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
            SELECT 'a' AS person_id, 'b' AS device, x AS device_seq, 'c' AS other,
            x AS other_seq FROM n""",
    "a table more": "CREATE TABLE more (a TEXT CHECK (length(a) < 9))",
    "an index that lies": "CREATE INDEX lies ON entry (recorded_at) WHERE seq < 3",
}


@pytest.fixture
def clock():
    return MovingClock(NOW, ZONE)


@pytest.fixture
def handed_over(tmp_path, clock):
    """Return the folder of backups of a record, with a backup that can be changed."""
    log = EntryLog.open(tmp_path / "data", clock)
    write_steps(log, range(3), lambda _line: None)
    folder = BackupFolder(tmp_path / "data")
    list(log.backing_up(folder, BackupKind.BY_HAND))
    log.close()
    return folder


def changed(folder, sql):
    (backup,) = folder.backups()
    path = folder.path / f"{backup.name}.db"
    with closing(connect(path, KeyFiles().read(path.with_suffix(".key")).key)) as connection:
        connection.execute(sql)
    return backup


@pytest.fixture(params=["v1", "v3", f"v{len(STEPS)}"])
def of_then(request, tmp_path):
    """Return the folder of a record as some version of this program left it."""
    shutil.copytree(f"tests/storage/databases/{request.param}", tmp_path / "data")
    return tmp_path / "data"


FOREIGN = {
    "what is saved later goes": EVIL["what is saved later goes"],
    "it runs when the record is brought up to date": """
        CREATE TRIGGER shy BEFORE INSERT ON draft BEGIN DELETE FROM setting; END""",
    "a guard was taken out": EVIL["a guard was taken out"],
    "a view stands for a table": """
        DROP TABLE draft;
        CREATE VIEW draft AS SELECT id AS person_id, payload, recorded_at AS at,
            recorded_zone AS zone FROM entry""",
    "a table more": EVIL["a table more"],
    "a table of another make": "DROP TABLE setting; CREATE TABLE setting (name, value)",
}


@pytest.mark.parametrize("sql", FOREIGN.values(), ids=list(FOREIGN))
def test_a_record_with_more_than_entries_in_it_is_never_written(of_then, clock, sql):
    database, key = of_then / "record.db", KeyFiles().read(of_then / "record.key").key
    with closing(connect(database, key)) as connection:
        connection.execute(sql)
    before = bytes_of(of_then)
    with pytest.raises(StorageError, match="did not put there") as refusal:
        EntryLog.open(of_then, clock)
    assert refusal.value.cause == "damaged"
    assert {name: bytes_of(of_then)[name] for name in before} == before
    assert not list(of_then.glob("backups/*.db"))


def test_a_record_without_more_is_brought_up_to_date_and_written(of_then, clock):
    with closing(EntryLog.open(of_then, clock)) as log:
        held = len(log.entries())
        write_steps(log, [3], lambda _line: None)
        assert len(log.entries()) > held


def bytes_of(data_dir):
    return {path.name: path.read_bytes() for path in data_dir.iterdir() if path.is_file()}


@pytest.mark.parametrize("sql", EVIL.values(), ids=list(EVIL))
def test_a_backup_with_more_than_entries_in_it_is_never_put_back(handed_over, tmp_path, sql):
    backup = changed(handed_over, sql)
    before = bytes_of(tmp_path / "data")
    for look in (handed_over.outline, handed_over.held):
        with pytest.raises(StorageError) as refusal:
            look(backup)
        assert refusal.value.cause == "damaged"
    with pytest.raises(StorageError):
        put_back(tmp_path / "data", backup, NOW)
    assert bytes_of(tmp_path / "data") == before


def test_a_whole_one_is_put_back_and_takes_entries(handed_over, tmp_path, clock):
    put_back(tmp_path / "data", handed_over.backups()[0], NOW)
    with closing(EntryLog.open(tmp_path / "data", clock)) as log:
        held = len(log.entries())
        write_steps(log, [3], lambda _line: None)
        assert len(log.entries()) > held
        log.check()


def test_every_schema_that_was_released_is_known(tmp_path):
    for version in range(1, len(STEPS) + 1):
        assert _made(version) != _made(version - 1)
        assert SUMS[version - 1] == sum_of(_made(version))
        own = tmp_path / f"v{version}"
        shutil.copytree(f"tests/storage/databases/v{version}", own)
        look_into_record(own / "record.db", own / "record.key", KeyFiles()).close()
