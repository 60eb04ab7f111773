# SPDX-License-Identifier: MIT
"""What stands in the window while a slow disk opens the record."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from caregiver_app.ui.look.first_frame import FirstFrame

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_says_that_the_record_opens_beside_emergency(qtbot, theme):
    frame = FirstFrame(theme)
    qtbot.addWidget(frame)
    frame.show()
    said = [label.text() for label in frame.findChildren(QLabel) if label.isVisible()]
    assert said == ["Caregiver Checklist", "Opening the record …"]
    pressed = []
    frame.emergency_pressed.connect(lambda: pressed.append(True))
    frame.findChild(QPushButton, "emergency").click()
    assert pressed == [True]
