# SPDX-License-Identifier: MIT
"""A drop list that a turning wheel passes by, and that is called by its name when it is read."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QWidget


class StillCombo(QComboBox):
    """Only a press or a key changes it: scrolling the page over it must not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Only with this delegate do the rows take their height from the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._called = QLabel(self)
        self._called.hide()
        self._called.setBuddy(self)

    def setAccessibleName(self, name: str) -> None:
        """Give it a name; on Linux Qt hands its value over as the name, and a label beside it."""
        super().setAccessibleName(name)
        self._called.setText(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
