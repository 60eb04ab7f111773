# SPDX-License-Identifier: MIT
"""An old laptop of 1366 x 768: what matters stands there without scrolling, and nothing jumps."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route

pytestmark = pytest.mark.gui

LONG = Person(
    name="Maximiliana Wilhelmina Konstantinopolitanska-Featherstonehaugh von Hohenzollern",
    drug=Drug.BACLOFEN,
    route=Route.BOTH,
    address="1418 Old Maple Street North-West, Building 12, Apartment 2207, Ann Arbor 48104",
    allergies=("penicillin (rash)", "sulfa drugs (hives)", "latex", "shellfish (swelling)"),
    contacts=(
        Contact(
            role=ContactRole.PUMP_CLINIC,
            name="Riverside Regional Spasticity and Pump Clinic, Building 4",
            phone="+1 (313) 555-0120 ext. 44192",
        ),
        Contact(role=ContactRole.PRESCRIBER, name="Dr. Okafor", phone="+1 (313) 555-0142"),
        Contact(role=ContactRole.AFTER_HOURS, name="Nurse line", phone="+1 (313) 555-0160"),
    ),
)


def part(window, name):
    QApplication.processEvents()
    return next(w for w in window.findChildren(QWidget, name) if w.isVisible())


def whole(widget) -> bool:
    """Say whether all of a widget can be seen without scrolling."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def labels(window, text):
    QApplication.processEvents()
    found = [w for w in window.findChildren(QLabel) if w.isVisible() and text in w.text()]
    assert found, text
    return found


@pytest.fixture
def window(open_window):
    """Return the window on the practice person with a pump."""
    return open_window(person="practice-pump")


@pytest.mark.parametrize("height", [728, 768])
def test_the_first_page_shows_promise_practice_people_and_all_rows(open_window, height):
    window = open_window(1366, height)
    rows = ("name", "dob.year", "drug.baclofen", "prescriber_phone", "no_phone", "recorder")
    for name in ("practice.practice-oral", "practice.practice-both", "address", *rows):
        assert whole(part(window, name)), name
    assert whole(labels(window, "It never says how much to give.")[0])


def test_an_emergency_with_a_pump_shows_action_message_number_and_reason(window):
    window.show_page("check_in")
    part(window, "flag.hallucination").click()
    for text in ("Call 911 now", "They see or hear things", "555-0120", "Sees or hears"):
        assert any(whole(shown) for shown in labels(window, text)), text


def test_an_urgent_level_shows_every_number_and_the_first_reason(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    for answer in ("flag.none", "alertness.awake", "orientation.normal", "stiffness.7"):
        part(window, answer).click()
    for text in ("555-0110", "555-0111", "Stiffness is 7 of 10."):
        assert any(whole(shown) for shown in labels(window, text)), text


def test_the_rail_stays_where_it_is_when_undo_comes_and_goes(window):
    before = part(window, "nav.history").mapTo(window, QPoint(0, 0))
    check_ins = window.services.check_ins
    window.show_saved(check_ins.save(window.person_id, Draft(mode=Mode.QUICK, stiffness=3)))
    assert part(window, "undo").mapTo(window, QPoint(0, 0)).x() > 176
    assert part(window, "nav.history").mapTo(window, QPoint(0, 0)) == before


def test_undo_leaves_the_form_alone_and_waits_on_today(window):
    check_ins = window.services.check_ins
    window.show_saved(check_ins.save(window.person_id, Draft(mode=Mode.QUICK, stiffness=3)))
    window.show_page("check_in")
    assert not window.findChild(QAbstractButton, "undo").isVisible()
    window.show_page("today")
    assert window.findChild(QAbstractButton, "undo").isVisible()


def test_undo_can_be_pressed_beside_trouble_and_after_it(window):
    check_ins = window.services.check_ins
    window.show_saved(check_ins.save(window.person_id, Draft(mode=Mode.QUICK, stiffness=3)))
    window.show_trouble("The disk is full.")
    QApplication.processEvents()
    assert whole(part(window, "undo"))
    part(window, "trouble.put_away").click()
    assert window.findChild(QAbstractButton, "undo").isVisible()


def test_the_task_bar_names_nobody(window):
    assert window.windowTitle() == "Caregiver Checklist"


def test_what_was_just_pressed_is_said_on_the_phone_before_it_is_saved(window):
    window.show_page("check_in")
    part(window, "flag.passed_out").click()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "Passed out." in part(window, "emergency.words").accessibleName()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    part(window, "flag.passed_out").click()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "Passed out." not in part(window, "emergency.words").accessibleName()


def test_nothing_is_asked_about_doses_when_none_was_due(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    for answer in ("dose.0.taken", "dose.1.taken", "flag.none", "save"):
        part(window, answer).click()
    window.show_page("check_in")
    assert part(window, "doses.none").text() == "No dose was due since the last check."
    assert not [w for w in window.findChildren(QWidget, "doses_missed_in_row.0") if w.isVisible()]


@pytest.mark.parametrize(("width", "scale"), [(1366, 1), (1024, 2)])
def test_the_longest_person_keeps_every_digit_and_every_word_to_say(open_window, width, scale):
    window = open_window(width, 768, person=LONG, text_scale=Decimal(scale))
    window.show_page("emergency")
    words = part(window, "emergency.words")
    assert whole(words)
    assert words._document.size().height() <= words.height()
    for number in window.findChildren(QLabel):
        if number.isVisible() and "555" in number.text():
            assert number.height() >= number.heightForWidth(number.width()), number.text()


def test_the_ring_is_there_and_whole_after_the_page_scrolled_to_it(open_window):
    window = open_window(1366, 640)
    part(window, "name").setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(16):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        now, ring = QApplication.focusWidget(), window._ring
        assert isinstance(now, QLineEdit | QAbstractButton | QWidget)
        assert ring.isVisible(), now.objectName()
        area = ring.parentWidget().parentWidget()
        if isinstance(area, QScrollArea):
            assert area.viewport().rect().contains(ring.geometry()), now.objectName()


def test_a_kept_draft_is_offered_in_whole_words_and_with_a_whole_button(window):
    services = window.services
    services.check_ins.keep_draft(window.person_id, Draft(mode=Mode.QUICK, stiffness=3))
    window.show_page("check_in")
    assert part(window, "start_again").height() >= 44
    assert whole(part(window, "start_again"))
    note = labels(window, "was kept")[0]
    assert note.width() >= note.sizeHint().width()
    assert whole(note)


def test_a_new_person_finds_start_whole_whatever_stands_over_the_first_steps(open_window):
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    window = open_window(person=person, text_scale=Decimal("1.25"))
    window.show_trouble("The disk is full.")
    QApplication.processEvents()
    assert whole(part(window, "start_check_in"))
