# SPDX-License-Identifier: MIT
"""Trends is looked through by mouse, by keyboard alone, and by finger."""

import pytest
from PySide6.QtCore import Qt

from caregiver_app.ui.frame.window_frame import places
from tests.journeys.hands import Finger, Keyboard, Mouse
from tests.journeys.words import find, is_gone, see

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("way", [Mouse, Keyboard, Finger])
def test_from_the_rail_to_a_point_in_the_table_and_back_to_the_charts(open_window, way):
    window = open_window(person="practice-oral")
    hands = way(window)
    if way is Keyboard:
        names = [place.name for place in places()]
        hands.strike(Qt.Key(Qt.Key.Key_1 + names.index("trends")), Qt.KeyboardModifier.AltModifier)
    else:
        hands.press("nav.trends")
    hands.press("span.all")
    assert find(window, "span.all").isChecked()
    hands.press("trends.show_table")
    see(window, "Show as charts", "Choose a row to read it.")
    assert is_gone(window, "trends.legend")
    assert is_gone(window, "chart.hr")
    assert find(window, "trends.table").rows
    hands.press("trends.show_table")
    find(window, "trends.legend")
    hands.press("chart.hr")
    if way is Keyboard:
        hands.strike(Qt.Key.Key_Left)
    said = find(window, "trends.said").text()
    assert said.startswith("Pulse ")
    assert "beats a minute" in said
