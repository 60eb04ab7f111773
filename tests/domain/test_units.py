# SPDX-License-Identifier: MIT
"""What may be relied on when a number is typed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.form import Limits
from caregiver_app.domain.units import (
    NumberError,
    NumberProblem,
    Outcome,
    TemperatureUnit,
    celsius,
    fahrenheit,
    fahrenheit_limit,
    is_number_finished,
    is_pressure_possible,
    judge,
    judge_temperature,
    kilograms,
    parse_number,
    pounds,
)

untimed = settings(deadline=None)  # a busy machine is no mistake
C, F = TemperatureUnit.CELSIUS, TemperatureUnit.FAHRENHEIT
TEMPERATURE = Limits(
    hard_low=Decimal("30.0"),
    hard_high=Decimal("43.0"),
    soft_low=Decimal("35.0"),
    soft_high=Decimal("40.0"),
    decimals=1,
)
PULSE = Limits(
    hard_low=Decimal(20),
    hard_high=Decimal(250),
    soft_low=Decimal(45),
    soft_high=Decimal(150),
    soft_low_child=Decimal(60),
    soft_high_child=Decimal(200),
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("88", "88"),
        (" 88 ", "88"),
        ("37,2", "37.2"),
        ("37.0", "37.0"),
        ("\u0663\u0667\u066b\u0662", "37.2"),
        ("\uff19\uff18.\uff16", "98.6"),
        ("007", "7"),
    ],
)
def test_a_plain_number_is_read_as_it_was_typed(typed, number):
    assert str(parse_number(typed, decimals=1)) == number


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NumberProblem.EMPTY),
        ("   ", NumberProblem.EMPTY),
        ("-5", NumberProblem.SIGN),
        ("+5", NumberProblem.SIGN),
        ("\N{MINUS SIGN}5", NumberProblem.SIGN),
        ("1e3", NumberProblem.NOT_A_NUMBER),
        ("nan", NumberProblem.NOT_A_NUMBER),
        ("0x10", NumberProblem.NOT_A_NUMBER),
        ("1_000", NumberProblem.NOT_A_NUMBER),
        ("88 bpm", NumberProblem.NOT_A_NUMBER),
        ("8 8", NumberProblem.NOT_A_NUMBER),
        ("1.2.3", NumberProblem.NOT_A_NUMBER),
        (".5", NumberProblem.NOT_A_NUMBER),
        ("3²", NumberProblem.NOT_A_NUMBER),
        ("½", NumberProblem.NOT_A_NUMBER),
        ("37.", NumberProblem.UNFINISHED),
        ("3\u0667", NumberProblem.MIXED_DIGITS),
        ("1234567", NumberProblem.TOO_LONG),
        ("37.25", NumberProblem.TOO_MANY_DECIMALS),
    ],
)
def test_anything_else_is_refused_with_its_reason(typed, problem):
    with pytest.raises(NumberError) as refused:
        parse_number(typed, decimals=1)
    assert refused.value.problem is problem


@untimed
@given(st.text(max_size=12))
def test_no_text_at_all_can_crash_the_reader(text):
    try:
        value = parse_number(text, decimals=1)
    except NumberError:
        return
    assert 0 <= value < 1_000_000


@untimed
@given(st.integers(0, 999_999), st.integers(0, 9), st.sampled_from(".,"))
def test_comma_and_point_read_the_same(whole, tenth, point):
    assert parse_number(f"{whole}{point}{tenth}", 1) == Decimal(f"{whole}.{tenth}")


@pytest.mark.parametrize(
    ("typed", "stored"), [("100.4", "38.0"), ("102.4", "39.1"), ("95.0", "35.0"), ("98.6", "37.0")]
)
def test_fever_limits_come_back_as_the_same_fahrenheit(typed, stored):
    assert celsius(Decimal(typed)) == Decimal(stored)
    assert fahrenheit(celsius(Decimal(typed))) == Decimal(typed)


@untimed
@given(st.integers(300, 430), st.booleans())
def test_a_limit_is_told_as_the_fahrenheit_at_which_it_begins(tenths, or_less):
    limit, step = Decimal(tenths) / 10, Decimal("0.1")
    told = fahrenheit_limit(limit, or_less=or_less)
    assert celsius(told) == limit
    assert celsius(told + (step if or_less else -step)) != limit


@untimed
@given(st.integers(300, 430))
def test_every_stored_celsius_survives_a_round_trip_through_fahrenheit(tenths):
    stored = Decimal(tenths) / 10
    assert celsius(fahrenheit(stored)) == stored


@untimed
@given(st.integers(0, 2000), st.sampled_from([C, F]))
def test_a_temperature_outside_the_hard_limits_is_never_stored(tenths, unit):
    verdict = judge_temperature(Decimal(tenths) / 10, unit, TEMPERATURE)
    if verdict.value is None:
        assert verdict.outcome in (Outcome.REFUSED, Outcome.OTHER_UNIT)
    else:
        assert Decimal("30.0") <= verdict.value <= Decimal("43.0")


@untimed
@given(st.integers(0, 999), st.booleans())
def test_a_pulse_outside_the_hard_limits_is_never_stored(number, child):
    verdict = judge(Decimal(number), PULSE, child=child)
    assert (verdict.value is not None) is (20 <= number <= 250)
    assert verdict.value in (None, number)


@pytest.mark.parametrize(
    ("number", "child", "outcome"),
    [
        (19, False, Outcome.REFUSED),
        (20, False, Outcome.ASK_AGAIN),
        (44, False, Outcome.ASK_AGAIN),
        (45, False, Outcome.FINE),
        (150, False, Outcome.FINE),
        (151, False, Outcome.ASK_AGAIN),
        (151, True, Outcome.FINE),
        (59, True, Outcome.ASK_AGAIN),
        (250, False, Outcome.ASK_AGAIN),
        (251, False, Outcome.REFUSED),
    ],
)
def test_an_unlikely_pulse_is_asked_again_and_an_impossible_one_refused(number, child, outcome):
    assert judge(Decimal(number), PULSE, child=child).outcome is outcome


def test_without_soft_limits_nothing_is_asked_again():
    limits = Limits(hard_low=Decimal(2), hard_high=Decimal(80), soft_low_child=Decimal(12))
    assert judge(Decimal(3), limits).outcome is Outcome.FINE
    assert judge(Decimal(3), limits, child=True).outcome is Outcome.ASK_AGAIN


@pytest.mark.parametrize(
    ("typed", "unit", "outcome"),
    [
        ("101", C, Outcome.OTHER_UNIT),
        ("86", C, Outcome.OTHER_UNIT),
        ("110", C, Outcome.OTHER_UNIT),
        ("38.4", F, Outcome.OTHER_UNIT),
        ("30", F, Outcome.OTHER_UNIT),
        ("85.9", C, Outcome.REFUSED),
        ("43.1", F, Outcome.REFUSED),
        ("109.4", F, Outcome.ASK_AGAIN),
        ("109.5", F, Outcome.REFUSED),
        ("85.9", F, Outcome.REFUSED),
        ("98.6", F, Outcome.FINE),
        ("37", C, Outcome.FINE),
        ("40.1", C, Outcome.ASK_AGAIN),
    ],
)
def test_a_temperature_in_the_other_unit_is_noticed(typed, unit, outcome):
    assert judge_temperature(Decimal(typed), unit, TEMPERATURE).outcome is outcome


def test_each_unit_names_the_other():
    assert F.other is C
    assert C.other is F


@untimed
@given(st.integers(20, 3500))
def test_a_weight_in_kilograms_survives_a_round_trip_through_pounds(tenths):
    stored = Decimal(tenths) / 10
    assert kilograms(pounds(stored)) == stored


def test_a_bottom_pressure_close_to_the_top_one_cannot_be_right():
    assert is_pressure_possible(120, 80)
    assert is_pressure_possible(90, 80)
    assert not is_pressure_possible(89, 80)
    assert not is_pressure_possible(80, 120)


@pytest.mark.parametrize(
    ("typed", "finished"),
    [("1", False), ("12", False), ("128", True), ("7", False), ("76", True), ("250", True)],
)
def test_the_cursor_goes_on_only_when_the_number_can_be_complete(typed, finished):
    assert is_number_finished(typed) is finished


@pytest.mark.parametrize("typed", ["", "7x", "12.5", "761"])
def test_the_cursor_stays_when_the_text_is_not_such_a_number(typed):
    assert not is_number_finished(typed)


def test_a_pound_is_0_45359237_kg():
    assert kilograms(Decimal(150)) == Decimal("68.0")
    assert pounds(Decimal("68.0")) == Decimal("149.9")


def test_the_ends_of_what_can_be_typed_are_taken():
    assert parse_number("123456") == 123456
    assert judge_temperature(Decimal("86.0"), F, TEMPERATURE).outcome is Outcome.ASK_AGAIN
    assert parse_number("12345.6", decimals=1) == Decimal("12345.6")
    with pytest.raises(NumberError):
        parse_number("1.5")


def test_a_temperature_of_an_adult_is_held_against_the_limits_of_adults():
    limits = replace(TEMPERATURE, soft_high_child=Decimal("38.0"))
    assert judge_temperature(Decimal("39"), C, limits).outcome is Outcome.FINE
    assert judge_temperature(Decimal("39"), C, limits, child=True).outcome is Outcome.ASK_AGAIN
