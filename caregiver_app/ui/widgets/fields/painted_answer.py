# SPDX-License-Identifier: MIT
"""What all painted answers share: how they are pressed, how large they are, box, dot and words."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from caregiver_app.ui.look.theme import Theme

_LEADING = 1.12


def prepare(button: QAbstractButton) -> None:
    """Let an answer be pressed by mouse and key, and grow with words that wrap."""
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # Not Fixed: a layout would then cut words on two lines to the height of one.
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def draw_box(painter: QPainter, button: QAbstractButton, theme: Theme, fill: QColor | None) -> None:
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


class Room:
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


def _laid_out(
    text: str, font: QFont, width: float, *, rtl: bool = False
) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    if rtl:
        option = layout.textOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    step = QFontMetricsF(font).height() * (_LEADING / 1.3)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout, height


def draw_text(
    painter: QPainter, room: QRectF, text: str, font: QFont, colour: QColor, *, rtl: bool
) -> None:
    """Draw the words of an answer, wrapped and in the middle of their room."""
    layout, height = _laid_out(text, font, room.width(), rtl=rtl)
    painter.setPen(colour)
    # Lines are set tighter than the font's own spacing; the ascent keeps the block centred.
    spare = QFontMetricsF(font).height() * (1 - _LEADING / 1.3)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - height - spare) / 2))


def mark_side(theme: Theme) -> float:
    """Return how wide the dot or the square of an answer is."""
    return 16 * min(theme.scale, 1.5)


def draw_dot(painter: QPainter, theme: Theme, ring: QRectF, *, on: bool) -> None:
    """Draw the ring of an answer of which one is chosen, filled when it is this one."""
    ink = theme.colour("accent" if on else "line_strong")
    painter.setPen(QPen(ink, 2))
    painter.setBrush(theme.colour("card"))
    painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(ring.center(), ring.width() * 0.25, ring.width() * 0.25)
