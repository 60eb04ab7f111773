# SPDX-License-Identifier: MIT
"""The level on top of a page in the narrowest window, where the page must keep some rows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.steady_area import SteadyArea
from caregiver_app.ui.widgets.level.level_panel import LevelPanel

_ROWS = 3


class LevelStrip(SteadyArea):
    """Holds the level: as high as its words, folded where three rows of the page would not fit.

    What somebody unfolded may take the page but for half a row, and scrolls after that: Save and
    whatever else stands below is never pushed out of the window.
    """

    def __init__(self, theme: Theme, panel: LevelPanel) -> None:
        super().__init__()
        self._panel, self._room = panel, 0
        self._row = theme.size("target") + theme.space("l")
        holder = QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)
        panel.installEventFilter(self)

    def take(self) -> None:
        """Put the level in, wherever it was."""
        self._panel.setMinimumHeight(0)
        self._lines.addWidget(self._panel)

    def fit(self, room: int) -> None:
        """Take as much as the words need of the height there is for the level and the page."""
        self._room = room
        if self._lines.indexOf(self._panel) < 0:
            return
        self._panel.fold_to(room - _ROWS * self._row, self.width())
        high = self._panel.heightForWidth(self.width())
        # With a whole row of the page left, longer words would have their number cut through.
        self.setFixedHeight(max(self._row, min(high, room - self._row // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the level to its words whenever they change."""
        if watched is self._panel and event.type() is QEvent.Type.LayoutRequest:
            self.fit(self._room)
        return super().eventFilter(watched, event)
