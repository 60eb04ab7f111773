# SPDX-License-Identifier: MIT
"""A measured number as exact as it was typed, so that it reads back the same in its own unit.

A check-in keeps °C and kg to a tenth, and the rules compare those. Back from there 101.9 °F would
read 101.8, and 150 lb 149.9. Whatever shows a number in °F or lb asks here.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.units import (
    NumberError,
    celsius,
    exact_celsius,
    exact_kilograms,
    kilograms,
    parse_number,
)

_OTHER_UNITS = {
    "temp_c": ("F", celsius, exact_celsius),
    "weight_kg": ("lb", kilograms, exact_kilograms),
}

TYPED_IN_OTHER_UNITS = frozenset(_OTHER_UNITS)
"""The fields that may have been typed in another unit than the one they are kept in."""


def measured(draft: Draft, field: str) -> Any:  # noqa: ANN401 - by field
    """Return an answer; of one that was typed in °F or lb, the °C or kg to the hundredth.

    What was typed counts only as long as it is the number that is kept: a correction or another
    program may have changed that alone.
    """
    kept = getattr(draft, field)
    if kept is None or field not in _OTHER_UNITS:
        return kept
    if draft.entered_unit.get(field) != _OTHER_UNITS[field][0]:
        return kept
    rounded, exact = _converted(field, draft.raw.get(field, ""))
    return exact if rounded == kept else kept


@lru_cache(maxsize=1024)
def _converted(field: str, text: str) -> tuple[Decimal | None, Decimal | None]:
    """Return a typed number as it is kept, and to the hundredth; each None where it is none.

    A sheet asks hundreds of times, and a person has a few dozen temperatures.
    """
    try:
        typed = parse_number(text, decimals=1)
    except NumberError:
        return None, None
    _unit, rounded, exact = _OTHER_UNITS[field]
    return rounded(typed), exact(typed)
