# SPDX-License-Identifier: MIT
"""The handoff page with everything on it opened: by ear, by finger, by weak eyes, and quickly."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from caregiver_app.ui.pages.handoff import HandoffPage
from caregiver_app.ui.widgets.handoff.page_preview import PagePreview
from tests.journeys.words import find, press
from tests.ui.test_access import controls, cut_button, cut_label, named, reach, spoken, visible

pytestmark = pytest.mark.gui

LEAST_PX = 44
FOLDS = ("more_paper", "options.page", "options.file", "option.lock")


@pytest.fixture
def opened(open_window):
    """Return a function that shows the page of a sheet with all that can be opened."""

    def show(scale: float = 1, width: int = 1366, sheet: str = "er"):
        look = {"text_scale": Decimal(scale), "theme": "dark"}
        window = open_window(width, 768, person="practice-both", **look)
        window.show_page("handoff")
        for name in (f"sheet.{sheet}", *FOLDS):
            press(window, name)
        press(window, "save_sheet")  # without a password: what is wrong is said
        for _turn in range(6):
            QApplication.processEvents()
        return window

    return show


@pytest.mark.parametrize(
    ("scale", "width", "sheet"),
    [
        pytest.param(1, 1366, "er", marks=pytest.mark.long),
        (1, 1024, "clinic"),
        (1.25, 1366, "er"),
        pytest.param(1.5, 1366, "clinic", marks=pytest.mark.long),
        (2, 1024, "er"),
    ],
)
def test_nothing_is_cut_or_too_small_when_all_is_opened(opened, scale, width, sheet):
    window = opened(scale, width, sheet)
    page = window.findChild(HandoffPage)
    assert [w for w in map(cut_label, visible(page, QLabel)) if w] == []
    assert [w for w in map(cut_button, visible(page, QAbstractButton)) if w] == []
    assert [f"{named(w)} {w.height()}" for w in controls(window) if reach(w) < LEAST_PX] == []
    for name in ("print_sheet", "save_sheet", "save_usb"):
        button = find(window, name)
        assert button.visibleRegion().boundingRect() == button.rect(), name
    opened_last = find(window, "password")
    assert not opened_last.visibleRegion().isEmpty()


def test_everything_that_is_opened_has_a_name_and_its_help_is_spoken(opened):
    window = opened()
    mine = [w for w in controls(window) if window.findChild(HandoffPage).isAncestorOf(w)]
    assert [named(w) for w in mine if not any(c.isalnum() for c in spoken(w))] == []
    assert "ask the person" in find(window, "option.self_harm").accessibleDescription()
    assert "Nothing is saved yet" in find(window, "password").accessibleDescription()


def test_the_page_stands_before_it_is_drawn_and_is_drawn_again_at_its_new_size(open_window, qtbot):
    window = open_window(person="practice-oral")
    window.show_page("handoff")
    preview = window.findChild(PagePreview)
    assert preview._picture.isNull()
    qtbot.waitUntil(lambda: not preview._picture.isNull())
    before = preview._picture.size()
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: preview._picture.height() > before.height())
    assert preview.height() - preview._picture.height() <= 26
