# SPDX-License-Identifier: MIT
"""How hard a passphrase for a family's file is to guess, as far as its letters tell."""

from enum import StrEnum

LEAST = 12
_LONG, _WORDS, _FEW = 20, 4, 6
"""Letters and words from which on it is long, and the different letters below which it is poor."""


class Strength(StrEnum):
    """What can be told of a passphrase; the first three are not taken."""

    EMPTY = "empty"
    SHORT = "short"
    POOR = "poor"
    USABLE = "usable"
    LONG = "long"

    @property
    def is_taken(self) -> bool:
        """Say whether a file may be locked with it."""
        return self in (Strength.USABLE, Strength.LONG)


def strength(passphrase: str) -> Strength:
    """Return how hard it is to guess. Source of the limits: our choice, as few rules as can be."""
    text = passphrase.strip()
    if not text:
        return Strength.EMPTY
    if len(text) < LEAST:
        return Strength.SHORT
    words = text.casefold().split()
    if len(set(text.casefold()) - {" "}) < _FEW or text.replace(" ", "").isdigit():
        return Strength.POOR
    if len(words) > 1 and len(set(words)) == 1:
        return Strength.POOR
    is_long = len(text) >= _LONG or len(set(words)) >= _WORDS
    return Strength.LONG if is_long else Strength.USABLE
