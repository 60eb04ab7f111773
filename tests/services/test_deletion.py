# SPDX-License-Identifier: MIT
"""Somebody is deleted for good: nothing of them is left, and nothing of the others is touched."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from caregiver_app.cli import run
from caregiver_app.domain.audit import AuditEvent
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.exchange.errors import RecordError
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.services.person.deletion import settings_without
from caregiver_app.services.person.practice import practice_record
from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.services.sharing_files.records import RecordsService
from caregiver_app.storage import deletion
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.chain import check_chain
from caregiver_app.storage.database import connect, look_into
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import new_key
from caregiver_app.storage.migrations import STEPS
from caregiver_app.storage.passcode import new_lock
from caregiver_app.storage.plan_photos import PlanPhoto
from caregiver_app.storage.sealing import Cost
from caregiver_app.storage.without_person import Gone, copied_without
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.words.backup_words import change_words
from caregiver_app.ui.words.deletion_words import stays
from caregiver_app.wiring import build_services
from tests.storage.test_migrations import RELEASED

NAME, HER_ID = "Quendolyn Zzyzxwater", "real-quendolyn"
TRACES = ("Quendolyn", "Zzyzxwater", HER_ID, "Lena Fields", "Nightwatch")


def begin(data_dir, clock):
    log = EntryLog.open(data_dir, clock)
    return log, build_services(log, clock)


def bring_in(services, clock):
    """Write down somebody beside a practice person, with everything that can be kept of her."""
    plain = practice_record("practice-oral", clock)
    plain["person"] = plain["person"] | {"id": HER_ID, "name": NAME}
    records = RecordsService(services.book, lambda _record: {}, clock)
    hers = records.import_plain(plain).person_id
    his = services.people.open_practice("practice-pump")
    services.check_ins.save(hers, Draft(mode=Mode.QUICK, stiffness=3))
    services.check_ins.save(his, Draft(mode=Mode.QUICK, stiffness=2))
    services.check_ins.keep_draft(hers, Draft(mode=Mode.QUICK, stiffness=4))
    services.settings.change(open_person=hers)
    services.caregivers.add(hers, "Nightwatch", None, CaregiverRole.FAMILY)
    services.audit.opened(hers)
    services.audit.note(AuditKind.PRINTED, his, ["handoff-2026-05-21.pdf"])
    now = here_and_now(clock)
    services.book._log.plan_photos.keep(hers, PlanPhoto(plan_id="p", at=now, by=None, data=b"x"))
    return hers, his


def back_up(log, kind=BackupKind.BY_HAND):
    list(log.backing_up(BackupFolder(log.folder, log.keys), kind))


@pytest.fixture
def home(data_dir, clock):
    """Return the folder with two people in it, three backups, and both ids."""
    log, services = begin(data_dir, clock)
    back_up_alone = services.people.open_practice("practice-child")
    back_up(log)
    hers, his = bring_in(services, clock)
    for minutes in (1, 2):
        clock.go_to(clock.now() + timedelta(minutes=minutes))
        back_up(log)
    log.close()
    assert back_up_alone
    return hers, his


def delete(data_dir, clock, person_id):
    log, services = begin(data_dir, clock)
    list(services.deletion.clear_backups(person_id))
    services.deletion.delete(person_id)
    log.close()


def told(connection):
    """Return every value of every table of a database, as text."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = [
        row
        for (table,) in tables
        for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - of ours
    ]
    return "\n".join(str(value) for row in rows for value in row)


def all_told(data_dir):
    """Return by file what record and backups say once they are opened with their keys."""
    pairs = [(data_dir / "record.db", data_dir / "record.key")]
    pairs += [(db, db.with_suffix(".key")) for db in sorted((data_dir / "backups").glob("*.db"))]
    said = {}
    for database, key_file in pairs:
        with closing(look_into(database, key_file, KeyFiles())) as connection:
            said[database.name] = told(connection)
    return said


