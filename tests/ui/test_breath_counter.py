# SPDX-License-Identifier: MIT
"""What may be relied on when breaths are counted with the program: one whole minute, or nothing."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.check_in.breath_counter import BreathCounter
from tests.conftest import NOW, ZONE, MovingClock
from tests.journeys.touch import touch
from tests.journeys.words import find, is_gone, press, see, visible_text

pytestmark = pytest.mark.gui


class DrowsyClock(MovingClock):
    """A clock of a computer that can sleep: the seconds it slept are none to the stopwatch."""

    asleep = 0.0

    def monotonic(self) -> float:
        return super().monotonic() - self.asleep


@pytest.fixture
def clock():
    return DrowsyClock(NOW, ZONE)


@pytest.fixture
def window(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    QApplication.processEvents()
    press(window, "rr.count")
    return window


def draft(window):
    return window.findChild(CheckInPage).form.draft()


def after(window, clock, seconds):
    clock.go_to(clock.now() + timedelta(seconds=seconds))
    window.findChild(BreathCounter).look()


def test_a_tap_for_each_breath_of_a_minute_is_written_into_the_field(window, clock):
    for _breath in range(14):
        press(window, "breaths.tap")
    after(window, clock, 59)
    assert draft(window).rr is None
    press(window, "breaths.tap")
    after(window, clock, 1)
    assert draft(window).rr == 15
    assert window.findChild(QLineEdit, "rr").text() == "15"
    assert is_gone(window, "breaths")


def test_the_space_key_counts_without_a_mouse(window, clock):
    for _breath in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    after(window, clock, 60)
    assert draft(window).rr == 12


def test_a_finger_counts_too(window):
    for _breath in range(3):
        touch(window, "breaths.tap")
    see(window, "3 breaths")


def test_a_tap_too_many_can_be_taken_back(window, clock):
    for name in ("tap", "tap", "tap", "less"):
        press(window, f"breaths.{name}")
    after(window, clock, 60)
    assert draft(window).rr == 2


def test_less_than_a_minute_is_never_written(window, clock):
    press(window, "breaths.tap")
    after(window, clock, 30)
    press(window, "breaths.stop")
    see(window, "Stopped after 30 seconds. Nothing is written")
    press(window, "breaths.close")
    assert draft(window).rr is None
    assert is_gone(window, "breaths")


def test_a_tap_after_the_minute_does_not_count(window, clock):
    press(window, "breaths.tap")
    clock.go_to(clock.now() + timedelta(seconds=61))
    press(window, "breaths.tap")
    window.findChild(BreathCounter).look()
    assert window.findChild(QLineEdit, "rr").text() == "1"


def test_a_minute_without_a_tap_writes_no_nought_and_says_911(window, clock):
    after(window, clock, 60)
    assert draft(window).rr is None
    see(window, "Type the breaths you counted. Not breathing? Call 911.")


def test_a_computer_that_slept_has_not_watched(window, clock):
    press(window, "breaths.tap")
    clock.asleep = 55
    after(window, clock, 60)
    assert draft(window).rr is None
    see(window, "The computer slept")


def test_the_level_answers_while_the_minute_runs(window):
    press(window, "flag.hallucination")
    assert find(window, "level").level is Level.EMERGENCY
    assert window.findChild(QWidget, "breaths").isVisible()


def test_what_is_about_another_time_cannot_be_counted_now(window):
    press(window, "breaths.stop")
    press(window, "breaths.close")
    page = window.findChild(CheckInPage)
    page.form.numbers.offer_count(offered=False)
    assert is_gone(window, "rr.count")


def test_a_minute_that_nobody_can_tap_to_the_end_is_broken_off_and_writes_nothing(window, clock):
    for _breath in range(4):
        press(window, "breaths.tap")
    window.show_page("today")
    after(window, clock, 61)
    window.show_page("check_in")
    assert draft(window).rr is None
    see(window, "Counting was broken off. Nothing is written. Count again.")


def test_no_breath_at_all_says_to_call_before_it_says_what_a_number_may_be(window):
    press(window, "rr.count")  # not counted: typed
    field = window.findChild(QLineEdit, "rr")
    for typed in ("0", "1"):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, typed)
        if typed == "1":
            window.findChild(QLineEdit, "hr").setFocus()  # it may be the first of 12
        see(window, "If they are not breathing, call 911 now.")
    field.clear()
    QTest.keyClicks(field, "90")
    window.findChild(QLineEdit, "hr").setFocus()
    assert "not breathing, call 911 now" not in visible_text(window)
