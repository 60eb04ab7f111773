# SPDX-License-Identifier: MIT
"""What is built while somebody works is reached by the Tab key where it stands, not at the end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.access.states import NEW
from tests.journeys.words import find, is_gone, press, strike, type_into

pytestmark = pytest.mark.gui


def by_tab(window, begin, steps):
    """Return the names that the Tab key comes to from a part on."""
    find(window, begin).setFocus()
    names = []
    for _step in range(steps):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def type_times(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "6 AM, 2 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()


def test_the_steps_of_a_plan_come_after_their_times_and_before_add_a_step(open_window):
    window = open_window(person=NEW)
    press(window, "nav.plan")
    type_times(window)
    press(window, "plan.add_step")
    fields = ("starts", "amount.0", "amount.1", "per_day", "status", "remove")
    wanted = [f"plan.step.{number}.{field}" for number in (0, 1) for field in fields]
    wanted += ["plan.add_step", "plan.stops", "plan.cancel", "plan.save"]
    assert by_tab(window, "plan.times", len(wanted)) == wanted


def test_nothing_is_said_of_a_step_in_which_nobody_has_typed(open_window):
    window = open_window(person=NEW)
    press(window, "nav.plan")
    type_times(window)
    assert find(window, "plan.step.0.starts").hasFocus()
    assert is_gone(window, "plan.step.0.problem")


def test_what_the_pump_clinic_did_is_typed_before_the_buttons_of_the_page(open_window):
    window = open_window(person="practice-pump")
    press(window, "nav.plan")
    press(window, "pump.mri")
    way = by_tab(window, "pump.when.day", 6)
    assert way.index("pump.save") < way.index("pump.sound.single")


def test_the_value_that_was_wrong_comes_before_why_it_is_changed(open_window, qtbot):
    window = open_window(person="practice-oral")
    press(window, "nav.history")
    qtbot.waitUntil(lambda: not is_gone(window, "history.correct"))
    press(window, "history.correct")
    which = find(window, "correction.which")
    assert isinstance(which, QComboBox)
    which.setCurrentIndex(which.findData("hr"))
    way = by_tab(window, "correction.which", 8)
    assert way[0] == "hr"
    assert way.index("correction.leave") > way.index("correction.why.0") > 0
