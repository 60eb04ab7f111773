# SPDX-License-Identifier: MIT
"""A weight is typed and shown in the unit that was chosen, and kept in kg."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from caregiver_app.content.form import load_form
from caregiver_app.content.profile import load_profile
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.fields.full_field import AskedOf
from caregiver_app.ui.widgets.fields.full_number import FullNumber
from caregiver_app.ui.widgets.people.profile_answer import ProfileAnswer
from caregiver_app.ui.widgets.people.weight_answer import WeightAnswer
from tests.domain.pretend import check_in, person

pytestmark = pytest.mark.gui

CLOCK = FixedClock(datetime(2026, 5, 10, 16, 0, tzinfo=UTC), "America/New_York")
QUESTION = next(
    q for group in load_profile().groups for q in group.questions if q.field == "weight_kg"
)


@pytest.fixture
def answer(qtbot):
    """Return a function that shows the weight of a profile in a unit."""

    def show(unit, value):
        made = ProfileAnswer(
            load_theme("light", 1.0), QUESTION, load_profile().list_words, CLOCK, unit
        )
        qtbot.addWidget(made)
        made.show_value(value)
        return made, made.findChild(QLineEdit)

    return show


@pytest.mark.parametrize(
    ("unit", "shown", "typed", "kept"),
    [("lb", "154.3", "150", Decimal("68.04")), ("kg", "70", "68,5", Decimal("68.5"))],
)
def test_a_weight_of_the_profile_is_typed_in_the_chosen_unit(answer, unit, shown, typed, kept):
    made, edit = answer(unit, Decimal(70))
    assert edit.text() == shown
    assert unit in edit.accessibleName()
    assert made.value() == Decimal(70)  # what nobody typed over is not made anew from pounds
    edit.clear()
    QTest.keyClicks(edit, typed)
    assert made.value() == kept


def test_the_limits_of_a_weight_are_said_in_the_chosen_unit(answer):
    for unit, words in (("lb", "Only 1.1 to 881.8"), ("kg", "Only 0.5 to 400")):
        made, edit = answer(unit, None)
        QTest.keyClicks(edit, "9000")
        assert words in made.say_problem()


@pytest.mark.parametrize(
    ("unit", "typed", "pressed", "kept"),
    [
        ("lb", "71", "kg", Decimal("70.99")),
        ("lb", "71", "lb", Decimal("32.21")),
        ("kg", "155", "lb", Decimal("70.3")),
        ("kg", "80", "kg", Decimal(80)),
        ("lb", "155", None, Decimal("70.31")),
    ],
)
def test_a_weight_that_may_be_in_the_other_unit_is_asked_about(qtbot, unit, typed, pressed, kept):
    limits = load_form().question("weight_kg").limits
    words = load_profile().list_words
    made = WeightAnswer(load_theme("light", 1.0), QUESTION, words, CLOCK, unit, limits)
    qtbot.addWidget(made)
    made.show_record(Record(person=person(), check_ins=(check_in(24, weight_kg=Decimal("70.5")),)))
    made.show_value(Decimal(70))
    edit = made.findChild(QLineEdit)
    edit.clear()
    QTest.keyClicks(edit, typed)
    if pressed is not None:
        assert "Is it in lb or kg? It was" in made.say_problem()
        assert not made.is_changed()
        made.findChild(QPushButton, f"profile.weight_kg.{pressed}").click()
    assert made.say_problem() == ""
    assert made.value() == kept


@pytest.mark.parametrize(("unit", "name"), [("lb", "weight_kg.lb"), ("kg", "weight_kg")])
def test_the_full_form_asks_a_weight_in_the_chosen_unit(qtbot, unit, name):
    asked = AskedOf(
        theme=load_theme("light", 1.0),
        record=Record(person=person()),
        now=Moment.parse("2026-05-10T12:00:00-04:00"),
        unit="F",
        child=False,
        clock=CLOCK,
        ask_help=lambda _about: None,
        weight_unit=unit,
    )
    field = FullNumber(asked, load_form().question("weight_kg"))
    qtbot.addWidget(field)
    edits = {edit.objectName(): edit for edit in field.findChildren(QLineEdit)}
    assert [n for n, edit in edits.items() if edit.isVisibleTo(field)] == [name]
