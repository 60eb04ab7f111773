# SPDX-License-Identifier: MIT
"""A mistake in what Qt calls is told like any other, and does not end the program.

Qt for Python 6.11 keeps such a mistake until the call of Qt has returned in which it happened, as
while a dialog is shown or a page is laid out. The next method of ours that Qt looks for in that
call ends the program.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType

from PySide6.QtCore import QObject, QSize

_ANSWERING, _WHEN_MADE = frozenset({"event", "eventFilter"}), "__init_subclass__"
_NOTHING: dict[str, object] = {"rowCount": 0, "columnCount": 0, "count": 0, "sizeHint": QSize()}
"""What is answered for a method that Qt only names; None for any other."""


def keep_faults_in() -> None:
    """Let nothing out of what Qt calls of our own classes that are made from now on."""
    setattr(QObject, _WHEN_MADE, classmethod(_make))


def _make(cls: type[QObject], /, **more: object) -> None:
    super(QObject, cls).__init_subclass__(**more)
    if cls.__module__.startswith("caregiver_app."):
        of_qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
        for name, own in tuple(vars(cls).items()):
            if name in _ANSWERING or name.endswith("Event"):
                setattr(cls, name, _telling(own))
            elif isinstance(own, FunctionType) and name[0] != "_" and _is_of(of_qt, name):
                setattr(cls, name, _answering(cls, own))


def _is_of(bases: list[type], name: str) -> bool:
    return any(name in vars(base) for base in bases)


def _telling(handler: Callable[..., object]) -> Callable[..., object]:
    """Return the handler; when it fails it is told, and Qt goes on with the event."""
    missed = False if handler.__name__ in _ANSWERING else None

    @wraps(handler)
    def told(*given: object) -> object:
        try:
            return handler(*given)
        except Exception:  # it is told where every other mistake is
            sys.excepthook(*sys.exc_info())
            return missed

    return told


def _answering(cls: type[QObject], own: FunctionType) -> Callable[..., object]:
    """Return a method in the place of one of Qt's; when it fails Qt's own answers.

    Each kind of mistake in it is told once: Qt asks again and again while a page is laid out.
    """
    is_told: set[type[Exception]] = set()

    @wraps(own)
    def answered(self: QObject, *given: object, **named: object) -> object:
        try:
            return own(self, *given, **named)
        except Exception as mistake:  # it is told where every other mistake is
            if type(mistake) not in is_told:
                is_told.add(type(mistake))
                sys.excepthook(*sys.exc_info())
        try:
            answer: object = getattr(super(cls, self), own.__name__)(*given, **named)
        except NotImplementedError:
            answer = _NOTHING.get(own.__name__)
        return answer

    return answered
