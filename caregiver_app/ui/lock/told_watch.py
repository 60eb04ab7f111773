# SPDX-License-Identifier: MIT
"""Tells behind the lock screen what comes due, by time alone: the record is closed by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.services.reminding.chime import chime
from caregiver_app.system.words import _
from caregiver_app.ui.desktop.come_forward import come_forward
from caregiver_app.ui.desktop.sound_player import NoSound, SoundPlayer
from caregiver_app.ui.desktop.tray import Tray, has_tray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.services.reminding.told_later import ToldLater
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.look.theme import Theme
    from caregiver_app.ui.pages.lock import LockPage

_LOOK_MS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ErLater:
    """What to say because nobody has answered by then, in seconds since the record was closed."""

    after_s: float
    do: str
    because: str
    is_pressing: bool
    """Whether the number to call comes to the front with it."""


class ToldWatch(QObject):
    """Says on the lock screen what is due, and makes a noise where one was chosen.

    The wall clock and one that nobody can set both count: whichever says more.
    """

    def __init__(
        self,
        page: LockPage,
        clock: Clock,
        theme: Theme,
        told: Sequence[ToldLater],
        er: ErLater | None,
        *,
        with_sound: bool,
    ) -> None:
        super().__init__(page)
        self._page, self._clock = page, clock
        self._told, self._er = list(told), er
        self._theme, self._with_sound = theme, with_sound
        self._wall, self._steady = clock.now(), clock.monotonic()
        self._tray: Tray | None = None
        self._player = SoundPlayer(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look at the clocks as they are now, and tell; what came due meanwhile is told once."""
        wall = (self._clock.now() - self._wall).total_seconds()
        gone = max(wall, self._clock.monotonic() - self._steady)
        if self._er is not None and gone >= self._er.after_s:
            er, self._er = self._er, None
            self._page.tell_er(er.do, er.because)
            come_forward(self._page.window())
            self._notice(_("It is time to check again."))  # a notice says nothing of an alert
            if er.is_pressing:
                self._page.come_due()
        come = [one for one in self._told if gone >= one.after_s]
        if not come:
            return
        del self._told[: len(come)]
        self._page.tell_due(come[-1].words)
        if any(one.is_loud for one in come) and come[-1].words:
            self._notice(come[-1].words)

    def _notice(self, words: str) -> None:
        window: QWidget = self._page.window()
        QApplication.alert(window)  # there is no tray on every desktop
        if self._tray is None and has_tray():
            self._tray = Tray(self._theme, self)
            self._tray.opened.connect(window.raise_)
        if self._tray is not None:
            self._tray.tell(words)
        if self._with_sound:
            try:
                self._player.play(chime())
            except NoSound:
                return  # the words stand on the screen
