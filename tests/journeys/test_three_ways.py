# SPDX-License-Identifier: MIT
"""The same check-in with a mouse alone, with the keyboard alone and with a finger alone."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.as_usual import fields_stated
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import Alertness, Grade, Orientation
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.levels import Level
from tests.journeys.touch import touch
from tests.journeys.words import find, press, see

pytestmark = pytest.mark.gui
EVENING = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)  # 11:30 PM; a dose was due at 10 PM
ANSWERS = (
    *("flag.none", "alertness.drowsy", "orientation.normal", "breathing.normal", "stiffness.4"),
    *("dose.0.taken", "itching.mild", "rash.false", "worried.false"),
)


def key(which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), which, modifier)
    QApplication.processEvents()


def reach(window, name):
    """Bring the keyboard to an answer: Tab from stop to stop, arrows within a row."""
    row = name.rpartition(".")[0]
    for _stop in range(160):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == name:
            return
        near = focus is not None and row and focus.objectName().rpartition(".")[0] == row
        key(Qt.Key.Key_Right if near and "flag" not in row else Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached; the keyboard is on {focus.objectName()}")


def strike(window, name):
    """Press an answer with the keyboard alone."""
    reach(window, name)
    key(Qt.Key.Key_Space)


@pytest.fixture
def window(open_window, clock):
    clock.go_to(EVENING)
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    find(window, "mode.quick").setFocus()
    QApplication.processEvents()
    return window


def newest(window):
    return window.services.book.record(window.person_id)


@pytest.mark.parametrize("way", [press, strike, touch], ids=["mouse", "keyboard", "finger"])
def test_every_quick_answer_is_given_and_saved(window, way):
    for name in ANSWERS:
        way(window, name)
    way(window, "save")
    found = newest(window).last_check_in
    assert (found.alertness, found.orientation) == (Alertness.DROWSY, Orientation.NORMAL)
    assert (found.stiffness, found.itching, found.rash) == (4, Grade.MILD, False)
    assert (found.seizures, found.worried) == ((), False)
    assert newest(window).doses[-1].status is DoseStatus.TAKEN
    assert found.assessment.missing == ()


@pytest.mark.parametrize("way", [press, strike, touch], ids=["mouse", "keyboard", "finger"])
def test_a_red_flag_calls_and_is_taken_back(window, way):
    way(window, "flag.hallucination")
    assert find(window, "level").level is Level.EMERGENCY
    way(window, "flag.hallucination")
    assert find(window, "level").level is not Level.EMERGENCY


@pytest.mark.parametrize("way", [press, touch], ids=["mouse", "finger"])
def test_as_usual_is_read_back_and_saved(window, way):
    way(window, "dose.0.taken")
    way(window, "as_usual")
    see(window, "As usual, you say:")
    way(window, "save")
    assert fields_stated(newest(window).last_check_in)


def test_another_time_and_another_person_are_told_with_the_keyboard_alone(window):
    strike(window, "when")
    strike(window, "about.then")
    reach(window, "about.time.day")
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    reach(window, "about.time")
    QTest.keyClicks(QApplication.focusWidget(), "3 pm")
    strike(window, "observer.0")
    strike(window, "when.done")
    strike(window, "alertness.awake")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    record = newest(window)
    found = next(c for c in record.check_ins if written_later(c))
    assert found.at.text == "2026-11-20T15:00:00-05:00"
    assert found.observer
