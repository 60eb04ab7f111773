# SPDX-License-Identifier: MIT
"""Draws the values of a chart that has placed them: lines with points, spans and bars.

Nothing is smoothed. Where points lie closer than the pixels of the screen, each column of pixels
keeps its first, lowest, highest and last: the picture is the same.
"""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from caregiver_app.ui.look.theme import Theme

LINE_PX = 2.0
POINT_PX = 8.0
_DOT_PX = 4.0
_SPECK_PX = 3.0
_CAP_PX = 9.0
_BAR_PX = 10.0
_ROOM_FOR_CIRCLES, _ROOM_FOR_DOTS = 11.0, 5.0
CROWDED = 400

Place = tuple[float, float]
Runs = Sequence[Sequence[Place]]
"""Places in pixels, stretch by stretch that may be joined by a line."""


class Values:
    """Draws values into a plot that is so many pixels wide."""

    def __init__(self, theme: Theme, width: float) -> None:
        self._theme = theme
        self._width = width

    def draw_line(self, painter: QPainter, stretches: Runs, *, second: bool) -> None:
        """Draw one line with its points; the second one of a chart is dashed, with squares."""
        count = sum(map(len, stretches))
        pen = QPen(self._theme.colour("accent"), LINE_PX)
        if count > CROWDED:
            # Wide smooth lines cost thirty times as much, and so many points need no more.
            pen.setWidthF(1.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if second:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for stretch in stretches:
            if len(stretch) > 1:
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in _thinned(stretch)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_points(painter, stretches, count, second=second)

    def _draw_points(
        self,
        painter: QPainter,
        stretches: Runs,
        count: int,
        *,
        second: bool,
    ) -> None:
        room = self._width / max(1, count)
        ink = self._theme.colour("accent")
        if room < _ROOM_FOR_DOTS:
            # Each alone is drawn all the same: nothing that was recorded may vanish.
            alone = [stretch[0] for stretch in stretches if len(stretch) == 1]
            self._draw_specks(painter, alone, ink)
            return
        side = POINT_PX if room >= _ROOM_FOR_CIRCLES else _DOT_PX
        painter.setPen(QPen(ink, LINE_PX) if side == POINT_PX else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("card") if side == POINT_PX else ink)
        for x, y in (place for stretch in stretches for place in stretch):
            if second:
                painter.drawRect(QRectF(x - side / 2, y - side / 2, side, side))
            else:
                painter.drawEllipse(QPointF(x, y), side / 2, side / 2)

    def _draw_specks(self, painter: QPainter, places: Sequence[Place], ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        half = _SPECK_PX / 2
        painter.drawRects([QRectF(x - half, y - half, _SPECK_PX, _SPECK_PX) for x, y in places])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw_spans(self, painter: QPainter, tops: Runs, bottoms: Runs) -> None:
        """Draw each pressure from its bottom to its top number; one alone is a cap."""
        top, bottom = ({x: y for run in runs for x, y in run} for runs in (tops, bottoms))
        if len(top) > CROWDED:
            self._draw_crowd(painter, top, bottom)
            return
        crowded = self._width / max(1, len(top)) < _ROOM_FOR_CIRCLES
        painter.setPen(QPen(self._theme.colour("accent"), 1.0 if crowded else LINE_PX))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowded)
        half = 1.0 if crowded else _CAP_PX / 2
        lines = [QLineF(x, top[x], x, bottom[x]) for x in top.keys() & bottom.keys()]
        caps = ((x, y) for ends in (top, bottom) for x, y in ends.items())
        lines += [QLineF(x - half, y, x + half, y) for x, y in caps]
        painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_crowd(
        self, painter: QPainter, top: Mapping[float, float], bottom: Mapping[float, float]
    ) -> None:
        """Draw more spans than there are pixels: each of those that can be told apart once."""
        ends = {x: (top.get(x, y), y) for x, y in bottom.items()}
        ends |= {x: (y, y) for x, y in top.items() if x not in bottom}
        seen = {(int(x), round(high), round(low)) for x, (high, low) in ends.items()}
        painter.setPen(QPen(self._theme.colour("accent"), 1.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawLines([QLineF(x, high, x, low) for x, high, low in seen])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw_bars(self, painter: QPainter, runs: Runs, floor: float) -> None:
        """Draw each value as a bar from nought; a nought itself is a speck and no blank."""
        places = [place for run in runs for place in run]
        wide = max(1.0, min(_BAR_PX, self._width / max(1, len(places)) - 2))
        painter.setPen(QPen(self._theme.colour("accent"), 1.5 if wide > 4 else 0))
        painter.setBrush(self._theme.colour("accent_tint"))
        painter.drawRects([QRectF(x - wide / 2, y, wide, floor - y) for x, y in places])
        self._draw_specks(painter, [p for p in places if p[1] >= floor], self._theme.colour("text"))


def _thinned(stretch: Sequence[Place]) -> Sequence[Place]:
    """Return a line with at most four points in each column of pixels; it looks the same."""
    if len(stretch) < 2 or (stretch[-1][0] - stretch[0][0]) / len(stretch) > 0.5:
        return stretch
    return list(_columns(stretch))


def _columns(stretch: Sequence[Place]) -> Iterator[Place]:
    """Yield the first, the lowest, the highest and the last place of each column of pixels."""
    first = low = high = last = stretch[0]
    column = int(first[0])
    for place in stretch:
        if int(place[0]) != column:
            yield from dict.fromkeys((first, *sorted((low, high)), last))
            first = low = high = place
            column = int(place[0])
        elif place[1] < low[1]:
            low = place
        elif place[1] > high[1]:
            high = place
        last = place
    yield from dict.fromkeys((first, *sorted((low, high)), last))