def test_after_a_deletion_neither_the_record_nor_any_backup_knows_them(home, data_dir, clock):
    hers, his = home
    before = all_told(data_dir)
    assert sum(NAME in text for text in before.values()) == 3
    delete(data_dir, clock, hers)
    after = all_told(data_dir)
    assert after.keys() == before.keys()  # each backup stays, for the others
    for text in after.values():
        assert not [trace for trace in (*TRACES, hers) if trace in text]
    assert sum(his in text for text in after.values()) == 3


def test_no_file_holds_a_trace_or_one_of_the_old_keys(home, data_dir, clock):
    hers, _his = home
    alone, *others = sorted(data_dir.rglob("*.key"))  # the first backup never knew her
    old = [KeyFiles().read(path).key for path in others]
    delete(data_dir, clock, hers)
    wanted = [*old, *(key.hex().encode() for key in old)]
    wanted += [trace.encode(code) for trace in (*TRACES, hers) for code in ("utf-8", "utf-16-le")]
    files = [path for path in data_dir.rglob("*") if path.is_file()]
    assert alone in files
    assert len(old) == 3
    for path in files:
        data = path.read_bytes()
        assert not [one for one in wanted if one in data], path


def test_the_record_of_the_others_stays_as_it_was_and_its_chain_is_whole(home, data_dir, clock):
    hers, his = home
    log, services = begin(data_dir, clock)
    before, entries = services.book.plain_record(his), services.book.entries(his)
    log.close()
    delete(data_dir, clock, hers)
    log, services = begin(data_dir, clock)
    assert services.book.plain_record(his) == before
    assert services.book.entries(his) == tuple(
        replace(entry, seq=now.seq)
        for entry, now in zip(entries, services.book.entries(his), strict=True)
    )
    assert hers not in [card.id for card in services.people.people()]
    services.check_ins.save(his, Draft(mode=Mode.QUICK, stiffness=5))
    log.check()
    back_up(log)  # the guard against a record that shrank is not met
    log.close()


def test_a_backup_of_before_comes_back_without_them(home, data_dir, clock):
    hers, his = home
    delete(data_dir, clock, hers)
    log, services = begin(data_dir, clock)
    newest = BackupFolder(data_dir).backups()[0]
    assert not [one for one in services.backups.compared(newest.name) if one.returns]
    services.backups.put_back(newest.name)
    log, services = begin(data_dir, clock)
    assert {card.id for card in services.people.people()} >= {his}
    assert hers not in [card.id for card in services.people.people()]
    assert services.book.was_deleted(hers)
    log.check()
    log.close()


def test_the_list_of_what_was_given_out_says_that_somebody_was_deleted_and_not_who(
    home, data_dir, clock
):
    hers, his = home
    delete(data_dir, clock, hers)
    log, services = begin(data_dir, clock)
    lines = services.audit.events(here_and_now(clock).day)
    assert [line.kind for line in lines] == [AuditKind.PERSON_DELETED, AuditKind.PRINTED]
    assert (lines[0].person_id, lines[0].what) == (None, None)
    assert lines[1].person_id == his
    log.close()


def test_only_family_deletes(home, data_dir, clock):
    hers, _his = home
    log, services = begin(data_dir, clock)
    services.caregivers.switch(hers, services.caregivers.of(hers)[0].id)
    services.caregivers.add(hers, "Bo", None, CaregiverRole.AIDE)
    services.caregivers.switch_to_name(hers, "Bo")
    with pytest.raises(CaregiverRefused, match="Only family can delete"):
        services.deletion.clear_backups(hers)
    with pytest.raises(CaregiverRefused, match="Switch to: Nightwatch"):
        services.deletion.delete(hers)
    assert services.deletion.refused(hers)
    log.close()
    assert sum(NAME in text for text in all_told(data_dir).values()) == 3


