# SPDX-License-Identifier: MIT
"""Any record that the format allows, drawn from its schema: empty, ordinary, or full to bursting.

The schema says what a file may hold; so a new field is tried on paper without a word here. The
number of a record draws it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, partial
from random import Random
from typing import Any

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.exchange.meaning import check_meaning
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.schema import record_schema
from tests.report.any_text import latin, words
from tests.report.records import NOW

PAPERS = ("letter", "a4")
COLOURS = ("", "sea", "mulberry", "slate", "lagoon", "ink", "heather")
_ZONES = ("America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC")
_OFFSETS = (-240, -240, -240, -300, 345, 780, 0)
_MOST = {
    "check_ins": 40,
    "doses": 60,
    "seizures": 30,
    "medicines": 60,
    "contacts": 20,
    "allergies": 40,
    "conditions": 30,
    "plans": 6,
    "steps": 25,
    "dose_times": 24,
    "pump_events": 25,
    "changes": 2,
    "actions": 5,
    "rules": 12,
}
_LONGEST = (12, 40, 40, 80, 200, 200, 2_000)
_MORE = ("alcohol", "fluids", "urge", "self_harm_note")
_NONE, _ALL = Decimal(0), Decimal(1)
_NOTES = ("note", "advance_directive", "because", "communication", "past_withdrawal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A record with the moment, the paper and the colour of its sheet."""

    number: int
    record: Record
    now: Moment
    paper: str
    colour: str
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    """How full a record is, how long its texts are, and of what kind."""

    chance: Random
    there: float
    fullness: float
    longest: int
    is_latin: bool
    is_worst: bool


Maker = Callable[[_Manner], Any]


def any_case(number: int, seed: int = 2026) -> Case:
    """Return the record of a number; every fifth is filled to the brim."""
    chance = Random(f"{seed} {number}")  # noqa: S311 - chance, no secret
    is_worst = number % 5 == 4
    manner = _Manner(
        chance=chance,
        there=1.0 if is_worst else chance.choice((0.0, 0.1, 0.4, 0.7, 0.9, 1.0)),
        fullness=1.0 if is_worst else chance.choice((0.0, 0.05, 0.2, 0.5)),
        longest=200 if is_worst else chance.choice(_LONGEST),
        is_latin=chance.random() < 0.3,
        is_worst=is_worst,
    )
    plain = _made_to_fit(manner, _record()(manner))
    check_meaning(plain)
    record = record_of(plain)
    last = record.last_check_in
    behind = last is not None and chance.random() < 0.1
    early = (last.at.utc - timedelta(hours=3)).astimezone(NOW.local.tzinfo) if last else NOW.local
    return Case(
        number=number,
        record=record,
        now=Moment(early) if behind else NOW,
        paper=chance.choice(PAPERS),
        colour=chance.choice(COLOURS),
        is_behind=behind,
    )


def _maker(schema: dict[str, Any], path: tuple[str, ...]) -> Maker:
    """Return what draws a value that one part of the schema allows."""
    if "const" in schema:
        return lambda _manner: schema["const"]
    if "enum" in schema:
        return lambda manner: manner.chance.choice(schema["enum"])
    if "anyOf" in schema:
        any_of = [_maker(inner, path) for inner in schema["anyOf"]]
        return lambda manner: manner.chance.choice(any_of)(manner)
    kind = schema.get("type", "string")
    if not isinstance(kind, list):
        return _OF_KIND[kind](schema, path)
    there = _OF_KIND[next(k for k in kind if k != "null")](schema, path)
    return lambda manner: there(manner) if manner.chance.random() < 0.9 else None


def _object(schema: dict[str, Any], path: tuple[str, ...]) -> Maker:
    fields, more = schema.get("properties", {}), schema.get("additionalProperties")
    must = schema.get("required", ())
    parts = [(name, name in must, _maker(inner, (*path, name))) for name, inner in fields.items()]
    if isinstance(more, dict) and not fields:
        return _answers({key: _maker(more, (*path, key)) for key in _MORE})

    def make(manner: _Manner) -> dict[str, Any]:
        chance, there = manner.chance.random, manner.there
        return {name: part(manner) for name, is_must, part in parts if is_must or chance() < there}

    return make


def _answers(parts: dict[str, Maker]) -> Maker:
    def make(manner: _Manner) -> dict[str, Any]:
        keys = _MORE[: manner.chance.randint(0, 4)]
        return {key: parts[key](manner) for key in keys}

    return make


