# SPDX-License-Identifier: MIT
"""Who looked and what was given out: each in a line that nobody can change, never in the way."""

import apsw
import pytest

from caregiver_app.cli import run
from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way
from caregiver_app.services.safekeeping.passcode import PasscodeService
from caregiver_app.storage.database import connect
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.keys import read_key
from caregiver_app.storage.passcode import new_lock, take_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.wiring import build_services


def test_a_line_says_who_when_and_the_name_of_the_file_alone(services, clock):
    services.settings.change(recorder="Ana (daughter)")
    services.audit.note(AuditKind.SHEET_SAVED, "person", ["/home/Rosa Delgado/handoff.pdf"])
    (day,) = services.audit.days()
    (line,) = services.audit.events(day)
    assert (line.kind, line.by, line.person_id) == (
        AuditKind.SHEET_SAVED,
        "Ana (daughter)",
        "person",
    )
    assert (line.what, line.at.utc) == ("handoff.pdf", clock.now())


def test_a_person_is_noted_once_until_another_one_is_opened(services, clock):
    for person in ("one", "one", None, "two", "two", "three"):
        services.audit.opened(person)
    (day,) = services.audit.days()
    newest_first = ["three", "two", "one"]
    assert [line.person_id for line in services.audit.events(day)] == newest_first


def test_a_line_cannot_be_changed_or_taken_out(services, log, data_dir):
    services.audit.note(AuditKind.PRINTED, None)
    log.close()
    connection = connect(data_dir / "record.db", read_key(data_dir / "record.key").key)
    for statement in ("UPDATE audit SET author = 'Bo'", "DELETE FROM audit"):
        with pytest.raises(apsw.ConstraintError, match="never"):
            connection.execute(statement)
    connection.close()


def test_a_line_that_cannot_be_written_is_said_and_stops_nothing(services, log, monkeypatch):
    told = []
    services.audit.listener = told.append
    (log.folder / "record.db").rename(log.folder / "gone.db")
    services.audit.note(AuditKind.PRINTED, "person", ["handoff.pdf"])
    assert "It was done" in told[0]
    (log.folder / "gone.db").rename(log.folder / "record.db")
    services.audit.note(AuditKind.PRINTED, "person", ["handoff.pdf"])
    assert (len(told), len(services.audit.days())) == (1, 1)


def test_putting_a_backup_back_is_in_the_record_that_came_back(services, log, data_dir, clock):
    from caregiver_app.storage.backups import BackupFolder
    from caregiver_app.storage.restore import put_back

    services.people.open_practice("practice-oral")
    for _piece in services.backups.make():
        pass
    services.audit.note(AuditKind.PRINTED, None)
    (backup,) = BackupFolder(data_dir).backups()
    noted = services.audit.of_put_back(backup.name)
    log.close()
    put_back(data_dir, backup, clock.now(), noted=noted)
    opened = EntryLog.open(data_dir, clock)
    audit = build_services(opened, clock).audit
    assert [line.kind for line in audit.events(audit.days()[0])] == [AuditKind.PUT_BACK]
    opened.close()


def test_a_record_that_can_only_be_looked_at_takes_no_line_and_says_nothing(services, log):
    told = []
    services.audit.listener = told.append
    log.only_to_look = StorageError("read_only")
    services.audit.note(AuditKind.OPENED, "person")
    assert (told, services.audit.days()) == ([], ())


def test_how_many_passcodes_were_wrong_before_it_opened_is_noted_once(log, data_dir, clock):
    cheap = Cost(memory_kib=16, passes=1, lanes=1)
    take_lock(
        data_dir, log.keys, new_lock("three green pears", PasscodeService.new_code(None), cheap)
    )
    log.close()
    locked = LockedRecord(data_dir)
    for _try in range(2):
        with pytest.raises(StorageError):
            locked.open(Way.PASSCODE, "three green peas")
    again = LockedRecord(data_dir)  # a new start forgets nothing
    opened = EntryLog.open(data_dir, clock, again.open(Way.PASSCODE, "three green pears"))
    audit = build_services(opened, clock).audit
    for _time in range(2):
        audit.note_wrong_tries()
    (line,) = audit.events(audit.days()[0])
    assert (line.kind, line.what, line.person_id) == (AuditKind.WRONG_PASSCODE, "2", None)
    opened.close()


def test_what_a_command_gave_out_is_in_the_list_too(services, log, data_dir, tmp_path, clock):
    person = services.people.open_practice("practice-oral")
    log.close()
    out = tmp_path / "given.json"
    data = ["--data-dir", str(data_dir)]
    assert run(["export", "--person", person, "--out", str(out), *data], lambda: 0) == 0
    with_list = EntryLog.open(data_dir, clock)
    shelf = with_list.audit
    lines = [line for day in shelf.days() for line in shelf.events(day)]
    (line,) = [line for line in lines if line.kind is AuditKind.BY_COMMAND]
    assert (line.person_id, line.what, line.by) == (person, "given.json", None)
    with_list.close()
