# SPDX-License-Identifier: MIT
"""Speed of Trends on ten years of check-ins, beside an empty record in the same run."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import PERSON, Figure, in_turns, milliseconds

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.ui.window.main_window import MainWindow

A_YEAR = 6 * 365
TEN_YEARS = 10 * A_YEAR
CARD = (573, 250)  # pixels of one chart on a small laptop
NOW = datetime(2026, 5, 10, 16, 0, tzinfo=UTC)


def trends_page(folder: Path) -> list[Figure]:
    """Open Trends of ten years, at six check-ins a day, and draw a year of one chart."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    empty, full = (_window(folder / name, count) for name, count in (("e", 0), ("f", TEN_YEARS)))
    works = [partial(milliseconds, partial(_open_anew, app, window)) for window in (empty, full)]
    opened = in_turns(*works, runs=31)
    switch = in_turns(*(partial(_switch, app, window) for window in (empty, full)), runs=31)
    floor, drawn = _draw_a_year(full)
    for window in (empty, full):
        window.close()
    how = f"{opened[1]:.0f} ms to the first paint, empty record {opened[0]:.0f} ms"
    return [
        Figure("open Trends, ten years", opened[1] / opened[0], "x", 1.2, how),
        Figure("switch to Trends", switch[1], " ms", 50.0, f"empty record {switch[0]:.0f} ms"),
        Figure("a year of one chart", drawn, " ms", 10.0, f"its bare line {floor:.1f} ms"),
    ]


def check_ins(count: int) -> tuple[CheckIn, ...]:
    """Return so many check-ins, one every four hours, each with every sign."""
    from caregiver_app.domain.levels import Level
    from tests.domain.pretend import check_in

    hours = range(4 * count, 0, -4)
    return tuple(
        check_in(h, Level.NO_FLAGS, hr=70 + h % 37, stiffness=h % 7, mood=h % 5) for h in hours
    )


def _window(folder: Path, count: int) -> MainWindow:
    from caregiver_app.app import build_window
    from caregiver_app.system.clock import FixedClock

    window = build_window(folder, FixedClock(NOW, "America/New_York"))
    book, person = window.services.book, window.services.people.open_practice(PERSON)
    # As it is kept once it was read: reading the file is measured elsewhere.
    book._records[person] = replace(book.record(person), check_ins=check_ins(count), doses=())
    window.show()
    window.open_person(person)
    return window


def _open_anew(app: object, window: MainWindow) -> None:
    """Build the page, read the record and paint, as at the first visit."""
    window._page_name = "history"
    window._pages.take_away("trends")
    window.show_page("trends")
    app.processEvents()


def _switch(app: object, window: MainWindow) -> float:
    window.show_page("today")
    app.processEvents()

    def there() -> None:
        window.show_page("trends")
        app.processEvents()

    return milliseconds(there)


def _draw_a_year(window: MainWindow) -> list[float]:
    """Place and draw 2,190 points into a card, against their line alone."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPainter, QPixmap, QPolygonF

    from caregiver_app.domain.charts.trend_story import trend_story
    from caregiver_app.domain.charts.trend_time import Span
    from caregiver_app.ui.widgets.trends.chart_plot import Look
    from caregiver_app.ui.widgets.trends.trend_chart import ChartPicture

    services = window.services
    record = services.book.record(window.person_id)
    year = replace(record, check_ins=check_ins(A_YEAR))
    sign = services.trends.signs[0]
    story = trend_story(year, [sign], Span.ALL, year.check_ins[-1].at)
    picture = ChartPicture(Look(theme=window._theme, unit="F"), story, story.charts[0])
    box, target = QRectF(0, 0, *CARD), QPixmap(*CARD)
    points = [QPointF(n * CARD[0] / A_YEAR, 100 + n % 37) for n in range(A_YEAR)]

    def line() -> None:
        painter = QPainter(target)
        painter.drawPolyline(QPolygonF(points))
        painter.end()

    def chart() -> None:
        painter = QPainter(target)
        picture.draw(painter, box, picture.plot(box))
        painter.end()

    works = (partial(milliseconds, line), partial(milliseconds, chart))
    return in_turns(*works, runs=101)
