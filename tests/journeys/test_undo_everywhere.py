# SPDX-License-Identifier: MIT
"""What was written by a slip is taken back in ten seconds: by a press, or by Ctrl+Z alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui

HOME = "12 Practice Lane, Springfield, New York"


@pytest.fixture
def window(open_window):
    """Return the window of a practice person, with somebody who records."""
    return open_window(person="practice-oral", recorder="Ana (daughter)")


def _record(window):
    return window.services.book.record(window.person_id)


def _undo(window) -> None:
    strike(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _type_a_plan(window) -> None:
    window.show_page("plan")
    press(window, "plan.new")
    type_into(window, "plan.written_on", "21 May 2026")
    press(window, "plan.received.phone")
    press(window, "plan.save")


def test_ctrl_z_takes_a_check_in_back(window):
    before = len(_record(window).check_ins)
    window.show_page("check_in")
    press(window, "flag.hallucination")
    strike(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    see(window, "Undo, 10 s  Ctrl+Z")
    assert len(_record(window).check_ins) == before + 1
    _undo(window)
    assert len(_record(window).check_ins) == before
    assert is_gone(window, "undo")
    _undo(window)
    assert len(_record(window).check_ins) == before, "there is nothing more to take back"


def test_ctrl_z_takes_back_what_was_done_last(window):
    press(window, "doses.given.baclofen")
    window.show_emergency()
    press(window, "tap.ambulance")
    _undo(window)
    assert not window.services.emergency_log.lines(window.person_id)
    assert _record(window).doses[-1].status == "taken", "the dose before it stands"


def test_ctrl_z_in_a_text_takes_back_what_was_typed(window):
    press(window, "doses.given.baclofen")
    doses = len(_record(window).doses)
    press(window, "watch.add")
    type_into(window, "watch.text", "spasms")
    strike(find(window, "watch.text"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(_record(window).doses) == doses


def test_what_was_changed_about_them_is_taken_back(window):
    window.show_page("profile")
    type_into(window, "profile.address", ", floor 9")
    press(window, "profile.save")
    assert _record(window).person.address == f"{HOME}, floor 9"
    press(window, "profile.undo")
    see(window, "Taken back. It is as it was before.")
    assert _record(window).person.address == HOME
    assert find(window, "profile.address").text() == HOME
    assert is_gone(window, "profile.undo")


def test_undo_of_about_them_ends_where_more_is_typed(window):
    window.show_page("profile")
    type_into(window, "profile.address", ", floor 9")
    press(window, "profile.save")
    type_into(window, "profile.address", ", left")
    assert is_gone(window, "profile.undo"), "it would take what is half typed too"


def test_a_plan_saved_by_a_slip_is_taken_back_and_history_tells_both(window):
    (first,) = _record(window).plans
    _type_a_plan(window)
    see(window, "The plan is saved.", "Version 2")
    _undo(window)
    see(window, "Taken back. It is as it was before.", "Version 1")
    assert _record(window).plans == (first,)
    window.show_page("history")
    press(window, "history.changes")
    find(window, "history.list").setFocus()
    strike(find(window, "history.list"), Qt.Key.Key_Down)
    see(window, "Entry removed", "Reason: taken back", "a plan")


def test_undo_of_a_plan_ends_with_the_next_one_that_is_typed(window):
    _type_a_plan(window)
    assert not is_gone(window, "plan.undo")
    press(window, "plan.new")
    assert is_gone(window, "plan.undo")


def test_after_an_event_is_taken_back_the_keyboard_is_at_what_was_pressed(window):
    window.show_page("happened")
    press(window, "happened.fall")
    press(window, "event.undo")
    assert is_gone(window, "event.undo")
    assert QApplication.focusWidget().objectName() == "happened.fall"


def test_a_pump_visit_that_calls_nobody_is_taken_back_with_its_dates(open_window):
    window = open_window(person="practice-pump", recorder="Ana (daughter)")
    window.show_page("plan")
    before = _record(window).pump_events
    press(window, "pump.check")
    find(window, "pump.when.day").setCurrentIndex(1)
    type_into(window, "pump.when", "9:00 am")
    press(window, "pump.save")
    assert len(_record(window).pump_events) == len(before) + 1
    see(window, "Written down for Sam Rivera (practice).")
    _undo(window)
    assert _record(window).pump_events == before
