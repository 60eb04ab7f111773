# SPDX-License-Identifier: MIT
"""Nothing flashes or moves by itself: a page that nobody touches stays as it is, dot for dot."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.words import press

pytestmark = pytest.mark.gui

PAGES = ("today", "people")
LOOKS, BETWEEN_MS = 4, 150  # longer together than the half of a blink


def pictures(window) -> list[QImage]:
    """Look at a window several times, for as long as half a blink takes."""
    seen = []
    for _look in range(LOOKS):
        QTest.qWait(BETWEEN_MS)
        seen.append(window.grab().toImage())
    return seen


def laid_out(window) -> None:
    """Let a page come to rest: what it puts off to a quiet moment is no movement."""
    before = None
    for _round in range(40):
        QApplication.processEvents()
        QTest.qWait(10)
        now = window.grab().toImage()
        if before is not None and now == before:
            return
        before = now


def test_no_page_moves_while_nobody_touches_it(open_window):
    window = open_window(person="practice-oral", reduce_motion="on")
    for page in PAGES:
        window.show_page(page)
        laid_out(window)
        first, *later = pictures(window)
        assert all(look == first for look in later), f"something moves on {page}"


def test_an_emergency_stands_still_from_its_first_picture(open_window):
    window = open_window(person="practice-oral", reduce_motion="on")
    window.show_page("check_in")
    laid_out(window)
    press(window, "flag.hallucination")
    laid_out(window)
    first, *later = pictures(window)
    assert all(look == first for look in later), "the level flashes"
