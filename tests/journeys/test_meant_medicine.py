# SPDX-License-Identifier: MIT
"""A misspelled name of the medicine of the plan: the program asks, and changes nothing itself."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.person import Drug
from tests.journeys.hands import in_sight
from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui

ASKED = "Do you mean baclofen, the medicine of the plan?"


@pytest.fixture
def form(open_window):
    """Return the form with a row for a medicine given as needed."""
    window = open_window(person="practice-oral")
    for part in ("nav.check_in", "mode.full", "group.medicines", "prn_taken.add"):
        press(window, part)
    return window


@pytest.fixture
def log(open_window):
    """Return Log a dose, about another medicine."""
    window = open_window(person="practice-oral")
    for part in ("today.log_dose", "dose.drug.other", "dose.status.now"):
        press(window, part)
    return window


def _record(window):
    return window.services.book.record(window.person_id)


def test_in_a_check_in_it_is_asked_once_the_name_is_typed_and_nothing_changes(form):
    type_into(form, "prn_taken.0.name", "bacoflen")
    assert is_gone(form, "prn_taken.0.name.meant"), "half a name is no slip"
    strike(find(form, "prn_taken.0.name"), Qt.Key.Key_Tab)
    see(form, ASKED)
    assert find(form, "prn_taken.0.name").text() == "bacoflen"


def test_a_check_in_is_not_saved_before_it_is_answered(form):
    before = len(_record(form).check_ins)
    type_into(form, "prn_taken.0.name", "bacoflen")
    strike(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    see(form, f"Not saved: {ASKED}", "Yes, baclofen")
    assert find(form, "prn_taken.0.name.meant").hasFocus()
    assert len(_record(form).check_ins) == before


def test_yes_counts_it_among_the_doses_with_the_words_that_were_typed(form):
    type_into(form, "prn_taken.0.name", "bacoflen 10")
    strike(find(form, "prn_taken.0.name"), Qt.Key.Key_Tab)
    press(form, "prn_taken.0.name.meant")
    assert find(form, "prn_taken.0.name").text() == "baclofen (bacoflen 10)"
    press(form, "prn_taken.0.to_doses")
    see(form, "As it was written: baclofen (bacoflen 10)")


def test_no_keeps_it_as_it_was_typed_and_asks_no_more(log):
    type_into(log, "dose.name", "bacoflen")
    press(log, "dose.save")
    see(log, ASKED)
    press(log, "dose.name.not_meant")
    press(log, "dose.save")
    assert [m.name for m in _record(log).check_ins[-1].prn_taken] == ["bacoflen"]


def test_yes_leads_to_the_dose_of_the_plan(log):
    type_into(log, "dose.name", "Lioresol")
    press(log, "dose.save")
    press(log, "dose.name.meant")
    see(log, "baclofen (Lioresol) is baclofen. Choose baclofen above")


def test_the_other_drug_is_an_extra_dose_once_it_was_meant(log):
    type_into(log, "dose.name", "Clonopin")
    type_into(log, "dose.text", "0.5 mg")
    press(log, "dose.save")
    see(log, "Do you mean clonazepam?")
    press(log, "dose.name.meant")
    press(log, "dose.save")
    dose = _record(log).doses[-1]
    assert (dose.drug, dose.status, dose.mg) == (Drug.CLONAZEPAM, DoseStatus.EXTRA, Decimal("0.5"))
    assert "Clonopin" in dose.note


def test_lorazepam_is_never_called_clonazepam(log):
    type_into(log, "dose.name", "lorazepam")
    press(log, "dose.save")
    assert [m.name for m in _record(log).check_ins[-1].prn_taken] == ["lorazepam"]


def test_so_it_is_among_the_other_medicines(open_window):
    window = open_window(person="practice-oral")
    window.show_page("profile")
    press(window, "profile.medicines.add")
    place = len(_record(window).person.medicines or ())
    type_into(window, f"profile.medicines.{place}.name", "clonazapam")
    press(window, "profile.save")
    see(window, "Do you mean clonazepam?")
    assert find(window, f"profile.medicines.{place}.name.meant").hasFocus(), "it is in sight"
    press(window, f"profile.medicines.{place}.name.meant")
    press(window, "profile.save")
    assert _record(window).person.medicines[-1].name == "clonazepam (clonazapam)"


def test_the_question_moves_nothing_under_a_button_that_is_held_down(form, qtbot):
    type_into(form, "prn_taken.0.name", "bacoflen")
    add = in_sight(form, "prn_taken.add")
    place = add.mapTo(form, add.rect().center())
    QTest.mousePress(add, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert add.mapTo(form, add.rect().center()) == place
    QTest.mouseRelease(add, Qt.MouseButton.LeftButton, pos=add.mapFrom(form, place))
    qtbot.waitUntil(lambda: not is_gone(form, "prn_taken.1.name"))  # the press counted
    qtbot.waitUntil(lambda: not is_gone(form, "prn_taken.0.name.meant"))


def test_no_is_not_asked_for_again_after_the_program_ended(form, open_window):
    type_into(form, "prn_taken.0.name", "bacoflen")
    strike(find(form, "prn_taken.0.name"), Qt.Key.Key_Tab)
    press(form, "prn_taken.0.name.not_meant")
    form.close()
    again = open_window()
    again.show_page("check_in")
    press(again, "group.medicines")
    assert find(again, "prn_taken.0.name").text() == "bacoflen"
    strike(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert is_gone(again, "prn_taken.0.name.meant")
    assert [m.name for m in _record(again).check_ins[-1].prn_taken] == ["bacoflen"]


def test_a_name_that_nobody_was_asked_about_is_asked_about_after_it(form, open_window):
    type_into(form, "prn_taken.0.name", "bacoflen")
    form.close()
    again = open_window()
    again.show_page("check_in")
    strike(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    see(again, f"Not saved: {ASKED}")


def test_no_holds_on_log_a_dose_when_the_page_is_built_anew(log, qtbot):
    type_into(log, "dose.name", "bacoflen")
    press(log, "dose.save")
    press(log, "dose.name.not_meant")
    log.services.settings.change(theme="dark")
    log.dress_later()
    qtbot.waitUntil(lambda: log.page_name == "log_dose" and log._theme.name == "dark")
    press(log, "dose.save")
    assert [m.name for m in _record(log).check_ins[-1].prn_taken] == ["bacoflen"]
