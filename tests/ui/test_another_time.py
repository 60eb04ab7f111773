# SPDX-License-Identifier: MIT
"""What may be relied on when a check-in is about another time than now, or somebody else saw it."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import Alertness
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.history.timeline import timeline_rows
from tests.journeys.words import find, is_gone, level_says, press, see, strike, type_into

pytestmark = pytest.mark.gui
NOW = datetime(2026, 11, 21, 23, tzinfo=UTC)  # Saturday 6 PM in New York


@pytest.fixture
def window(open_window, clock):
    clock.go_to(NOW)
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    QApplication.processEvents()
    return window


def page(window):
    return window.findChild(CheckInPage)


def then(window, days_ago, time):
    """Say that the check-in is about a time of an earlier day."""
    if is_gone(window, "about.then"):
        press(window, "when")
    press(window, "about.then")
    window.findChild(QComboBox, "about.time.day").setCurrentIndex(days_ago + 1)
    type_into(window, "about.time", time)
    QApplication.processEvents()


def test_it_is_kept_at_its_time_and_marked_as_written_down_later(window):
    then(window, 1, "3 pm")
    press(window, "alertness.drowsy")
    press(window, "save")
    record = window.services.book.record(window.person_id)
    found = next(c for c in record.check_ins if written_later(c))
    assert found.at == Moment.parse("2026-11-20T15:00:00-05:00")
    assert written_later(found) == Moment.parse("2026-11-21T18:00:00-05:00")
    assert found.alertness is Alertness.DROWSY
    assert found is not record.last_check_in


def test_history_says_that_it_was_written_down_later(window):
    then(window, 0, "5:55 pm")
    press(window, "alertness.awake")
    press(window, "save")
    rows = timeline_rows(window.services.book.record(window.person_id))
    assert rows[1].detail.startswith("Written down later.")
    window.show_page("history")
    see(window, "written down 5 minutes later, 6:00 PM")


def test_the_level_says_that_it_is_not_about_now(window):
    then(window, 1, "3 pm")
    press(window, "flag.hallucination")
    assert find(window, "level").level is Level.EMERGENCY
    level_says(window, "This is about Fri 20 Nov, 3:00 PM, not about now.", "Is it so now?")
    assert window.emergency_on_screen() is None


def test_it_is_judged_by_what_was_written_down_before_it(window):
    press(window, "alertness.awake")
    before = find(window, "level").accessibleName().partition(" of 6 needed")
    then(window, 5, "3 pm")
    level_says(window, "not about now")
    press(window, "about.now")
    assert "not about now" not in find(window, "level").accessibleName()
    assert find(window, "level").accessibleName().startswith("".join(before[:2]))
    assert page(window).form.draft().alertness is Alertness.AWAKE


def test_an_unfinished_time_is_never_saved_as_now(window):
    before = window.services.book.record(window.person_id).check_ins
    press(window, "when")
    press(window, "about.then")
    press(window, "alertness.awake")
    press(window, "save")
    see(window, "Not saved: Choose the day and the time first.")
    assert window.services.book.record(window.person_id).check_ins == before


def test_a_time_that_cannot_be_is_refused_in_words(window):
    then(window, 0, "")
    press(window, "alertness.awake")
    edit = window.findChild(QLineEdit, "about.time")
    for typed, said in (
        ("6:30 pm", "This time is still to come."),
        ("half six", "Type the time like 1:40 PM or 13:40."),
        ("25:00", "Type the time like 1:40 PM or 13:40."),
        ("6", "Type the time like 1:40 PM or 13:40."),
    ):
        edit.clear()
        type_into(window, "about.time", typed)
        press(window, "save")
        see(window, f"Not saved: {said}")
        assert edit.text() == typed


def test_an_hour_that_the_clock_left_out_is_refused_and_one_that_came_twice_is_asked(window, clock):
    clock.go_to(datetime(2026, 11, 1, 17, tzinfo=UTC))
    page(window).open_person(window.person_id)
    then(window, 0, "1:30 am")
    see(window, "That time came twice. Which one was it?")
    press(window, "about.time.second")
    assert page(window)._time.about == Moment.parse("2026-11-01T01:30:00-05:00")
    press(window, "about.time.first")
    assert page(window)._time.about == Moment.parse("2026-11-01T01:30:00-04:00")


def test_a_day_further_back_than_the_list_can_be_typed(window):
    then(window, 32, "3 pm")
    type_into(window, "about.time.date", "03/04/2026")
    see(window, "Type the day like 7 Mar 2026.")
    window.findChild(QLineEdit, "about.time.date").clear()
    type_into(window, "about.time.date", "7 mar 2026")
    assert page(window)._time.about == Moment.parse("2026-03-07T15:00:00-05:00")
    see(window, "Sat 7 Mar 2026, 3:00 PM: is that right?")


def test_nothing_is_measured_or_counted_again_for_another_time(window):
    then(window, 1, "3 pm")
    assert is_gone(window, "rr.count")
    type_into(window, "hr", "135")
    assert is_gone(window, "hr.second")


def test_who_saw_it_is_kept_beside_who_wrote_it_down(window):
    window.services.settings.change(recorder="Ana (daughter)")
    page(window).open_person(window.person_id)
    press(window, "when")
    press(window, "observer.other")
    type_into(window, "observer.name", "Night nurse")
    press(window, "alertness.awake")
    press(window, "save")
    found = window.services.book.record(window.person_id).last_check_in
    assert (found.recorder, found.observer) == ("Ana (daughter)", "Night nurse")
    entry = window.services.book.entries(window.person_id)[-1]
    assert (entry.author, entry.observer) == ("Ana (daughter)", "Night nurse")
    window.show_page("history")
    see(window, "recorded by Ana (daughter), seen by Night nurse")


def test_time_and_person_are_kept_with_the_draft(window):
    then(window, 1, "3 pm")
    press(window, "observer.0")
    press(window, "alertness.awake")
    about, seen = page(window)._time.about, page(window)._time.card.observer()
    page(window)._keeping.keep()
    page(window).open_person(window.person_id)
    assert page(window)._time.about == about
    assert page(window)._time.card.observer() == seen
    assert seen


def seizures(window):
    return page(window).form.draft().seizures


def retyped(window, name, text):
    find(window, name).clear()
    type_into(window, name, text)
    QApplication.processEvents()


def test_a_seizure_that_was_only_pressed_goes_to_the_earlier_time_minutes_later_too(window, clock):
    press(window, "flag.seizure")
    clock.go_to(NOW + timedelta(minutes=2, seconds=7))
    then(window, 1, "2100")  # On the way it reads as 2:10 in the morning.
    press(window, "save")
    record = window.services.book.record(window.person_id)
    (found,) = [c for c in record.check_ins if c.seizures and written_later(c)]
    assert found.seizures[0].start == found.at == Moment.parse("2026-11-20T21:00:00-05:00")


def test_a_time_that_is_taken_back_leaves_the_seizure_where_it_was_told(window, clock):
    press(window, "flag.seizure")
    (told,) = seizures(window)
    clock.go_to(NOW + timedelta(minutes=2))
    then(window, 1, "9 pm")
    press(window, "about.now")
    assert seizures(window) == (told,)


def test_a_seizure_that_was_pressed_for_an_earlier_time_goes_on_with_it(window):
    then(window, 1, "9 pm")
    press(window, "flag.seizure")
    retyped(window, "about.time", "10 pm")
    assert seizures(window)[0].start == Moment.parse("2026-11-20T22:00:00-05:00")


def typed_seizure(window, days_ago, time):
    press(window, "mode.full")
    press(window, "group.stiffness")
    press(window, "seizures.add")
    find(window, "seizures.0.start.day").setCurrentIndex(days_ago + 1)
    retyped(window, "seizures.0.start", time)


def test_a_start_that_was_typed_stays_even_where_the_time_is_typed_key_by_key(window):
    typed_seizure(window, 0, "5:05 pm")
    then(window, 0, "5:40 pm")  # On the way it reads as 5:40 in the morning.
    assert seizures(window)[0].start == Moment.parse("2026-11-21T17:05:00-05:00")
    retyped(window, "about.time", "5:05 pm")
    retyped(window, "about.time", "5:50 pm")
    assert seizures(window)[0].start == Moment.parse("2026-11-21T17:05:00-05:00")
    press(window, "group.stiffness")
    press(window, "seizures.add")  # what is added begins with its check-in, not now
    assert seizures(window)[1].start == Moment.parse("2026-11-21T17:50:00-05:00")


def test_a_seizure_after_its_own_check_in_is_said_and_not_saved(window):
    before = window.services.book.record(window.person_id).check_ins
    typed_seizure(window, 0, "5:05 pm")
    then(window, 1, "9 pm")
    press(window, "save")
    see(window, "Not saved: A seizure is written down for Sat 21 Nov 2026, 5:05\xa0PM.")
    assert window.services.book.record(window.person_id).check_ins == before
    press(window, "group.stiffness")
    find(window, "seizures.0.start.day").setCurrentIndex(2)
    retyped(window, "seizures.0.start", "4 pm")
    press(window, "save")
    assert len(window.services.book.record(window.person_id).check_ins) == len(before) + 1


def test_a_red_flag_in_a_form_that_stood_open_says_when_it_was_pressed(window, clock):
    clock.go_to(clock.now() + timedelta(minutes=40))
    press(window, "flag.seizure")
    (seizure,) = page(window).form.draft().seizures
    assert seizure.start.utc == clock.now()


def test_answers_typed_hours_ago_are_asked_about_and_saved_for_neither_time_before(window, clock):
    saved = len(window.services.book.record(window.person_id).check_ins)
    type_into(window, "hr", "82")
    window.show_page("today")
    clock.go_to(NOW + timedelta(minutes=31))
    window.show_page("check_in")
    assert is_gone(window, "old.then")
    clock.go_to(NOW + timedelta(minutes=62))
    page(window)._time._minute.timeout.emit()
    level_says(window, "These answers are from 6:00 PM.")
    press(window, "flag.hallucination")
    assert window.emergency_on_screen()
    press(window, "save")
    see(window, "Not saved: Say first if this is about 6:00 PM or about now.")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space):
        strike(QApplication.focusWidget(), key)
    assert (page(window)._time.about, is_gone(window, "old.now")) == (None, True)
    assert QApplication.focusWidget() is find(window, "when")
    clock.go_to(clock.now() + timedelta(hours=6))
    press(window, "save")  # a computer that slept has told no minute yet
    assert len(window.services.book.record(window.person_id).check_ins) == saved
    press(window, "old.then")
    press(window, "save")
    check_ins = window.services.book.record(window.person_id).check_ins
    assert next(c for c in check_ins if written_later(c)).at.utc == NOW + timedelta(minutes=62)


def test_a_draft_of_hours_ago_is_asked_about_after_a_restart_too(window, clock):
    press(window, "flag.seizure")
    page(window)._keeping.keep()
    clock.go_to(NOW + timedelta(hours=2))
    page(window).open_person(window.person_id)
    see(window, "These answers are from 6:00 PM.")
    press(window, "old.now")
    assert page(window)._time.about is None
    assert seizures(window)[0].start.utc == NOW
