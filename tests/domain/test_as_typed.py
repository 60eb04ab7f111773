# SPDX-License-Identifier: MIT
"""What was typed in °F or lb reads back the same, in every sentence and on every page."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.units import (
    celsius,
    exact_celsius,
    exact_kilograms,
    fahrenheit,
    kilograms,
    pounds,
    tenth,
)
from tests.domain.pretend import NOW, calm, person

ALL_F = [Decimal(n) / 10 for n in range(900, 1101)]
RULES = load_rule_set()


def in_fahrenheit(typed: Decimal, draft: Draft | None = None) -> Draft:
    return replace(
        draft or Draft(),
        temp_c=celsius(typed),
        raw={"temp_c": str(typed)},
        entered_unit={"temp_c": "F"},
    )


@pytest.mark.parametrize("typed", ALL_F, ids=str)
def test_every_tenth_of_a_degree_fahrenheit_reads_back_as_it_was_typed(typed: Decimal) -> None:
    exact = measured(in_fahrenheit(typed), "temp_c")
    assert fahrenheit(exact) == typed
    assert tenth(exact) == celsius(typed), "the °C beside it is the one that is kept and compared"


def test_every_tenth_of_a_pound_reads_back_as_it_was_typed() -> None:
    for typed in (Decimal(n) / 10 for n in range(45, 7000)):
        assert pounds(exact_kilograms(typed)) == typed
        raw, unit = {"weight_kg": str(typed)}, {"weight_kg": "lb"}
        draft = Draft(weight_kg=kilograms(typed), raw=raw, entered_unit=unit)
        assert pounds(measured(draft, "weight_kg")) == typed


def test_a_reason_tells_every_temperature_as_it_was_typed() -> None:
    told = 0
    for typed in ALL_F:
        said = evaluate(RULES, Record(person=person()), in_fahrenheit(typed, calm()), NOW)
        for finding in said.rules:
            numbers = [Decimal(n) for n in re.findall(r"(\d+\.\d) °F", finding.because)]
            if numbers:
                told += 1
                assert numbers[0] == typed, finding.because
    assert told > 100


@pytest.mark.parametrize(
    ("raw", "unit"), [("101.9", "C"), ("", "F"), ("hot", "F"), ("99.1", "F"), ("101.9.1", "F")]
)
def test_what_does_not_belong_to_the_kept_number_is_not_told(raw: str, unit: str) -> None:
    kept = Draft(temp_c=Decimal("38.8"), raw={"temp_c": raw}, entered_unit={"temp_c": unit})
    assert measured(kept, "temp_c") == Decimal("38.8")


def test_digits_of_another_script_and_a_comma_are_read_as_they_were_typed() -> None:
    for typed in ("101,9", "\u0661\u0660\u0661\u066b\u0669", "\uff11\uff10\uff11.\uff19"):
        draft = replace(in_fahrenheit(Decimal("101.9")), raw={"temp_c": typed})
        assert measured(draft, "temp_c") == exact_celsius(Decimal("101.9"))
