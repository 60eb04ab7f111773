# SPDX-License-Identifier: MIT
"""A year that is one off in a plan or at a pump: asked about before it is kept."""

import pytest
from PySide6.QtCore import Qt

from tests.journeys.test_plan_journey import begin, plans, type_step
from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_after):
    window = open_after(begin)
    press(window, "nav.plan")
    return window


def type_plan(window, *days, written="1 May 2026"):
    """Type a plan with steps that start on these days, as far as Save."""
    press(window, "plan.new")
    type_into(window, "plan.times", "6 AM, 2 PM, 10 PM")
    strike(find(window, "plan.times"), Qt.Key.Key_Tab)
    type_into(window, "plan.written_on", written)
    press(window, "plan.received.paper")
    for row, day in enumerate(days):
        if row:
            press(window, "plan.add_step")
        type_step(window, row, day, "20", "15", f"{20 - row}")
    press(window, "plan.save")


def test_last_years_dates_are_asked_about_and_typed_anew(window):
    type_plan(window, "4 May 2025", "18 May 2025")
    see(window, "Step 1 starts on 4 May 2025, 362 days before the plan. Is the year right?")
    assert plans(window) == ()
    assert is_gone(window, "plan.save")
    press(window, "plan.unsaid.type")
    assert find(window, "plan.step.0.starts").hasFocus()
    for row, day in enumerate(("4 May 2026", "18 May 2026")):
        find(window, f"plan.step.{row}.starts").selectAll()
        type_step(window, row, day)
    press(window, "plan.save")
    (plan,) = plans(window)
    assert [step.from_.year for step in plan.steps] == [2026, 2026]


def test_a_whole_plan_of_last_year_is_asked_about(window):
    type_plan(window, "4 May 2025", "18 May 2025", written="1 May 2025")
    see(window, "This was written on 1 May 2025,", "days ago. Is the year right?")
    assert plans(window) == ()
    press(window, "plan.unsaid.type")
    assert find(window, "plan.written_on").hasFocus()


def test_a_step_a_year_behind_the_one_above_is_kept_when_somebody_says_it_is_right(window):
    type_plan(window, "4 May 2026", "18 May 2027")
    see(window, "Step 2 starts on 18 May 2027, 379 days after step 1. Is the year right?")
    press(window, "plan.unsaid.yes")
    (plan,) = plans(window)
    assert [step.from_.year for step in plan.steps] == [2026, 2027]


def test_a_plan_of_half_a_year_is_asked_nothing(window):
    type_plan(window, "4 May 2026", "2 Nov 2026")
    (plan,) = plans(window)
    assert len(plan.steps) == 2
