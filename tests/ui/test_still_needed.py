# SPDX-License-Identifier: MIT
"""What a check-in still lacks is named, and a press on the name leads to its question."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.words import find, is_gone, press, see

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
