# SPDX-License-Identifier: MIT
"""Numbers as a caregiver types them: strict reading, units, and two-bound limits.

Nothing is clamped, guessed or rounded in silence. What cannot be read raises NumberError with a
key; what can be read gets a Verdict, and only `fine` and `ask_again` carry a value to store.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the sheet converts units and knows no form
    from caregiver_app.domain.form import Limits


_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_KG_PER_LB = Decimal("0.45359237")
_MOST_WHOLE_DIGITS = 6
_POINTS = ".,\N{ARABIC DECIMAL SEPARATOR}"
_OF_THOUSANDS = 3
_SIGNS = "+-\N{MINUS SIGN}\N{EN DASH}"
_OTHER_UNIT_WHEN_C = (Decimal(86), Decimal(110))
_OTHER_UNIT_WHEN_F = (Decimal(30), Decimal(43))
_SMALLEST_PULSE_PRESSURE = 10


class NumberProblem(StrEnum):
    """Why a typed text is not a number for this field."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    UNFINISHED = "unfinished"
    SIGN = "sign"
    MIXED_DIGITS = "mixed_digits"
    TOO_LONG = "too_long"
    TOO_MANY_DECIMALS = "too_many_decimals"
    THOUSANDS = "thousands"


class NumberError(ValueError):
    """A text that is not a number; `problem` is the key of the sentence to show."""

    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class TemperatureUnit(StrEnum):
    """The unit a temperature is typed in; °C is what is stored."""

    FAHRENHEIT = "F"
    CELSIUS = "C"

    @property
    def other(self) -> TemperatureUnit:
        """Return the unit that was not chosen."""
        return TemperatureUnit.CELSIUS if self is self.FAHRENHEIT else self.FAHRENHEIT


