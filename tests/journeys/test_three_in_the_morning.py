# SPDX-License-Identifier: MIT
"""The worst night by the keyboard alone, in double text on an old screen."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from caregiver_app.ui.widgets.plan.plan_table import PlanTable
from tests.journeys.hands import Keyboard
from tests.journeys.words import find, is_gone, level_says, press, see, type_into

pytestmark = pytest.mark.gui

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_OLD_SCREEN = {"width": 1024, "height": 768, "text_scale": Decimal(2)}


@pytest.fixture
def window(open_window):
    """Return the window of a practice person on an old screen, in double text."""
    return open_window(person="practice-oral", recorder="Ana (daughter)", **_OLD_SCREEN)


def _is_whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


def test_from_a_red_flag_to_the_words_and_back_and_to_undo_by_keys(window):
    before = window.services.book.record(window.person_id).check_ins
    hand = Keyboard(window)
    hand.go("check_in")
    hand.press("flag.hallucination")
    level_says(window, "EMERGENCY", "Call 911")
    hand.strike(Qt.Key.Key_F1)
    see(window, "Call 911 now")
    for name in ("print_sheet", "tap.seizure", "tap.called_911", "stopwatch"):
        assert _is_whole(find(window, name)), f"{name} is cut"
    hand.strike(Qt.Key.Key_Escape)
    flag = QApplication.focusWidget()
    assert flag.objectName() == "flag.hallucination", "the keyboard is where it was"
    assert _is_whole(flag)
    hand.strike(Qt.Key.Key_Return, CTRL)
    assert len(window.services.book.record(window.person_id).check_ins) == len(before) + 1
    assert _is_whole(find(window, "undo"))
    hand.strike(Qt.Key.Key_Z, CTRL)
    assert window.services.book.record(window.person_id).check_ins == before


def test_emergency_gives_the_keyboard_back_to_a_field_that_is_typed_in(window):
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_5, ALT)
    press(window, "plan.new")
    find(window, "plan.prescriber").setFocus()
    hand.strike(Qt.Key.Key_F1)
    hand.strike(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().objectName() == "plan.prescriber"


def test_the_title_of_passcode_is_never_half_under_the_bar(window, qtbot):
    window.show_page("passcode")
    hand = Keyboard(window)
    hand.press("passcode.again")
    page = find(window, "passcode.again").window()
    qtbot.waitUntil(lambda: _is_whole(find(window, "passcode.again")))
    titles = [w for w in page.findChildren(QLabel) if w.text() == "Passcode" and w.isVisible()]
    assert [w for w in titles if not _is_whole(w) and w.visibleRegion().rectCount()] == []


def test_a_plan_has_all_of_its_columns_after_it_was_typed(window):
    window.show_page("plan")
    press(window, "plan.new")
    type_into(window, "plan.written_on", "21 May 2026")
    press(window, "plan.received.phone")
    press(window, "plan.save")
    QApplication.processEvents()
    table = window.findChild(PlanTable)
    area = table.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert table.width() <= area.viewport().width(), "the last column is cut"


def test_what_is_asked_about_a_name_comes_into_sight(window, qtbot):
    window.show_page("check_in")
    for name in ("mode.full", "group.medicines", "prn_taken.add"):
        press(window, name)
    hand = Keyboard(window)
    type_into(window, "prn_taken.0.name", "bacoflen")
    hand.strike(Qt.Key.Key_Tab)
    assert not is_gone(window, "prn_taken.0.name.meant")
    qtbot.waitUntil(lambda: _is_whole(find(window, "prn_taken.0.name.meant")))
    assert _is_whole(QApplication.focusWidget())
