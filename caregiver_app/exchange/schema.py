# SPDX-License-Identifier: MIT
"""Walks the JSON Schema of the portable record: exactly the keywords that this schema uses.

The jsonschema package would do the same, but importing it takes 67 ms of a command that takes
230; the tests prove on many broken records that both refuse the same ones.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import _

Schema = Mapping[str, Any]

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_OFFSETS = timedelta(hours=-12), timedelta(hours=14)


@cache
def record_schema() -> Schema:
    """Return the schema that ships with the program."""
    text = resource_path("schema", "record.schema.json").read_text(encoding="utf-8")
    schema: Schema = json.loads(text, parse_float=Decimal)  # 0.01 as a float is more than 0.01
    return schema


def check(value: object, schema: Schema, path: str = "") -> None:
    """Raise RecordError at the first value that the schema does not allow."""
    if "anyOf" in schema:  # always "a time or null" here
        schema = schema["anyOf"][-1 if value is None else 0]
    if "const" in schema and value != schema["const"]:
        raise _refused(path, _told(_("{value} is not known here"), value), schema)
    if "enum" in schema and not _is_choice(value, schema["enum"]):
        raise _refused(path, _told(_("{value} is not one of the choices"), value), schema)
    if "type" in schema and not any(_TYPES[name](value) for name in _types(schema)):
        raise _refused(path, _told(_("{value} does not fit"), value), schema)
    _check_inside(value, schema, path)


def allowed(schema: Schema) -> str:
    """Say in words what a schema allows."""
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return ", ".join("null" if choice is None else choice for choice in schema["enum"])
    if "minimum" in schema:
        whole = _("a whole number {low} to {high}")
        words = whole if "integer" in _types(schema) else _("{low} to {high}")
        return words.format(low=schema["minimum"], high=schema["maximum"])
    if "pattern" in schema:
        return _pattern_words(schema["pattern"])
    if "minLength" in schema:
        return _("a text that is not empty")
    if "minItems" in schema:
        return _("a list with at least one item")
    return _(" or ").join(_type_words(name) for name in _types(schema))


def joined(path: str, key: str) -> str:
    """Return the path of a key inside an object."""
    return f"{path}.{key}" if path else key


def _check_inside(value: object, schema: Schema, path: str) -> None:
    if isinstance(value, str):
        _check_text(value, schema, path)
    elif isinstance(value, dict):
        _check_object(value, schema, path)
    elif isinstance(value, list):
        _check_list(value, schema, path)
    elif isinstance(value, int | Decimal):
        _check_number(value, schema, path)


def _check_text(value: str, schema: Schema, path: str) -> None:
    if len(value) < schema.get("minLength", 0):
        raise _refused(path, _("this text is empty"), schema)
    if "pattern" not in schema:
        return
    # fullmatch: `$` alone would let a line end through.
    if not re.compile(schema["pattern"], re.ASCII).fullmatch(value):
        raise _refused(path, _told(_("{value} is not written as it must be"), value), schema)
    problem = PATTERNS[schema["pattern"]](value)
    if problem:
        raise _refused(path, f"{shown(value)}: {problem}", schema)


def _check_number(value: int | Decimal, schema: Schema, path: str) -> None:
    if isinstance(value, bool):
        return
    if "minimum" in schema and value < schema["minimum"]:
        words = _("{value} is less than {limit}")
        raise _refused(path, _told(words, value, schema["minimum"]), schema)
    if "maximum" in schema and value > schema["maximum"]:
        words = _("{value} is more than {limit}")
        raise _refused(path, _told(words, value, schema["maximum"]), schema)


def _check_list(value: list[object], schema: Schema, path: str) -> None:
    if len(value) < schema.get("minItems", 0):
        raise _refused(path, _("this list is empty"), schema)
    if "items" in schema:
        for number, item in enumerate(value):
            check(item, schema["items"], f"{path}[{number}]")


def _check_object(value: dict[str, object], schema: Schema, path: str) -> None:
    properties: Schema = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key, item in value.items():
        if key in properties:
            check(item, properties[key], joined(path, key))
        elif others is False:
            raise RecordError(
                joined(path, key), _("this field is not known"), ", ".join(properties)
            )
        elif others is not True:
            check(item, others, joined(path, key))
    for key in schema.get("required", ()):
        if key not in value:
            raise _refused(joined(path, key), _("this field is missing"), properties[key])


def _refused(path: str, problem: str, schema: Schema) -> RecordError:
    return RecordError(path or _("the file"), problem, allowed(schema))


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    """36.0 is a whole number in JSON Schema, and true is none."""
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_choice(value: object, choices: list[object]) -> bool:
    return (value is None or isinstance(value, str)) and value in choices


def _day_problem(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _("this date does not exist")
    return "" if _FIRST_YEAR <= day.year <= _LAST_YEAR else _("this year cannot be meant")


def _time_problem(text: str) -> str:
    try:
        moment = Moment.parse(text)
    except ValueError as error:
        return str(error)
    offset = moment.local.utcoffset() or timedelta(0)
    if (text[-2:] > "59" and text[-1] != "Z") or not _OFFSETS[0] <= offset <= _OFFSETS[1]:
        return _("no place on earth has this offset")
    return "" if _FIRST_YEAR <= moment.day.year <= _LAST_YEAR else _("this year cannot be meant")


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": _is_number,
    "integer": _is_whole,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}

_DAY = r"^\d{4}-\d\d-\d\d$"
_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$"
_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"
PATTERNS: Mapping[str, Callable[[str], str]] = {
    _DAY: _day_problem,
    _TIME: _time_problem,
    _OF_DAY: lambda _text: "",
}
"""Every pattern of the schema, and what it cannot say by itself."""


def _type_words(name: str) -> str:
    return {
        "string": _("a text"),
        "boolean": _("true or false"),
        "number": _("a number"),
        "integer": _("a whole number"),
        "array": shown([]),
        "object": shown({}),
        "null": "null",
    }[name]


def _pattern_words(pattern: str) -> str:
    told, example = {
        _DAY: (_("a date like {example}"), "2026-03-07"),
        _TIME: (_("a time with its offset, like {example}"), "2026-03-07T07:00:00-05:00"),
        _OF_DAY: (_("a time of day like {example}"), "06:00"),
    }[pattern]
    return told.format(example=example)


def _told(words: str, value: object, limit: object = None) -> str:
    return words.format(value=shown(value), limit=limit)
