# SPDX-License-Identifier: MIT
"""What a passcode does to a record: its key is nowhere in the clear, and nothing is ever lost."""

import shutil
import sys
from contextlib import suppress
from functools import partial

import apsw
import pytest

from caregiver_app.storage import key_files, passcode
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.database import connect
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Way, locked_key
from caregiver_app.storage.keys import read_key, write_whole
from caregiver_app.storage.passcode import (
    bring_all_up_to_date,
    drop_lock,
    lock_of,
    lock_of_backups,
    new_lock,
    opened,
    raised,
    take_lock,
    tuned,
)
from caregiver_app.storage.renewal import finish_lock, put_under
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.sealing import Cost
from tests.conftest import NOW, ZONE, MovingClock
from tests.torture_record import write_steps

CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS, CODE = "three green pears", "AAAA BBBB"


@pytest.fixture
def clock():
    return MovingClock(NOW, ZONE)


@pytest.fixture
def data(tmp_path, clock):
    """Return a folder with a record, two backups, one set aside and one put back."""
    folder = tmp_path / "data"
    log = EntryLog.open(folder, clock)
    write_steps(log, range(5), lambda _line: None)
    backups = BackupFolder(folder)
    for kind in (BackupKind.BY_HAND, BackupKind.BEFORE_RESTORE, BackupKind.AUTOMATIC):
        last = backed_up(log, backups, kind)
    backups.set_aside(last)
    log.aside.make()
    log.close()
    put_back(folder, backups.backups()[0], clock.now())
    return folder


def backed_up(log, folder, kind=BackupKind.AUTOMATIC):
    work = log.backing_up(folder, kind)
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def all_keys(folder):
    return {path: read_key(path).key for path in folder.rglob("*.key")}


def lock(folder, clock, words=WORDS):
    """Set a passcode as the window does; return the open lock."""
    log = EntryLog.open(folder, clock)
    made = new_lock(words, CODE, CHEAP)
    assert take_lock(folder, log.keys, made) == ()
    log.close()
    return made


def open_with(folder, clock, way=Way.PASSCODE, secret=WORDS):
    return EntryLog.open(folder, clock, KeyFiles(opened(lock_of(folder), way, secret)))


def ids(log):
    return [entry.id for entry in log.entries()]


def cause_of(work, *arguments):
    with pytest.raises(StorageError) as found:
        work(*arguments)
    return found.value.cause


def test_with_a_passcode_no_key_of_the_folder_stands_anywhere_in_it(data, clock):
    keys = all_keys(data)
    assert len(keys) == 5
    (data / "record.key.new").write_bytes((data / "record.key").read_bytes())
    lock(data, clock)
    texts = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    for key in keys.values():
        assert not any(key in text or key.hex().encode() in text for text in texts)
    assert all(locked_key(path).lock == lock_of(data) for path in keys)
    assert WORDS.encode() not in b"".join(texts)


def strays(data):
    """Copy key files as sync programs and careful people do; return the copies."""
    backup = sorted((data / "backups").glob("*.key"))[0]
    named = {
        data / "record (Ana's conflicted copy 2026-05-21).key": data / "record.key",
        data / "record.key~": data / "record.key",
        data / "backups" / f"Copy of {backup.name}": backup,
        data / "backups" / "old" / "record.key.bak": data / "record.key",
    }
    for copy, original in named.items():
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(original, copy)
    return tuple(named)


def opens(path, data, lock):
    """Say whether a file opens the record or any backup beside it, tried as a key file."""
    try:
        key = KeyFiles(lock).read(path).key
    except (StorageError, OSError):
        return False
    for database in [*data.rglob("*.db")]:
        with suppress(apsw.Error):
            connect(database, key).close()
            return True
    return False


