# SPDX-License-Identifier: MIT
"""The decorator of the frozen data classes: what the standard one makes, in a fifth of its time.

The standard one writes six methods anew for each class and has Python compile them. For the
classes behind a sheet that was a quarter of what a new process needed until its page was there.
Here only `__init__` is compiled for each class; the others are the same few functions for all.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_put = object.__setattr__


def _made(
    *, frozen: bool, slots: bool, kw_only: bool = False, eq: bool = True
) -> Callable[[type], type]:
    """Return what makes a frozen class with slots out of one with annotations.

    Methods that the class has itself are kept. Raises TypeError for a class that can change:
    the standard decorator makes those.
    """
    if not (frozen and slots):
        raise TypeError("only frozen classes with slots are made here")

    def make(cls: type) -> type:
        standard = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=True, kw_only=kw_only
        )
        return _with_methods(standard(cls), eq=eq)

    return make


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _made


def _with_methods(cls: type, *, eq: bool) -> type:
    methods: dict[str, Any] = {"__init__": _init(cls), **_SHARED}
    if eq:
        methods |= _by_value(cls)
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(cls, name, method)
    return cls


def _init(cls: Any) -> Any:  # noqa: ANN401 - a class of any kind, and its function
    """Return the one method that is compiled: a loop would cost at every object that is made."""
    known: dict[str, Any] = {"_put": _put, "_missing": dataclasses.MISSING}
    taken: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for field in dataclasses.fields(cls):
        name = value = field.name
        if not field.init:
            continue
        argument = name
        if field.default is not dataclasses.MISSING:
            known[f"_{name}"] = field.default
            argument = f"{name}=_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_{name}"] = field.default_factory
            argument = f"{name}=_missing"
            value = f"_{name}() if {name} is _missing else {name}"
        taken[bool(field.kw_only)].append(argument)
        lines.append(f" _put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    named = ["*", *taken[True]] if taken[True] else []
    source = f"def __init__({', '.join(taken[False] + named)}):\n" + "\n".join(lines or [" pass"])
    exec(source, known)  # noqa: S102 - names of fields only, as the standard decorator does
    return known["__init__"]


def _by_value(cls: Any) -> dict[str, Any]:  # noqa: ANN401 - a class of any kind
    """Return the methods of a class whose objects are equal when all of their values are."""
    values = attrgetter(*(field.name for field in dataclasses.fields(cls) if field.compare))

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _repr(self: Any) -> str:  # noqa: ANN401 - an object of any of these classes
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_del(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401 - an object of any of these classes
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:  # noqa: ANN401 - an object of any of these
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _put(self, field.name, value)


_SHARED = {
    "__repr__": _repr,
    "__setattr__": _refuse_set,
    "__delattr__": _refuse_del,
    "__getstate__": _state,
    "__setstate__": _restore,
}
