# SPDX-License-Identifier: MIT
"""Speed of History on ten years of check-ins and doses, beside shorter records in the same run."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import PERSON, Figure, in_turns, milliseconds
from tests.bench_trends import NOW, TEN_YEARS, check_ins

if TYPE_CHECKING:
    from caregiver_app.ui.window.main_window import MainWindow

A_DAY = 6


def history_page(folder: Path) -> list[Figure]:
    """Open History of ten years, at six check-ins a day, come back to it, and search it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    lengths = {"none": 0, "day": A_DAY, "years": TEN_YEARS}
    windows = [_window(folder / f"h-{name}", count) for name, count in lengths.items()]
    works = [partial(_open_anew, app, window) for window in windows]
    none, day, years = in_turns(*works, runs=21)
    switch = in_turns(*(partial(_switch, app, window) for window in windows), runs=21)
    search = max(_search(app, windows[2]))
    for window in windows:
        window.close()
    how = f"{years:.0f} ms to the first paint, one day {day:.0f} ms, empty record {none:.0f} ms"
    return [
        Figure("open History, ten years and one day", years / day, "x", None, how),
        Figure("open History, ten years and nothing", years / none, "x", 1.2, how),
        Figure("switch to History", switch[2], " ms", 50.0, f"empty record {switch[0]:.0f} ms"),
        Figure("longest stop of a search", search, " ms", 100.0, "through ten years"),
    ]


def _window(folder: Path, count: int) -> MainWindow:
    from caregiver_app.app import build_window
    from caregiver_app.system.clock import FixedClock
    from tests.domain.pretend import dose

    window = build_window(folder, FixedClock(NOW, "America/New_York"))
    book, person = window.services.book, window.services.people.open_practice(PERSON)
    # As it is kept once it was read: reading the file is measured elsewhere.
    doses = tuple(dose(back + 1) for back in range(4 * count, 0, -8))
    book._records[person] = replace(
        book.record(person), check_ins=check_ins(count), doses=doses, actions=(), changes=()
    )
    window.show()
    window.open_person(person)
    return window


def _open_anew(app: object, window: MainWindow) -> float:
    """Return how long it takes to build the page and paint it, as at the first visit."""
    window._pages.take_away("history")
    app.processEvents()
    return _painted(window)


def _switch(app: object, window: MainWindow) -> float:
    window.show_page("today")
    app.processEvents()
    return _painted(window)


def _painted(window: MainWindow) -> float:
    """Return how long it takes until History is painted; what is filled in later comes later."""

    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QWidget

    class _Painted(QObject):
        """Sees that a page is painted: once, as when somebody opens it."""

        watched: QWidget
        is_painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names it
            self.is_painted = self.is_painted or event.type() is QEvent.Type.Paint
            return False

    def paint() -> None:
        window.show_page("history")
        watch.watched = window._pages.page("history")
        watch.watched.installEventFilter(watch)
        QCoreApplication.sendPostedEvents()

    watch = _Painted()
    took = milliseconds(paint)
    watch.watched.removeEventFilter(watch)
    if not watch.is_painted:
        raise SystemExit("History was measured before it was painted.")
    return took


def _search(app: object, window: MainWindow) -> list[float]:
    """Return how long each stop of the window is while nothing is found in all of it."""
    window.show_page("history")
    page = window._pages.page("history")
    page._filters._search.setText("zebra")
    stops = [milliseconds(page._filters._tell)]
    while not page._list._model.is_at_end:
        stops.append(milliseconds(app.processEvents))
    return stops
