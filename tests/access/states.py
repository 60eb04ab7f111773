# SPDX-License-Identifier: MIT
"""Every page and the states of it that matter, each with the way a person gets there."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.ui.pages import builder
from tests.journeys.words import find, is_gone, press, see, type_into

PAGES = tuple(builder._BUILDERS)
_LONG_MS = 120_000
NOBODYS = ("people", "emergency")
NEW = Person(id="new", name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
"""Somebody of whom nothing is written down yet: what is empty says so."""
Way = Callable[[QWidget], None]


def _page(name: str) -> Way:
    return lambda window: window.show_page(name)


def _answers(*names: str) -> Way:
    def give(window: QWidget) -> None:
        window.show_page("check_in")
        for name in names:
            press(window, name)

    return give


def _wrong_numbers(window: QWidget) -> None:
    """Type what no thermometer and no cuff can show, and leave the fields."""
    window.show_page("check_in")
    for name, typed in (("temp_c", "300"), ("hr", "abc"), ("spo2", "101")):
        type_into(window, name, typed)
    type_into(window, "rr", "")


def _full(window: QWidget) -> None:
    window.show_page("check_in")
    press(window, "mode.full")


def _nothing_found(window: QWidget) -> None:
    window.show_page("history")
    type_into(window, "history.search", "zebra")
    _until(window, "history.show_all")


def _trouble(window: QWidget) -> None:
    window.show_page("today")
    window.show_trouble("The disk is full. Nothing more can be saved here.")


def _correction(window: QWidget) -> None:
    window.show_page("history")
    press(window, "history.show_all")  # of the words that nothing was found for
    _until(window, "history.list")
    _settle(20)
    rows = find(window, "history.list")
    if rows.width() > window.width() * 0.8:  # alone in a narrow window
        QTest.keyClick(rows, Qt.Key.Key_Return)
    _until(window, "history.correct")
    press(window, "history.correct")


def _alert(window: QWidget) -> None:
    window.show_page("check_in")
    press(window, "mode.quick")
    press(window, "stiffness.9")
    press(window, "save")
    window.show_page("today")
    assert find(window, "level").level is Level.EMERGENCY


def _nothing_to_learn(window: QWidget) -> None:
    window.show_page("learn")
    type_into(window, "learn.search", "zebra")
    _until(window, "learn.show_all")


def _on_shift(window: QWidget) -> None:
    _opens("shift", "shift.skip")(window)
    window.show_page("shift")
    assert not is_gone(window, "shift.end")


def _seizure(window: QWidget) -> None:
    window.show_page("happened")
    press(window, "happened.seizure")
    see(window, "Seizure")


def _not_complete(window: QWidget) -> None:
    window.show_page("people")
    press(window, "start")
    see(window, "Still needed")


def _opens(page: str, *names: str) -> Way:
    def go(window: QWidget) -> None:
        window.show_page(page)
        for name in names:
            press(window, name)

    return go


# What stands empty until something is written down.
_OF_NOBODY_YET = (
    *("today", "check_in", "history", "trends", "plan", "handoff", "shift", "profile"),
    *("people", "log_dose"),
)
_OF_A_PUMP = ("today", "check_in", "plan", "happened", "emergency", "profile")
_OF_A_CHILD = ("today", "check_in", "log_dose", "profile")
# Where tablets and a pump together say more than each of them alone.
_OF_BOTH = (*_OF_A_PUMP, "log_dose", "history", "trends", "handoff", "shift")
_CALM = ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal")
STATES: dict[str, tuple[tuple[str, Way], ...]] = {
    "practice-oral": (
        *((name, _page(name)) for name in PAGES),
        ("check-in, an emergency", _answers("flag.hallucination")),
        ("check-in, an emergency taken back", _answers("flag.hallucination")),
        ("check-in, no warning sign", _answers(*_CALM, "stiffness.3")),
        ("check-in, urgent", _answers("stiffness.7")),
        ("check-in, every answer", _full),
        ("history, nothing found", _nothing_found),
        ("history, a correction", _correction),
        ("today, an alert that nobody answered", _alert),
        ("check-in, numbers that cannot be", _wrong_numbers),
        ("today, trouble", _trouble),
        ("plan, being typed", _opens("plan", "plan.new", "plan.save")),
        ("people, somebody new", _opens("people", "people.add")),
        ("people, a caregiver", _opens("people", "people.not_now", "caregiver.add")),
        ("learn, nothing found", _nothing_to_learn),
        ("shift, somebody is on", _on_shift),
        ("happened, a seizure runs", _seizure),
        ("emergency, a seizure runs", _page("emergency")),
    ),
    "practice-pump": tuple((name, _page(name)) for name in _OF_A_PUMP),
    "practice-both": tuple((name, _page(name)) for name in _OF_BOTH),
    "practice-child": tuple((name, _page(name)) for name in _OF_A_CHILD),
    "new": tuple((name, _page(name)) for name in _OF_NOBODY_YET),
    "": (*((name, _page(name)) for name in NOBODYS), ("people, not complete", _not_complete)),
}


def visit(
    open_window, who: str, theme: str = "light", scale: int = 1, size=(1366, 768)
) -> Iterator:
    """Open one window and yield the name of each state with it."""
    chosen = {"theme": theme, "text_scale": Decimal(scale), "recorder": "Ana (daughter)"}
    window = open_window(*size, person=NEW if who == "new" else who or None, **chosen)
    for name, way in STATES[who]:
        way(window)
        _settle(4)
        yield name, window


def _until(window: QWidget, name: str) -> None:
    """Let events go on until a part is to be seen, however slow the computer is."""
    patience = QDeadlineTimer(_LONG_MS)
    while is_gone(window, name) and not patience.hasExpired():
        QApplication.processEvents()


def _settle(turns: int) -> None:
    for _turn in range(turns):
        QApplication.processEvents()
