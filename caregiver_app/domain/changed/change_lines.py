# SPDX-License-Identifier: MIT
"""What a line of "What changed" can say, and how it becomes a sentence in somebody's words.

A line holds values and the keys of its sentences, so that a screen, a sheet and a command can
each write days and times in their own way while the wording stands in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.units import fahrenheit, pounds, tenth


class ChangeKind(StrEnum):
    """What a line is about, in the order a reader needs it.

    UP and DOWN are held against the earlier value the line quotes; ABOVE_USUAL and BELOW_USUAL
    against usual alone, when the value before did not move that way. FIRST is a sign that is there
    and has nothing to be compared with. ONCE, VARIED and STEADY are lists of numbers: recorded
    once, moved within the time and came back, and stayed within the limits. None of them says
    "normal".
    """

    EVENT = "event"
    DEVICE = "device"
    NEW = "new"
    DOSES = "doses"
    UP = "up"
    DOWN = "down"
    ABOVE_USUAL = "above_usual"
    BELOW_USUAL = "below_usual"
    FIRST = "first"
    STILL = "still"
    GAP = "gap"
    NOT_RECORDED = "not_recorded"
    PLAN = "plan"
    GONE = "gone"
    ONCE = "once"
    VARIED = "varied"
    STEADY = "steady"


QUIET = frozenset({ChangeKind.ONCE, ChangeKind.VARIED, ChangeKind.STEADY})
"""Lines that name no change; a screen may show them muted."""

Answer = Decimal | StrEnum | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignValue:
    """One answer to one question, for a sentence; `again` leaves the unit to the first one.

    Without a value it is the name of the sign alone. `age` is set when it is not from the newest
    check-in, `to` when the value is the lower end of a range.
    """

    sign: str
    value: Answer | None = None
    to: Answer | None = None
    age: timedelta | None = None
    again: bool = False
    rash: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A daily amount with its unit, mg or mcg."""

    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something that has a word of its own."""

    number: int
    term: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the content by its key, like a drug or the tone of an alarm."""

    key: str


Item = SignValue | Count
Place = SignValue | Amount | Term | Moment | date | timedelta | int | tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence: the key of its template and what stands in it."""

    key: str
    values: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line: what kind it is, which field of a check-in it is about ("" for none), and why."""

    kind: ChangeKind
    field: str
    parts: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignWords:
    """How a sign is named and its answers are written.

    `value` and `again` are templates of a number, `answers` the words of an answer by its value.
    """

    name: str
    short: str
    value: str = ""
    again: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How far a number has to be away to count as changed, in its stored unit.

    `up` and `down` are held against the usual value, `before` against an earlier one.
    """

    up: Decimal
    down: Decimal
    before: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The content of "What changed": its numbers with their source, and its words.

    `look_back`: an older value is not compared with. `gap`: check-ins this far apart leave a gap.
    `steady_hole`: a sign that was not recorded for longer is not called steady. `swing`: a value
    in between stands alone when it is this many limits away. `gaps_named`: more are counted.
    `same_seizure`: a tapped and a told one that begin no further apart may be one. `days_off`: so
    many days of 0 mg in a row between two doses of a plan are no cut and no rise.
    `reviewed_by` is who checked the words, `numbers_reviewed_by` the numbers; empty is nobody.
    """

    language: str
    reviewed_by: str
    numbers_reviewed_by: str
    look_back: timedelta
    gap: timedelta
    steady_hole: timedelta
    swing: Decimal
    gaps_named: int
    same_seizure: timedelta
    days_off: int
    limits: Mapping[str, Limit]
    kinds: Mapping[ChangeKind, str]
    sentences: Mapping[str, str]
    terms: Mapping[str, str]
    signs: Mapping[str, SignWords]


class TimeWords(Protocol):
    """How days, times and lengths are written where the sentence will stand."""

    def when(self, moment: Moment) -> str:
        """Return "on Tuesday at 10:00 PM"."""

    def point(self, moment: Moment) -> str:
        """Return "Tuesday 10:00 PM", to stand after "from", "to" or "since"."""

    def day(self, day: date) -> str:
        """Return "Monday 18 May"."""

    def length(self, length: timedelta) -> str:
        """Return "11 hours"."""


_POINTS = frozenset({"start", "end"})
_PLAIN = frozenset({"value"})
NUMBER_PLACES: Mapping[str, frozenset[str]] = {
    "temp_c": frozenset({"f", "c"}),
    "weight_kg": frozenset({"value", "lb"}),
}
"""The placeholders of the templates of a number; every other one has `value` alone."""


def number_places(sign: str) -> frozenset[str]:
    """Return the placeholders that the templates of a number must have."""
    return NUMBER_PLACES.get(sign, _PLAIN)


def sentence(changes: Changes, line: ChangeLine, times: TimeWords) -> str:
    """Return a line as sentences."""
    return " ".join(_capital(_said(changes, line.field, said, times)) for said in line.parts)


def _said(changes: Changes, sign: str, said: Said, times: TimeWords) -> str:
    places = {key: _told(changes, key, value, times) for key, value in said.values.items()}
    if sign in changes.signs:
        places["name"] = changes.signs[sign].name
    return changes.sentences[said.key].format(**places)


def _told(changes: Changes, place: str, value: Place, times: TimeWords) -> str:
    match value:
        case tuple():
            return ", ".join(_item(changes, item, times) for item in value)
        case SignValue():
            return _answer(changes, value)
        case Amount():
            return f"{_plain(value.number)} {value.unit}"
        case Term():
            return changes.terms[value.key]
        case int():
            return str(value)
    return _time(place, value, times)


def _time(place: str, value: Moment | date | timedelta, times: TimeWords) -> str:
    if isinstance(value, timedelta):
        return times.length(value)
    if isinstance(value, date):
        return times.day(value)
    return times.point(value) if place in _POINTS else times.when(value)


def _item(changes: Changes, item: Item, times: TimeWords) -> str:
    if isinstance(item, Count):
        return f"{item.number} {changes.terms[item.term]}"
    words = changes.signs[item.sign]
    if item.value is None:
        return words.short
    text = _answer(changes, item)
    if not words.answers:
        text = f"{words.short} {text}"
    if item.age is None:
        return text
    return changes.sentences["item_older"].format(item=text, age=times.length(item.age))


def _answer(changes: Changes, shown: SignValue) -> str:
    words, value = changes.signs[shown.sign], shown.value
    if isinstance(value, Decimal):
        text = _number(words.again if shown.again else words.value, shown.sign, value)
        if not isinstance(shown.to, Decimal):
            return text
        low = _number(words.again, shown.sign, value)
        high = _number(words.value, shown.sign, shown.to)
        return changes.sentences["item_range"].format(low=low, high=high)
    text = words.answers[str(value).lower()]
    if shown.rash is None:
        return text
    key = "item_with_rash" if shown.rash else "item_no_rash"
    return changes.sentences[key].format(item=text)


def _number(template: str, sign: str, value: Decimal) -> str:
    if sign == "temp_c":
        return template.format(f=fahrenheit(value), c=tenth(value))
    if sign == "weight_kg":
        return template.format(value=tenth(value), lb=pounds(value))
    return template.format(value=_plain(value))


def _plain(value: Decimal) -> str:
    """Return a decimal without an exponent and without noughts that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
