# SPDX-License-Identifier: MIT
"""The page of a shift: facts as they stand, read back one by one, and nothing that blocks."""

from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QAbstractButton, QLabel

from caregiver_app.domain.shift.shift_log import Fact
from caregiver_app.ui.widgets.shift.read_back_card import ReadBackCard
from caregiver_app.ui.widgets.shift.shift_words import FactWords
from tests.journeys.words import find, is_gone, press, see, type_into

ANA = "Ana (daughter)"


def shift_page(open_window, *size, person="practice-oral", **settings):
    window = open_window(*size, person=person, **{"recorder": ANA, **settings})
    press(window, "today.shift")
    assert window.page_name == "shift"
    return window


def test_start_opens_when_all_three_were_read_back_and_undo_takes_it_back(open_window):
    window = shift_page(open_window)
    see(window, "Nobody is on shift now.", "0 of 3 read back.")
    assert not find(window, "shift.start").isEnabled()
    for fact in Fact:
        press(window, f"shift.read.{fact}")
    assert is_gone(window, "shift.skip")
    said = find(window, "shift.fact.last_dose").text()
    press(window, "shift.start")
    see(window, f"the shift of {ANA} has started.", f"{ANA} has been on since 1:40 PM.")
    (shift,) = window.services.shifts.on_now(window.person_id)
    assert shift.all_read
    assert said in {told.sentence for told in shift.read_back}
    press(window, "undo")
    assert window.services.shifts.on_now(window.person_id) == ()


def test_starting_without_reading_back_is_never_blocked_and_is_kept_as_such(open_window):
    window = shift_page(open_window)
    press(window, "shift.read.last_dose")
    press(window, "shift.skip")
    (shift,) = window.services.shifts.on_now(window.person_id)
    assert [told.fact for told in shift.read_back if told.was_read] == [Fact.LAST_DOSE]
    press(window, "today.shift")
    see(window, "Not read back: the next dose, the open flags.", "In your shift")


def test_a_fact_that_changed_meanwhile_is_not_read_back_any_more(open_window, clock):
    window = shift_page(open_window)
    for fact in Fact:
        press(window, f"shift.read.{fact}")
    clock.go_to(clock.now() + timedelta(hours=2))
    press(window, "shift.start")
    assert window.services.shifts.on_now(window.person_id) == ()
    see(window, "The 3:00 PM dose of baclofen is not written down.", "2 of 3 read back.")
    assert not find(window, "shift.read.next_dose").isChecked()


def test_who_is_not_known_is_asked_for_and_nothing_recorded_is_said_so(open_window):
    window = shift_page(open_window, recorder=None)
    see(window, "Say who is recording. Then you can start a shift.", "Nobody is recording.")
    assert is_gone(window, "shift.start")
    assert is_gone(window, "shift.read.flags")
    assert find(window, "shift.recorder").isEnabled()


def test_handing_over_adds_items_takes_them_back_and_chooses_the_sheet(open_window):
    window = shift_page(open_window)
    press(window, "shift.watch.add")
    type_into(window, "shift.watch.text", "Ring the pharmacy")
    press(window, "shift.watch.add_to_do")
    see(window, "To do: Ring the pharmacy", "Written down: to-do “Ring the pharmacy”.")
    assert window.page_name == "shift"
    assert window.focusWidget() is find(window, "shift.watch.add")
    press(window, "shift.watch.undo")
    assert is_gone(window, "shift.watch.item")
    press(window, "shift.sheet")
    assert window.page_name == "handoff"
    assert find(window, "sheet.shift").isChecked()


def test_nothing_is_cut_at_double_text_on_a_small_screen(open_window):
    name = "Benjamin Featherstonehaugh (night nurse from the agency)"
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2), recorder=name)
    services = window.services
    services.shifts.start(window.person_id, "Ana " * 20, ())
    window.show_page("shift")
    see(window, "Does somebody go off now?")
    for part in window.findChildren(QAbstractButton) + window.findChildren(QLabel):
        if part.isVisible() and part.width() < part.minimumSizeHint().width():
            raise AssertionError(part.text())


def test_somebody_who_is_renamed_in_a_shift_ends_it_and_an_earlier_name_given_on_does_not(
    open_window,
):
    window = open_window(person="practice-oral")
    caregivers, who = window.services.caregivers, window.person_id
    caregivers.begin_with(who, "Ana (daughter)")
    (ana,) = caregivers.of(who)
    window.services.shifts.start(who, ana.signature, ())
    caregivers.change(who, ana.id, name="Anna", relation="daughter", role=ana.role)
    window.open_person(who)
    assert find(window, "today.shift").text() == "End my shift"
    other = caregivers.add(who, "Ana", "daughter", ana.role)
    window.show_page("shift")
    see(window, "You are Anna (daughter). You are not on yet.")
    caregivers.take_away(who, other.id)
    window.open_person(who)
    press(window, "today.shift")
    press(window, "shift.end")
    see(window, "the shift of Anna (daughter) has ended.")
    assert window.services.shifts.on_now(who) == ()


def test_a_name_from_the_right_turns_nothing_round_and_is_kept_as_it_is(open_window):
    omar = "\u0639\u0645\u0631"
    window = shift_page(open_window, recorder=omar)
    see(window, f"You are \u2068{omar}\u2069. You are not on yet.")
    card = window.findChild(ReadBackCard)
    lines = (f"\u2068{omar}\u2069, 62 kg",)
    card.show_facts((FactWords(fact=Fact.FLAGS, name="Flags", lines=lines, age=""),), ())
    (asked,) = card.asked()
    assert asked.sentence == f"{omar}, 62 kg"
    press(window, "shift.skip")
    assert [shift.who for shift in window.services.shifts.on_now(window.person_id)] == [omar]
