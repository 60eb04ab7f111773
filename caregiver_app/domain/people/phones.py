# SPDX-License-Identifier: MIT
"""How many digits a telephone number has, where every number has as many."""

_DIGITS = 10
_WITHOUT_AREA_CODE = 7
_COUNTRIES = frozenset({"US", "CA"})
"""The North American Numbering Plan: three digits of the area, seven of the number."""
_AROUND_DIGITS = frozenset(" -.()/\u2010\u2011\u2013\u00a0")


def digits_missing(number: str, country: str) -> int:
    """Return how many digits are missing from a number, below 0 how many are too many.

    It is 0 where nobody can say: in a country whose numbers differ in length, in a number from
    abroad, and beside an extension or a word.
    """
    digits = [letter for letter in number if letter.isdigit()]
    if country not in _COUNTRIES or not digits:
        return 0
    if any(not letter.isdigit() and letter not in _AROUND_DIGITS for letter in number):
        return 0
    count = len(digits) - (digits[0] == "1" and len(digits) > _WITHOUT_AREA_CODE)
    missing = _DIGITS - count
    return missing if missing >= -1 else 0


def is_without_area_code(number: str, country: str) -> bool:
    """Say whether a number is whole but for the area it is in."""
    return digits_missing(number, country) == _DIGITS - _WITHOUT_AREA_CODE