def test_set_or_changed_no_file_of_the_folder_opens_a_copy_without_the_new_passcode(data, clock):
    copies = strays(data)
    plain = [path for path in data.rglob("*") if path.is_file()]
    assert {*copies, *data.rglob("*.key")} == {path for path in plain if opens(path, data, None)}
    first = lock(data, clock)
    files = [path for path in data.rglob("*") if path.is_file()]
    assert not [path for path in files if opens(path, data, None)]
    assert all(opens(path, data, first) for path in (*copies, *data.rglob("*.key")))
    log = open_with(data, clock)
    put_under(log, new_lock("other words", "NEW CODE", CHEAP))
    log.close()
    for path in (*copies, *data.rglob("*.key")):
        assert not opens(path, data, first), "the lock of before, from a copy of a key file"
        for way, old in ((Way.PASSCODE, WORDS), (Way.RECOVERY, CODE)):
            assert cause_of(opened, locked_key(path).lock, way, old) == "wrong_passcode", path


def test_what_belongs_to_somebody_else_in_the_folder_is_not_touched(data, clock, tmp_path):
    other = tmp_path / "elsewhere.key"
    other.write_bytes((data / "record.key").read_bytes())
    (data / "link.key").symlink_to(other)
    strange = {
        data / "letter.txt": b"a letter",
        data / "large.json": b'"caregiver-key/1"' * 2000,
        data / "of another program.key": b"secret",
    }
    for path, text in strange.items():
        path.write_bytes(text)
    before = other.read_bytes()
    lock(data, clock)
    assert {path: path.read_bytes() for path in strange} == strange
    assert other.read_bytes() == before


def test_a_lock_that_costs_too_little_is_made_dearer_for_both_ways_and_opens_as_before(data, clock):
    made = lock(data, clock)
    for way, secret, cheap in (
        (Way.PASSCODE, WORDS, Way.RECOVERY),
        (Way.RECOVERY, CODE, None),
    ):
        dearer = raised(made, way, secret, 0.3)
        assert dearer.lock.slot(way).cost == Cost()
        assert cheap is None or dearer.lock.slot(cheap) == made.lock.slot(cheap)
        log = EntryLog.open(data, clock, KeyFiles(dearer, before=made.lock))
        assert bring_all_up_to_date(data, log.keys) == ()
        log.close()
        made = dearer
    assert {locked_key(path).lock for path in data.rglob("*.key")} == {made.lock}
    for way, secret in ((Way.PASSCODE, WORDS), (Way.RECOVERY, CODE)):
        assert opened(lock_of(data), way, secret) == made


@pytest.mark.parametrize(
    ("cost", "took_s", "kib"),
    [
        (Cost(), 0.4, 64),  # long enough
        (Cost(), 0.31, 64),  # nearly: clocks vary
        (Cost(), 0.2, 128),  # a computer twice as fast
        (Cost(), 0.01, 256),  # never more than an old laptop has
        (Cost(memory_kib=128 * 1024), 0.2, 256),
        (Cost(memory_kib=512 * 1024), 0.01, 512),  # never less than it was
        (Cost(memory_kib=19 * 1024, passes=2, lanes=1), 5.0, 64),  # slow, and below the least
    ],
)
def test_how_dear_a_try_becomes(cost, took_s, kib):
    wanted = passcode._dearer(cost, took_s, passcode._NEAR)
    assert wanted == Cost(memory_kib=kib * 1024)
    assert passcode._dearer(wanted, 0.4, passcode._NEAR) == wanted


def test_a_dearer_lock_that_cannot_be_written_leaves_the_one_before_and_is_no_trouble(
    data, clock, monkeypatch
):
    made = lock(data, clock)
    keys = KeyFiles(raised(made, Way.PASSCODE, WORDS, 1.0), before=made.lock)
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", failing)
        assert bring_all_up_to_date(data, keys) == ()
    open_with(data, clock).close()
    (data / "backups" / "odd.key").mkdir()
    (data / "backups" / "half.key").write_bytes(b'{"sum": ')
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", failing)
        assert [path.name for path in bring_all_up_to_date(data, keys)] == ["half.key"]


