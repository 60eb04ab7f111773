# SPDX-License-Identifier: MIT
"""The amount of a dose as a caregiver types it: mg, mL or tablets, also as a fraction.

Nothing is guessed: an amount that could mean two things is refused with a key that says why.
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.units import NumberError, NumberProblem, parse_number, without_marks

_DECIMALS = 4  # a sixteenth of a milligram of clonazepam has four
_MOST = Decimal(500)
_SLASHES = "/\N{FRACTION SLASH}"
_EXACT = frozenset({2, 4, 8})
"""What a tablet can be divided into so that the part is an exact decimal."""


class AmountUnit(StrEnum):
    """What an amount counts."""

    MG = "mg"
    ML = "ml"
    TABLETS = "tablets"


class AmountProblem(StrEnum):
    """Why a typed text is no amount that can be kept."""

    EMPTY = "empty"
    NOT_AN_AMOUNT = "not_an_amount"
    NO_UNIT = "no_unit"
    OTHER_UNIT = "other_unit"
    NOTHING = "nothing"
    TOO_MUCH = "too_much"
    THOUSANDS = "thousands"


class AmountError(ValueError):
    """A text that is no amount; `problem` is the key of the sentence to show."""

    def __init__(self, problem: AmountProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """An amount that was read: a number and what it counts, None when nobody typed that."""

    value: Decimal
    unit: AmountUnit | None


_UNITS = {
    "": None,
    "mg": AmountUnit.MG,
    "milligram": AmountUnit.MG,
    "ml": AmountUnit.ML,
    "milliliter": AmountUnit.ML,
    "millilitre": AmountUnit.ML,
    "tablet": AmountUnit.TABLETS,
    "tab": AmountUnit.TABLETS,
    "pill": AmountUnit.TABLETS,
}
_OTHER = frozenset({"mcg", "ug", "μg", "microgram", "g", "gram", "cc", "l", "drop", "spoon"})


def parse_amount(text: str) -> TypedAmount:
    """Read "10", "10,0", "10 mg", "5 mL", "1/2 tablet" or "1½ tablets"; raise AmountError.

    Numbers are read as strictly as everywhere: no thousands mark, no sign, digits of one script.
    A fraction without a word could be of a milligram or of a tablet, so it needs the word. At
    most 500: more is a typing error.
    """
    number, word = _split(without_marks(text))
    if not number:
        raise AmountError(AmountProblem.NOT_AN_AMOUNT if word else AmountProblem.EMPTY)
    unit = _unit(word)
    value, is_fraction = _value(number)
    if is_fraction and unit is None:
        raise AmountError(AmountProblem.NO_UNIT)
    if value == 0:
        raise AmountError(AmountProblem.NOTHING)
    if value > _MOST:
        raise AmountError(AmountProblem.TOO_MUCH)
    return TypedAmount(value, unit)


def _split(text: str) -> tuple[str, str]:
    """Return the number and the word after it; a word in front makes it no amount."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place].strip(), text[place:].strip()
    return text, ""


def _unit(word: str) -> AmountUnit | None:
    plain = unicodedata.normalize("NFKC", word).casefold().rstrip(".")
    for name in (plain, plain.removesuffix("s")):
        if name in _UNITS:
            return _UNITS[name]
        if name in _OTHER:
            raise AmountError(AmountProblem.OTHER_UNIT)
    raise AmountError(AmountProblem.NOT_AN_AMOUNT)


def _value(number: str) -> tuple[Decimal, bool]:
    spelled = "".join(_spelled(letter) for letter in number)
    if not any(slash in spelled for slash in _SLASHES):
        return _plain(spelled, _DECIMALS), False
    *whole, part = spelled.split()
    if len(whole) > 1:
        raise AmountError(AmountProblem.NOT_AN_AMOUNT)
    before = _plain(whole[0], 0) if whole else Decimal(0)
    return before + _fraction(part, inside=bool(whole)), True


def _spelled(letter: str) -> str:
    """Return ½ as " 1/2"; a superscript or any other letter stays what it is."""
    if unicodedata.category(letter) != "No":
        return letter
    spelled = unicodedata.normalize("NFKC", letter)
    return f" {spelled}" if "\N{FRACTION SLASH}" in spelled else letter


def _fraction(text: str, *, inside: bool) -> Decimal:
    """Return a part of one; `inside` says that a whole number stands before it."""
    over, under = (_plain(part, 0) for part in _two(text))
    if under not in _EXACT or over == 0 or (inside and over >= under):
        raise AmountError(AmountProblem.NOT_AN_AMOUNT)
    return over / under


def _two(text: str) -> tuple[str, str]:
    over, _slash, under = text.replace("\N{FRACTION SLASH}", "/").partition("/")
    return over, under


def _plain(text: str, decimals: int) -> Decimal:
    try:
        return parse_number(text, decimals)
    except NumberError as refused:
        if refused.problem is NumberProblem.THOUSANDS:
            raise AmountError(AmountProblem.THOUSANDS) from refused
        raise AmountError(AmountProblem.NOT_AN_AMOUNT) from refused


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseAmount:
    """An amount as the dose log keeps it: mg, mL, or the words about tablets with their mg.

    `is_exact` says that the mg are known, typed or by a strength that is recorded.
    """

    mg: Decimal | None = None
    ml: Decimal | None = None
    tablets: str | None = None
    is_exact: bool = True


def dose_amount(
    text: str, *, per_ml: Decimal | None = None, tablet_mg: Decimal | None = None
) -> DoseAmount:
    """Read the amount of a dose; raise AmountError.

    `per_ml` and `tablet_mg` are the strengths of this medicine where they are recorded. Of a
    liquid a number alone could be mg or mL, so it needs the word.
    """
    typed = parse_amount(text)
    if typed.unit is AmountUnit.ML:
        return DoseAmount(ml=typed.value, is_exact=per_ml is not None)
    if typed.unit is AmountUnit.TABLETS:
        mg = typed.value * tablet_mg if tablet_mg is not None else None
        if mg is not None and mg > _MOST:
            raise AmountError(AmountProblem.TOO_MUCH)
        return DoseAmount(mg=mg, tablets=without_marks(text), is_exact=mg is not None)
    if typed.unit is None and per_ml is not None:
        raise AmountError(AmountProblem.NO_UNIT)
    return DoseAmount(mg=typed.value)
