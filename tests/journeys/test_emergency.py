# SPDX-License-Identifier: MIT
"""The worst night: help is one press away, with a full record and with none at all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.words import find, level_says, press, see

pytestmark = pytest.mark.gui


def test_emergency_works_before_anybody_was_added(open_window):
    window = open_window()
    press(window, "emergency")
    see(window, "Call 911 now", "Use your phone", "Tell 911: stopping")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    see(window, "Just looking?")


def test_who_steps_down_from_two_drugs_is_told_with_both_on_the_phone(open_window):
    window = open_window()
    press(window, "practice.practice-both")
    press(window, "emergency")
    said = find(window, "emergency.words").accessibleName().replace("\u00a0", " ")
    assert "stepping down from clonazepam and baclofen." in said
    assert (
        "Clonazepam by mouth: 1.25 mg a day. Last dose kept down: 0.5 mg on Wed 20 May, 8:10 AM"
        in said
    )
    assert (
        "Baclofen by mouth: 30 mg a day. Last dose kept down: 10 mg on Wed 20 May, 2:00 PM" in said
    )
    see(window, "stopping baclofen or clonazepam all at once")


def test_from_a_red_flag_to_the_words_and_the_sheet_in_two_presses(open_window):
    window = open_window()
    press(window, "practice.practice-oral")
    press(window, "nav.check_in")
    press(window, "flag.cannot_wake")
    level_says(window, "EMERGENCY", "Call 911 now")
    QTest.keyClick(window, Qt.Key.Key_F1)
    see(window, "Call 911 now", "Print the ER sheet")
    assert find(window, "print_sheet").isEnabled()


def test_coming_back_from_emergency_loses_no_answer(open_window):
    window = open_window()
    press(window, "practice.practice-oral")
    press(window, "nav.check_in")
    press(window, "alertness.hard_to_wake")
    press(window, "emergency")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert find(window, "alertness.hard_to_wake").isChecked()
    level_says(window, "EMERGENCY")


@pytest.mark.parametrize("flag", [
    "seizure", "passed_out", "cannot_wake", "breathing", "hallucination", "very_confused",
    "stiff_sudden", "chest_or_stroke",
])  # fmt: skip
def test_every_red_flag_says_call_911_before_anything_is_saved(open_window, flag):
    window = open_window()
    press(window, "practice.practice-child")
    before = window.services.book.record(window.person_id).check_ins
    press(window, "nav.check_in")
    press(window, f"flag.{flag}")
    level_says(window, "EMERGENCY", "Call 911 now")
    assert window.services.book.record(window.person_id).check_ins == before
