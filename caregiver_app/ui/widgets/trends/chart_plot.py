# SPDX-License-Identifier: MIT
"""Draws one chart into a box: band, gaps, lines, points, marks, time axis and dose steps.

Nothing is smoothed and no line crosses a gap.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from caregiver_app.domain.charts.trend_signs import Axis, Drawn
from caregiver_app.domain.charts.trend_story import Chart, TrendStory
from caregiver_app.domain.charts.trend_time import time_ticks
from caregiver_app.domain.charts.trends import Series
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.trends import chart_words
from caregiver_app.ui.widgets.trends.chart_marks import (
    CROSS_PX,
    draw_cross,
    draw_first,
    draw_flag,
    draw_hatch,
    draw_plus,
)
from caregiver_app.ui.widgets.trends.chart_values import CROWDED, LINE_PX, POINT_PX, Place, Values
from caregiver_app.ui.words import dates

_CUT_PX = 1.5
_CURSOR_PX = 13.0
_STRIP_PX = 22
_BETWEEN_STRIPS_PX = 4
_SHORT = timedelta(days=32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a chart is drawn: theme, the unit temperatures are shown in, and points per pixel."""

    theme: Theme
    unit: str


class ChartPlot:
    """Places the moments and values of one chart in a box, and draws it there."""

    def __init__(self, look: Look, story: TrendStory, chart: Chart, box: QRectF) -> None:
        self._look = look
        self._theme = look.theme
        self._story = story
        self._chart = chart
        self._small = look.theme.font("small")
        self._metrics = QFontMetricsF(self._small)
        sign = chart.sign
        values = [sign.shown(value, look.unit) for value in _extremes(chart)]
        self.axis: Axis = sign.axis_in(look.unit).holding(values)
        self._labels = [chart_words.number(value) for value in self.axis.lines()]
        self.plot = self._room(box)
        self._start = story.start.utc.timestamp()
        length = max(1.0, story.end.utc.timestamp() - self._start)
        self._per_second = self.plot.width() / length
        self._low = float(self.axis.low)
        self._per_value = self.plot.height() / float(self.axis.high - self.axis.low)
        self._places = [self._places_of(series) for series in chart.series]

    def _room(self, box: QRectF) -> QRectF:
        gutter = max(self._metrics.horizontalAdvance(text) for text in self._labels) + 8
        below = foot_height(self._metrics, len(self._story.strips))
        return box.adjusted(gutter, self._metrics.height() / 2, -POINT_PX, -below)

    # ---- places

    def across(self, moment: Moment) -> float:
        """Return how far from the left a moment lies."""
        return self._across(moment.utc.timestamp())

    def up(self, value: Decimal) -> float:
        """Return how far from the top a stored value lies."""
        return self._up(float(self._chart.sign.shown(value, self._look.unit)))

    def nearest(self, x: float) -> int | None:
        """Return the place, among the check-ins of the chart, of the one nearest to a point."""
        check_ins = self._chart.check_ins
        if not check_ins:
            return None
        at = self._start + (x - self.plot.left()) / self._per_second
        place = bisect_left(check_ins, at, key=lambda c: c.at.utc.timestamp())
        around = [n for n in (place - 1, place) if 0 <= n < len(check_ins)]
        return min(around, key=lambda n: abs(check_ins[n].at.utc.timestamp() - at))

    def _across(self, seconds: float) -> float:
        return self.plot.left() + (seconds - self._start) * self._per_second

    def _up(self, value: float) -> float:
        return self.plot.bottom() - (value - self._low) * self._per_value

    def _places_of(self, series: Series) -> list[list[Place]]:
        """Return the places of the points, stretch by stretch that may be joined."""
        left, start, wide = self.plot.left(), self._start, self._per_second
        bottom, low, high = self.plot.bottom(), self._low, self._per_value
        runs = []
        for run in self._chart.stretches(series):
            times = [point.at.utc.timestamp() for point in run]
            values = self._shown([point.value for point in run])
            places = zip(times, values, strict=True)
            runs.append([(left + (t - start) * wide, bottom - (v - low) * high) for t, v in places])
        return runs

    def _shown(self, values: Sequence[Decimal]) -> list[float]:
        """Return stored values in the unit that is shown; most are shown as they are stored."""
        sign, unit = self._chart.sign, self._look.unit
        if sign.is_temperature and unit == "F":
            return [float(sign.shown(value, unit)) for value in values]
        return list(map(float, values))

    # ---- drawing

    def draw(self, painter: QPainter) -> None:
        """Draw everything but the cursor, from the back to the front."""
        painter.save()
        painter.setFont(self._small)
        self._draw_bands(painter)
        self._draw_grid(painter)
        self._draw_gaps(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_cuts(painter)
        self._draw_clock_changes(painter)
        self._draw_values(painter)
        if sum(len(run) for runs in self._places for run in runs) > CROWDED:
            self._draw_band_edges(painter, "text")  # else so many points would hide them
        self._draw_firsts(painter)
        self._draw_off_scale(painter)
        self._draw_alarms(painter)
        self._draw_time(painter)
        self._draw_strips(painter)
        self._draw_not_kept(painter)
        painter.restore()

    def draw_cursor(self, painter: QPainter, at: Moment, place: int | None) -> None:
        """Draw the line of the chosen moment and, when this chart has it, the chosen point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.colour("focus")
        x = self.across(at)
        painter.setPen(QPen(ink, LINE_PX, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, self.plot.top(), x, self.plot.bottom()))
        if place is not None:
            self._draw_chosen(painter, place, ink)
        painter.restore()

    def _draw_chosen(self, painter: QPainter, place: int, ink: QColor) -> None:
        check_in, card = self._chart.check_ins[place], self._theme.colour("card")
        x = self.across(check_in.at)
        values = [getattr(check_in, field) for field in self._chart.sign.fields]
        ups = [self.up(Decimal(value)) for value in values if value is not None]
        if self._chart.sign.drawn is Drawn.SPAN and ups:
            around = QRectF(x - 7, min(ups) - 4, 14, max(ups) - min(ups) + 8)
            painter.setPen(QPen(ink, LINE_PX + 0.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(around, 4, 4)
            return
        painter.setPen(QPen(card, LINE_PX))
        painter.setBrush(ink)
        for up in ups:
            painter.drawEllipse(QPointF(x, up), _CURSOR_PX / 2, _CURSOR_PX / 2)

    def _draw_bands(self, painter: QPainter) -> None:
        for band in self._chart.bands():
            top, bottom = self.up(band.high), self.up(band.low)
            box = QRectF(self.plot.left(), top, self.plot.width(), bottom - top)
            painter.fillRect(box, self._theme.colour("band"))
        self._draw_band_edges(painter, "band_edge")

    def _draw_band_edges(self, painter: QPainter, ink: str) -> None:
        painter.setPen(QPen(self._theme.colour(ink), 1, Qt.PenStyle.DashLine))
        for band in self._chart.bands():
            for edge in (band.low, band.high):
                y = round(self.up(edge))
                painter.drawLine(QLineF(self.plot.left(), y, self.plot.right(), y))

    def _draw_grid(self, painter: QPainter) -> None:
        left, height = self.plot.left(), self._metrics.height()
        for value, words in zip(self.axis.lines(), self._labels, strict=True):
            y = round(self._up(float(value)))
            painter.setPen(QPen(self._theme.colour("grid"), 1))
            painter.drawLine(QLineF(left, y, self.plot.right(), y))
            painter.setPen(self._theme.colour("muted"))
            room = QRectF(0, y - height / 2, left - 7, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, words)

    def _draw_gaps(self, painter: QPainter) -> None:
        for gap in self._chart.gaps:
            left, right = self.across(gap.start), self.across(gap.end)
            # A point at an end stands clear of the hatch where there is room for that.
            clear = min(POINT_PX, (right - left) / 4)
            at_start, at_end = gap.start == self._story.start, gap.end == self._story.end
            box = QRectF(left if at_start else left + clear, self.plot.top(), 0, self.plot.height())
            box.setRight(right if at_end else right - clear)
            draw_hatch(painter, self._theme, box)

    def _draw_clock_changes(self, painter: QPainter) -> None:
        if self._story.end.utc - self._story.start.utc > _SHORT:
            return
        for change in self._story.clock_changes:
            x = self.across(change.at)
            painter.setPen(QPen(self._theme.colour("line_strong"), 1, Qt.PenStyle.DashDotLine))
            painter.drawLine(QLineF(x, self.plot.top(), x, self.plot.bottom()))
            ahead = change.by > timedelta(0)
            moved = dates.hours_minutes(abs(change.by))
            words = _("clocks ahead {time}") if ahead else _("clocks back {time}")
            self._note(painter, words.format(time=moved), x, self.plot.top())

    def _note(self, painter: QPainter, words: str, x: float, top: float) -> None:
        """Write a few words beside a line, on the side where there is room."""
        wide = self._metrics.horizontalAdvance(words) + 4
        left = x + 3 if x + 3 + wide <= self.plot.right() else x - 3 - wide
        room = QRectF(left, top, wide, self._metrics.height())
        painter.fillRect(room, self._theme.colour("card"))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_cuts(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.colour("text"), _CUT_PX))
        bottom = self.plot.bottom()
        for mark in self._story.cuts:
            x = self.across(mark.at)
            painter.drawLine(QLineF(x, self.plot.top() - 4, x, bottom))

    # ---- values

    def _draw_values(self, painter: QPainter) -> None:
        drawn, values = self._chart.sign.drawn, Values(self._theme, self.plot.width())
        if drawn is Drawn.SPAN:
            values.draw_spans(painter, *self._places)
        elif drawn is Drawn.BAR:
            values.draw_bars(painter, self._places[0], self._up(0.0))
        else:
            for number, stretches in enumerate(self._places):
                values.draw_line(painter, stretches, second=number > 0)

    def _draw_firsts(self, painter: QPainter) -> None:
        """Draw the first of two readings beside the second, through which the line goes."""
        for point in self._chart.firsts:
            draw_first(painter, self._theme, QPointF(self.across(point.at), self.up(point.value)))

    def _draw_off_scale(self, painter: QPainter) -> None:
        """Write HI at the top and LO at the bottom: there is no number to place."""
        for mark in self._chart.off_scale:
            words = _("HI") if mark.is_high else _("LO")
            height = self._metrics.height()
            y = self.plot.top() if mark.is_high else self.plot.bottom() - height
            wide = self._metrics.horizontalAdvance(words) + 6
            box = QRectF(self.across(mark.at) - wide / 2, y, wide, height)
            painter.setPen(QPen(self._theme.colour("text"), 1))
            painter.setBrush(self._theme.colour("card"))
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_alarms(self, painter: QPainter) -> None:
        """Draw a flag on a pole for each pump alarm that was heard."""
        for at in self._story.alarms:
            x = self.across(at)
            pole = QLineF(x, self.plot.top() - 2, x, self.plot.bottom())
            draw_flag(painter, self._theme, pole, back=x + 8 > self.plot.right())

    # ---- below

    def _draw_time(self, painter: QPainter) -> None:
        """Draw the axis and its ticks; words that would touch the ones before are left out."""
        plot, length = self.plot, self._story.end.utc - self._story.start.utc
        painter.setPen(QPen(self._theme.colour("line_strong"), 1.5))
        painter.drawLine(QLineF(plot.left(), plot.bottom(), plot.right(), plot.bottom()))
        most = int(plot.width() // (self._metrics.horizontalAdvance("Wed 30 ") + 8))
        free, height = plot.left(), self._metrics.height()
        for tick in time_ticks(self._story.start, self._story.end, self._story.zone, most):
            x = self.across(tick.at)
            painter.setPen(QPen(self._theme.colour("line_strong"), 1))
            painter.drawLine(QLineF(x, plot.bottom(), x, plot.bottom() + 5))
            words = chart_words.tick_words(tick, length)
            wide = self._metrics.horizontalAdvance(words)
            if x + 4 < free or x + 4 + wide > plot.right() + POINT_PX:
                continue
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(QPointF(x + 4, plot.bottom() + height - 2), words)
            free = x + 4 + wide + 6

    def _draw_strips(self, painter: QPainter) -> None:
        strips = self._story.strips
        top = self.plot.bottom() + self._metrics.height() + 4
        font = self._theme.font("strong")
        font.setPixelSize(self._small.pixelSize())
        painter.setFont(font)
        tall = strip_height(self._metrics)
        for number, strip in enumerate(strips):
            y = top + number * (tall + _BETWEEN_STRIPS_PX)
            named = len({(s.drug) for s in strips}) > 1
            for span in strip.spans:
                words = chart_words.strip_words(strip, span.per_day, named=named)
                short = dates.amount(span.per_day, strip.unit) if span.per_day is not None else ""
                self._draw_step(painter, (span.start, span.end), (y, tall), (words, short))
        painter.setFont(self._small)
        painter.setPen(QPen(self._theme.colour("text"), _CUT_PX))
        rows = {(strip.drug, strip.route): number for number, strip in enumerate(strips)}
        for mark in self._story.cuts:
            row = rows.get((mark.drug, mark.route))
            if row is not None:  # a plan that was written down later has no strip so far back
                x, y = self.across(mark.at), top + row * (tall + _BETWEEN_STRIPS_PX)
                painter.drawLine(QLineF(x, y, x, y + tall))

    def _draw_step(
        self,
        painter: QPainter,
        between: tuple[Moment, Moment],
        rows: tuple[float, float],
        words: tuple[str, str],
    ) -> None:
        """Draw one step with its amount, in few words where there is little room, or in none."""
        left, right = (self.across(moment) for moment in between)
        box = QRectF(left, rows[0], right - left, rows[1])
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("sunk"))
        painter.drawRect(box)
        wide = painter.fontMetrics().horizontalAdvance
        fitting = next((text for text in words if wide(text) + 11 <= box.width()), "")
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box.adjusted(7, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, fitting)

    def _draw_not_kept(self, painter: QPainter) -> None:
        """Draw a cross above the axis for each dose that was not kept, a plus for an extra one."""
        times = [mark.at for mark in self._story.not_kept]
        times += [mark.at for mark in self._story.told_missed]
        up = self.plot.bottom() - CROSS_PX / 2 - 2
        for at in times:
            draw_cross(painter, self._theme, QPointF(self.across(at), up))
        for extra in self._story.extra:
            # Above the crosses, so that neither hides the other.
            draw_plus(painter, self._theme, QPointF(self.across(extra.at), up - CROSS_PX - 5))


def strip_height(metrics: QFontMetricsF) -> float:
    """Return how high a strip of dose steps is."""
    return max(_STRIP_PX, metrics.height() + 4)


def foot_height(metrics: QFontMetricsF, strips: int) -> float:
    """Return how much stands below the plot: the time axis and the dose steps."""
    rows = strips * (strip_height(metrics) + _BETWEEN_STRIPS_PX)
    return metrics.height() + 4 + rows


def _extremes(chart: Chart) -> list[Decimal]:
    """Return the lowest and the highest of all that must lie on the axis."""
    values = chart.values()
    return [min(values), max(values)] if values else []
