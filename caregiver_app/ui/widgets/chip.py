# SPDX-License-Identifier: MIT
"""The painted answers: choice chip, scale cell and red-flag tile, with text that wraps."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.ui.theme import Theme

_LEADING = 1.12


class ChoiceChip(QRadioButton):
    """One answer of a row: off, chosen (tint, thick edge, bold, dot) or not open (dashed).

    A second press clears it, so an answer given by accident can be taken back.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoExclusive(False)
        self._theme = theme
        self._room = _Room(_bold(theme))
        _prepare(self)

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
        _draw_box(painter, self, theme, theme.colour("accent_tint") if on else None)
        side = 16 * min(theme.scale, 1.5)
        start = 10 if not self.isRightToLeft() else box.width() - 10 - side
        ring = QRectF(start, (box.height() - side) / 2, side, side)
        ink = theme.colour("accent" if on else "line_strong")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(ring.center(), side * 0.25, side * 0.25)
        before = self._before()
        room = box.adjusted(before, 0, -4, 0)
        if self.isRightToLeft():
            room = box.adjusted(4, 0, -before, 0)
        colour = theme.colour("text" if self.isEnabled() else "muted")
        font = _bold(theme) if on else theme.font("body")
        _draw_text(painter, room, self.text(), font, colour, rtl=self.isRightToLeft())

    def _before(self) -> float:
        return 10 + 16 * min(self._theme.scale, 1.5) + 7


class ScaleCell(QRadioButton):
    """One number of a scale; the usual value has a band under its number."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent)
        self.setAutoExclusive(False)
        self._theme = theme
        self._usual = False
        self._low = False
        _prepare(self)
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
        self._room = _Room(theme.font("strong"))
        _prepare(self)
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
            _draw_box(painter, self, theme, None)
        side = 16 * min(theme.scale, 1.5)
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
        _draw_text(painter, room, self.text(), font, ink, rtl=self.isRightToLeft())

    def _least_height(self) -> int:
        return self._theme.size("target" if self._low else "tile")

    def _before(self) -> float:
        return 12 + 16 * min(self._theme.scale, 1.5) + 10


def _prepare(button: QAbstractButton) -> None:
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # Not Fixed: a layout would then cut words on two lines to the height of one.
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def _bold(theme: Theme) -> QFont:
    return theme.font("strong")


def _draw_box(
    painter: QPainter, button: QAbstractButton, theme: Theme, fill: QColor | None
) -> None:
    """Draw the rounded box of an answer; one that is not open is dashed and has no fill."""
    chosen = button.isChecked()
    edge = 2.5 if chosen else 1.5
    name = "accent" if chosen else "text" if button.underMouse() else "line_strong"
    pen = QPen(theme.colour(name), edge)
    painter.setBrush(fill or theme.colour("sunk" if button.underMouse() else "card"))
    if not button.isEnabled():
        pen = QPen(theme.colour("line_strong"), 2, Qt.PenStyle.DashLine)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    inset = math.ceil(edge / 2)
    box = QRectF(button.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, 8, 8)


class _Room:
    """The room that the words of an answer take in one font; each is worked out once.

    A layout asks for it again and again, and the answer hangs on words and width alone.
    """

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._known: dict[tuple[str, str, float], float] = {}

    def line(self, text: str) -> float:
        """Return the width of the words on one line."""
        return self._once("line", text, 0, lambda: self._wide(text))

    def two_lines(self, text: str) -> float:
        """Return the width at which words fit on two lines, broken where it is narrowest."""
        return self._once("two", text, 0, lambda: self._on_two_lines(text.split()))

    def longest_word(self, text: str) -> float:
        """Return the width of the longest word."""
        return self._once("word", text, 0, lambda: max(map(self._wide, text.split()), default=0))

    def height(self, text: str, width: float) -> float:
        """Return the height of the words wrapped to a width."""
        return self._once("height", text, width, lambda: _laid_out(text, self._font, width)[1])

    def _once(self, what: str, text: str, width: float, measure: Callable[[], float]) -> float:
        key = (what, text, width)
        if key not in self._known:
            self._known[key] = measure()
        return self._known[key]

    def _wide(self, text: str) -> float:
        return QFontMetricsF(self._font).horizontalAdvance(text)

    def _on_two_lines(self, words: list[str]) -> float:
        breaks = range(1, len(words) + 1)
        lines = ((" ".join(words[:n]), " ".join(words[n:])) for n in breaks)
        return min((max(map(self._wide, pair)) for pair in lines), default=0.0)


def _laid_out(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    height = 0.0
    step = QFontMetricsF(font).height() * (_LEADING / 1.3)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout, height


def _draw_text(
    painter: QPainter, room: QRectF, text: str, font: QFont, colour: QColor, *, rtl: bool
) -> None:
    layout, height = _laid_out(text, font, room.width())
    option = layout.textOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    painter.setPen(colour)
    # Lines are set tighter than the font's own spacing; the ascent keeps the block centred.
    spare = QFontMetricsF(font).height() * (1 - _LEADING / 1.3)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - height - spare) / 2))
