# SPDX-License-Identifier: MIT
"""Notices that nobody has touched the window for some time; a sleep of the computer counts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from caregiver_app.system.clock import Clock, slept_s

WARN_S = 60
NEEDED_S = 12 * 60 * 60
"""How long an emergency may keep the screen open that nobody touches: one night. Our choice."""
_LOOK_MS = 1000
_SLEPT_S = 2.0
"""A sleep that is longer than this locks: the two clocks differ by less without one."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)
# Keys that write nothing down: help, and the way about the screen.
_THROUGH = frozenset({Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class IdleWatch(QObject):
    """Says by `left` how many seconds are left in the last minute, and by `due` that none are.

    `left` is -1 when somebody came back. The wall clock and one that nobody can set both count:
    whichever says more. Input is seen at the windows of the system, which get it first. A key that
    is pressed because something says so ends the warning and does nothing else: nobody looks where
    the keyboard is. A computer that has slept is `due` at once: nobody knows who woke it.
    """

    left = Signal(int)
    due = Signal()

    def __init__(
        self,
        clock: Clock,
        limit_s: Callable[[], float],
        parent: QObject,
        is_needed: Callable[[], bool] = lambda: False,
        slept: Callable[[], float] = slept_s,
    ) -> None:
        """While `is_needed`, nothing is said for up to twelve hours without a touch."""
        super().__init__(parent)
        self._slept_s, self._slept = slept, slept()
        self._clock, self._limit_s, self._is_needed = clock, limit_s, is_needed
        self._is_warning = False
        self._held: int | None = None
        self._begin()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def touch(self) -> None:
        """Begin anew: somebody is there."""
        self._begin()
        self._put_away()

    def end(self) -> None:
        """Look no more: the record whose settings tell the minutes is closed."""
        self._timer.stop()  # it may be due in this very turn, before Qt takes this away
        self.deleteLater()

    def look(self) -> None:
        """Look at the clocks as they are now."""
        gone = max(
            self._clock.monotonic() - self._steady, (self._clock.now() - self._wall).total_seconds()
        )
        limit = self._limit_s()
        rest = limit - gone
        if self._has_slept():
            rest = 0.0
        is_near = rest <= min(WARN_S, limit / 2)  # of one minute the first half is quiet
        if is_near and gone < NEEDED_S and self._is_needed():
            self._put_away()
        elif rest <= 0:
            self.touch()
            self.due.emit()
        elif is_near:
            app = QGuiApplication.instance()
            if not self._is_warning and app is not None:
                app.installEventFilter(self)  # also what a key would do before a window has it
            self._is_warning = True
            self.left.emit(int(rest))

    def _has_slept(self) -> bool:
        before, self._slept = self._slept, self._slept_s()
        return self._slept - before > _SLEPT_S

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of a touch and leave it to whom it is meant for, but the first key."""
        if isinstance(event, QKeyEvent) and self._is_taken(event):
            event.accept()
            return True
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _is_taken(self, event: QKeyEvent) -> bool:
        """Say whether a key only ends the warning; it is taken until it is let go."""
        key, what = event.key(), event.type()
        if what == QEvent.Type.KeyRelease:
            was_held = key == self._held
            if was_held and not event.isAutoRepeat():
                self._held = None
                self._leave_keys()
            return was_held
        if self._is_warning and key not in _THROUGH:
            if what == QEvent.Type.KeyPress:
                self._held = key
                self.touch()
            return True
        return event.isAutoRepeat() and key == self._held

    def _put_away(self) -> None:
        if self._is_warning:
            self._is_warning = False
            self.left.emit(-1)
            self._leave_keys()

    def _leave_keys(self) -> None:
        app = QGuiApplication.instance()
        if self._held is None and not self._is_warning and app is not None:
            app.removeEventFilter(self)

    def _begin(self) -> None:
        self._steady, self._wall = self._clock.monotonic(), self._clock.now()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once is enough
            window.installEventFilter(self)
