# SPDX-License-Identifier: MIT
"""After a visit to the pump clinic the new dates are written down, and old ones are over."""

import sys
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from tests.journeys.words import alert_says, find, is_gone, level_says, press, see, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window):
    window = open_window(person="practice-pump")
    press(window, "nav.plan")
    return window


def events(window):
    return window.services.book.record(window.person_id).pump_events


def write_time(window, day=1, time="9:00 AM"):
    find(window, "pump.when.day").setCurrentIndex(day)
    type_into(window, "pump.when", time)


def test_the_pump_shows_its_dates_its_setting_and_whom_to_ring(window):
    see(find(window, "pump.facts"), "Medtronic SynchroMed II", "mcg a day", "555-0120")
    strip = find(window, "pump.strip").accessibleName()
    assert "Low-reservoir date: " in strip
    assert "Today: 21 May 2026" in strip


def test_from_the_dates_that_nobody_wrote_down_a_button_leads_to_where_they_are_typed(open_window):
    eli = Person(name="Eli", dob=None, route=Route.ITB, drug=Drug.BACLOFEN)
    window = open_window(person=eli)
    press(window, "nav.plan")
    see(find(window, "pump.dates"), "Not written down: Last refill, Refill visit")
    press(window, "pump.fill_in")
    assert window.page_name == "profile"
    see(window, "Last refill")


def test_what_the_clinic_did_is_told_by_buttons_of_one_width(window):
    kinds = ("refill", "dose_change", "mri", "check")
    buttons = [find(window, f"pump.{kind}") for kind in kinds]
    assert len({button.width() for button in buttons}) == 1
    assert len({button.x() for button in buttons}) == 2
    assert len({button.y() for button in buttons}) == 2


def test_a_refill_is_kept_with_the_dates_that_the_clinic_gave(window):
    press(window, "pump.refill")
    write_time(window)
    type_into(window, "pump.low", "12 August 2026")
    press(window, "pump.save")
    newest = events(window)[-1]
    assert newest.kind is PumpEventKind.REFILL
    assert newest.low_reservoir_date == date(2026, 8, 12)
    assert (newest.empty_date, newest.refill_appointment) == (None, None)
    assert is_gone(window, "pump.form")
    see(window, "Low-reservoir date in 83 days", "Not written down: Refill visit, Estimated empty.")


def test_a_refill_without_its_dates_is_left_for_later_until_they_are_there(window):
    window.show_page("today")
    assert is_gone(window, "put_off")
    window.show_page("plan")
    press(window, "pump.refill")
    write_time(window)
    press(window, "pump.save")
    window.show_page("today")
    see(find(window, "put_off"), "Not written down yet: the pump's low-reservoir date.")
    assert is_gone(window, "put_off.profile")
    press(window, "put_off.pump")
    assert window.page_name == "plan"


def test_a_date_that_cannot_be_right_is_said_and_nothing_is_written(window):
    before = events(window)
    press(window, "pump.refill")
    press(window, "pump.save")
    see(window, "Type when it was.")
    write_time(window)
    type_into(window, "pump.low", "1 May 2026")
    press(window, "pump.save")
    see(window, "This day is not after the refill.")
    assert find(window, "pump.low").text() == "1 May 2026"
    assert events(window) == before


def test_a_new_dose_from_the_clinic_is_a_number_of_mcg(window):
    press(window, "pump.dose_change")
    write_time(window)
    type_into(window, "pump.dose", "about 300")
    press(window, "pump.save")
    see(window, "Type the number of mcg a day.")
    find(window, "pump.dose").clear()
    type_into(window, "pump.dose", "350,5")
    press(window, "pump.save")
    assert str(events(window)[-1].dose_mcg_per_day) == "350.5"
    see(find(window, "pump.facts"), "350.5 mcg a day")


def test_an_mri_told_at_a_check_in_stands_until_the_pump_is_checked(open_window):
    window = open_window(person="practice-pump")
    told = Draft(mode=Mode.FULL, recorder="Casey", mri_unchecked=True)
    early = Moment.parse("2026-05-20T08:00:00-04:00")
    window.services.check_ins.save(window.person_id, told, (), early)
    press(window, "nav.plan")
    see(find(window, "pump.facts"), "told Wed 20 May 2026, pump not checked after it")
    press(window, "pump.check")
    write_time(window)
    press(window, "pump.save")
    see(find(window, "pump.facts"), "none written down")


