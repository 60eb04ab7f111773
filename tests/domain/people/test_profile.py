# SPDX-License-Identifier: MIT
"""An answer about a person fills its one field, and one that is taken back leaves nothing."""

from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.people.profile import (
    AskedOf,
    Profile,
    ProfileGroup,
    ProfileKind,
    ProfileQuestion,
    answer_of,
    is_asked,
    with_answers,
)
from caregiver_app.domain.person import Kidney, Pump, Route, Supply, UsualSource, UsualValues
from caregiver_app.domain.plain import FieldError
from tests.domain.pretend import person, pump_person


def question(asked_of: AskedOf, field: str = "diagnosis") -> ProfileQuestion:
    return ProfileQuestion(
        field=field,
        group="g",
        kind=ProfileKind.TEXT,
        prompt="?",
        source="s",
        asked_of=asked_of,
    )


@pytest.mark.parametrize(
    ("route", "asked"),
    [
        (Route.ORAL, {AskedOf.ALL, AskedOf.MOUTH}),
        (Route.ITB, {AskedOf.ALL, AskedOf.PUMP}),
        (Route.BOTH, set(AskedOf)),
    ],
)
def test_only_what_is_about_the_way_it_is_taken_is_asked(route, asked):
    who = person(route=route)
    assert {one for one in AskedOf if is_asked(question(one), who)} == asked


def test_questions_come_in_the_order_of_their_groups():
    one, two, three = (question(AskedOf.ALL, field) for field in ("a", "b", "c"))
    groups = (
        ProfileGroup(id="x", title="X", questions=(two, one)),
        ProfileGroup(id="y", title="Y", questions=(three,)),
    )
    profile = Profile(groups=groups, list_words={}, medicine_groups={})
    assert profile.questions() == (two, one, three)


def test_an_answer_is_read_from_where_it_was_written():
    who = pump_person(pump=Pump(model="M"), kidney=Kidney(ckd=False))
    assert answer_of(who, "pump.model") == "M"
    assert answer_of(who, "kidney.ckd") is False
    assert answer_of(who, "name") == "A. Person"
    assert answer_of(person(), "pump.model") is None


def test_an_answer_fills_its_field_and_leaves_every_other():
    who = person(kidney=Kidney(ckd=True))
    answers = {"kidney.egfr": Decimal(50), "supply.units_left": Decimal(30), "diagnosis": "MS"}
    assert with_answers(who, answers) == person(
        kidney=Kidney(ckd=True, egfr=Decimal(50)),
        supply=Supply(units_left=Decimal(30)),
        diagnosis="MS",
    )


def test_a_no_and_none_known_are_answers_and_stay():
    who = with_answers(person(), {"seizure_plan": False, "allergies": ()})
    assert (who.seizure_plan, who.allergies) == (False, ())
    assert who.kidney == Kidney(ckd=False, dialysis=False)


def test_a_part_whose_last_answer_is_taken_back_is_gone():
    counted = person(supply=Supply(units_left=Decimal(3), counted_on=date(2026, 5, 1)))
    part = with_answers(counted, {"supply.units_left": None})
    assert part.supply == Supply(counted_on=date(2026, 5, 1))
    assert with_answers(part, {"supply.counted_on": None}).supply is None


def test_who_gave_a_usual_value_is_kept_even_where_nobody_said_more_about_it():
    source = {"hr": UsualSource(), "temp_c": UsualSource(by="Dr. A")}
    who = person(usual_from=source, usual=UsualValues(hr=72))
    assert with_answers(who, {"diagnosis": "MS"}) == person(
        usual_from=source, usual=UsualValues(hr=72), diagnosis="MS"
    )


def test_a_value_that_does_not_fit_names_its_field():
    with pytest.raises(FieldError) as refused:
        with_answers(person(), {"kidney.egfr": "much"})
    assert "kidney.egfr" in str(refused.value)
