# SPDX-License-Identifier: MIT
"""What was done about an alert: one tap each, kept, shown in words, and never in the way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Draft,
    Hallucination,
    Orientation,
)
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.ui.look.theme import apply_theme, load_theme
from caregiver_app.ui.widgets.level.alert_actions import AlertActions
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.wiring import build_services
from tests.ui.test_access import cut_button, cut_label
from tests.ui.test_theme import contrasts

FEVER = Draft(alertness=Alertness.AWAKE, stiffness=3, temp_c=Decimal("38.3"))
CANNOT_WAKE = Draft(alertness=Alertness.CANNOT_WAKE)
KEPT = Moment.parse("2026-05-21T12:00:00-04:00")
LACKS = Draft(alertness=Alertness.AWAKE, stiffness=3, last_kept_dose_at=KEPT)
WATCH = replace(LACKS, stiffness=5)
QUIET = replace(
    LACKS,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    seizures=(),
    doses_missed_in_row=0,
)
ROW = ["I called", "They answered", "No answer", "We went to the ER", "Checked again"]


class Shown:
    """A level panel on a real record, with the row in it, in a window of its own."""

    def __init__(
        self, services, who="practice-oral", draft=FEVER, scale=1.0, theme="light", eased=False
    ):
        self.services = services
        services.settings.change(recorder="Ana")
        self.person = services.people.open_practice(who)
        self.saved = services.check_ins.save(self.person, draft)
        look = load_theme(theme, scale)
        apply_theme(QApplication.instance(), look)
        self.window = QWidget()
        self.panel = LevelPanel(look, services.rule_set, may_be_strip=False)
        self.row = AlertActions(services, look, keeps_eased=eased)
        self.panel.hold(self.row)
        QVBoxLayout(self.window).addWidget(self.panel)
        self.window.resize(1024, 900)
        self.window.show()
        contacts = services.book.record(self.person).person.contacts
        self.panel.show_assessment(self.saved.assessment, contacts, False, self.saved.check_in.at)
        self.row.show_person(self.person)
        QApplication.processEvents()

    def save(self, draft):
        """Save another check-in and show what it came to."""
        saved = self.services.check_ins.save(self.person, draft)
        contacts = self.services.book.record(self.person).person.contacts
        self.panel.show_assessment(saved.assessment, contacts, False, saved.check_in.at)
        self.row.show_person(self.person)
        QApplication.processEvents()
        return saved.assessment.level

    def press(self, kind):
        """Press one button of the row."""
        self.part(QAbstractButton, kind).click()
        QApplication.processEvents()

    def part(self, kind, name):
        """Return a part of the row by the last word of its name."""
        return self.row.findChild(kind, f"alert.{name}")

    def says(self, name) -> str:
        """Return what a line says, blank when it is not to be seen; spaces may be no-break."""
        line = self.part(QLabel, name)
        return " ".join(line.text().split()) if line.isVisible() else ""

    def actions(self):
        """Return what stands in the record about the alert."""
        actions = self.services.book.record(self.person).actions
        return [a for a in actions if a.about == self.saved.check_in.id]


@pytest.fixture
def log(data_dir, clock):
    """Return an open, empty log."""
    opened = EntryLog.open(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def show(qtbot, log, clock):
    """Return a function that shows the row on a real record."""
    made = []

    def build(**how):
        made.append(Shown(build_services(log, clock), **how))
        qtbot.addWidget(made[-1].window)
        return made[-1]

    yield build
    apply_theme(QApplication.instance(), load_theme("light", 1.0))


def later(clock, **time):
    clock.go_to(clock.now() + timedelta(**time))


def buttons(shown):
    found = [b for b in shown.row.buttons() if isinstance(b, QAbstractButton) and b.isVisible()]
    return [button.text() for button in found]


def test_an_urgent_alert_offers_five_taps_named_as_they_read(show):
    shown = show()
    assert buttons(shown) == ROW
    named = [b for b in shown.row.buttons() if b.isVisible()]
    assert [button.accessibleName() for button in named] == ROW
    assert all(button.height() >= 44 for button in named)


def test_an_emergency_puts_the_call_to_911_first_and_says_nothing_of_waiting(show, clock):
    shown = show(draft=CANNOT_WAKE)
    assert buttons(shown) == ["I called 911", *ROW]
    later(clock, hours=3)
    shown.row.show_person(shown.person)
    assert "ER" not in shown.says("state")
    shown.press("called_911")
    assert shown.says("log") == "4:40 PM: you called 911."


def test_below_urgent_there_is_no_row(show):
    shown = show(draft=LACKS)
    assert shown.saved.assessment.level < Level.URGENT
    assert not shown.row.isVisible()


@pytest.mark.parametrize(("draft", "level"), [(LACKS, Level.INCOMPLETE), (WATCH, Level.WATCH)])
def test_an_open_alert_stands_under_a_lower_level_and_says_which_it_is(show, clock, draft, level):
    shown = show()
    assert shown.says("head") == ""
    later(clock, minutes=20)
    assert shown.save(draft) is level
    assert buttons(shown) == ROW
    assert shown.says("head") == "URGENT since 1:40 PM is still open. Call the prescriber now."
    assert shown.says("head") in " ".join(shown.panel.accessibleName().split())
    assert "Check again in" not in shown.panel.accessibleName()
    later(clock, minutes=40)
    shown.row.show_person(shown.person)
    assert "Go to the ER now" in shown.panel.accessibleName()
    assert shown.panel.level is level


def test_an_open_emergency_under_a_lower_level_still_says_to_call_911(show, clock):
    shown = show(draft=CANNOT_WAKE)
    later(clock, minutes=90)
    shown.save(LACKS)
    assert shown.says("head") == "EMERGENCY since 1:40 PM is still open. Call 911 now."
    assert "Call 911 now." in " ".join(shown.panel.accessibleName().split())
    shown.press("called_911")
    assert shown.says("head") == "EMERGENCY since 1:40 PM."


def test_an_emergency_that_eased_stands_over_the_quiet_level_until_somebody_was_reached(
    show, clock
):
    shown = show(draft=CANNOT_WAKE, eased=True)
    later(clock, minutes=20)
    assert shown.save(QUIET) is Level.NO_FLAGS
    told = "EMERGENCY at 1:40 PM: Cannot be woken."
    assert shown.says("head") == f"{told} Nobody wrote down who was called."
    assert shown.says("head") in " ".join(shown.panel.accessibleName().split())
    assert buttons(shown) == ["I called 911", *ROW]
    assert shown.says("state") == ""  # it is no level of now: nothing runs out
    assert shown.row.y() < shown.panel._word.y()
    shown.press("no_answer")
    assert shown.says("head").endswith("was called.")
    shown.press("called_911")
    assert shown.says("head") == told
    later(clock, minutes=20)
    shown.save(QUIET)
    assert not shown.row.isVisible()


def test_what_eased_stands_before_an_urgent_alert_and_nowhere_else(show, clock):
    shown = show(draft=CANNOT_WAKE, eased=True)
    later(clock, minutes=20)
    shown.save(QUIET)
    later(clock, minutes=20)
    assert shown.save(FEVER) is Level.URGENT
    assert shown.says("head").startswith("EMERGENCY at 1:40 PM")
    assert shown.part(QAbstractButton, "called_911").isVisible()
    plain = AlertActions(shown.services, load_theme("light", 1.0))
    plain.show_person(shown.person)
    assert plain.head == ""


def test_an_emergency_that_nobody_answered_stands_beside_a_new_one(show, clock):
    shown = show(draft=Draft(spo2=87), eased=True)
    later(clock, minutes=20)
    assert shown.save(replace(QUIET, orientation=Orientation.VERY_CONFUSED)) is Level.EMERGENCY
    assert shown.says("head").startswith("EMERGENCY at 1:40 PM: Oxygen is 87 %.")
    assert shown.says("head").endswith("Nobody wrote down who was called.")
    shown.press("called_911")
    assert "87" not in shown.says("head")


def test_an_emergency_of_before_that_was_typed_wrong_says_so(show, clock):
    shown = show(draft=Draft(spo2=87), eased=True)
    later(clock, minutes=5)
    wrong = shown.saved.check_in
    shown.services.history.correct(shown.person, wrong, replace(wrong, spo2=97), "typo", "Ana")
    later(clock, minutes=20)
    shown.save(QUIET)
    assert "Oxygen is 87 %" in shown.says("head")
    assert "Some of this was corrected at 1:45 PM." in shown.says("head")


def test_what_is_done_under_a_lower_level_is_about_the_alert(show, clock):
    shown = show()
    later(clock, minutes=20)
    shown.save(LACKS)
    shown.press("spoke")
    assert [action.kind for action in shown.actions()] == [ActionKind.SPOKE]
    assert shown.says("head") == "URGENT since 1:40 PM."


def test_one_tap_is_kept_with_time_and_person_and_said_in_words(show, clock, qtbot):
    shown = show()
    with qtbot.waitSignal(shown.row.done) as told:
        shown.press("called")
    assert told.args == [ActionKind.CALLED]
    (taken,) = shown.actions()
    assert (taken.kind, taken.by, taken.at.utc) == (ActionKind.CALLED, "Ana", clock.now())
    assert shown.says("log") == "1:40 PM: you called."
    assert "back since 1:40 PM. If nobody answers by 2:40 PM, go to the ER." in shown.says("state")


def test_the_newest_line_is_last_and_another_caregiver_is_named(show, clock):
    shown = show()
    shown.press("called")
    shown.services.settings.change(recorder="Ben <i>")
    later(clock, minutes=6)
    shown.press("no_answer")
    assert shown.says("log") == "1:40 PM: Ana called. 1:46 PM: no answer."
    shown.services.settings.change(recorder="Ana")
    shown.row.show_person(shown.person)
    assert shown.says("log").endswith("1:46 PM: no answer for Ben <i>.")


def test_many_lines_are_counted_and_the_last_ones_shown(show, clock):
    shown = show()
    for _minute in range(6):
        shown.services.alerts.record(
            shown.person, shown.saved.check_in.id, ActionKind.NO_ANSWER, "Ana"
        )
        later(clock, minutes=1)
    shown.row.show_person(shown.person)
    assert shown.says("log").startswith("2 earlier. 1:42 PM: no answer.")


@pytest.mark.parametrize(("who", "minutes"), [("practice-oral", 60), ("practice-pump", 30)])
def test_without_an_answer_the_panel_says_go_to_the_er_by_itself(show, clock, qtbot, who, minutes):
    shown = show(who=who)
    shown.press("called")
    later(clock, minutes=minutes, milliseconds=-100)
    shown.row.show_person(shown.person)
    assert "Go to the ER now" not in shown.panel.accessibleName()
    later(clock, milliseconds=100)
    qtbot.waitUntil(lambda: "Go to the ER now" in shown.panel.accessibleName())
    assert f"No answer for {minutes} minutes." in shown.panel.accessibleName()
    assert shown.panel.level is Level.URGENT


def test_a_page_that_was_out_of_sight_looks_at_the_time_again(show, clock, qtbot):
    shown = show()
    shown.press("called")
    shown.window.hide()
    later(clock, minutes=61)
    shown.window.show()
    qtbot.waitUntil(lambda: "Go to the ER now" in shown.panel.accessibleName())


def test_an_answer_ends_the_waiting_and_takes_the_er_away(show, clock):
    shown = show()
    later(clock, minutes=61)
    shown.row.show_person(shown.person)
    assert "Go to the ER now" in shown.panel.accessibleName()
    shown.press("spoke")
    assert "Go to the ER now" not in shown.panel.accessibleName()
    assert shown.says("log") == "2:41 PM: they answered."
    assert shown.says("state") == "Write down who it was and what they said."


def test_what_they_said_is_kept_by_enter_and_shown_as_it_was_typed(show):
    shown = show()
    shown.press("spoke")
    note = shown.part(QLineEdit, "note")
    note.setFocus()
    QTest.keyClicks(note, "Nurse Lee: <b>come</b> {at} 8")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert [a.note for a in shown.actions()] == ["Nurse Lee: <b>come</b> {at} 8"]
    assert "“Nurse Lee: <b>come</b> {at} 8”" in shown.says("log")
    assert not note.isVisible()


def test_words_that_are_being_typed_stay_when_the_minute_turns(show, clock):
    shown = show()
    shown.press("spoke")
    QTest.keyClicks(shown.part(QLineEdit, "note"), "Nurse Lee: come")
    later(clock, minutes=1)
    shown.row.show_person(shown.person)
    assert shown.part(QLineEdit, "note").text() == "Nurse Lee: come"


def test_undo_takes_the_last_tap_back_for_ten_seconds(show, clock):
    shown = show()
    shown.press("spoke")
    assert shown.part(QAbstractButton, "undo").text() == "Undo, 10 s"
    shown.press("undo")
    assert shown.actions() == []
    assert shown.says("log") == ""
    assert not shown.part(QAbstractButton, "undo").isVisible()
    assert "If nobody answers by 2:40 PM" in shown.says("state")


def test_a_tap_that_cannot_be_saved_counts_with_its_time_and_can_be_undone(show, log):
    shown = show()
    before = shown.actions()
    log.close()
    shown.press("called")
    assert shown.says("trouble").startswith("NOT SAVED yet:")
    assert [action.kind for action in shown.actions()] == [ActionKind.CALLED]
    shown.press("undo")
    assert shown.says("trouble") == ""
    assert shown.actions() == before


def test_a_double_press_is_one_call(show):
    shown = show()
    shown.row._press_again.setInterval(600_000)  # however slow the computer is
    shown.press("called")
    shown.press("called")
    assert len(shown.actions()) == 1


def test_checked_again_is_kept_and_opens_a_new_check_in(show, qtbot):
    shown = show()
    with qtbot.waitSignal(shown.row.page_requested) as asked:
        shown.press("rechecked")
    assert asked.args == ["check_in"]
    assert [a.kind for a in shown.actions()] == [ActionKind.RECHECKED]


def test_the_row_works_by_keyboard_alone(show):
    shown = show()
    button = shown.part(QAbstractButton, "no_answer")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [a.kind for a in shown.actions()] == [ActionKind.NO_ANSWER]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("draft", [FEVER, CANNOT_WAKE])
def test_the_row_as_painted_has_seven_to_one(show, theme, draft):
    shown = show(theme=theme, draft=draft)
    shown.press("called")
    for name in ("state", "log"):
        if shown.says(name):
            line = shown.part(QLabel, name)
            picture = shown.window.grab(
                line.rect().translated(line.mapTo(shown.window, line.rect().topLeft()))
            )
            assert contrasts(picture.toImage())[0] >= 7, name


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("draft", [LACKS, WATCH])
def test_an_alert_on_the_fill_of_a_lower_level_has_seven_to_one(show, clock, theme, draft):
    shown = show(theme=theme)
    later(clock, minutes=20)
    shown.save(draft)
    shown.press("called")
    for name in ("head", "state", "log"):
        line = shown.part(QLabel, name)
        place = line.rect().translated(line.mapTo(shown.window, line.rect().topLeft()))
        assert contrasts(shown.window.grab(place).toImage())[0] >= 7, name


@pytest.mark.parametrize(("scale", "width"), [(1.0, 420), (2.0, 900)])
def test_no_word_of_the_row_is_cut(show, scale, width):
    shown = show(scale=scale)
    shown.window.resize(width, 1600)
    shown.press("spoke")
    QApplication.processEvents()
    assert [w for w in map(cut_label, shown.row.findChildren(QLabel)) if w] == []
    seen = [b for b in shown.row.findChildren(QAbstractButton) if b.isVisible()]
    assert [w for w in map(cut_button, seen) if w] == []
