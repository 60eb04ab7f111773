# SPDX-License-Identifier: MIT
"""An area that scrolls, and settles whatever its content makes of the width it gets."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea

_MOST_ROUNDS = 4


class SteadyArea(QScrollArea):
    """A scroll area that stops to resize its content after a few rounds.

    With its bar the content is narrower, and may be lower than without: then Qt takes the bar
    away, gives the content the width, finds it too high, and so on until the stack is full and
    the program dies.
    """

    _rounds = 0

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
