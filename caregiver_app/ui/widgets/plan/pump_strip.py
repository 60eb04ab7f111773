# SPDX-License-Identifier: MIT
"""The dates of a pump on one line: used, left, and each date in words above or below it."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.pump.pump_dates import PumpDates, PumpDay
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.words import dates

_BAR_PX, _TICK_PX, _GAP_PX = 16, 14, 12
_EDGE_PX = 6


class PumpStrip(QWidget):
    """From the last refill, or today, to the last date that is near.

    The day of replacement, years ahead, stands in the words beside it and not on the line. Labels
    are placed by their width in lanes above and below, so that none lies on another.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "Graphic")
        # Time goes from left to right on a chart, whatever the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setObjectName("pump.strip")
        self._theme = theme
        self._marks: list[tuple[date, str, str]] = []
        self._today: date | None = None
        self._filled: tuple[date, date] | None = None

    def show_dates(self, shown: PumpDates) -> None:
        """Show the dates in force."""
        self._today = shown.today
        near = [(kind, day) for kind, day in shown.days if kind is not PumpDay.REPLACE_BY]
        marks = [(day, day_words(kind), dates.long_date(day)) for kind, day in near]
        marks.append((shown.today, _("Today"), dates.long_date(shown.today)))
        self._marks = sorted(marks, key=lambda mark: mark[0])
        full, empty = shown.day(PumpDay.LAST_REFILL), shown.day(PumpDay.EMPTY)
        empty = empty or shown.day(PumpDay.LOW_RESERVOIR)
        self._filled = (full, empty) if full is not None and empty is not None else None
        self.setAccessibleName(". ".join(f"{words}: {day}" for _at, words, day in self._marks))
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar with two lines of words in each lane."""
        above, below = self._lanes()
        return QSize(300, _BAR_PX + 2 * _EDGE_PX + round((above + below) * self._lane_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the labels need at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, a tick for each date, and its words."""
        super().paintEvent(event)
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = self._bar()
        painter.setPen(QPen(self._theme.colour("line_strong"), 1))
        painter.drawLine(
            QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y())
        )
        self._paint_fill(painter, bar)
        for mark, lane, left in self._placed():
            self._paint_mark(painter, bar, mark, lane, left)

    def _paint_fill(self, painter: QPainter, bar: QRectF) -> None:
        if self._filled is None or self._today is None:
            return
        full, empty = (self._x(day) for day in self._filled)
        now = min(max(self._x(self._today), full), empty)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = bar.height() / 2
        painter.setBrush(self._theme.colour("accent_tint"))
        painter.drawRoundedRect(QRectF(full, bar.top(), empty - full, bar.height()), radius, radius)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(full, bar.top(), now - full, bar.height()), radius, radius)

    def _paint_mark(
        self, painter: QPainter, bar: QRectF, mark: tuple[date, str, str], lane: int, left: float
    ) -> None:
        at, words, day = mark
        x, up = self._x(at), lane % 2 == 0
        heavy = at == self._today
        painter.setPen(QPen(self._theme.colour("text"), 3 if heavy else 2))
        edge = bar.top() - _TICK_PX / 4 if up else bar.bottom() + _TICK_PX / 4
        painter.drawLine(QPointF(x, bar.bottom() if up else bar.top()), QPointF(x, edge))
        line = QFontMetricsF(self._theme.font("small")).height()
        depth = (lane // 2) * self._lane_height()
        top = edge - 2 * line - depth if up else edge + depth
        strong = self._theme.font("small")
        strong.setBold(True)
        painter.setFont(strong)
        painter.drawText(QPointF(left, top + line * 0.8), words)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QPointF(left, top + line * 1.8), day)

    def _placed(self) -> list[tuple[tuple[date, str, str], int, float]]:
        """Return each mark with its lane, even above and odd below, and where its words begin."""
        font = self._theme.font("small")
        font.setBold(True)
        metrics = QFontMetricsF(font)
        ends: list[float] = []
        placed = []
        for mark in self._marks:
            wide = max(metrics.horizontalAdvance(text) for text in mark[1:])
            left = min(max(0.0, self._x(mark[0]) - wide / 2), max(0.0, self.width() - wide))
            lane = next((n for n, end in enumerate(ends) if end + _GAP_PX <= left), len(ends))
            ends[lane : lane + 1] = [left + wide]
            placed.append((mark, lane, left))
        return placed

    def _bar(self) -> QRectF:
        top = _EDGE_PX + self._lanes()[0] * self._lane_height()
        return QRectF(_EDGE_PX, top, self.width() - 2 * _EDGE_PX, _BAR_PX)

    def _lanes(self) -> tuple[int, int]:
        """Return how many lanes of words stand above the bar and below it."""
        used = {lane for _mark, lane, _left in self._placed()}
        return sum(lane % 2 == 0 for lane in used), sum(lane % 2 for lane in used)

    def _lane_height(self) -> float:
        return 2 * QFontMetricsF(self._theme.font("small")).height() + _TICK_PX / 2

    def _x(self, day: date) -> float:
        first, last = self._marks[0][0], self._marks[-1][0]
        span = (last - first).days or 1
        return _EDGE_PX + (self.width() - 2 * _EDGE_PX) * (day - first).days / span


def day_words(kind: PumpDay) -> str:
    """Return what a date of a pump is called."""
    return {
        PumpDay.LAST_REFILL: _("Last refill"),
        PumpDay.APPOINTMENT: _("Refill visit"),
        PumpDay.LOW_RESERVOIR: _("Low-reservoir date"),
        PumpDay.EMPTY: _("Estimated empty"),
        PumpDay.REPLACE_BY: _("Replace by"),
    }[kind]
