# SPDX-License-Identifier: MIT
"""The times of the worst night: one tap each, saved at once, and never lost with the disk."""

from datetime import timedelta

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from caregiver_app.domain.emergency_log import Tap, tap_of
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.widgets.history.timeline import timeline_rows
from tests.journeys.hands import Finger, Keyboard, Mouse
from tests.journeys.words import find, is_gone, press, see, strike, type_into, visible_text

pytestmark = pytest.mark.gui


class Paper(QPrinter):
    """A printer whose paper is a file; to the program it is paper."""

    def outputFileName(self):  # noqa: N802 - Qt's name
        return ""


@pytest.fixture
def window(open_window):
    """Return the window on the practice person's check-in, where the emergency begins."""
    shown = open_window()
    press(shown, "practice.practice-oral")
    press(shown, "nav.check_in")
    return shown


@pytest.fixture
def later(clock):
    return lambda **span: clock.go_to(clock.now() + timedelta(**span))


@pytest.fixture
def full_disk(monkeypatch):
    """Let the disk take nothing; call it to make room again."""

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        yield disk.undo


@pytest.fixture
def paper(monkeypatch, tmp_path):
    """Return where the printer of this computer puts its pages."""

    def usual(_name):
        printer = Paper()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        return printer

    monkeypatch.setattr("caregiver_app.ui.pages.emergency.usual_printer", usual)
    return tmp_path / "paper.pdf"


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_emergency_and_print_are_two_presses(window, paper, hand):
    hands = hand(window)
    hands.press("emergency")
    hands.press("print_sheet")
    assert (hands.inputs, len(PdfReader(paper).pages)) == (2, 1)
    see(window, "Sent to the printer")


@pytest.mark.parametrize(("width", "save"), [(1366, "save_sheet"), (1024, "print_sheet")])
def test_without_any_printer_no_window_covers_the_words_and_the_next_press_saves(
    window, monkeypatch, width, save
):
    window.resize(width, 768)
    for found, told in (("usual_printer", lambda _name: None), ("has_printer", lambda: False)):
        monkeypatch.setattr(f"caregiver_app.ui.pages.emergency.{found}", told)
    press(window, "emergency")
    press(window, "print_sheet")
    see(window, "No printer is found. Save the sheet, and print it elsewhere.", "Call 911 now")
    assert not window.findChildren(QFileDialog)
    press(window, save)
    (folder,) = window.findChildren(QFileDialog)
    folder.reject()


