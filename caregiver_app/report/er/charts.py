# SPDX-License-Identifier: MIT
"""The small charts of 72 hours: usual band, gaps as gaps, cuts and alarms (rank 19)."""

from collections.abc import Sequence
from decimal import Decimal

from caregiver_app.domain.charts.trends import Point, Series, Trends
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_doses import DoseNow
from caregiver_app.domain.units import fahrenheit
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    break_lines,
    line_width,
    plain,
    space,
    strong,
)
from caregiver_app.report.drawing.phrases import hours_ago, not_recorded, number
from caregiver_app.report.drawing.shapes import draw_hatch
from caregiver_app.report.drawing.words import _

PLOT = 27.0
_GUTTER = 10.0
_LEAST_COLUMNS = 3
"""With fewer charts the legend takes the last column instead of a line of its own."""
_SEEN_APART = 0.4
_APART = 6.0
_FLAG = 7.0
"""Points from a flag to the next one that is drawn: it would stand on this one."""
_LEAST_SPAN = {"temp_c": Decimal(2), "hr": Decimal(40), "stiffness": Decimal(6), "sbp": Decimal(50)}


def charts(sheet: Handoff, width: float, left: float, count: int) -> Block:
    """Return the first `count` charts in a row with their legend; none at all for 0."""
    trends = sheet.charts
    shown = trends.series[:count]
    if not shown:
        return space(0)
    columns = max(len(shown), _LEAST_COLUMNS)
    column = (width - _GUTTER * (columns - 1)) / columns
    is_beside = len(shown) < columns
    legend = break_lines(
        plain(_legend(trends, shown, sheet.doses)), SMALL, column if is_beside else width
    )
    under = PLOT + 32
    at = (left + len(shown) * (column + _GUTTER), 3.0) if is_beside else (left, under)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        for place, series in enumerate(shown):
            _chart(page, series, sheet, left + place * (column + _GUTTER), top + 2, column)
        page.lines(legend, at[0], top + at[1])

    return Block(max(under, at[1] + legend.height) + 1, draw)


def _legend(trends: Trends, shown: Sequence[Series], doses: Sequence[DoseNow]) -> str:
    parts = [_("Grey band: usual. Hatched: not recorded for more than 12\u00a0h.")]
    if any(series.first for series in shown):
        parts.append(_("Ring: the first of two readings."))
    if trends.alarms:
        parts.append(_("Flag: pump alarm heard."))
    if trends.cuts:
        parts.append(_("Thick line: dose cut."))
    elif doses and all(dose.planned for dose in doses):
        parts.append(_("No dose cut in these 72\u00a0h."))
    elif any(dose.planned for dose in doses):
        parts.append(_("No dose cut written down in these 72\u00a0h."))
    else:
        parts.append(_("Dose cuts: not recorded."))
    return " ".join(parts)


def _title(name: str) -> str:
    return {
        "temp_c": _("Temperature °F"),
        "hr": _("Pulse"),
        "stiffness": _("Stiffness"),
        "sbp": _("BP, top number"),
    }[name]


def _short_title(name: str) -> str:
    return {"temp_c": _("Temp. °F"), "sbp": _("BP, top")}.get(name) or _title(name)


def _shown(name: str, value: Decimal) -> str:
    return str(fahrenheit(value)) if name == "temp_c" else number(value)


def _newest(series: Series, sheet: Handoff) -> tuple[str, float]:
    """Return the newest value and its size; one from before the newest check-in has its age."""
    if not series.points:
        return not_recorded(), SMALL
    newest = series.points[-1]
    value = _shown(series.field, newest.value)
    if sheet.last is not None and newest.at == sheet.last.at:
        return value, 11
    return f"{value}, {hours_ago(newest.at, sheet.now)}", SMALL


def _chart(page: Page, series: Series, sheet: Handoff, x: float, top: float, width: float) -> None:
    value, size = _newest(series, sheet)
    taken = line_width(strong(value), size)
    title = strong(_title(series.field))
    if line_width(title, BODY) + taken + _APART > width:
        title = strong(_short_title(series.field))
    page.lines(break_lines(title, BODY, width), x, top)
    page.lines(
        break_lines(strong(value), size, width),
        0,
        top - (1 if size == 11 else -0.5),
        right_of=x + width,
    )
    plot = Plot(page, series, sheet.charts, x, top + 17, width)
    plot.draw()
    band = series.band
    usual = _("usual: not recorded")
    if band is not None:
        low, high = _shown(series.field, band.low), _shown(series.field, band.high)
        usual = _("usual {low} to {high}").format(low=low, high=high)
    under = top + 20 + PLOT
    page.lines(break_lines(plain(_("72 h ago")), SMALL, width), x, under)
    page.lines(break_lines(plain(usual), SMALL, width), 0, under, right_of=x + width)


