# SPDX-License-Identifier: MIT
"""The shape of each level as a path: one drawing for panel, timeline and strip."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, QTransform

from caregiver_app.domain.levels import Level
from caregiver_app.ui.look.theme import Theme

_DRAWN_ON = 32.0


def level_path(level: Level, box: QRectF) -> QPainterPath:
    """Return the shape of a level, centred in a box: square, triangle, diamond, ? or ring.

    The path is to be filled; ring and question mark are outlines already.
    """
    side = min(box.width(), box.height())
    corner = box.center() - QPointF(side / 2, side / 2)
    place = QTransform.fromTranslate(corner.x(), corner.y())
    place.scale(side / _DRAWN_ON, side / _DRAWN_ON)
    return place.map(_SHAPES[level]())


def paint_level_mark(painter: QPainter, level: Level, box: QRectF, theme: Theme) -> None:
    """Paint a small mark: the level's fill with its edge, as on timelines and strips."""
    colours = theme.level(level)
    path = level_path(level, box)
    if level in (Level.NO_FLAGS, Level.INCOMPLETE):
        painter.fillPath(path, colours.border)
        return
    painter.fillPath(path, colours.bg)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.border, 1.5))
    painter.drawPath(path)


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 3, 26, 26), 2, 2)
    return path


def _triangle() -> QPainterPath:
    return _polygon((16, 2.5), (31, 29), (1, 29))


def _diamond() -> QPainterPath:
    return _polygon((16, 1.5), (30.5, 16), (16, 30.5), (1.5, 16))


def _ring() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addEllipse(QRectF(3, 3, 26, 26))
    path.addEllipse(QRectF(6.5, 6.5, 19, 19))
    return path


def _question() -> QPainterPath:
    line = QPainterPath(QPointF(9, 10.5))
    line.cubicTo(9, 6, 12, 3.5, 16, 3.5)
    line.cubicTo(20.5, 3.5, 23.5, 6.2, 23.5, 10)
    line.cubicTo(23.5, 14.8, 16.2, 14.8, 16.2, 21)
    pen = QPainterPathStroker()
    pen.setWidth(4.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    path = pen.createStroke(line).simplified()
    path.addEllipse(QPointF(16.2, 27.4), 2.7, 2.7)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


_SHAPES = {
    Level.EMERGENCY: _square,
    Level.URGENT: _triangle,
    Level.WATCH: _diamond,
    Level.INCOMPLETE: _question,
    Level.NO_FLAGS: _ring,
}
