# SPDX-License-Identifier: MIT
"""Notices a clock that was set while the program runs, and a computer that slept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.system.words import _
from caregiver_app.ui.words import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.moments import Moment

_BEAT_MS = 3000
_SLEPT = timedelta(seconds=30)
_JUMP = timedelta(seconds=120)
MAY_BE_AHEAD = timedelta(minutes=5)
_MADE_IN = 2026
"""No clock that is right shows a year before that of the program itself."""


class ClockWatch(QObject):
    """Holds the clock on the wall against one that only ever goes on, sleep included.

    `resumed` is said after a sleep or a jump, so that what is overdue shows at once; `jumped` with
    words when the clock itself was set by more than two minutes.
    """

    resumed = Signal()
    jumped = Signal(str)

    def __init__(
        self, now: Callable[[], datetime], steady_s: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._now, self._steady_s = now, steady_s
        self._last = (now(), steady_s())
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Look at both clocks."""
        now, steady_s = self._now(), self._steady_s()
        wall, steady = now - self._last[0], timedelta(seconds=steady_s - self._last[1])
        self._last = (now, steady_s)
        if abs(wall - steady) > _JUMP:
            self.jumped.emit(_jump_words(wall - steady))
        if abs(wall) > _SLEPT or steady > _SLEPT:
            self.resumed.emit()


def long_ago_words(now: Moment) -> str:
    """Return that the clock stands where it begins, as with a flat battery; blank elsewhere."""
    if now.day.year >= _MADE_IN:
        return ""
    words = _(
        "The clock of this computer says {date}. That is wrong. Set it first: ages, doses and "
        "reminders go by it."
    )
    return words.format(date=dates.long_date(now.day))


def ahead_words(last_written: Moment | None, now: Moment) -> str:
    """Return that something is dated later than now; blank when nothing is."""
    if last_written is None or last_written.utc - now.utc <= MAY_BE_AHEAD:
        return ""
    words = _(
        "Entries are dated later than now, up to {time}. The clock of this computer was wrong "
        "then, or is wrong now. Check it."
    )
    return words.format(time=dates.day_and_time(last_written, now))


def _jump_words(jump: timedelta) -> str:
    length = dates.duration(timedelta(minutes=round(abs(jump) / timedelta(minutes=1))))
    if jump > timedelta(0):
        words = _("The clock of this computer went ahead by {length}. Check it.")
    else:
        words = _("The clock of this computer went back by {length}. Check it.")
    more = _("What is written down now gets the time that it shows.")
    return f"{words.format(length=length)} {more}"
