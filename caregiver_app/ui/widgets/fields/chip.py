# SPDX-License-Identifier: MIT
"""The painted answers: choice chip, scale cell and red-flag tile, with text that wraps."""

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.painted_answer import (
    Room,
    draw_box,
    draw_dot,
    draw_text,
    mark_side,
    prepare,
)


class ChoiceChip(QRadioButton):
    """One answer of a row: off, chosen (tint, thick edge, bold, dot) or not open (dashed).

    A second press clears it, so an answer given by accident can be taken back.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoExclusive(False)
        self._theme = theme
        self._room = Room(theme.font("strong"))
        prepare(self)

    def sizeHint(self) -> QSize:
        """Return the size of one line in the chosen (bold) weight, so nothing moves."""
        width = self._room.line(self.text()) + self._before() + 14
        return QSize(math.ceil(width), self._theme.size("target"))

    def minimumSizeHint(self) -> QSize:
        """Return the width of two lines, which is as narrow as it becomes."""
        least = self._room.two_lines(self.text())
        return QSize(math.ceil(least + self._before() + 6), self._theme.size("target"))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow chip is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text, at least a target."""
        deep = self._room.height(self.text(), width - self._before() - 4)
        return max(self._theme.size("target"), math.ceil(deep) + 6)

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the chip."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, dot and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on, box = self._theme, self.isChecked(), QRectF(self.rect())
        draw_box(painter, self, theme, theme.colour("accent_tint") if on else None)
        side = mark_side(theme)
        start = 10 if not self.isRightToLeft() else box.width() - 10 - side
        ring = QRectF(start, (box.height() - side) / 2, side, side)
        draw_dot(painter, theme, ring, on=on)
        before = self._before()
        room = box.adjusted(before, 0, -4, 0)
        if self.isRightToLeft():
            room = box.adjusted(4, 0, -before, 0)
        colour = theme.colour("text" if self.isEnabled() else "muted")
        font = theme.font("strong") if on else theme.font("body")
        draw_text(painter, room, self.text(), font, colour, rtl=self.isRightToLeft())

    def _before(self) -> float:
        return 10 + mark_side(self._theme) + 7


class ScaleCell(QRadioButton):
    """One number of a scale; the usual value has a band under its number."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent)
        self.setAutoExclusive(False)
        self._theme = theme
        self._usual = False
        self._low = False
        prepare(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_usual(self, usual: bool) -> None:
        """Mark this number as the usual one."""
        self._usual = usual
        self.update()

    def set_low(self, low: bool) -> None:
        """Choose the height of an ordinary target where room is short."""
        self._low = low
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a square cell."""
        side = self._theme.size("target" if self._low else "scale_cell")
        return QSize(self._theme.size("target"), side)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest cell: never narrower than an ordinary target at 100 %."""
        return QSize(44, self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the cell."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell, its usual band and its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on, box = self._theme, self.isChecked(), QRectF(self.rect())
        if self._usual:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("band_edge"))
            painter.drawRoundedRect(box.adjusted(1, box.height() / 2, -1, 0), 8, 8)
            box = box.adjusted(0, 0, 0, -6)
        edge = theme.colour("accent" if on else "text" if self.underMouse() else "line_strong")
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(theme.colour("accent" if on else "card"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(theme.colour("on_accent" if on else "text"))
        painter.setFont(theme.font("heading"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class FlagTile(QCheckBox):
    """A red flag: pressed it takes the EMERGENCY fill and a filled square."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._low = False
        self._room = Room(theme.font("strong"))
        prepare(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_low(self, low: bool) -> None:
        """Choose the height of an ordinary target where room is short."""
        self._low = low
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the text on two lines."""
        width = math.ceil(self._room.two_lines(self.text()) + self._before() + 10)
        return QSize(width, self._least_height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        longest = self._room.longest_word(self.text())
        return QSize(math.ceil(longest + self._before() + 8), self._least_height())

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow tile is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text, at least a tile."""
        room = width - self._before() - 6
        deep = self._room.height(self.text(), room)
        return max(self._least_height(), math.ceil(deep) + 6)

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the tile."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile, its square and its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box, on = self._theme, QRectF(self.rect()), self.isChecked()
        level = theme.level(Level.EMERGENCY)
        ink = level.fg if on else theme.colour("text")
        if on:
            painter.setPen(QPen(level.border, 1.5))
            painter.setBrush(level.bg)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
        else:
            draw_box(painter, self, theme, None)
        side = mark_side(theme)
        start = 12 if not self.isRightToLeft() else box.width() - 12 - side
        square = QRectF(start, (box.height() - side) / 2, side, side)
        painter.setPen(QPen(ink if on else theme.colour("line_strong"), 2))
        painter.setBrush(ink if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 2, 2)
        before = self._before()
        room = box.adjusted(before, 0, -6, 0)
        if self.isRightToLeft():
            room = box.adjusted(6, 0, -before, 0)
        font = theme.font("strong")
        draw_text(painter, room, self.text(), font, ink, rtl=self.isRightToLeft())

    def _least_height(self) -> int:
        return self._theme.size("target" if self._low else "tile")

    def _before(self) -> float:
        return 12 + mark_side(self._theme) + 10
