# SPDX-License-Identifier: MIT
"""What a family can rely on when the record is gone: a backup that was read back whole."""

import shutil
import stat
import sys
from datetime import timedelta

import pytest

from caregiver_app.storage import backups, database
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.passcode import new_lock, take_lock
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.sealing import Cost
from tests.conftest import NOW, ZONE, MovingClock
from tests.torture_record import pair, write_steps


@pytest.fixture
def clock():
    return MovingClock(NOW, ZONE)


@pytest.fixture
def log(tmp_path, clock):
    opened = EntryLog.open(tmp_path / "data", clock)
    write_steps(opened, range(5), lambda _line: None)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    return BackupFolder(tmp_path / "data")


def backed_up(log, folder, kind=BackupKind.AUTOMATIC):
    work = log.backing_up(folder, kind)
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def ids(log):
    return [entry.id for entry in log.entries()]


def test_a_backup_holds_every_entry_and_only_its_owner_can_read_it(log, folder):
    backup = backed_up(log, folder)
    assert [entry.id for entry in folder.outline(backup).entries] == ids(log)
    assert folder.backups() == (backup,)
    files = list(folder.path.iterdir())
    assert {path.suffix for path in files} == {".db", ".key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_what_is_saved_while_a_backup_is_made_is_saved(log, folder):
    work = log.backing_up(folder, BackupKind.AUTOMATIC)
    next(work)
    write_steps(log, [5], lambda _line: None)
    list(work)
    assert len(folder.outline(folder.backups()[0]).entries) == len(ids(log)) == 12


def test_a_save_at_any_moment_of_a_backup_throws_no_backup_away(log, folder):
    pieces = sum(1 for _piece in log.backing_up(folder, BackupKind.AUTOMATIC))
    for moment in range(pieces):
        held = len(ids(log))
        for piece, _rest in enumerate(log.backing_up(folder, BackupKind.AUTOMATIC)):
            if piece == moment:
                write_steps(log, [10 + moment], lambda _line: None)
        assert len(folder.outline(folder.backups()[0]).entries) >= held


def test_a_backup_that_was_begun_is_gone_when_the_program_ends(log, folder):
    work = log.backing_up(folder, BackupKind.AUTOMATIC)
    for _piece in range(3):
        next(work)
    log.close()
    assert list(folder.path.iterdir()) == []


def test_a_damaged_record_is_never_backed_up(log, folder):
    backup = backed_up(log, folder)
    log._connection.execute("DROP TRIGGER entry_is_never_deleted")
    log._connection.execute("DELETE FROM entry WHERE seq = 4")
    with pytest.raises(StorageError, match="missing"):
        backed_up(log, folder)
    assert folder.backups() == (backup,)


@pytest.mark.parametrize(
    ("gone", "told", "kind"),
    [
        (1, "1 entry of the", BackupKind.AUTOMATIC),
        (4, "4 entries of the", BackupKind.AUTOMATIC),
        (4, "4 entries of the", BackupKind.BY_HAND),
    ],
)
def test_a_record_that_shrank_replaces_no_backup(log, folder, tmp_path, clock, gone, told, kind):
    log.close()
    shutil.copytree(tmp_path / "data", tmp_path / "old")
    grown = EntryLog.open(tmp_path / "data", clock)
    grown.append([*pair(5), *pair(6)][:gone])
    backup = backed_up(grown, folder)
    grown.close()
    for name in ("record.db", "record.key"):
        shutil.copy(tmp_path / "old" / name, tmp_path / "data")
    shrunk = EntryLog.open(tmp_path / "data", clock)
    with pytest.raises(StorageError, match=f"{told} last backup (is|are) missing"):
        backed_up(shrunk, folder, kind)
    assert folder.backups() == (backup,)
    shrunk.close()


@pytest.mark.parametrize("is_damaged", [True, False])
def test_behind_a_backup_that_cannot_be_read_the_one_before_tells_what_is_missing(
    log, folder, tmp_path, clock, is_damaged
):
    log.close()
    shutil.copytree(tmp_path / "data", tmp_path / "old")
    grown = EntryLog.open(tmp_path / "data", clock)
    write_steps(grown, [5, 6], lambda _line: None)
    first, last = (backed_up(grown, folder) for _twice in range(2))
    grown.close()
    for name in ("record.db", "record.key"):
        shutil.copy(tmp_path / "old" / name, tmp_path / "data")
    database_of_last, its_key = (folder.path / f"{last.name}.{part}" for part in ("db", "key"))
    if is_damaged:
        database_of_last.write_bytes(b"x" * 9000)
    else:  # a disk that fails for a moment says no more than this
        its_key.rename(tmp_path / "away.key")
    shrunk = EntryLog.open(tmp_path / "data", clock)
    with pytest.raises(StorageError, match="4 entries of the last backup are missing"):
        backed_up(shrunk, folder)
    assert folder.backups() == ((first,) if is_damaged else (last, first))
    shrunk.close()


def test_a_backup_that_cannot_be_read_is_set_aside_and_another_is_made(log, folder):
    first = backed_up(log, folder)
    path = folder.path / f"{first.name}.db"
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    with pytest.raises(StorageError, match="damaged"):
        folder.outline(first)
    second = backed_up(log, folder)
    assert folder.backups() == (second,)
    assert sorted(p.suffix for p in (folder.path / "set-aside").iterdir()) == [".db", ".key"]


@pytest.mark.parametrize("left", [0, 1, 100])
def test_a_backup_cut_to_its_first_bytes_is_damaged_and_no_empty_record(log, folder, left):
    backup = backed_up(log, folder)
    path = folder.path / f"{backup.name}.db"
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(StorageError) as told:
        folder.outline(backup)
    assert told.value.cause == "damaged"


def test_old_backups_are_thinned_out_and_those_before_a_change_are_not(log, folder, clock):
    backed_up(log, folder, BackupKind.BEFORE_RESTORE)
    for day in range(1, 40):
        clock.go_to(NOW + timedelta(days=day))
        backed_up(log, folder)
    kinds = [backup.kind for backup in folder.backups()]
    assert kinds.count(BackupKind.BEFORE_RESTORE) == 1
    assert 7 < kinds.count(BackupKind.AUTOMATIC) <= 7 + 4 + 12


def test_files_that_are_no_backups_are_left_alone(log, folder):
    backed_up(log, folder)
    for name in ("notes.db", "20269999T000000Z-auto.db", "20260521T174000Z-auto (1).db"):
        (folder.path / name).write_bytes(b"x")
    assert len(folder.backups()) == 1


def test_a_backup_that_is_put_back_is_the_record_again(log, folder, tmp_path, clock):
    backup = backed_up(log, folder)
    before = ids(log)
    write_steps(log, [5, 6], lambda _line: None)
    everything, device = ids(log), log.setting("device")
    log.aside.make()
    log.close()
    aside = put_back(tmp_path / "data", backup, clock.now())
    assert (aside / "record.aside").exists()
    assert not list((tmp_path / "data").glob("record.aside*"))
    files = [path for path in (tmp_path / "data").iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    with_key = (aside, aside.parent)  # what was there before keeps its key beside it
    assert {stat.S_IMODE(path.stat().st_mode) for path in with_key} == {0o700}
    again = EntryLog.open(tmp_path / "data", clock)
    assert ids(again) == before
    assert again.setting("device") != device
    write_steps(again, [7], lambda _line: None)
    people = {entry.person_id for entry in again.entries()}
    assert {m.other for one in people for m in again.family.seen(one)} == {device}, "it knew them"
    assert backed_up(again, folder).name != backup.name  # fewer than before, and that was meant
    again.close()
    undone = EntryLog.open(aside, clock)
    assert ids(undone) == everything
    undone.close()


def test_a_record_that_the_disk_no_longer_gives_is_moved_aside_for_the_backup(
    log, folder, tmp_path, clock
):
    backup, before = backed_up(log, folder), ids(log)
    log.close()
    record, key = tmp_path / "data" / "record.db", tmp_path / "data" / "record.key"
    its_key = key.read_bytes()
    record.unlink()
    record.mkdir()  # no system reads a folder as a file
    (record / "piece").write_bytes(b"x")
    aside = put_back(tmp_path / "data", backup, clock.now())
    assert (aside / "record.db" / "piece").read_bytes() == b"x"
    assert (aside / "record.key").read_bytes() == its_key
    again = EntryLog.open(tmp_path / "data", clock)
    assert ids(again) == before
    again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that gives an error when read")
def test_a_file_that_fails_while_it_is_read_is_moved_aside_for_the_backup(
    log, folder, tmp_path, clock
):
    backup, before = backed_up(log, folder), ids(log)
    log.close()
    record = tmp_path / "data" / "record.db"
    record.unlink()
    record.symlink_to("/proc/self/mem")  # opens as any file; its first byte is an error
    aside = put_back(tmp_path / "data", backup, clock.now())
    assert (aside / "record.db").is_symlink()
    assert (aside / "record.key").exists()
    again = EntryLog.open(tmp_path / "data", clock)
    assert ids(again) == before
    again.close()


def test_what_waited_for_a_full_disk_waits_for_the_backup_that_is_put_back(
    log, folder, tmp_path, clock
):
    backup = backed_up(log, folder)
    log.aside.keep("held", "a seizure at 1:40 PM")
    log.close()
    aside = put_back(tmp_path / "data", backup, clock.now())
    assert (aside / "record.aside").exists()
    again = EntryLog.open(tmp_path / "data", clock)
    assert again.aside.kept("held") == "a seizure at 1:40 PM"
    again.close()


def test_without_record_and_key_a_backup_brings_everything_back(log, folder, tmp_path, clock):
    backup, before = backed_up(log, folder), ids(log)
    log.close()
    for path in (tmp_path / "data").glob("record.*"):
        path.unlink()
    with pytest.raises(StorageError, match="its backups are here"):
        EntryLog.open(tmp_path / "data", clock)
    put_back(tmp_path / "data", backup, clock.now())
    again = EntryLog.open(tmp_path / "data", clock)
    assert ids(again) == before
    again.close()


@pytest.mark.parametrize("step", ["KeyFiles.write", "finish_new_record", "_mark_as_put_back"])
def test_a_power_cut_while_putting_back_leaves_one_record_or_the_other(
    log, folder, tmp_path, clock, monkeypatch, step
):
    backup, before = backed_up(log, folder), ids(log)
    write_steps(log, [5], lambda _line: None)
    everything = ids(log)
    log.close()

    def power_cut(*_arguments):
        raise OSError("power cut")

    monkeypatch.setattr(f"caregiver_app.storage.restore.{step}", power_cut)
    with pytest.raises(StorageError):
        put_back(tmp_path / "data", backup, clock.now())
    monkeypatch.undo()
    again = EntryLog.open(tmp_path / "data", clock)
    again.check()
    assert ids(again) == (before if step == "finish_new_record" else everything)
    again.close()


def test_a_record_that_is_open_is_never_replaced(log, folder, tmp_path, clock):
    backup = backed_up(log, folder)
    with pytest.raises(StorageError, match="another window"):
        put_back(tmp_path / "data", backup, clock.now())


LOST = (
    "DROP TRIGGER entry_is_never_deleted; DELETE FROM entry WHERE seq > 6; DELETE FROM chain_end;"
    " INSERT INTO chain_end SELECT device, device_seq, hash FROM entry WHERE seq = 6"
)
CHANGED = (
    "DROP TRIGGER entry_is_never_changed; UPDATE entry SET author = 'somebody else' WHERE seq = 6"
)


@pytest.mark.parametrize(
    ("harm", "told"), [(LOST, "did not hold everything"), (CHANGED, "was changed outside")]
)
def test_a_copy_that_lost_something_on_the_way_is_thrown_away(log, folder, monkeypatch, harm, told):
    real = backups._copied

    def robbed(source, unfinished):
        held = yield from real(source, unfinished)
        connection = database.connect(unfinished, held.key)
        connection.execute(harm)
        connection.close()
        return held

    monkeypatch.setattr(backups, "_copied", robbed)
    with pytest.raises(StorageError, match=told):
        backed_up(log, folder)
    assert folder.backups() == ()


def test_the_last_five_that_were_made_by_hand_are_kept(log, folder, clock):
    made = []
    for minutes in range(7):
        clock.go_to(NOW + timedelta(minutes=minutes))
        made.append(backed_up(log, folder, BackupKind.BY_HAND))
    assert set(folder.backups()) == set(made[2:])


def test_a_backup_of_another_computer_with_a_passcode_stays_where_it_lies(
    log, folder, tmp_path, clock
):
    other = EntryLog.open(tmp_path / "other", clock)
    take_lock(
        other.folder, other.keys, new_lock("pears", "A", Cost(memory_kib=16, passes=1, lanes=1))
    )
    theirs = BackupFolder(other.folder, other.keys)
    backed_up(other, theirs, BackupKind.BY_HAND)
    other.close()
    shutil.copytree(theirs.path, folder.path)
    own = backed_up(log, folder)
    assert set(folder.backups()) == {own, *theirs.backups()}


def test_what_a_backup_holds_is_known_without_reading_what_it_says(log, folder, clock):
    assert not log.outline().names
    assert log.has_entries()
    count, newest = folder.held(backed_up(log, folder))
    assert (count, newest.utc) == (10, clock.now())


def test_two_restores_of_one_moment_keep_two_sets_of_old_files(log, folder, tmp_path, clock):
    backup = backed_up(log, folder)
    log.close()
    places = {put_back(tmp_path / "data", backup, clock.now()) for _time in range(2)}
    assert len(places) == 2
