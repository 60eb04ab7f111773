# SPDX-License-Identifier: MIT
"""What is stored of a text in a part of a log, in another unit, as a part of a dose, or twice."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from caregiver_app.domain.check_in import Missing
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.fields.check_in_draft import answer_in

pytestmark = pytest.mark.gui

SEIZURE = {
    "minutes": {
        "3": 180,
        "0": 0,
        "03": 180,
        "\uff13": 180,
        "90": 5400,
        "1440": 86400,
        "1441": None,
    },
    "seconds": {"40": 40, "0": 0, "59": 59, "60": None, "90": None, "40s": None, "1:30": None},
}
AWAKE_AGAIN = {
    "30": 30,
    "0": 0,
    "1,5": None,
    "-5": None,
    "3O": None,
    "\u0663\u0660": 30,
    "9999": None,
}
CUPS = {"4": "960", "2,5": "600", "0": "0", "1/2": None, "4 cups": None, "41": "9840", "42": None}
POUNDS = {"150": "68.0", "150,5": "68.3", "5": "2.3", "4": None, "771": "349.7", "772": None}
PARTLY = {"5": "5", "7,5": "7.5", "0.5": "0.5", "1/2": None, "half": None, "5mg": None, "501": None}
SECOND = {"78": 78, "0": None, "999": None, "7B": None, "\u0667\u0668": 78}


def _press(page, *names: str) -> None:
    """Press buttons that are to be seen; of a row that was taken out one may still be there."""
    for name in names:
        next(b for b in page.findChildren(QAbstractButton, name) if b.isVisible()).click()
    QApplication.processEvents()


def _type(page, name: str, text: str) -> None:
    """Type a text into a field that is emptied, letter by letter as far as keys have them."""
    edit = page.findChild(QLineEdit, name)
    edit.clear()
    edit.textEdited.emit("")
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:
        edit.insert(text)
        edit.textEdited.emit(edit.text())
    assert edit.text().replace(".", "") == text.replace(".", ""), "nothing typed is lost"


def _differing(page, name: str, texts, found_of) -> list[object]:
    """Return each text of which something else is stored than the table says."""
    wrong = []
    for text, stored in texts.items():
        _type(page, name, text)
        found, wanted = found_of(), None if stored is None else Decimal(stored)
        if found != wanted:
            wrong.append((name, text, found, stored))
    return wrong


@pytest.fixture
def page(open_window, clock):
    """Return the page with Full chosen, an hour and a half after the evening dose was due."""
    clock.go_to(datetime(2026, 11, 22, 4, 30, tzinfo=UTC))
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    QApplication.processEvents()
    made = window.findChild(CheckInPage)
    _press(made, "mode.full")
    return made


def test_minutes_and_seconds_of_a_seizure_are_stored_as_the_table_says(page):
    _press(page, "group.stiffness", "seizures.add")

    def seizure():
        return page.form.draft().seizures[-1]

    for part, texts in SEIZURE.items():
        assert _differing(page, f"seizures.0.{part}", texts, lambda: seizure().duration_s) == []
        page.findChild(QLineEdit, f"seizures.0.{part}").clear()
        page.findChild(QLineEdit, f"seizures.0.{part}").textEdited.emit("")
    after = "seizures.0.recovered_after_min"
    assert _differing(page, after, AWAKE_AGAIN, lambda: seizure().recovered_after_min) == []


def test_each_seizure_that_is_added_counts_and_one_that_is_taken_out_does_not(page):
    _press(page, "group.stiffness", "seizures.add", "seizures.add", "seizures.add")
    assert len(page.form.draft().seizures) == 3
    _press(page, "seizures.1.remove")
    assert len(page.form.draft().seizures) == 2


def test_cups_of_fluid_and_pounds_are_stored_in_their_units_as_the_table_says(page):
    _press(page, "group.stomach", "group.other")
    _press(page, "more.fluids_ml.unit.cups", "weight_kg.unit.lb")
    for name, texts in (("more.fluids_ml", CUPS), ("weight_kg", POUNDS)):
        edit = f"{name}.{'cups' if texts is CUPS else 'lb'}"
        assert (
            _differing(page, edit, texts, lambda name=name: answer_in(page.form.draft(), name))
            == []
        )


def test_how_much_of_a_planned_dose_was_kept_is_stored_as_the_table_says(page):
    _press(page, "dose.0.partly")
    assert _differing(page, "dose.0.mg", PARTLY, lambda: page.form.dose_events(None)[0].mg) == []


def test_a_second_reading_is_stored_as_the_table_says_and_the_first_stays(page):
    _type(page, "hr", "135")
    _press(page, "hr.second")
    for text, stored in SECOND.items():
        _type(page, "hr", text)
        draft = page.form.draft()
        assert draft.hr == (135 if stored is None else stored), text
        assert draft.first_reading == {"hr": Decimal(135)}, text


def test_no_number_takes_the_place_of_a_number_and_typing_takes_its_place(page):
    actions = page.findChild(QAbstractButton, "hr.no_number").menu().actions()
    assert len(actions) >= 3, "could not measure, LO and HI"
    for action in actions:
        _type(page, "hr", "72")
        action.trigger()
        draft = page.form.draft()
        assert draft.hr is None, action.text()
        assert isinstance(draft.not_taken["hr"], Missing), action.text()
    _type(page, "hr", "72")
    draft = page.form.draft()
    assert (draft.hr, "hr" in draft.not_taken) == (72, False)
