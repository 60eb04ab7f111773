# SPDX-License-Identifier: MIT
"""What a newer profile says of a strength, and of how much is left, is known of both."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from caregiver_app.domain.dosing.strengths import strength_differences
from caregiver_app.domain.person import Supply
from tests.domain.pretend import TODAY, person

TEN = person(
    concentration_mg_per_ml=Decimal(1), supply=Supply(units_left=Decimal(10), counted_on=TODAY)
)


def differences(**changes):
    return list(strength_differences(TEN, replace(TEN, **changes)))


def test_another_strength_replaces_the_one_that_stood_there():
    five = differences(concentration_mg_per_ml=Decimal(5))
    assert five == [("concentration_mg_per_ml", Decimal(1), Decimal(5))]


def test_a_first_strength_replaces_none():
    before = replace(TEN, concentration_mg_per_ml=None)
    assert list(strength_differences(before, TEN)) == []


def test_a_new_count_is_one_also_where_only_its_day_is_new():
    twenty = Supply(units_left=Decimal(20), counted_on=TODAY)
    assert differences(supply=twenty) == [("supply.units_left", Decimal(10), Decimal(20))]
    later = Supply(units_left=Decimal(10), counted_on=date(2026, 5, 20))
    assert differences(supply=later) == [("supply.units_left", Decimal(10), Decimal(10))]
    assert differences() == []
