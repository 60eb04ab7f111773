# SPDX-License-Identifier: MIT
"""An area that scrolls, and settles whatever its content makes of the width it gets."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from caregiver_app.ui.look.focus import bring_into_sight

_MOST_ROUNDS = 4
_RING_PX = 5


class SteadyArea(QScrollArea):
    """A scroll area that stops to resize its content after a few rounds.

    With its bar the content is narrower, and may be lower than without: then Qt takes the bar
    away, gives the content the width, finds it too high, and so on until the stack is full and
    the program dies.
    """

    _rounds = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what has the keyboard when words below the page take room from it."""
        super().resizeEvent(event)
        at = QApplication.focusWidget()
        if at is None or not self.isAncestorOf(at):
            return
        end = at.mapTo(self, QPoint(0, at.height())).y() + _RING_PX
        if event.size().height() < end <= event.oldSize().height():
            QTimer.singleShot(0, self, self._on_less_room)

    def _on_less_room(self) -> None:
        at: QWidget | None = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at) and not QApplication.mouseButtons():
            bring_into_sight(at, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a new size of the content, but not for ever."""
        if event.type() is not QEvent.Type.Resize:
            return super().eventFilter(watched, event)
        if self._rounds >= _MOST_ROUNDS:
            return False
        self._rounds += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._rounds -= 1
