# SPDX-License-Identifier: MIT
"""Nothing flashes or moves by itself: nothing is there that could make it do so."""

import pytest
from PySide6.QtCore import QAbstractAnimation, QTimer

from caregiver_app.ui.pages import builder
from tests.journeys.words import press

pytestmark = pytest.mark.gui

FLASH_MS = 500  # a flash three times a second changes something six times a second


def moving(window) -> list[str]:
    """Return what could change a page again and again while nobody touches it."""
    timers = [t for t in window.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]
    # One of 0 ms does work in pieces until it is done; it is no rhythm.
    quick = [f"a timer of {t.interval()} ms" for t in timers if 0 < t.interval() < FLASH_MS]
    running = QAbstractAnimation.State.Running
    moved = [one for one in window.findChildren(QAbstractAnimation) if one.state() is running]
    return quick + [type(one).__name__ for one in moved]


def test_no_page_moves_while_nobody_touches_it(open_window):
    window = open_window(person="practice-oral")
    for page in builder._BUILDERS:
        window.show_page(page)
        assert moving(window) == [], page


def test_an_emergency_stands_still_from_its_first_picture(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    press(window, "flag.hallucination")
    assert moving(window) == []
    window.show_emergency()
    assert moving(window) == []