@pytest.mark.parametrize(("way", "secret"), [(Way.PASSCODE, WORDS), (Way.RECOVERY, CODE)])
def test_passcode_and_recovery_code_both_open_everything(data, clock, way, secret):
    log = EntryLog.open(data, clock)
    before = ids(log)
    log.aside.keep("note", "waits")
    log.close()
    lock(data, clock)
    again = open_with(data, clock, way, secret)
    assert again.keys.lock.lock == lock_of(data)
    assert (ids(again), again.aside.kept("note")) == (before, "waits")
    folder = BackupFolder(data, again.keys)
    assert [len(folder.outline(backup).entries) for backup in folder.backups()] == [10, 10]
    made = backed_up(again, folder)
    again.close()
    assert cause_of(BackupFolder(data).outline, made) == "passcode"


def test_a_locked_record_is_told_from_a_wrong_passcode(data, clock):
    lock(data, clock)
    assert cause_of(EntryLog.open, data, clock) == "passcode"
    assert cause_of(EntryLog.look, data, clock) == "passcode"
    for wrong in ("", "three green pear", WORDS.upper(), CODE, "\ud800"):
        assert cause_of(opened, lock_of(data), Way.PASSCODE, wrong) == "wrong_passcode"
    assert cause_of(opened, lock_of(data), Way.RECOVERY, WORDS) == "wrong_passcode"


def test_a_changed_byte_anywhere_in_the_key_file_is_damage_never_a_wrong_passcode(data, clock):
    made = lock(data, clock)
    path = data / "record.key"
    text = path.read_bytes()
    for place in range(len(text)):
        flipped = bytearray(text)
        flipped[place] ^= 1 << (place % 8)
        path.write_bytes(flipped)
        assert lock_of(data) is None
        assert cause_of(KeyFiles(made).read, path) == "damaged", place
        path.write_bytes(text[:place])
        assert cause_of(KeyFiles(made).read, path) == "damaged", place


def test_a_damaged_record_behind_the_right_passcode_is_damage(data, clock):
    lock(data, clock)
    database = data / "record.db"
    flipped = bytearray(database.read_bytes())
    flipped[100] ^= 1
    database.write_bytes(flipped)
    assert cause_of(open_with, data, clock) == "damaged"


def test_a_passcode_is_the_same_however_a_keyboard_makes_its_letters(data, clock):
    lock(data, clock, "cafe\u0301 \uff11")
    open_with(data, clock, Way.PASSCODE, "caf\u00e9 1").close()


def test_what_somebody_changed_with_a_right_sum_does_not_open(data, clock):
    made = lock(data, clock)
    path = data / "record.key"
    found = locked_key(path)
    other = new_lock("x", "y", CHEAP).lock
    for changed in (
        key_files.LockedKey(found.mark, other, found.sealed, found.check),
        key_files.LockedKey(found.mark, found.lock, found.sealed, bytes(32)),
    ):
        path.write_bytes(key_files._text(changed))
        assert cause_of(KeyFiles(made).read, path) == "damaged"
    path.write_bytes(
        key_files._text(key_files.LockedKey(bytes(16), found.lock, found.sealed, found.check))
    )
    assert cause_of(KeyFiles(made).read, path) == "passcode"


def test_a_key_file_of_a_later_program_is_newer_not_damaged(data, clock):
    made = lock(data, clock)
    told = key_files._told(locked_key(data / "record.key")) | {"format": "caregiver-key/3"}
    text = key_files._lines(told | {"sum": key_files._sum(told)})
    (data / "record.key").write_bytes(text)
    assert cause_of(KeyFiles(made).read, data / "record.key") == "newer"


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory_kib=2**21),
        Cost(passes=0),
        Cost(passes=65),
        Cost(lanes=17),
        Cost(memory_kib=15, lanes=2),
    ],
)
def test_a_key_file_never_makes_the_program_take_all_memory(data, clock, cost):
    lock(data, clock)
    found = locked_key(data / "record.key")
    slot = key_files.Slot(cost, found.lock.passcode.salt, found.lock.passcode.sealed)
    changed = key_files.Lock(slot, found.lock.recovery)
    text = key_files._text(key_files.LockedKey(found.mark, changed, found.sealed, found.check))
    (data / "record.key").write_bytes(text)
    assert cause_of(locked_key, data / "record.key") == "damaged"