def test_emergency_and_print_are_two_keys(window, paper):
    keys = Keyboard(window)
    keys.strike(Qt.Key.Key_F1)
    keys.strike(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert (keys.inputs, len(PdfReader(paper).pages)) == (2, 1)


@pytest.mark.parametrize("hand", [pytest.param(Mouse, marks=pytest.mark.long), Keyboard, Finger])
def test_every_tap_can_be_made_with_every_hand(window, hand):
    strike(window, Qt.Key.Key_F1)
    hands = hand(window)
    for tap in ("called_911", "ambulance", "medicine"):
        hands.press(f"tap.{tap}")
    lines = window.services.emergency_log.lines(window.person_id)
    assert {tap_of(line) for line in lines} == {Tap.CALLED_911, Tap.AMBULANCE, Tap.MEDICINE}


def test_every_tap_is_saved_at_once_and_stands_in_the_log_and_in_history(window, later):
    press(window, "emergency")
    for tap in ("called_911", "seizure", "medicine", "ambulance", "breathing"):
        press(window, f"tap.{tap}")
        later(seconds=65)
    see(window, "1:40:00 PM Called 911", "1:41:05 PM Seizure started", "Gave rescue medicine")
    assert "NOT SAVED" not in visible_text(window)
    record = window.services.book.record(window.person_id)
    assert record.last_check_in.at.text.startswith("2026-05-21T13:44:20")
    titles = [row.title for row in timeline_rows(record)]
    assert {"Called 911", "Ambulance here"} <= set(titles)


def test_a_tapped_button_shows_its_time_and_a_double_press_is_one_tap(window):
    before = len(window.services.book.record(window.person_id).actions)
    press(window, "emergency")
    press(window, "tap.called_911")
    press(window, "tap.called_911")
    assert find(window, "tap.called_911").text() == "Called 911\n1:40\u00a0PM"
    assert len(window.services.book.record(window.person_id).actions) == before + 1


def test_a_seizure_is_timed_from_the_first_tap_to_the_second(window, later):
    press(window, "emergency")
    press(window, "tap.seizure")
    later(minutes=2, seconds=10)
    window._pages.page("emergency")._on_tick()
    assert find(window, "tap.seizure_stopped").text() == "Seizure stopped\n2:10"
    press(window, "tap.seizure_stopped")
    see(window, "1:42:10 PM Seizure stopped")
    last = window.services.book.record(window.person_id).last_check_in
    assert last.seizures[0].duration_s == 130
    assert "A seizure was seen" in find(window, "emergency.words").accessibleName()


def test_a_tap_by_mistake_is_undone_with_the_keyboard_alone(window):
    before = len(window.services.book.record(window.person_id).actions)
    strike(window, Qt.Key.Key_F1)
    find(window, "tap.ambulance").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    find(window, "tap.undo").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "tap.ambulance"
    assert len(window.services.book.record(window.person_id).actions) == before
    assert is_gone(window, "tap.undo")


def test_undo_is_offered_for_ten_seconds(window):
    press(window, "emergency")
    press(window, "tap.medicine")
    for _second in range(10):
        assert find(window, "tap.undo").isVisible()
        window._pages.page("emergency")._on_tick()
    assert is_gone(window, "tap.undo")


def test_something_else_is_kept_first_and_told_afterwards(window):
    press(window, "emergency")
    press(window, "tap.other")
    assert window.services.book.record(window.person_id).last_check_in.more
    type_into(window, "tap.note", "Lips are blue")
    QTest.keyClick(find(window, "tap.note"), Qt.Key.Key_Return)
    see(window, "Something else: Lips are blue")
    assert window.services.book.record(window.person_id).last_check_in.note == "Lips are blue"


def test_what_a_full_disk_does_not_take_stays_on_the_screen_and_is_saved_later(
    window, full_disk, later
):
    press(window, "emergency")
    press(window, "tap.called_911")
    later(seconds=30)
    press(window, "tap.seizure")
    see(window, "NOT SAVED yet. Write the times on paper too.", "Called 911 \u2013 NOT SAVED")
    full_disk()
    later(minutes=4)
    window._pages.page("emergency")._parts.log._try_again()
    assert "NOT SAVED" not in visible_text(window)
    see(window, "1:40:00 PM Called 911", "1:40:30 PM Seizure started")
    started = window.services.book.record(window.person_id).last_check_in.seizures[0].start
    assert started.text.startswith("2026-05-21T13:40:30")


def test_unsaved_times_of_one_person_are_told_but_not_shown_with_another(window, monkeypatch):
    who = Person(name="Ada Green", drug=Drug.BACLOFEN, route=Route.ORAL)
    other = window.services.people.add_person(who, None)

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    press(window, "emergency")
    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        press(window, "tap.called_911")
        window.open_person(other)
        strike(window, Qt.Key.Key_F1)
        see(window, "Times of another person are NOT SAVED yet.")
        assert "Called 911 1:40" not in visible_text(window)
    window._pages.page("emergency")._parts.log._try_again()
    assert "NOT SAVED" not in visible_text(window)


def test_times_tapped_for_nobody_wait_until_somebody_is_written_down(open_window):
    window = open_window()
    strike(window, Qt.Key.Key_F1)
    press(window, "tap.seizure")
    see(window, "Not saved: nobody is open.", "Seizure started \u2013 NOT SAVED")
    who = Person(name="Ada Green", drug=Drug.BACLOFEN, route=Route.ORAL)
    window.open_person(window.services.people.add_person(who, None))
    strike(window, Qt.Key.Key_F1)
    see(window, "Not saved. Were these times for Ada Green?")
    press(window, "tap.claim")
    assert "NOT SAVED" not in visible_text(window)
    assert window.services.book.record(window.person_id).last_check_in.seizures


def test_a_record_that_cannot_be_read_any_more_still_takes_the_times(window, monkeypatch):
    def refuse(*_args, **_more):
        raise StorageError("damaged")

    monkeypatch.setattr("caregiver_app.services.log.record_book.RecordBook.record", refuse)
    monkeypatch.setattr(EntryLog, "append", refuse)
    strike(window, Qt.Key.Key_F1)
    press(window, "tap.called_911")
    see(window, "Call 911 now", "baclofen or clonazepam", "Called 911 1:40 PM", "NOT SAVED")


def test_the_stopwatch_goes_on_when_the_page_is_left_for_a_moment(window, later):
    press(window, "emergency")
    later(seconds=30)
    strike(window, Qt.Key.Key_Escape)
    later(seconds=30)
    strike(window, Qt.Key.Key_F1)
    assert find(window, "stopwatch").text() == "1:00"


def test_on_a_small_screen_the_rest_is_one_press_away(open_window):
    window = open_window(1024, 768, person="practice-both")
    press(window, "emergency")
    for name in ("tap.seizure", "tap.ambulance", "tap.medicine", "tap.called_911", "print_sheet"):
        assert find(window, name).isVisible()
    press(window, "emergency.more")
    press(window, "tap.breathing")
    see(window, "Trouble breathing", "Bring: all medicine bottles", "555-0140", "While you wait")
    strike(window, Qt.Key.Key_F4)
    assert find(window, "emergency.call").isVisible()


def test_what_to_bring_names_the_sheet_only_when_there_is_one(open_window):
    window = open_window()
    press(window, "emergency")
    see(window, "all medicine bottles", "ID and insurance card")
    assert "the ER sheet" not in visible_text(window)
    strike(window, Qt.Key.Key_Escape)
    press(window, "practice.practice-pump")
    press(window, "emergency")
    see(window, "the pump card", "the ER sheet", "After that, ring: Riverside Pump Clinic")
