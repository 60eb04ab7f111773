# SPDX-License-Identifier: MIT
"""The press on who is recording: the names that are known, and the one that is chosen."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.heard import announce
from caregiver_app.ui.theme import Theme
from caregiver_app.ui.widgets.person_bar import PersonBar

if TYPE_CHECKING:
    from caregiver_app.ui.main_window import MainWindow


def ask_later(window: "MainWindow", *, anew: bool = False) -> None:
    """Ask who records, once the window stands: whoever came now may be somebody else.

    It is asked where more than one may record, or where it takes a PIN, and never in front of an
    emergency. `anew` says that a name of before counts no more.
    """
    QTimer.singleShot(0, window, partial(_ask, window, anew))


def _ask(window: "MainWindow", anew: bool) -> None:
    person_id, press = window.person_id, window.findChild(RecorderPress)
    if not isinstance(press, RecorderPress):
        return
    if anew:
        press.show_current()
    if person_id is None:
        return
    care = window.services.caregivers
    known = care.of(person_id)
    unsaid = care.current(person_id) is None and any(one.pin is not None for one in known)
    if (len(known) > 1 or unsaid) and not _is_emergency(window, person_id):
        press.ask(person_id)


def _is_emergency(window: "MainWindow", person_id: str) -> bool:
    if window.page_name == "emergency" or window.signs_on_screen():
        return True
    alert = None
    with suppress(Exception):  # of a record that cannot be read nothing is known
        alert = window.services.alerts.follow_up(person_id)
    return alert is not None and alert.level is Level.EMERGENCY and not alert.answered


class RecorderPress(QObject):
    """Asks over the window who is writing things down, and shows it in the bar.

    `changed` says that somebody else records now, or under another name.
    """

    changed = Signal()

    def __init__(self, services: Services, theme: Theme, bar: PersonBar, window: QWidget) -> None:
        super().__init__(bar)
        self._services = services
        self._theme = theme
        self._bar = bar
        self._window = window

    def ask(self, person_id: str | None) -> None:
        """Offer the caregivers of a person and the names that stand in their record."""
        from caregiver_app.ui.recorder_dialog import RecorderDialog

        open_one = self._window.findChild(QDialog, "who_records")
        if isinstance(open_one, QDialog) and open_one.isVisible():
            open_one.activateWindow()
            return
        if person_id is None:
            return
        dialog = RecorderDialog(self._theme, self._services.caregivers, person_id, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.show_current)
        # It never stands in front of an emergency.
        self._bar.emergency_pressed.connect(dialog.reject)
        dialog.finished.connect(self._window.activateWindow)
        dialog.emergency.activated.connect(self._bar.emergency_pressed)
        dialog.show()

    def show_current(self) -> None:
        """Show in the bar who records now."""
        name = self._services.settings.current().recorder
        self._bar.show_recorder(name)
        if name:
            announce(self._bar, _("{name} records now.").format(name=name), now=False)
        self.changed.emit()
