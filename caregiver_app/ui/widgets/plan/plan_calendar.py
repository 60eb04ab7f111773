# SPDX-License-Identifier: MIT
"""Six weeks of the plan: the day now, and the days on which a written step begins."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from caregiver_app.domain.plan_table import CalendarDay
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.plan.titled import titled
from caregiver_app.ui.words import dates

_DAYS = 7
_ROW_PX = 38
_INSET = 5


class PlanCalendar(QWidget):
    """A grid of weeks. A day on which a step begins is tinted and says how much a day from then."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "Graphic")
        self.setObjectName("plan.calendar")
        self._theme = theme
        self._days: tuple[CalendarDay, ...] = ()
        self._today: date | None = None
        self._unit = ""

    def show_days(self, days: Sequence[CalendarDay], today: date, unit: str) -> None:
        """Show whole weeks."""
        self._days, self._today, self._unit = tuple(days), today, unit
        self.setAccessibleName(_spoken(self._days, unit))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the weeks and the line of their names."""
        weeks = max(1, len(self._days) // _DAYS)
        return QSize(round(260 * self._theme.scale), self._top() + weeks * self._row_height() + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the weeks need at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, days, amounts and the frame of today."""
        super().paintEvent(event)
        painter = QPainter(self)
        width = (self.width() - 1) / _DAYS
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        for place, one in enumerate(self._days[:_DAYS]):
            area = QRectF(place * width + _INSET, 0, width - _INSET, self._top())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, dates.weekday_short(one.day))
        today = None
        for place, one in enumerate(self._days):
            row, column = divmod(place, _DAYS)
            top = self._top() + row * self._row_height()
            area = QRectF(column * width, top, width, self._row_height())
            self._paint_day(painter, area, one)
            today = area if one.day == self._today else today
        if today is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 3))
            painter.drawRect(today.adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_day(self, painter: QPainter, area: QRectF, one: CalendarDay) -> None:
        theme = self._theme
        if one.begins or one.is_over:
            fill = "accent_tint" if one.begins else "sunk"
            painter.fillRect(area, theme.colour(fill))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(area)
        words = str(one.day.day)
        if one.day.day == 1:
            words = dates.day_and_month(one.day)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted" if one.is_over else "text"))
        inside = area.adjusted(_INSET, 1, -2, -1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, words)
        if one.begins:
            painter.setFont(self._bold())
            painter.setPen(theme.colour("text"))
            words = self._amount(one)
            if self._is_tight(inside.width()):
                words = words.replace("\u00a0", "\n")
            painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, words)

    def _bold(self) -> QFont:
        font = self._theme.font("small")
        font.setBold(True)
        return font

    def _amount(self, one: CalendarDay) -> str:
        return dates.amount(one.per_day, self._unit) if one.per_day is not None else "?"

    def _is_tight(self, room: float) -> bool:
        """Say whether an amount does not fit beside its unit: then the unit stands below it."""
        metrics = QFontMetrics(self._bold())
        amounts = (self._amount(one) for one in self._days if one.begins)
        return any(metrics.horizontalAdvance(words) > room for words in amounts)

    def _top(self) -> int:
        return self.fontMetrics().height() + 4

    def _row_height(self) -> int:
        lines = 3 if self._is_tight((self.width() or 1) / _DAYS - _INSET - 2) else 2
        return max(round(_ROW_PX * self._theme.scale), lines * self.fontMetrics().height())


def calendar_card(theme: Theme) -> tuple[QFrame, PlanCalendar]:
    """Return the card that holds the calendar, and the calendar."""
    made = QFrame()
    calendar = PlanCalendar(theme)
    titled(made, theme, _("Six weeks ahead")).addWidget(calendar)
    return made, calendar


def _spoken(days: Sequence[CalendarDay], unit: str) -> str:
    ahead = [one for one in days if one.begins and not one.is_over]
    if not ahead:
        return _("No step begins in these six weeks.")
    parts = [
        _("{day}: {amount} a day").format(
            day=dates.short_date(one.day), amount=dates.amount(one.per_day, unit)
        )
        for one in ahead
    ]
    return ". ".join(parts) + "."
