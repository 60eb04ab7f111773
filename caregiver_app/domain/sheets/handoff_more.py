# SPDX-License-Identifier: MIT
"""What the newest check-in tells beside the signs of the table, in the words of the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.usual_mark import MARK

if TYPE_CHECKING:  # most sheets are printed without the form
    from collections.abc import Mapping, Sequence

    from caregiver_app.domain.form import Form, Question
    from caregiver_app.domain.sheets.told_lately import Before

_APART = frozenset({"alcohol", "fluids", MARK, WRITTEN_AT, FROM_LOG})
"""Answers that have a row of their own, and what is said of the whole check-in."""
_PRIVATE = "harm"
_USUAL = frozenset({"false", "none"})
_USUAL_IS_YES = frozenset({"knows_name", "knows_place", "knows_year", "knows_person", "usual_self"})
"""Questions where no is what somebody must know."""
_HOW = frozenset({"temp_site", "pulse_source", "bp_arm", "bp_position"})
"""How a number was measured: said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One answer: what it is about, and the word or number that was given.

    `of_ten` is true for a number from 0 to 10; `unit` is that of a number, or empty. `at` is when
    it was told, where that was before the newest check-in.
    """

    label: str
    value: object
    of_ten: bool = False
    unit: str = ""
    at: Moment | None = None


def told_beside(form: Form, more: Mapping[str, Any]) -> tuple[Told, ...]:
    """Return the answers that say something, in the order of the form; what it lacks is last.

    What was answered as usual, or as not there, is left out, and so is what was said about
    self-harm: the sheet may lie about.
    """
    told = {name: value for name, value in more.items() if _speaks(name, value)}
    asked = {question.item: question for question in form.questions if question.item in told}
    names = sorted(asked, key=lambda name: name in _HOW) + [n for n in told if n not in asked]
    return tuple(_told(name, told[name], asked.get(name)) for name in names if name)


def told_before(form: Form, before: Sequence[tuple[str, Before]]) -> tuple[Told, ...]:
    """Return what `told_beside` says of earlier answers in its order, each with its time."""
    place = {question.item: at for at, question in enumerate(form.questions)}
    known = [(name, one) for name, one in before if name not in _HOW]
    known.sort(key=lambda told: place.get(told[0], len(place)))
    said = ((told_beside(form, {name: one.value}), one.at) for name, one in known)
    return tuple(replace(told, at=at) for answers, at in said for told in answers)


def _speaks(name: str, value: object) -> bool:
    if name in _APART or _PRIVATE in name or value is None:
        return False
    text = str(value).casefold()
    if name in _USUAL_IS_YES:
        return text != "true"
    return text not in _USUAL


def _told(name: str, value: object, question: Question | None) -> Told:
    if question is None:
        return Told(label=name.replace("_", " "), value=value)
    stored = str(value).lower() if isinstance(value, bool) else str(value)
    word = next((c.label for c in question.choices if c.value == stored), value)
    return Told(
        label=_start(question.short),
        value=word,
        of_ten=question.kind == "scale",
        unit=question.unit if question.kind == "number" else "",
    )


def _start(short: str) -> str:
    """Return a label for the middle of a line; names such as OTC keep their capitals."""
    return short[:1].lower() + short[1:] if short[1:2].islower() else short
