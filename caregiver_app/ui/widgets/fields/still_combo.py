# SPDX-License-Identifier: MIT
"""A drop list with rows as high as a button, that a turning wheel passes by.

It is called by its name when it is read.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QWidget


class StillCombo(QComboBox):
    """Only a press or a key changes it: scrolling the page over it must not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # By Tab or a press alone: else a wheel that passes leaves the keyboard here.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._called: QLabel | None = None
        self._has_rows = False

    def showEvent(self, event: QShowEvent) -> None:
        """Give its name to a reader: on Linux Qt hands over the value, and a label beside it."""
        super().showEvent(event)
        if self._called is None and QAccessible.isActive():
            self._called = QLabel(self.accessibleName(), self.parentWidget())
            self._called.hide()
            self._called.setBuddy(self)

    def showPopup(self) -> None:
        """Open it with rows from the style sheet: as a menu it would take no height from it."""
        if not self._has_rows:
            self._has_rows = True
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
