# SPDX-License-Identifier: MIT
"""The words of a journey that is made with a finger, on real touch events."""

from functools import cache

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.words import find


@cache
def finger():
    """Return one touch screen for the whole run."""
    return QTest.createTouchDevice()


def touch(window: QWidget, name: str) -> None:
    """Put a finger on the middle of something that is to be seen, and lift it."""
    part = find(window, name)
    place = part.rect().center()
    for step in ("press", "release"):
        events = QTest.touchEvent(part, finger(), False)
        getattr(events, step)(0, place, part)
        events.commit()
    QApplication.processEvents()
