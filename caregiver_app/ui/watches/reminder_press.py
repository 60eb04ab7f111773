# SPDX-License-Identifier: MIT
"""What the window does about reminders: the notice, the sound, and where Open leads."""

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.timing.reminders import ReminderKind
from caregiver_app.services.reminding.chime import chime
from caregiver_app.services.reminding.reminders import DueReminder
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.desktop.come_forward import come_forward
from caregiver_app.ui.desktop.sound_player import NoSound, SoundPlayer
from caregiver_app.ui.desktop.tray import Tray, has_tray
from caregiver_app.ui.frame.person_switch import Opener, switch_person
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.watches.reminder_watch import ReminderWatch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TRAY_MS = 2000
_PAGES = {
    ReminderKind.PUMP_DATE: "plan",
    ReminderKind.APPOINTMENT: "plan",
    ReminderKind.SUPPLY: "profile",
}


class Pages(Opener, Protocol):
    """The window that shows one page at a time."""

    @property
    def closed(self) -> SignalInstance:
        """Return what is said when the window closes, and the record with it."""

    def show_page(self, name: str) -> None:
        """Show a page by its name."""

    def show_dose(self, dose: object, now: bool) -> None:
        """Open the page for a dose."""


class ReminderPress(QObject):
    """Lets the watch speak: a notice in the tray and a sound beside the banner, where chosen."""

    def __init__(self, services: Services, theme: Theme, frame: WindowFrame, window: Pages) -> None:
        super().__init__(frame)
        self._services, self._theme, self._window = services, theme, window
        self._tray: Tray | None = None
        self._player = SoundPlayer(self)
        self.watch = ReminderWatch(services, frame.reminder, frame)
        self.watch.rested.connect(frame.let_remind)
        self.watch.pressing.connect(self._come_forward)
        self.watch.noticed.connect(self.notice)
        self.watch.wanted.connect(self._on_wanted)
        window.closed.connect(self.watch.stop)
        services.reminders.show_try = self._show_try
        QTimer.singleShot(_TRAY_MS, self, self._find_tray)  # nobody waits for it

    def notice(self, words: str) -> None:
        """Ask for attention, show a notice where there is a tray, and sound where it was chosen."""
        QApplication.alert(cast("QWidget", self._window))  # there is no tray on every desktop
        if self._tray is not None:
            self._tray.tell(words)
        if self._services.settings.current().reminder_sound == "on":
            self._sound()

    def _come_forward(self) -> None:
        come_forward(cast("QWidget", self._window))

    def _show_try(self) -> tuple[str, ...]:
        """Show a reminder that is none, everywhere; return what was to be seen and heard."""
        words = _("This is a try. A reminder stands here.")
        self.watch.show_try(words)
        self._find_tray()
        told = [_("It stands at the top of this window for ten seconds.")]
        if self._tray is None:
            told.append(_("This computer has no place for a notice outside the window."))
        else:
            self._tray.tell(_("This is a try. Nothing is due."))
            told.append(_("A notice outside the window was sent too."))
        if self._services.settings.current().reminder_sound == "on":
            told.append(self._sound() or _("The sound was played."))
        return tuple(told)

    def _sound(self) -> str:
        """Play the sound of a reminder; return why it cannot be heard, blank when it can."""
        try:
            self._player.play(chime())
        except NoSound as silent:
            return str(silent)
        return ""

    def _find_tray(self) -> None:
        if self._tray is None and has_tray():
            self._tray = Tray(self._theme, self)
            self._tray.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        window = cast("QWidget", self._window)
        window.setWindowState(
            window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
        )
        window.raise_()
        window.activateWindow()

    def _on_wanted(self, due: DueReminder) -> None:
        """Show where it is done; of somebody else their own start page comes first."""
        if due.person_id != self._window.person_id:
            switch_person(self._window, self._theme, due.person_id)
            return
        reminder = due.reminder
        if reminder.kind is not ReminderKind.DOSE:
            self._window.show_page(_PAGES.get(reminder.kind, "check_in"))
            return
        planned = self._services.doses.offers(due.person_id).planned
        same = (p for p in planned if p.drug is reminder.drug and p.due == reminder.due)
        self._window.show_dose(next(same, None), False)