class Plot:
    """One plot area: places a moment across and a value upwards."""

    def __init__(
        self, page: Page, series: Series, trends: Trends, x: float, top: float, width: float
    ) -> None:
        self.page, self.series, self.trends = page, series, trends
        self.x, self.width = x, width
        self.low_edge = page.height - top - PLOT
        self.span = elapsed(trends.start.local, trends.end.local)
        self.low, self.high = _range(series)

    def across(self, moment: Moment) -> float:
        """Return the place of a moment, in points from the left of the page."""
        part = elapsed(self.trends.start.local, moment.local) / self.span
        return self.x + part * (self.width - 4)

    def up(self, value: Decimal) -> float:
        """Return the place of a value, in points from the bottom of the page."""
        part = (value - self.low) / (self.high - self.low)
        return self.low_edge + 3 + float(part) * (PLOT - 8)

    def draw(self, ticks: int = 3) -> None:
        """Draw band, gaps, line, points, marks and axis, from the back to the front.

        The axis is parted into so many equal lengths by its ticks; none for 0.
        """
        self._band()
        self._gaps()
        canvas = self.page.canvas
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        canvas.setLineWidth(1.2)
        for stretch in self.series.joined():
            self._stretch(stretch)
        for point in self.series.first:
            self._ring(self.across(point.at), self.up(point.value))
        for moment, _cut in self.trends.cuts:
            canvas.setLineWidth(1.8)
            canvas.line(
                self.across(moment), self.low_edge, self.across(moment), self.low_edge + PLOT
            )
        for place in _flags(sorted(map(self.across, self.trends.alarms))):
            self._flag(place)
        self._axis(ticks)

    def _band(self) -> None:
        band, canvas = self.series.band, self.page.canvas
        if band is None:
            return
        low, high = self.up(band.low), self.up(band.high)
        canvas.setFillGray(0.867)
        canvas.rect(self.x, low, self.width, high - low, stroke=0, fill=1)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.5)
        canvas.setDash(2, 1.6)
        canvas.line(self.x, low, self.x + self.width, low)
        canvas.line(self.x, high, self.x + self.width, high)
        canvas.setDash()

    def _gaps(self) -> None:
        self.page.canvas.setStrokeGray(0.62)
        self.page.canvas.setLineWidth(0.6)
        for gap in self.series.gaps:
            start, end = self.across(gap.start), self.across(gap.end)
            top = self.page.height - self.low_edge - PLOT + 4
            draw_hatch(self.page, start, top, max(end - start, 1.0), PLOT - 4, 6.0)

    def _stretch(self, stretch: tuple[Point, ...]) -> None:
        canvas = self.page.canvas
        places = _apart([(self.across(point.at), self.up(point.value)) for point in stretch])
        path = canvas.beginPath()
        path.moveTo(*places[0])
        for place in places[1:]:
            path.lineTo(*place)
        canvas.drawPath(path)
        canvas.saveState()
        canvas.setLineCap(
            1
        )  # a stroke of no length with round ends is a dot, cheaper than a circle
        canvas.setLineWidth(2.6)
        for across, up in places[:-1]:
            canvas.line(across, up, across + 0.01, up)
        if stretch[-1] is self.series.points[-1]:
            canvas.setLineWidth(5.2)
        across, up = places[-1]
        canvas.line(across, up, across + 0.01, up)
        canvas.restoreState()

    def _ring(self, across: float, up: float) -> None:
        """Draw the first of two readings: it was measured, and the one on the line is another."""
        self.page.canvas.setLineWidth(0.9)
        self.page.canvas.setFillGray(1)
        self.page.canvas.circle(across, up, 2.0, stroke=0, fill=1)
        self.page.canvas.circle(across, up, 2.0, stroke=1, fill=0)
        self.page.canvas.setFillGray(0)

    def _flag(self, x: float) -> None:
        canvas, top = self.page.canvas, self.low_edge + PLOT + 2
        canvas.setLineWidth(1)
        canvas.line(x, self.low_edge, x, top)
        path = canvas.beginPath()
        path.moveTo(x, top)
        path.lineTo(x - 6 if x - 6 > self.x else x + 6, top - 2.5)  # it never leaves the plot
        path.lineTo(x, top - 5)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def _axis(self, ticks: int) -> None:
        canvas = self.page.canvas
        canvas.setLineWidth(0.7)
        canvas.line(self.x, self.low_edge, self.x + self.width, self.low_edge)
        for day in range(ticks + 1 if ticks else 0):
            at = self.x + day * (self.width - 4) / ticks
            canvas.line(at, self.low_edge, at, self.low_edge - 2)


def _apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the places that can be told apart on paper, the last one always among them."""
    kept = list(places[-1:])
    for across, up in reversed(places[:-1]):
        if abs(across - kept[-1][0]) >= _SEEN_APART or abs(up - kept[-1][1]) >= _SEEN_APART:
            kept.append((across, up))
    return kept[::-1]


def _flags(places: Sequence[float]) -> list[float]:
    """Return where flags can be told apart, the first alarm always among them."""
    kept = list(places[:1])
    for place in places[1:]:
        if place - kept[-1] >= _FLAG:
            kept.append(place)
    return kept


def _range(series: Series) -> tuple[Decimal, Decimal]:
    """Return the values at the bottom and top; never so narrow that noise looks like fever."""
    values = [point.value for point in (*series.points, *series.first)]
    if series.band is not None:
        values += [series.band.low, series.band.high]
    if not values:
        return Decimal(0), Decimal(1)
    low, high = min(values), max(values)
    spare = _LEAST_SPAN.get(series.field, Decimal(1)) - (high - low)
    if spare > 0:
        low, high = low - spare / 2, high + spare / 2
    return low, high
