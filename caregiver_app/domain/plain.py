# SPDX-License-Identifier: MIT
"""Dataclasses from and to plain values (what JSON holds), by their type hints alone.

The field names are those of the portable record; a trailing underscore (`from_`) is dropped.
Numbers arrive as `int` or `Decimal`, never as float, and leave the same way.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import cache, partial
from typing import Any, TypeVar

from caregiver_app.domain.moments import Moment

T = TypeVar("T")
Reader = Callable[[object, str], object]
_OptionalTypes = types.UnionType
_MOST_DIGITS = 18
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Wide enough for every birthday; a date outside would overflow when days are added to it.
_FIRST_YEAR, _LAST_YEAR = 1850, 2199
_PLAIN = frozenset({type(None), bool, int, str, Decimal})


class FieldError(ValueError):
    """A plain value that does not fit: which field, what is wrong, what is allowed."""

    def __init__(self, path: str, problem: str, allowed: str) -> None:
        super().__init__(f"{path}: {problem}; allowed: {allowed}")
        self.path = path
        self.problem = problem
        self.allowed = allowed


def from_plain(cls: type[T], value: object, path: str = "") -> T:
    """Build a dataclass from a plain mapping; raise FieldError naming the field."""
    if not isinstance(value, Mapping):
        raise FieldError(path or "the file", f"{_show(value)} is not an object", "an object {…}")
    shape: Any = cls
    known = _fields(shape)
    arguments: dict[str, Any] = {}
    # Only what is there is visited: a check-in has sixty fields and a quick one fills fifteen.
    for key, item in value.items():
        if key not in known:
            raise FieldError(_join(path, str(key)), "this field is not known", ", ".join(known))
        name, read, accepts_none = known[key]
        if item is not None:
            arguments[name] = read(item, _join(path, key))
        elif accepts_none:
            arguments[name] = None
    for name in _required(shape):
        if name not in arguments:
            missing = _join(path, name.rstrip("_"))
            raise FieldError(missing, "this field is missing", "it must be there")
    return cls(**arguments)


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON has no one type
    """Return the plain form of a dataclass or value; fields at their default are left out."""
    if type(value) in _PLAIN:  # most are; an enum is a str or an int and is none of these
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Moment):
            return value.text
        return {
            key: to_plain(found)
            for name, key, default in _written(type(value))
            if (found := getattr(value, name)) != default
        }
    if isinstance(value, IntEnum | StrEnum):
        return value.name if isinstance(value, IntEnum) else value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    return value


@cache
def _fields(cls: Any) -> dict[str, tuple[str, Reader, bool]]:  # noqa: ANN401 - a class
    hints = typing.get_type_hints(cls)
    return {
        field.name.rstrip("_"): (
            field.name,
            _reader(hints[field.name]),
            _accepts_none(hints[field.name]),
        )
        for field in dataclasses.fields(cls)
    }


@cache
def _required(cls: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class
    return tuple(
        field.name
        for field in dataclasses.fields(cls)
        if field.default is MISSING and field.default_factory is MISSING
    )


@cache
def _written(cls: Any) -> tuple[tuple[str, str, object], ...]:  # noqa: ANN401 - a class
    """Return each field's name, its key in the plain form and the default that is left out."""
    return tuple(
        (field.name, field.name.rstrip("_"), _default(field)) for field in dataclasses.fields(cls)
    )


def _default(field: "dataclasses.Field[Any]") -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _show(value: object) -> str:
    text = repr(value) if not isinstance(value, Decimal) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _accepts_none(hint: Any) -> bool:  # noqa: ANN401 - a type hint
    return hint is object or type(None) in typing.get_args(hint)


@cache
def _reader(hint: Any) -> Reader:  # noqa: ANN401 - a type hint
    """Return what reads a value of one type hint; worked out once, used for every field."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is object:
        return _as_it_is
    if isinstance(hint, _OptionalTypes) or origin is typing.Union:
        return _union_reader(tuple(choice for choice in inner if choice is not type(None)))
    if origin in (tuple, Sequence):
        return partial(_read_list, _reader(inner[0]))
    if origin is not None:
        return partial(_read_mapping, _reader(inner[1]), _accepts_none(inner[1]))
    if hint in _READERS:
        return partial(_read_value, hint)
    if issubclass(hint, StrEnum | IntEnum):
        by_text = {(m.name if issubclass(hint, IntEnum) else m.value): m for m in hint}
        return partial(_read_choice, by_text)
    return partial(from_plain, hint)


def _union_reader(choices: tuple[Any, ...]) -> Reader:
    return _reader(choices[0]) if len(choices) == 1 else partial(_read_any, choices)


def _as_it_is(value: object, _path: str) -> object:
    return value


def _read_any(choices: tuple[Any, ...], value: object, path: str) -> object:
    for choice in choices:
        try:
            return _READERS[choice][0](value)
        except (ValueError, TypeError):
            continue
    allowed = ", ".join(_READERS[choice][1] for choice in choices)
    raise FieldError(path, f"{_show(value)} does not fit", allowed)


def _read_list(read: Reader, value: object, path: str) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise FieldError(path, f"{_show(value)} is not a list", "a list […]")
    return tuple(read(item, f"{path}[{number}]") for number, item in enumerate(value))


def _read_mapping(read: Reader, accepts_none: bool, value: object, path: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise FieldError(path, f"{_show(value)} is not an object", "an object {…}")
    return {
        str(key): None if item is None and accepts_none else read(item, _join(path, str(key)))
        for key, item in value.items()
    }


def _read_value(hint: type, value: object, path: str) -> object:
    read, allowed = _READERS[hint]
    try:
        return read(value)
    except (ValueError, TypeError, ArithmeticError) as error:
        told = hint in (Moment, date) and isinstance(value, str)
        problem = f": {error}" if told else " does not fit"
        raise FieldError(path, f"{_show(value)}{problem}", allowed) from None


def _read_choice(by_text: Mapping[str, object], value: object, path: str) -> object:
    if not isinstance(value, str) or value not in by_text:
        raise FieldError(path, f"{_show(value)} is not one of the choices", ", ".join(by_text))
    return by_text[value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError
    return number


def _whole(value: object) -> int:
    number = _number(value)
    # The exponent is looked at first: the integer of 1E+999999 would fill the memory.
    if number.adjusted() > _MOST_DIGITS or number != number.to_integral_value():
        raise ValueError
    return int(number)


def _day(value: object) -> date:
    text = _text(value)
    if not _DAY.fullmatch(text):
        raise ValueError("a date is written like 2026-03-07")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("this date does not exist") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"the year is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    return day


_READERS: dict[type, tuple[Callable[[object], object], str]] = {
    str: (_text, "a text"),
    bool: (_truth, "true or false"),
    int: (_whole, "a whole number"),
    Decimal: (_number, "a number"),
    date: (_day, "a date like 2026-03-07"),
    Moment: (lambda value: Moment.parse(_text(value)), "a time like 2026-03-07T07:00:00-05:00"),
}
