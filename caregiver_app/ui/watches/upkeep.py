# SPDX-License-Identifier: MIT
"""What is done for the record while nobody needs the window: its check, and a backup a day."""

from collections.abc import Callable, Generator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.moments import Moment
from caregiver_app.services.safekeeping.backups import BackupService
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.desktop.clock_watch import ahead_words, long_ago_words

_FIRST_MS = 1000
_AGAIN_MS = 3_600_000

Check = Callable[[], Generator[None, None, None]]


class Upkeep(QObject):
    """Checks the whole record once it is idle and looks every hour whether a backup is due.

    What is damaged, was changed or is dated later than now, and a backup that could not be made,
    is told once each time. What watches over an open record beside it is its child.
    """

    trouble_met = Signal(str)

    def __init__(
        self,
        backups: BackupService,
        check: Check,
        last_written: Callable[[], Moment | None],
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._backups, self._check = backups, check
        self._last_written, self._clock = last_written, clock
        self._told: list[str] = []
        self._is_checked = False
        self._work = Piecework(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    @property
    def is_busy(self) -> bool:
        """Say whether a check or a backup is in the middle of it."""
        return self._work.is_running

    def tell(self, words: Sequence[str]) -> None:
        """Say what was noticed at the start; blank words are nothing."""
        self._told += filter(None, words)
        if any(words):
            self.trouble_met.emit(" ".join(self._told))

    def end(self) -> None:
        """Leave the record alone from now on, with everything that watches over it."""
        self._timer.stop()
        self._work.stop()
        self.deleteLater()

    def _on_turn(self) -> None:
        if self._timer.interval() == _FIRST_MS:
            self._timer.setInterval(_AGAIN_MS)
            now = here_and_now(self._clock)
            self.tell([long_ago_words(now), ahead_words(self._last_written(), now)])
        if self._work.is_running:
            return
        if self._backups.is_due():  # a backup begins with the same check
            self._work.run(self._backups.make_automatic(), self._on_done, self._on_trouble)
        elif not self._is_checked:
            self._work.run(self._check(), self._on_done, self._on_trouble)

    def _on_done(self, _what: object) -> None:
        self._is_checked = True

    def _on_trouble(self, trouble: Exception) -> None:
        self._is_checked = True
        self.trouble_met.emit(f"{trouble} {_what_helps(trouble)}".strip())


def _what_helps(trouble: Exception) -> str:
    """Return what to do about a record that is open and damaged; blank for anything else."""
    if getattr(trouble, "cause", "") != "damaged":
        return ""
    return _("What stands here may be wrong. Settings, Backups has the last whole one.")
