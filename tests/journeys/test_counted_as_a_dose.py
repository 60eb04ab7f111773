# SPDX-License-Identifier: MIT
"""The medicine that is stepped down, told in a check-in among those given as needed."""

from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.person import Drug
from caregiver_app.ui.pages.check_in import CheckInPage
from tests.journeys.words import find, is_gone, level_says, press, see, type_into

pytestmark = pytest.mark.gui

SAYS = "Lioresal 10 is baclofen. It belongs to the doses, so that it is counted."


@pytest.fixture
def window(open_window):
    """Return the form in which Lioresal was typed as a medicine given as needed."""
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    press(window, "mode.full")
    press(window, "group.medicines")
    press(window, "prn_taken.add")
    type_into(window, "prn_taken.0.name", "Lioresal 10")
    type_into(window, "prn_taken.0.dose_text", "10 mg")
    find(window, "prn_taken.0.at.day").setCurrentIndex(1)
    type_into(window, "prn_taken.0.at", "9:30 AM")
    return window


def draft(window):
    return window.findChild(CheckInPage).form.draft()


def test_it_is_not_saved_under_another_name_and_nothing_typed_is_lost(window):
    see(window, SAYS)
    before = len(window.services.book.record(window.person_id).check_ins)
    press(window, "save")
    see(window, f"Not saved: {SAYS} Press Move it to the doses.")
    assert find(window, "prn_taken.0.name").text() == "Lioresal 10"
    assert len(window.services.book.record(window.person_id).check_ins) == before


def test_it_goes_to_the_doses_with_amount_time_and_words_and_is_counted(window):
    press(window, "prn_taken.0.to_doses")
    assert is_gone(window, "prn_taken.0.name")
    see(window, "As it was written: Lioresal 10, 10 mg")
    (kept,) = draft(window).prn_taken
    assert kept.name == "Lioresal 10", "a crash now would lose it"
    press(window, "save")
    see(window, "what became of it is not said")
    press(window, "doses.0.status.extra")
    assert draft(window).prn_taken == ()
    level_says(window, "Call Poison Help now: 1-800-222-1222", "An extra dose was taken.")
    press(window, "save")
    dose = window.services.book.record(window.person_id).doses[-1]
    assert (dose.status, dose.mg) == (DoseStatus.EXTRA, Decimal(10))
    assert (f"{dose.at.local:%H:%M}", dose.note) == ("09:30", "Lioresal 10, 10 mg")


def test_a_time_without_its_day_goes_along(window):
    find(window, "prn_taken.0.at.day").setCurrentIndex(0)
    press(window, "prn_taken.0.to_doses")
    assert find(window, "doses.0.at").text() == "9:30 AM"


def test_words_that_are_no_amount_stay_beside_the_dose(window):
    find(window, "prn_taken.0.dose_text").clear()
    type_into(window, "prn_taken.0.dose_text", "half a tablet")
    press(window, "prn_taken.0.to_doses")
    see(window, "As it was written: Lioresal 10, half a tablet")
    press(window, "doses.0.remove")
    assert draft(window).prn_taken == ()


def test_any_other_medicine_stays_one_that_is_given_as_needed(window):
    find(window, "prn_taken.0.name").clear()
    type_into(window, "prn_taken.0.name", "Lorazepam")
    assert is_gone(window, "prn_taken.0.to_doses")
    (kept,) = draft(window).prn_taken
    assert kept.name == "Lorazepam"


def test_clonazepam_that_stands_in_no_plan_is_counted_as_an_extra_dose(window):
    find(window, "prn_taken.0.name").clear()
    type_into(window, "prn_taken.0.name", "Klonopin")
    press(window, "prn_taken.0.to_doses")
    press(window, "doses.0.status.extra")
    press(window, "save")
    assert window.services.book.record(window.person_id).doses[-1].drug is Drug.CLONAZEPAM


def test_beside_a_pump_it_asks_for_the_answer_that_counts(open_window):
    window = open_window(person="practice-pump")
    for part in ("nav.check_in", "mode.full", "group.medicines", "prn_taken.add"):
        press(window, part)
    type_into(window, "prn_taken.0.name", "Baclofen")
    see(window, "Baclofen is baclofen. So answer yes to the extra dose too.")
    assert is_gone(window, "prn_taken.0.to_doses")
