# SPDX-License-Identifier: MIT
"""Counting breaths for one whole minute: a tap or the space key for each breath."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.level_parts import show_part

_MINUTE_S = 60
_TICK_MS = 200
_SLEPT_S = 2
"""A computer that slept has not watched: the two clocks are this far apart."""


class BreathCounter(QFrame):
    """`counted` carries the breaths of one whole minute; anything shorter is never written.

    Who counts without tapping is asked to type the number. `closed` is said when the card goes.
    """

    counted = Signal(int)
    closed = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, emergency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("breaths")
        self.setAccessibleName(_("Count breaths for one minute"))
        self._clock = clock
        self._emergency = emergency
        self._started = self._wall = 0.0
        self._taps = 0
        tag(self, card="plain")
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.look)
        self._build(theme)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Say whether a minute is running."""
        return self._tick.isActive()

    def start(self) -> None:
        """Begin a minute now."""
        self._started, self._wall = self._clock.monotonic(), self._clock.now().timestamp()
        self._taps = 0
        self._tick.start()
        self._show_running(running=True)
        self._tap.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show()
        self._say()

    def put_away(self) -> None:
        """Stop, write nothing and go."""
        self._tick.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Break the minute off where nobody can tap any more: a lock, or another page over it."""
        super().hideEvent(event)
        if self.is_running:
            self._stop(_("Counting was broken off. Nothing is written. Count again."))

    def look(self) -> None:
        """Say how much time is left; write the breaths down once the minute is over."""
        if not self.is_running:
            return
        passed = self._passed()
        slept = self._clock.now().timestamp() - self._wall - passed
        if abs(slept) > _SLEPT_S:
            self._stop(_("The computer slept or its clock was changed. Count again."))
        elif passed >= _MINUTE_S:
            self._finish()
        else:
            self._say()

    def _build(self, theme: Theme) -> None:
        self._tap = self._button("breaths.tap", _("Tap for each breath, or press Space"), "primary")
        self._tap.setMinimumHeight(round(theme.size("target") * 1.4))
        self._tap.clicked.connect(self._on_tap)
        self._less = self._button("breaths.less", _("One less"), "normal")
        self._less.clicked.connect(self._on_less)
        self._stop_button = self._button("breaths.stop", _("Stop"), "normal")
        self._stop_button.clicked.connect(self._on_stop)
        self._again = self._button("breaths.again", _("Count again"), "normal")
        self._again.clicked.connect(self.start)
        self._close = self._button("breaths.close", _("Close"), "quiet")
        self._close.clicked.connect(self.put_away)
        self._count = label("", "value")
        self._left = label("", "body")
        for part in (self._count, self._left):
            part.setWordWrap(False)
        self._told = label("", "strong")
        self._told.setObjectName("breaths.told")
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        row.addWidget(self._tap, 1)
        row.addWidget(self._count)
        row.addWidget(self._left)
        row.addWidget(self._less)
        row.addWidget(self._stop_button)
        end = QHBoxLayout()
        end.setSpacing(theme.space("m"))
        end.addWidget(self._told, 1)
        end.addWidget(self._again)
        end.addWidget(self._close)
        column = QVBoxLayout(self)
        side, edge = theme.space("l"), theme.space("s")
        column.setContentsMargins(side, edge, side, edge)
        column.addLayout(row)
        column.addLayout(end)

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        tag(button, button=kind)
        return button

    def _passed(self) -> float:
        return self._clock.monotonic() - self._started

    def _on_tap(self) -> None:
        if self.is_running and self._passed() < _MINUTE_S:
            self._taps += 1
            self._say()

    def _on_less(self) -> None:
        self._taps = max(0, self._taps - 1)
        self._say()
        self._tap.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stop(self) -> None:
        seconds = int(self._passed())
        told = ngettext(
            "Stopped after {n} second. Nothing is written: it takes a whole minute.",
            "Stopped after {n} seconds. Nothing is written: it takes a whole minute.",
            seconds,
        )
        self._stop(told.format(n=seconds))

    def _finish(self) -> None:
        QApplication.beep()
        if self._taps:
            self._tick.stop()
            self.hide()
            self.counted.emit(self._taps)
            self.closed.emit()
            return
        told = _("The minute is over. Type the breaths you counted. Not breathing? Call {number}.")
        self._stop(told.format(number=self._emergency))

    def _stop(self, told: str) -> None:
        self._tick.stop()
        self._told.setText(told)
        self._show_running(running=False)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, told, now=True)

    def _show_running(self, *, running: bool) -> None:
        for part in (self._tap, self._count, self._left, self._less, self._stop_button):
            show_part(part, running)
        for part in (self._told, self._again, self._close):
            show_part(part, not running)

    def _say(self) -> None:
        left = max(0, _MINUTE_S - int(self._passed()))
        breaths = ngettext("{n} breath", "{n} breaths", self._taps).format(n=self._taps)
        self._count.setText(breaths)
        self._left.setText(_("{n} s left").format(n=left))
        self._tap.setAccessibleDescription(f"{breaths}, {self._left.text()}")
        # Only the words change while the seconds run; the width is that of the longest.
        for part in (self._count, self._left):
            part.setMinimumWidth(max(part.minimumWidth(), part.sizeHint().width()))
