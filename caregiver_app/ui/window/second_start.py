# SPDX-License-Identifier: MIT
"""Coming to the front when somebody starts the program again while it is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_LOOK_MS = 400


class SecondStart(QObject):
    """Looks whether a second start asks, and answers once the window stands in front."""

    def __init__(
        self,
        is_asked: Callable[[], bool],
        answer: Callable[[], None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._is_asked, self._answer, self._window = is_asked, answer, window
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def _on_turn(self) -> None:
        if not self._window.isVisible() or not self._is_asked():
            return
        self._window.setWindowState(
            self._window.windowState() & ~Qt.WindowState.WindowMinimized
            | Qt.WindowState.WindowActive
        )
        self._window.raise_()
        self._window.activateWindow()
        self._answer()
