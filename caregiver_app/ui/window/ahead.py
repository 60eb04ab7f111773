# SPDX-License-Identifier: MIT
"""Makes ready, while nobody does anything, what somebody will open next."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from caregiver_app.ui.window.main_window import MainWindow

_BEGIN_MS = 300
_PAUSE_MS = 25
_UI = "caregiver_app.ui"

# What is needed first comes first, and parts before the page that is made of them, so that each
# step is short: whoever presses a key meanwhile waits for one of them at most.
CODE = (
    "widgets.level.spoken_words",
    "files.sheet_actions",
    "widgets.emergency.event_log",
    "pages.emergency",
    "check_in.as_usual_press",
    "widgets.check_in.check_in_head",
    "widgets.fields.choice_field",
    "widgets.fields.full_field",
    "check_in.check_in_time",
    "widgets.fields.number_field",
    "widgets.check_in.dose_rows",
    "widgets.check_in.numbers_panel",
    "widgets.fields.scale_field",
    "widgets.check_in.check_in_form",
    "widgets.check_in.check_in_frame",
    "pages.check_in",
)
LATER = (
    "widgets.check_in.full_groups",
    "widgets.doses.dose_form",
    "pages.log_dose",
    "pages.something_happened",
    "widgets.history.day_grid",
    "widgets.history.day_card",
    "widgets.history.other_detail",
    "widgets.history.entry_pane",
    "widgets.history.timeline",
    "pages.history",
)


class Ahead(QObject):
    """Reads the code of the pages and builds the check-in, one short step after the other.

    It begins a moment after somebody's page stands there; a page that is asked for meanwhile is
    built as ever.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._steps = _steps(window)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.take_step)
        self._window = window
        window.closed.connect(self._timer.stop)

    def begin(self) -> None:
        """Take the first step a moment from now."""
        self._timer.start(_BEGIN_MS)

    def take_step(self) -> bool:
        """Take one step, and the next one after a pause; return whether there is more to do."""
        if not self._window.page_name:  # the record is still being opened
            self.begin()
            return True
        more = next(self._steps, None) is not None
        if more:
            self._timer.start(_PAUSE_MS)
        return more


def _steps(window: "MainWindow") -> Iterator[str]:
    """Take the steps; yield after each what was done."""
    yield from _read(CODE)
    yield from window.prepare("check_in")
    yield from _read(LATER)


def _read(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        import_module(f"{_UI}.{name}")
        yield name