def test_a_changed_passcode_opens_record_and_backups_and_the_old_one_nothing(data, clock):
    lock(data, clock)
    log = open_with(data, clock)
    before = ids(log)
    assert put_under(log, new_lock("other words", "NEW CODE", CHEAP)) == ()
    log.close()
    for path in data.rglob("*.key"):
        for way, old in ((Way.PASSCODE, WORDS), (Way.RECOVERY, CODE)):
            assert cause_of(opened, locked_key(path).lock, way, old) == "wrong_passcode"
    for way, secret in ((Way.PASSCODE, "other words"), (Way.RECOVERY, "NEW CODE")):
        again = open_with(data, clock, way, secret)
        folder = BackupFolder(data, again.keys)
        assert (ids(again), len(folder.outline(folder.backups()[0]).entries)) == (before, 10)
        again.close()


def test_a_passcode_that_was_removed_leaves_the_record_as_it_was_before(data, clock):
    keys = all_keys(data)
    lock(data, clock)
    log = open_with(data, clock)
    drop_lock(data, log.keys)
    log.close()
    assert all_keys(data) == keys
    assert lock_of(data) is None
    EntryLog.open(data, clock).close()


def test_a_key_file_that_cannot_be_read_is_sealed_too_and_given_back(data, clock):
    path = next(iter(sorted((data / "backups").glob("*.key"))))
    text = path.read_bytes()[:-9] + b"\n"
    path.write_bytes(text)
    made = lock(data, clock)
    assert read_key_bytes(text) not in path.read_bytes()
    assert bring_all_up_to_date(data, KeyFiles(made)) == ()
    log = open_with(data, clock)
    put_under(log, new_lock(WORDS, CODE, CHEAP))  # and sealed anew with a change
    log.close()
    log = open_with(data, clock)
    drop_lock(data, log.keys)
    log.close()
    assert path.read_bytes() == text


def test_what_is_no_key_file_of_this_lock_is_left_as_it_is(data, clock):
    made = lock(data, clock)
    path = data / "backups" / "strange.key"
    sealed = path.with_name("sealed.key")
    sealed.write_bytes(b"half a key")
    KeyFiles(new_lock("another", CODE, CHEAP)).bring_up_to_date(sealed)
    for text in (b"[]", b"{}", b'{"sealed": 1}', b'{"sealed": "zz"}', sealed.read_bytes()):
        path.write_bytes(text)
        KeyFiles(made).make_plain(path)
        KeyFiles().make_plain(path)
        KeyFiles().bring_up_to_date(path)
        assert path.read_bytes() == text
    assert bring_all_up_to_date(data, KeyFiles()) == ()


def test_a_disk_that_gives_back_something_else_keeps_the_old_key_file(tmp_path, monkeypatch):
    path = tmp_path / "record.key"
    write_whole(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(type(path), "read_bytes", lambda _self: b"nonsense")
        assert cause_of(write_whole, path, b"new") == "failed"
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"old"]


def test_a_half_written_key_file_that_cannot_go_stops_nothing(data, clock):
    (data / "backups" / "x.key.new").mkdir()
    lock(data, clock)
    assert lock_of(data) is not None


def read_key_bytes(text):
    return text.split(b'"key": "')[1][:64]


class PowerCutError(BaseException):
    """The end of the program at one step."""


