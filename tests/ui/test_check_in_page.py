# SPDX-License-Identifier: MIT
"""What may be relied on while a check-in is answered, in the real window on a real record."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from caregiver_app.domain.check_in import Alertness, Draft, Hallucination, Missing
from caregiver_app.domain.levels import Level
from caregiver_app.services.checking_in.check_ins import NotSaved
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.fields.anchor_line import AnchorLine
from caregiver_app.ui.words.days_in_text import days_in_words
from tests.journeys.words import find

pytestmark = pytest.mark.gui


@pytest.fixture
def page(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    QApplication.processEvents()
    return window.findChild(CheckInPage)


def press(page, name):
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
    return button


def field(page, name):
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def level(page):
    return page.findChild(QWidget, "level").level


def test_every_question_is_in_sight_without_scrolling(page):
    areas = [area for area in page.findChildren(QScrollArea) if area.widget() is page.form]
    assert areas[0].verticalScrollBar().maximum() == 0
    assert areas[0].horizontalScrollBar().maximum() == 0


def test_beside_every_number_and_the_scale_stand_the_last_value_and_the_usual_one(page):
    for name, last, usual in (
        ("temp_c", "98.8\u00a0°F, 19 h ago", "usual 98.1\u00a0°F"),
        ("hr", "86, 19 h ago", "usual 74"),
        ("sbp", "132/82, 19 h ago", "usual 124/76"),
        ("rr", "16, 19 h ago", "usual 15"),
        ("spo2", "97\u00a0%, 19 h ago", "usual 98\u00a0%"),
    ):
        note = page.form.numbers.field(name).note
        assert note.text() == f"{last}\n{usual}"
        assert note.width() >= note.sizeHint().width(), name
    assert "5, 19 h ago\nusual 3" in [label.text() for label in page.findChildren(QLabel)]
    assert page.findChild(AnchorLine).shown == (0, 3, 5, 8, 10)


def test_every_answer_is_large_enough_to_press_and_named(page):
    shown = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    assert len(shown) > 50
    for button in shown:
        least = 24 if button.objectName().startswith("help.") else 44
        assert button.height() >= least, button.objectName()
        assert button.accessibleName() or button.text(), button.objectName()
    for edit in page.findChildren(QLineEdit):
        assert edit.accessibleName()


def test_a_red_flag_is_an_emergency_at_once_and_can_be_taken_back(page):
    for tile in (
        *("seizure", "passed_out", "cannot_wake", "breathing", "hallucination", "very_confused"),
        *("stiff_sudden", "chest_or_stroke"),
    ):
        press(page, f"flag.{tile}")
        assert level(page) is Level.EMERGENCY, tile
        press(page, f"flag.{tile}")
        assert level(page) is not Level.EMERGENCY, tile


def test_none_of_these_is_refused_while_a_sign_is_pressed(page):
    press(page, "flag.hallucination")
    press(page, "flag.none")
    assert page.form.draft().hallucination is Hallucination.YES
    assert page.form.draft().seizures is None


def test_a_sign_takes_none_of_these_back(page):
    press(page, "flag.none")
    assert page.form.draft().seizures == ()
    press(page, "flag.passed_out")
    assert page.form.draft().passed_out is True
    assert page.form.draft().seizures is None


def test_tile_and_chip_about_one_thing_always_agree(page):
    press(page, "flag.cannot_wake")
    assert page.findChild(QAbstractButton, "alertness.cannot_wake").isChecked()
    press(page, "alertness.awake")
    assert not page.findChild(QAbstractButton, "flag.cannot_wake").isChecked()


def test_a_second_press_clears_an_answer(page):
    press(page, "alertness.drowsy")
    assert page.form.draft().alertness is Alertness.DROWSY
    press(page, "alertness.drowsy")
    assert page.form.draft().alertness is None


def test_not_sure_is_a_reason_and_no_answer(page):
    press(page, "orientation.not_sure")
    assert page.form.draft().orientation is None
    assert page.form.draft().not_taken["orientation"] is Missing.NOT_SURE


def test_a_scale_is_chosen_with_a_key(page):
    QTest.keyClicks(page.findChild(QAbstractButton, "stiffness.0"), "t")
    assert page.form.draft().stiffness == 10


def test_the_tab_key_goes_through_the_questions_as_they_are_asked(page):
    press(page, "breathing.trouble")
    stop, seen = page.findChild(QAbstractButton, "flag.seizure"), []
    while stop.objectName() != "save" and len(seen) < 200:
        if stop.isVisible() and stop.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            seen.append(stop.objectName())
        stop = stop.nextInFocusChain()
    order = ["flag.seizure", "flag.could_not", "alertness.awake", "breathing.trouble"]
    order += ["stiffness.0", "dose.0.taken", "temp_c", "hr", "sbp", "dbp", "rr", "spo2"]
    order += ["itching.none", "rash.false", "worried.false", "note"]
    assert [name for name in seen if name in order] == order
    assert not [name for name in seen if name.startswith("alertness.") and name not in order]


def test_a_temperature_is_kept_as_typed_and_stored_in_celsius(page):
    QTest.keyClicks(field(page, "temp_c"), "100,4")
    draft = page.form.draft()
    assert draft.temp_c == Decimal("38.0")
    assert (draft.raw["temp_c"], draft.entered_unit["temp_c"]) == ("100,4", "F")


def test_a_temperature_in_the_other_unit_is_asked_about_and_not_stored(page):
    QTest.keyClicks(field(page, "temp_c"), "38.4")
    assert page.form.draft().temp_c is None
    press(page, "temp_c.yes")
    assert page.form.draft().temp_c == Decimal("38.4")


def test_an_unlikely_pulse_counts_at_once_and_is_asked_about(page):
    QTest.keyClicks(field(page, "hr"), "154")
    assert page.form.draft().hr == 154
    assert level(page) is Level.EMERGENCY
    assert page.findChild(QAbstractButton, "hr.yes").isVisible()


def test_the_cursor_goes_from_the_top_pressure_to_the_bottom_one(page):
    field(page, "sbp").setFocus()
    QTest.keyClicks(field(page, "sbp"), "128")
    assert page.window().focusWidget() is field(page, "dbp")


def test_a_reason_stands_in_place_of_a_number(page):
    actions = {
        a.objectName(): a for a in page.findChildren(QWidget, "spo2.no_number")[0].menu().actions()
    }
    actions["spo2.device_low"].trigger()
    assert page.form.draft().not_taken["spo2"] is Missing.DEVICE_LOW


def test_a_wheel_changes_nothing(page):
    QTest.keyClicks(field(page, "hr"), "88")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field(page, "hr"), turn)
    assert field(page, "hr").text() == "88"


def test_a_number_that_cannot_be_right_stops_the_save_and_stays(page, qtbot):
    QTest.keyClicks(field(page, "hr"), "999")
    press(page, "alertness.awake")
    page.save()
    assert field(page, "hr").text() == "999"
    assert "Pulse" in page.findChild(QWidget, "check_in.trouble").text()
    assert page.form.draft().hr is None


def test_pressures_that_cannot_belong_together_stop_the_save(page):
    QTest.keyClicks(field(page, "sbp"), "120")
    QTest.keyClicks(field(page, "dbp"), "115")
    assert page.form.draft().sbp == 120
    assert page.form.draft().dbp is None
    assert page.form.numbers.first_wrong() is page.form.numbers.field("dbp")


def test_a_saved_check_in_is_in_the_record_with_who_wrote_it(page, qtbot):
    services = page._services
    services.settings.change(recorder="Ana (daughter)")
    person = page._person_id
    before = len(services.book.record(person).check_ins)
    press(page, "alertness.awake")
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    with qtbot.waitSignal(page.check_in_saved):
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    record = services.book.record(person)
    assert len(record.check_ins) == before + 1
    assert record.check_ins[-1].recorder == "Ana (daughter)"


def test_an_empty_form_is_not_saved_twice(page):
    press(page, "alertness.awake")
    page.save()
    before = len(page._services.book.record(page._person_id).check_ins)
    page.save()
    assert len(page._services.book.record(page._person_id).check_ins) == before


def test_answers_are_kept_and_offered_again(page):
    press(page, "alertness.drowsy")
    QTest.keyClicks(field(page, "hr"), "999")
    page._keeping.keep()
    page.open_person(page._person_id)
    assert page.findChild(QAbstractButton, "alertness.drowsy").isChecked()
    assert field(page, "hr").text() == "999"
    assert page.findChild(QAbstractButton, "start_again").isVisibleTo(page)


def test_a_disk_that_refuses_keeps_level_and_answers_on_the_screen(page, monkeypatch):
    service = page._services.check_ins
    press(page, "flag.hallucination")

    def refuse(person, draft, doses=(), about=None):
        raise NotSaved(service.assess(person, draft, doses), "the disk is full")

    monkeypatch.setattr(service, "save", refuse)
    page.save()
    assert level(page) is Level.EMERGENCY
    assert page.findChild(QAbstractButton, "flag.hallucination").isChecked()
    assert "the disk is full" in page.findChild(QWidget, "check_in.trouble").text()


def test_a_dose_that_was_due_is_written_down_with_the_check_in(page):
    services, person = page._services, page._person_id
    due = services.check_ins.due_doses(person)
    before = len(services.book.record(person).doses)
    assert due
    press(page, "dose.0.taken")
    page.save()
    doses = services.book.record(person).doses
    assert len(doses) == before + 1
    assert due[0].scheduled_for in [dose.scheduled_for for dose in doses]


def test_a_pump_is_asked_about_its_sound_and_not_about_doses(open_window):
    window = open_window(person="practice-pump")
    window.show_page("check_in")
    page = window.findChild(CheckInPage)
    assert page.findChild(QAbstractButton, "pump_alarm.two_tone").isVisibleTo(page)
    assert page.findChild(QAbstractButton, "dose.0.taken") is None


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_save_and_level_are_on_every_screen_and_nothing_runs_off_to_the_side(open_window, size):
    window = open_window(*size, person="practice-oral")
    window.show_page("check_in")
    QApplication.processEvents()
    page = window.findChild(CheckInPage)
    for name in ("save", "level"):
        assert page.findChild(QWidget, name).isVisible()
    for area in page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
        assert area.verticalScrollBar().maximum() == 0 or size[0] < 1366


def test_the_mark_beside_a_question_opens_its_text_and_answers_nothing(page):
    before = page.form.draft()
    for name in ("alertness", "stiffness", "temp_c", "sbp", "rash", "worried"):
        press(page, f"help.{name}")
        closing = page.window().findChildren(QAbstractButton, "close_reference")
        (close,) = [button for button in closing if button.isVisible()]
        close.click()
        QApplication.processEvents()
        assert page.form.draft() == before


def test_the_tab_key_goes_past_the_marks_of_the_quick_questions(page):
    marks = [b for b in page.findChildren(QAbstractButton) if b.objectName().startswith("help.")]
    assert len(marks) >= 10
    assert not [m.objectName() for m in marks if m.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_a_page_left_and_opened_again_asks_about_the_dose_that_came_due(page, clock):
    window = page.window()
    press(page, "dose.0.taken")
    QTest.keyClicks(field(page, "hr"), "82")
    window.show_page("today")
    clock.go_to(clock.now() + timedelta(hours=2))  # 3:40 PM, after the dose of 3:00 PM
    window.show_page("check_in")
    press(page, "old.now")
    QApplication.processEvents()
    assert "3:00" in find(page, "dose.0.taken").accessibleName()
    assert field(page, "hr").text() == "82"
    assert len(page.form.dose_events(None)) == 1


def test_a_page_opened_again_or_left_standing_judges_by_now_with_nothing_new_to_ask(page, clock):
    window = page.window()
    before = find(page, "level").accessibleName()
    window.show_page("today")
    clock.go_to(clock.now() + timedelta(minutes=30))
    fresh = window.services.check_ins.assess(window.person_id, Draft())
    window.show_page("check_in")
    because = days_in_words(fresh.rules[0].because)
    assert because not in before
    assert because in find(page, "level").accessibleName()
    clock.go_to(clock.now() + timedelta(minutes=5))
    page._time._minute.timeout.emit()  # a minute in which nobody touches anything
    assert because not in find(page, "level").accessibleName()


def test_the_next_check_in_begins_at_its_first_question_with_nothing_answered(page):
    window, form = page.window(), page.form
    press(page, "mode.full")
    press(page, "breathing.normal")
    QTest.keyClicks(field(page, "hr"), "82")
    page.save()
    window.show_page("check_in")
    area = next(a for a in page.findChildren(QScrollArea) if a.widget() is page.form)
    assert page.form is form  # built once: opening it again is quick
    assert area.verticalScrollBar().value() == 0
    assert page.form.draft() == Draft()
    assert not page.form.full.isVisible()
