# SPDX-License-Identifier: MIT
"""Emergency, handoff and the first page in the real window."""

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from caregiver_app.domain.person import Drug, Route
from caregiver_app.ui.pages.emergency import EmergencyPage
from caregiver_app.ui.pages.handoff import HandoffPage
from caregiver_app.ui.pages.welcome import WelcomePage

pytestmark = pytest.mark.gui


PAGES = {"emergency": EmergencyPage, "handoff": HandoffPage}


def shown(window, name):
    window.show_page(name)
    QApplication.processEvents()
    return window.findChild(PAGES[name])


def words(page):
    return page.findChild(QWidget, "emergency.words").accessibleName()


def test_emergency_works_with_nobody_open(open_window):
    page = shown(open_window(), "emergency")
    assert page.findChild(QLabel, "emergency.call").text() == "Call 911 now"
    assert "ambulance" in words(page)
    assert not page.findChild(QAbstractButton, "print_sheet").isVisible()


def test_emergency_says_address_medicine_and_allergies_of_the_person(open_window):
    window = open_window()
    person_id = window.services.people.open_practice("practice-oral")
    window.open_person(person_id)
    person = window.services.book.record(person_id).person
    said = words(shown(window, "emergency"))
    assert person.address in said
    assert "stepping down from baclofen by mouth" in said
    assert person.allergies[0] in said


@pytest.mark.parametrize("name", ["emergency.call", "emergency.words", "stopwatch", "print_sheet"])
def test_emergency_stands_without_scrolling_at_the_largest_text(open_window, name):
    window = open_window(1024, 768, person="practice-pump", text_scale=Decimal(2))
    page = shown(window, "emergency")
    part = page.findChild(QWidget, name)
    assert part.isVisible()
    assert part.visibleRegion().boundingRect() == part.rect()


def test_the_handoff_page_shows_the_page_that_prints(open_window, tmp_path, qtbot):
    window = open_window(person="practice-oral")
    page = shown(window, "handoff")
    preview = page.findChild(QWidget, "handoff.preview")
    assert not preview.grab().isNull()
    assert not preview._picture.isNull()
    with qtbot.waitSignal(page._sheets.done):
        page._sheets.save_into(page._sheet, tmp_path)
    saved = list(tmp_path.glob("handoff-*.pdf"))
    assert [path.read_bytes() for path in saved] == [page._sheet.pdf]
    assert saved[0].name in page.findChild(QLabel, "handoff.told").text()


def test_a_folder_that_cannot_be_written_is_told_in_words(open_window, tmp_path, qtbot):
    window = open_window(person="practice-oral")
    page = shown(window, "handoff")
    taken = tmp_path / "file"
    taken.write_text("")
    with qtbot.waitSignal(page._sheets.failed):
        page._sheets.save_into(page._sheet, taken)
    assert "was not saved" in page.findChild(QLabel, "handoff.told").text()


def test_choosing_a4_is_remembered_and_shown(open_window):
    window = open_window(person="practice-oral")
    page = shown(window, "handoff")
    letter = page._sheet.pdf
    page.findChild(QAbstractButton, "paper.a4").click()
    assert window.services.settings.current().paper == "a4"
    assert page._sheet.pdf != letter


def type_into(page, **texts):
    for name, text in texts.items():
        QTest.keyClicks(page.findChild(QLineEdit, name.replace("__", ".")), text)


def test_a_person_is_started_with_what_was_typed_and_nothing_else(open_window):
    window = open_window()
    page = window.findChild(WelcomePage)
    type_into(page, name="Rosa Delgado", dob__day="14", dob__year="1957", recorder="Ana (daughter)")
    page.findChild(QComboBox, "dob.month").setCurrentIndex(3)
    for name in ("drug.baclofen", "route.oral", "no_phone", "allergies.none"):
        page.findChild(QAbstractButton, name).click()
    type_into(page, prescriber="Dr. Amara Okafor")
    page.findChild(QAbstractButton, "start").click()
    person = window.services.book.record(window.person_id).person
    assert (person.name, person.dob.isoformat()) == ("Rosa Delgado", "1957-03-14")
    assert (person.drug, person.route) == (Drug.BACLOFEN, Route.ORAL)
    assert person.allergies == ()
    assert person.contacts[0].phone is None
    assert person.address is None
    assert window.services.settings.current().recorder == "Ana (daughter)"
    assert window.page_name == "today"


def test_what_is_missing_is_said_and_nobody_is_written_down(open_window):
    window = open_window()
    page = window.findChild(WelcomePage)
    page.start()
    assert "their name" in page.findChild(QLabel, "welcome.needed").text()
    assert window.services.people.people() == ()


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", 2, "1957"), ("1", 1, "2030"), ("0", 1, "1957"), ("1", 1, "57")],
)
def test_a_date_that_cannot_be_right_is_not_taken(open_window, day, month, year):
    page = open_window().findChild(WelcomePage)
    type_into(page, dob__day=day, dob__year=year)
    page.findChild(QComboBox, "dob.month").setCurrentIndex(month)
    assert page.form.birth.value() is None


def test_a_practice_person_opens_with_one_press(open_window):
    window = open_window()
    window.findChild(WelcomePage).findChild(QAbstractButton, "practice.practice-oral").click()
    assert window.services.book.record(window.person_id).person.is_practice
    assert window.page_name == "today"
