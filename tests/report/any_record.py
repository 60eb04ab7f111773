# SPDX-License-Identifier: MIT
"""Any record that the format allows, drawn from its schema: empty, ordinary, or full to bursting.

The schema says what a file may hold; so a new field is tried on paper without a word here. The
number of a record draws it again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
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
    plain = _made_to_fit(manner, _object(manner, record_schema(), ()))
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


def _object(manner: _Manner, schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    must = schema.get("required", ())
    made = {
        name: _value(manner, inner, (*path, name))
        for name, inner in schema.get("properties", {}).items()
        if name in must or manner.chance.random() < manner.there
    }
    if isinstance(schema.get("additionalProperties"), dict) and not schema.get("properties"):
        inner = schema["additionalProperties"]
        keys = ("alcohol", "fluids", "urge", "self_harm_note")[: manner.chance.randint(0, 4)]
        made = {key: _value(manner, inner, (*path, key)) for key in keys}
    return made


def _value(manner: _Manner, schema: Any, path: tuple[str, ...]) -> Any:
    """Return a value that one part of the schema allows."""
    chance = manner.chance
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if "anyOf" in schema:
        return _value(manner, chance.choice(schema["anyOf"]), path)
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = next(k for k in kind if k != "null") if chance.random() < 0.9 else "null"
    return _OF_KIND[kind](manner, schema, path)


def _array(manner: _Manner, schema: dict[str, Any], path: tuple[str, ...]) -> list[Any]:
    most = _MOST.get(path[-1], 8)
    if path == ("check_ins", "seizures") and manner.is_worst:
        most = manner.chance.choice((0, 3, 500)) if manner.chance.random() < 0.03 else 2
    count = round(most * manner.fullness) if manner.is_worst else 0
    count = count or manner.chance.randint(0, max(1, round(most * manner.fullness)))
    return [_value(manner, schema.get("items", {}), path) for _turn in range(count)]


def _number(manner: _Manner, schema: dict[str, Any], _path: tuple[str, ...]) -> int | Decimal:
    low, high = Decimal(str(schema.get("minimum", 0))), Decimal(str(schema.get("maximum", 999)))
    share = manner.chance.choice((Decimal(0), Decimal(1), Decimal(str(manner.chance.random()))))
    value = round(low + (high - low) * share, manner.chance.choice((0, 1, 3)))
    return min(max(value, low), high)


def _integer(manner: _Manner, schema: dict[str, Any], path: tuple[str, ...]) -> int:
    return int(_number(manner, schema, path))


def _string(manner: _Manner, schema: dict[str, Any], path: tuple[str, ...]) -> str:
    pattern, chance = schema.get("pattern", ""), manner.chance
    if pattern.startswith("^\\d{4}-\\d\\d-\\d\\dT"):
        return _moment(manner)
    if pattern.startswith("^\\d{4}"):
        return _day(manner)
    if pattern:
        return f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
    if path[-1] == "zone":
        return chance.choice(_ZONES)
    if path[-1] == "phone" and chance.random() < 0.7:
        return f"+1 {chance.randint(200, 999)}-555-{chance.randint(100, 9999):04}"
    longest = manner.longest
    if path[-1] in _NOTES and chance.random() < 0.02:
        longest = 100_000
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


_OF_KIND = {
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _integer,
    "string": _string,
    "boolean": lambda manner, _schema, _path: manner.chance.random() < 0.5,
    "null": lambda _manner, _schema, _path: None,
}


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
