# SPDX-License-Identifier: MIT
"""The line of Today that says who is on, and leads to the page where a shift starts or ends."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.shift.shift_log import Shift
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.shift.shift_words import on_words


class ShiftLine(QWidget):
    """Who is on since when, in words; only the way to the page while nobody is."""

    open_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        self._words = label("", "body")
        self._open = QPushButton()
        self._open.setObjectName("today.shift")
        self._open.setStyleSheet("padding-left: 0px;")
        tag(self._open, button="quiet")
        self._open.clicked.connect(self.open_pressed)
        row.addWidget(self._words, 1)
        row.addWidget(self._open)
        row.addStretch(0)

    def show_shifts(self, on: Sequence[Shift], me: Collection[str], now: Moment) -> None:
        """Say who is on; the button says what whoever looks, by all their names, can do."""
        self._words.setText(on_words(on, now))
        self._words.setVisible(bool(on))  # alone, the button stands at the start of the line
        mine = any(shift.who in me for shift in on)
        self._open.setText(_("End my shift") if mine else _("Start my shift"))
