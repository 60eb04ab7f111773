# SPDX-License-Identifier: MIT
"""Every question of the full check-in by keyboard, into the record, at every size and theme."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from caregiver_app.content.form import load_form
from caregiver_app.domain.check_in import Missing, Mode
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.units import kilograms
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.check_in.group_card import GroupHead
from caregiver_app.ui.widgets.fields.check_in_draft import answer_in, value_of
from caregiver_app.ui.widgets.fields.typed_time import time_of

pytestmark = pytest.mark.gui

FORM = load_form()
GROUPS = [group.id for group in FORM.groups]
ASKED_EVERYTHING = Person(
    name="Rosa Delgado", drug=Drug.CLONAZEPAM, route=Route.BOTH, sci_t6_or_above=True
)
NUMBERS = {"weight_kg": "150", "more.fluids_ml": "4", "sleep_h": "8"}


@pytest.fixture
def page(open_window):
    """Return the page of a person who is asked every question, with Full chosen."""
    window = open_window(person=ASKED_EVERYTHING)
    window.show_page("check_in")
    press(window, "mode.full")
    return window.findChild(CheckInPage)


def part(holder, name):
    QApplication.processEvents()
    found = [w for w in holder.findChildren(QWidget, name) if w.isVisible()]
    assert found, f"{name} is not to be seen"
    return found[0]


def press(holder, name):
    button = part(holder, name)
    button.click()
    QApplication.processEvents()
    return button


def focused(holder, name):
    """Bring the keyboard to a part, as the Tab key does."""
    widget = part(holder, name)
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget
    return widget


def strike(holder, name, key):
    QTest.keyClick(focused(holder, name), key)
    QApplication.processEvents()


def type_into(holder, name, text):
    QTest.keyClicks(focused(holder, name), text)


def answer(page, question):
    """Answer one question with keys alone and return what the record must hold."""
    name = question.id
    if question.kind == "choice":
        first = question.choices[0].value
        strike(page, f"{name}.{first}", Qt.Key.Key_1)
        return value_of(name, first)
    if question.kind == "scale":
        strike(page, f"{name}.0", Qt.Key.Key_4)
        return value_of(name, "4")
    if question.kind == "number":
        return number(page, name)
    if question.kind == "text":
        type_into(page, name, "left thigh")
        return "left thigh"
    return other_kind(page, question)


def number(page, name):
    edit = next(n for n in (f"{name}.lb", f"{name}.cups", name) if is_visible(page, n))
    typed = NUMBERS.get(name, "1")
    type_into(page, edit, typed)
    stored = {"weight_kg": kilograms(Decimal(typed)), "more.fluids_ml": Decimal(960)}
    return stored.get(name, Decimal(typed))


def is_visible(page, name):
    return any(w.isVisible() for w in page.findChildren(QLineEdit, name))


def other_kind(page, question):
    name = question.id
    if question.kind == "many":
        first = question.choices[0].value
        strike(page, f"{name}.{first}", Qt.Key.Key_Space)
        return (first,)
    if question.kind == "time":
        strike(page, f"{name}.day", Qt.Key.Key_Down)
        type_into(page, name, "7:00 am")
        return page._form.draft().last_kept_dose_at
    strike(page, f"{name}.add", Qt.Key.Key_Space)
    if question.kind == "medicines":
        type_into(page, f"{name}.0.name", "ibuprofen")
        return page._form.draft().prn_taken
    return page._form.draft().seizures


def test_every_question_is_answered_by_key_and_stored_in_its_field(page):
    told = {"doses", "doses_missed_in_row", "more.craving"}
    expected = {}
    for group in GROUPS:
        strike(page, f"group.{group}", Qt.Key.Key_Return)
        asked = [q for q in FORM.in_group(group) if q.id not in told]
        expected |= {question.id: answer(page, question) for question in asked}
    assert len(expected) > 40
    assert all(value not in (None, ()) for value in expected.values())
    page.save()
    stored = page._services.book.record(page._person_id).check_ins[-1]
    assert stored.mode is Mode.FULL
    assert {name: answer_in(stored, name) for name in expected} == expected


def test_a_dose_of_its_own_is_written_to_the_log(page):
    strike(page, "group.medicines", Qt.Key.Key_Space)
    strike(page, "doses.add", Qt.Key.Key_Space)
    strike(page, "doses.0.drug.clonazepam", Qt.Key.Key_1) if is_there(page) else None
    strike(page, "doses.0.status.taken", Qt.Key.Key_5)
    type_into(page, "doses.0.mg", "2,5")
    strike(page, "doses.0.at.day", Qt.Key.Key_Down)
    type_into(page, "doses.0.at", "7:00 am")
    page.save()
    dose = page._services.book.record(page._person_id).doses[-1]
    assert (dose.status, dose.mg) == (DoseStatus.PARTLY, Decimal("2.5"))
    assert dose.at.local.strftime("%Y-%m-%d %H:%M") == "2026-05-21 07:00"


def is_there(page):
    return bool(page.findChildren(QWidget, "doses.0.drug.clonazepam"))


def test_nothing_is_chosen_before_somebody_chooses(page):
    for group in GROUPS:
        press(page, f"group.{group}")
    names = tuple(question.id for group in GROUPS for question in FORM.in_group(group))
    chips = [w for w in page.findChildren(QAbstractButton) if w.objectName().startswith(names)]
    assert not [c.objectName() for c in chips if c.isChecked() and ".unit." not in c.objectName()]
    edits = [w for w in page.findChildren(QLineEdit) if w.objectName().startswith(names)]
    assert not [edit.objectName() for edit in edits if edit.text()]


def test_a_second_press_clears_and_a_reason_stands_in_its_place(page):
    press(page, "group.skin")
    press(page, "sweating.soaking")
    press(page, "sweating.soaking")
    assert page.form.draft().sweating is None
    press(page, "sweating.not_sure")
    assert page.form.draft().not_taken["sweating"] is Missing.NOT_SURE


def test_the_head_of_a_group_says_how_much_is_answered_and_whether_it_is_open(page):
    head = part(page, "group.skin")
    assert head.accessibleName() == "Skin and feeling, 0 of 4 answered, closed"
    press(page, "group.skin")
    press(page, "sweating.some")
    assert head.accessibleName() == "Skin and feeling, 1 of 4 answered, open"


def test_what_cannot_be_right_stops_the_save_and_is_shown_where_it_stands(page):
    press(page, "group.sleep")
    type_into(page, "sleep_h", "25")
    press(page, "group.sleep")
    press(page, "mode.quick")
    press(page, "alertness.awake")
    page.save()
    assert "Sleep says 25" in part(page, "check_in.trouble").text()
    assert part(page, "sleep_h").text() == "25"


def test_a_weight_that_is_the_last_one_in_the_other_unit_is_asked_about(page):
    press(page, "group.other")
    press(page, "weight_kg.unit.kg")
    type_into(page, "weight_kg", "70")
    page.save()
    page.window().show_page("check_in")
    press(page, "mode.full")
    press(page, "group.other")
    press(page, "weight_kg.unit.kg")
    type_into(page, "weight_kg", "154")
    part(page, "more.visit_type").setFocus()
    assert part(page, "weight_kg.yes").isVisible()


def test_the_same_text_goes_along_to_the_other_unit(page):
    press(page, "group.other")
    type_into(page, "weight_kg.lb", "154")
    assert page.form.draft().weight_kg == Decimal("69.9")
    press(page, "weight_kg.unit.kg")
    draft = page.form.draft()
    assert (draft.weight_kg, draft.entered_unit["weight_kg"]) == (Decimal(154), "kg")


def test_an_answer_that_matters_much_is_asked_about_and_counts_at_once(page):
    press(page, "group.mind")
    press(page, "agitation.3")
    assert page.form.draft().agitation == 3
    press(page, "agitation.take_back")
    assert page.form.draft().agitation is None
    press(page, "agitation.3")
    press(page, "agitation.yes")
    assert page.form.draft().agitation == 3
    assert not page.findChild(QWidget, "agitation.yes").isVisible()


@pytest.mark.parametrize(
    ("group", "sign"),
    [
        ("breathing", "severe_headache"),
        ("breathing", "vision_change"),
        ("breathing", "weak_numb"),
        ("stiffness", "floppy"),
    ],
)
def test_a_sign_that_no_rule_has_says_at_once_whom_to_call(page, group, sign):
    press(page, f"group.{group}")
    press(page, f"{sign}.true")
    told = next(
        label for label in page.findChildren(QLabel) if "call the prescriber" in label.text()
    )
    assert told.isVisibleTo(page)
    assert "call 911 now" in told.text()
    press(page, f"{sign}.false")
    assert told.text() == ""


def test_the_stiffest_limb_is_the_stiffness_when_nobody_gave_one(page):
    press(page, "group.stiffness")
    press(page, "more.stiffness_left_leg.7")
    press(page, "more.stiffness_trunk.4")
    page.save()
    assert page._services.book.record(page._person_id).check_ins[-1].stiffness == 7


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("1:40 pm", "13:40"),
        ("12:05 AM", "00:05"),
        ("13.40", "13:40"),
        ("0715", "07:15"),
        ("7 a.m.", "07:00"),
        ("7", None),
        ("13 pm", None),
        ("25:00", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(text, wall):
    read = time_of(text)
    assert (read and read.strftime("%H:%M")) == wall


def test_a_time_to_come_is_not_kept_and_said_so(page):
    press(page, "group.medicines")
    strike(page, "last_kept_dose_at.day", Qt.Key.Key_Down)
    type_into(page, "last_kept_dose_at", "6:00 pm")
    assert page.form.draft().last_kept_dose_at is None
    assert [w for w in page.findChildren(QLabel) if w.text() == "This time is still to come."]
    page.save()
    assert "Last dose kept down says 6:00 pm" in part(page, "check_in.trouble").text()


def test_a_head_has_room_for_its_name_and_how_much_is_answered(qtbot):
    theme, said = load_theme("light", 1.0), "3 of 12 answered"
    head = GroupHead(theme, "Sleep")
    qtbot.addWidget(head)
    before, high = head.sizeHint().width(), head.sizeHint().height()
    head.show_count(said)
    wide = head.sizeHint().width()
    assert wide == before + QFontMetrics(theme.font("small")).horizontalAdvance(said)
    assert head.heightForWidth(wide) == high < head.heightForWidth(wide - 1)


@pytest.mark.parametrize(
    ("scale", "widths"),
    [pytest.param(1, (1024, 1366, 1920), marks=pytest.mark.long), (1, (1366,)), (2, (1024,))],
)
def test_no_word_of_the_groups_is_cut(open_window, scale, widths):
    window = open_window(widths[0], person=ASKED_EVERYTHING, text_scale=Decimal(scale))
    window.show_page("check_in")
    press(window, "mode.full")
    for group in GROUPS:
        press(window, f"group.{group}")
    for name in ("doses.add", "prn_taken.add", "seizures.add", "agitation.3"):
        press(window, name)
    page = window.findChild(CheckInPage)
    for width in widths:
        window.resize(width, 1080 if width == 1920 else 768)
        for _turn in range(4):
            QApplication.processEvents()
        assert window.width() == width
        assert [w for w in map(cut, page.findChildren(QLabel)) if w] == []
        assert [w for w in map(off_the_side, page.form.findChildren(QWidget)) if w] == []


def cut(label):
    if not label.isVisible() or not label.text():
        return ""
    wide = label.width() >= (1 if label.wordWrap() else label.sizeHint().width())
    deep = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return "" if wide and label.height() + 1 >= deep else f"{label.text()!r} {label.size()}"


def off_the_side(widget):
    page = widget.window()
    if not widget.isVisible() or widget.isWindow():
        return ""
    left = widget.mapTo(page, widget.rect().topLeft()).x()
    port = next(a for a in parents(widget) if a.objectName() == "qt_scrollarea_viewport")
    edge = port.mapTo(page, port.rect().topLeft()).x()
    inside = edge <= left and left + widget.width() <= edge + port.width()
    return (
        "" if inside else f"{type(widget).__name__} {widget.objectName()} {left}+{widget.width()}"
    )


def parents(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def test_craving_is_asked_where_somebody_wants_it_and_then_again(open_window):
    window = open_window(person="practice-both")
    window.show_page("check_in")
    page = window.findChild(CheckInPage)
    press(page, "mode.full")
    press(page, "group.mind")
    assert page.findChild(QAbstractButton, "more.craving.4") is None
    press(page, "more.craving.ask")
    press(page, "more.craving.4")
    assert page.form.draft().more["craving"] == 4
    page.save()
    window.show_page("check_in")
    press(page, "mode.full")
    press(page, "group.mind")
    assert page.findChild(QAbstractButton, "more.craving.4").isVisibleTo(page)
    assert not page.findChild(QAbstractButton, "more.craving.ask").isVisibleTo(page)


@pytest.fixture
def with_dose(open_window, clock):
    """Return the page with Full chosen, an hour and a half after the evening dose was due."""
    clock.go_to(datetime(2026, 11, 22, 4, 30, tzinfo=UTC))
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    press(window, "mode.full")
    return window.findChild(CheckInPage)


def dose_of(page):
    return page.form.dose_events("Ana")[0]


def test_a_planned_dose_can_be_told_as_it_really_was(with_dose):
    press(with_dose, "dose.0.late")
    assert (dose_of(with_dose).mg, dose_of(with_dose).at) == (Decimal(15), None)
    QTest.keyClicks(part(with_dose, "dose.0.mg"), "7,5")
    part(with_dose, "dose.0.at.day").setCurrentIndex(1)
    QTest.keyClicks(part(with_dose, "dose.0.at"), "11:10 pm")
    told = dose_of(with_dose)
    assert told.mg == Decimal("7.5")
    assert told.at == Moment.parse("2026-11-21T23:10:00-05:00")
    assert told.scheduled_for == Moment.parse("2026-11-21T22:00:00-05:00")


def test_a_dose_that_came_up_again_says_after_how_many_minutes(with_dose):
    press(with_dose, "dose.0.vomited")
    QTest.keyClicks(part(with_dose, "dose.0.vomited_after_min"), "20")
    assert dose_of(with_dose).vomited_after_min == 20


def test_a_part_of_a_dose_has_no_amount_until_somebody_says_it_and_a_refused_one_none(with_dose):
    press(with_dose, "dose.0.partly")
    assert dose_of(with_dose).mg is None
    QTest.keyClicks(part(with_dose, "dose.0.mg"), "5")
    assert dose_of(with_dose).mg == 5
    press(with_dose, "dose.0.refused")
    assert (dose_of(with_dose).mg, dose_of(with_dose).status) == (None, "refused")


def test_a_tenfold_dose_is_asked_about_counts_at_once_and_is_kept(with_dose):
    press(with_dose, "dose.0.taken")
    QTest.keyClicks(part(with_dose, "dose.0.mg"), "150")
    assert dose_of(with_dose).mg == 150
    assert part(with_dose, "dose.0.mg.yes").text() == "Yes"
    QTest.keyClicks(part(with_dose, "dose.0.mg"), "0")
    with_dose.save()
    assert "Given says 1500" in with_dose.findChild(QWidget, "check_in.trouble").text()


def test_what_was_told_of_a_planned_dose_comes_back_with_the_draft(with_dose):
    press(with_dose, "dose.0.vomited")
    QTest.keyClicks(part(with_dose, "dose.0.mg"), "12")
    QTest.keyClicks(part(with_dose, "dose.0.vomited_after_min"), "20")
    before = dose_of(with_dose)
    with_dose._keeping.keep()
    with_dose.open_person(with_dose._person_id)
    after = dose_of(with_dose)
    told = ("status", "mg", "at", "scheduled_for", "vomited_after_min")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
