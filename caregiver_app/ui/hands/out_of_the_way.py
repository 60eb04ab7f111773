# SPDX-License-Identifier: MIT
"""A dialog that goes away once the window below it is used again: an emergency may be there."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_BACK_AT_WORK = (QEvent.Type.MouseButtonPress, QEvent.Type.ShortcutOverride)


class OutOfTheWay(QObject):
    """Looks at the window below as long as its dialog is open; every event passes."""

    def __init__(self, dialog: QDialog, below: QWidget) -> None:
        super().__init__(dialog)
        self._dialog, self._below = dialog, below
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
            dialog.finished.connect(self._stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the dialog, and let the event pass."""
        below = isinstance(watched, QWidget) and watched.window() is self._below
        if below and event.type() in _BACK_AT_WORK:
            self._dialog.reject()
        return False

    def _stop(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
