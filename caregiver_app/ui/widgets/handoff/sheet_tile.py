# SPDX-License-Identifier: MIT
"""A large choice with a name and a line about it: for whom the page is."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.painted_answer import draw_box, draw_dot, mark_side, prepare

_WRAPPED = Qt.TextFlag.TextWordWrap


class SheetTile(QRadioButton):
    """Off, or chosen with tint, thick edge and a filled dot; both lines wrap, none is cut."""

    def __init__(self, theme: Theme, title: str, about: str) -> None:
        super().__init__(title)
        self.setAutoExclusive(False)
        self._theme = theme
        self._lines = ((title, "strong", "text"), (about, "small", "muted"))
        self.setAccessibleName(f"{title}: {about}")
        prepare(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size with each text on one line."""
        wide = max(self._metrics(role).horizontalAdvance(words) for words, role, _i in self._lines)
        width = wide + self._before() + self._theme.space("m")
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        wide = max(
            self._metrics(role).horizontalAdvance(word)
            for words, role, _ink in self._lines
            for word in words.split()
        )
        return QSize(wide + self._before() + self._theme.space("m"), self._theme.size("target"))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow tile is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at a width, at least a target."""
        deep = sum(place.height() for place in self._places(width))
        return max(self._theme.size("target"), deep + 2 * self._theme.space("s") + 2)

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the tile."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, dot, name and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on = self._theme, self.isChecked()
        draw_box(painter, self, theme, theme.colour("accent_tint") if on else None)
        places = self._places(self.width())
        top = (self.height() - sum(place.height() for place in places)) // 2
        self._draw_dot(painter, top + places[0].height() / 2)
        for (words, role, ink), place in zip(self._lines, places, strict=True):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour("text" if on else ink))
            painter.drawText(place.translated(0, top), int(self._side() | _WRAPPED), words)
            top += place.height()

    def _draw_dot(self, painter: QPainter, middle: float) -> None:
        theme, side = self._theme, mark_side(self._theme)
        left = float(theme.space("m"))
        if self.isRightToLeft():
            left = self.width() - left - side
        ring = QRectF(left, middle - side / 2, side, side)
        draw_dot(painter, theme, ring, on=self.isChecked())

    def _places(self, width: int) -> list[QRect]:
        """Return the room of each text at a width, as if each began at the top."""
        before, end = self._before(), self._theme.space("s")
        room = QRect(0, 0, max(1, width - before - end), 10_000)
        left = end if self.isRightToLeft() else before
        heights = (
            self._metrics(r).boundingRect(room, _WRAPPED, w).height() for w, r, _ in self._lines
        )
        return [QRect(left, 0, room.width(), height) for height in heights]

    def _side(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft

    def _metrics(self, role: str) -> QFontMetrics:
        return QFontMetrics(self._theme.font(role))

    def _before(self) -> int:
        return round(self._theme.space("m") + mark_side(self._theme) + self._theme.space("m"))
