# SPDX-License-Identifier: MIT
"""PINs of four to eight digits: they keep names apart, and lock nothing."""

import hashlib
import hmac
from collections.abc import Iterable

from caregiver_app.domain.frozen import dataclass

LEAST_DIGITS, MOST_DIGITS = 4, 8
# About 25 ms and 8 MB for one try: a PIN is typed at the bedside, on an old laptop.
_COST, _BLOCK, _SIDE_BY_SIDE, _BYTES = 2**13, 8, 1, 32
_FIRST_PAUSED, _FIRST_PAUSE_S, _LONGEST_PAUSE_S = 3, 5, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A PIN as it is kept: salted and hashed, never the digits.

    `start` is made of the first four digits, which no two caregivers of a person share: so a PIN
    names its caregiver while it is typed, however long the others are. All texts are hexadecimal.
    """

    salt: str
    start: str
    whole: str
    digits: int


def is_pin(text: str) -> bool:
    """Say whether a text is four to eight digits, 0 to 9."""
    return LEAST_DIGITS <= len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def pin_of(text: str, salt: str) -> Pin:
    """Return what is kept of a PIN; raise ValueError when it is none."""
    if not is_pin(text):
        raise ValueError("a PIN is four to eight digits")
    start = _hashed(text[:LEAST_DIGITS], salt)
    whole = start if len(text) == LEAST_DIGITS else _hashed(text, salt)
    return Pin(salt=salt, start=start, whole=whole, digits=len(text))


def pin_that_fits(pins: Iterable[Pin], text: str) -> Pin | None:
    """Return the PIN that is exactly these digits; those of one salt cost one try together."""
    of_length = [pin for pin in pins if pin.digits == len(text)] if is_pin(text) else []
    made = {salt: _hashed(text, salt) for salt in {pin.salt for pin in of_length}}
    fitting = (pin for pin in of_length if hmac.compare_digest(made[pin.salt], pin.whole))
    return next(fitting, None)


def pin_that_begins(pins: Iterable[Pin], text: str) -> Pin | None:
    """Return the PIN that begins with the first four of these digits."""
    start = text[:LEAST_DIGITS]
    known = list(pins) if is_pin(start) else []
    made = {salt: _hashed(start, salt) for salt in {pin.salt for pin in known}}
    return next((pin for pin in known if hmac.compare_digest(made[pin.salt], pin.start)), None)


def pause_s(wrong: int) -> int:
    """Return how many seconds to wait after so many wrong PINs in a row.

    It grows to a minute and no further: nobody is ever locked out.
    """
    if wrong < _FIRST_PAUSED:
        return 0
    doubled = min(wrong - _FIRST_PAUSED, _LONGEST_PAUSE_S)
    return min(_FIRST_PAUSE_S << doubled, _LONGEST_PAUSE_S)


def _hashed(digits: str, salt: str) -> str:
    made = hashlib.scrypt(
        digits.encode("ascii"),
        salt=bytes.fromhex(salt),
        n=_COST,
        r=_BLOCK,
        p=_SIDE_BY_SIDE,
        dklen=_BYTES,
    )
    return made.hex()
