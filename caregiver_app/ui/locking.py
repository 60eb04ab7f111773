# SPDX-License-Identifier: MIT
"""Locking a window whose record has a passcode: by hand, by a key, or when nobody is there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QToolTip, QWidget

from caregiver_app.domain.emergency_log import Tap, Tapped
from caregiver_app.domain.levels import Level
from caregiver_app.system.words import ngettext
from caregiver_app.ui.draft_keeping import DraftKeeping
from caregiver_app.ui.heard import announce, hear_as
from caregiver_app.ui.idle_watch import IdleWatch
from caregiver_app.ui.reminder_watch import ReminderWatch
from caregiver_app.ui.theme import label, tag, theme_name
from caregiver_app.ui.widgets.person_bar import PersonBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caregiver_app.services.locked_record import KeyFiles, LockedRecord
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.main_window import MainWindow
    from caregiver_app.ui.pages.lock import LockPage

    Content = Callable[[], tuple[Sequence[str], Sequence[str]]]

_MINUTE_S = 60
_OVER_FOOT_PX = 100


def ask_first(
    window: MainWindow,
    locked: LockedRecord,
    clock: Clock,
    content: Content,
    then: Callable[[Sequence[Tapped], KeyFiles], None],
) -> None:
    """Show the lock screen in a window that has no record yet.

    `then` is given what was tapped meanwhile and what opens the record. A second start of the
    program comes back to this window.
    """
    from caregiver_app.ui.pages.lock import LockPage
    from caregiver_app.ui.second_start import SecondStart

    with suppress(Exception):  # it speaks as the computer does then
        locked.choose_locale()
    page = LockPage(locked, theme_name(locked.shown.theme or "system"), clock, *content())
    locked.hold()
    SecondStart(locked.is_asked, locked.answer, window, page)
    window.closed.connect(locked.let_go)
    page.opened.connect(locked.let_go)
    page.opened.connect(lambda keys: then(page.taps, keys))
    window.setCentralWidget(page)
    page.begin()
    if window.emergency_asked:
        page.show_emergency()
    window.emergency_asked = False


class Locking(QObject):
    """Covers the window with the lock screen; what is half typed stays behind it.

    `content` brings first aid and red flags for the screen.
    """

    def __init__(self, window: MainWindow, clock: Clock, content: Content) -> None:
        super().__init__(window)
        self._window, self._clock, self._content = window, clock, content
        self._page: LockPage | None = None
        self._locked: LockedRecord
        self._behind: QWidget | None = None
        self._typing: QWidget | None = None
        self._off: list[QShortcut] = []
        self._bars: list[PersonBar] = []
        self._idle: IdleWatch | None = None
        self._warning = _Warning(window)
        self._key = QShortcut(QKeySequence("Ctrl+L"), window)
        self._key.activated.connect(self.lock)
        window.framed.connect(self._on_framed)
        self._on_framed()

    @property
    def is_locked(self) -> bool:
        """Say whether the lock screen is shown."""
        return self._page is not None

    def end(self) -> None:
        """Leave the window alone from now on: another record is opened in it."""
        self._window.framed.disconnect(self._on_framed)
        for part in (self._idle, self._key, self._warning, self):
            if part is not None:
                part.deleteLater()

    def lock(self) -> None:
        """Show the lock screen, when there is a passcode. An emergency stays, without a name."""
        services = self._window.services
        if self._page is not None or not services.passcode.is_set:
            return
        self._typing = QApplication.focusWidget()
        self._close_dialogs()
        for keeping in self._window.findChildren(DraftKeeping):
            keeping.finish()
        look = theme_name(services.settings.current().theme)
        with suppress(Exception):  # the screen of last time stands; locking comes first
            services.passcode.keep_lock_screen()
        self._locked = services.passcode.locked()
        self._show(look)

    def _show(self, look: str) -> None:
        from caregiver_app.ui.pages.lock import LockPage

        earlier = self._running()
        page = LockPage(self._locked, look, self._clock, *self._content())
        page.opened.connect(self._on_opened)
        if earlier or self._is_emergency():
            page.go_on(earlier)
        self._off = [
            key for key in self._window.findChildren(QShortcut) if key.parent() is self._window
        ]
        for key in self._off:
            key.setEnabled(False)
        self._warning.hide()
        behind = self._window.takeCentralWidget()
        if behind is not None:
            behind.setParent(self._window)  # hidden, and as large as the window it belongs to
        self._behind, self._page = behind, page
        self._window.setCentralWidget(page)
        page.show()
        page.begin()
        for watch in self._window.findChildren(ReminderWatch):
            watch.stands.connect(page.tell_due)
            watch.look()

    def _on_opened(self, keys: KeyFiles) -> None:
        page, behind = self._page, self._behind
        if page is None or behind is None:
            return
        self._page = self._behind = None
        self._window.takeCentralWidget()
        self._window.setCentralWidget(behind)
        behind.show()
        page.hide()
        page.deleteLater()
        for key in self._off:
            key.setEnabled(True)
        if self._idle is not None:
            self._idle.touch()
        self._take_over(page.taps)
        self._window.services.passcode.opened_by(keys)
        self._window.minute_passed()
        if keys.by_recovery:
            self._window.show_page("passcode")
        elif self._typing is not None and self._typing.isVisible():
            self._typing.setFocus()
        self._typing = None

    def _take_over(self, taps: Sequence[Tapped]) -> None:
        """Put into the record what was tapped on the lock screen."""
        if not taps:
            return
        log, person_id = self._window.services.emergency_log, self._window.person_id
        ended = log.running(person_id)
        about = ended.fact.id if ended is not None else None
        # Only the end of a seizure of the record is surely about the person who is open.
        own = [replace(t, person_id=person_id) if t.about and t.about == about else t for t in taps]
        log.take_over(own)
        log.save_waiting()
        self._window.show_emergency()

    def _running(self) -> tuple[Tapped, ...]:
        """Return the seizure whose stopwatch runs, as the lock screen goes on with it."""
        line = self._window.services.emergency_log.running(self._window.person_id)
        if line is None:
            return ()
        return (Tapped(id=str(line.fact.id), tap=Tap.SEIZURE, at=line.at),)

    def _is_emergency(self) -> bool:
        """Say whether somebody must still act: then the number to call stays on the screen."""
        window = self._window
        if window.page_name == "emergency" or window.signs_on_screen():
            return True
        alert = window.services.alerts.follow_up(window.person_id) if window.person_id else None
        return alert is not None and alert.level is Level.EMERGENCY and not alert.answered

    def _close_dialogs(self) -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog) and shown.isVisible():
                shown.reject()
            elif shown.windowType() is Qt.WindowType.Popup and shown.isVisible():
                shown.close()
        QToolTip.hideText()

    # The window as it is dressed, and who is there

    def _on_framed(self) -> None:
        is_set = self._window.services.passcode.is_set
        for bar in self._window.findChildren(PersonBar):
            bar.let_lock(is_set)
            if bar not in self._bars:
                bar.lock_pressed.connect(self.lock)
                self._bars.append(bar)
        if is_set and self._idle is None:
            self._idle = IdleWatch(self._clock, self._limit_s, self)
            self._idle.left.connect(self._on_left)
            self._idle.due.connect(self.lock)
        elif not is_set and self._idle is not None:
            self._idle.deleteLater()
            self._idle = None

    def _limit_s(self) -> float:
        return float(self._window.services.settings.current().lock_after) * _MINUTE_S

    def _on_left(self, seconds: int) -> None:
        if seconds < 0 or self._page is not None:
            self._warning.hide()
        else:
            self._warning.tell(seconds)


class _Warning(QFrame):
    """Lies over the foot of the page and moves nothing: any key or touch takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("lock.warning")
        tag(self, banner="note")
        hear_as(self, "AlertMessage")
        self._words = label("", "strong")
        self._words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        self.hide()

    def tell(self, seconds: int) -> None:
        """Say how many seconds are left; a reader says it once."""
        words = ngettext(
            "The screen locks in {n} second. Press any key to go on.",
            "The screen locks in {n} seconds. Press any key to go on.",
            seconds,
        ).format(n=seconds)
        self._words.setText(words)
        self.setAccessibleName(words)
        if self.isHidden():
            announce(self, words, now=False)
            self._words.setMinimumWidth(0)
            self._words.setMinimumWidth(self._words.sizeHint().width())
        self.adjustSize()
        wide, high = self._window.width(), self._window.height()
        self.move((wide - self.width()) // 2, high - self.height() - _OVER_FOOT_PX)
        self.show()
        self.raise_()
