# SPDX-License-Identifier: MIT
"""Something is due: the window says it, it is put off, it comes back, and it is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from caregiver_app.domain.check_in import Breathing, Draft, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.system.clock import moment_here
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.widgets.shift.shift_words import fact_words
from caregiver_app.ui.window.look_again import look_again
from caregiver_app.ui.words import dates
from tests.journeys.words import (
    alert_says,
    find,
    is_gone,
    level_says,
    press,
    see,
    visible_text,
)
from tests.report.reading import text_of

pytestmark = pytest.mark.gui
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CALM = Draft(mode=Mode.FULL, stiffness=3)


@pytest.fixture
def window(open_window):
    """Return the window on somebody who was checked a moment ago."""
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    window = open_window(person=person)
    window.services.check_ins.save(window.person_id, CALM)
    window.open_person(window.person_id)
    return window


@pytest.fixture
def later(window, clock):
    """Return a function that lets time go by and the window look again."""

    def go_on(**time):
        clock.go_to(clock.now() + timedelta(**time))
        for watch in window.findChildren(ReminderWatch):
            watch.look()
        QApplication.processEvents()

    return go_on


def noticed(window):
    """Return the list into which every notice outside the window goes from now on."""
    heard = []
    window.findChild(ReminderWatch).noticed.connect(heard.append)
    return heard


def time_in(clock, minutes):
    return dates.clock_time(moment_here(clock.now() + timedelta(minutes=minutes), clock))


def says_when_again(window, minutes):
    again = time_in(window.services.clock, minutes)
    see(find(window, "reminder"), f"You are reminded again at {again}.")
    assert is_gone(window, "reminder.snooze")
    assert is_gone(window, "reminder.open")


def put_off(window, minutes):
    clock = window.services.clock
    press(window, "reminder.snooze")
    menu = window.findChild(QMenu, "reminder.lengths")
    actions = {action.text(): action for action in menu.findChildren(QAction)}
    actions[f"In {minutes} minutes, at {time_in(clock, minutes)}"].trigger()
    menu.close()
    QApplication.processEvents()


def test_a_check_in_that_is_due_is_said_put_off_said_again_and_done(window, later):
    heard = noticed(window)
    window.show_page("history")
    later(hours=24)
    assert is_gone(window, "reminder")
    window.showMinimized()
    later(hours=1)
    assert window.isMinimized()  # nothing that is not an alert comes forward
    window.showNormal()
    see(find(window, "reminder"), "A check-in is due since 1:40\u00a0PM.")
    assert heard == ["A check-in is due."]
    put_off(window, 30)
    says_when_again(window, 30)
    later(minutes=29)
    assert is_gone(window, "reminder")
    later(minutes=1)
    assert heard == ["A check-in is due."] * 2
    press(window, "reminder.open")
    assert window.page_name == "check_in"
    window.services.check_ins.save(window.person_id, CALM)
    window.show_page("today")
    QApplication.processEvents()
    assert is_gone(window, "reminder")


def test_an_emergency_is_said_in_the_quiet_hours_and_cannot_be_put_off(window, later):
    window.services.settings.change(quiet_from="00:00", quiet_until="23:59", reminders="off")
    emergency = Draft(mode=Mode.QUICK, breathing=Breathing.TROUBLE)
    saved = window.services.check_ins.save(window.person_id, emergency)
    assert saved.check_in.assessment.level is Level.EMERGENCY
    heard = noticed(window)
    window.showMinimized()
    later(hours=1)
    assert not window.isMinimized()  # there is no sound and no tray
    assert window.focusWidget() is None
    assert heard == ["It is time to check again."]
    see(
        find(window, "reminder"),
        "The level is EMERGENCY. Check again now. It was due by 2:40\u00a0PM.",
    )
    assert is_gone(window, "reminder.snooze")
    later(minutes=9)
    assert len(heard) == 1
    later(minutes=1)
    assert len(heard) == 2


def test_in_the_quiet_hours_the_banner_stands_and_nothing_is_heard(window, later):
    window.services.settings.change(quiet_from="13:00", quiet_until="15:00")
    heard = noticed(window)
    later(hours=25)
    assert not is_gone(window, "reminder")
    assert heard == []
    later(minutes=20)
    assert heard == ["A check-in is due."]


def test_a_form_does_not_move_until_nobody_has_touched_it_for_a_while(window, later):
    window.show_page("log_dose")
    later(hours=25)
    assert is_gone(window, "reminder")
    later(minutes=1)
    assert not is_gone(window, "reminder")


def test_what_came_due_while_the_computer_slept_shows_at_once(window, clock):
    clock.go_to(clock.now() + 40 * HOUR)
    look_again(window)
    see(find(window, "reminder"), "The check-in is late.")
    assert find(window, "reminder").property("banner") == "trouble"


def test_somebody_else_is_named_in_the_window_and_never_outside(window, later):
    services = window.services
    walter = Person(name="Walter Brandt", route=Route.ORAL, drug=Drug.BACLOFEN)
    other = services.people.add_person(walter, None)
    services.check_ins.save(window.person_id, CALM)
    heard = noticed(window)
    later(minutes=90)
    see(find(window, "reminder"), "For Walter Brandt: A check-in is due since 1:40\u00a0PM.")
    assert heard == ["A check-in is due."]
    press(window, "reminder.open")
    assert window.person_id == other


def test_what_the_hours_make_of_a_missed_dose_is_an_alert_that_can_be_answered(open_window, clock):
    clock.go_to(datetime(2026, 11, 22, 3, 10, tzinfo=UTC))  # ten minutes after the last dose
    window = open_window(person="practice-oral")
    services, watch = window.services, window.findChild(ReminderWatch)
    (near,) = services.doses.offers(window.person_id).due
    missed = services.doses.as_planned(near, services.happened.now(), None)
    services.doses.log(window.person_id, replace(missed, status=DoseStatus.MISSED, at=None))
    window.open_person(window.person_id)
    level_says(window, "WATCH")
    clock.go_to(clock.now() + 7 * HOUR)
    watch.look()
    level_says(window, "URGENT")
    alert_says(window, "I called")
    clock.go_to(clock.now() + 61 * MINUTE)
    watch.look()
    assert services.alerts.follow_up(window.person_id).go_to_er
    see_sheet = text_of(services.handoff.sheet(window.person_id))
    assert "Shown by the program, perhaps to nobody: call the prescriber now." in see_sheet
    clock.go_to(clock.now() + 90 * MINUTE)
    (morning,) = services.doses.offers(window.person_id).due
    given = services.doses.as_planned(morning, morning.due, None)
    services.doses.log(window.person_id, given)
    # The dose before was missed, and stays missed: the call is still to be made.
    alert = services.alerts.follow_up(window.person_id)
    assert (alert.level, alert.go_to_er) == (Level.URGENT, True)


def test_what_the_hours_make_of_a_missed_dose_is_an_alert_of_somebody_not_open_too(window, later):
    services, rosa = window.services, window.person_id
    now, doses = services.happened.now(), services.doses
    taken = DoseEvent(
        id=doses.new_id(), mg=Decimal(10), at=now, zone=now.zone, status=DoseStatus.TAKEN
    )
    doses.log(rosa, taken)
    later(hours=4)
    missed = replace(taken, id=doses.new_id(), mg=None, at=None, status=DoseStatus.MISSED)
    doses.log(rosa, replace(missed, scheduled_for=services.happened.now()))
    walter = Person(name="Walter Brandt", route=Route.ORAL, drug=Drug.BACLOFEN)
    window.open_person(services.people.add_person(walter, None))
    later(hours=1)
    assert services.alerts.follow_up(rosa) is None
    later(hours=20)  # more than a day since a dose that stayed down
    assert services.alerts.follow_up(rosa).level is Level.URGENT


def test_time_alone_calls_nobody_about_a_line_that_is_weeks_old(open_window, clock):
    clock.go_to(datetime(2026, 11, 22, 3, 10, tzinfo=UTC))
    window = open_window(person="practice-oral")
    services = window.services
    (near,) = services.doses.offers(window.person_id).due
    missed = services.doses.as_planned(near, services.happened.now(), None)
    services.doses.log(window.person_id, replace(missed, status=DoseStatus.MISSED, at=None))
    clock.go_to(clock.now() + timedelta(days=20))
    window.findChild(ReminderWatch).look()
    assert services.alerts.follow_up(window.person_id) is None


def test_the_low_reservoir_date_that_passed_is_an_alert_and_read_back(open_window, clock):
    window = open_window(person="practice-pump")
    services, person_id = window.services, window.person_id
    clock.go_to(clock.now() + timedelta(days=29))
    window.findChild(ReminderWatch).look()
    found = services.alerts.follow_up(person_id)
    assert "U10" in {rule.id for rule in found.assessment.rules}
    last = fact_words(services.shift_views.facts(person_id), services.shift_views.now())[0]
    assert any("low-reservoir date was" in line for line in last.lines)


def test_where_to_go_is_said_of_somebody_who_is_not_open_and_leads_to_them(window, later):
    services = window.services
    walter = Person(name="Walter Brandt", route=Route.ORAL, drug=Drug.BACLOFEN)
    other, open_now = services.people.add_person(walter, None), window.person_id
    services.check_ins.save(other, Draft(stiffness=3, temp_c=Decimal("38.3")))
    later(minutes=50)
    assert is_gone(window, "er")
    later(minutes=15)
    see(find(window, "er"), "Walter Brandt: Go to the ER now. No answer for 60 minutes.")
    press(window, "er.show")
    assert window.person_id == other
    window.open_person(open_now)
    see(find(window, "er"), "Walter Brandt: Go to the ER now.")
    alert = services.alerts.follow_up(other)
    services.alerts.record(other, alert.check_in_id, ActionKind.SPOKE, None)
    later(seconds=30)
    assert is_gone(window, "er")


def test_two_who_are_to_go_to_the_er_are_both_named(window, later):
    services = window.services
    walter = Person(name="Walter Brandt", route=Route.ORAL, drug=Drug.BACLOFEN)
    other = services.people.add_person(walter, None)
    for one in (other, window.person_id):
        services.check_ins.save(one, Draft(stiffness=3, temp_c=Decimal("38.3")))
    later(minutes=65)
    window.open_person(window.person_id)
    see(find(window, "er"), "Go to the ER now", "Walter Brandt: Go to the ER now.")
    assert visible_text(find(window, "er")).count("Go to the ER now") == 2


def test_what_was_put_off_stays_so_when_the_program_is_started_again(window, later, open_window):
    later(hours=25)
    put_off(window, 60)
    window.close()
    again = open_window()
    again.findChild(ReminderWatch).look()
    assert is_gone(again, "reminder")
    later(minutes=60)
    again.findChild(ReminderWatch).look()
    assert "A check-in is due" in visible_text(again)
