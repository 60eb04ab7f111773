# SPDX-License-Identifier: MIT
"""The signs of the clinic sheet as lines over the whole period, with the dose under them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from caregiver_app.domain.charts.trends import Series
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.moments import Moment, at_place, elapsed
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff, PlanStory
from caregiver_app.domain.units import fahrenheit
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Page,
    break_lines,
    plain,
    space,
    strong,
)
from caregiver_app.report.drawing.phrases import amount, drug_text, not_recorded, number
from caregiver_app.report.drawing.tables import nothing
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er.charts import PLOT, Plot

_LABEL = 122.0
_BETWEEN = 3.0
_STRIP = 13.0
_DATE = 56.0
_AXIS = 12.0
_LEAST_POINTS = 3
_DAY = timedelta(days=1)


def period_chart(sheet: ClinicHandoff, rows: int, width: float, left: float) -> Block:
    """Return the first `rows` signs over the period; nothing when there is too little to draw.

    With 0 rows it is named as left off.
    """
    charts = sheet.charts
    drawn = [series for series in charts.series if len(series.points) >= _LEAST_POINTS]
    if not drawn:
        return space(0)
    if not rows:
        return nothing(_("the chart"))
    shown = drawn[:rows]
    legend = break_lines(plain(_("Grey: usual. Hatched: gap.")), SMALL, _LABEL)
    plots = len(shown) * (PLOT + _BETWEEN)

    def draw(page: Page, top: float) -> None:
        for place, series in enumerate(shown):
            _row(page, sheet, series, (left, top + 3 + place * (PLOT + _BETWEEN)), width)
        _strip(page, sheet, (left, top + 3 + plots), width)
        page.lines(legend, left, top + 4 + plots + _STRIP)
        _dates(page, sheet, (left, top + 3 + plots + _STRIP), width)

    gone = {1: _("one chart"), 2: _("two charts")}.get(len(drawn) - len(shown), "")
    return Block(plots + _STRIP + _AXIS + 3, draw, (gone,) * bool(gone))


def _row(
    page: Page, sheet: ClinicHandoff, series: Series, corner: tuple[float, float], width: float
) -> None:
    left, top = corner
    name = break_lines(strong(_name(series.field)), SMALL, _LABEL - 6)
    page.lines(name, left, top + 1)
    page.lines(break_lines(plain(_range(series)), SMALL, _LABEL - 6), left, top + 1 + name.height)
    line = replace(series, first=())  # the first of two readings is a row of words here
    plot = Plot(page, line, sheet.charts, left + _LABEL, top, width - _LABEL)
    plot.draw(ticks=0)


def _name(field: str) -> str:
    return {
        "stiffness": _("Stiffness, 0 to 10"),
        "hr": _("Pulse a minute"),
        "temp_c": _("Temperature °F"),
    }[field]


def _range(series: Series) -> str:
    """Return the lowest and the highest value that were recorded."""
    values = [point.value for point in series.points]
    low, high = min(values), max(values)
    if series.field == "temp_c":
        return _("{low} to {high}").format(low=fahrenheit(low), high=fahrenheit(high))
    return _("{low} to {high}").format(low=number(low), high=number(high))


def _across(sheet: ClinicHandoff, moment: Moment, width: float) -> float:
    """Return how far from the left edge of the plots a moment lies, as the plots place it."""
    start, end = sheet.charts.start, sheet.charts.end
    part = elapsed(start.local, moment.local) / elapsed(start.local, end.local)
    return part * (width - _LABEL - 4)


def _strip(page: Page, sheet: ClinicHandoff, corner: tuple[float, float], width: float) -> None:
    """Draw the daily amount of each step as a box as long as the step.

    A cut begins with its first planned dose, where the plots mark it.
    """
    left, top = corner
    if not sheet.plans:
        gap = _("Plan: {gap}").format(gap=not_recorded())
        page.lines(break_lines(plain(gap), SMALL, _LABEL), left, top + 1)
        return
    story = sheet.plans[0]
    page.lines(break_lines(plain(_way(story)), SMALL, _LABEL - 6), left, top + 1)
    spans = [step.span for step in story.stories]
    marked = {cut.on: at for at, cut in sheet.charts.cuts}
    edges = [marked.get(span.start.day, span.start) for span in spans[1:]]
    starts = [*(span.start for span in spans[:1]), *edges]
    ends = [*edges, *(span.end for span in spans[-1:])]
    for span, start, end in zip(spans, starts, ends, strict=True):
        begin = left + _LABEL + _across(sheet, start, width)
        wide = left + _LABEL + _across(sheet, end, width) - begin
        dose = amount(span.per_day, f"{span.plan.unit}/day")
        words = break_lines(strong(dose), SMALL, 200)
        page.box(begin, top, max(wide, 1.0), _STRIP, 0.8)
        if words.width + 6 <= wide:
            page.lines(words, begin + 3, top + 1)


def _way(story: PlanStory) -> str:
    if story.plan.route is PlanRoute.ITB:
        return _("{drug} by pump").format(drug=drug_text(story.plan.drug))
    return _("{drug} by mouth").format(drug=drug_text(story.plan.drug))


def _dates(page: Page, sheet: ClinicHandoff, corner: tuple[float, float], width: float) -> None:
    left, top = corner
    page.canvas.setLineWidth(0.7)
    for day, at in _days(sheet, width):
        x = left + _LABEL + at
        page.canvas.line(x, page.height - top, x, page.height - top - 2.5)
        page.lines(break_lines(plain(day.isoformat()), SMALL, _DATE), x + 2, top + 1)


def _days(sheet: ClinicHandoff, width: float) -> Iterator[tuple[date, float]]:
    """Yield midnights with their places, as many as have room for their date."""
    period = sheet.period
    zone = zone_of(sheet.handoff.person, period.end)
    fit = max(1, int((width - _LABEL) // _DATE))
    every = max(1, -(-(period.days + 1) // fit))
    day = period.start.day
    while day <= period.end.day:
        at = _across(sheet, at_place(datetime.combine(day, time(0), zone), zone), width)
        if 0 <= at <= width - _LABEL - _DATE:
            yield day, at
        day += every * _DAY