def _array(schema: dict[str, Any], path: tuple[str, ...]) -> Maker:
    part, usual = _maker(schema.get("items", {}), path), _MOST.get(path[-1], 8)

    def make(manner: _Manner) -> list[Any]:
        chance, most = manner.chance, usual
        if path == ("check_ins", "seizures") and manner.is_worst:
            most = chance.choice((0, 3, 500)) if chance.random() < 0.03 else 2
        count = round(most * manner.fullness) if manner.is_worst else 0
        count = count or chance.randint(0, max(1, round(most * manner.fullness)))
        return [part(manner) for _turn in range(count)]

    return make


def _number(schema: dict[str, Any], _path: tuple[str, ...]) -> Maker:
    low, high = Decimal(str(schema.get("minimum", 0))), Decimal(str(schema.get("maximum", 999)))

    def make(manner: _Manner) -> Decimal:
        chance = manner.chance
        share = chance.choice((_NONE, _ALL, Decimal(str(chance.random()))))
        value = round(low + (high - low) * share, chance.choice((0, 1, 3)))
        return min(max(value, low), high)

    return make


def _integer(schema: dict[str, Any], path: tuple[str, ...]) -> Maker:
    number = _number(schema, path)
    return lambda manner: int(number(manner))


def _string(schema: dict[str, Any], path: tuple[str, ...]) -> Maker:
    pattern, name = schema.get("pattern", ""), path[-1]
    if pattern.startswith("^\\d{4}-\\d\\d-\\d\\dT"):
        return _moment
    if pattern.startswith("^\\d{4}"):
        return _day
    if pattern:
        return _wall
    if name == "zone":
        return lambda manner: manner.chance.choice(_ZONES)
    if name == "phone":
        return _phone
    return partial(_text, most=100_000 if name in _NOTES else 0)


def _wall(manner: _Manner) -> str:
    return f"{manner.chance.randint(0, 23):02}:{manner.chance.randint(0, 59):02}"


def _phone(manner: _Manner) -> str:
    chance = manner.chance
    if chance.random() < 0.7:
        return f"+1 {chance.randint(200, 999)}-555-{chance.randint(100, 9999):04}"
    return _text(manner)


def _text(manner: _Manner, most: int = 0) -> str:
    chance, longest = manner.chance, manner.longest
    if most and chance.random() < 0.02:
        longest = most
    return latin(chance, longest) if manner.is_latin else words(chance, longest)


def _moment(manner: _Manner) -> str:
    chance = manner.chance
    hours = chance.choice((1, 6, 70, 100, 2_000, 90_000)) * chance.random()
    zone = timezone(timedelta(minutes=chance.choice(_OFFSETS)))
    at = (NOW.utc - timedelta(hours=hours)).astimezone(zone)
    return at.replace(microsecond=0, second=0).isoformat()


def _day(manner: _Manner) -> str:
    chance = manner.chance
    days = chance.choice((3, 40, 400, 20_000)) * (chance.random() - 0.7)
    return (NOW.day + timedelta(days=days)).isoformat()


_OF_KIND: dict[str, Callable[[dict[str, Any], tuple[str, ...]], Maker]] = {
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _integer,
    "string": _string,
    "boolean": lambda _schema, _path: lambda manner: manner.chance.random() < 0.5,
    "null": lambda _schema, _path: lambda _manner: None,
}


@cache
def _record() -> Maker:
    """Return what draws a record; the schema is read through once."""
    return _maker(record_schema(), ())


def _made_to_fit(manner: _Manner, plain: dict[str, Any]) -> dict[str, Any]:
    """Mend what no schema can ask for: ids of their own, a birth first, a top pressure on top."""
    person = plain["person"]
    person["name"] = person["name"] if person["name"].strip() else "X"
    person["id"] = manner.chance.choice(("p1", "practice-1"))
    born = datetime(*manner.chance.choice(((1910, 1, 2), (1990, 2, 3))), tzinfo=UTC)
    person["dob"] = manner.chance.choice((born.date().isoformat(), None, "2016-01-05"))
    person["usual_from"] = {}
    _mend_pressure(person.get("usual") or {})
    for name in ("plans", "check_ins", "doses", "pump_events", "changes", "actions"):
        for number, item in enumerate(plain.get(name, ())):
            item["id"] = f"{name}{number}"
    for check_in in plain.get("check_ins", ()):
        _mend_pressure(check_in)
        check_in["first_reading"] = {}
        if person["dob"]:
            check_in["at"] = max(check_in["at"], "2016-02-01T00:00:00Z")
    return plain


def _mend_pressure(item: dict[str, Any]) -> None:
    top, bottom = item.get("sbp"), item.get("dbp")
    if top is not None and bottom is not None and top <= bottom:
        item["dbp"] = None
