# SPDX-License-Identifier: MIT
"""Turn reasons into sentences of the wording; numbers are written plainly."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.rule_set import Wording
from caregiver_app.domain.rules.facts import DEVICE_HI, DEVICE_LO, Reason, tenth


def temperature_values(value: Decimal, limit: Decimal | None = None) -> dict[str, object]:
    """Return the placeholders of a temperature: °C and °F, both to one decimal."""
    values: dict[str, object] = {"value": tenth(value), "value_f": fahrenheit(value)}
    if limit is not None:
        values |= {"limit": tenth(limit), "limit_f": fahrenheit(limit)}
    return values


def fahrenheit(celsius: Decimal) -> Decimal:
    """Return °F to one decimal, half up."""
    return tenth(celsius * 9 / 5 + 32)


def sentence(wording: Wording, reason: Reason, words: Mapping[str, str]) -> str:
    """Return the sentence of one reason in the caregiver's words."""
    device = _device_key(reason)
    if device is not None:
        what = wording.words.get(str(reason.values.get("what", "")), "")
        return wording.reasons[device].format(what=what)
    values = {key: _written(value, wording) for key, value in reason.values.items()}
    return (words.get(reason.key) or wording.reasons[reason.key]).format(**values)


def _device_key(reason: Reason) -> str | None:
    value = reason.values.get("value")
    if value == DEVICE_LO:
        return "device_low"
    return "device_high" if value == DEVICE_HI else None


def _written(value: object, wording: Wording) -> str:
    if isinstance(value, StrEnum):
        return wording.words.get(value.value, value.value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, timedelta):
        minutes = value // timedelta(minutes=1)
        return f"{minutes // 60} h {minutes % 60} min"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def plain_number(value: Decimal) -> str:
    """Return a number without exponent; a measured decimal keeps its place (37.0 stays 37.0)."""
    return f"{value:f}"
