# SPDX-License-Identifier: MIT
"""A daughter adds her mother, does the first check-in and hands the clinic one page."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from caregiver_app.domain.person import ContactRole, Drug, Route
from tests.journeys.words import find, level_says, press, see, type_into, visible_text

pytestmark = pytest.mark.gui

FIRST_CHECK_IN = (
    "flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3",
    "doses_missed_in_row.0", "itching.none", "rash.false", "worried.true",
)  # fmt: skip


def fill_in_welcome(window) -> None:
    type_into(window, "name", "Rosa Delgado")
    type_into(window, "dob.day", "14")
    month = find(window, "dob.month")
    assert isinstance(month, QComboBox)
    QTest.keyClicks(month, "March")
    type_into(window, "dob.year", "1957")
    press(window, "drug.baclofen")
    press(window, "route.oral")
    type_into(window, "prescriber", "Dr. Amara Okafor")
    type_into(window, "prescriber_phone", "313-555-0142")
    type_into(window, "address", "1418 Maple Street")
    press(window, "allergies.some")
    type_into(window, "allergies", "penicillin (rash), latex")
    type_into(window, "recorder", "Ana (daughter)")


def test_allergies_that_are_there_are_typed_before_it_starts(open_window):
    window = open_window()
    fill_in_welcome(window)
    field = find(window, "allergies")
    field.clear()
    press(window, "allergies.none")
    press(window, "allergies.some")
    assert window.focusWidget() is field
    press(window, "start")
    see(window, "Still needed: the allergies")
    QTest.keyClicks(window.focusWidget(), "latex")
    press(window, "start")
    assert window.services.book.record(window.person_id).person.allergies == ("latex",)


def test_a_number_that_looks_short_is_remarked_on_and_taken_all_the_same(open_window):
    window = open_window()
    fill_in_welcome(window)
    phone = find(window, "prescriber_phone")
    for typed, remark in (
        ("31355501", "2 digits short?"),
        ("313 555 014", "1 digit short?"),
        ("555-0142", "No area code?"),
        ("313-555-01422", "1 digit too long?"),
    ):
        phone.setFocus()
        phone.clear()
        QTest.keyClicks(phone, typed)
        is_first = typed == "31355501"
        assert not is_first or remark not in visible_text(window)  # half a number is not short
        QTest.keyClick(phone, Qt.Key.Key_Tab)
        see(window, remark)
        assert phone.accessibleDescription() == remark
    phone.clear()
    QTest.keyClicks(phone, "31355501")
    press(window, "start")
    contacts = window.services.book.record(window.person_id).person.contacts
    assert contacts[0].phone == "31355501"


def test_in_another_country_nobody_says_how_long_a_number_is(open_window):
    window = open_window(country="GB")
    fill_in_welcome(window)
    phone = find(window, "prescriber_phone")
    for typed in ("555-0142", "030 123 45"):
        phone.setFocus()
        phone.clear()
        QTest.keyClicks(phone, typed)
        QTest.keyClick(phone, Qt.Key.Key_Tab)
        assert phone.accessibleDescription() == ""


@pytest.fixture
def window(open_window):
    window = open_window()
    fill_in_welcome(window)
    press(window, "start")
    return window


def test_what_was_typed_on_the_first_page_is_what_is_kept(window):
    person = window.services.book.record(window.person_id).person
    assert person.name == "Rosa Delgado"
    assert person.dob.isoformat() == "1957-03-14"
    assert (person.drug, person.route) == (Drug.BACLOFEN, Route.ORAL)
    assert person.allergies == ("penicillin (rash)", "latex")
    (prescriber,) = person.contacts_of(ContactRole.PRESCRIBER)
    assert (prescriber.name, prescriber.phone) == ("Dr. Amara Okafor", "313-555-0142")
    assert person.usual.hr is None


def test_a_new_person_sees_what_to_do_next_and_nothing_made_up(window):
    see(window, "Rosa Delgado", "No check-in yet", "Do a first check-in")
    level_says(window, "INCOMPLETE", "313-555-0142")


def test_the_first_check_in_is_judged_saved_and_printed(window):
    press(window, "nav.check_in")
    for answer in FIRST_CHECK_IN:
        press(window, answer)
    type_into(window, "temp_c", "100,6")
    level_says(window, "URGENT", "38.1 °C", "Dr. Amara Okafor", "313-555-0142")
    press(window, "save")
    check_in = window.services.book.record(window.person_id).last_check_in
    assert str(check_in.temp_c) == "38.1"
    assert check_in.raw["temp_c"] == "100,6"
    assert check_in.recorder == "Ana (daughter)"
    sheet = window.services.handoff.sheet(window.person_id)
    text = " ".join(PdfReader(io.BytesIO(sheet.pdf)).pages[0].extract_text().split())
    for word in ("Rosa Delgado", "100.6 °F (38.1 °C)", "3/10", "penicillin (rash), latex"):
        assert word in text
    assert "not recorded" in text


def test_a_number_that_cannot_be_right_stays_in_its_field_and_is_not_saved(window):
    press(window, "nav.check_in")
    type_into(window, "temp_c", "38.4")
    see(window, "Did you mean 38.4 °C?")
    press(window, "save")
    assert window.services.book.record(window.person_id).check_ins == ()
    assert find(window, "temp_c").text() == "38.4"


def test_fahrenheit_typed_as_celsius_is_named_and_kept_out_of_the_answers(window):
    press(window, "nav.check_in")
    press(window, "temp_c.unit")
    type_into(window, "temp_c", "101")
    see(window, "Did you mean 101 °F?")
    assert find(window, "temp_c").text() == "101"
    press(window, "save")
    assert window.services.book.record(window.person_id).check_ins == ()


def test_answers_are_still_there_after_the_program_was_closed(window, open_window, qtbot):
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    qtbot.waitUntil(lambda: window.services.check_ins.kept_draft(window.person_id) is not None)
    window.close()
    again = open_window()
    press(again, "nav.check_in")
    assert find(again, "alertness.drowsy").isChecked()
    see(again, "was kept")


def test_the_saved_file_has_no_name_in_its_name(window, tmp_path):
    handoff = window.services.handoff
    path = handoff.save(handoff.sheet(window.person_id), tmp_path)
    assert path.name == "handoff-2026-05-21-1340.pdf"
    assert path.read_bytes().startswith(b"%PDF")


def test_f1_shows_what_to_say_and_esc_comes_back(window):
    QTest.keyClick(window, Qt.Key.Key_F1)
    see(window, "Call 911 now", "This computer cannot call")
    said = find(window, "emergency.words").accessibleName()
    assert "1418 Maple Street" in said
    assert "penicillin (rash)" in said
    QTest.keyClick(window, Qt.Key.Key_Escape)
    see(window, "Today")


def test_a_date_of_birth_that_is_no_day_is_said_at_its_field(open_window):
    window = open_window()
    type_into(window, "dob.day", "31")
    month = find(window, "dob.month")
    month.setCurrentIndex(2)
    month.activated.emit(2)
    see(window, "There is no 31 February.")
    press(window, "start")
    see(window, "a date of birth that can be right")
    find(window, "dob.day").clear()
    type_into(window, "dob.day", "29")
    type_into(window, "dob.year", "57")
    find(window, "name").setFocus()
    QApplication.processEvents()
    see(window, "Type the year with four digits.")
    find(window, "dob.year").clear()
    type_into(window, "dob.year", "1957")
    see(window, "There is no 29 February 1957.")
    find(window, "dob.day").clear()
    type_into(window, "dob.day", "28")
    assert "There is no" not in visible_text(window)
