# SPDX-License-Identifier: MIT
"""What a typed number means: its reading, and whether typing on can still make it right."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from caregiver_app.domain.check_in import Missing
from caregiver_app.domain.form import Limits
from caregiver_app.domain.units import (
    NumberError,
    Outcome,
    TemperatureUnit,
    Verdict,
    at_most_tenths,
    exact_celsius,
    fahrenheit,
    is_number_finished,
    judge,
    judge_temperature,
    parse_number,
    tenth,
)

MEASURED_REASONS = (
    Missing.COULD_NOT,
    Missing.REFUSED,
    Missing.DEVICE_LOW,
    Missing.DEVICE_HIGH,
)
"""Why a device gave no number."""

_THREE_DIGITS = 100

TOLD_REASONS = (Missing.NOT_SURE, Missing.COULD_NOT, Missing.REFUSED)
"""Why nobody could say a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one field says now. `value` is in the stored unit; `is_wrong` blocks saving."""

    value: Decimal | None = None
    raw: str = ""
    unit: str = ""
    reason: Missing | None = None
    is_wrong: bool = False

    @property
    def exact(self) -> Decimal | None:
        """Return the value; of one typed in °F to the hundredth, so that it reads back as typed."""
        if self.value is None or self.unit != TemperatureUnit.FAHRENHEIT:
            return self.value
        return exact_celsius(parse_number(self.raw, decimals=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpec:
    """What a field is for: object name, words, unit, limits and how the cursor goes on.

    `spoken` is the accessible name with its unit. `too_low` is said of a number below its limits,
    before them. `counts` is true for what is counted for one minute. `rests_first` is true for a
    blood pressure: a second one is taken after five minutes. `reasons` may stand in place of the
    number, and `is_unlikely` asks again about a number that is within its limits.
    """

    name: str
    caption: str
    spoken: str
    unit: str
    limits: Limits
    too_low: str = ""
    child: bool = False
    temperature: bool = False
    goes_on: bool = False
    counts: bool = False
    has_reasons: bool = True
    rests_first: bool = False
    reasons: tuple[Missing, ...] = MEASURED_REASONS
    is_unlikely: Callable[[Decimal], bool] | None = None


def verdict_of(spec: NumberSpec, unit: TemperatureUnit, text: str) -> Verdict | None:
    """Return the judgement of a text, or None when there is no number in it."""
    try:
        typed = parse_number(text, spec.limits.decimals)
    except NumberError:
        return None
    if spec.temperature:
        return judge_temperature(typed, unit, spec.limits, child=spec.child)
    verdict = judge(typed, spec.limits, child=spec.child)
    if verdict.outcome is Outcome.FINE and spec.is_unlikely and spec.is_unlikely(typed):
        return Verdict(Outcome.ASK_AGAIN, typed)
    return verdict


def first_of_two(spec: NumberSpec, unit: TemperatureUnit, kept: Decimal) -> Reading:
    """Return the first of two readings from the number that is kept of it."""
    if not spec.temperature or unit is TemperatureUnit.CELSIUS:
        return Reading(value=at_most_tenths(kept))
    return Reading(value=tenth(kept), raw=str(fahrenheit(kept)), unit=unit.value)


def is_still_low(spec: NumberSpec, unit: TemperatureUnit, text: str) -> bool:
    """Say whether a number is only too low because more digits are still to come."""
    limits = spec.limits
    low = limits.hard_low if limits.soft_low is None else limits.soft_low
    try:
        typed = parse_number(text, limits.decimals)
    except NumberError:
        return False
    if spec.temperature and unit is TemperatureUnit.FAHRENHEIT:
        return typed < fahrenheit(low) and len(text) < 2
    return typed < low and not (spec.too_low and not typed)  # no breath in a minute is no slip


def with_point(spec: NumberSpec, text: str, before: str) -> str | None:
    """Return a temperature of three or four digits with its point, as devices show it, or None.

    987 is 98.7 and 1004 is 100.4: without a point they could be no temperature. It is done while
    a digit is added at the end, and seen at once; what is pasted or shortened stays as it is.
    """
    added = len(text) == len(before) + 1 and text.startswith(before)
    if not spec.temperature or not added or not (text.isascii() and text.isdigit()):
        return None
    whole = 3 if text[0] == "1" else 2
    return f"{text[:whole]}.{text[whole:]}" if len(text) == whole + 1 else None


def is_finished(spec: NumberSpec, text: str) -> bool:
    """Say whether a number is complete, so that the cursor may go on.

    A temperature is with its decimal; a sign that never has three digits is with two.
    """
    typed = text.strip()
    if spec.temperature:
        return len(typed) > 1 and typed[-2] in ".," and typed[-1].isdigit()
    if spec.limits.hard_high < _THREE_DIGITS:
        return len(typed) == 2 and typed.isdigit()
    return is_number_finished(text)
