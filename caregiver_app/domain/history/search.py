# SPDX-License-Identifier: MIT
"""Looking for words in what was written: accents and case make no difference."""

import unicodedata
from collections.abc import Iterator
from functools import singledispatch

from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.events import ActionTaken, PumpEvent
from caregiver_app.domain.history.story import Fact
from caregiver_app.domain.usual_mark import MARK

_MARKS = frozenset({MARK, WRITTEN_AT, FROM_LOG})
"""What the program notes of a whole check-in: "as usual" names the signs that were not there."""


def folded(text: str) -> str:
    """Return a text in which é is e and A is a, every run of blanks one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.split())


def wanted_words(text: str) -> tuple[str, ...]:
    """Return the words somebody looks for, folded; none of a blank text."""
    return tuple(folded(text).split())


def holds(texts: str, words: tuple[str, ...]) -> bool:
    """Say whether a text holds every one of the folded words, whole or as a part."""
    plain = folded(texts)
    return all(word in plain for word in words)


def words_of(fact: Fact) -> str:
    """Return everything a person wrote in a fact, who wrote it, and what the rules said of it."""
    return " ".join(text for text in _texts(fact) if text)


@singledispatch
def _texts(fact: object) -> Iterator[str | None]:
    raise TypeError(f"{type(fact).__name__} is no fact of the story")


@_texts.register
def _(check_in: CheckIn) -> Iterator[str | None]:
    yield from (check_in.note, check_in.recorder, check_in.observer)
    yield from check_in.other_signs
    for given in check_in.prn_taken:
        yield from (given.name, given.dose_text)
    for item, value in check_in.more.items():
        yield value if isinstance(value, str) and item not in _MARKS else None
    if check_in.assessment is not None:
        for finding in check_in.assessment.rules:
            yield from (finding.id, finding.because, finding.message)


@_texts.register
def _(dose: DoseEvent) -> Iterator[str | None]:
    yield from (dose.note, dose.recorder, dose.observer, dose.tablets, dose.drug)


@_texts.register
def _(event: PumpEvent) -> Iterator[str | None]:
    yield from (event.note, event.recorder, event.observer)


@_texts.register
def _(action: ActionTaken) -> Iterator[str | None]:
    yield from (action.by, action.who, action.note)
