# SPDX-License-Identifier: MIT
"""Closes the record behind the lock screen, and opens it again: a locked window holds nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from caregiver_app.domain.moments import elapsed
from caregiver_app.services.reminding.told_later import ToldLater, told_later
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.wiping import overwrite_freed
from caregiver_app.system.words import _
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.check_in.draft_keeping import DraftKeeping
from caregiver_app.ui.files.pages_wiping import overwrite_drawn
from caregiver_app.ui.frame.page_shelf import PageShelf
from caregiver_app.ui.lock.told_watch import ErLater, ToldWatch
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.window.leaving import form_words
from caregiver_app.ui.window.second_start import SecondStart
from caregiver_app.ui.window.taps_leaving import TapsLeaving
from caregiver_app.ui.words.alert_words import AlertWords

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from caregiver_app.domain.emergency_log import Tapped
    from caregiver_app.services.safekeeping.locked_record import KeyFiles, LockedRecord
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.pages.lock import LockPage
    from caregiver_app.ui.window.main_window import MainWindow

    Taps = Callable[[], Sequence[Tapped]]
    Open = Callable[[Taps, KeyFiles, Callable[[], None]], None]
    Door = tuple[Callable[[], None], Open]
    """What closes the record of a window, and what opens it again with times and keys, in pieces
    behind the lock screen; the last is called then."""

_SOON_MS, _AGAIN_MS = 1_000, 15_000
_SEARCH = "search"


class PutAway(QObject):
    """Waits until nothing in the record would be lost, works out what comes due, and closes it.

    `closing` is said right before, for whoever holds a part of it. It stays open while something
    waits for the disk or for somebody to say whose it is, while a seizure is timed, while a form
    that no draft keeps is half typed, and where the disk could not give it back.
    """

    closing = Signal()

    def __init__(
        self,
        window: MainWindow,
        page: LockPage,
        locked: LockedRecord,
        clock: Clock,
        door: Door,
        is_emergency: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._window, self._page, self._locked = window, page, locked
        self._clock, self._is_emergency = clock, is_emergency
        self._door: Door | None = door
        self._page_name = window.page_name
        self.is_done = False
        self._work = Piecework(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self.try_now)
        self._timer.start()

    def stop(self) -> None:
        """Leave the record open: somebody has opened the screen."""
        self._timer.stop()
        self._work.stop()

    def try_now(self) -> None:
        """Begin to close the record, unless something in it would be lost."""
        self._timer.setInterval(_AGAIN_MS)
        if self._work.is_running or self._door is None or not self._may():
            return
        later = told_later(self._window.services.reminders, self._window.person_id, self._clock)
        self._work.run(later, self._on_worked_out, self._on_trouble)

    def open(self, keys: KeyFiles, then: Callable[[], None]) -> None:
        """Open the record again, with the times that were tapped, where it was left.

        `then` is called once it is open, or cannot be opened.
        """
        page, page_name, window = self._page, self._page_name, self._window
        taps = page.taps  # it grows as long as the page is there

        def opened() -> None:
            then()
            window.comes_back_to = ""
            if not (taps or keys.by_recovery or window.emergency_on_screen()):
                window.show_page(page_name)

        self._locked.let_go()
        window.comes_back_to = page_name
        self._open(lambda: taps, keys, opened)

    # Whether it may be closed

    def _may(self) -> bool:
        return (
            not (
                self._page.taps
                or self._is_waited_for()
                or self._is_busy()
                or any(map(_is_typed_in, _pages_without_memory(self._window)))
            )
            and self._window.services.passcode.may_be_closed()
        )

    def _is_waited_for(self) -> bool:
        services, person_id = self._window.services, self._window.person_id
        log = services.emergency_log
        return bool(
            log.waiting(None)
            or services.book.held.of()
            or log.running(person_id)
            or any(keeping.is_refused for keeping in self._window.findChildren(DraftKeeping))
        )

    def _is_busy(self) -> bool:
        window = self._window
        works = [work for work in window.findChildren(Piecework) if work is not self._work]
        errands = window.findChildren(Errand)
        return any(work.is_running for work in works) or any(e.is_running for e in errands)

    # Closing it

    def _on_trouble(self, _trouble: Exception) -> None:
        """Leave it open: it is tried again, and nobody is told less meanwhile."""

    def _on_worked_out(self, told: object) -> None:
        if self._door is None or not self._may():
            return
        self._timer.stop()
        window, services = self._window, self._window.services
        look, with_sound = self._page.look, services.settings.current().reminder_sound == "on"
        theme, er = load_theme(look, 1), self._er()
        watch = ToldWatch(self._page, self._clock, theme, _listed(told), er, with_sound=with_sound)
        self.closing.emit()
        (close, self._open), self._door = self._door, None
        close()
        services.book.forget()
        services.passcode.forget()
        self._locked.hold()
        window.put_away(self._page)
        self.is_done = True
        watch.look()
        forms = form_words(window.aside)
        TapsLeaving(window, self._page, look, lambda: [*self._page.taps, *forms], _unsaved())
        SecondStart(self._locked.is_asked, self._locked.answer, window, self._page)
        window.closed.connect(self._locked.let_go)
        QTimer.singleShot(0, self, self._forget)

    def _forget(self) -> None:
        """Overwrite what was let go, once the pages behind have gone."""
        QTimer.singleShot(0, self, self._overwrite)

    def _overwrite(self) -> None:
        self._work.run(_overwritten(), _nothing_more, self._on_trouble)

    def _er(self) -> ErLater | None:
        """Return what is said, and when, if nobody answers an alert that is open now."""
        services = self._window.services
        seen = services.alerts.next_er(self._window.person_id)
        if seen is None or seen.er_at is None:
            return None
        words = AlertWords(services.alerts.rules, "")
        do, because = words.er(replace(seen, go_to_er=True))
        wait = elapsed(here_and_now(self._clock).utc, seen.er_at.utc).total_seconds()
        is_pressing = self._is_emergency()
        return ErLater(after_s=wait, do=do, because=because, is_pressing=is_pressing)


def _overwritten() -> Generator[None, None, None]:
    yield from overwrite_drawn()
    yield from overwrite_freed()


def _nothing_more(_done: object) -> None:
    """Do nothing: all of it is overwritten."""


def _unsaved() -> str:
    return _("Something is not saved yet. Unlock the screen to see what.")


def _listed(told: object) -> Sequence[ToldLater]:
    return told if isinstance(told, tuple) else ()


def _pages_without_memory(window: MainWindow) -> list[QWidget]:
    """Return the pages that were built and keep nothing half typed for another window."""
    pages = {name: page for shelf in window.findChildren(PageShelf) for name, page in shelf.pages()}
    return [p for name, p in pages.items() if name != "check_in" and not hasattr(p, "begun")]


def _is_typed_in(page: QWidget) -> bool:
    """Say whether somebody has typed something there that still stands."""
    lines = [line for line in page.findChildren(QLineEdit) if _SEARCH not in line.objectName()]
    texts = page.findChildren(QPlainTextEdit)
    return any(line.isModified() and line.text() for line in lines) or any(
        text.document().isModified() and text.toPlainText() for text in texts
    )
