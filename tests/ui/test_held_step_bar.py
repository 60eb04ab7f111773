# SPDX-License-Identifier: MIT
"""The bar above every page says that a plan is held, where the next step's day has come."""

from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus, TaperPlan
from caregiver_app.system.clock import here_and_now


def test_the_bar_says_that_the_step_is_held_and_to_ask(open_window, clock):
    window = open_window(person=Person(name="Hal", route=Route.ORAL, drug=Drug.BACLOFEN))
    book, now = window.services.book, here_and_now(clock)
    held = Step(from_=now.day - timedelta(9), mg_per_day=Decimal(40), status=StepStatus.HELD)
    plan = TaperPlan(
        id="held",
        drug=Drug.BACLOFEN,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(50),
        steps=(held, Step(from_=now.day, mg_per_day=Decimal(30))),
    )
    entry = book.new_entry(window.person_id, EntryKind.PLAN, to_plain(plan), now, author="Eva")
    book.append([entry])
    window.open_person(window.person_id)
    QApplication.processEvents()
    said = {label.text() for label in window.findChildren(QLabel)}
    assert "step 1 of 2, held. Ask." in said
    assert "40\u00a0mg a day" in said
