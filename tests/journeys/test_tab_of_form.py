# SPDX-License-Identifier: MIT
"""The Tab key through the whole check-in: each stop in sight, in the order in which it is read."""

from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.check_in.group_card import GroupHead
from caregiver_app.ui.widgets.fields.full_field import FullField
from caregiver_app.ui.widgets.fields.help_button import HelpButton
from caregiver_app.ui.widgets.fields.log_row import LogRow
from tests.journeys.words import find, press

pytestmark = pytest.mark.gui

LOGS = ("seizures.add", "doses.add", "prn_taken.add")


def _form(window) -> QWidget:
    return window.findChild(CheckInPage).form


def _open(window, groups: str) -> None:
    """Open these groups of Full, or all, with a row in each log."""
    press(window, "mode.full")
    for head in window.findChildren(GroupHead):
        if groups == "all" or head.objectName().removeprefix("group.") in groups.split():
            head.click()
    QApplication.processEvents()
    for name in LOGS:
        for button in window.findChildren(QAbstractButton, name):
            button.click()
    QApplication.processEvents()


def _whole(stop: QWidget) -> bool:
    """Say whether a stop is in sight, all of it that the page has room for."""
    QApplication.processEvents()  # a row that was just added is laid out by then
    shown = stop.visibleRegion().boundingRect()
    return shown == stop.rect() or shown.height() >= 40


def _walk(window) -> list[QWidget]:
    """Return the stops of the form that the Tab key comes to, each once; all must be in sight."""
    form, way = _form(window), []
    form.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)
    while form.isAncestorOf(stop := QApplication.focusWidget()) and stop not in way:
        assert _whole(stop), f"{stop.objectName()} has the keyboard out of sight"
        way.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    return way


def _place(stop: QWidget, form: QWidget) -> QRect:
    return QRect(stop.mapTo(form, QPoint(0, 0)), stop.size())


def _question(stop: QWidget) -> QWidget | None:
    while stop is not None and not isinstance(stop, FullField):
        stop = stop.parentWidget()
    return stop


def _goes_back(one: QRect, then: QRect, *, in_columns: bool) -> bool:
    """Say whether the second lies above the first, or on its line and before it.

    Where questions stand in columns the next one may begin at the top of the next column.
    """
    if in_columns and then.left() > one.right():
        return False
    on_one_line = then.top() < one.bottom() and one.top() < then.bottom()
    return then.bottom() <= one.top() or (on_one_line and then.right() < one.left())


def _say_order(way: list[QWidget], form: QWidget) -> list[str]:
    """Return each place at which the way does not go as the form is read."""
    wrong = []
    for one, then in pairwise(way):
        asked, next_asked = _question(one), _question(then)
        parts = (one, then) if asked is next_asked else (asked or one, next_asked or then)
        if isinstance(then, HelpButton) and asked is next_asked:
            continue  # it stands beside the words over the answers, and comes after them
        of_quick = asked is None and next_asked is None
        if _goes_back(*(_place(part, form) for part in parts), in_columns=of_quick):
            wrong.append(f"{one.objectName()} -> {then.objectName()}")
    return wrong


def _helps_before_answers(way: list[QWidget]) -> list[str]:
    """Return the question marks that come before the answers that they are about."""
    return [
        one.objectName()
        for one, then in pairwise(way)
        if isinstance(one, HelpButton)
        and _question(one) is _question(then)
        and _question(one) is not None
        and _question(one).findChild(LogRow) is None
    ]


ALL = "all"


def _long(*case: object) -> object:
    return pytest.param(*case, marks=pytest.mark.long)


@pytest.mark.parametrize(
    ("person", "size", "scale", "groups"),
    [
        ("practice-oral", (1366, 768), 1, ""),
        ("practice-pump", (1024, 768), 2, ""),
        ("practice-oral", (1024, 768), 1, "stiffness medicines"),
        _long("practice-oral", (1024, 768), 1, ALL),
        _long("practice-pump", (1366, 768), 1, ALL),
        _long("practice-pump", (1024, 768), 2, ALL),
        _long("practice-both", (1920, 1080), 1, ALL),
    ],
)
def test_the_tab_key_goes_through_the_form_as_it_is_read(open_window, person, size, scale, groups):
    window = open_window(*size, person=person, text_scale=Decimal(scale))
    window.show_page("check_in")
    find(window, "flag.none")
    if groups:
        _open(window, groups)
    form, way = _form(window), _walk(window)
    assert len(way) > (150 if groups == ALL else 20)
    assert _say_order(way, form) == []
    assert _helps_before_answers(way) == []
