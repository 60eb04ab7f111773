# SPDX-License-Identifier: MIT
"""The press on who is recording: the names that are known, and the one that is chosen."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.theme import Theme
from caregiver_app.ui.widgets.person_bar import PersonBar


class RecorderPress(QObject):
    """Asks over the window who is writing things down, and shows it in the bar."""

    def __init__(self, services: Services, theme: Theme, bar: PersonBar, window: QWidget) -> None:
        super().__init__(bar)
        self._services = services
        self._theme = theme
        self._bar = bar
        self._window = window

    def ask(self, person_id: str | None) -> None:
        """Offer the names that stand in the record of a person."""
        from caregiver_app.ui.recorder_dialog import RecorderDialog

        current = self._services.settings.current().recorder
        dialog = RecorderDialog(self._theme, current, self._known(person_id), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.recorder_chosen.connect(self._on_chosen)
        dialog.show()

    def _known(self, person_id: str | None) -> list[str]:
        if person_id is None:
            return []
        record = self._services.book.record(person_id)
        names = [check_in.recorder for check_in in reversed(record.check_ins)]
        return list(dict.fromkeys(name for name in names if name))

    def _on_chosen(self, name: str) -> None:
        self._services.settings.change(recorder=name)
        self._bar.show_recorder(name)
