# SPDX-License-Identifier: MIT
"""One of several answers that may all be true: a chip with a square in place of the dot."""

import math

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.painted_answer import (
    Room,
    draw_box,
    draw_text,
    mark_side,
    prepare,
)

_START_PX, _GAP_PX, _END_PX = 10, 7, 14


class CheckChip(QCheckBox):
    """Off, or chosen with tint, thick edge, bold words and a filled square."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._room = Room(theme.font("strong"))
        prepare(self)

    def sizeHint(self) -> QSize:
        """Return the size of one line in the bold weight, so that nothing moves."""
        wide = self._room.line(self.text()) + self._before() + _END_PX
        return QSize(math.ceil(wide), self._theme.size("target"))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        wide = self._room.longest_word(self.text()) + self._before() + _END_PX
        return QSize(math.ceil(wide), self._theme.size("target"))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow chip is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width, at least a target."""
        deep = self._room.height(self.text(), width - self._before() - _END_PX / 2)
        return max(self._theme.size("target"), math.ceil(deep) + 6)

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the chip."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the square and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on, mirrored = self._theme, self.isChecked(), self.isRightToLeft()
        draw_box(painter, self, theme, theme.colour("accent_tint") if on else None)
        side, before = mark_side(theme), self._before()
        start = self.width() - _START_PX - side if mirrored else _START_PX
        square = QRectF(start, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        ink = theme.colour("accent" if on else "line_strong")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if on else theme.colour("card"))
        painter.drawRoundedRect(square, 2, 2)
        room = QRectF(self.rect()).adjusted(before, 0, -_END_PX / 2, 0)
        if mirrored:
            room = QRectF(self.rect()).adjusted(_END_PX / 2, 0, -before, 0)
        font = theme.font("strong" if on else "body")
        colour = theme.colour("text" if self.isEnabled() else "muted")
        draw_text(painter, room, self.text(), font, colour, rtl=mirrored)

    def _before(self) -> float:
        return _START_PX + mark_side(self._theme) + _GAP_PX
