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
from caregiver_app.services.emergencies.emergency_log import NotWritten
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.check_in.draft_keeping import DraftKeeping
from caregiver_app.ui.desktop.clipboard_watch import ClipboardWatch
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.desktop.session_watch import SessionWatch
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import label, tag, theme_name
from caregiver_app.ui.watches.others_watch import OthersWatch
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.widgets.frame.person_bar import PersonBar
from caregiver_app.ui.widgets.level.alert_watch import AlertWatch
from caregiver_app.ui.window.recorder_later import ask_later
from caregiver_app.ui.window.taps_leaving import TapsLeaving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caregiver_app.domain.timing.follow_up import FollowUp
    from caregiver_app.services.safekeeping.locked_record import KeyFiles, LockedRecord
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.lock.put_away import Door, PutAway
    from caregiver_app.ui.pages.lock import LockPage
    from caregiver_app.ui.window.main_window import MainWindow

    Content = Callable[[], tuple[Sequence[str], Sequence[str]]]

_MINUTE_S = 60
_OVER_FOOT_PX = 100


def ask_first(
    window: MainWindow,
    locked: LockedRecord,
    clock: Clock,
    content: Content,
    then: Callable[[Callable[[], Sequence[Tapped]], KeyFiles], None],
    taps: Sequence[Tapped] = (),
) -> None:
    """Show the lock screen in a window that has no record yet.

    `then` is given what returns what was tapped before, in `taps`, and meanwhile, and what opens
    the record: the screen stays until that is done. A second start comes back to this window.
    """
    from caregiver_app.ui.pages.lock import LockPage
    from caregiver_app.ui.window.second_start import SecondStart

    with suppress(Exception):  # it speaks as the computer does then
        locked.choose_locale()
    look = theme_name(locked.shown.theme or "system")
    page = LockPage(locked, look, clock, *content())
    page.tell_due(_("Nothing reminds you until the record is open."))
    locked.hold()
    SecondStart(locked.is_asked, locked.answer, window, page)
    window.closed.connect(locked.let_go)
    page.opened.connect(locked.let_go)
    tapped = page.taps
    page.opened.connect(lambda keys: then(lambda: [*taps, *tapped], keys))
    TapsLeaving(window, page, look, lambda: [*taps, *page.taps])
    window.setCentralWidget(page)
    page.begin()
    if taps:
        page.go_on(taps)
    if window.emergency_asked:
        page.show_emergency()
    window.emergency_asked = False


def follow_look(window: MainWindow) -> None:
    """Take other colours; behind the lock screen, once somebody opens it.

    Nothing changes under the hands of somebody in an emergency: the next start takes them.
    """
    is_locked = any(locking.is_locked for locking in window.findChildren(Locking))
    if not is_locked and window.page_name != "emergency":
        window.dress_later()


