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
    part, screen = find(window, name), window.windowHandle()
    place = part.mapTo(window, part.rect().center())
    for step in ("press", "release"):
        events = QTest.touchEvent(screen, finger(), False)
        getattr(events, step)(0, place, screen)
        events.commit()
        QApplication.processEvents()
