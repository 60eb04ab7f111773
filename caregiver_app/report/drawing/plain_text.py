# SPDX-License-Identifier: MIT
"""Other people's words made fit for paper: no controls, no hidden order, no empty boxes."""

import re
import unicodedata
from functools import lru_cache

from caregiver_app.report.drawing.fonts import JOINERS, can_draw

LONGEST = 1500
"""Characters looked at; more than any place on the page can hold."""

_UNIT = re.compile(r"(\d) (°[CF]|mg|mcg|mL|ml|kg|mmHg|units?\b|h\b|min\b|%)")
_SAME = {"\u2011": "\u2011", "\u00ad": "", "\ufeff": "", "\u200b": "", "\u2060": ""}


def printable(text: str) -> str:
    """Return one line of text to draw: white space joined, hidden characters gone or named.

    Direction marks, lone surrogates and control characters could change what a nurse reads, so
    they leave a visible sign. Emoji and symbols become a short name in brackets.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text[:LONGEST].split(" "))
    shown = "".join(map(_shown, text[:LONGEST]))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def whole(text: str) -> str:
    """Return a text that a full stop follows, without its own."""
    return text.rstrip(" .")


def with_units(text: str) -> str:
    """Return a text in which no line parts a number from its unit."""
    return _UNIT.sub("\\1\u00a0\\2", text)


def phone_digits(text: str) -> str:
    """Return a phone number in the digits 0 to 9: others could be drawn from right to left."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def is_complex(text: str) -> bool:
    """Say whether the bundled typeface cannot draw this text."""
    return not can_draw(text)


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    """Return what stands for a character; kept, because a page has few different ones."""
    if character.isascii() and character.isprintable():
        return character
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return "\u00a0" if character in "\u00a0\u202f" else " "
    kind = unicodedata.category(character)
    if kind[0] == "C" and character not in JOINERS:
        return "\ufffd" if can_draw("\ufffd") else "[?]"
    if kind in ("So", "Sk", "Co", "Cn") and not can_draw(character):
        return f"[{unicodedata.name(character, 'symbol').lower()}]"
    return character
