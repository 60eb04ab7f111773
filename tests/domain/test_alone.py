# SPDX-License-Identifier: MIT
"""An answer that is an emergency by itself: what paper marks is what the rules say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.alone import Outside, alone, alone_of_anybody, judged_alone, one_answer
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route, UsualValues

NOW = Moment.parse("2026-05-21T11:44:00-04:00")
RULES, FORM = load_rule_set(), load_form()


def person(**facts: object) -> Person:
    return Person(name="X", drug=Drug.BACLOFEN, **{"route": Route.ORAL, **facts})


def is_emergency(of: Person, name: str, value: int) -> bool:
    judged = judged_alone(RULES, of, one_answer(name, value), NOW)
    return judged.level is Level.EMERGENCY


@pytest.mark.parametrize("years", [None, 2, 4, 8, 13, 40])
def test_a_limit_is_the_last_number_that_calls_and_the_next_one_is_calm(years):
    of = person(dob=NOW.day.replace(year=NOW.day.year - years) if years else None)
    for name, outside in alone(RULES, FORM, of, NOW).numbers.items():
        for edge, inwards in ((outside.low, 1), (outside.high, -1)):
            if edge is not None and name != "temp_c":
                assert is_emergency(of, name, int(edge))
                assert not is_emergency(of, name, int(edge) + inwards)


def test_a_low_usual_pressure_and_an_oxygen_target_move_the_limits():
    low = person(usual=UsualValues(sbp=95), spo2_target_88_92=True)
    assert alone(RULES, FORM, person(), NOW).numbers["sbp"].low == Decimal(90)
    found = alone(RULES, FORM, low, NOW).numbers
    assert found["sbp"].low == Decimal(75)
    assert found["spo2"] == Outside(low=Decimal(83))


def test_a_baby_has_no_limit_of_pulse_breaths_and_oxygen():
    born = NOW.day.replace(month=1)
    assert not {"hr", "rr", "spo2"} & alone(RULES, FORM, person(dob=born), NOW).numbers.keys()


def test_for_anybody_the_answers_stand_alone_and_a_pump_goes_to_the_er():
    anybody = alone_of_anybody(RULES, FORM, NOW)
    assert anybody.numbers == {}
    assert anybody.answers["alertness", "hard_to_wake"] is Action.CALL_911
    assert anybody.answers["pump_alarm", "two_tone"] is Action.GO_TO_ER
    assert ("alertness", "drowsy") not in anybody.answers


def test_a_number_that_is_always_an_emergency_has_no_edge_to_tell():
    pulse = FORM.question("hr")
    high = replace(pulse, limits=replace(pulse.limits, hard_low=Decimal(150)))
    form = replace(FORM, questions=(high,))
    assert alone(RULES, form, person(), NOW).numbers == {}
