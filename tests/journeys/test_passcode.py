# SPDX-License-Identifier: MIT
"""A passcode from setting it to opening the record with it, with Emergency in one action."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from caregiver_app.app import start
from caregiver_app.domain.check_in import Draft, Hallucination
from caregiver_app.domain.emergency_log import Tap
from caregiver_app.services.safekeeping.passcode import PasscodeService
from caregiver_app.storage import passcode
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.key_files import locked_key
from caregiver_app.storage.passcode import lock_of, new_lock, take_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.desktop.session_watch import SessionWatch
from caregiver_app.ui.pages.lock import LockPage
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.widgets.level.alert_watch import AlertWatch
from tests.conftest import NOW
from tests.journeys.words import find, is_gone, press, see, strike, type_into, visible_text

pytestmark = pytest.mark.gui
CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS = "three green pears"
CODE = PasscodeService.new_code(None)


@pytest.fixture(autouse=True)
def _no_dearer_lock(monkeypatch):
    """Leave the cheap locks of these tests as they are; tests/storage tries dear ones."""
    monkeypatch.setattr(passcode, "_LEAST", CHEAP)
    monkeypatch.setattr(passcode, "_LEAST_S", 0)


def locked_record(data_dir, clock, practised):
    """Write the record of a practice person and put a passcode on it."""
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    take_lock(data_dir, log.keys, new_lock(WORDS, CODE, CHEAP))
    log.close()


def only_backups(data_dir, clock, practised):
    """Leave nothing of a record with a passcode but a backup."""
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    take_lock(data_dir, log.keys, new_lock(WORDS, CODE, CHEAP))
    for _rest in log.backing_up(BackupFolder(data_dir, log.keys), BackupKind.BY_HAND):
        pass
    log.close()
    for path in data_dir.glob("record.*"):
        path.unlink()


@pytest.fixture
def locked(qtbot, data_dir, clock, practised):
    """Return the window of a program that starts on a record with a passcode."""
    locked_record(data_dir, clock, practised)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: "Locked" in visible_text(window))
    yield window
    window.close()


@pytest.fixture
def open_locked(qtbot, locked):
    """Return the same window once the passcode was typed."""
    unlock(qtbot, locked)
    return locked


def unlock(qtbot, window, typed=WORDS):
    type_into(window, "lock.field", typed)
    press(window, "lock.unlock")
    qtbot.waitUntil(lambda: window.centralWidget().objectName() != "lock_page")
    QApplication.processEvents()


def test_a_passcode_can_be_pasted_and_looked_at_before_it_is_used(locked, qtbot):
    QApplication.clipboard().setText(WORDS)
    field = find(locked, "lock.field")
    strike(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.displayText() != WORDS
    press(locked, "lock.show")
    assert field.displayText() == WORDS
    press(locked, "lock.unlock")
    qtbot.waitUntil(lambda: locked.centralWidget().objectName() != "lock_page")


def refused(qtbot, window, typed, words):
    find(window, "lock.field").clear()
    type_into(window, "lock.field", typed)
    press(window, "lock.unlock")
    qtbot.waitUntil(lambda: words in visible_text(window))


def begin_a_passcode(window):
    window.services.passcode.cost = CHEAP
    press(window, "nav.settings")
    press(window, "settings.passcode")


def test_a_passcode_is_set_with_a_code_on_paper_changed_and_removed(open_window, data_dir, qtbot):
    window = open_window(person="practice-oral")
    assert is_gone(window, "lock")
    begin_a_passcode(window)
    type_into(window, "passcode.new", "short")
    press(window, "passcode.next")
    see(window, "at least 8")
    find(window, "passcode.new").clear()
    for field in ("passcode.new", "passcode.again"):
        type_into(window, field, WORDS)
    press(window, "passcode.next")
    assert lock_of(data_dir) is None  # nothing is locked before somebody has the code
    press(window, "passcode.agree")
    qtbot.waitUntil(lambda: not is_gone(window, "lock"))
    assert lock_of(data_dir) is not None
    type_into(window, "passcode.now", "wrong words")
    press(window, "passcode.remove")
    told = find(window, "passcode.told")  # beside the page, which is scrolled to its end
    qtbot.waitUntil(lambda: "does not open this record" in told.text())
    find(window, "passcode.now").clear()
    type_into(window, "passcode.now", WORDS)
    press(window, "passcode.remove")
    qtbot.waitUntil(lambda: is_gone(window, "lock"))
    assert lock_of(data_dir) is None


def test_what_is_typed_as_soon_as_the_page_opens_is_not_lost(open_window):
    window = open_window(person="practice-oral")
    press(window, "nav.settings")
    press(window, "settings.passcode")
    assert window.focusWidget() is find(window, "passcode.new")


def test_the_lock_screen_tells_nothing_and_a_wrong_passcode_says_what_else_helps(locked, qtbot):
    see(locked, "Nothing reminds you until the record is open.")
    assert locked.windowTitle() == "Caregiver Checklist"
    assert "Pat" not in visible_text(locked)
    refused(qtbot, locked, "wrong", "That passcode does not open this record.")
    see(locked, "The recovery code opens it too.")
    page = locked.findChild(LockPage)
    page.show_emergency()
    page.show_passcode()
    assert find(locked, "lock.field").selectedText(), "what is typed now takes its place"
    for _time in range(2):
        refused(qtbot, locked, "wrong again", "does not open")
    see(locked, "Try again in 1 s")
    assert not find(locked, "lock.unlock").isEnabled()
    press(locked, "lock.show")
    assert find(locked, "lock.field").echoMode().name == "Normal"
    type_into(locked, "lock.field", "A")
    see(locked, "Caps Lock may be on")


def test_the_right_passcode_opens_the_record_and_the_times_tapped_before_go_into_it(locked, qtbot):
    strike(locked, Qt.Key.Key_F1)
    see(locked, "call 911 now", "Red flags: Seizure.", "The record is locked.", "Put nothing in")
    press(locked, "tap.called_911")
    press(locked, "rescue.again")
    unlock(qtbot, locked)
    see(locked, "Called 911", "Pat Morgan")
    assert locked.page_name == "emergency"


def test_the_made_up_numbers_of_a_practice_person_are_not_said_to_be_missing(open_locked):
    person = open_locked.services.book.record(open_locked.person_id).person
    assert [contact.phone for contact in person.contacts if contact.phone]
    open_locked.show_page("passcode")
    see(open_locked, "No number of a real person is recorded yet. Type it in About them.")


def test_every_letter_of_the_recovery_code_is_to_be_seen_in_its_groups(locked):
    type_into(locked, "lock.field", "three")
    assert is_gone(locked, "lock.code")
    press(locked, "lock.other_way")
    type_into(locked, "lock.field", CODE.lower().replace(" ", ""))
    see(locked, CODE)  # the field itself has room for 26 of its letters


def test_the_recovery_code_opens_it_a_slip_is_told_and_a_new_passcode_asked_for(
    locked, qtbot, data_dir
):
    press(locked, "lock.other_way")
    other = "B" if CODE[0] == "A" else "A"
    refused(qtbot, locked, other + CODE[1:], "Group 1 is not right")
    find(locked, "lock.field").clear()
    unlock(qtbot, locked, CODE.lower().replace(" ", ""))
    assert locked.page_name == "passcode"
    see(locked, "The code from your sheet let you in. Set a new passcode.")
    locked.services.passcode.cost = CHEAP
    for field in ("passcode.other", "passcode.other_again"):
        type_into(locked, field, "some other words")
    assert is_gone(locked, "passcode.new_code")  # it would keep a passcode that nobody knows
    press(locked, "passcode.change")
    qtbot.waitUntil(lambda: not is_gone(locked, "passcode.agree"))
    mark = locked_key(data_dir / "record.key").mark
    press(locked, "passcode.agree")
    qtbot.waitUntil(lambda: "opens nothing in this folder any more" in visible_text(locked))
    see(locked, "Copies in other places still open with the old one.")
    assert locked_key(data_dir / "record.key").mark != mark  # it has another key, at once
    strike(locked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    refused(qtbot, locked, WORDS, "does not open")
    find(locked, "lock.field").clear()
    unlock(qtbot, locked, "some other words")


def test_what_was_half_typed_is_there_again_after_the_lock(open_locked, qtbot):
    window = open_locked
    press(window, "nav.check_in")
    type_into(window, "hr", "88")
    press(window, "lock")
    assert window.services.check_ins.kept_draft(window.person_id) is not None
    assert is_gone(window, "hr")
    window.findChild(ReminderWatch).stands.emit("A check-in is due.")  # as at the next look
    see(window, "A check-in is due.")
    strike(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)  # no page behind it opens
    assert is_gone(window, "nav.history")
    unlock(qtbot, window)
    assert window.page_name == "check_in"
    field = find(window, "hr")
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    assert line.text() == "88"


def test_nobody_there_locks_after_a_warning_that_any_key_ends(open_locked, clock, qtbot):
    window = open_locked
    idle = window.findChild(IdleWatch)
    clock.go_to(NOW + timedelta(minutes=4, seconds=15))
    idle.look()
    see(window, "The screen locks in 45 seconds. Move the mouse or press a key.")
    find(window, "today.log_dose").setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    assert "The screen locks" not in visible_text(window)
    assert window.page_name == "today"  # the key did nothing else
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    assert window.page_name == "log_dose"
    clock.go_to(NOW + timedelta(minutes=8))
    idle.look()
    assert "Locked" not in visible_text(window)
    idle.touch()
    window.services.settings.change(lock_after="1")
    clock.go_to(NOW + timedelta(minutes=8, seconds=29))
    idle.look()
    assert "The screen locks" not in visible_text(window)
    press(window, "recorder")
    clock.go_to(NOW + timedelta(hours=9))  # the computer slept
    idle.look()
    see(window, "Locked")
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]


def test_a_sleep_and_the_lock_of_the_computer_lock_at_once_but_not_over_an_emergency(
    open_locked, qtbot
):
    window = open_locked
    idle, session = window.findChild(IdleWatch), window.findChild(SessionWatch)
    slept = [0.0]
    idle._slept_s = lambda: slept[0]
    idle.look()
    press(window, "emergency")
    session.left.emit()
    slept[0] = 7.0
    idle.look()
    assert is_gone(window, "lock.field"), "somebody helps there"
    window.show_page("today")
    session.left.emit()
    see(window, "Locked")
    unlock(qtbot, window)
    idle.look()
    assert is_gone(window, "lock.field")
    slept[0] = 21.0
    idle.look()
    see(window, "Locked")


def test_an_emergency_stays_on_the_screen_without_whose_it_is(open_locked, clock, qtbot):
    window = open_locked
    press(window, "emergency")
    press(window, "tap.seizure")
    idle = window.findChild(IdleWatch)
    for page in ("emergency", "today"):  # nobody is locked out while they help
        window.show_page(page)
        clock.go_to(clock.now() + timedelta(minutes=3))
        idle.look()
    assert is_gone(window, "lock.field")
    see(window, "EMERGENCY")
    assert "The screen locks" not in visible_text(window)
    strike(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    see(window, "call 911 now", "Seizure stopped", "6:00")
    assert "Pat" not in visible_text(window)
    assert "NOT SAVED" not in visible_text(window)
    press(window, "tap.seizure")
    press(window, "rescue.again")
    unlock(qtbot, window)
    assert window.services.emergency_log.running(window.person_id) is None
    see(window, "Seizure stopped")


def test_an_emergency_page_that_nobody_touches_for_a_night_locks_all_the_same(open_locked, clock):
    idle = open_locked.findChild(IdleWatch)
    press(open_locked, "emergency")
    clock.go_to(NOW + timedelta(hours=11, minutes=59))
    idle.look()
    see(open_locked, "Pat Morgan")
    clock.go_to(NOW + timedelta(hours=12))
    idle.look()
    see(open_locked, "call 911 now")
    assert "Pat" not in visible_text(open_locked)


def test_a_wait_that_runs_out_behind_the_lock_is_said_there_without_a_name(
    open_locked, clock, qtbot
):
    window = open_locked
    draft = Draft(stiffness=3, temp_c=Decimal("38.3"))
    window.services.check_ins.save(window.person_id, draft)
    window.open_person(window.person_id)
    press(window, "lock")
    assert "Go to the ER" not in visible_text(window)
    clock.go_to(NOW + timedelta(minutes=65))
    window.findChild(AlertWatch).look()
    see(window, "Go to the ER now No answer for 60 minutes.", "Type the passcode")
    press(window, "emergency")
    see(window, "Go to the ER now", "call 911 now")
    assert "Pat" not in visible_text(window)
    press(window, "rescue.again")
    unlock(qtbot, window)
    see(window, "Go to the ER now")


def test_an_emergency_behind_the_lock_opens_the_page_with_the_number_to_call(open_locked):
    window = open_locked
    press(window, "lock")
    see(window, "Type the passcode")
    draft = Draft(hallucination=Hallucination.YES)
    window.services.check_ins.save(window.person_id, draft)
    window.findChild(AlertWatch).look()
    see(window, "call 911 now")


def test_times_tapped_on_the_lock_screen_are_asked_about_before_the_window_closes(
    open_locked, qtbot
):
    window = open_locked
    press(window, "lock")
    press(window, "emergency")
    press(window, "tap.seizure")
    press(window, "tap.called_911")
    press(window, "tap.undo")
    assert [w.tap for w in window.services.emergency_log.waiting(None)] == [Tap.SEIZURE]
    assert not window.close()
    QApplication.processEvents()
    (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    see(dialog, "Something is not saved yet.")
    press(dialog, "leave.stay")
    press(window, "rescue.again")
    unlock(qtbot, window)
    see(window, "Were these times for Pat Morgan", "Seizure started")
    press(window, "tap.claim")


def test_at_a_locked_start_too_times_are_not_lost_by_closing(locked):
    strike(locked, Qt.Key.Key_F1)
    press(locked, "tap.seizure")
    assert not locked.close()
    QApplication.processEvents()
    (dialog,) = [d for d in locked.findChildren(QDialog) if d.isVisible()]
    see(dialog, "The times you tapped are in no record yet.", "it is lost")
    press(dialog, "leave.close")
    assert not locked.isVisible()


def test_behind_the_lock_the_window_takes_no_other_look_until_it_is_opened(open_locked, qtbot):
    press(open_locked, "lock")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QApplication.processEvents()
    assert is_gone(open_locked, "nav.today")
    open_locked.dress_later()  # whatever builds it anew, the lock screen stays in front
    QApplication.processEvents()
    assert is_gone(open_locked, "nav.today")
    assert "Pat" not in visible_text(open_locked)
    unlock(qtbot, open_locked)
    assert not is_gone(open_locked, "nav.today")
    before = open_locked.services
    open_locked.services.languages.choose(country="GB")
    press(open_locked, "lock")
    qtbot.waitUntil(lambda: open_locked.services is not before)
    QApplication.processEvents()
    assert is_gone(open_locked, "nav.today")
    unlock(qtbot, open_locked)


def test_red_flags_that_are_not_saved_leave_the_number_to_call_on_the_screen(open_locked, qtbot):
    press(open_locked, "nav.check_in")
    press(open_locked, "flag.hallucination")
    strike(open_locked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    see(open_locked, "call 911 now")
    strike(open_locked, Qt.Key.Key_Escape)
    unlock(qtbot, open_locked)
    assert find(open_locked, "flag.hallucination").isChecked()


def test_only_the_numbers_that_were_chosen_stand_on_the_lock_screen(
    qtbot, data_dir, clock, open_window
):
    window = open_window()
    services = window.services
    services.passcode.cost = CHEAP
    person = add_person(services)
    window.open_person(person)
    services.passcode.take(services.passcode.prepared(WORDS, CODE))
    window.show_page("passcode")
    assert "555" not in (data_dir / "lock-screen.json").read_text()
    press(window, "phone.0")
    assert "555-0199" in (data_dir / "lock-screen.json").read_text()
    window.framed.emit()
    press(window, "lock")
    press(window, "emergency")
    see(window, "Prescriber: 555-0199")
    assert "Zoe" not in visible_text(window)
    assert "Zoe" not in (data_dir / "lock-screen.json").read_text()


def add_person(services):
    from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route

    contact = Contact(role=ContactRole.PRESCRIBER, name="Dr. Zoe", phone="555-0199")
    person = Person(name="Zoe", route=Route.ORAL, drug=Drug.BACLOFEN, contacts=(contact,))
    return services.people.add_person(person, None)


def test_on_another_computer_the_backups_open_with_the_recovery_code(
    qtbot, data_dir, clock, practised
):
    only_backups(data_dir, clock, practised)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: "another passcode" in visible_text(window))
    type_into(window, "unlock_offer.field", "wrong")
    press(window, "unlock_offer.open")
    qtbot.waitUntil(lambda: "does not open" in visible_text(window))
    find(window, "unlock_offer.field").clear()
    type_into(window, "unlock_offer.field", WORDS)
    assert is_gone(window, "lock.code"), "nobody looks over a shoulder at a passcode"
    find(window, "unlock_offer.field").clear()
    type_into(window, "unlock_offer.field", CODE)
    see(window, CODE)
    press(window, "unlock_offer.open")
    qtbot.waitUntil(lambda: "There is a backup" in visible_text(window))
    type_into(window, "offer.words", "put back")
    press(window, "offer.put_back")
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    assert lock_of(data_dir) is not None
    window.close()


def test_another_country_is_taken_over_behind_the_passcode_and_the_lock_stays(open_locked, qtbot):
    before = open_locked.services
    before.languages.choose(country="GB")
    qtbot.waitUntil(lambda: open_locked.services is not before)
    see(open_locked, "Pat Morgan")
    press(open_locked, "lock")
    press(open_locked, "emergency")
    see(open_locked, "call 999 now")
    press(open_locked, "rescue.again")
    unlock(qtbot, open_locked)
    assert open_locked.services.passcode.is_set


def test_a_key_that_was_away_at_the_start_asks_for_the_passcode_and_keeps_the_times(
    qtbot, data_dir, clock, practised
):
    locked_record(data_dir, clock, practised)
    key, away = data_dir / "record.key", data_dir.with_name("away.key")
    key.rename(away)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: "cannot be opened" in visible_text(window))
    press(window, "tap.called_911")
    away.rename(key)
    press(window, "rescue.again")
    see(window, "The record is locked.", "Called 911")
    press(window, "rescue.again")
    unlock(qtbot, window)
    see(window, "Called 911", "Were these times for Pat Morgan")
    window.services.emergency_log.claim(window.person_id)
    window.close()


def test_the_lock_screen_of_the_next_start_is_that_of_now(open_locked, data_dir):
    shown = data_dir / "lock-screen.json"
    assert '"country": ""' in shown.read_text()  # written when the record was opened
    open_locked.services.settings.change(country="GB")
    open_locked.close()
    assert '"country": "GB"' in shown.read_text()


def test_closing_behind_the_lock_does_not_tell_what_is_not_finished(open_locked, qtbot):
    open_locked.show_dose(None, now=False)
    press(open_locked, "dose.slot.0")
    strike(open_locked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    open_locked.close()
    QApplication.processEvents()
    (dialog,) = [d for d in open_locked.findChildren(QDialog) if d.isVisible()]
    see(dialog, "Something is not saved yet. Unlock the screen to see what.")
    assert "dose" not in visible_text(dialog)
    press(dialog, "leave.close")


def test_a_passcode_that_cannot_be_kept_says_why_and_none_is_set(open_window, data_dir, qtbot):
    window = open_window(person="practice-oral")
    window.services.passcode.cost = CHEAP
    window.show_page("passcode")
    for field in ("passcode.new", "passcode.again"):
        type_into(window, field, WORDS)
    press(window, "passcode.next")
    (data_dir / "record.key.new").mkdir()
    press(window, "passcode.agree")
    qtbot.waitUntil(lambda: "stands in the place of record.key.new" in visible_text(window))
    assert is_gone(window, "lock")
    assert lock_of(data_dir) is None
    (data_dir / "record.key.new").rmdir()


def test_a_backup_from_another_computer_is_put_back_and_keeps_its_passcode(
    qtbot, data_dir, clock, practised, open_window
):
    only_backups(data_dir, clock, practised)
    (data_dir / "backups").rename(data_dir.parent / "carried")
    window = open_window()
    (data_dir / "backups").mkdir()
    for path in (data_dir.parent / "carried").iterdir():
        path.rename(data_dir / "backups" / path.name)
    window.show_page("backups")
    qtbot.waitUntil(lambda: not is_gone(window, "unlock_offer.field"))
    see(window, "This backup has another passcode.", "Whoever has it can read the record.")
    type_into(window, "unlock_offer.field", WORDS)
    press(window, "unlock_offer.open")
    qtbot.waitUntil(lambda: "Compare" in visible_text(window))
    (name,) = {path.stem for path in (data_dir / "backups").glob("*.db")}
    press(window, f"backups.compare.{name}")
    type_into(window, "backups.word", "put back")
    press(window, "backups.put_back")
    qtbot.waitUntil(lambda: not is_gone(window, "lock"))
    assert lock_of(data_dir) is not None
    see(window, "Pat Morgan")
