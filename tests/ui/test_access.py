# SPDX-License-Identifier: MIT
"""Every page by ear, by key, by a shaky finger and by weak eyes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from caregiver_app.ui.pages import builder
from caregiver_app.ui.widgets.level.level_strip import LevelStrip

pytestmark = pytest.mark.gui

PAGES = tuple(builder._BUILDERS)
NOBODYS = ("people", "emergency")
# Where it matters who somebody is; on the others the same stands for everybody.
OWN = ("today", "check_in", "plan", "log_dose", "happened", "emergency", "profile", "handoff")
# Most stands on the pages of somebody with tablets and a pump.
ALL = [
    ("practice-both", PAGES),
    *((who, OWN) for who in ("practice-oral", "practice-pump", "practice-child")),
    (None, NOBODYS),
]
SINGLE = ("practice-oral", "practice-pump", "practice-child")
IN_ONE = ("check_in", "handoff", "plan", "log_dose", "backups")
"""Pages whose parts move when all stands in one column."""
ABOVE = ("recorder", "lock", "emergency", "menu")
LEAST_PX = 44
LEAST_HELP_PX = 24  # a question mark beside a caption; WCAG 2.2, target size (minimum)
UNITS = ("°F", "°C", "a minute", "millimetres of mercury", "percent")
NUMBERS = ("temp_c", "hr", "sbp", "dbp", "rr", "spo2")


def case(who, pages, scale, widths, *long):
    """Return one case of a table; some people are looked at in the long run."""
    return pytest.param(who, pages, scale, widths, marks=pytest.mark.long if who in long else ())


@pytest.fixture
def shown(open_window):
    """Return a function that opens one window and shows page after page in it, or one alone.

    It yields the name of each page with the window; None is the window of nobody.
    """

    def show(
        who: str | None, pages: Sequence[str], scale: int = 1, widths: Sequence[int] = (1366,)
    ):
        chosen = {"text_scale": Decimal(scale), "recorder": "Ana (daughter)"}
        window = open_window(widths[0], 768, person=who, **chosen)
        for width, page in product(widths, pages):
            window.resize(width, 768)
            window.show_page(page)
            for _turn in range(4):
                QApplication.processEvents()
            yield page, window

    return show


def visible(window, *kinds):
    return [w for kind in kinds for w in window.findChildren(kind) if w.isVisible()]


def controls(window):
    return visible(window, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)


def spoken(widget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def named(widget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r}"


@pytest.mark.parametrize(
    ("who", "pages", "scale", "widths"),
    [
        *(case(who, pages, 2, (1024,), "practice-oral", "practice-pump") for who, pages in ALL),
        ("practice-both", PAGES, 1, (1366,)),
        case("practice-both", PAGES, 1, (1024,), "practice-both"),
        case("practice-child", OWN, 1, (1366, 1024), "practice-child"),
    ],
)
def test_all_that_can_be_used_is_named_large_enough_and_whole(shown, who, pages, scale, widths):
    faults = {
        f"{page} at {window.width()}: {fault}"
        for page, window in shown(who, pages, scale, widths)
        for fault in (*nameless(window), *low(window), *cut(window))
    }
    assert faults == set()


def nameless(window) -> list[str]:
    return [
        f"{named(widget)} has no name in words"
        for widget in controls(window)
        if not any(letter.isalnum() for letter in spoken(widget))
        or spoken(widget) in (type(widget).__name__, widget.objectName())
    ]


def low(window) -> list[str]:
    found = [w for w in controls(window) if reach(w) < least(w)]
    return [f"{named(w)} is {w.height()} high" for w in found]


def cut(window) -> list[str]:
    labels, buttons = visible(window, QLabel), visible(window, QAbstractButton)
    return [why for why in (*map(cut_label, labels), *map(cut_button, buttons)) if why]


@pytest.mark.parametrize("who", ["practice-both", "practice-child"])
def test_a_number_field_is_named_with_its_unit_and_not_with_its_value(shown, who):
    ((_page, window),) = shown(who, ["check_in"])
    for name in NUMBERS:
        edit = next(e for e in visible(window, QLineEdit) if e.objectName() == name)
        before = spoken(edit)
        assert any(unit in before for unit in UNITS), before
        QTest.keyClicks(edit, "77")
        assert spoken(edit) == before


def least(widget) -> int:
    return LEAST_HELP_PX if widget.objectName().startswith("help.") else LEAST_PX


def reach(widget) -> int:
    """Return how high the target is; a field in a frame is as high as its frame."""
    framed = widget.property("ring") == "parent" and widget.parentWidget()
    return framed.height() if framed else widget.height()


def cut_label(label) -> str:
    words = label.text()
    if not words:
        return ""
    needed = label.sizeHint()
    wide = label.width() >= (needed.width() if not label.wordWrap() else 1)
    high = label.heightForWidth(label.width()) if label.wordWrap() else needed.height()
    fits = wide and label.height() + 1 >= high and is_inside(label)
    return "" if fits else f"{words!r} {label.size()} needs {needed.width()}x{high}"


def cut_button(button) -> str:
    words = button.text()
    needed = button.minimumSizeHint()
    deep = button.heightForWidth(button.width()) if button.hasHeightForWidth() else 0
    fits = button.width() >= needed.width() and button.height() >= max(needed.height(), deep)
    inside = is_inside(button)
    return "" if not words or (fits and inside) else f"{words!r} {button.size()} {needed}"


def is_inside(part) -> bool:
    """Say whether a part lies in all that holds it, as far as that cannot scroll down to it."""
    window = part.window()
    left = part.mapTo(window, QPoint(0, 0)).x()
    if left < 0 or left + part.width() > window.width():
        return False
    holder = part.parentWidget()
    while holder is not None and holder is not window:
        at = part.mapTo(holder, QPoint(0, 0))
        if at.x() < 0 or at.x() + part.width() > holder.width():
            return False
        if is_scrolled(holder):
            return True
        if at.y() < 0 or at.y() + part.height() > holder.height():
            return False
        holder = holder.parentWidget()
    return True


def is_scrolled(widget) -> bool:
    port = widget.parentWidget()
    return port is not None and isinstance(port.parentWidget(), QScrollArea)


@pytest.mark.parametrize(
    ("who", "pages", "scale", "widths"),
    [
        *(case(who, pages, 1, (1366,), *SINGLE) for who, pages in ALL),
        ("practice-both", IN_ONE, 2, (1024,)),
    ],
)
def test_the_tab_key_reaches_all_and_goes_on_in_the_order_of_reading(
    shown, who, pages, scale, widths
):
    for page, window in shown(who, pages, scale, widths):
        way = tab_way(window)
        assert scale == 1 or foot_is_last(window, way), (page, [s.objectName() for s in way])
        assert len(way) == len({id(stop) for stop in way}), page
        for area in {scroller(stop) for stop in way} - {None}:
            rows = [top(stop, area) for stop in way if scroller(stop) is area]
            back = [(above, below) for above, below in pairwise(rows) if below + LEAST_PX < above]
            assert len(back) <= columns(area, way), (page, rows)


def foot_is_last(window, way) -> bool:
    """Say whether what scrolls is gone through from its top before what stands under it."""
    above = [place for place, stop in enumerate(way) if stop.objectName() in ABOVE]
    start = above[-1] + 1 if above else 0
    page = [*way[start:], *way[:start]]
    scrolled = [place for place, stop in enumerate(page) if scroller(stop) is not None]
    low = window.height() * 0.85
    foot = [
        place
        for place, stop in enumerate(page)
        if scroller(stop) is None and stop.mapTo(window, QPoint(0, 0)).y() > low
    ]
    tops = [top(page[place], scroller(page[place])) for place in scrolled[:1]]
    return all(first < window.height() for first in tops) and max(scrolled) < min(foot, default=999)


def tab_way(window) -> list[QWidget]:
    start = next(w for w in controls(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    way = [start]
    for _step in range(200):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is way[0] or now is None or now in way:
            break
        way.append(now)
    return way


def scroller(widget):
    """Return what scrolls a part with its page; the level on top of one stands still."""
    above = widget.parentWidget()
    while above is not None and (
        not isinstance(above, QScrollArea) or isinstance(above, LevelStrip)
    ):
        above = above.parentWidget()
    return above


def top(widget, area) -> int:
    return widget.mapTo(area.widget(), QPoint(0, 0)).y()


def columns(area, way) -> int:
    """Return how often the way may jump up again: once for each further column of the page."""
    lefts = {stop.mapTo(area.widget(), QPoint(0, 0)).x() for stop in way if scroller(stop) is area}
    return 1 if lefts and max(lefts) - min(lefts) > area.width() // 3 else 0


@pytest.mark.parametrize("who", ["practice-both", "practice-child"])
def test_save_level_and_emergency_stay_in_sight_at_double_text(shown, who):
    ((_page, window),) = shown(who, ["check_in"], 2, [1024])
    for name in ("save", "level", "emergency"):
        part = next(w for w in window.findChildren(QWidget, name) if w.isVisible())
        assert part.visibleRegion().boundingRect() == part.rect(), name