def test_an_mri_without_a_check_of_the_pump_says_so(window):
    before = events(window)
    for is_first in (True, False):
        press(window, "pump.mri")
        write_time(window)
        press(window, "pump.save")
        if is_first:
            see(window, "Written down for Sam Rivera")
            press(window, "undo")
            assert events(window) == before
            press(window, "nav.plan")
    level_says(window, "URGENT", "MRI")
    alert_says(window, "I called")
    press(window, "nav.plan")
    see(find(window, "pump.facts"), "pump not checked after it")
    press(window, "pump.check")
    write_time(window, time="9:30 AM")
    press(window, "pump.save")
    see(find(window, "pump.facts"), "pump checked after it")


def test_leaving_the_form_writes_nothing(window):
    before = events(window)
    press(window, "pump.refill")
    press(window, "pump.leave")
    assert is_gone(window, "pump.form")
    assert events(window) == before


def test_somebody_without_a_pump_sees_nothing_of_one(window):
    window.open_person(window.services.people.open_practice("practice-oral"))
    press(window, "nav.plan")
    assert is_gone(window, "pump.dates")
    assert is_gone(window, "pump.facts")


def test_what_is_half_typed_of_a_visit_stays_with_its_person_and_in_another_text_size(window):
    press(window, "pump.refill")
    write_time(window)
    type_into(window, "pump.low", "12 August 2026")
    first, rosa = window.person_id, Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(rosa, None))
    press(window, "nav.plan")
    assert is_gone(window, "pump.form")
    window.open_person(first)
    window.services.settings.change(text_scale=Decimal("1.5"))
    window._dress_again()
    window.show_page("plan")
    QApplication.processEvents()
    press(window, "pump.save")
    newest = events(window)[-1]
    assert newest.low_reservoir_date == date(2026, 8, 12)
    assert f"{newest.at.local:%H:%M}" == "09:00"


def test_sounds_are_examples_and_a_visit_is_asked_for_on_a_quiet_day(window, monkeypatch):
    see(window, "Examples made for practice. Your pump may sound different.")
    see(window, "The medicine may have stopped. Go to the ER now.")
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    before = window.services.book.record(window.person_id)
    press(window, "pump.sound.two_tone")
    see(window, "This computer cannot play sounds here.")
    assert window.services.book.record(window.person_id) == before
    see(find(window, "pump.sounds"), "Last written down: no sound", "Wed 20 May, 5:30")
    press(window, "pump.refill")
    write_time(window)
    type_into(window, "pump.low", "31 May 2026")
    press(window, "pump.save")
    see(window, "No refill visit is written down. Call the pump clinic.")
    see(window, "The low-reservoir date, Sun 31 May 2026, is on a weekend.")
    press(window, "pump.heard")
    assert window.page_name == "happened"


def test_a_pump_dose_a_hundred_times_too_low_is_asked_about_and_can_be_kept(window):
    before = events(window)
    press(window, "pump.dose_change")
    write_time(window)
    type_into(window, "pump.dose", "3.8")
    press(window, "pump.save")
    see(find(window, "pump.form"), "3.8\u00a0mcg a day is ten times off, or more. Is it right?")
    assert events(window) == before
    assert is_gone(window, "pump.save")
    press(window, "pump.again")
    assert find(window, "pump.dose").hasFocus()
    press(window, "pump.save")
    press(window, "pump.yes")
    assert str(events(window)[-1].dose_mcg_per_day) == "3.8"


def test_a_low_date_of_the_wrong_year_is_asked_about_and_kept_on_yes_alone(window):
    known = events(window)
    press(window, "pump.refill")
    write_time(window)
    type_into(window, "pump.low", "12 August 2027")
    press(window, "pump.save")
    see(
        find(window, "pump.form"), "12 August 2027 is 448 days after the refill. Is the year right?"
    )
    assert events(window) == known
    press(window, "pump.again")
    assert find(window, "pump.low").hasFocus()
    type_into(window, "pump.low", "12 August 2026")
    press(window, "pump.save")
    assert events(window)[-1].low_reservoir_date == date(2026, 8, 12)
