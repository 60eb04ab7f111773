# SPDX-License-Identifier: MIT
"""The worst night: help is one press away, with a full record and with none at all."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services
from tests.journeys.words import find, level_says, press, see, strike, visible_text

pytestmark = pytest.mark.gui


def test_emergency_works_before_anybody_was_added(open_window):
    window = open_window()
    press(window, "emergency")
    see(window, "Call 911 now", "Use your phone", "Tell 911: stopping")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    see(window, "Just looking?")


def test_who_steps_down_from_two_drugs_is_told_with_both_on_the_phone(open_window):
    window = open_window(person="practice-both")
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
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    press(window, "flag.cannot_wake")
    level_says(window, "EMERGENCY", "Call 911 now")
    QTest.keyClick(window, Qt.Key.Key_F1)
    see(window, "Call 911 now", "Print the ER sheet")
    assert find(window, "print_sheet").isEnabled()


def test_coming_back_from_emergency_loses_no_answer(open_window):
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    press(window, "alertness.hard_to_wake")
    press(window, "emergency")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert find(window, "alertness.hard_to_wake").isChecked()
    level_says(window, "EMERGENCY")


def test_every_red_flag_says_call_911_before_anything_is_saved(open_window):
    window = open_window(person="practice-child")
    before = window.services.book.record(window.person_id).check_ins
    press(window, "nav.check_in")
    for flag in (
        *("seizure", "passed_out", "cannot_wake", "breathing", "hallucination", "very_confused"),
        *("stiff_sudden", "chest_or_stroke"),
    ):
        press(window, f"flag.{flag}")
        level_says(window, "EMERGENCY", "Call 911 now")
        press(window, f"flag.{flag}")
        assert find(window, "level").level is not Level.EMERGENCY, flag
    assert window.services.book.record(window.person_id).check_ins == before


def test_on_a_small_screen_a_seizure_brings_its_first_aid_without_another_press(open_window):
    window = open_window(1024, 768, person="practice-oral")
    strike(window, Qt.Key.Key_F1)
    see(window, "Stay with them.")
    assert "Put nothing in the mouth" not in visible_text(window)
    press(window, "tap.seizure")
    see(window, "turn them on their side. Put nothing in the mouth.")
    press(window, "tap.undo")
    assert "Put nothing in the mouth" not in visible_text(window)
    strike(window, Qt.Key.Key_Escape)
    window.show_page("check_in")
    QApplication.processEvents()  # nobody presses a page before it is painted
    press(window, "flag.seizure")
    strike(window, Qt.Key.Key_F1)
    see(window, "turn them on their side. Put nothing in the mouth.")


def test_the_large_clock_says_what_it_counts_in_every_size(open_window, clock):
    window = open_window(1024, 768, person="practice-oral")
    strike(window, Qt.Key.Key_F1)
    see(window, "page opened 1:40 PM")
    strike(window, Qt.Key.Key_Escape)
    clock.go_to(clock.now() + timedelta(minutes=5))
    strike(window, Qt.Key.Key_F1)
    assert find(window, "stopwatch").text() == "5:00", "it is the same emergency"
    see(window, "page opened 1:40 PM")
    window.resize(1366, 768)
    see(window, "page opened 1:40 PM", "Times are kept as you tap.")
    assert len(window.findChildren(QLabel, "stopwatch.caption")) == 1
    press(window, "tap.seizure")
    clock.go_to(clock.now() + timedelta(seconds=65))
    window._pages.page("emergency")._on_tick()
    assert find(window, "stopwatch").text() == "1:05", "one time, and it is the seizure's"
    see(window, "seizure began 1:45 PM")
    press(window, "tap.seizure_stopped")
    clock.go_to(clock.now() + timedelta(minutes=2))
    window._pages.page("emergency")._on_tick()
    assert find(window, "stopwatch").text() == "1:05", "no older time takes its place"
    see(window, "length of the seizure. It stopped 1:46 PM.")
    press(window, "tap.seizure")
    assert find(window, "stopwatch").text() == "0:00", "one more is counted from its start"
    see(window, "seizure began 1:48 PM")


def test_the_screen_gives_the_order_of_the_finding_that_led_there(open_window):
    window = open_window(1024, 768, person="practice-pump")
    window.show_page("check_in")
    press(window, "pump_alarm.two_tone")
    level_says(window, "EMERGENCY", "Go to the ER now")
    press(window, "open_emergency")
    assert find(window, "emergency.call").text() == "Go to the ER now"
    see(window, "Call 911 if any warning sign starts.", "If you call 911, say this")
    assert "Call 911 now" not in visible_text(window)
    press(window, "tap.seizure")
    assert find(window, "emergency.call").text() == "Call 911 now"
    assert "Go to the ER" not in visible_text(window)


def test_who_has_a_cord_injury_is_sat_up_until_they_shake(open_window, data_dir, clock):
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    ada = Person(name="Ada", route=Route.ORAL, drug=Drug.BACLOFEN, sci_t6_or_above=True)
    person = services.people.add_person(ada, None)
    services.check_ins.save(person, Draft(sbp=Decimal(190), severe_headache=True))
    services.people.remember_open(person)
    log.close()
    window = open_window()
    press(window, "emergency")
    see(window, "Sit them up. Loosen tight clothes. Check the catheter.")
    press(window, "tap.seizure")
    assert "Sit them up" not in visible_text(window), "who shakes belongs on the side"
    see(window, "turn them on their side")
