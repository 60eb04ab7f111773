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


def test_nothing_is_asked_while_nothing_waits(window):
    want(window, "Sam")
    assert is_gone(window, "switch")
    see(window, "Sam Rivera (practice)")


def test_a_check_in_and_a_plan_that_are_not_saved_are_named_before_another_person_opens(window):
    pat = window.person_id
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    press(window, "nav.plan")
    press(window, "plan.hold")
    press(window, "nav.people")
    press(window, "person.profile")
    type_into(window, "profile.sex", "x")
    want(window, "Sam")
    dialog = find(window, "switch")
    see(dialog, "Open Sam Rivera (practice)?", "a check-in, a plan, what was typed about them.")
    press(dialog, "switch.stay")
    assert window.person_id == pat
    want(window, "Sam")
    press(find(window, "switch"), "switch.go")
    assert window.person_id != pat
    want(window, "Pat")
    assert is_gone(window, "switch")
    press(window, "nav.check_in")
    assert find(window, "alertness.drowsy").isChecked()


def test_emergency_is_one_key_away_while_it_is_asked(window):
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    want(window, "Sam")
    strike(find(window, "switch"), Qt.Key.Key_F1)
    QApplication.processEvents()
    assert is_gone(window, "switch")
    assert window.page_name == "emergency"
