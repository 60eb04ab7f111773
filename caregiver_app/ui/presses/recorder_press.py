# SPDX-License-Identifier: MIT
"""The press on who is recording: the names that are known, and the one that is chosen."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.frame.person_bar import PersonBar


class RecorderPress(QObject):
    """Asks over the window who is writing things down, and shows it in the bar.

    `changed` says that somebody else records now, or under another name; `not_kept` that it holds
    until the program is closed, and why.
    """

    changed = Signal()
    not_kept = Signal(str)

    def __init__(self, services: Services, theme: Theme, bar: PersonBar, window: QWidget) -> None:
        super().__init__(bar)
        self._services = services
        self._theme = theme
        self._bar = bar
        self._window = window

    def ask(self, person_id: str | None) -> None:
        """Offer the caregivers of a person and the names that stand in their record."""
        from caregiver_app.ui.presses.recorder_dialog import RecorderDialog

        open_one = self._window.findChild(QDialog, "who_records")
        if isinstance(open_one, QDialog) and open_one.isVisible():
            open_one.activateWindow()
            return
        if person_id is None:
            return
        dialog = RecorderDialog(self._theme, self._services.caregivers, person_id, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        # It never stands in front of an emergency.
        self._bar.emergency_pressed.connect(dialog.reject)
        dialog.finished.connect(self._window.activateWindow)
        dialog.emergency.activated.connect(self._bar.emergency_pressed)
        dialog.show()

    def _on_chosen(self) -> None:
        self.show_current()
        why = self._services.caregivers.not_kept
        if why:
            words = _(
                "{name} records now. This is NOT kept: at the next start, choose again. {why}"
            )
            name = self._services.settings.current().recorder
            self.not_kept.emit(words.format(name=name, why=why))

    def show_current(self) -> None:
        """Show in the bar who records now."""
        name = self._services.settings.current().recorder
        self._bar.show_recorder(name)
        if name:
            announce(self._bar, _("{name} records now.").format(name=name), now=False)
        self.changed.emit()
