# SPDX-License-Identifier: MIT
"""How many clicks and keys a check-in takes, counted by a script that makes every one of them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.as_usual import fields_stated
from caregiver_app.domain.check_in import Grade
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.people.caregivers import CaregiverRole
from tests.journeys.words import find

pytestmark = pytest.mark.gui
EVENING = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)  # 11:30 PM; a dose was due at 10 PM
QUIET = datetime(2026, 11, 21, 23, tzinfo=UTC)  # 6 PM; no dose is due since the last check
NOTE = "Slept well, ate soup"


class Hands:
    """Clicks and types in one window, and counts."""

    def __init__(self, window):
        self.window = window
        self.inputs = 0

    def click(self, name):
        part = find(self.window, name)
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        self.inputs += 1

    def type(self, text):
        """Type where the keyboard is, wherever the program has put it."""
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
            self.inputs += 1

    def save(self):
        """Hold Ctrl and press Enter: two keys."""
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
        QApplication.processEvents()
        self.inputs += 2

    def count(self, work):
        """Return how many inputs some work takes."""
        before = self.inputs
        work()
        return self.inputs - before

    @property
    def saved(self):
        return self.window.services.book.record(self.window.person_id)


@pytest.fixture
def hands(open_window, clock):
    def at(time):
        clock.go_to(time)
        window = open_window(person="practice-oral")
        window.show_page("check_in")
        find(window, "mode.quick").setFocus()
        QApplication.processEvents()
        return Hands(window)

    return at


def vitals_of(check_in):
    names = ("temp_c", "hr", "sbp", "dbp", "rr", "spo2")
    return [getattr(check_in, name) for name in names]


def test_as_usual_without_numbers_takes_two_clicks(hands):
    user = hands(QUIET)
    user.click("as_usual")
    user.click("save")
    assert user.inputs == 2
    assert fields_stated(user.saved.last_check_in)
    assert vitals_of(user.saved.last_check_in) == [None] * 6


def test_as_usual_without_numbers_takes_three_keys(hands):
    user = hands(QUIET)
    user.type("u")
    user.save()
    assert user.inputs == 3
    assert fields_stated(user.saved.last_check_in)


def test_a_dose_six_numbers_and_the_rest_as_usual_take_18_inputs(hands):
    user = hands(EVENING)
    user.click("dose.0.taken")
    user.type("u")
    user.type("986" + "82" + "128" + "76" + "16" + "97")
    user.save()
    assert user.inputs == 18
    found = user.saved.last_check_in
    assert vitals_of(found) == [Decimal("37.0"), 82, 128, 76, 16, 97]
    assert user.saved.doses[-1].status is DoseStatus.TAKEN
    assert found.assessment.missing == ()


def test_two_signs_and_a_note_of_20_letters_more_take_41_inputs(hands):
    user = hands(EVENING)
    user.click("dose.0.taken")
    user.type("u")
    user.type("986" + "82" + "128" + "76" + "16" + "97")
    user.click("stiffness.4")
    user.click("itching.mild")
    user.click("note")
    user.type(NOTE)
    user.save()
    assert user.inputs == 41
    found = user.saved.last_check_in
    assert (found.stiffness, found.itching, found.note) == (4, Grade.MILD, NOTE)
    assert not {"stiffness", "itching"} & set(fields_stated(found))


def test_a_dose_alone_takes_one_press_on_today(hands):
    user = hands(EVENING)
    user.window.show_page("today")
    before = len(user.saved.doses)
    user.click("doses.given.baclofen")
    assert user.inputs == 1
    assert len(user.saved.doses) == before + 1


def test_who_records_is_changed_with_two_clicks_or_a_name_with_five_inputs(hands):
    user = hands(QUIET)

    def to_somebody_known():
        user.click("recorder")
        user.click("recorder.known.0")

    def to_somebody_new():
        user.click("recorder")
        user.type("Ana\r")

    for change, name in ((to_somebody_known, "Jordan (daughter)"), (to_somebody_new, "Ana")):
        assert user.count(change) <= 5
        assert user.window.services.settings.current().recorder == name


def test_a_pin_alone_changes_who_records_with_one_press_and_four_digits(hands):
    user = hands(QUIET)
    care, person = user.window.services.caregivers, user.window.person_id
    care.add(person, "Ana", "daughter", CaregiverRole.FAMILY, "2580")
    care.add(person, "Marta", "sister", CaregiverRole.FAMILY)

    def by_pin():
        user.click("recorder")
        user.type("2580")

    def by_press():
        user.click("recorder")
        user.click("recorder.caregiver.1")

    assert user.count(by_pin) == 5
    assert user.window.services.settings.current().recorder == "Ana (daughter)"
    assert user.count(by_press) == 2
    assert user.window.services.settings.current().recorder == "Marta (sister)"


def test_the_sheet_is_at_the_printer_after_two_clicks_in_an_emergency_too(hands, monkeypatch):
    monkeypatch.setattr("caregiver_app.ui.pages.emergency.has_printer", lambda: True)
    user = hands(QUIET)
    user.window.show_page("today")
    for first in ("nav.handoff", "emergency"):
        before = user.inputs
        user.click(first)
        user.click("print_sheet")
        assert user.inputs == before + 2
        (asked,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog)]
        asked.reject()
        QCoreApplication.sendPostedEvents(asked, QEvent.Type.DeferredDelete.value)
