# SPDX-License-Identifier: MIT
"""Somebody silences the reminder of an alert: it is quiet for a while, and nothing else changes."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Draft, Grade
from caregiver_app.domain.levels import Level
from tests.journeys.words import alert_says, find, is_gone, press

pytestmark = pytest.mark.gui
URGENT = Draft(stiffness=6, itching=Grade.MILD)


@pytest.fixture
def window(open_window, clock):
    """Return Today of somebody whose urgent check-in nobody has answered for an hour."""
    clock.go_to(datetime(2026, 11, 21, 23, tzinfo=UTC))
    window = open_window(person="practice-oral")
    person = window.person_id
    window.services.check_ins.save(person, URGENT)
    clock.go_to(clock.now() + timedelta(minutes=61))
    window.open_person(person)
    QApplication.processEvents()
    return window


def reminded(window):
    """Say whether another page reminds of the alert."""
    window.show_page("history")
    QApplication.processEvents()
    found = not is_gone(window, "er")
    window.show_page("today")
    QApplication.processEvents()
    return found


def test_a_silenced_reminder_is_quiet_and_the_level_stays(window):
    assert reminded(window)
    press(window, "alert.silence")
    assert not reminded(window)
    assert find(window, "level").level is Level.URGENT
    alert_says(window, "The reminder is silent. A higher level or another sign ends that.")


def test_a_second_press_reminds_again(window):
    press(window, "alert.silence")
    press(window, "alert.silence")
    assert reminded(window)


def test_it_comes_back_by_itself_after_an_hour(window, clock):
    press(window, "alert.silence")
    clock.go_to(clock.now() + timedelta(minutes=60))
    assert reminded(window)


def test_whoever_starts_the_program_anew_is_reminded(window, open_window):
    press(window, "alert.silence")
    window.close()
    assert reminded(open_window())


def test_it_comes_back_in_time_after_the_computer_slept(window, clock, monkeypatch):
    press(window, "alert.silence")
    rested = clock.monotonic()
    monkeypatch.setattr(clock, "monotonic", lambda: rested)
    clock.go_to(clock.now() + timedelta(minutes=60))
    assert reminded(window)
