# SPDX-License-Identifier: MIT
"""Numbers as the screens write them: a comma where the language has one, a point elsewhere.

Only what is shown goes through here. What is kept, sent or printed has its own way, and a field
takes both marks.
"""

import re
from decimal import Decimal
from functools import cache

from caregiver_app.system.words import ENGLISH, in_use

_COMMA, _POINT = ",", "."
_MEASURED = re.compile(r"(?<![\d.])\d+\.\d+(?!\.?\d)")
"""A number with decimals in a sentence: no part of 3.11.2, of a date or of a longer number."""


def shown(value: Decimal | int) -> str:
    """Return a number as it was measured: 37.0 stays 37.0, or 37,0."""
    return marked(f"{value:f}" if isinstance(value, Decimal) else str(value))


def short(value: Decimal) -> str:
    """Return a number without noughts that say nothing: 5.0 is 5, 0.50 is 0.5."""
    text = f"{value:f}"
    return marked(text.rstrip("0").rstrip(_POINT) if _POINT in text else text)


def marked(text: str) -> str:
    """Return the digits of one number with the mark of the language in place of its point."""
    return text.replace(_POINT, decimal_mark())


def in_sentence(text: str) -> str:
    """Return a finished sentence with the mark of the language in each of its numbers.

    What was said is kept as it was said; only the screen writes its numbers in the reader's way.
    """
    if decimal_mark() == _POINT:
        return text
    return _MEASURED.sub(lambda found: marked(found.group()), text)


def decimal_mark() -> str:
    """Return the mark before the tenths: the one of the language in the country, if known."""
    locale = in_use()
    return _POINT if locale.code == ENGLISH.code else _mark(locale.code, locale.country)


@cache
def _mark(code: str, country: str | None) -> str:
    from PySide6.QtCore import QLocale

    # An unknown country leaves the language alone; digits are Western ones, and so is the mark.
    known = QLocale(f"{code}_{country}") if country is not None else QLocale(code)
    return _COMMA if known.decimalPoint() == _COMMA else _POINT
