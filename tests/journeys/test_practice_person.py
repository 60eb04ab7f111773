# SPDX-License-Identifier: MIT
"""A new aide tries the program with a practice person, from the first page to the sheet."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject, Qt

from tests.journeys.words import find, level_says, press, see, strike, type_into

pytestmark = pytest.mark.gui

CALM_ANSWERS = (
    "flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3",
    "itching.none", "rash.false", "worried.false",
)  # fmt: skip


@pytest.fixture
def window(open_window):
    window = open_window()
    press(window, "practice.practice-pump")
    return window


class Painted(QObject):
    """Notes what a button says each time it is painted, and the page that is open then."""

    def __init__(self, window, button) -> None:
        super().__init__(button)
        self.seen: list[tuple[str, str]] = []
        self._window, self._button = window, button
        button.installEventFilter(self)

    def eventFilter(self, _watched, event) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.seen.append((self._window.page_name, self._button.told()))
        return False


def test_that_somebody_is_being_opened_is_to_be_seen_before_they_are(open_window):
    window = open_window()
    button = find(window, "practice.practice-both")
    painted = Painted(window, button)
    press(window, "practice.practice-both")
    assert painted.seen[-1] == ("people", "Opening …")
    assert window.page_name == "today"
    assert button.told().startswith("An adult"), "it can be pressed again later"


def answer_calmly(window) -> None:
    for answer in (*CALM_ANSWERS, "pump_alarm.none"):
        press(window, answer)


def test_every_page_of_a_practice_person_says_practice(window):
    for page in ("today", "check_in", "history", "handoff"):
        press(window, f"nav.{page}")
        see(window, "PRACTICE", "Sam Rivera (practice)")


def test_a_red_flag_is_answered_at_once_and_can_be_withdrawn(window):
    press(window, "nav.check_in")
    press(window, "flag.seizure")
    level_says(window, "EMERGENCY", "Call 911 now", "A seizure happened.")
    press(window, "flag.seizure")
    level_says(window, "INCOMPLETE")


def test_a_two_tone_alarm_alone_sends_to_the_er(window):
    press(window, "nav.check_in")
    answer_calmly(window)
    press(window, "pump_alarm.two_tone")
    level_says(window, "EMERGENCY", "Go to the ER now", "two-tone")


def test_a_calm_check_in_is_never_called_safe(window):
    press(window, "nav.check_in")
    answer_calmly(window)
    said = find(window, "level").accessibleName()
    assert "No warning signs in what you entered" in said
    assert "This does not mean nothing is wrong" in said
    assert "safe" not in said.lower()


def test_saving_shows_it_on_today_and_in_the_history(window):
    press(window, "nav.check_in")
    answer_calmly(window)
    press(window, "orientation.muddled")
    type_into(window, "hr", "88")
    press(window, "save")
    see(window, "Saved for Sam Rivera (practice) at 1:40 PM", "URGENT", "A bit mixed up.")
    press(window, "nav.history")
    see(window, "URGENT", "88 a minute", "Rule U06", "rule set 2026.1")


def test_undo_takes_the_saved_check_in_back(window):
    before = window.services.book.record(window.person_id).check_ins
    press(window, "nav.check_in")
    answer_calmly(window)
    strike(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.services.book.record(window.person_id).check_ins) == len(before) + 1
    press(window, "undo")
    assert window.services.book.record(window.person_id).check_ins == before


def test_the_printed_page_says_practice_and_what_was_just_saved(window):
    press(window, "nav.check_in")
    answer_calmly(window)
    type_into(window, "hr", "93")
    press(window, "save")
    sheet = window.services.handoff.sheet(window.person_id)
    text = PdfReader(io.BytesIO(sheet.pdf)).pages[0].extract_text()
    assert "PRACTICE" in text
    assert "93" in text
    assert "Last check-in: 0 h 0 min ago" in " ".join(text.split())


def test_a_check_in_says_where_its_level_is_from_before_anything_is_answered(open_window):
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    level_says(window, "URGENT", "Practice: nothing is written down after Wed 20 May, 5:45 PM.")
    press(window, "alertness.awake")
    assert "Practice" not in find(window, "level").accessibleName().partition("Who to ring")[0]
