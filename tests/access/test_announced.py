# SPDX-License-Identifier: MIT
"""What a screen reader says by itself: each change of level, each result, each error, once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.words import find, press, type_into

pytestmark = pytest.mark.gui
AT_ONCE = QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def said(monkeypatch):
    """Return what is announced, with whether it interrupts; a reader is taken to be there."""
    heard: list[tuple[str, bool]] = []

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append((event.message(), event.politeness() is AT_ONCE))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def form(open_window, said):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.show_page("check_in")
    QApplication.processEvents()
    said.clear()
    return window


def test_each_level_is_said_once_and_a_grave_one_interrupts(form, said):
    for name, word, at_once in (
        ("flag.hallucination", "EMERGENCY", True),
        ("flag.hallucination", "URGENT", True),  # doses were missed
    ):
        press(form, name)
        told = [(text, now) for text, now in said if word in text]
        assert len(told) == 1, said
        assert told[0][1] is at_once
        said.clear()


def test_what_was_saved_is_said_once(form, said):
    press(form, "stiffness.3")
    press(form, "save")
    told = [text for text, _now in said if text.startswith("Saved for Pat Morgan")]
    assert len(told) == 1, said


def test_what_an_undo_takes_back_is_said_once(form, said):
    press(form, "stiffness.3")
    press(form, "save")
    saved = next(text for text, _now in said if text.startswith("Saved for Pat Morgan"))
    said.clear()
    press(form, "undo")
    assert [text for text, _now in said if "aken back" in text] == [f"Taken back: {saved}"]


def test_a_number_that_cannot_be_is_said_when_it_is_left_and_again_with_save(form, said):
    type_into(form, "hr", "999")
    QTest.keyClick(find(form, "hr"), Qt.Key.Key_Tab)
    assert [text for text, _now in said if "Only 20 to 250 is kept" in text] == [said[-1][0]]
    assert len(said) == 1, said
    said.clear()
    press(form, "save")
    assert len([text for text, now in said if "999" in text and now]) == 1, said
    assert QApplication.focusWidget() is find(form, "hr")
    assert find(form, "hr").text() == "999"


def test_trouble_and_what_is_not_saved_interrupt_once(form, said):
    form.show_trouble("The disk is full.")
    form._frame.not_saved.tell("1 check-in is not saved.", "The disk is full.")
    form._frame.not_saved.tell("1 check-in is not saved.", "The disk is full.")
    assert said == [
        ("The disk is full.", True),
        ("1 check-in is not saved. The disk is full.", True),
    ]
