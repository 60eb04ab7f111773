# SPDX-License-Identifier: MIT
"""The head of the check-in page: title, Quick or Full, the time or a kept draft, and trouble."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Mode
from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.mode_switch import ModeSwitch

ROOMY_PX, DENSE_PX, TIGHT_PX = 56, 48, 44


class CheckInHead(QWidget):
    """One line over the questions, and under it what did not work, in words."""

    start_again_pressed = Signal()
    mode_picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._single = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_line())
        column.addWidget(self._build_trouble())

    def show_time(self, words: str) -> None:
        """Say when this check-in is."""
        self._when.setText(words)

    def show_kept(self, words: str) -> None:
        """Say that a draft was kept and offer to throw it away; a blank is no draft."""
        self._kept.setText(words)
        self._kept.setVisible(bool(words))
        self._again.setVisible(bool(words))
        self._show_when()

    def show_mode(self, mode: Mode) -> None:
        """Show how much is asked."""
        self.switch.show_mode(mode)

    def show_unseen(self, words: str) -> None:
        """Say that answers count which are not to be seen now; a blank takes it away."""
        self._unseen.setText(words)
        self._unseen.setVisible(bool(words))
        self._show_when()

    def show_trouble(self, words: str) -> None:
        """Say what did not work; a blank takes it away."""
        self._trouble_words.setText(words)
        self._trouble.setAccessibleName(words)
        self._trouble.setVisible(bool(words))

    def take_single(self, *, single: bool) -> None:
        """Leave title and time out in one column, where the bar names the page.

        Quick and Full then stand over the questions and scroll with them.
        """
        self._single = single
        self._title.setVisible(not single)
        if not single:
            self._row.insertWidget(1, self.switch)
        self._show_when()

    def take_height(self, height: int) -> None:
        """Choose how high the line is: roomy, dense or tight (pixels at 100 % text)."""
        tag(self._title, type="name" if height == TIGHT_PX else "title")
        if not self._again.isHidden():
            height = max(height, self._theme.size("target"))
        self._line.setMaximumHeight(round(height * min(self._theme.scale, 1.25)))
        self._line.setMinimumHeight(0 if self._single else self._line.maximumHeight())

    def hold(self, part: QWidget) -> None:
        """Take a part in at the end of the line."""
        self._row.addWidget(part)

    def _build_line(self) -> QWidget:
        self._line = QWidget()
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(0, 0, self._theme.space("l"), 0)
        self._row.setSpacing(self._theme.space("m"))
        self._title = label(_("Check-in"), "title")
        self._title.setWordWrap(False)
        self._when = label("", "body", "muted")
        self._kept = label("", "small", "muted")
        self._kept.setWordWrap(False)
        self._again = QPushButton(_("Start again"))
        self._again.setObjectName("start_again")
        self._again.setAccessibleName(_("Throw the kept answers away and start again"))
        tag(self._again, button="quiet")
        self._again.clicked.connect(self.start_again_pressed)
        self.switch = ModeSwitch(self._theme)
        self.switch.picked.connect(self.mode_picked)
        self._unseen = label("", "small", "muted")
        self._unseen.setObjectName("unseen")
        self._unseen.hide()
        self._row.addWidget(self._title)
        self._row.addWidget(self.switch)
        self._row.addWidget(self._when, 1)
        self._row.addWidget(self._unseen, 1)
        self._row.addWidget(self._kept)
        self._row.addWidget(self._again)
        self._row.addStretch()
        return self._line

    def _build_trouble(self) -> QWidget:
        self._trouble = QFrame()
        tag(self._trouble, banner="trouble")
        row = QHBoxLayout(self._trouble)
        self._trouble_words = label("", "strong")
        self._trouble_words.setObjectName("check_in.trouble")
        row.addWidget(self._trouble_words)
        self._trouble.hide()
        return self._trouble

    def _show_when(self) -> None:
        # There is room for the date, or for what was kept, which has a time too, or counts.
        alone = self._again.isHidden() and self._unseen.isHidden()
        self._when.setVisible(not self._single and alone)