def test_what_cannot_be_read_or_was_set_aside_goes_too(home, data_dir, clock):
    hers, _his = home
    backups = sorted((data_dir / "backups").glob("*.db"))
    backups[1].write_bytes(backups[1].read_bytes()[:5000])
    aside = data_dir / "set-aside" / "20260101T000000Z"
    aside.mkdir(parents=True)
    (aside / "record.db").write_bytes(b"x")
    (data_dir / "record.aside.unread").write_bytes(b"x")
    copies = ("record (Ana's conflicted copy).db", "record.db.bak")
    for name in copies:
        (data_dir / name).write_bytes(b"x")
    log, services = begin(data_dir, clock)
    found = services.deletion.what_goes(hers)
    log.close()
    assert (found.backups, found.set_aside, found.has_locked) == (3, 2, False)
    assert found.copies == copies, "what others made stays, and is named"
    assert any("record.db.bak" in line for line in stays(found))
    delete(data_dir, clock, hers)
    assert not (data_dir / "record.aside.unread").exists()
    assert all((data_dir / name).exists() for name in copies)
    assert not backups[1].exists()
    assert not backups[1].with_suffix(".key").exists()
    assert not aside.exists()
    assert len(all_told(data_dir)) == 3


def test_a_backup_made_in_between_one_without_its_key_and_halves_of_some_do_not_hold_them(
    home, data_dir, clock
):
    hers, _his = home
    backups = data_dir / "backups"
    (backups / "20260101T000000Z-auto.db").write_bytes(b"nobody can open it")
    half = sorted(backups.glob("*.db"))[-1]
    half.with_suffix(".part").write_bytes(b"half a copy, when the power was cut")
    (backups / "half.key.new").write_bytes(b"half a key")
    (data_dir / "record.aside").write_bytes(b"nobody can read it")
    log, services = begin(data_dir, clock)
    list(services.deletion.clear_backups(hers))
    assert not (backups / "20260101T000000Z-auto.db").exists()
    clock.go_to(clock.now() + timedelta(minutes=9))
    back_up(log)
    services.deletion.delete(hers)
    log.close()
    said = all_told(data_dir)
    assert len(said) == 5
    assert not [name for name, text in said.items() if NAME in text]
    assert not [*backups.glob("*.part"), *backups.glob("*.new"), *data_dir.glob("*.aside")]


def test_what_waits_for_the_disk_of_the_others_goes_on_waiting_and_of_them_it_goes(
    home, data_dir, clock
):
    hers, his = home
    log, services = begin(data_dir, clock)
    log.aside.keep(f"note {his}", "of him")
    log.aside.keep(f"note {hers}", "of her")
    services.deletion.delete(hers)
    log.close()
    log, _services = begin(data_dir, clock)
    assert log.aside.texts() == {f"note {his}": "of him"}
    log.close()


def test_what_waits_and_cannot_be_read_goes_with_them_and_stops_nothing(home, data_dir, clock):
    hers, _his = home
    log, services = begin(data_dir, clock)
    log.aside.keep(f"note {hers}", "of her")
    (data_dir / "record.aside").write_bytes(b"x" * 5000)
    services.deletion.delete(hers)
    log.close()
    log, services = begin(data_dir, clock)
    assert (log.aside.texts(), hers in {card.id for card in services.people.people()}) == (
        {},
        False,
    )
    log.close()


def test_a_disk_without_room_for_the_copies_changes_nothing(home, data_dir, clock, monkeypatch):
    hers, _his = home
    before = all_told(data_dir)
    log, services = begin(data_dir, clock)
    usage = shutil.disk_usage(data_dir)._replace(free=1000)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _folder: usage)
        for work in (
            lambda: list(services.deletion.clear_backups(hers)),
            partial(services.deletion.delete, hers),
        ):
            with pytest.raises(StorageError, match="full"):
                work()
    log.close()
    assert all_told(data_dir) == before


@pytest.mark.parametrize("place", RELEASED, ids=[path.name for path in RELEASED])
def test_a_backup_of_an_earlier_program_is_copied_whole_and_brought_up_to_date(place, tmp_path):
    database = shutil.copy(place / "record.db", tmp_path / "old.db")
    key = KeyFiles().read(place / "record.key").key
    gone = Gone(person_id="nobody", settings=dict)
    with (
        closing(connect(Path(database), key)) as source,
        closing(connect(tmp_path / "new.db", new_key(), create=True)) as target,
    ):
        pieces = copied_without(source, target, gone)
        assert list(pieces)
        query = "SELECT id, payload, hash FROM entry ORDER BY seq"
        assert target.execute(query).fetchall() == source.execute(query).fetchall()
        list(check_chain(target))
        assert target.pragma("user_version") == len(STEPS)


