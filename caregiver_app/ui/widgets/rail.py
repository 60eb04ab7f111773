# SPDX-License-Identifier: MIT
"""The navigation rail: the pages that work, as words with drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from caregiver_app.ui.icons import pixmap
from caregiver_app.ui.theme import Theme

_NARROW_PX = 92
_BAR_PX = 4
_EDGE_PX = 8
_AROUND_PX = 12
_WORD_AFTER_PX = 24


@dataclass(frozen=True, slots=True)
class Place:
    """One page in the rail: its name in the program, its word and its drawing."""

    name: str
    word: str
    icon: str


class RailButton(QPushButton):
    """One page: drawing beside the word, or above it when the rail is narrow."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(place.word)
        self.place = place
        self._theme = theme
        self._narrow = False
        self.setObjectName(f"nav.{place.name}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def take_narrow(self, narrow: bool) -> None:
        """Put the drawing above the word, or beside it."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for drawing and word, never less than a target."""
        theme = self._theme
        word = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        if self._narrow:
            wide = max(_NARROW_PX - 2 * _EDGE_PX, word + _AROUND_PX)
            return QSize(wide, theme.size("icon") + theme.px("body") + 22)
        beside = theme.size("icon") + _WORD_AFTER_PX
        wide = max(theme.size("rail") - 2 * _EDGE_PX, beside + word + _AROUND_PX)
        return QSize(wide, theme.size("target") + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a page never shrinks out of reach."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, bar, drawing and word; chosen is told by weight and bar, not by colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._theme, self.isChecked()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if chosen or self.underMouse():
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("card" if chosen else "sunk"))
            painter.drawRoundedRect(box, 8, 8)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, box.height() / 2 - 14, _BAR_PX, 28), 2, 2)
        self._paint_words(painter, chosen)

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        theme, side = self._theme, self._theme.size("icon")
        drawn = pixmap(self.place.icon, theme.colour("accent" if chosen else "text"), side)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong" if chosen else "body"))
        if self._narrow:
            place = QPointF((self.width() - side) / 2, 8)
            words = QRectF(0, side + 8, self.width(), self.height() - side - 12)
            how = Qt.AlignmentFlag.AlignCenter
        else:
            place = QPointF(13, (self.height() - side) / 2)
            after = side + _WORD_AFTER_PX
            words = QRectF(after, 0, self.width() - after, self.height())
            how = Qt.AlignmentFlag.AlignVCenter
        painter.drawPixmap(place, drawn)
        painter.drawText(words, how, self.text())


class Rail(QWidget):
    """The pages, one of them chosen."""

    page_chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        space = theme.space
        column.setContentsMargins(space("s"), space("m"), space("s"), space("m"))
        column.setSpacing(space("xs"))
        self._buttons = {place.name: RailButton(theme, place) for place in places}
        for button in self._buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.take_narrow(False)

    def take_narrow(self, narrow: bool) -> None:
        """Take the width with the drawing above the word, or beside it."""
        for button in self._buttons.values():
            button.take_narrow(narrow)
        # As wide as the longest word: none is cut, in any language and at any text size.
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        self.setFixedWidth(widest + 2 * _EDGE_PX)

    def choose(self, name: str) -> None:
        """Mark a page as the open one; a page that is not in the rail unmarks them all."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailButton):
            self.page_chosen.emit(button.place.name)
