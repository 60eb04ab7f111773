# SPDX-License-Identifier: MIT
"""Every page and state, heard through the accessibility tree, seen as painted, and hit."""

import pytest
from PySide6.QtGui import QAccessible

from tests.access import looks, targets, tree, words_shown
from tests.access.states import STATES, visit

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _a_reader_is_there(monkeypatch):
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)


@pytest.mark.parametrize("who", list(STATES))
def test_every_state_is_told_stands_out_and_can_be_hit(open_window, who):
    found = [
        f"{state}: {fault}"
        for state, window in visit(open_window, who)
        for look in (tree.faults, looks.faint_texts, targets.faults, words_shown.faults)
        for fault in look(window)
    ]
    assert not found, "\n".join(found)


def test_every_state_stands_out_at_night(open_window):
    found = [
        f"{state}: {fault}"
        for state, window in visit(open_window, "practice-oral", "dark")
        for fault in looks.faint_texts(window)
    ]
    assert not found, "\n".join(found)