def test_what_is_kept_by_person_stays_for_the_others():
    kept = {
        "caregivers.one": "[]",
        "caregivers.two": "[]",
        "open_person": "one",
        "snoozes": '{"one":[],"two":[1]}',
        "lock_screen": '{"one prescriber 555":"a","two prescriber 555":"b"}',
        "recorder": "Ana",
        "theme": "dark",
    }
    assert settings_without("one", kept) == {
        "caregivers.two": "[]",
        "snoozes": '{"two":[1]}',
        "lock_screen": '{"two prescriber 555":"b"}',
        "theme": "dark",
    }


def test_whoever_is_the_last_one_leaves_no_backup_and_the_program_begins_anew(data_dir, clock):
    log, services = begin(data_dir, clock)
    alone = services.people.open_practice("practice-oral")
    back_up(log)
    assert services.deletion.what_goes(alone).others == ()
    log.close()
    delete(data_dir, clock, alone)
    assert not list((data_dir / "backups").iterdir())
    log, services = begin(data_dir, clock)
    assert services.people.people() == ()
    assert services.people.open_practice("practice-oral") == alone  # a made-up one is not asked
    log.check()
    log.close()


def test_the_name_is_typed_and_an_unanswered_alert_is_named(data_dir, clock):
    log, services = begin(data_dir, clock)
    her = services.people.open_practice("practice-oral")
    fits = services.deletion.fits
    assert fits(her, "  pat  MORGAN (practice)")
    assert not fits(her, "Pat Morgan")
    assert not fits(her, " ")
    assert services.deletion.what_goes(her).alert is None
    services.check_ins.save(her, Draft(mode=Mode.QUICK, passed_out=True))
    alert = services.deletion.what_goes(her).alert
    assert alert is not None
    services.alerts.record(her, alert.check_in_id, ActionKind.SPOKE, "Ana")
    assert services.deletion.what_goes(her).alert is None
    log.close()


def test_stopped_in_the_middle_or_without_room_they_are_still_there(home, data_dir, clock):
    hers, _his = home
    log, services = begin(data_dir, clock)
    pieces = services.deletion.clear_backups(hers)
    next(pieces)
    pieces.close()
    log.close()
    (data_dir / "record.db.new").mkdir()  # nothing can be written there
    with pytest.raises(StorageError):
        delete(data_dir, clock, hers)
    (data_dir / "record.db.new").rmdir()
    assert NAME in all_told(data_dir)["record.db"]
    delete(data_dir, clock, hers)
    assert not [text for text in all_told(data_dir).values() if NAME in text]


def carried(source, target, person_id):
    """Carry a family's file about one person from one computer to another."""
    found = target.family.compared(source.family.bundle(person_id))
    return target.family.take_in(found)


def test_two_computers_go_on_with_the_others_and_she_comes_back_only_with_a_file(
    home, data_dir, clock, tmp_path
):
    hers, his = home
    log, services = begin(data_dir, clock)
    other_log, other = begin(tmp_path / "other", clock)
    for one in (hers, his):
        carried(services, other, one)
    other.check_ins.save(hers, Draft(mode=Mode.QUICK, stiffness=1))
    log.close()
    delete(data_dir, clock, hers)
    log, services = begin(data_dir, clock)
    for side in (services, other):
        clock.go_to(clock.now() + timedelta(minutes=5))
        side.check_ins.save(his, Draft(mode=Mode.QUICK, stiffness=6))
    assert carried(other, services, his) == carried(services, other, his) == 1
    assert services.book.plain_record(his) == other.book.plain_record(his)
    assert services.book.was_deleted(hers)
    assert not other.book.was_deleted(hers)
    carried(other, services, hers)
    assert services.book.plain_record(hers) == other.book.plain_record(hers)
    assert not services.book.was_deleted(hers)  # she is here again
    for each in (log, other_log):
        each.check()
        each.close()


