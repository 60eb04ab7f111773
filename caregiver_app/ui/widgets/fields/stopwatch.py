# SPDX-License-Identifier: MIT
"""A stopwatch for what is happening right now: one button to start and to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag

_TICK_MS = 1000


class Stopwatch(QWidget):
    """Counts true seconds. `started` when it begins to run, `stopped` with the seconds it ran."""

    started = Signal()
    stopped = Signal(int)

    def __init__(
        self, theme: Theme, name: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._since: float | None = None
        self._button = QPushButton(_("Start stopwatch"))
        self._button.setObjectName(f"{name}.stopwatch")
        self._button.setIcon(button_icon("stopwatch", theme.colour("text"), theme.size("icon")))
        tag(self._button, button="normal")
        self._button.clicked.connect(self._on_clicked)
        self._running = label("", "value")
        self._running.setWordWrap(False)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._button)
        row.addWidget(self._running)
        row.addStretch(1)

    @property
    def is_running(self) -> bool:
        """Say whether it counts."""
        return self._since is not None

    def _on_clicked(self) -> None:
        if self._since is None:
            self._since = self._clock.monotonic()
            self._button.setText(_("Stop"))
            self._tick.start()
            self._show()
            self.started.emit()
            return
        seconds = self._seconds()
        self._since = None
        self._tick.stop()
        self._button.setText(_("Start stopwatch"))
        self._running.setText("")
        self.stopped.emit(seconds)

    def _seconds(self) -> int:
        return 0 if self._since is None else max(0, int(self._clock.monotonic() - self._since))

    def _show(self) -> None:
        seconds = self._seconds()
        self._running.setText(f"{seconds // 60}:{seconds % 60:02}")
