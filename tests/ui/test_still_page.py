# SPDX-License-Identifier: MIT
"""A reminder comes when it may: what somebody is about to press stays under their hand."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.words import find, is_gone, see


def _remind(window, words: str) -> None:
    window._frame.reminder.tell(words, late=False, may_snooze=True)
    QApplication.processEvents()


def _height_of(window, name: str) -> int:
    part = find(window, name)
    return part.mapTo(window, QPoint(0, 0)).y()


def test_a_reminder_moves_nothing_under_a_hand_that_is_about_to_press(open_window, qtbot):
    window = open_window(1024, 768, person="practice-oral")
    window._frame._hands.still_ms = 600_000  # however slow the computer is
    _remind(window, "")
    aimed_at = _height_of(window, "why")
    QTest.mouseMove(window.windowHandle(), QPoint(300, 300))
    _remind(window, "The 2:00 PM dose is due.")
    assert is_gone(window, "reminder")
    assert _height_of(window, "why") == aimed_at

    window._frame._hands.still_ms = 0
    qtbot.waitUntil(lambda: not is_gone(window, "reminder"))
    window._frame._hands.still_ms = 600_000
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    _remind(window, "")
    assert not is_gone(window, "reminder"), "nothing moves up under the hand either"
    see(find(window, "reminder"), "This reminder has ended.")
    assert not find(window, "reminder.open").isEnabled(), "there is nothing to open any more"
    window.show_page("history")
    assert is_gone(window, "reminder"), "another page begins as it should stand"


def test_a_try_that_is_over_leaves_the_page_where_it_is_while_somebody_is_there(
    open_window, qtbot, monkeypatch
):
    monkeypatch.setattr("caregiver_app.ui.hands.still_hands._RESTING", 10**9)
    window = open_window(1024, 768, person="practice-oral")
    window.show_page("settings")
    window._frame._hands.still_ms = 0
    window.services.reminders.show_try()
    qtbot.waitUntil(lambda: not is_gone(window, "reminder"))
    read_at = _height_of(window, "settings.theme.dark")
    window._frame._hands.still_ms = 1
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: window._frame._hands.are_still)
    _remind(window, "")
    assert _height_of(window, "settings.theme.dark") == read_at
    see(find(window, "reminder"), "This reminder has ended.")
    window.show_page("today")
    assert is_gone(window, "reminder")


def test_a_reminder_is_read_to_its_end_where_there_is_room(
    open_window, practised, clock, data_dir, qtbot
):
    clock.go_to(datetime(2026, 5, 20, 22, 10, tzinfo=UTC))
    practised("practice-oral", clock, data_dir)
    clock.go_to(clock.now() + timedelta(hours=26))
    window = open_window(1024, 768)
    qtbot.waitUntil(lambda: not is_gone(window, "reminder"))
    see(find(window, "reminder"), "Nobody wrote down the baclofen dose of 3:00 PM.")
    banners = window._frame._banners
    assert (banners.height() < 100, banners.verticalScrollBar().maximum()) == (True, 0)


def test_the_page_stays_under_the_hand_when_the_ten_seconds_of_undo_are_over(open_window, qtbot):
    window = open_window(1024, 768, person="practice-oral")
    frame = window._frame
    _remind(window, "")
    window.show_written("Something was written down.", lambda _by: None)
    QApplication.processEvents()
    aimed_at = _height_of(window, "why")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    frame._hands.still_ms = 600_000  # however slow the computer is
    frame.saved.put_away()
    QApplication.processEvents()
    assert is_gone(window, "undo"), "it can be pressed no more"
    see(window, "Something was written down.")
    assert _height_of(window, "why") == aimed_at

    frame._hands.still_ms = 0  # nobody is there any more
    qtbot.waitUntil(frame.saved.isHidden)
    window.show_written("And more.", lambda _by: None)
    see(find(window, "undo").parentWidget(), "And more.", "Undo, 10 s")