def test_a_file_and_a_command_bring_somebody_back_only_when_that_was_asked_for(
    home, data_dir, clock, tmp_path, capsys
):
    hers, _his = home
    log, services = begin(data_dir, clock)
    (file,) = services.sharing.save([services.sharing.record(hers)], tmp_path)
    log.close()
    delete(data_dir, clock, hers)
    log, services = begin(data_dir, clock)
    found = services.incoming.preview(file)
    assert found.was_deleted
    for refuses in (services.incoming.add, services.incoming.preparing):
        with pytest.raises(RecordError, match="was deleted on this computer"):
            refuses(found)
    prepared = services.incoming.preparing(found, bring_back=True)()
    assert prepared.result.new_entries == found.new > 0
    log.close()
    command = ["import", str(file), "--data-dir", str(data_dir)]
    for more in ([], ["--preview"]):
        assert run([*command, *more], lambda: 0) == 2
        assert "was deleted on this computer for good" in capsys.readouterr().err
    assert run([*command, "--bring-back"], lambda: 0) == 0
    assert NAME in all_told(data_dir)["record.db"]


def test_a_backup_from_elsewhere_says_that_it_would_bring_them_back(home, data_dir, clock):
    hers, _his = home
    newest = sorted((data_dir / "backups").glob("*"))[-2:]
    kept = {path: path.read_bytes() for path in newest}
    delete(data_dir, clock, hers)
    for path, data in kept.items():  # copied back from a stick
        path.write_bytes(data)
    log, services = begin(data_dir, clock)
    compared = services.backups.compared(newest[0].stem)
    (back,) = [one for one in compared if one.was_deleted]
    assert back.name == NAME
    assert "They were deleted here, and would be back." in change_words(back)
    log.close()


def outcome(pieces):
    """Go through all pieces of a work and return what comes of it."""
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            return done.value


def gone_for(person_id):
    return Gone(person_id=person_id, settings=partial(settings_without, person_id))


def test_a_power_cut_at_the_last_step_leaves_the_record_without_them(home, data_dir, clock):
    hers, his = home
    noted = AuditEvent(at=here_and_now(clock), kind=AuditKind.PERSON_DELETED)
    held = deletion._new_record(data_dir, KeyFiles(), gone_for(hers), noted)
    log, services = begin(data_dir, clock)  # cut before the key: as if nothing had been asked
    assert len(services.people.people()) == 3
    log.close()
    KeyFiles().write(data_dir / "record.key", held)  # cut after it: the next start ends the step
    log, services = begin(data_dir, clock)
    assert his in [card.id for card in services.people.people()]
    assert hers not in [card.id for card in services.people.people()]
    log.check()
    log.close()


def test_a_power_cut_between_the_key_and_the_file_of_a_backup_loses_no_backup(
    home, data_dir, clock
):
    hers, _his = home
    newest = sorted((data_dir / "backups").glob("*.db"))[-1]
    with closing(look_into(newest, newest.with_suffix(".key"), KeyFiles())) as source:
        pieces = deletion._copied(source, newest.with_suffix(".part"), gone_for(hers))
        held, _left = outcome(pieces)
    KeyFiles().write(newest.with_suffix(".key"), held)
    delete(data_dir, clock, hers)
    said = all_told(data_dir)
    assert newest.name in said
    assert not [text for text in said.values() if NAME in text]


def test_with_a_passcode_every_new_key_is_sealed(data_dir, clock):
    keys = KeyFiles(new_lock("blue kettle 7", "code", Cost(memory_kib=64, passes=1, lanes=1)))
    log = EntryLog.open(data_dir, clock, keys)
    services = build_services(log, clock)
    hers, his = bring_in(services, clock)
    back_up(log)
    list(services.deletion.clear_backups(hers))
    services.deletion.delete(hers)
    files = sorted(data_dir.rglob("*.key"))
    assert len(files) == 2
    for path in files:
        assert keys.read(path).key.hex().encode() not in path.read_bytes()
    log = EntryLog.open(data_dir, clock, keys)
    assert [card.id for card in build_services(log, clock).people.people()] == [his]
    log.close()
