# SPDX-License-Identifier: MIT
"""What a check-in still lacks is named, and a press on the name leads to its question."""

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from caregiver_app.ui.widgets.check_in.needed_marks import NeededMarks
from tests.journeys.words import find, is_gone, level_says, press, see

_ANSWERS = ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal")


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (840, 700)])
def test_the_last_missing_answer_is_named_and_one_press_leads_to_it(open_window, size):
    window = open_window(*size, person="practice-pump")
    window.show_page("check_in")
    assert is_gone(window, "still_needed"), "nothing is answered yet"
    for name in _ANSWERS:
        press(window, name)
    press(window, "stiffness.3")
    see(window, "Still needed")
    press(window, "needed.pump_alarm")
    asked = find(window, "pump_alarm")
    typed = QApplication.focusWidget()
    assert asked.isAncestorOf(typed)
    assert typed.visibleRegion().boundingRect() == typed.rect(), "it is in sight"
    press(window, "why")
    see(window, "Not answered: Pump sound.")
    press(window, "pump_alarm.none")
    assert is_gone(window, "still_needed")


def test_beside_an_alert_the_count_names_the_next_answer_and_leads_to_it(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    status, marks = find(window, "status"), window.findChild(NeededMarks)
    assert marks.isHidden(), "nothing is marked before somebody begins"
    for name in (*_ANSWERS, "stiffness.3"):
        press(window, name)
    level_says(window, "URGENT")
    assert "Needed: Doses. Go there." in status.accessibleName()
    rows = [row.objectName() for row in marks.marked]
    assert rows == ["dose.0", "dose.1"]
    press(window, "dose.0.missed")
    press(window, "status")
    assert find(window, "dose.1").isAncestorOf(QApplication.focusWidget())
    press(window, "dose.1.missed")
    assert marks.isHidden()
    assert "Needed" not in status.accessibleName()
    press(window, "alertness.awake")
    press(window, "save")
    level_says(window, "URGENT")


def test_what_was_saved_without_an_answer_names_it_on_today(open_window):
    window = open_window(person="practice-pump")
    window.show_page("check_in")
    for name in (*_ANSWERS, "stiffness.3"):
        press(window, name)
    press(window, "save")
    level_says(window, "URGENT", "Not answered since then: Pump sound.")


def test_a_level_that_is_told_for_another_sign_names_what_was_not_answered(open_window):
    window = open_window(person="practice-pump")
    window.show_page("check_in")
    for name in (*_ANSWERS, "pump_alarm.single"):
        press(window, name)
    press(window, "save")
    level_says(window, "URGENT", "Not answered: Stiffness.")


def test_a_graver_level_brings_its_word_into_sight(open_window):
    window = open_window(1024, 768, person="practice-pump")
    window.show_page("check_in")
    press(window, "flag.none")
    area = find(window, "level").parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    area.widget().setMinimumHeight(2000)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert area.verticalScrollBar().value() > 0
    press(window, "alertness.cannot_wake")
    assert area.verticalScrollBar().value() == 0
