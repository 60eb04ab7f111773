# SPDX-License-Identifier: MIT
"""Somebody wants another person while something of this one is not saved: it is asked first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window):
    window = open_window(person="practice-oral")
    window.services.people.open_practice("practice-pump")
    window.services.settings.change(open_person=window.person_id)
    return window


def want(window, key):
    """Press the row of the other person on People."""
    press(window, "nav.people")
    people = window.services.people.people()
    press(window, f"person.{next(card.id for card in people if key in card.name)}")


def begin_three_things(window):
    """Answer a check-in, hold a step of the plan and type about the person; save none of it."""
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    press(window, "nav.plan")
    press(window, "plan.hold")
    press(window, "nav.people")
    press(window, "person.profile")
    type_into(window, "profile.sex", "x")


def test_what_is_not_saved_is_named_before_another_person_opens_and_stays_theirs(window):
    pat = window.person_id
    begin_three_things(window)
    want(window, "Sam")
    dialog = find(window, "switch")
    see(dialog, "Open Sam Rivera (practice)?", "a check-in that says URGENT: Call the prescriber")
    see(dialog, "now, a plan, what was typed about them.")
    press(dialog, "switch.stay")
    assert window.person_id == pat
    want(window, "Sam")
    strike(find(window, "switch"), Qt.Key.Key_F1)
    QApplication.processEvents()
    assert is_gone(window, "switch")
    assert window.page_name == "emergency"
    window.leave_emergency()
    want(window, "Sam")
    press(find(window, "switch"), "switch.go")
    assert window.person_id != pat
    want(window, "Pat")
    assert is_gone(window, "switch")
    press(window, "nav.check_in")
    assert find(window, "alertness.drowsy").isChecked()


def test_an_emergency_that_is_begun_stays_in_sight_when_practice_is_pressed_and_left(open_window):
    window = open_window(person="practice-oral")
    pat = window.person_id
    press(window, "nav.check_in")
    press(window, "flag.seizure")
    press(window, "nav.people")
    press(window, "practice.practice-pump")
    press(find(window, "switch"), "switch.stay")
    see(window, "EMERGENCY", "A check-in is begun and NOT SAVED.", "Draft, not saved yet")
    assert window.services.people.opened_last() == pat  # at the next start too
