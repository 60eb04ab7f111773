# SPDX-License-Identifier: MIT
"""Work in short pieces between which the window stays alive: checks and backups of the record."""

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer


class Piecework(QObject):
    """Does one thing at a time, a piece whenever the window has nothing else to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Generator[None, None, object] | None = None
        self._then: Callable[[object], None]
        self._otherwise: Callable[[Exception], None]
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_running(self) -> bool:
        """Say whether the last work is not done yet."""
        return self._pieces is not None

    def run(
        self,
        pieces: Generator[None, None, object],
        then: Callable[[object], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Begin; `then` is called with what came of it, or `otherwise` with what went wrong."""
        self.stop()
        self._pieces, self._then, self._otherwise = pieces, then, otherwise
        self._timer.start()

    def stop(self) -> None:
        """Leave the work where it is; it clears up behind itself."""
        self._timer.stop()
        pieces, self._pieces = self._pieces, None
        if pieces is not None:
            pieces.close()

    def _on_turn(self) -> None:
        if self._pieces is None:
            return
        try:
            next(self._pieces)
        except StopIteration as done:
            self._end()
            self._then(done.value)
        except Exception as trouble:  # it is told in the window
            self._end()
            self._otherwise(trouble)

    def _end(self) -> None:
        self._timer.stop()
        self._pieces = None
