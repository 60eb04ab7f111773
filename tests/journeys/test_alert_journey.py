# SPDX-License-Identifier: MIT
"""Two in the morning: the check says call, nobody answers, and the program keeps the time."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from caregiver_app.domain.levels import Level
from tests.journeys.words import (
    alert_says,
    enter,
    find,
    is_gone,
    level_says,
    press,
    see,
    visible_text,
)

pytestmark = pytest.mark.gui

ANSWERS = (
    "dose.0.taken", "dose.1.taken", "flag.none", "alertness.awake", "orientation.normal",
    "breathing.normal", "stiffness.7", "worried.true",
)  # fmt: skip
QUIET = ("flag.none", "alertness.awake", "stiffness.3")


def save_an_urgent_one(window):
    press(window, "practice.practice-oral")
    press(window, "nav.check_in")
    for answer in ANSWERS:
        press(window, answer)
    press(window, "save")
    assert stored(window).level is Level.URGENT


@pytest.fixture
def window(open_after):
    """Return the window after an urgent check-in was saved, on the page for the next one."""
    window = open_after(save_an_urgent_one)
    press(window, "nav.check_in")
    return window


def stored(window):
    """Return the judgement of the newest check-in as it is kept."""
    return window.services.book.record(window.person_id).last_check_in.assessment


def kept(window):
    """Return what was done, as it is kept: kind and note."""
    actions = window.services.book.record(window.person_id).actions
    return [(action.kind.value, action.note) for action in actions]


def wait(window, clock, minutes, page="check_in"):
    """Let time go by, and look at the page again."""
    clock.go_to(clock.now() + timedelta(minutes=minutes))
    press(window, "nav.people")
    press(window, f"nav.{page}")


def test_a_call_a_voice_mail_and_an_answer_are_three_taps(open_window, clock):
    window = open_window()
    save_an_urgent_one(window)
    press(window, "nav.check_in")
    alert_says(window, "Call now. If nobody answers by 2:40 PM, go to the ER.")
    press(window, "alert.called")
    alert_says(window, "1:40 PM: you called.", "Waiting for a call back since 1:40 PM.")
    wait(window, clock, 10)
    press(window, "alert.no_answer")
    wait(window, clock, 10)
    press(window, "alert.spoke")
    enter(window, "alert.note", "Nurse Lee: bring them at 3")
    alert_says(window, "1:50 PM: no answer.", "2:00 PM: they answered.", "Nurse Lee")
    assert kept(window)[-3:] == [
        ("called", None), ("no_answer", None), ("spoke", "Nurse Lee: bring them at 3")
    ]  # fmt: skip


def test_nobody_answers_for_an_hour_and_the_er_is_named(window, clock, qtbot):
    press(window, "alert.called")
    wait(window, clock, 59)
    alert_says(window, "If nobody answers by 2:40 PM, go to the ER.")
    clock.go_to(clock.now() + timedelta(minutes=1))
    press(window, "nav.people")
    press(window, "nav.check_in")
    qtbot.waitUntil(lambda: not is_gone(window, "print_sheet"))
    level_says(window, "Go to the ER now", "No answer for 60 minutes.")
    press(window, "alert.went_to_er")
    alert_says(window, "2:40 PM: you went to the ER.")
    assert stored(window).level is Level.URGENT


def test_the_other_pages_say_it_too_and_lead_back_to_the_alert(window, clock):
    for page in ("people", "history", "handoff"):
        press(window, f"nav.{page}")
        assert is_gone(window, "er")
    clock.go_to(clock.now() + timedelta(minutes=60))
    for page in ("people", "history", "handoff"):
        press(window, f"nav.{page}")
        see(window, "Go to the ER now. No answer for 60 minutes.")
    press(window, "er.show")
    assert is_gone(window, "er")
    press(window, "alert.spoke")
    press(window, "nav.history")
    assert is_gone(window, "er")


def test_a_window_that_was_put_away_comes_forward_when_nobody_answers(window, clock):
    press(window, "nav.history")
    window.showMinimized()
    for minutes, is_away in ((59, True), (1, False)):
        clock.go_to(clock.now() + timedelta(minutes=minutes))
        window._alerts.look()
        assert window.isMinimized() is is_away
    window.showMinimized()
    window._alerts.look()
    assert window.isMinimized()  # somebody put it away who has seen it


def test_the_alert_is_still_open_after_the_program_was_closed(window, open_window, clock):
    press(window, "alert.called")
    window.close()
    clock.go_to(clock.now() + timedelta(minutes=65))
    again = open_window()
    press(again, "nav.check_in")
    level_says(again, "Go to the ER now")
    alert_says(again, "1:40 PM: you called.")


def test_the_check_goes_on_beside_it_and_911_comes_first(window, clock, qtbot):
    wait(window, clock, 65)
    qtbot.waitUntil(lambda: not is_gone(window, "print_sheet"))
    press(window, "flag.cannot_wake")
    level_says(window, "EMERGENCY", "Call 911 now")
    see(window, "Call 911 now")


def test_a_quiet_check_with_every_answer_ends_the_alert(window, clock):
    wait(window, clock, 5)
    for answer in (*QUIET, "orientation.normal", "breathing.normal"):
        press(window, answer)
    press(window, "save")
    assert stored(window).level is Level.NO_FLAGS
    press(window, "nav.check_in")
    assert is_gone(window, "alert")


def test_a_check_that_lacks_answers_ends_no_alert_and_stops_no_clock(window, clock):
    wait(window, clock, 20)
    for answer in QUIET:
        press(window, answer)
    press(window, "save")
    assert stored(window).level is Level.INCOMPLETE
    level_says(window, "URGENT")  # nobody has said that its signs are gone
    press(window, "nav.check_in")
    see(window, "URGENT since 1:40 PM is still open.")
    wait(window, clock, 40, "today")
    level_says(window, "URGENT", "Go to the ER now", "No answer for 60 minutes.")
    press(window, "nav.history")
    see(window, "Go to the ER now. No answer for 60 minutes.")


def test_a_quick_check_ends_nothing_that_it_never_asked(open_window, clock):
    window = open_window()
    press(window, "practice.practice-oral")
    press(window, "nav.check_in")
    press(window, "dose.0.taken")
    press(window, "dose.1.taken")
    check(window, "urine.tea_cola")
    assert stored(window).level is Level.URGENT
    wait(window, clock, 61)
    alert_says(window, "Ask again about: Urine.")
    check(window)
    assert stored(window).level is Level.NO_FLAGS
    level_says(window, "URGENT", "Go to the ER now", "Urine looks like tea or cola.")
    level_says(window, "No check-in since then asked again about: Urine.")
    sheet = window.services.handoff.sheet(window.person_id)
    assert "URGENT" in PdfReader(BytesIO(sheet.pdf)).pages[0].extract_text()[:400]
    press(window, "nav.check_in")
    check(window, "urine.normal")
    assert is_gone(window, "alert")


def check(window, urine=None):
    """Save a check-in with quiet answers, and with one about urine where it is asked."""
    if urine is not None:
        press(window, "mode.full")
        press(window, "group.toilet")
        press(window, urine)
    for answer in (*QUIET, "orientation.normal", "breathing.normal"):
        press(window, answer)
    press(window, "save")


def test_at_the_er_today_no_longer_says_to_call_until_somebody_writes_of_home(window, clock):
    press(window, "alert.went_to_er")
    clock.go_to(clock.now() + timedelta(hours=5))
    press(window, "nav.today")
    level_says(window, "They went to the ER", "Then: URGENT.")
    assert "call the prescriber now" not in visible_text(find(window, "level")).lower()
    press(window, "nav.check_in")
    for answer in [one for one in ANSWERS if one != "dose.1.taken"]:
        press(window, answer)
    press(window, "save")
    press(window, "nav.today")
    assert "They went to the ER" not in visible_text(find(window, "level"))
