# SPDX-License-Identifier: MIT
"""A hand whose time is counted by the keystroke-level model, reading included.

Card, Moran and Newell 1980: thinking of what comes next 1.35 s, pointing 1.1 s, pressing 0.25 s,
a key of somebody who types slowly 0.3 s. Reading: 200 words a minute.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.hands import Mouse
from tests.journeys.words import find

THINK_S, POINT_S, PRESS_S, KEY_S = 1.35, 1.1, 0.25, 0.3
WORDS_A_SECOND = 200 / 60


class TimedMouse(Mouse):
    """A mouse and a keyboard, with the seconds that they take somebody new."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seconds = 0.0

    def press(self, name: str) -> None:
        """Think, point and click."""
        super().press(name)
        self.seconds += THINK_S + POINT_S + PRESS_S

    def read(self, words: str) -> None:
        """Read words that are to be seen."""
        self.seconds += len(words.split()) / WORDS_A_SECOND

    def type_into(self, name: str, text: str) -> None:
        """Go to a field and type a text, letter by letter."""
        field = find(self.window, name)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClicks(field, text)
        QApplication.processEvents()
        self.inputs += 1 + len(text)
        self.seconds += THINK_S + POINT_S + PRESS_S + KEY_S * len(text)
