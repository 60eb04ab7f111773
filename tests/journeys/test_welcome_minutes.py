# SPDX-License-Identifier: MIT
"""Welcome takes less than three minutes, and what was left for later waits on Today."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from caregiver_app.domain.timing.put_off import put_off
from caregiver_app.system.clock import here_and_now
from tests.journeys.keystrokes import KEY_S, THINK_S, TimedMouse
from tests.journeys.words import find, is_gone, press, see

pytestmark = pytest.mark.gui

MOST_S = 180


@pytest.fixture
def hand(open_window):
    """Return a hand that has read the captions of the form."""
    made = TimedMouse(open_window())
    form = made.window._pages.page("people").form
    made.read(" ".join(part.text() for part in form.findChildren(QLabel) if part.isVisible()))
    return made


def tell_who(hand):
    """Type who it is and choose what they take, as the first rows ask it."""
    hand.type_into("name", "Rosa Delgado")
    hand.type_into("dob.day", "14")
    QTest.keyClicks(find(hand.window, "dob.month"), "March")
    hand.seconds += THINK_S + 5 * KEY_S
    hand.type_into("dob.year", "1957")
    hand.press("drug.baclofen")
    hand.press("route.oral")
    hand.type_into("prescriber", "Dr. Amara Okafor")
    hand.type_into("recorder", "Ana (daughter)")


def _left(window):
    return put_off(record(window), here_and_now(window.services.clock))


def record(window):
    return window.services.book.record(window.person_id)


def test_the_shortest_way_in_leaves_the_rest_for_later_and_today_says_so(hand):
    tell_who(hand)
    hand.press("no_phone")
    hand.press("start")
    assert hand.seconds < MOST_S / 2
    assert record(hand.window).person.name == "Rosa Delgado"
    see(find(hand.window, "put_off"), "the prescriber's phone number", "the plan", "what is usual")
    assert is_gone(hand.window, "put_off.plan")  # the second of the first steps asks for it
    press(hand.window, "first.plan")
    assert hand.window.page_name == "plan"
    assert find(hand.window, "plan.written_on").hasFocus()


def test_with_every_answer_it_still_takes_less_than_three_minutes(hand):
    tell_who(hand)
    hand.type_into("prescriber_phone", "313-555-0142")
    hand.type_into("address", "1418 Maple Street, Detroit")
    hand.press("allergies.some")
    hand.type_into("allergies", "penicillin, latex")
    hand.press("usual.now")
    usual = {"temp_c": "98.1", "hr": "72", "sbp": "122", "dbp": "76", "spo2": "98", "rr": "14"}
    for name, value in usual.items():
        hand.type_into(f"usual.{name}", value)
    hand.press("plan.now")
    hand.press("start")
    assert hand.seconds < MOST_S
    assert hand.window.page_name == "plan"
    assert find(hand.window, "plan.written_on").hasFocus()  # who chose to type it now types
    assert record(hand.window).person.usual.hr == 72
    assert [thing.value for thing in _left(hand.window)] == ["plan"]
    hand.window.show_page("today")
    see(find(hand.window, "put_off"), "Not written down yet: the plan.")
    assert is_gone(hand.window, "put_off.profile")


def test_help_to_read_is_there_before_anybody_is_written_down(open_window):
    window = open_window()
    press(window, "welcome.settings")
    press(window, "settings.learn")
    see(window, "How a step-down works")
    press(window, "learn.leave")
    press(window, "settings.back")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_name == "people"
