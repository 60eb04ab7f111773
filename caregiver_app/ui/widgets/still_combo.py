# SPDX-License-Identifier: MIT
"""A drop list that a turning wheel passes by."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class StillCombo(QComboBox):
    """Only a press or a key changes it: scrolling the page over it must not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
