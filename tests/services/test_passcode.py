# SPDX-License-Identifier: MIT
"""What a family can do with a passcode, and what a wrong one costs."""

from dataclasses import replace

import pytest

from caregiver_app.cli import run
from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route
from caregiver_app.domain.sharing.recovery_code import read_code
from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way, is_like_a_code
from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.services.safekeeping.passcode import still_open_words
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.lock_file import ask_to_show
from caregiver_app.storage.passcode import lock_of, new_lock, take_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.system.words import in_use
from caregiver_app.wiring import build_services

CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS = "three green pears"
PRESCRIBER = Contact(role=ContactRole.PRESCRIBER, name="Dr. Zoe", phone="555-0199")


@pytest.fixture
def log(data_dir, clock, practised):
    practised("practice-oral", clock, data_dir)
    opened = EntryLog.open(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def services(log, clock):
    built = build_services(log, clock)
    built.passcode.cost = CHEAP
    return built


@pytest.fixture
def code(services):
    """Set a passcode and return the recovery code."""
    made = services.passcode.new_code()
    assert services.passcode.take(services.passcode.prepared(WORDS, made)) == ""
    return made


def test_a_short_passcode_or_two_that_differ_are_refused_with_what_to_do(services):
    assert "at least 8" in services.passcode.problem_with("pears", "pears")
    assert "not the same" in services.passcode.problem_with(WORDS, "three green pear")
    assert services.passcode.problem_with(WORDS, WORDS) == ""


def test_codes_are_of_chance_and_can_be_read(services):
    codes = {services.passcode.new_code() for _time in range(50)}
    assert len(codes) == 50
    assert all(read_code(made) == made for made in codes)


def test_passcode_and_code_open_the_record_by_themselves(services, code, log, data_dir, clock):
    log.close()
    for way, typed in ((Way.PASSCODE, WORDS), (Way.RECOVERY, code.lower())):
        keys = LockedRecord(data_dir).open(way, typed)
        assert keys.by_recovery == (way is Way.RECOVERY)
        EntryLog.open(data_dir, clock, keys).close()


def test_wrong_tries_wait_longer_and_a_slip_in_the_code_costs_nothing(services, code, data_dir):
    locked = LockedRecord(data_dir, lambda: 0.0)
    slip = code[:6] + ("A" if code[6] != "A" else "B") + code[7:]
    for _time in range(9):
        with pytest.raises(StorageError, match="Group 2 is not right"):
            locked.open(Way.RECOVERY, slip)
    assert locked.wait_s() == 0
    for _time in range(3):
        with pytest.raises(StorageError, match="That passcode does not open this record"):
            locked.open(Way.PASSCODE, "wrong")
    with pytest.raises(StorageError, match="newer sheet"):
        locked.open(Way.RECOVERY, services.passcode.new_code())
    assert locked.wait_s() == 2
    locked.open(Way.PASSCODE, WORDS)
    assert locked.wait_s() == 0


def test_the_page_that_changes_it_waits_after_wrong_tries_as_the_lock_screen_does(
    services, code, data_dir
):
    locked = LockedRecord(data_dir)
    for _time in range(7):
        with pytest.raises(StorageError):
            locked.open(Way.PASSCODE, "wrong")
    with pytest.raises(StorageError, match="Wait 16 s, then try again"):
        services.passcode.check(WORDS)
    locked.open(Way.PASSCODE, WORDS)
    services.passcode.check(WORDS)


def test_a_lock_of_a_slower_computer_is_made_dearer_when_it_is_opened(
    services, code, log, data_dir, clock
):
    log.close()
    keys = LockedRecord(data_dir).open(Way.PASSCODE, WORDS)
    assert lock_of(data_dir).passcode.cost == CHEAP  # what opens the record writes it
    again = EntryLog.open(data_dir, clock, keys)
    assert build_services(again, clock).passcode.finish() == ""
    again.close()
    found = lock_of(data_dir)
    assert found.passcode.cost.memory_kib >= Cost().memory_kib
    assert found.recovery.cost == CHEAP  # nobody has typed the code
    LockedRecord(data_dir).open(Way.PASSCODE, WORDS)
    LockedRecord(data_dir).open(Way.RECOVERY, code)


def test_what_is_wrong_with_a_typed_code_is_said(services, code, data_dir):
    locked = LockedRecord(data_dir)
    for typed, words in (
        ("ABCD", "36 letters are missing"),
        (code + "A", "1 letter too many"),
        (code[:-1] + "1", "No code has these: 1"),
    ):
        with pytest.raises(StorageError, match=words):
            locked.open(Way.RECOVERY, typed)
        assert not is_like_a_code(typed)
    assert is_like_a_code(code)
    assert is_like_a_code(code[6:11] + code[5:])


def test_removing_it_shows_nothing_beside_the_record_any_more(services, code, data_dir):
    assert (data_dir / "lock-screen.json").exists()
    services.passcode.remove()
    assert (lock_of(data_dir), services.passcode.is_set) == (None, False)
    assert not (data_dir / "lock-screen.json").exists()
    with pytest.raises(StorageError):
        LockedRecord(data_dir).open(Way.PASSCODE, WORDS)


def test_a_record_that_can_only_be_looked_at_gets_no_passcode(services, log, data_dir):
    log.only_to_look = StorageError("read_only")
    with pytest.raises(StorageError, match="read-only"):
        services.passcode.take(services.passcode.prepared(WORDS, services.passcode.new_code()))
    assert lock_of(data_dir) is None


def test_what_was_chosen_in_another_way_is_no_choice(services, code, log, data_dir):
    for text in ("no list", "[]", "{}"):
        log.set_setting("lock_screen", text)
        services.passcode.keep_lock_screen()
        assert LockedRecord(data_dir).shown.lines == ()


def test_the_lock_screen_speaks_for_the_country_that_was_chosen(services, code, data_dir):
    services.settings.change(country="GB")
    services.passcode.keep_lock_screen()
    LockedRecord(data_dir).choose_locale()
    assert in_use().emergency == "999"


def test_the_lock_of_an_open_record_needs_no_disk_and_a_start_looks_again(services, code, data_dir):
    key, away = data_dir / "record.key", data_dir.with_name("away.key")
    key.rename(away)  # a stick that is out for a moment, or a virus scanner that holds it
    at_the_start, of_the_window = LockedRecord(data_dir), services.passcode.locked()
    assert of_the_window.is_locked
    with pytest.raises(StorageError, match="could not be read"):
        at_the_start.open(Way.PASSCODE, WORDS)
    of_the_window.open(Way.PASSCODE, WORDS)
    away.rename(key)
    at_the_start.open(Way.PASSCODE, WORDS)


def test_a_number_that_was_corrected_or_taken_out_is_not_kept_beside_the_record(
    services, code, data_dir
):
    person = Person(name="Zoe", route=Route.ORAL, drug=Drug.BACLOFEN, contacts=(PRESCRIBER,))
    id_ = services.people.add_person(person, None)
    (item,) = services.passcode.phones()
    services.passcode.choose({item.id: "Prescriber: 555-0199"})
    assert LockedRecord(data_dir).shown.lines == ("Prescriber: 555-0199",)
    other = replace(PRESCRIBER, phone="555-0101")
    services.profile.change(id_, replace(person, contacts=(other,)), None)
    services.passcode.keep_lock_screen()
    assert LockedRecord(data_dir).shown.lines == ()


def test_backups_that_could_not_be_locked_are_named(data_dir):
    assert still_open_words(()) == ""
    assert "20260521T174000Z-auto" in still_open_words((data_dir / "20260521T174000Z-auto.key",))


def test_the_sheet_holds_the_code_and_nobodys_name(services, code):
    from io import BytesIO

    import pypdf

    sheet = services.passcode.sheet(code)
    (page,) = pypdf.PdfReader(BytesIO(sheet.pdf)).pages
    words = page.extract_text().replace("\u2009", "")
    assert all(group in words for group in code.split())
    assert "Pat" not in words
    assert "call 911" in words


def test_a_command_on_a_locked_record_says_so_and_changes_nothing(
    services, code, log, data_dir, tmp_path, capsys
):
    log.close()
    before = {path: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    out = tmp_path / "out.json"
    asked = ["export", "--person", "Pat Morgan (practice)", "--out", str(out)]
    assert run([*asked, "--data-dir", str(data_dir)], lambda: 0) == 1
    assert "This record has a passcode." in capsys.readouterr().err
    assert not out.exists()
    assert {path: path.read_bytes() for path in before} == before


def test_a_command_asks_for_the_passcode_where_somebody_can_type_it(
    services, code, log, data_dir, tmp_path, monkeypatch
):
    log.close()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed = iter([WORDS, "wrong", "wrong", "wrong", "wrong"])
    monkeypatch.setattr("getpass.getpass", lambda _asked: next(typed))
    out = tmp_path / "out.json"
    asked = ["export", "--person", "Pat Morgan (practice)", "--out", str(out)]
    found = [run([*asked, "--data-dir", str(data_dir)], lambda: 0) for _time in range(5)]
    assert found == [0, 1, 1, 1, 1]
    assert out.exists()


def test_backups_alone_open_with_the_code_and_the_record_keeps_its_passcode(
    services, code, log, data_dir, tmp_path, clock
):
    for _rest in services.backups.make():
        pass
    log.close()
    for path in data_dir.glob("record.*"):
        path.unlink()
    with pytest.raises(StorageError) as problem:
        EntryLog.open(data_dir, clock)
    lost = LostRecord(data_dir, problem.value, clock)
    assert lost.offered() is None
    lost.unlock(lost.locked().open(Way.RECOVERY, code))
    assert lost.locked() is None
    lost.put_back(lost.offered().name)
    assert lock_of(data_dir) is not None
    EntryLog.open(data_dir, clock, LockedRecord(data_dir).open(Way.PASSCODE, WORDS)).close()


def test_behind_a_damaged_key_file_a_locked_backup_is_still_offered(
    services, code, log, data_dir, clock
):
    for _rest in services.backups.make():
        pass
    log.close()
    key = data_dir / "record.key"
    key.write_bytes(key.read_bytes().replace(b"passcode", b"passcodf", 1))
    with pytest.raises(StorageError, match="damaged") as problem:
        EntryLog.open(data_dir, clock)
    lost = LostRecord(data_dir, problem.value, clock)
    lost.unlock(lost.locked().open(Way.PASSCODE, WORDS))
    assert lost.offered() is not None
    assert LostRecord(data_dir, StorageError("disk_full"), clock).locked() is None


def test_a_record_that_is_only_locked_elsewhere_is_held_by_one_window(log, data_dir):
    take_lock(data_dir, log.keys, new_lock(WORDS, "CODE", CHEAP))
    locked = LockedRecord(data_dir)
    locked.hold()  # the record is open: that is told when somebody opens it
    assert not locked.is_asked()
    locked.let_go()
    log.close()
    locked.hold()
    assert not locked.is_asked()
    assert ask_to_show(data_dir / "record.lock")
    assert locked.is_asked()
    locked.answer()
    assert not locked.is_asked()
    locked.let_go()
