# SPDX-License-Identifier: MIT
"""What a family's spreadsheet leaves open about its days and times; each is asked once for all."""

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, DayOrder
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.words import dates

_HALF_HOURS = tuple(time(n // 2, 30 * (n % 2)) for n in range(48))


class SpreadsheetQuestions(QWidget):
    """Nothing is chosen before: nobody can tell morning from evening by looking at 8:30."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("s"))
        self._order = self._choices(
            "spreadsheet.order",
            _("What comes first in a day like 3/4/2026?"),
            (DayOrder.DAY_FIRST.value, _("the day")),
            (DayOrder.MONTH_FIRST.value, _("the month")),
        )
        self._clock = self._choices(
            "spreadsheet.clock",
            _("Is this a 24-hour clock? Then 8:30 is always in the morning."),
            (ClockKind.LONG.value, _("Yes, 24 hours")),
            (ClockKind.HALVES.value, _("No")),
        )
        caption = _("No column holds the time. At what time of the day was it?")
        self._time = StillCombo()
        self._time.setObjectName("spreadsheet.time")
        self._time.setAccessibleName(caption)
        self._time.setMaximumWidth(16 * theme.px("body"))
        self._time.addItem(_("not said"), None)
        for at in _HALF_HOURS:
            self._time.addItem(dates.wall_time(at.hour, f":{at.minute:02}"), at)
        self._time.currentIndexChanged.connect(self.changed)
        self._every_day = self._part(caption, self._time)

    def begin(self) -> None:
        """Forget what was said about another table."""
        for field in (self._order[1], self._clock[1]):
            field.set_value(None)
        self._time.setCurrentIndex(0)

    def ask(self, *, order: bool, clock: bool, every_day: bool) -> None:
        """Show the questions that are open."""
        self._order[0].setVisible(order)
        self._clock[0].setVisible(clock)
        self._every_day.setVisible(every_day)

    def order(self) -> DayOrder | None:
        """Return what comes first in a day, None before somebody said it."""
        chosen = self._order[1].value()
        return DayOrder(chosen) if chosen else None

    def clock(self) -> ClockKind | None:
        """Return how the times are meant, None before somebody said it."""
        chosen = self._clock[1].value()
        return ClockKind(chosen) if chosen else None

    def every_day_at(self) -> time | None:
        """Return the time of each day, None before somebody said it."""
        at = self._time.currentData()
        return at if isinstance(at, time) else None

    def _choices(
        self, name: str, caption: str, *choices: tuple[str, str]
    ) -> tuple[QWidget, SegmentField]:
        field = SegmentField(name, caption, choices)
        field.chosen.connect(self.changed)
        return self._part(caption, field), field

    def _part(self, caption: str, field: QWidget) -> QWidget:
        part = QWidget()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(label(caption, "strong"))
        lines.addWidget(field)
        part.hide()
        self._lines.addWidget(part)
        return part
