# SPDX-License-Identifier: MIT
"""Turn reasons into sentences of the wording; numbers are written plainly."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.rule_set import Wording
from caregiver_app.domain.rules.facts import Reason


def sentence(wording: Wording, reason: Reason) -> str:
    """Return the sentence of one reason in the caregiver's words."""
    values = {key: _written(value, wording) for key, value in reason.values.items()}
    return wording.reasons[reason.key].format(**values)


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


def dose_number(value: Decimal) -> Decimal:
    """Return an amount without trailing zeros: 5.0 mg must never be read as 50 mg."""
    return value.normalize()
