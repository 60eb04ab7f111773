# SPDX-License-Identifier: MIT
"""A daughter types the prescriber's plan off the paper, and later that a step is held."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from caregiver_app.domain.dosing.todays_doses import DoseState
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plan import Received, StepStatus
from tests.journeys.test_own_person import fill_in_welcome
from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui


def begin(window):
    fill_in_welcome(window)
    press(window, "start")


@pytest.fixture
def window(open_after):
    window = open_after(begin)
    press(window, "nav.plan")
    return window


def plans(window):
    return window.services.book.record(window.person_id).plans


def type_step(window, number, starts, *amounts):
    type_into(window, f"plan.step.{number}.starts", starts)
    for place, amount in enumerate(amounts):
        type_into(window, f"plan.step.{number}.amount.{place}", amount)


def type_first_plan(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "6 AM, 2 PM, 10 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    type_into(window, "plan.start", "60")
    type_into(window, "plan.written_on", "1 May 2026")
    press(window, "plan.received.paper")
    type_step(window, 0, "4 May 2026", "20", "15", "20")
    press(window, "plan.add_step")
    type_step(window, 1, "18 May 2026", "15", "15", "20")
    press(window, "plan.save")


def test_a_person_without_a_plan_is_told_whom_to_ask(open_window):
    window = open_window()
    begin(window)
    press(window, "nav.plan")
    see(window, "Not typed in yet", "Ring Dr. Amara Okafor: 313-555-0142")


def test_the_plan_that_was_typed_is_shown_as_it_was_written(window):
    type_first_plan(window)
    see(window, "as written by Dr. Amara Okafor on 1 May 2026, received on paper. Version 1.")
    see(window, "Mon 4 May 2026", "55 mg", "92 %", "Mon 18 May 2026", "50 mg", "83 %", "Day 3")
    (plan,) = plans(window)
    assert plan.dose_times == ("06:00", "14:00", "22:00")
    assert [str(dose.mg) for dose in plan.steps[1].doses] == ["15", "15", "20"]
    assert plan.received_by is Received.PAPER
    see(window, "50 mg a day", "step 2 of 2")


def test_a_big_cut_is_asked_about_while_it_is_typed_and_can_be_saved(window):
    press(window, "plan.new")
    type_into(window, "plan.start", "60")
    type_into(window, "plan.step.0.starts", "25 May 2026")
    type_into(window, "plan.step.0.per_day", "20")
    QApplication.processEvents()
    see(find(window, "plan.draft_prompts"), "The dose drops a lot in one step.")
    press(window, "plan.save")
    see(find(window, "prompts"), "The dose drops a lot in one step.", "They confirmed it")
    assert len(plans(window)) == 1


def test_what_cannot_be_right_is_said_and_nothing_is_lost(window):
    press(window, "plan.new")
    type_into(window, "plan.step.0.starts", "5/6/2026")
    type_into(window, "plan.step.0.per_day", "20")
    press(window, "plan.save")
    see(window, "Type the day like 18 May 2026, the month as a word.")
    assert plans(window) == ()
    assert find(window, "plan.step.0.starts").hasFocus()
    assert find(window, "plan.step.0.per_day").text() == "20"


def test_a_hold_is_written_with_who_said_so_and_the_version_before_stays(window):
    type_first_plan(window)
    press(window, "plan.hold")
    status = find(window, "plan.step.1.status")
    assert isinstance(status, QComboBox)
    assert status.hasFocus()
    QTest.keyClicks(status, "held")
    status.activated.emit(status.currentIndex())
    type_into(window, "plan.written_on", "21 May 2026")
    type_into(window, "plan.step.1.said_by", "Dr. Okafor")
    find(window, "plan.step.1.said_at.day").setCurrentIndex(1)
    type_into(window, "plan.step.1.said_at", "9:00 AM")
    press(window, "plan.save")
    see(window, "Version 2.", "Day 3, held", "Said by Dr. Okafor, Thu 21 May 2026, 9:00 AM.")
    before, now = plans(window)
    assert [step.status for step in before.steps] == [None, None]
    assert [step.status for step in now.steps] == [None, StepStatus.HELD]


def test_leaving_it_as_it_was_writes_nothing(window):
    type_first_plan(window)
    press(window, "plan.new")
    type_into(window, "plan.step.0.amount.0", "9")
    press(window, "plan.cancel")
    assert is_gone(window, "plan.form")
    assert len(plans(window)) == 1


def test_a_plan_in_ml_shows_the_mg_and_is_kept_in_both(window):
    person = window.services.book.record(window.person_id).person
    liquid = replace(person, concentration_mg_per_ml=Decimal(5))
    window.services.profile.change(window.person_id, liquid, None)
    window.open_person(window.person_id)
    press(window, "nav.plan")
    press(window, "plan.new")
    see(window, "Type mg, or write 4 mL: the strength on record is 5 mg in 1 mL.")
    type_into(window, "plan.times", "6 AM, 2 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    type_into(window, "plan.written_on", "1 May 2026")
    press(window, "plan.received.paper")
    type_step(window, 0, "4 May 2026", "4 mL", "3 mL")
    see(window, "4 mL is 20 mg, 3 mL is 15 mg, at 5 mg in 1 mL.")
    press(window, "plan.save")
    see(window, "35 mg", "as written: 6 AM 4 mL, 2 PM 3 mL (5 mg in 1 mL)")
    (plan,) = plans(window)
    assert [dose.mg for dose in plan.steps[0].doses] == [20, 15]


def test_plan_and_today_ask_about_the_same_doses_of_a_plan_that_was_typed_just_now(window):
    type_first_plan(window)
    see(window, "6:00 AM: not written", "2:00 PM: not written", "10:00 PM: not written")
    see(window, "before the plan was typed in")  # the days before nobody asks about
    press(window, "nav.today")
    see(window, "3 doses of the last 24 hours are not written down.")
    first = find(window, "doses.today.0600.baclofen")
    assert first.shown.state is DoseState.BEFORE, "it is not left out: it may have been given"
    press(window, "doses.today.0600.baclofen")
    assert window.page_name == "log_dose"


def test_a_plan_left_by_a_slip_beside_save_can_be_brought_back_with_every_word(window):
    press(window, "plan.new")
    press(window, "plan.cancel")
    assert is_gone(window, "plan.bring_back")  # nothing was typed
    press(window, "plan.new")
    type_into(window, "plan.times", "8 AM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    type_step(window, 0, "4 May 2026", "20")
    for _slip in range(2):  # a second one too, with nothing typed since
        press(window, "plan.cancel")
        press(window, "plan.bring_back")
    assert find(window, "plan.step.0.starts").text() == "4 May 2026"
    assert find(window, "plan.step.0.amount.0").text() == "20"
    assert plans(window) == ()


def test_times_with_blanks_between_them_are_read_where_each_says_am_or_pm(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "7am 1 pm 9:30 p.m.")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    see(window, "7 AM, mg", "1 PM, mg", "9:30 PM, mg")
    find(window, "plan.times").clear()
    type_into(window, "plan.times", "7 15")  # a quarter past seven, or two times
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    see(window, "7 15 is not a time.")


def test_what_is_being_typed_is_still_there_after_a_look_at_another_page(window):
    press(window, "plan.new")
    type_into(window, "plan.start", "60")
    press(window, "nav.today")
    press(window, "nav.plan")
    assert find(window, "plan.start").text() == "60"


def test_the_times_move_with_their_doses_when_one_is_added(window):
    type_first_plan(window)
    press(window, "plan.new")
    type_into(window, "plan.times", ", 10 AM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    typed = [find(window, f"plan.step.0.amount.{place}").text() for place in range(4)]
    assert typed == ["20", "", "15", "20"]


def amounts(window, count=3):
    return [find(window, f"plan.step.0.amount.{place}").text() for place in range(count)]


def retype_times(window, text):
    find(window, "plan.times").clear()
    type_into(window, "plan.times", text)
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()


def test_a_time_that_is_typed_anew_brings_its_dose_back(window):
    type_first_plan(window)
    press(window, "plan.new")
    retype_times(window, "6 AM")
    press(window, "plan.add_step")
    retype_times(window, "6 AM, 2 PM, 10 PM")
    assert amounts(window) == ["20", "15", "20"]


def test_a_step_that_is_over_keeps_its_doses_and_one_that_loses_some_is_asked_about(window):
    type_first_plan(window)
    before = plans(window)[-1].steps
    press(window, "plan.new")
    type_into(window, "plan.written_on", "20 May 2026")
    retype_times(window, "7 AM, 9 PM")
    see(window, "This step is over. Its doses at 6 AM, 2 PM, 10 PM stay as they were.")
    type_step(window, 1, "", "25")
    press(window, "plan.save")
    see(window, "Step 2 loses doses: their times are not in the plan now.")
    press(window, "plan.unsaid.type")
    assert find(window, "plan.step.1.amount.0").hasFocus()
    type_step(window, 1, "", "", "25")
    press(window, "plan.save")
    first, second = plans(window)[-1].steps
    assert first == before[0]
    assert [(dose.time, dose.mg) for dose in second.doses] == [("07:00", 25), ("21:00", 25)]


def test_no_dose_moves_to_another_time_while_the_times_are_still_typed(window):
    type_first_plan(window)
    press(window, "plan.new")
    find(window, "plan.times").clear()
    type_into(window, "plan.times", "5 AM, 6 AM, 2 PM, 10 PM")
    typed = find(window, "plan.form").typed().steps[0]
    assert typed.amounts == ("", "20", "15", "20")


@pytest.mark.parametrize("other", ["plan.drug.clonazepam", "plan.route.itb"])
def test_no_number_of_one_medicine_becomes_one_of_another_or_of_the_pump(window, other):
    type_first_plan(window)
    press(window, "plan.new")
    press(window, other)
    typed = find(window, "plan.form").typed()
    assert (typed.start, typed.times, typed.prescriber, typed.kept) == ("", "", "", None)
    assert [step.is_blank for step in typed.steps] == [True]
    press(window, "plan.drug.baclofen")
    press(window, "plan.route.oral")
    assert find(window, "plan.start").text() == "60"
    assert amounts(window) == ["20", "15", "20"]
    type_into(window, "plan.written_on", "20 May 2026")
    press(window, "plan.save")
    assert [plan.steps for plan in plans(window)] == [plans(window)[0].steps] * 2


def test_numbers_typed_before_a_way_was_chosen_never_change_their_unit(open_window):
    window = open_window()
    both = Person(name="Rosa", route=Route.BOTH, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(both, None))
    window.show_page("plan")
    press(window, "plan.new")
    type_into(window, "plan.prescriber", "Dr. Lee")
    type_into(window, "plan.start", "60")
    press(window, "plan.route.itb")
    see(window, "What you typed was for another choice.", "All mcg of a day, before the first step")
    assert find(window, "plan.start").text() == ""
    assert find(window, "plan.prescriber").text() == "Dr. Lee"
    press(window, "plan.route.oral")
    assert find(window, "plan.start").text() == "60"
    assert is_gone(window, "plan.moved")


def test_a_plan_being_typed_waits_for_its_own_person(window):
    press(window, "plan.new")
    type_into(window, "plan.start", "60")
    own = window.person_id
    window.open_person(window.services.people.open_practice("practice-oral"))
    press(window, "nav.plan")
    assert is_gone(window, "plan.form")
    window.open_person(own)
    press(window, "nav.plan")
    assert find(window, "plan.start").text() == "60"
    press(window, "plan.cancel")
    window.open_person(own)
    press(window, "nav.plan")
    assert is_gone(window, "plan.form")


def test_a_medicine_is_not_stopped_by_a_plan_that_goes_on(window):
    type_first_plan(window)
    press(window, "plan.new")
    type_into(window, "plan.written_on", "20 May 2026")
    press(window, "plan.stops")
    press(window, "plan.save")
    see(window, "The last step is not 0.")
    assert len(plans(window)) == 1
    press(window, "plan.add_step")
    press(window, "plan.stops")  # not said any more
    assert is_gone(window, "plan.ends")
    type_step(window, 2, "25 May 2026", "0", "0", "0")
    see(window, "The last step is 0. Did the prescriber write that it stops then?")
    press(window, "plan.stops")
    assert is_gone(window, "plan.ends")
    press(window, "plan.save")
    assert plans(window)[-1].finished


def test_a_half_typed_plan_stays_in_another_text_size(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "6 AM, 2 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    type_step(window, 0, "4 May 2026", "20", "15")
    QTest.keyClicks(find(window, "plan.step.0.status"), "held")
    QApplication.processEvents()
    type_into(window, "plan.step.0.said_at", "9:30")
    window.show_page("today")
    window.services.settings.change(text_scale=Decimal("1.5"))
    window._dress_again()
    window.show_page("plan")
    QApplication.processEvents()
    texts = [find(window, f"plan.step.0.{name}").text() for name in ("amount.1", "said_at")]
    assert texts == ["15", "9:30"]


def test_a_step_dated_before_the_one_above_it_is_never_moved_in_silence(window):
    press(window, "plan.new")
    type_into(window, "plan.start", "60")
    for number, (starts, amount) in enumerate((("25 May 2026", "50"), ("24 May 2026", "45"))):
        type_into(window, f"plan.step.{number}.starts", starts)
        type_into(window, f"plan.step.{number}.per_day", amount)
        if not number:
            press(window, "plan.add_step")
    # Said when the day is left, before anything is saved.
    assert "24 May 2026, before step 1" in find(window, "plan.step.1.problem").text()
    press(window, "plan.save")
    assert plans(window) == ()
    assert find(window, "plan.step.1.starts").hasFocus()
    press(window, "plan.sort")
    assert find(window, "plan.step.0.starts").text() == "24 May 2026"
    assert is_gone(window, "plan.sort")
    press(window, "plan.save")
    assert [step.mg_per_day for step in plans(window)[0].steps] == [45, 50]


def test_a_day_that_is_none_is_told_when_its_field_is_left(window):
    press(window, "plan.new")
    type_into(window, "plan.review_on", "31 Feb 2026")
    type_into(window, "plan.step.0.starts", "soon")
    find(window, "plan.step.0.per_day").setFocus()
    QApplication.processEvents()
    assert "Type the day like" in find(window, "plan.step.0.problem").text()
    assert "month as a word" in find(window, "plan.review_on").accessibleDescription()
    # What nobody has come to yet is not called wrong.
    assert find(window, "plan.prescriber").accessibleDescription() == ""


def test_a_step_without_amounts_is_asked_about_once_and_an_empty_row_is_said_to_be_left_out(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "8 AM, 2 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    type_into(window, "plan.step.0.starts", "18 May 2026")
    type_into(window, "plan.step.0.per_day", "45")
    press(window, "plan.add_step")
    assert is_gone(window, "plan.step.1.problem")  # it is still to be typed
    strike(find(window, "plan.step.1.starts"), Qt.Key.Key_Tab)
    assert find(window, "plan.step.1.problem").text() == "This row is empty. It is left out."
    press(window, "plan.save")
    see(window, "Step 1 has no amounts at its times. Are they not on the paper?")
    assert plans(window) == ()
    assert is_gone(window, "plan.save")
    press(window, "plan.unsaid.type")
    assert find(window, "plan.step.0.amount.0").hasFocus()
    press(window, "plan.save")
    press(window, "plan.unsaid.yes")
    (plan,) = plans(window)
    assert [(step.mg_per_day, step.doses) for step in plan.steps] == [(45, ())]


def test_what_is_wrong_with_a_day_takes_no_room_from_the_choice_beside_it(window):
    window.resize(1024, 768)
    press(window, "plan.new")
    type_into(window, "plan.written_on", "5/4/2026")
    find(window, "plan.start").setFocus()
    QApplication.processEvents()
    see(window, "Type the day like 18 May 2026, the month as a word.")
    tops = {find(window, f"plan.received.{way}").y() for way in ("paper", "portal", "phone")}
    assert len(tops) == 1


def test_how_it_is_taken_is_asked_first_where_tablets_and_pump_are_both_there(window):
    both = Person(name="Rosa", route=Route.BOTH, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(both, None))
    press(window, "nav.plan")
    press(window, "plan.new")
    assert find(window, "plan.route.oral").hasFocus()
    find(window, "plan.times").setFocus()
    press(window, "plan.save")
    see(window, "Choose how it is taken.")
    assert find(window, "plan.route.oral").hasFocus()


def test_a_press_on_a_step_right_after_the_times_is_not_lost(window):
    press(window, "plan.new")
    type_into(window, "plan.times", "8 AM, 2 PM")
    QTest.mouseClick(find(window, "plan.step.0.starts"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert find(window, "plan.step.0.amount.1")
    assert find(window, "plan.step.0.starts").hasFocus()


def test_a_saved_plan_is_shown_from_its_top_with_nothing_to_press_by_mistake(window):
    type_first_plan(window)
    assert find(window, "plan.new").hasFocus()


def test_a_step_taken_out_by_a_slip_can_be_put_back_where_it_was(window):
    type_first_plan(window)
    press(window, "plan.hold")
    press(window, "plan.step.0.remove")
    assert find(window, "plan.step.0.starts").text() == "18 May 2026"
    back = find(window, "plan.put_back")
    assert back.text() == "Put step 1 back"
    assert back.hasFocus()
    press(window, "plan.put_back")
    starts = [find(window, f"plan.step.{number}.starts").text() for number in (0, 1)]
    assert starts == ["4 May 2026", "18 May 2026"]
    assert find(window, "plan.step.0.amount.1").text() == "15"
    assert is_gone(window, "plan.put_back")


def test_a_question_that_comes_up_while_typing_moves_no_field(window):
    press(window, "plan.new")
    type_into(window, "plan.start", "60")
    type_into(window, "plan.step.0.starts", "25 May 2026")
    QApplication.processEvents()
    before = find(window, "plan.step.0.per_day").mapTo(window, QPoint(0, 0))
    wide = find(window, "plan.form").width() - 20  # the bar that scrolls takes some
    type_into(window, "plan.step.0.per_day", "20")
    QApplication.processEvents()
    see(find(window, "plan.draft_prompts"), "The dose drops a lot in one step.")
    assert find(window, "plan.form").width() > wide
    assert find(window, "plan.step.0.per_day").mapTo(window, QPoint(0, 0)) == before


def test_add_a_step_stays_in_sight_however_many_there_are(window, qtbot):
    press(window, "plan.new")
    for _step in range(6):
        press(window, "plan.add_step")
        add = find(window, "plan.add_step")
        qtbot.waitUntil(lambda add=add: add.visibleRegion().boundingRect() == add.rect())
