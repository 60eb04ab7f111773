# SPDX-License-Identifier: MIT
"""Says quickly that a plain record keeps to its schema; anything else is for the slow walk.

A file of 40 MB has millions of values. Here each part of the schema is made into a function once,
and a value is asked by its type. A yes is as good as that of `schema.check`, and a no says only
that `check` has to look, which finds the place and the words.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from caregiver_app.exchange.schema import PATTERNS, Schema, record_schema
from caregiver_app.system.exact_json import WrittenNumber

Fits = Callable[[Any], bool]


@cache
def record_fits() -> Fits:
    """Return the function that asks a whole record."""
    return _made(record_schema())


def fits_by_field(schema: Schema) -> dict[str, Fits]:
    """Return for each field of an object the function that asks one value of it."""
    return {field: _made(part) for field, part in schema["properties"].items()}


def _made(schema: Schema) -> Fits:
    if "anyOf" in schema:  # always "a time or null" here
        value, nothing = _made(schema["anyOf"][0]), _made(schema["anyOf"][-1])
        return lambda one: nothing(one) if one is None else value(one)
    if "const" in schema:
        const = schema["const"]
        return lambda one: type(one) is type(const) and one == const
    ways = _ways(schema)
    if "enum" in schema:
        choices: Fits = frozenset(schema["enum"]).__contains__
        ways = {kind: choices for kind in (str, type(None)) if kind in ways}

    def fits(one: Any) -> bool:  # noqa: ANN401 - anything that JSON can hold
        way = ways.get(type(one))
        return way is not None and way(one)

    return fits


def _ways(schema: Schema) -> dict[type, Fits]:
    """Return by type what a value of it has to keep to; a type that is not named does not fit."""
    named = schema.get("type", list(_MADE))
    names = [named] if isinstance(named, str) else named
    found: dict[type, Fits] = {}
    for name in names:
        found |= _MADE[name](schema)
    return found


def _texts(schema: Schema) -> dict[type, Fits]:
    least = schema.get("minLength", 0)
    if "pattern" not in schema:
        return {str: (lambda one: len(one) >= least) if least else _always}
    written, problem = (
        re.compile(schema["pattern"], re.ASCII).fullmatch,
        PATTERNS[schema["pattern"]],
    )
    return {str: lambda one: len(one) >= least and bool(written(one)) and not problem(one)}


def _numbers(schema: Schema) -> dict[type, Fits]:
    low, high = schema.get("minimum"), schema.get("maximum")

    def fits(one: Any) -> bool:  # noqa: ANN401 - a number
        return (low is None or one >= low) and (high is None or one <= high)

    return dict.fromkeys((int, Decimal, WrittenNumber), fits)


def _whole_numbers(schema: Schema) -> dict[type, Fits]:
    fits = _numbers(schema)[int]

    def whole(one: Decimal) -> bool:
        return one == one.to_integral_value() and fits(one)

    return {int: fits, Decimal: whole, WrittenNumber: whole}


def _lists(schema: Schema) -> dict[type, Fits]:
    least = schema.get("minItems", 0)
    item = _made(schema["items"]) if "items" in schema else _always
    return {list: lambda one: len(one) >= least and all(map(item, one))}


def _objects(schema: Schema) -> dict[type, Fits]:
    known = {key: _made(part) for key, part in schema.get("properties", {}).items()}
    needed = frozenset(schema.get("required", ()))
    others = schema.get("additionalProperties", True)
    other = (_always if others else _never) if isinstance(others, bool) else _made(others)

    def fits(one: dict[str, Any]) -> bool:
        if not needed <= one.keys():
            return False
        get = known.get
        return all(get(key, other)(value) for key, value in one.items())

    return {dict: fits}


def _always(_one: object) -> bool:
    return True


def _never(_one: object) -> bool:
    return False


_MADE: dict[str, Callable[[Schema], dict[type, Fits]]] = {
    "string": _texts,
    "boolean": lambda _schema: {bool: _always},
    "number": _numbers,
    "integer": _whole_numbers,
    "array": _lists,
    "object": _objects,
    "null": lambda _schema: {type(None): _always},
}
