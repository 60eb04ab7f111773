# SPDX-License-Identifier: MIT
"""A daughter types the prescriber's plan off the paper, and later that a step is held."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from caregiver_app.domain.plan import Received, StepStatus
from tests.journeys.test_own_person import fill_in_welcome
from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window):
    window = open_window()
    fill_in_welcome(window)
    press(window, "start")
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


def test_a_person_without_a_plan_is_told_whom_to_ask(window):
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
