# SPDX-License-Identifier: MIT
"""What a number field says about what was typed: in few words, and in a sentence."""

from decimal import Decimal

from caregiver_app.domain.check_in import Missing
from caregiver_app.domain.form import Limits
from caregiver_app.domain.units import (
    NumberError,
    NumberProblem,
    TemperatureUnit,
    at_most_tenths,
    fahrenheit,
    parse_number,
)
from caregiver_app.system.words import _, left_to_right
from caregiver_app.ui.words.digits import shown

Said = tuple[str, str]
"""The same in few words and in a sentence; two blanks when there is nothing to say."""


def degree(unit: TemperatureUnit) -> str:
    """Return °C or °F."""
    return f"°{unit.value}"


def in_unit(stored: Decimal, unit: str) -> str:
    """Return a stored temperature as it is shown in a unit."""
    value = fahrenheit(stored) if unit == TemperatureUnit.FAHRENHEIT else at_most_tenths(stored)
    return with_degree(value, unit)


def with_degree(value: Decimal, unit: str) -> str:
    """Return a temperature with the unit that it is in."""
    return left_to_right(f"{shown(value)}\u00a0°{unit}")


def is_it_right(text: str) -> Said:
    """Return the question about a number that is unlikely."""
    return (
        _("{value}: right?").format(value=text),
        _("You typed {value}. Is that right?").format(value=text),
    )


def pair_wrong() -> Said:
    """Return what is said of two pressures that cannot belong together."""
    return _("Too near the top"), _("The bottom number must be at least 10 under the top one.")


def out_of_bounds(limits: Limits, unit: TemperatureUnit | None) -> Said:
    """Return the bounds of a number that cannot be right; `unit` only of a temperature."""
    low, high = map(shown, _bounds(limits, unit))
    few = _("{low} to {high} only").format(low=low, high=high)
    long = _("This cannot be right. Only {low} to {high} is kept.").format(low=low, high=high)
    return few, long


def too_low_first(too_low: str, limits: Limits, text: str, said: Said) -> Said:
    """Return what is said of a number out of bounds, with what to do first where it is too low."""
    if not too_low or parse_number(text, limits.decimals) >= limits.hard_low:
        return said
    few, _long = said
    return too_low, f"{too_low} {few}."


def with_bounds(said: str, limits: Limits, unit: TemperatureUnit) -> str:
    """Return what is said of a field with the bounds of what it takes, for who hears it."""
    low, high = map(shown, _bounds(limits, unit))
    if said and not said.endswith((".", "?")):
        said += "."
    bounds = _("From {low} to {high}.").format(low=low, high=high)
    return said if f"{low} to {high}" in said else f"{said} {bounds}".strip()


def other_unit(text: str, unit: TemperatureUnit) -> Said:
    """Return the question whether the other unit was meant."""
    meant = f"{text}\u00a0{degree(unit)}"
    return meant + "?", _("Did you mean {value}?").format(value=meant)


def without_comma() -> str:
    """Return what to type for a number that could have a thousands mark: 1,200 may be 1.2."""
    return _("Type it without a comma, like 1200 or 1.2.")


def unread(text: str, decimals: int) -> Said:
    """Return what is wrong with a text that is no number with so many decimals."""
    try:
        parse_number(text, decimals)
    except NumberError as refused:
        if refused.problem is NumberProblem.TOO_MANY_DECIMALS:
            return _too_many_decimals(decimals)
        if refused.problem is NumberProblem.THOUSANDS:
            return _("No comma"), without_comma()
    return _("Not a number"), _("This is not a number. Type digits only.")


def measure_again(*, rest_first: bool) -> Said:
    """Return the question for one more reading of a number that is far out."""
    if rest_first:
        return _("Rest, then again"), _("Rest five minutes, then measure again.")
    return _("Measure again"), _("Measure again now. Both numbers are kept.")


def measure_again_name() -> str:
    """Return what the button for the second reading does."""
    return _("keep this number and type a second one")


def first_was(shown: str, *, second_typed: bool) -> Said:
    """Return what is said of the first of two readings."""
    few = _("1st: {value}").format(value=shown)
    if second_typed:
        return few, _("First {value}, kept too.").format(value=shown)
    return few, _("Type the second. Until then {value} counts.").format(value=shown)


def reason_words(reason: Missing) -> str:
    """Return why there is no number."""
    return {
        Missing.COULD_NOT: _("could not measure"),
        Missing.REFUSED: _("refused"),
        Missing.DEVICE_LOW: _("device shows LO"),
        Missing.DEVICE_HIGH: _("device shows HI"),
        Missing.NOT_SURE: _("not sure"),
        Missing.NOT_ASKED: _("not asked"),
    }[reason]


def _too_many_decimals(decimals: int) -> Said:
    if decimals == 0:
        return _("Whole number only"), _("Type a whole number, without a comma or a point.")
    return _("One decimal only"), _("Type one digit after the comma or point.")


def _bounds(limits: Limits, unit: TemperatureUnit | None) -> tuple[Decimal, Decimal]:
    low, high = limits.hard_low, limits.hard_high
    if unit is TemperatureUnit.FAHRENHEIT:
        return fahrenheit(low), fahrenheit(high)
    return low, high