def cut_at(monkeypatch, step, work):
    """Do a work whose key files stop being written at one of them; say whether it was cut."""
    real, left = key_files.write_whole, [step]

    def write(path, text):
        if not left[0]:
            path.with_name(f"{path.name}.new").write_bytes(text)
            raise PowerCutError
        left[0] -= 1
        real(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", write)
        try:
            work()
        except PowerCutError:
            return True
    return False


@pytest.mark.parametrize("step", range(6))
def test_a_power_cut_while_a_passcode_is_set_leaves_one_way_in_and_is_finished_later(
    data, clock, monkeypatch, step
):
    keys, log = all_keys(data), EntryLog.open(data, clock)
    before, made = ids(log), new_lock(WORDS, CODE, CHEAP)
    cut = cut_at(monkeypatch, step, partial(take_lock, data, log.keys, made))
    log.close()
    assert cut == (step < len(keys))
    if lock_of(data) is None:
        assert all_keys(data) == keys
        again = EntryLog.open(data, clock)
    else:
        again = open_with(data, clock)
        assert bring_all_up_to_date(data, again.keys) == ()
        texts = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
        assert not any(key.hex().encode() in texts for key in keys.values())
    assert ids(again) == before
    again.close()


@pytest.mark.parametrize("step", range(6))
def test_a_power_cut_while_a_passcode_is_removed_or_changed_loses_nothing(
    data, clock, monkeypatch, step
):
    lock(data, clock)
    log = open_with(data, clock)
    before, changed = ids(log), new_lock("other", "NEW CODE", CHEAP)
    cut_at(monkeypatch, step, partial(put_under, log, changed))
    log.close()
    words = WORDS if step == 0 else "other"
    again = open_with(data, clock, secret=words)
    assert finish_lock(again) == ()
    assert (again.setting("former_locks"), again.keys.former) == ("", [])
    assert {locked_key(path).lock for path in data.rglob("*.key")} == {lock_of(data)}
    cut = cut_at(monkeypatch, step, partial(removing, data, again.keys))
    again.close()
    last = open_with(data, clock, secret=words) if cut else EntryLog.open(data, clock)
    assert (ids(last), cut) == (before, step < 5)
    last.close()


def removing(data, keys):
    # A power cut is no error that could be mended at once.
    drop_lock(data, keys)


def refusing(refused):
    """Return the way to write key files of a disk that refuses one of them."""
    real = key_files.write_whole

    def write(path, text):
        if path == refused:
            raise OSError("no")
        real(path, text)

    return write


def test_a_backup_that_cannot_be_written_is_named_and_done_the_next_time(data, clock, monkeypatch):
    log, refused = EntryLog.open(data, clock), sorted((data / "backups").glob("*.key"))[0]
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", refusing(refused))
        assert take_lock(data, log.keys, new_lock(WORDS, CODE, CHEAP)) == (refused,)
        assert cause_of(drop_lock, data, log.keys) == "failed"
    log.close()
    assert lock_of(data) is not None
    assert bring_all_up_to_date(data, log.keys) == ()


def test_a_backup_that_a_change_could_not_reach_opens_still_and_gets_the_new_lock_later(
    data, clock, monkeypatch
):
    lock(data, clock)
    log, refused = open_with(data, clock), sorted((data / "backups").glob("*.key"))[0]
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", refusing(refused))
        for words in ("second words", "third words"):
            assert put_under(log, new_lock(words, CODE, CHEAP)) == (refused,)
        log.keys.read(refused)
        log.close()
        log = open_with(data, clock, Way.PASSCODE, "third words")
        assert finish_lock(log) == (refused,)
        log.keys.read(refused)
    assert finish_lock(log) == ()
    log.close()
    assert locked_key(refused).lock == lock_of(data)


def test_a_change_that_could_not_be_written_leaves_the_passcode_of_before(data, clock, monkeypatch):
    lock(data, clock)
    log = open_with(data, clock)
    before = log.keys.lock
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_whole", failing)
        assert cause_of(put_under, log, new_lock("other", CODE, CHEAP)) == "failed"
    assert (log.keys.lock, log.keys.former) == (before, [])
    log.close()
    again = open_with(data, clock)
    assert (finish_lock(again), again.setting("former_locks")) == ((), "")
    again.close()


def test_a_passcode_that_could_not_be_written_is_not_set(data, clock, monkeypatch):
    log, keys = EntryLog.open(data, clock), all_keys(data)
    monkeypatch.setattr(key_files, "write_whole", failing)
    assert cause_of(take_lock, data, log.keys, new_lock(WORDS, CODE, CHEAP)) == "failed"
    monkeypatch.undo()
    assert (log.keys.lock, all_keys(data)) == (None, keys)
    log.close()


def failing(_path, _text):
    raise OSError("no")


def test_a_passcode_whose_very_last_step_failed_is_set(data, clock, monkeypatch):
    log, real = EntryLog.open(data, clock), key_files.write_whole

    def write(path, text):
        real(path, text)
        if path.name == "record.key":
            raise OSError("no")

    monkeypatch.setattr(key_files, "write_whole", write)
    made = new_lock(WORDS, CODE, CHEAP)
    take_lock(data, log.keys, made)
    log.close()
    assert log.keys.lock == made


@pytest.mark.parametrize(("way", "secret"), [(Way.PASSCODE, WORDS), (Way.RECOVERY, CODE)])
def test_a_backup_opens_on_another_computer_with_passcode_or_recovery_code(
    data, clock, tmp_path, way, secret
):
    lock(data, clock)
    log = open_with(data, clock)
    folder = BackupFolder(data, log.keys)
    backup, before = backed_up(log, folder), ids(log)
    log.close()
    there = tmp_path / "there"
    shutil.copytree(data / "backups", there / "backups")
    assert cause_of(EntryLog.open, there, clock) == "missing"
    assert cause_of(put_back, there, backup, clock.now()) == "passcode"
    keys = KeyFiles(opened(lock_of_backups(there, KeyFiles()), way, secret))
    put_back(there, backup, clock.now(), keys)
    again = open_with(there, clock)  # it has its passcode still
    again.check()
    assert ids(again) == before
    again.close()


def test_a_backup_of_another_passcode_is_left_as_it_is(data, clock, tmp_path):
    lock(data, clock, "somebody else's")
    other = tmp_path / "other"
    EntryLog.open(other, clock).close()
    shutil.copytree(data / "backups", other / "backups")
    made = lock(other, clock)
    found = sorted((other / "backups").glob("*.key"))
    assert all(locked_key(path).lock != made.lock for path in found)
    log = open_with(other, clock)
    assert cause_of(log.keys.read, found[0]) == "passcode"
    drop_lock(other, log.keys)
    log.close()
    assert all(locked_key(path) is not None for path in found)
    assert lock_of_backups(other, log.keys) is not None


def test_a_backup_of_another_computer_that_was_opened_stops_no_backup_of_this_one(
    data, clock, tmp_path
):
    made = lock(data, clock)
    log = EntryLog.open(tmp_path / "other", clock)
    shutil.copytree(data / "backups", tmp_path / "other" / "backups")
    log.keys.others.append(made)
    folder = BackupFolder(tmp_path / "other", log.keys)
    assert len(folder.outline(folder.backups()[0]).entries) == 10
    backed_up(log, folder)
    log.close()


def test_a_backup_with_a_passcode_never_becomes_a_record_without_one(data, clock, tmp_path):
    made, other = lock(data, clock), tmp_path / "other"
    EntryLog.open(other, clock).close()
    shutil.copytree(data / "backups", other / "backups")
    keys = KeyFiles()
    keys.others.append(made)
    put_back(other, BackupFolder(other, keys).backups()[0], clock.now(), keys)
    assert locked_key(other / "record.key").lock == made.lock
    assert cause_of(EntryLog.open, other, clock) == "passcode"


def test_the_cost_of_a_try_is_at_least_what_was_promised():
    cost = tuned()
    assert cost.memory_kib in {64 * 1024 * times for times in range(1, 5)}
    assert (cost.passes, cost.lanes) == (3, 2)


def test_too_little_memory_is_said_in_words(monkeypatch):
    class Hungry:
        def __init__(self, **_settings):
            raise MemoryError

    place = "cryptography.hazmat.primitives.kdf.argon2.Argon2id"
    monkeypatch.setattr(place, Hungry)
    with pytest.raises(StorageError, match="too little memory"):
        new_lock(WORDS, CODE, CHEAP)


def test_a_record_without_a_passcode_needs_no_cryptography(tmp_path, clock, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("cryptography")]:
        monkeypatch.setitem(sys.modules, name, None)
    log = EntryLog.open(tmp_path / "data", clock)
    backed_up(log, BackupFolder(tmp_path / "data", log.keys))
    log.close()
    assert (lock_of(tmp_path / "data"), passcode.lock_of_backups(tmp_path / "data", log.keys)) == (
        None,
        None,
    )
