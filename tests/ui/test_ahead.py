# SPDX-License-Identifier: MIT
"""What is made ready while nobody does anything is there when asked for, and not in the way."""

import sys

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from caregiver_app.ui.window.ahead import Ahead
from tests.journeys.words import find, level_says, press

pytestmark = pytest.mark.gui


def all_steps(window):
    ahead = Ahead(window)
    while ahead.take_step():
        QApplication.processEvents()


def test_the_check_in_is_built_behind_today_and_opens_as_if_it_was_just_asked_for(open_window):
    window = open_window(person="practice-oral")
    before = window.grab().toImage()
    all_steps(window)
    QApplication.processEvents()
    assert window.page_name == "today"
    assert window.grab().toImage() == before
    code = set(sys.modules)
    press(window, "nav.check_in")
    assert {name for name in sys.modules if name.startswith("caregiver_app")} <= code
    find(window, "hr").setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "82")
    press(window, "flag.seizure")
    level_says(window, "EMERGENCY")
    press(window, "save")
    assert window.services.book.record(window.person_id).last_check_in.hr == 82


def test_who_opens_a_page_or_another_person_meanwhile_gets_theirs(open_window):
    window = open_window(person="practice-oral")
    ahead = Ahead(window)
    while window.findChild(QLineEdit, "hr") is None:
        assert ahead.take_step()
    window.open_person(window.services.people.open_practice("practice-pump"))
    while ahead.take_step():
        pass
    press(window, "nav.check_in")
    assert "Rivera" in find(window, "save").text()
    assert find(window, "pump_alarm.none").isVisible()
