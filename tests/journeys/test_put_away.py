# SPDX-License-Identifier: MIT
"""Behind the lock screen the record is closed: nothing is lost by it, and what is due is told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from caregiver_app.domain.check_in import Draft
from caregiver_app.opening import opening
from caregiver_app.services.reminding.reminders import DueReminder, notice_words
from caregiver_app.services.reminding.told_later import told_later
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Way
from caregiver_app.storage.passcode import lock_of, opened
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.lock.put_away import PutAway
from caregiver_app.ui.lock.told_watch import ToldWatch
from caregiver_app.wiring import build_services
from tests.conftest import NOW
from tests.journeys.test_passcode import CHEAP, CODE, WORDS, _no_dearer_lock, unlock  # noqa: F401 - a fixture
from tests.journeys.words import find, press, see, strike, type_into, visible_text

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window, data_dir):
    """Return a window with a practice person and a passcode."""
    opened_window = open_window(person="practice-oral")
    passcode = opened_window.services.passcode
    passcode.cost = CHEAP
    passcode.take(passcode.prepared(WORDS, CODE))
    opened_window.framed.emit()
    return opened_window


def lock(window):
    press(window, "lock")
    return window.findChild(PutAway)


def put_away(qtbot, window):
    """Lock the window and wait until the record behind it is closed."""
    away = lock(window)
    away.try_now()
    qtbot.waitUntil(lambda: away.is_done)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return away


def is_closed(data_dir, clock):
    """Say whether nobody holds the database: the lock of the folder does not count."""
    (data_dir / "record.lock").rename(data_dir / "record.lock.held")
    try:
        keys = KeyFiles(opened(lock_of(data_dir), Way.PASSCODE, WORDS))
        EntryLog.open(data_dir, clock, keys).close()
    except StorageError as error:
        return error.cause != "locked"
    finally:
        (data_dir / "record.lock.held").rename(data_dir / "record.lock")
    return True


def test_nothing_looks_at_the_minutes_any_more_once_the_record_is_closed(window, qtbot):
    idle, due = window.findChild(IdleWatch), []
    away = lock(window)
    clocks = idle.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    away.closing.connect(lambda: due.extend(one.isActive() for one in clocks))
    away.try_now()
    qtbot.waitUntil(lambda: away.is_done)
    assert due == [False]  # else it may ask the settings of a record that is not there


def test_locked_the_record_is_closed_and_what_was_typed_is_there_again(
    window, qtbot, data_dir, clock
):
    press(window, "nav.check_in")
    type_into(window, "hr", "88")
    assert not is_closed(data_dir, clock)
    before = window.services
    put_away(qtbot, window)
    assert find(window, "lock.field").hasFocus()  # whoever types the passcode goes on
    assert is_closed(data_dir, clock)
    assert not hasattr(window, "_services")
    held = (before.book._entries, before.book._records, before.book._items, before.book._people)
    assert (*held, before.passcode._log.keys.lock) == ({}, {}, {}, None, None)
    with pytest.raises(StorageError, match="another window"):
        EntryLog.open(data_dir, clock)
    unlock(qtbot, window)
    assert window.page_name == "check_in"
    field = find(window, "hr")
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    assert line.text() == "88"
    see(window, "Pat Morgan")


def test_the_page_that_was_left_is_made_before_the_lock_screen_goes(window, qtbot):
    press(window, "nav.settings")
    press(window, "settings.passcode")
    put_away(qtbot, window)
    made = []
    window.framed.connect(lambda: made.extend(name for name, _page in window._pages.pages()))
    unlock(qtbot, window)
    assert {"today", "passcode"} <= set(made)  # all at once would hold the window
    assert window.page_name == "passcode"
    press(window, "nav.today")
    see(window, "Pat Morgan", "Medicine left")


def test_it_opens_again_in_pieces_behind_the_lock_screen_or_not_at_all(
    window, qtbot, data_dir, clock
):
    away = put_away(qtbot, window)
    away._locked.let_go()
    page, keys = window.centralWidget(), away._locked.open(Way.PASSCODE, WORDS)
    for pieces in range(3):  # closed in the middle of it: nobody holds the record
        cut = opening(window, data_dir, clock, keys)
        for _piece in range(pieces):
            next(cut)
        cut.close()
        assert is_closed(data_dir, clock), pieces
    fronts = [window.centralWidget() is page for _rest in opening(window, data_dir, clock, keys)]
    assert all(fronts)
    assert len(fronts) >= 4
    see(window, "Pat Morgan")


def asks_before_it_closes(window):
    assert not window.close()
    QApplication.processEvents()
    (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    see(dialog, "Something is not saved yet. Unlock the screen to see what.")
    press(dialog, "leave.stay")


def test_what_comes_due_is_told_by_time_alone_and_a_tap_waits_for_the_record(window, qtbot, clock):
    draft = Draft(stiffness=3, temp_c=Decimal("38.3"))
    window.services.check_ins.save(window.person_id, draft)
    window.open_person(window.person_id)
    put_away(qtbot, window)
    told = window.findChild(ToldWatch)
    assert "Go to the ER" not in visible_text(window)
    window.showMinimized()
    clock.go_to(NOW + timedelta(minutes=62))
    told.look()
    assert not window.isMinimized(), "nobody answered: the window comes to the front by itself"
    see(window, "Go to the ER now No answer for 60 minutes.", "It is time to check again.")
    clock.go_to(NOW + timedelta(hours=13))
    told.look()
    see(window, "reminders are due.", "Type the passcode")
    assert "Pat" not in visible_text(window)
    strike(window, Qt.Key.Key_F1)
    see(window, "Go to the ER now", "call 911 now")
    press(window, "tap.called_911")
    asks_before_it_closes(window)
    to_the_record(qtbot, window)
    see(window, "Were these times for Pat Morgan", "Called 911")
    window.services.emergency_log.claim(window.person_id)


def test_after_a_day_that_nobody_opened_it_says_that_something_may_be_due(
    clock, practised, data_dir
):
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    services.settings.change(reminders="off")
    (person,) = (card.id for card in services.people.people())
    *before, last = all_of(told_later(services.reminders, person, clock))
    assert [one.words for one in before] == [""]
    assert (last.after_s, last.words) == (86_400, last.words)
    assert "Something may be due" in last.words
    services.settings.change(reminders="on")
    told = all_of(told_later(services.reminders, person, clock))
    for one in told:  # what it said before is what is said then, and it is no earlier
        clock.go_to(NOW + timedelta(seconds=one.after_s))
        due = [DueReminder(person_id=person, reminder=r) for r in services.reminders.due(person)]
        assert one.words == (notice_words(due) if due else "")
    log.close()


def all_of(work):
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def stays_open_while_it_works(window):
    work = Piecework(window)  # a file that is taken in, or a backup by hand
    work.run((None for _piece in range(9_999)), print, print)
    away = lock(window)
    assert not away._may()
    work.stop()
    assert away._may()


def test_it_stays_open_while_something_in_it_would_be_lost(window, qtbot, data_dir, clock):
    press(window, "emergency")
    press(window, "tap.seizure")
    strike(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    away = window.findChild(PutAway)
    assert not away._may()  # its end is to be saved at once
    press(window, "tap.seizure")
    assert not away._may()  # it was tapped here: Undo takes it back out of the record
    to_the_record(qtbot, window)
    window.show_page("today")
    (data_dir / "record.db").rename(data_dir / "away.db")
    assert not lock(window)._may()  # a stick that was pulled out: memory has the only copy
    (data_dir / "away.db").rename(data_dir / "record.db")
    assert window.findChild(PutAway)._may()
    to_the_record(qtbot, window)
    window.show_page("passcode")
    type_into(window, "passcode.other", "half")
    assert not lock(window)._may()
    to_the_record(qtbot, window)
    find(window, "passcode.other").clear()
    stays_open_while_it_works(window)


def to_the_record(qtbot, window):
    """Open it again from the screen with the number to call."""
    press(window, "rescue.again")
    unlock(qtbot, window)
