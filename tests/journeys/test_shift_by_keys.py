# SPDX-License-Identifier: MIT
"""A family and an aide hand over by keys alone, in double text on the least screen."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.shift.shift_log import Fact
from tests.journeys.hands import Keyboard
from tests.journeys.words import find, is_gone, see

pytestmark = pytest.mark.gui


class Careful(Keyboard):
    """Presses nothing that is not whole in sight when the keyboard has come to it."""

    def press(self, name: str) -> None:
        super().press(name)
        now = QApplication.focusWidget()
        if now is not None and now.objectName() == name:
            assert now.visibleRegion().boundingRect() == now.rect(), f"{name} is not whole in sight"

    def ask(self) -> None:
        """Strike the key that asks who records."""
        self.window.activateWindow()  # no desktop does it here once a dialog is gone
        QApplication.processEvents()
        self.strike(Qt.Key.Key_F6)

    def type_at_once(self, text: str) -> None:
        """Type where the keyboard is."""
        for sign in text:
            QTest.keyClick(QApplication.focusWidget(), sign)
            self.inputs += 1
        QApplication.processEvents()


@pytest.fixture
def hands(open_window):
    size, large = (1024, 768), Decimal(2)
    return Careful(open_window(*size, "practice-oral", text_scale=large, recorder="Ana (daughter)"))


def records(hands):
    return hands.window.services.settings.current().recorder


def put_on_the_list(hands, name, relation, role, pin=""):
    hands.press("caregiver.add")
    hands.type("caregiver.name", name)
    hands.type("caregiver.relation", relation)
    hands.press(f"caregiver.role.{role}")
    for field in ("caregiver.pin", "caregiver.pin_again") if pin else ():
        hands.type(field, pin)
    hands.press("caregiver.save")
    see(hands.window, name, relation)


def start_a_shift(hands):
    for fact in Fact:
        hands.press(f"shift.read.{fact}")
    see(hands.window, "3 of 3 read back.")
    hands.press("shift.start")


def test_an_aide_is_listed_comes_on_with_three_facts_and_goes_off(hands):
    hands.go("people")
    put_on_the_list(hands, "Ana", "daughter", "family")  # over the name that is offered
    put_on_the_list(hands, "Luis Ortega", "Bluewater Care", "aide", "3456")
    hands.inputs = 0
    hands.ask()
    hands.type_at_once("3456")
    assert (records(hands), hands.inputs) == ("Luis Ortega (Bluewater Care)", 5)
    hands.press("caregiver.shift")
    start_a_shift(hands)
    (shift,) = hands.window.services.shifts.on_now(hands.window.person_id)
    assert shift.all_read
    hands.window.show_page("shift")
    hands.press("shift.end")
    assert hands.window.services.shifts.on_now(hands.window.person_id) == ()


def test_a_guest_comes_on_for_one_shift_without_being_set_up(hands):
    hands.ask()
    hands.type_at_once("Kim\r")
    assert is_gone(hands.window, "who_records")
    hands.go("people")
    hands.press("caregiver.shift")
    start_a_shift(hands)
    (shift,) = hands.window.services.shifts.on_now(hands.window.person_id)
    assert (shift.who, shift.all_read) == ("Kim", True)
    assert hands.window.services.caregivers.of(hands.window.person_id) == ()
    assert find(hands.window, "recorder").text() == "Kim"
