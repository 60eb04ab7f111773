# SPDX-License-Identifier: MIT
"""A new aide does every step of the practice, in five minutes by the keystroke-level model."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QRegularExpression
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.person.practice import KEYS
from caregiver_app.ui.files.sheet_actions import SheetActions
from tests.journeys.keystrokes import TimedMouse
from tests.journeys.words import find, is_gone, level_says, press, see, visible_text

pytestmark = pytest.mark.gui
FIRST = ("practice-oral", "practice-both")  # the others in the long run

MOST_S = 300
EVENING = datetime(2026, 11, 22, 2, 50, tzinfo=UTC)  # 9:50 PM; the dose of 10 PM comes next
NEEDED = ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3")
SLOTS = QRegularExpression(r"^dose\.slot\.\d+$")


def go(hand):
    """Read the next step on Today and go to where it is done."""
    press(hand.window, "nav.today")
    QApplication.processEvents()
    hand.read(find(hand.window, "practice.words").text())
    hand.press("practice.go")


def check_in(hand):
    """Press As usual, answer what it leaves open, and save; it may say no."""
    hand.press("as_usual")
    hand.read(find(hand.window, "as_usual.said").accessibleName())
    for name in NEEDED:
        if not find(hand.window, name).isChecked():
            hand.press(name)
    hand.press("save")


def write_down(hand):
    """Log the next dose, or the sound of the pump of somebody who takes none."""
    if hand.window.page_name == "happened":
        hand.press("happened.pump_sound")
        return
    if not find(hand.window, "dose.drug.baclofen").isChecked():  # there are two to choose from
        hand.press("dose.drug.baclofen")
    dose = [w.objectName() for w in hand.window.findChildren(QWidget, SLOTS) if w.isVisible()][-1]
    for name in (dose, "dose.status.now"):
        hand.press(name)
    # A dose that is hours ahead is asked about.
    hand.press("dose.save" if is_gone(hand.window, "dose.yes") else "dose.yes")


def read_a_text(hand):
    """Choose a text of Learn and read what to do."""
    find(hand.window, "learn.list").setCurrentRow(6)
    QApplication.processEvents()
    learn = hand.window._pages.page("learn")
    hand.read(learn._services.reference.text("never_stop_suddenly").call)


def test_the_next_step_is_told_once_beside_all_of_them(open_window):
    window = open_window(person="practice-oral")
    step = "Do a check-in: press As usual."
    for told in ("Go there All steps", "Only the next step", "Go there All steps"):
        see(window, told)
        assert visible_text(window).count(step) == 1
        press(window, "practice.all")


@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=() if who in FIRST else pytest.mark.long) for who in KEYS]
)
def test_the_first_steps_can_be_done_as_they_are_written_with_anybody(open_window, clock, who):
    clock.go_to(EVENING)
    window = open_window(person=who)
    hand = TimedMouse(window)
    for step in (check_in, write_down):
        go(hand)
        step(hand)
    press(window, "nav.today")
    see(window, "2 of 6 done. In Check-in, press a red sign.")


def look_at_an_emergency(hand, window):
    hand.press("flag.hallucination")
    level_says(window, "EMERGENCY")
    hand.read(find(window, "level").accessibleName())
    hand.press("flag.hallucination")


def save_the_sheet(window, folder, qtbot):
    page = window._pages.page("handoff")
    sheets = page.findChild(SheetActions)
    with qtbot.waitSignal(sheets.done):
        sheets.save_into(page._sheet, folder)


def test_a_new_aide_does_all_six_steps_in_five_minutes(open_window, clock, tmp_path, qtbot):
    clock.go_to(EVENING)
    window = open_window()
    hand = TimedMouse(window)
    hand.press("practice.practice-pump")
    hand.read(find(window, "level").accessibleName())
    for step in (check_in, write_down):
        go(hand)
        step(hand)
    go(hand)
    look_at_an_emergency(hand, window)
    go(hand)
    read_a_text(hand)
    go(hand)
    save_the_sheet(window, tmp_path, qtbot)
    hand.seconds += 20  # the dialog of the computer for printer or folder
    go(hand)
    hand.read(find(window, "emergency.words").accessibleName())
    hand.press("back")
    see(window, "Practice done.")
    assert 120 < hand.seconds <= MOST_S
    hand.press("practice.again")
    see(window, "0 of 6 done")


def test_practice_is_offered_for_nobody_real(open_window):
    window = open_window()
    real = Person(name="Rosa Delgado", drug=Drug.BACLOFEN, route=Route.ORAL)
    window.open_person(window.services.people.add_person(real, "Ana"))
    assert is_gone(window, "practice_card")
    see(find(window, "put_off"), "Not written down yet: the prescriber's phone number, the plan,")
    press(window, "put_off.profile")
    assert window.page_name == "profile"
