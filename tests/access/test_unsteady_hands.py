# SPDX-License-Identifier: MIT
"""A hand that shakes, presses twice, or strikes the wrong key, does no harm."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.ui.hands.double_press import DoublePress
from tests.journeys.words import find, press, type_into

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def form(open_window):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.show_page("check_in")
    QApplication.processEvents()
    return window


def check_ins(window):
    return window.services.book.record(window.person_id).check_ins


def test_save_pressed_twice_saves_once_and_presses_nothing_else(form):
    before = len(check_ins(form))
    watch = form.findChild(DoublePress)
    assert watch.soon_ms == 500
    watch.soon_ms = 600_000  # however slow the computer is
    press(form, "stiffness.3")
    save = find(form, "save")
    place = save.mapTo(form, save.rect().center())
    for _press in range(2):
        QTest.mouseClick(form.windowHandle(), LEFT, pos=place)
        QApplication.processEvents()
    assert len(check_ins(form)) == before + 1
    assert form.page_name == "today"


def test_enter_held_down_saves_once(form):
    before = len(check_ins(form))
    press(form, "stiffness.3")
    for _press in range(3):
        QTest.keyClick(
            QApplication.focusWidget() or form,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )
    QApplication.processEvents()
    assert len(check_ins(form)) == before + 1


def test_a_press_that_slips_by_eight_pixels_still_counts(form):
    answer = find(form, "stiffness.3")
    start = answer.rect().center()
    QTest.mousePress(answer, LEFT, pos=start)
    QTest.mouseMove(answer, start + QPoint(8, 8))
    QTest.mouseRelease(answer, LEFT, pos=start + QPoint(8, 8))
    assert answer.isChecked()


def test_escape_and_enter_throw_nothing_away(form):
    press(form, "stiffness.3")
    type_into(form, "hr", "84")
    before = len(check_ins(form))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(QApplication.focusWidget() or form, key)
        QApplication.processEvents()
    assert form.page_name == "check_in"
    assert find(form, "stiffness.3").isChecked()
    assert find(form, "hr").text() == "84"
    assert len(check_ins(form)) == before


def test_enter_on_its_own_never_confirms_what_cannot_be_undone(open_window, qtbot):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.show_page("history")
    QApplication.processEvents()
    press(window, "history.remove")
    before = len(check_ins(window))
    for _press in range(2):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert len(check_ins(window)) == before
