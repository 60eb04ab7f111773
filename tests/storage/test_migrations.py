# SPDX-License-Identifier: MIT
"""A record of every released schema, kept as a file: opened, brought up to date, and whole."""

import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

import apsw
import pytest

from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import connect
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.keys import read_key
from caregiver_app.storage.migrations import STEPS
from caregiver_app.system.exact_json import loads
from caregiver_app.wiring import build_services
from tests.torture_power import on_disk
from tests.torture_record import CLOCK

RELEASED = sorted((Path(__file__).parent / "databases").iterdir())


@pytest.fixture(params=RELEASED, ids=[path.name for path in RELEASED])
def released(request, tmp_path):
    """Return a copy of a released record, and what it says in the portable form."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("record.db", "record.key"):
        shutil.copy(request.param / name, folder)
    return folder, loads((request.param / "record.json").read_text(encoding="utf-8"))


def exported(folder):
    log = EntryLog.open(folder, CLOCK)
    services = build_services(log, CLOCK)
    records = RecordsService(services.book, judge_with(services.rule_set), CLOCK)
    (person,) = services.people.people()
    records.export_record(person.id, folder / "out.json")
    log.check()
    log.close()
    return loads((folder / "out.json").read_text(encoding="utf-8"))


def test_every_released_schema_has_a_record_here():
    numbers = range(1, len(STEPS) + 1)
    assert [path.name for path in RELEASED] == [f"v{number}" for number in numbers]


def version(folder):
    connection = connect(folder / "record.db", read_key(folder / "record.key").key)
    found = connection.pragma("user_version")
    connection.close()
    return found


def test_a_record_of_before_can_be_looked_at_as_it_is(released):
    folder, said = released
    log = EntryLog.look(folder, CLOCK)
    services = build_services(log, CLOCK)
    (person,) = services.people.people()
    assert services.book.plain_record(person.id)["person"] == said["person"]
    assert log.family.part(person.id).seen == log.family.seen(person.id)
    log.close()


def test_a_record_of_before_says_the_same_and_goes_on(released, request):
    folder, said = released
    number = version(folder)
    assert request.node.callspec.id == f"v{number}"
    assert exported(folder) == said
    kinds = [backup.kind for backup in BackupFolder(folder).backups()]
    assert kinds == [BackupKind.BEFORE_UPDATE] * (number < len(STEPS))
    log = EntryLog.open(folder, CLOCK)
    services = build_services(log, CLOCK)
    (person,) = services.people.people()
    kept = services.check_ins.kept_draft(person.id)
    services.check_ins.save(person.id, kept.draft)
    log.check()
    assert (kept.draft.stiffness, services.settings.current().recorder) == (7, "Ana")
    log.close()


def test_a_disk_that_refuses_the_new_schema_costs_nothing(released, tmp_path):
    folder, said = released
    is_behind = version(folder) < len(STEPS)
    for turn in count(1, 5):
        again = tmp_path / f"try-{turn}"
        shutil.copytree(folder, again)
        with on_disk() as disk:
            disk.refuse_at, disk.refuse_for_ever = turn, True
            disk.error = apsw.FullError
            with suppress(StorageError):
                EntryLog.open(again, CLOCK).close()
                break
        assert exported(again) == said
    assert turn > 10 or not is_behind


def newer(folder):
    EntryLog.open(folder, CLOCK).close()
    connection = connect(folder / "record.db", read_key(folder / "record.key").key)
    connection.execute("CREATE TABLE of_tomorrow (a)")
    connection.pragma("user_version", len(STEPS) + 1)
    connection.close()


def test_a_record_of_a_newer_program_can_be_looked_at_and_is_not_touched(released):
    folder, said = released
    newer(folder)
    before = (folder / "record.db").read_bytes()
    assert exported(folder) == said
    log = EntryLog.open(folder, CLOCK)
    with pytest.raises(StorageError, match="newer version"):
        log.set_setting("theme", "dark")
    with pytest.raises(StorageError, match="another window"):
        EntryLog.open(folder, CLOCK)
    log.close()
    assert (folder / "record.db").read_bytes() == before