class Locking(QObject):
    """Covers the window with the lock screen; what is half typed is there again after it.

    `content` brings first aid and red flags for the screen. `door` closes the record behind it, as
    soon as nothing in it would be lost, and opens it again with what was tapped meanwhile.
    """

    def __init__(self, window: MainWindow, clock: Clock, content: Content, door: Door) -> None:
        super().__init__(window)
        self._window, self._clock, self._content = window, clock, content
        self._door: Door | None = door
        self._away: PutAway | None = None
        self._page: LockPage | None = None
        self._locked: LockedRecord
        self._behind: QWidget | None = None
        self._typing: QWidget | None = None
        self._off: list[QShortcut] = []
        self._bars: list[PersonBar] = []
        self._taken: dict[str, Tapped] = {}
        self._seizure: str | None = None
        self._pressing = 0
        self._followed: list[AlertWatch] = []
        self._look = ""
        self._signed_out = False
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

    def end(self) -> bool:
        """Leave the window alone: another record is opened in it. Say whether it was locked."""
        was_locked = self._uncover() is not None
        self._window.framed.disconnect(self._on_framed)
        for part in (self._idle, self._key, self._warning, self):
            if part is not None:
                part.deleteLater()
        return was_locked

    def lock(self) -> None:
        """Show the lock screen, when there is a passcode. An emergency stays, without a name."""
        services = self._window.services
        if self._page is not None or not services.passcode.is_set:
            return
        self._typing = QApplication.focusWidget()
        self._close_dialogs()
        for copied in self._window.findChildren(ClipboardWatch):
            copied.take_back()
        for keeping in self._window.findChildren(DraftKeeping):
            keeping.finish()
        self._signed_out = services.caregivers.sign_out()
        look = theme_name(services.settings.current().theme)
        with suppress(Exception):  # the screen of last time stands; locking comes first
            services.passcode.keep_lock_screen()
        self._locked = services.passcode.locked()
        self._show(look)

    def _show(self, look: str) -> None:
        from caregiver_app.ui.pages.lock import LockPage

        self._look = look
        earlier = self._running()
        page = LockPage(self._locked, look, self._clock, *self._content())
        page.opened.connect(self._on_opened)
        page.tapped.connect(self._on_tapped)
        page.undone.connect(self._on_undone)
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
            behind.hide()  # a layout shows later what nobody has hidden
        self._behind, self._page = behind, page
        self._window.setCentralWidget(page)
        page.show()
        page.begin()
        self._pressing = int(self._is_emergency())
        for watch in self._window.findChildren(ReminderWatch):
            watch.stands.connect(page.tell_due)
            watch.look()
        for others in self._window.findChildren(OthersWatch):
            others.told.connect(page.tell_er_of_others)
            others.tell()
        self._followed = behind.findChildren(AlertWatch) if behind is not None else []
        for alerts in self._followed:
            alerts.er_due.connect(page.tell_er)
            alerts.followed.connect(self._on_followed)
            alerts.look()
        if self._door is not None:
            from caregiver_app.ui.lock.put_away import PutAway

            self._away = PutAway(
                self._window, page, self._locked, self._clock, self._door, self._is_emergency
            )
            self._away.closing.connect(self._on_closing)

    def _on_closing(self) -> None:
        """Hold nothing of the record any more: it is closed, and built anew once it is opened."""
        for alerts in self._followed:
            alerts.followed.disconnect(self._on_followed)
        behind, self._behind, self._typing = self._behind, None, None
        if behind is not None:
            behind.deleteLater()
        if self._idle is not None:
            self._idle.end()
        self._idle, self._door = None, None
        self._followed, self._bars, self._taken = [], [], {}

    def _on_opened(self, keys: KeyFiles) -> None:
        away, self._away = self._away, None
        if away is not None:
            away.stop()
            if away.is_done:
                self._page = None
                away.open(keys, self._give_keys_back)
                return
        page = self._uncover()
        if page is None:
            return
        if self._idle is not None:
            self._idle.touch()
        self._window.services.passcode.opened_by(keys)
        self._go_on(keys, tapped=bool(page.taps))

    def _uncover(self) -> LockPage | None:
        """Put the pages in front again; return the lock screen, None when it is not locked."""
        page, behind = self._page, self._behind
        if page is None or behind is None:
            return None
        self._page = self._behind = None
        for alerts in self._followed:
            alerts.followed.disconnect(self._on_followed)
        self._window.takeCentralWidget()
        self._window.setCentralWidget(behind)
        behind.show()
        page.hide()
        page.deleteLater()
        self._give_keys_back()
        return page

    def _give_keys_back(self) -> None:
        for key in self._off:
            key.setEnabled(True)
        self._off = []

    def _go_on(self, keys: KeyFiles, *, tapped: bool) -> None:
        if tapped:
            self._window.show_emergency()
        self._window.minute_passed()
        self._window.services.audit.note_wrong_tries()
        if keys.by_recovery:
            self._window.show_page("passcode")
        elif self._typing is not None and self._typing.isVisible():
            self._typing.setFocus()
        self._typing = None
        ask_later(self._window, anew=self._signed_out)
        if theme_name(self._window.services.settings.current().theme) != self._look:
            self._window.dress_later()  # the computer went from light to dark meanwhile

    def _on_tapped(self, tapped: Tapped) -> None:
        """Take a time over at once: whoever closes the window is asked about it then."""
        if self._behind is None:  # the record is closed: the screen keeps it until it is open
            return
        log, person_id = self._window.services.emergency_log, self._window.person_id
        if tapped.about is not None and tapped.about == self._seizure:
            # Only the end of a seizure of the record is surely about the person who is open.
            tapped = replace(tapped, person_id=person_id)
        self._taken[tapped.id] = tapped
        log.take_over((tapped,))
        log.save_waiting()

    def _on_undone(self, tapped: Tapped) -> None:
        if self._behind is None:
            return
        try:
            self._window.services.emergency_log.undo(self._taken.pop(tapped.id), None)
        except NotWritten as trouble:
            self._window.show_trouble(str(trouble))

    def _running(self) -> tuple[Tapped, ...]:
        """Return the seizure whose stopwatch runs, as the lock screen goes on with it."""
        line = self._window.services.emergency_log.running(self._window.person_id)
        self._seizure = line.fact.id if line is not None else None
        if line is None:
            return ()
        return (Tapped(id=str(line.fact.id), tap=Tap.SEIZURE, at=line.at),)

    def _is_emergency(self) -> bool:
        """Say whether somebody must still act: then the number to call stays on the screen."""
        return bool(self._window.emergency_on_screen()) or self._has_open_emergency()

    def _is_needed(self) -> bool:
        """Say whether somebody helps or must act now: their screen is not taken away."""
        log, person_id = self._window.services.emergency_log, self._window.person_id
        return log.running(person_id) is not None or self._has_open_emergency()

    def _has_open_emergency(self) -> bool:
        window = self._window
        if window.page_name == "emergency":
            return True
        alert = None
        with suppress(Exception):  # of a record that cannot be read nothing is known
            if window.person_id is not None:
                alert = window.services.alerts.follow_up(window.person_id)
        return alert is not None and alert.level is Level.EMERGENCY and not alert.answered

    def _on_followed(self, seen: FollowUp | None) -> None:
        """Show whom to call when an emergency begins, or its wait runs out, behind the lock."""
        pressing = int(self._is_emergency())
        if pressing and seen is not None and seen.go_to_er:
            pressing += 1
        if self._page is not None and pressing > self._pressing:
            self._page.come_due()
        self._pressing = pressing

    def _close_dialogs(self) -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog) and shown.isVisible():
                shown.reject()
            elif shown.windowType() is Qt.WindowType.Popup and shown.isVisible():
                shown.close()
        QToolTip.hideText()

    # The window as it is dressed, and who is there

    def _on_framed(self) -> None:
        if self._page is not None and self._behind is not None:
            # A window that was built anew stands behind it too; what was there before goes.
            self._behind.deleteLater()
            self._page = self._behind = self._typing = None
            self._show(self._look)
        is_set = self._window.services.passcode.is_set
        for bar in self._window.findChildren(PersonBar):
            bar.let_lock(is_set)
            if bar not in self._bars:
                bar.lock_pressed.connect(self.lock)
                self._bars.append(bar)
        if is_set and self._idle is None:
            self._idle = IdleWatch(self._clock, self._limit_s, self, self._is_needed)
            self._idle.left.connect(self._on_left)
            self._idle.due.connect(self.lock)
            session = SessionWatch(self._idle)
            session.left.connect(self._on_session_left)
            session.listen()
        elif not is_set and self._idle is not None:
            self._idle.end()
            self._idle = None

    def _limit_s(self) -> float:
        return float(self._window.services.settings.current().lock_after) * _MINUTE_S

    def _on_session_left(self) -> None:
        """Lock with the screen of the computer, which stands before whoever still helps too."""
        if not self._is_needed():
            self.lock()

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
        self._words = label("", "strong")
        self._words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        self.hide()

    def tell(self, seconds: int) -> None:
        """Say how many seconds are left; a reader says it once."""
        words = ngettext(
            "The screen locks in {n} second. Move the mouse or press a key.",
            "The screen locks in {n} seconds. Move the mouse or press a key.",
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
