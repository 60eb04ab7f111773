# SPDX-License-Identifier: MIT
"""The data class of the domain: that of the standard library, made without writing source text.

`dataclasses.dataclass` writes six methods of each class as text, and Python reads and compiles
them at every start: two fifths of all that a sheet in a new process cost (docs/speed.md). Here
the library finds the fields and makes the slots, and the six are functions like any other that
know the names. Who reads a class, and the type checker, need not know: the line above it is the
same, and so is what it promises. A class that is made by position or has a `__post_init__` takes
that of the library.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool) -> Callable[[Any], Any]:
        """Return what makes a class frozen, with slots, and its objects by keyword alone."""
        if not (frozen and slots and kw_only):
            raise TypeError("a data class of the domain is frozen, has slots and takes keywords")
        return _made


def _made(cls: Any) -> Any:  # noqa: ANN401 - a class, made anew by the library for its slots
    with_slots = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
    made: Any = with_slots(cls)
    made.__init__ = _init_of(made)
    made.__eq__, made.__hash__ = _equality_of(tuple(field.name for field in fields(made)))
    made.__repr__ = _repr
    made.__setattr__ = _set_nothing
    made.__delattr__ = _delete_nothing
    return made


def _init_of(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - a class
    """Return what fills a new object: what is given, in place of the defaults."""
    name = cls.__qualname__
    defaults = {field.name: field.default for field in fields(cls)}
    makers = {f.name: f.default_factory for f in fields(cls) if f.default_factory is not MISSING}
    needed = {n for n, default in defaults.items() if default is MISSING} - makers.keys()
    slots = [getattr(cls, field).__set__ for field in defaults]

    def __init__(self: object, /, **given: object) -> None:  # noqa: N807 - it becomes one
        values = {**defaults, **given}
        if len(values) > len(slots) or not given.keys() >= needed:
            raise TypeError(_unfit(name, needed - given.keys(), given.keys() - defaults.keys()))
        if makers:
            values |= {field: make() for field, make in makers.items() if field not in given}
        for put, value in zip(slots, values.values(), strict=True):
            put(self, value)

    return __init__


def _unfit(name: str, missing: set[str], unknown: set[str]) -> str:
    """Return what is said where the keywords are not those of the class."""
    if unknown:
        return f"{name}.__init__() got an unexpected keyword argument {min(unknown)!r}"
    return f"{name}.__init__() missing a keyword argument: {min(missing)!r}"


def _equality_of(
    names: tuple[str, ...],
) -> tuple[Callable[[object, object], Any], Callable[[object], int]]:
    """Return what compares two objects of one class by their values, and the hash that goes so."""
    values = attrgetter(*names)

    def __eq__(self: object, other: object) -> Any:  # noqa: N807, ANN401 - it becomes one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: object) -> int:  # noqa: N807 - it becomes one
        return hash(values(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:  # noqa: ANN401 - any data class
    told = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
    return f"{type(self).__qualname__}({told})"


def _set_nothing(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete_nothing(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
