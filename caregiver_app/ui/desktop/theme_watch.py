# SPDX-License-Identifier: MIT
"""Follows the computer from light to dark and back, where that was chosen."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from caregiver_app.services.settings import SettingsService


class ThemeWatch(QObject):
    """`changed` says that the computer took other colours and the window is to follow."""

    changed = Signal()

    def __init__(self, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self._settings.current().theme == "system":
            self.changed.emit()
