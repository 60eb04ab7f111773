# SPDX-License-Identifier: MIT
"""In large type an emergency is told whole, and the form under it can still be answered."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.ui.widgets.check_in.check_in_form import CheckInForm
from caregiver_app.ui.widgets.fields.level_parts import LevelButton
from tests.journeys.words import find, press, see, strike
from tests.ui.test_access import visible

pytestmark = pytest.mark.gui


def top(window, name):
    return find(window, name).mapTo(window, QPoint(0, 0)).y()


def whole(part):
    return part.visibleRegion().boundingRect() == part.rect()


@pytest.fixture
def small(open_window):
    window = open_window(1024, 768, person="practice-pump", text_scale=Decimal(2), recorder="Ana")
    window.show_page("check_in")
    find(window, "flag.hallucination").setFocus()
    QApplication.processEvents()
    return window


def test_an_emergency_leaves_three_rows_of_the_form_and_moves_none(small):
    before = top(small, "flag.hallucination")
    press(small, "flag.hallucination")
    level, form = find(small, "level"), small.findChild(CheckInForm)
    see(level, "EMERGENCY", "Call 911 now")
    assert all(whole(find(small, name)) for name in ("level", "open_emergency", "save"))
    row = top(small, "flag.hallucination") - top(small, "flag.cannot_wake")
    assert form.visibleRegion().boundingRect().height() >= 3 * row
    assert top(small, "flag.hallucination") == before, "nothing moved under the hand"


def test_more_unfolds_all_that_is_said_and_never_pushes_save_away(small):
    press(small, "flag.hallucination")
    assert "They see or hear things" not in str([one.text() for one in visible(small, QLabel)])
    assert "They see or hear things" in find(small, "level").accessibleName(), "a reader is told"
    press(small, "why")
    see(find(small, "level"), "They see or hear things that are not there.", "E04:", "Less")
    assert whole(find(small, "save"))
    assert whole(find(small, "why"))
    press(small, "why")
    see(find(small, "level"), "More")
    assert whole(find(small, "level"))


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), "1.5"), ((1920, 1080), "2")])
def test_no_word_of_an_emergency_beside_the_form_is_cut(open_window, size, scale):
    window = open_window(*size, person="practice-pump", text_scale=Decimal(scale), recorder="Ana")
    window.show_page("check_in")
    QApplication.processEvents()
    press(window, "flag.seizure")
    level = find(window, "level")
    said = [one for one in visible(level, QLabel) if one.text()]
    assert any("Put nothing in the mouth" in one.text() for one in said)
    cut = [one.text() for one in said if one.height() < one.heightForWidth(one.width())]
    buttons = visible(level, LevelButton)
    cut += [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()]
    assert not cut


def test_what_was_tapped_is_in_sight_in_the_least_room(open_window):
    window = open_window(1024, 768, person="practice-pump", text_scale=Decimal(2), recorder="Ana")
    strike(window, Qt.Key.Key_F2)
    QApplication.processEvents()
    press(window, "happened.fall")
    QApplication.processEvents()
    head = next(one for one in visible(window, QLabel) if one.text() == "Fall")
    assert whole(head), "or nobody sees that the tap was kept"
