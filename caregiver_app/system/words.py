# SPDX-License-Identifier: MIT
"""Screen and command words: English in the source, another language from its catalogue.

`_` and `ngettext` are the functions every layer above the domain uses for its own words. Which
language they speak, and in which country, is chosen once, before the clinical content is read.
"""

from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path
from unicodedata import bidirectional


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A language to speak and the country it is spoken in (ISO 3166; None is not chosen).

    `content` is the folder of clinical content with the words of the language, when it is another
    than the one that ships. `emergency` is the number to call there: the only one that is known
    without the content, which may be what cannot be read. `fahrenheit_first` is how a temperature
    in a sentence is read.
    """

    code: str
    catalogue: NullTranslations = field(default_factory=NullTranslations)
    right_to_left: bool = False
    content: Path | None = None
    country: str | None = None
    emergency: str = "911"
    fahrenheit_first: bool = False


ENGLISH = Locale(code="en")
"""What the source is written in; it needs no catalogue."""


_APART, _END = "\u2068", "\u2069"
_NO_MARKS = dict.fromkeys(map(ord, (_APART, _END)))
_LEFT, _RIGHT = frozenset({"L"}), frozenset({"R", "AL"})


class _Chosen:
    """Holds the one choice, so that a text is looked up when it is shown and not before."""

    locale = ENGLISH


def use(locale: Locale) -> None:
    """Speak a language from now on; what is on the screen already stays as it is."""
    _Chosen.locale = locale


def in_use() -> Locale:
    """Return the language that is spoken, and where."""
    return _Chosen.locale


def left_to_right(text: str) -> str:
    """Return a number with its unit, or a phone number, that keeps its order in any line.

    In a line from the right its groups and its unit would change places.
    """
    return f"\u2066{text}\u2069" if text and _Chosen.locale.right_to_left else text


def apart(text: str) -> str:
    """Return words that may run the other way than the line, so that their neighbours stay.

    Without it the number after an Arabic name in an English line goes to the other side of it.
    `_` does so with whatever is filled in; this is for words that are joined.
    """
    return f"{_APART}{text}{_END}" if _turns(text) else text


def joined(text: str) -> str:
    """Return a text without the marks of `apart`, as it is kept in the record."""
    return text.translate(_NO_MARKS)


def _turns(text: str) -> bool:
    from_right = _Chosen.locale.right_to_left
    if text.isascii() and not from_right:
        return False
    return any(bidirectional(c) in (_LEFT if from_right else _RIGHT) for c in text)


class _Sentence(str):
    """A text of ours; what is filled in keeps to itself where it runs the other way."""

    __slots__ = ()

    def format(self, *places: object, **named: object) -> str:
        """Fill the places in."""
        kept = {name: _kept_apart(value) for name, value in named.items()}
        return super().format(*map(_kept_apart, places), **kept)


def _kept_apart(value: object) -> object:
    return apart(value) if isinstance(value, str) else value


def _(text: str) -> str:
    """Return a text as it is shown."""
    return _Sentence(_Chosen.locale.catalogue.gettext(text))


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that fits a number."""
    return _Sentence(_Chosen.locale.catalogue.ngettext(one, many, number))
