# SPDX-License-Identifier: MIT
"""The passcode page and the lock screen in each of their states: heard, seen, hit, by key alone."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.access import looks, targets, tree, words_shown
from tests.access.rare_states import lock_states, passcode_states
from tests.access.test_focus_seen import pixels
from tests.journeys.test_passcode import CHEAP, CODE, WORDS, _no_dearer_lock  # noqa: F401 - a fixture
from tests.journeys.words import find
from tests.ui.test_access import controls, cut, tab_way

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _a_reader_is_there(monkeypatch):
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)


def settle():
    for _turn in range(6):
        QApplication.processEvents()


def states(window, qtbot):
    """Walk through both pages and yield the name of each state."""
    window.services.passcode.cost = CHEAP
    yield from passcode_states(window, qtbot.waitUntil)
    yield from lock_states(window, qtbot.waitUntil)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_is_told_stands_out_and_can_be_hit(open_window, qtbot, theme):
    window = open_window(person="practice-oral", theme=theme, recorder="Ana (daughter)")
    found = []
    for state in states(window, qtbot):
        settle()
        every = (tree.faults, targets.faults, words_shown.faults, cut) if theme == "light" else ()
        for look in (looks.faint_texts, *every):
            found += [f"{state}: {fault}" for fault in look(window)]
    assert not found, "\n".join(found)


def test_on_the_least_screen_at_double_text_nothing_is_cut(open_window, qtbot):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2), recorder="Ana")
    found = []
    for state in states(window, qtbot):
        settle()
        found += [f"{state}: {fault}" for fault in (*cut(window), *targets.faults(window))]
    assert not found, "\n".join(found)


def test_the_lock_screen_is_gone_through_by_keyboard_alone(open_window, qtbot):
    window = open_window(person="practice-oral")
    for state in lock_states_of(window, qtbot):
        settle()
        way = tab_way(window)
        assert set(way) == {c for c in controls(window) if c.isEnabled()}, state
        for stop in way:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(stop, Qt.Key.Key_Shift)
            assert is_marked(window, stop), (state, stop.objectName())


def lock_states_of(window, qtbot):
    passcode = window.services.passcode
    passcode.cost = CHEAP
    passcode.take(passcode.prepared(WORDS, CODE))
    window.framed.emit()
    yield from lock_states(window, qtbot.waitUntil)


def is_marked(window, stop) -> bool:
    """Say whether the edge of a part looks another way while the keyboard is in it."""
    place = looks.place(stop, window).adjusted(-4, -4, 4, 4)
    there = looks.picture(window, place)
    stop.clearFocus()
    settle()
    away = looks.picture(window, place)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    pairs = zip(pixels(there), pixels(away), strict=True)
    marked = sum(looks.contrast(one, other) >= looks.EDGE for one, other in pairs if one != other)
    return marked >= place.width()


def test_what_is_wrong_with_a_passcode_stands_under_it_and_the_sheet_comes_next(open_window, qtbot):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2), recorder="Ana")
    window.services.passcode.cost = CHEAP
    states = passcode_states(window, qtbot.waitUntil)
    while next(states) != "passcode, too short":
        pass
    settle()
    problem, field = find(window, "passcode.problem"), find(window, "passcode.new")
    assert problem.visibleRegion().boundingRect() == problem.rect()
    under = problem.mapTo(window, problem.rect().topLeft()).y()
    assert 0 <= under - field.mapTo(window, field.rect().bottomLeft()).y() < field.height()
    next(states)
    settle()
    assert QApplication.focusWidget().objectName() == "passcode.print"
