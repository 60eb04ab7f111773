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
    fahrenheit,
    judge,
    judge_temperature,
    parse_number,
)

MEASURED_REASONS = (
    Missing.COULD_NOT,
    Missing.REFUSED,
    Missing.DEVICE_LOW,
    Missing.DEVICE_HIGH,
)
"""Why a device gave no number."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpec:
    """What a field is for: object name, words, unit, limits and how the cursor goes on.

    `spoken` is the accessible name with its unit. `rests_first` is true for a blood pressure: a
    second one is taken after five minutes. `reasons` may stand in place of the number, and
    `is_unlikely` asks again about a number that is within its limits.
    """

    name: str
    caption: str
    spoken: str
    unit: str
    limits: Limits
    child: bool = False
    temperature: bool = False
    goes_on: bool = False
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
    return typed < low
