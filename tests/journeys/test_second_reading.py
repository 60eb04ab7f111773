# SPDX-License-Identifier: MIT
"""A number that is alone far out is measured again: both are kept, the first counts till then."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.journeys.words import find, level_says, press, see, type_into

pytestmark = pytest.mark.gui

CALM = (
    "flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3",
    "itching.none", "rash.false", "worried.false", "pump_alarm.none",
)  # fmt: skip


@pytest.fixture
def window(open_window):
    """Return a check-in at which all is calm so far."""
    window = open_window(person="practice-pump")
    press(window, "nav.check_in")
    for answer in CALM:
        press(window, answer)
    return window


def is_asked(window, name: str) -> bool:
    button = window.findChild(QAbstractButton, f"{name}.second")
    return button is not None and button.isVisible()


def newest(window):
    return window.services.book.record(window.person_id).check_ins[-1]


def test_the_first_number_counts_until_there_is_a_second(window):
    type_into(window, "hr", "135")
    level_says(window, "EMERGENCY")
    press(window, "hr.second")
    assert find(window, "hr").text() == ""
    level_says(window, "EMERGENCY")
    type_into(window, "hr", "78")
    assert find(window, "level").accessibleName().startswith("No warning signs")
    press(window, "save")
    assert (newest(window).hr, newest(window).first_reading) == (78, {"hr": Decimal(135)})
    press(window, "nav.history")
    see(window, "78 a minute, first reading 135 a minute")


def test_a_second_number_that_cannot_be_right_does_not_take_the_first_away(window):
    type_into(window, "hr", "135")
    press(window, "hr.second")
    type_into(window, "hr", "999")
    level_says(window, "EMERGENCY")
    press(window, "save")
    see(window, "Not saved: Pulse says 999.")


def test_without_a_second_number_the_first_is_saved(window):
    type_into(window, "hr", "135")
    press(window, "hr.second")
    press(window, "save")
    assert (newest(window).hr, newest(window).first_reading) == (135, {})


def test_a_blood_pressure_is_measured_again_as_a_pair_after_rest(window):
    type_into(window, "sbp", "185")
    type_into(window, "dbp", "95")
    see(window, "Rest, then again")
    press(window, "dbp.second")
    assert find(window, "sbp") is window.focusWidget()
    type_into(window, "sbp", "120")
    type_into(window, "dbp", "80")
    press(window, "save")
    first = {"sbp": Decimal(185), "dbp": Decimal(95)}
    assert (newest(window).sbp, newest(window).first_reading) == (120, first)
    assert newest(window).bp_repeat
    press(window, "nav.history")
    see(window, "120/80 mmHg, first reading 185/95 mmHg")


def test_with_another_sign_nobody_is_sent_to_measure_again(window):
    type_into(window, "hr", "135")
    assert is_asked(window, "hr")
    press(window, "orientation.muddled")
    assert not is_asked(window, "hr")


def test_a_kept_draft_comes_back_with_both_numbers(window, qtbot):
    type_into(window, "temp_c", "102")
    press(window, "temp_c.second")
    type_into(window, "temp_c", "98.6")
    person = window.person_id
    qtbot.waitUntil(lambda: window.services.check_ins.kept_draft(person) is not None)
    press(window, "nav.today")
    window.open_person(person)
    press(window, "nav.check_in")
    assert find(window, "temp_c").text() == "98.6"
    draft = window.services.check_ins.kept_draft(person).draft
    assert draft.first_reading == {"temp_c": Decimal("38.89")}
    assert isinstance(find(window, "temp_c"), QLineEdit)
