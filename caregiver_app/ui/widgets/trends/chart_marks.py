# SPDX-License-Identifier: MIT
"""The marks that charts and their legend share, each told apart by its shape alone."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from caregiver_app.ui.look.theme import Theme

CROSS_PX = 9.0
_FIRST_PX = 9.0
_HATCH_PX = 7.0


def draw_hatch(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Draw the sign for a stretch in which nothing was recorded.

    Lines and no pattern: a pattern is counted in dots of the device, and turns grey on dense ones.
    """
    first = (box.left() + box.top()) // _HATCH_PX + 1
    last = (box.right() + box.bottom()) // _HATCH_PX
    lines = []
    for number in range(int(first), int(last) + 1):
        ends = number * _HATCH_PX  # x + y is the same all along a line
        left = max(box.left(), ends - box.bottom())
        right = min(box.right(), ends - box.top())
        lines.append(QLineF(left, ends - left, right, ends - right))
    painter.setPen(QPen(theme.colour("gap_hatch"), 1))
    painter.drawLines(lines)


def draw_cross(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw the sign for a dose that was not kept."""
    half = CROSS_PX / 2
    corner, other = QPointF(half, half), QPointF(half, -half)
    _draw_strokes(painter, theme, centre, (corner, other))


def draw_plus(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw the sign for an extra dose."""
    half = CROSS_PX / 2
    _draw_strokes(painter, theme, centre, (QPointF(half, 0), QPointF(0, half)))


def _draw_strokes(
    painter: QPainter, theme: Theme, centre: QPointF, ends: Sequence[QPointF]
) -> None:
    """Draw strokes through a centre, on a spot of the card's colour that no line runs through."""
    half = CROSS_PX / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("card"))
    painter.drawEllipse(centre, half + 2.5, half + 2.5)
    pen = QPen(theme.colour("text"), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for end in ends:
        painter.drawLine(QLineF(centre - end, centre + end))


def draw_first(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw the sign for the first of two readings: a small diamond, joined to nothing."""
    half, x, y = _FIRST_PX / 2, centre.x(), centre.y()
    painter.setPen(QPen(theme.colour("accent"), 1.5))
    painter.setBrush(theme.colour("card"))
    ends = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    painter.drawPolygon(ends)


def draw_flag(painter: QPainter, theme: Theme, pole: QLineF, *, back: bool = False) -> None:
    """Draw the sign for a pump alarm: a flag on a pole, flying back where there is no room."""
    painter.setPen(QPen(theme.colour("text"), 1))
    painter.setBrush(theme.colour("text"))
    painter.drawLine(pole)
    x, top = pole.x1(), pole.y1()
    tip = QPointF(x - 8 if back else x + 8, top + 4)
    painter.drawPolygon([QPointF(x, top), tip, QPointF(x, top + 8)])
