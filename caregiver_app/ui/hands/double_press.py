# SPDX-License-Identifier: MIT
"""A hand that presses twice by accident presses nothing that came up in between."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import getCppPointer

_SOON_MS = 500
_NEAR_PX = 16
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class DoublePress(QObject):
    """Takes the second of two quick presses away when it would hit another thing.

    After Save, Today stands where the form was, with a button in the place of Save. It looks at
    what the window is sent, and at nothing else: presses of the same button all count.
    """

    def __init__(self, frame: QWidget) -> None:
        super().__init__(frame)
        self.soon_ms = _SOON_MS
        self._frame = frame
        self._since = QElapsedTimer()
        self._place = QPoint()
        self._under = 0
        self._takes_release = False
        frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a second press with its release; the window is there once the frame is shown."""
        if watched is self._frame:
            handle = self._frame.window().windowHandle()
            if event.type() is QEvent.Type.Show and handle is not None:
                handle.installEventFilter(self)
            return False
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES:
            self._takes_release = self._hits_another(event)
            return self._takes_release
        if event.type() is QEvent.Type.MouseButtonRelease and self._takes_release:
            self._takes_release = False
            return True
        return False

    def _hits_another(self, press: QMouseEvent) -> bool:
        place = press.position().toPoint()
        under = _address(self._frame.window().childAt(place))
        soon = self._since.isValid() and self._since.elapsed() < self.soon_ms
        near = (place - self._place).manhattanLength() <= _NEAR_PX
        if soon and near and under != self._under:
            return True
        self._since.start()
        self._place, self._under = place, under
        return False


def _address(widget: QWidget | None) -> int:
    """Return which widget it is without holding it: it may be gone at the next press."""
    return int(getCppPointer(widget)[0]) if widget is not None else 0
