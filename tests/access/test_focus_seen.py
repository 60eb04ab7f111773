# SPDX-License-Identifier: MIT
"""Whoever uses the keyboard sees where it is: the ring stands out and is never covered."""

from collections import Counter

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.ui.look.focus import FocusRing
from tests.access.looks import EDGE, contrast, picture

pytestmark = pytest.mark.gui
STOPS = 34  # in one page: far enough to come past the edge of the window, where it scrolls
AROUND_PX, LEAST_PX = 3, 2


def settle():
    for _turn in range(4):
        QApplication.processEvents()


def around(ring, window) -> QRect:
    place = QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())
    return place.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX)


def changed(window, ring) -> int:
    """Return how many pixels the ring changes so that they stand out from what was there."""
    place = around(ring, window)
    after = picture(window, place)
    ring.hide()
    before = picture(window, place)
    ring.show()
    pairs = Counter(zip(pixels(before), pixels(after), strict=True))
    return sum(n for (old, new), n in pairs.items() if old != new and contrast(old, new) >= EDGE)


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    told = image.tobytes()
    return [tuple(told[place : place + 3]) for place in range(0, len(told), 3)]


@pytest.mark.parametrize(("theme", "page"), [("light", "check_in"), ("dark", "today")])
def test_the_keyboard_is_ringed_wherever_it_is(open_window, theme, page):
    window = open_window(1366, 700, person="practice-oral", theme=theme, recorder="Ana (daughter)")
    window.show_page(page)
    settle()
    (ring,) = [r for r in window.findChildren(FocusRing) if r.window() is window]
    for _stop in range(STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        settle()
        now = QApplication.focusWidget()
        if now.property("ring") == "none":
            continue
        assert ring.isVisible(), now.objectName()
        assert ring.visibleRegion().boundingRect() == ring.rect(), f"{now.objectName()} is covered"
        edge = 2 * (ring.width() + ring.height())
        assert changed(window, ring) >= edge * LEAST_PX * 0.9, now.objectName()
