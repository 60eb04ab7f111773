# SPDX-License-Identifier: MIT
"""Another record in place of the one in a window: what is half typed is kept, or asked about."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from caregiver_app.ui.check_in.draft_keeping import DraftKeeping
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.watches.upkeep import Upkeep
from caregiver_app.ui.window.leaving import Leaving

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.window.main_window import MainWindow

_Backup = TypeVar("_Backup")


class AtClose(QObject):
    """Ends what belongs to an open record when the window closes; a closed one needs it no more."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._left: list[Callable[[], object]] = []
        window.closed.connect(self._on_closed)

    def also(self, work: Callable[[], object]) -> None:
        """Do this too, after what was named before."""
        self._left.append(work)

    def forget(self) -> None:
        """Do nothing any more: the record was closed."""
        self._left.clear()
        self.deleteLater()

    def _on_closed(self) -> None:
        for work in self._left:
            work()


def put_down(window: MainWindow) -> None:
    """End what works on the record; what is half typed waits for the record to be opened again."""
    for at_close in window.findChildren(AtClose):
        at_close.forget()
    for keeping in window.findChildren(DraftKeeping):
        keeping.finish()
    window.aside = window.half_typed()
    for upkeep in window.findChildren(Upkeep):
        upkeep.end()
    for reminders in window.findChildren(ReminderWatch):
        reminders.stop()


def ask_before(window: MainWindow, put_back: Callable[[_Backup], None], backup: _Backup) -> None:
    """Put a backup in place of the record; ask first where something half typed would be lost."""
    go_on = partial(put_back, backup)
    for keeping in window.findChildren(DraftKeeping):
        keeping.finish()
    if all(leaving.may_go_on(go_on) for leaving in window.findChildren(Leaving)[-1:]):
        go_on()


def keep_lock_screen(services: Services) -> None:
    """Let the lock screen of the next start name the numbers of now."""
    with suppress(Exception):  # what stands there stays: it is tried again at each start and end
        services.passcode.keep_lock_screen()


def lock_later(window: MainWindow) -> None:
    """Ask for the passcode once the record is open again; nobody was asked while a file stood."""
    QTimer.singleShot(0, window, partial(_lock, window))


def _lock(window: MainWindow) -> None:
    from caregiver_app.ui.lock.locking import Locking

    for locking in window.findChildren(Locking)[-1:]:
        locking.lock()
