# SPDX-License-Identifier: MIT
"""What is typed as the amount of a dose, and what is kept of it."""

from decimal import Decimal

import pytest

from caregiver_app.domain.dosing.typed_amount import (
    AmountError,
    AmountProblem,
    AmountUnit,
    DoseAmount,
    dose_amount,
    parse_amount,
)

MG, ML, TABLETS = AmountUnit.MG, AmountUnit.ML, AmountUnit.TABLETS


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("10", "10", None),
        ("10,0", "10.0", None),
        ("10.5", "10.5", None),
        ("10 mg", "10", MG),
        ("10mg", "10", MG),
        ("10 MG.", "10", MG),
        (" 0,125 mg ", "0.125", MG),
        ("0.0625", "0.0625", None),
        ("12 milligrams", "12", MG),
        ("5 mL", "5", ML),
        ("2,5ml", "2.5", ML),
        ("1/2 tablet", "0.5", TABLETS),
        ("½ tablet", "0.5", TABLETS),
        ("½ mg", "0.5", MG),
        ("1½ tablets", "1.5", TABLETS),
        ("1 1/2 tabs", "1.5", TABLETS),
        ("1 ½ pills", "1.5", TABLETS),
        ("3/2 tablets", "1.5", TABLETS),
        ("¾ tablet", "0.75", TABLETS),
        ("\uff11\uff10", "10", None),
        ("\uff11\uff10 \uff4d\uff47", "10", MG),
        ("\u0661\u0660", "10", None),
        ("\u0661\u0660\u066b\u0665 mg", "10.5", MG),
        ("10\u00a0mg", "10", MG),
        ("10\u200b", "10", None),  # a mark that nobody can see, left there by pasting
        ("500 mg", "500", MG),
    ],
)
def test_an_amount_is_read_as_it_was_typed(typed, value, unit):
    found = parse_amount(typed)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert str(found.value) == value


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", AmountProblem.EMPTY),
        ("   ", AmountProblem.EMPTY),
        ("½", AmountProblem.NO_UNIT),
        ("1/2", AmountProblem.NO_UNIT),
        ("10 mcg", AmountProblem.OTHER_UNIT),
        ("10 µg", AmountProblem.OTHER_UNIT),
        ("1 g", AmountProblem.OTHER_UNIT),
        ("5 cc", AmountProblem.OTHER_UNIT),
        ("0", AmountProblem.NOTHING),
        ("0,0 mg", AmountProblem.NOTHING),
        ("501", AmountProblem.TOO_MUCH),
        ("1000 mg", AmountProblem.TOO_MUCH),
        ("mg", AmountProblem.NOT_AN_AMOUNT),
        ("mg 10", AmountProblem.NOT_AN_AMOUNT),
        ("ten", AmountProblem.NOT_AN_AMOUNT),
        ("-10", AmountProblem.NOT_AN_AMOUNT),
        ("1,000.5", AmountProblem.NOT_AN_AMOUNT),
        ("10.", AmountProblem.NOT_AN_AMOUNT),
        ("10 10", AmountProblem.NOT_AN_AMOUNT),
        ("10\u00b2", AmountProblem.NOT_AN_AMOUNT),
        ("1\u0660", AmountProblem.NOT_AN_AMOUNT),
        ("1\u200b0", AmountProblem.NOT_AN_AMOUNT),
        ("1/3 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("1/0 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("1 3/2 tablets", AmountProblem.NOT_AN_AMOUNT),
        ("1 2/2 tablets", AmountProblem.NOT_AN_AMOUNT),
        ("1 1 1/2 tablets", AmountProblem.NOT_AN_AMOUNT),
        ("1.5 1/2 tablets", AmountProblem.NOT_AN_AMOUNT),
        ("0/2 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("1.5/2 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("1/2.0 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("1/2/2 tablet", AmountProblem.NOT_AN_AMOUNT),
        ("0.00001 mg", AmountProblem.NOT_AN_AMOUNT),
        ("1,000", AmountProblem.THOUSANDS),
        ("1,200 mg", AmountProblem.THOUSANDS),
        ("12,500 mg", AmountProblem.THOUSANDS),
        ("10 mg x 2", AmountProblem.NOT_AN_AMOUNT),
    ],
)
def test_what_could_mean_something_else_is_refused_and_says_why(typed, problem):
    with pytest.raises(AmountError) as refused:
        parse_amount(typed)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10", DoseAmount(mg=Decimal(10))),
        ("10 mg", DoseAmount(mg=Decimal(10))),
        ("5 mL", DoseAmount(ml=Decimal(5), is_exact=False)),
        (" 1½ tablets ", DoseAmount(tablets="1½ tablets", is_exact=False)),
        ("600 tablets", AmountProblem.TOO_MUCH),
    ],
)
def test_without_a_strength_tablets_and_ml_stay_what_was_counted(typed, kept):
    assert held(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1½ tablets", DoseAmount(mg=Decimal(15), tablets="1½ tablets")),
        ("50 tablets", DoseAmount(mg=Decimal(500), tablets="50 tablets")),
        ("51 tablets", AmountProblem.TOO_MUCH),
        ("10", DoseAmount(mg=Decimal(10))),
    ],
)
def test_tablets_of_a_known_strength_are_kept_with_their_mg(typed, kept):
    assert held(typed, tablet_mg=Decimal(10)) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10", AmountProblem.NO_UNIT),
        ("10 mg", DoseAmount(mg=Decimal(10))),
        ("5 mL", DoseAmount(ml=Decimal(5))),
    ],
)
def test_of_a_liquid_a_number_alone_could_be_mg_or_ml(typed, kept):
    assert held(typed, per_ml=Decimal(2)) == kept


def held(typed: str, **strengths: Decimal) -> DoseAmount | AmountProblem:
    """Return what is kept of an amount, or why it is refused."""
    try:
        return dose_amount(typed, **strengths)
    except AmountError as refused:
        return refused.problem


@pytest.mark.parametrize(
    "pasted", ["10 mg\ufeff", "\u200b10 mg\u200b", "10\u00a0mg\u200e", "\u206010mg\u2060"]
)
def test_marks_that_nobody_can_see_are_left_out_at_the_ends_of_an_amount(pasted):
    assert dose_amount(pasted).mg == 10
    assert dose_amount("\u200b\u00bd tablet\ufeff").tablets == "\u00bd tablet"
