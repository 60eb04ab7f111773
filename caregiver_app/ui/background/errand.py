# SPDX-License-Identifier: MIT
"""Work that takes its time, done beside the window: a slow stick must not stop the screen."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of it, and who waits: one of `trouble` and `value` counts."""

    then: Callable[[object], None]
    otherwise: Callable[[Exception], None]
    value: object = None
    trouble: Exception | None = None


class Errand(QObject):
    """Runs one thing at a time. The program does not end before it is done: no half file."""

    _came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running = False
        self._came.connect(self._on_came)

    @property
    def is_running(self) -> bool:
        """Say whether the last errand is not back yet."""
        return self._running

    def run(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Do the work on a thread of its own; `then` or `otherwise` is called in the window."""
        self._running = True
        Thread(target=self._do, args=(work, then, otherwise), name="errand").start()

    def _do(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        try:
            answer = _Answer(then, otherwise, value=work())
        except Exception as trouble:  # it is told in the window
            answer = _Answer(then, otherwise, trouble=trouble)
        with suppress(RuntimeError):  # the window was closed meanwhile; the file is written
            self._came.emit(answer)

    def _on_came(self, answer: _Answer) -> None:
        self._running = False
        if answer.trouble is not None:
            answer.otherwise(answer.trouble)
        else:
            answer.then(answer.value)
