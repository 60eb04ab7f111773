# SPDX-License-Identifier: MIT
"""A mistake in what Qt calls for an event is told like any other, and does not end the program.

Qt for Python 6.11 keeps such a mistake until the call of Qt has returned in which it happened, as
while a dialog is shown. The next method of ours that Qt looks for in that call ends the program.
"""

import sys
from collections.abc import Callable
from functools import wraps

from PySide6.QtCore import QObject

_ANSWERING, _WHEN_MADE = frozenset({"event", "eventFilter"}), "__init_subclass__"


def keep_faults_in() -> None:
    """Let nothing out of the event handlers of our own classes that are made from now on."""
    setattr(QObject, _WHEN_MADE, classmethod(_make))


def _make(cls: type[QObject], /, **more: object) -> None:
    super(QObject, cls).__init_subclass__(**more)
    if cls.__module__.startswith("caregiver_app."):
        for name, own in tuple(vars(cls).items()):
            if name in _ANSWERING or name.endswith("Event"):
                setattr(cls, name, _telling(own))


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