class Outcome(StrEnum):
    """What may happen with a number that was read."""

    FINE = "fine"
    ASK_AGAIN = "ask_again"
    REFUSED = "refused"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one number: `value` in the stored unit, or None when it is not stored."""

    outcome: Outcome
    value: Decimal | None = None


def parse_number(text: str, decimals: int = 0) -> Decimal:
    """Read a typed number with at most `decimals` places; raise NumberError.

    A comma, a point and the Arabic decimal sign mean the same. Digits of any one script are
    read as their value; two scripts in one number are refused, because one is a slip. No
    thousands mark, exponent, sign or unit is accepted: each has hidden a wrong number before.
    1,200 could be 1200 or 1.2, so it is refused; 0,125 is nothing but a part of one.
    Marks that nobody can see are left out at the ends, where pasting leaves them, and nowhere else.
    """
    typed = without_marks(text)
    if not typed:
        raise NumberError(NumberProblem.EMPTY)
    if typed[0] in _SIGNS:
        raise NumberError(NumberProblem.SIGN)
    whole, point, fraction = _split_at_point(typed)
    digits = _ascii_digits(whole + fraction)
    if not whole:
        raise NumberError(NumberProblem.NOT_A_NUMBER)
    if point and not fraction:
        raise NumberError(NumberProblem.UNFINISHED)
    if len(whole) > _MOST_WHOLE_DIGITS:
        raise NumberError(NumberProblem.TOO_LONG)
    if len(fraction) > decimals:
        raise NumberError(NumberProblem.TOO_MANY_DECIMALS)
    number = digits[: len(whole)]
    if "," in typed and len(fraction) == _OF_THOUSANDS and not number.startswith("0"):
        raise NumberError(NumberProblem.THOUSANDS)
    return Decimal(f"{number}.{digits[len(whole) :]}")


def tenth(value: Decimal) -> Decimal:
    """Return a number to its tenth, half up: how temperatures and weights are kept and compared."""
    return value.quantize(_TENTH, ROUND_HALF_UP)


def at_most_tenths(value: Decimal) -> Decimal:
    """Return a number with its decimals as they are, or its tenth where it has more than one."""
    return tenth(value) if value != tenth(value) else value


def celsius(fahrenheit: Decimal) -> Decimal:
    """Return °C for °F, rounded half up to the stored tenth."""
    return tenth((fahrenheit - 32) * 5 / 9)


def exact_celsius(fahrenheit: Decimal) -> Decimal:
    """Return °C for °F to the hundredth: every tenth of °F comes back from there as it was."""
    return ((fahrenheit - 32) * 5 / 9).quantize(_HUNDREDTH, ROUND_HALF_UP)


def fahrenheit(celsius: Decimal) -> Decimal:
    """Return °F for °C, rounded half up to the tenth that is shown."""
    return tenth(celsius * 9 / 5 + 32)


def fahrenheit_limit(limit: Decimal, *, or_less: bool = False) -> Decimal:
    """Return the tenth of °F at which a limit in °C begins, as readings in °F are kept.

    That is the lowest that is kept as so many °C, or the highest where less counts: 102.3 °F is
    kept as 39.1 °C, which alone would read 102.4 °F.
    """
    step = _TENTH if or_less else -_TENTH
    found = fahrenheit(limit)
    while celsius(found + step) == tenth(limit):
        found += step
    return found


def kilograms(pounds: Decimal) -> Decimal:
    """Return kg for lb, rounded half up to the stored tenth."""
    return tenth(pounds * _KG_PER_LB)


def exact_kilograms(pounds: Decimal) -> Decimal:
    """Return kg for lb to the hundredth: every tenth of a lb comes back from there as it was."""
    return (pounds * _KG_PER_LB).quantize(_HUNDREDTH, ROUND_HALF_UP)


def pounds(kilograms: Decimal) -> Decimal:
    """Return lb for kg, rounded half up to the tenth that is shown."""
    return tenth(kilograms / _KG_PER_LB)


def judge(value: Decimal, limits: Limits, *, child: bool = False) -> Verdict:
    """Hold a number in the stored unit against its two bounds; the bounds themselves are fine."""
    if not limits.hard_low <= value <= limits.hard_high:
        return Verdict(Outcome.REFUSED)
    low, high = _soft_bounds(limits, child=child)
    unlikely = (low is not None and value < low) or (high is not None and value > high)
    return Verdict(Outcome.ASK_AGAIN if unlikely else Outcome.FINE, value)


def judge_temperature(
    typed: Decimal, unit: TemperatureUnit, limits: Limits, *, child: bool = False
) -> Verdict:
    """Judge a temperature as typed in a unit; 101 typed as °C is the other unit, not 101 °C.

    The hard bounds are held against what was typed, so that rounding lets nothing in.
    """
    in_celsius = unit is TemperatureUnit.CELSIUS
    low, high = _OTHER_UNIT_WHEN_C if in_celsius else _OTHER_UNIT_WHEN_F
    if low <= typed <= high:
        return Verdict(Outcome.OTHER_UNIT)
    if in_celsius:
        return judge(tenth(typed), limits, child=child)
    if not fahrenheit(limits.hard_low) <= typed <= fahrenheit(limits.hard_high):
        return Verdict(Outcome.REFUSED)
    return judge(celsius(typed), limits, child=child)


def is_pressure_possible(top: Decimal | int, bottom: Decimal | int) -> bool:
    """Say whether a top and a bottom blood pressure (mmHg) can belong together."""
    return top - bottom >= _SMALLEST_PULSE_PRESSURE


def is_number_finished(text: str) -> bool:
    """Say whether a whole two- or three-digit sign is complete, so that the cursor may go on.

    A first 1 or 2 waits for a third digit (128); 3 to 9 are complete with two (76).
    """
    try:
        digits = str(parse_number(text))
    except NumberError:
        return False
    return len(text.strip()) == (3 if digits[0] in "12" else 2)


def _soft_bounds(limits: Limits, *, child: bool) -> tuple[Decimal | None, Decimal | None]:
    if not child:
        return limits.soft_low, limits.soft_high
    low, high = limits.soft_low_child, limits.soft_high_child
    return (
        limits.soft_low if low is None else low,
        limits.soft_high if high is None else high,
    )


def without_marks(text: str) -> str:
    """Return a text without white space and invisible marks around it."""
    seen = [n for n, letter in enumerate(text) if not _is_unseen(letter)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def _split_at_point(typed: str) -> tuple[str, bool, str]:
    points = [place for place, letter in enumerate(typed) if letter in _POINTS]
    if not points:
        return typed, False, ""
    if len(points) > 1:
        raise NumberError(NumberProblem.NOT_A_NUMBER)
    return typed[: points[0]], True, typed[points[0] + 1 :]


def _ascii_digits(text: str) -> str:
    """Return the digits of one script as ASCII; a superscript or a letter is no digit."""
    zeros = set()
    digits = []
    for letter in text:
        if unicodedata.category(letter) != "Nd":
            raise NumberError(NumberProblem.NOT_A_NUMBER)
        value = unicodedata.decimal(letter)
        zeros.add(ord(letter) - value)
        digits.append(str(value))
    if len(zeros) > 1:
        raise NumberError(NumberProblem.MIXED_DIGITS)
    return "".join(digits)
