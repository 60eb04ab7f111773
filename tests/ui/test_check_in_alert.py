# SPDX-License-Identifier: MIT
"""Where an alert of an earlier check-in stands beside the answers of a new one."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Draft,
    Grade,
    Hallucination,
    Orientation,
)
from caregiver_app.domain.levels import Level
from tests.journeys.words import find, press, see

pytestmark = pytest.mark.gui

QUIET = Draft(
    alertness=Alertness.AWAKE,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    passed_out=False,
    stiffness=3,
    seizures=(),
    doses_missed_in_row=0,
)


@pytest.fixture
def window(open_window, clock):
    """Return the check-in of somebody whose last check-in was urgent and is not answered."""
    clock.go_to(datetime(2026, 11, 21, 23, tzinfo=UTC))
    window = open_window(person="practice-oral")
    person = window.person_id
    window.services.check_ins.save(person, Draft(stiffness=6, itching=Grade.MILD))
    clock.go_to(clock.now() + timedelta(minutes=20))
    window.open_person(person)
    window.show_page("check_in")
    QApplication.processEvents()
    return window


def top(window, name):
    part = find(window, name)
    return part.mapTo(window, part.rect().topLeft()).y()


def test_an_alert_that_nobody_answered_stands_over_a_calmer_level(window):
    assert top(window, "alert") < top(window, "level")


def test_a_level_that_is_as_bad_or_worse_stands_over_the_alert(window):
    press(window, "flag.passed_out")
    assert top(window, "level") < top(window, "alert")
    press(window, "flag.passed_out")
    assert top(window, "alert") < top(window, "level")


def test_an_alert_that_was_answered_leaves_the_first_place_to_the_level(window):
    press(window, "alert.spoke")
    assert top(window, "level") < top(window, "alert")


def test_an_emergency_that_eased_stands_there_and_nothing_is_as_usual_while_it_does(window, clock):
    services, person = window.services, window.person_id
    services.check_ins.save(person, Draft(passed_out=True))
    clock.go_to(clock.now() + timedelta(minutes=20))
    services.check_ins.save(person, QUIET)
    window.open_person(person)
    window.show_page("check_in")
    see(window, "EMERGENCY at 6:20 PM: Passed out. Nobody wrote down who was called.")
    assert top(window, "alert") < top(window, "level")
    press(window, "as_usual")
    see(window, "An alert is still open. Answer each sign yourself.")
    assert top(window, "alert") < top(window, "as_usual.said") < top(window, "level")
    press(window, "alert.called_911")
    assert top(window, "level") < top(window, "alert")


def test_a_level_of_a_kept_draft_stands_in_its_own_ink(open_window, qtbot, clock):
    clock.go_to(datetime(2026, 11, 21, 23, tzinfo=UTC))
    first = open_window(person="practice-oral")
    first.services.check_ins.keep_draft(first.person_id, QUIET)
    first.close()
    window = open_window()
    qtbot.waitUntil(lambda: "check_in" in window._pages)  # it is built ahead, out of sight
    window.show_page("check_in")
    level = find(window, "level")
    assert level.level is Level.NO_FLAGS
    ink = level._theme.level(Level.NO_FLAGS).fg.name()
    inks = (part.palette().windowText().color() for part in level.findChildren(QLabel))
    assert {colour.name() for colour in inks} == {ink}
