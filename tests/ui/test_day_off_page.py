# SPDX-License-Identifier: MIT
"""Today and its bar on a day of 0 mg that the plan holds between two doses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, TaperPlan
from caregiver_app.system.clock import here_and_now


def _plan(today: date) -> TaperPlan:
    """Return 0.5 mg, then 0.25 mg every other day, today none; then 0.125 mg every other day."""
    steps = [_step(today - timedelta(days=30), "0.5")]
    for n in range(-9, 20):
        amount = "0" if n % 2 == 0 else "0.25" if n < 6 else "0.125"
        steps.append(_step(today + timedelta(days=n), amount))
    return TaperPlan(
        id="every-other-day",
        drug=Drug.CLONAZEPAM,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal("0.5"),
        steps=tuple(steps),
        dose_times=("21:00",),
        prescriber="Dr X",
    )


def _step(day: date, mg: str) -> Step:
    amount = Decimal(mg)
    doses = (StepDose(time="21:00", mg=amount),) if amount else ()
    return Step(from_=day, mg_per_day=amount, doses=doses)


@pytest.fixture
def window(open_window, clock):
    """Return the window on somebody whose plan gives a dose every other day, and none today."""
    who = Person(name="Cleo Zane", route=Route.ORAL, drug=Drug.CLONAZEPAM)
    window = open_window(person=who)
    book, now = window.services.book, here_and_now(clock)
    plan = to_plain(_plan(now.day))
    book.append([book.new_entry(window.person_id, EntryKind.PLAN, plan, now, author="Eva")])
    window.open_person(window.person_id)
    QApplication.processEvents()
    return window


def _texts(window) -> list[str]:
    return [part.text() for part in window.findChildren(QLabel) if part.isVisible()]


def test_no_page_calls_it_a_stop(window, clock):
    seen, today = " | ".join(_texts(window)), here_and_now(clock).day
    tomorrow = today + timedelta(days=1)
    assert f"None today, 0.25\u00a0mg on {tomorrow:%a} {tomorrow.day} {tomorrow:%b}" in seen
    assert "Day 9 since the last cut" in seen
    assert "0\u00a0mg a day" not in seen
    assert "to 0 " not in seen.replace("\u00a0", " ")


def test_questions_of_one_kind_stand_once_with_their_number(window):
    seen = _texts(window)
    asked = [text for text in seen if text.startswith("The dose drops a lot in one step.")]
    assert len(asked) == 1
    assert "1 more like this." in seen
    assert any(text.startswith("The plan has days without a dose.") for text in seen)
    window.findChild(QAbstractButton, "prompts.more").click()
    QApplication.processEvents()
    seen = _texts(window)
    assert "1 more like this." not in seen
    assert sum(text.startswith("The step of") and "0.125" in text for text in seen) >= 1
