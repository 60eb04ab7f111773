# SPDX-License-Identifier: MIT
"""The level panel says what to do, whom to ring and why, in every level."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.level.level_panel import LevelPanel

CONTACTS = (
    Contact(role=ContactRole.PRESCRIBER, name="Dr. Okafor", phone="313-555-0142"),
    Contact(role=ContactRole.AFTER_HOURS, name="Nurse line", phone="313-555-0160"),
    Contact(role=ContactRole.PUMP_CLINIC, name="Pump clinic", phone="313-555-0199"),
)


def _assessment(level: Level, action: Action, reasons: int = 1) -> Assessment:
    rules = tuple(
        Finding(
            id=f"R{n}", level=level, message=f"Message {n}.", because=f"Reason {n}.", source="Book"
        )
        for n in range(1, reasons + 1)
    )
    return Assessment(rule_set="2026.1", level=level, rules=rules, action=action)


EMERGENCY = _assessment(Level.EMERGENCY, Action.CALL_911, reasons=4)


@pytest.fixture
def host(qtbot):
    """Return a window of an ordinary size; in a narrow one the panel is a strip."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    return window


@pytest.fixture
def panel(host):
    made = LevelPanel(load_theme("light", 1.0), load_rule_set(), host)
    made.resize(328, 600)
    host.show()
    return made


def _seen(panel: LevelPanel) -> str:
    labels = [part.text() for part in panel.findChildren(QLabel) if part.isVisible()]
    buttons = [part.text() for part in panel.findChildren(QPushButton) if part.isVisible()]
    return "\n".join(labels + buttons)


def test_an_emergency_says_911_its_message_and_at_most_three_reasons(panel):
    panel.show_assessment(EMERGENCY, CONTACTS, False, None)
    seen = _seen(panel)
    assert "Call 911 now" in seen
    assert "Message 1." in seen
    assert "Reason 3." in seen
    assert "Reason 4." not in seen


def test_an_emergency_offers_its_screen_and_the_sheet(panel, qtbot):
    panel.show_assessment(EMERGENCY, CONTACTS, False, None)
    with qtbot.waitSignal(panel.print_requested):
        panel.findChild(QPushButton, "print_sheet").click()
    assert "F1" in panel.findChild(QPushButton, "open_emergency").accessibleName()


def test_a_pump_clinic_comes_before_the_prescriber_and_only_with_a_pump(panel):
    urgent = _assessment(Level.URGENT, Action.CALL_PUMP_CLINIC)
    panel.show_assessment(urgent, CONTACTS, True, None)
    name = panel.accessibleName()
    assert name.index("313-555-0199") < name.index("313-555-0142") < name.index("313-555-0160")
    panel.show_assessment(urgent, CONTACTS, False, None)
    assert "313-555-0199" not in panel.accessibleName()


def test_the_accessible_name_is_all_that_the_panel_says(panel):
    panel.show_assessment(EMERGENCY, CONTACTS, True, None)
    for words in ("EMERGENCY", "Call 911 now", "Message 1.", "Reason 1.", "313-555-0199"):
        assert words in panel.accessibleName()


def test_no_flags_never_says_ok_or_safe(panel):
    panel.show_assessment(
        Assessment(rule_set="1", level=Level.NO_FLAGS, action=Action.NONE), CONTACTS, False, None
    )
    said = panel.accessibleName().lower()
    assert "does not mean nothing is wrong" in said
    assert "safe" not in said
    assert "ok" not in said.replace("okafor", "").split()


def test_without_any_answer_the_panel_says_incomplete(panel):
    panel.show_assessment(None, (), False, None)
    assert panel.level is Level.INCOMPLETE
    assert "INCOMPLETE" in panel.accessibleName()
    assert "No phone number is recorded" in panel.accessibleName()


def test_why_shows_rule_reason_source_version_and_that_nobody_reviewed_it(panel):
    panel.show_assessment(EMERGENCY, CONTACTS, False, None)
    assert "Source: Book" not in _seen(panel)
    panel.findChild(QPushButton, "why").click()
    seen = _seen(panel)
    for words in ("R1: Reason 1. Source: Book", "2026.1", "not yet reviewed by a clinician"):
        assert words in seen


def test_a_panel_in_a_narrow_window_is_a_strip_that_still_says_what_to_do(panel):
    panel.show_assessment(EMERGENCY, CONTACTS, False, None)
    panel.window().resize(800, 600)
    panel.resize(700, 200)
    assert "Call 911 now" in _seen(panel)
    assert "Open the emergency screen" in _seen(panel)


def test_a_long_number_wraps_and_is_never_cut(panel):
    long = Contact(
        role=ContactRole.PRESCRIBER,
        name="Dr. Bartholomew Featherstonehaugh-Cholmondeley",
        phone="313-555-0142 extension 22871",
    )
    panel.resize(700, 400)
    panel.show_assessment(EMERGENCY, (long,), False, None)
    QApplication.processEvents()
    shown = next(p for p in panel.findChildren(QLabel) if p.text() == long.phone)
    assert shown.wordWrap()
    assert shown.height() >= shown.heightForWidth(shown.width())


URGENT = _assessment(Level.URGENT, Action.CALL_PRESCRIBER)
NOBODY = ("Go to the ER now", "No answer for 60 minutes.")


def test_when_nobody_answered_the_er_stands_first_and_the_level_stays(panel):
    panel.show_assessment(URGENT, CONTACTS, False, None)
    panel.show_er(*NOBODY)
    assert panel.level is Level.URGENT
    seen = _seen(panel)
    assert "Go to the ER now" in seen
    assert "No answer for 60 minutes." in seen
    assert "Print the ER sheet" in seen
    assert panel.accessibleName().startswith("URGENT. Go to the ER now. No answer for 60 minutes.")


def test_the_er_stays_through_the_next_judgement_and_goes_with_the_answer(panel):
    panel.show_er(*NOBODY)
    panel.show_assessment(URGENT, CONTACTS, False, None)
    assert "Go to the ER now" in _seen(panel)
    panel.show_er("", "")
    assert "Go to the ER now" not in _seen(panel)
    assert "No answer" not in panel.accessibleName()


def test_nothing_comes_before_911(panel):
    panel.show_er(*NOBODY)
    panel.show_assessment(EMERGENCY, CONTACTS, False, None)
    assert "Call 911 now" in _seen(panel)
    assert "Go to the ER now" not in panel.accessibleName()


def test_a_strip_says_go_to_the_er_too(panel):
    panel.window().resize(800, 600)
    panel.resize(700, 200)
    panel.show_assessment(URGENT, CONTACTS, False, None)
    panel.show_er(*NOBODY)
    assert "Go to the ER now" in _seen(panel)
