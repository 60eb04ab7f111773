# SPDX-License-Identifier: MIT
"""The tasks that everybody must be able to do, whatever they do them with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from caregiver_app.domain.as_usual import fields_stated
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.levels import Level
from tests.journeys.hands import Hands, Keyboard
from tests.journeys.words import find, see, visible_text

_CALM = ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3")


def record(hands: Hands):
    """Return the record of the person who is open, as it is stored."""
    return hands.window.services.book.record(hands.window.person_id)


def press_all(hands: Hands, *names: str) -> None:
    """Press one after the other."""
    for name in names:
        hands.press(name)


def check_in_quick(hands: Hands) -> None:
    before = len(record(hands).check_ins)
    hands.go("check_in")
    press_all(hands, *_CALM, "save")
    assert len(record(hands).check_ins) == before + 1
    assert record(hands).last_check_in.stiffness == 3


def undo(hands: Hands) -> None:
    before = len(record(hands).check_ins)
    hands.press("undo")
    assert len(record(hands).check_ins) == before - 1


def check_in_full(hands: Hands) -> None:
    hands.go("check_in")
    press_all(hands, "mode.full", "flag.none", "alertness.awake")
    hands.type("hr", "84")
    hands.press("save")
    assert (record(hands).last_check_in.mode, record(hands).last_check_in.hr) == (Mode.FULL, 84)


def as_usual(hands: Hands) -> None:
    hands.go("check_in")
    press_all(hands, "mode.quick", "as_usual", "save")
    assert fields_stated(record(hands).last_check_in)


def a_red_flag_and_back(hands: Hands) -> None:
    hands.go("check_in")
    hands.press("flag.hallucination")
    assert find(hands.window, "level").level is Level.EMERGENCY
    hands.press("flag.hallucination")
    assert find(hands.window, "level").level is not Level.EMERGENCY


def emergency_and_back(hands: Hands) -> None:
    hands.press("emergency")
    see(hands.window, "911")
    hands.press("back")
    assert hands.window.page_name != "emergency"


def log_a_dose(hands: Hands) -> None:
    before = len(record(hands).doses)
    hands.go("today")
    press_all(hands, "today.log_dose", "dose.slot.2", "dose.status.now", "dose.save")
    assert len(record(hands).doses) == before + 1


def something_happened(hands: Hands) -> None:
    before = len(record(hands).check_ins)
    hands.go("today")
    press_all(hands, "today.happened", "happened.fall")
    assert len(record(hands).check_ins) == before + 1
    hands.press("happened.back")


def find_and_correct(hands: Hands) -> None:
    hands.go("history")
    rows = find(hands.window, "history.list").model
    before = rows().rowCount()
    hands.type("history.search", "Ana")
    _wait_until(lambda: 0 < rows().rowCount() < before)
    hands.press("history.correct")
    hands.choose("correction.which", "Stiffness")
    press_all(hands, "stiffness.4", "correction.why.0", "correction.save")
    assert record(hands).last_check_in.stiffness == 4


def read_a_point(hands: Hands) -> None:
    hands.go("trends")
    hands.press("chart.hr")
    if isinstance(hands, Keyboard):
        hands.strike(Qt.Key.Key_Left)
    assert find(hands.window, "trends.said").text().startswith("Pulse ")


def type_a_plan(hands: Hands) -> None:
    before = len(record(hands).plans)
    hands.go("plan")
    hands.press("plan.new")
    hands.type("plan.written_on", "20 Nov 2026")
    hands.press("plan.received.paper")
    hands.press("plan.save")
    assert len(record(hands).plans) == before + 1


def change_a_number(hands: Hands) -> None:
    hands.go("people")
    hands.press("person.profile")
    hands.press("profile.contacts.0.phone")
    find(hands.window, "profile.contacts.0.phone").selectAll()
    hands.type("profile.contacts.0.phone", "313-555-0199")
    hands.press("profile.save")
    assert record(hands).person.contacts[0].phone == "313-555-0199"


def print_a_sheet(hands: Hands) -> None:
    hands.go("handoff")
    press_all(hands, "sheet.clinic", "print_sheet")
    _leave(hands, QPrintDialog)


def take_files_out(hands: Hands) -> None:
    hands.go("handoff")
    press_all(hands, "handoff.files", "files.save.tables")
    see(hands.window, "no lock")
    _leave(hands, QFileDialog)
    hands.press("files.back")


def back_up_now(hands: Hands) -> None:
    hands.go("settings")
    press_all(hands, "settings.bring_back", "backups.now")
    _wait_until(lambda: "Made, opened and checked" in visible_text(hands.window))
    see(hands.window, "Made, opened and checked")
    hands.press("backups.back")


def add_a_person(hands: Hands) -> None:
    before = len(hands.window.services.people.people())
    hands.go("people")
    hands.press("people.add")
    hands.type("name", "Rosa Delgado")
    hands.type("dob.day", "14")
    hands.choose("dob.month", "March")
    hands.type("dob.year", "1957")
    hands.type("prescriber", "Dr. Amara Okafor")
    press_all(hands, "drug.baclofen", "route.oral", "no_phone", "start")
    assert len(hands.window.services.people.people()) == before + 1


def try_with_a_practice_person(hands: Hands) -> None:
    hands.go("people")
    hands.press("practice.practice-child")
    see(hands.window, "PRACTICE")


def _leave(hands: Hands, kind: type[QDialog]) -> None:
    """Close the computer's own dialog, which is not ours to try."""
    (asked,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    asked.reject()
    hands.window.activateWindow()  # there is no desktop here to do it
    QApplication.processEvents()


def _wait_until(done: Callable[[], bool]) -> None:
    for _turn in range(5_000):
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("it never came")


TASKS: tuple[Callable[[Hands], None], ...] = (
    *(check_in_quick, undo, check_in_full, as_usual, a_red_flag_and_back, emergency_and_back),
    *(log_a_dose, find_and_correct, something_happened, read_a_point, type_a_plan),
    *(change_a_number, print_a_sheet, take_files_out, back_up_now, add_a_person),
    try_with_a_practice_person,
)
