# SPDX-License-Identifier: MIT
"""What may be relied on when a check-in is answered with one press: as usual."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from caregiver_app.domain.as_usual import Refusal, fields_stated
from caregiver_app.domain.check_in import Draft, Fall, Grade, Orientation
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.history.timeline import timeline_rows
from tests.journeys.words import find, is_gone, press, see, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def open_check_in(open_window, clock):
    """Return what opens the form a quarter of an hour after the last check-in, no dose due."""
    clock.go_to(datetime(2026, 11, 21, 23, tzinfo=UTC))

    def open_it(person="practice-oral"):
        window = open_window(person=person)
        window.show_page("check_in")
        QApplication.processEvents()
        return window

    return open_it


@pytest.fixture
def window(open_check_in):
    return open_check_in()


def draft(window):
    return window.findChild(CheckInPage).form.draft()


def last(window):
    return window.services.book.record(window.person_id).last_check_in


def said(window):
    return find(window, "as_usual.said").accessibleName()


def test_one_press_is_read_back_in_words_before_anything_is_saved(window):
    before = last(window)
    press(window, "as_usual")
    for words in ("No seizure, not passed out", "Awake, thinking normal", "stiffness 3", "no rash"):
        assert words in said(window)
    assert last(window) == before
    assert find(window, "level").level is Level.NO_FLAGS


def test_two_clicks_save_it_and_history_says_how_it_came_about(window):
    press(window, "as_usual")
    press(window, "save")
    assert "alertness" in fields_stated(last(window))
    assert "As usual." in timeline_rows(window.services.book.record(window.person_id))[1].detail
    window.show_page("history")
    see(window, "as usual in one press", "awake (as usual)")


def test_three_keys_save_it(window):
    QTest.keyClick(window, Qt.Key.Key_U)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert last(window).orientation is Orientation.NORMAL
    assert last(window).hr is None


def test_a_u_that_is_typed_into_the_note_states_nothing(window):
    type_into(window, "note", "unusual")
    assert fields_stated(draft(window)) == ()
    assert draft(window).note == "unusual"


def test_a_second_press_takes_back_only_what_was_stated(window):
    press(window, "itching.mild")
    press(window, "as_usual")
    press(window, "as_usual")
    assert is_gone(window, "as_usual.said")
    assert draft(window).itching == "mild"
    assert draft(window).alertness is None


def test_what_is_changed_afterwards_is_an_answer_of_its_own(window):
    press(window, "as_usual")
    press(window, "stiffness.5")
    assert "stiffness" not in said(window)
    press(window, "save")
    assert "stiffness" not in fields_stated(last(window))
    assert last(window).stiffness == 5


def test_a_red_flag_forbids_it_with_the_reason(window):
    press(window, "flag.hallucination")
    press(window, "as_usual")
    assert "A red flag is pressed" in said(window)
    assert fields_stated(draft(window)) == ()


def test_a_red_flag_pressed_afterwards_takes_everything_stated_back(window):
    press(window, "as_usual")
    press(window, "flag.passed_out")
    assert "A red flag is pressed" in said(window)
    assert (draft(window).orientation, draft(window).passed_out) == (None, True)
    assert find(window, "level").level is Level.EMERGENCY


def test_an_answer_of_an_emergency_takes_it_back_and_a_number_does_not(window):
    press(window, "as_usual")
    type_into(window, "rr", "2")
    assert find(window, "level").level is Level.EMERGENCY
    assert fields_stated(draft(window))
    press(window, "alertness.hard_to_wake")
    assert not fields_stated(draft(window))


def test_an_alert_that_is_still_open_forbids_it(open_check_in):
    window = open_check_in("practice-pump")
    press(window, "as_usual")
    assert "alert is still open" in said(window)
    assert draft(window).alertness is None


def test_a_press_for_a_time_before_an_alert_does_not_stand_while_the_alert_is_open(window, clock):
    window.services.check_ins.save(window.person_id, Draft(stiffness=6, itching=Grade.MILD))
    clock.go_to(clock.now() + timedelta(minutes=10))
    window.findChild(CheckInPage).open_person(window.person_id)
    press(window, "when")
    press(window, "about.then")
    find(window, "about.time.day").setCurrentIndex(1)
    type_into(window, "about.time", "5:55 pm")
    press(window, "as_usual")
    assert fields_stated(draft(window))
    press(window, "about.now")
    assert "alert is still open" in said(window)
    assert not fields_stated(draft(window))
    assert not find(window, "as_usual").isChecked()


def test_a_dose_that_was_missed_forbids_it_and_takes_it_back(window, clock):
    clock.go_to(clock.now() + timedelta(hours=7))
    page = window.findChild(CheckInPage)
    page.open_person(window.person_id)
    press(window, "as_usual")
    assert "nobody wrote it down" in said(window)
    press(window, "dose.0.taken")
    press(window, "as_usual")
    assert fields_stated(draft(window))
    press(window, "dose.0.missed")
    assert "missed or not kept" in said(window)
    assert not fields_stated(draft(window))


def test_what_was_stated_is_kept_with_the_draft_and_read_back_again(window):
    press(window, "as_usual")
    page = window.findChild(CheckInPage)
    page._keeping.keep()
    page.open_person(window.person_id)
    assert "No seizure" in said(window)
    assert window.findChild(QWidget, "as_usual").isChecked()


def test_an_alert_after_the_press_takes_it_back_in_a_draft_that_was_kept_too(window, clock):
    press(window, "as_usual")
    window.show_page("today")
    services, person = window.services, window.person_id
    event = services.happened.tapped(person, Happening.FALL, None)
    services.happened.tell(person, event.id, {"fall": Fall.HEAD}, None)
    clock.go_to(clock.now() + timedelta(minutes=1))
    window.findChild(CheckInPage).open_person(person)
    window.show_page("check_in")
    see(window, services.as_usual.content.refused[Refusal.OPEN_ALERT])
    assert fields_stated(draft(window)) == ()


def test_why_it_is_refused_is_read_at_once_and_the_word_of_the_level_too(open_window):
    window = open_window(person="practice-oral")  # two doses are not written down
    window.show_page("check_in")
    press(window, "as_usual")
    QApplication.processEvents()
    words = (*find(window, "as_usual.said").findChildren(QLabel), find(window, "level")._word)
    for label in (label for label in words if label.text() and label.isVisible()):
        assert label.visibleRegion().boundingRect() == label.rect(), label.text()


@pytest.mark.parametrize(("width", "scale"), [(1366, "1.25"), (1024, "1")])
def test_what_is_about_to_be_saved_is_read_to_its_end_however_far_the_form_is_scrolled(
    open_window, clock, width, scale
):
    clock.go_to(datetime(2026, 11, 21, 23, tzinfo=UTC))
    window = open_window(width, 768, person="practice-oral", text_scale=Decimal(scale))
    window.show_page("check_in")
    press(window, "as_usual")
    QApplication.processEvents()
    read = find(window, "as_usual.said")
    assert read.visibleRegion().boundingRect() == read.rect()
    type_into(window, "note", "slept well")
    QApplication.processEvents()
    assert read.visibleRegion().boundingRect() == read.rect()
