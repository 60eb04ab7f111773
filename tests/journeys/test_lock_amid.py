# SPDX-License-Identifier: MIT
"""The lock screen comes in the middle of a task: what was typed and chosen is there again."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from tests.journeys.test_passcode import unlock
from tests.journeys.test_put_away import _no_dearer_lock, put_away, window  # noqa: F401 - fixtures
from tests.journeys.words import find, press, type_into

pytestmark = pytest.mark.gui

TASKS = {
    "a full check-in with a row in a log": (
        ("nav.check_in", "mode.full", "group.medicines", "prn_taken.add"),
        {"prn_taken.0.name": "Tylenol", "prn_taken.0.dose_text": "500 mg"},
        (),
    ),
    "the note of a check-in": (("nav.check_in", "flag.none"), {"note": "slept"}, ("flag.none",)),
    "a dose": (
        ("today.log_dose", "dose.drug.other", "dose.status.now"),
        {"dose.name": "Tylenol", "dose.text": "500 mg"},
        ("dose.drug.other", "dose.status.now"),
    ),
    "a watch item": (("watch.add",), {"watch.text": "count spasms"}, ()),
    "about them": (("nav.people", "person.profile"), {"profile.address": "12 Elm"}, ()),
    "a plan": (("nav.plan", "plan.new"), {"plan.times": "6 AM"}, ()),
}


def _text(part) -> str:
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText()
    return (
        (part if isinstance(part, QLineEdit) else part.findChild(QLineEdit))
        .text()
        .replace("\u00a0", " ")
    )


OFTEN = ("a full check-in with a row in a log", "a dose")


@pytest.mark.parametrize(
    "task", [t if t in OFTEN else pytest.param(t, marks=pytest.mark.long) for t in TASKS]
)
def test_a_lock_loses_nothing_of_a_task(window, qtbot, task):  # noqa: F811 - the fixture
    presses, texts, chosen = TASKS[task]
    for name in presses:
        press(window, name)
    for name, text in texts.items():
        type_into(window, name, text)
    shown, page = {name: _text(find(window, name)) for name in texts}, window.page_name
    put_away(qtbot, window)
    unlock(qtbot, window)
    assert window.page_name == page
    if "mode.full" in presses:  # the groups are closed again, and say how much is answered
        assert find(window, "mode.full").isChecked()
        press(window, "group.medicines")
    assert {name: _text(find(window, name)) for name in texts} == shown
    for name in chosen:
        button = find(window, name)
        assert isinstance(button, QAbstractButton)
        assert button.isChecked(), name
