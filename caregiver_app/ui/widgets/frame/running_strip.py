# SPDX-License-Identifier: MIT
"""Says on Today that something was started and not stopped, with the way to its stopwatch."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.words import dates


class RunningStrip(QFrame):
    """One line over the cards; hidden while nothing runs."""

    open_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("running")
        tag(self, banner="trouble")
        self._words = label("", "strong")
        self._open = QPushButton(_("Open the stopwatch"))
        self._open.setObjectName("running.open")
        tag(self._open, button="normal")
        self._open.clicked.connect(self.open_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("m"), 4, 4, 4)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._words, 1)
        row.addWidget(self._open)
        self.hide()

    def show_running(self, running: Sequence[CheckIn], now: Moment) -> None:
        """Name what runs, the newest first."""
        words = " ".join(running_words(event, now) for event in running)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(running))


def running_words(event: CheckIn, now: Moment) -> str:
    """Return what began when, and that its end is not written down."""
    at = dates.day_and_time(event.at, now)
    if kind_of(event) is Happening.SEIZURE:
        return _("A seizure began at {time}. Its end is not written down.").format(time=at)
    return _("A spasm storm began at {time}. Its end is not written down.").format(time=at)
