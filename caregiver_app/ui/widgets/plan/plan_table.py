# SPDX-License-Identifier: MIT
"""The steps of a plan as a table: what is over, what holds now, what is written ahead."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from caregiver_app.domain.plan import StepStatus, TaperPlan
from caregiver_app.domain.plan_table import PlanRow, When
from caregiver_app.services.dosing.plans import PlanView
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.words import dates

_ROW_PX = 40
_BAR_PX = 4
_DASH = "\N{EN DASH}"
_MOST_TIMES = 5
"""With more times than this only the daily amounts have columns; the doses stand in words below."""


class PlanTable(QFrame):
    """One row for each step. The step now has a tint, a bar and bold words, never colour alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "Graphic")
        self.setObjectName("plan.table")
        self._theme = theme
        self._now_row: int | None = None
        tag(self, card="plain")
        self._grid = QGridLayout(self)
        edge = theme.space("m")
        self._grid.setContentsMargins(edge + _BAR_PX, edge, edge, edge)
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(0)
        self._rows: list[list[QLabel]] = []
        self._view: PlanView | None = None
        self._room = 0
        self._with_shares = self._year_beside = True

    def take_room(self, width: int) -> None:
        """Take a width: where words are long, the shares give way, which follow from the doses."""
        if width != self._room:
            self._room = width
            if self._view is not None:
                self.show_plan(self._view)

    def show_plan(self, view: PlanView) -> None:
        """Show the newest version of one plan."""
        self._view = view
        for self._year_beside, with_shares in ((True, True), (False, True), (False, False)):
            self._fill(view, with_shares=with_shares)
            if not 0 < self._room < self._grid.minimumSize().width():
                break
        self.setAccessibleName(_spoken(view))
        self.update()

    def _fill(self, view: PlanView, *, with_shares: bool) -> None:
        self._with_shares = with_shares
        self._grid.setHorizontalSpacing(self._theme.space("m" if with_shares else "s"))
        for part in itertools.chain(*self._rows):
            part.hide()
            part.deleteLater()
        self._rows, self._now_row = [], None
        times = view.times if len(view.times) <= _MOST_TIMES else ()
        self._head(times)
        for place, row in enumerate(view.rows, 1):
            self._row(place, row, view.plan, times)
        self._grid.setRowStretch(len(view.rows) + 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row of now under its words, and a line under every row."""
        super().paintEvent(event)
        painter = QPainter(self)
        left, right = self.contentsRect().left() + _BAR_PX, self.contentsRect().right() - _BAR_PX
        for place, parts in enumerate(self._rows):
            # The grid does not tell the height of a row whose words wrap; the words do.
            top = min(part.geometry().top() for part in parts)
            bottom = max(part.geometry().bottom() for part in parts)
            area = QRectF(left, top, right - left, bottom - top + 1)
            now = place == self._now_row
            if now:
                painter.fillRect(area, self._theme.colour("accent_tint"))
                bar = QRectF(left, area.top(), _BAR_PX, area.height())
                painter.fillRect(bar, self._theme.colour("accent"))
            ink = self._theme.colour("accent" if now else "line")
            painter.fillRect(QRectF(left, area.bottom() - 1, area.width(), 1), ink)

    def _head(self, times: Sequence[str]) -> None:
        words = [_("Step"), _("Starts"), *(clock_words(time) for time in times)]
        shares = [_("of the start"), _("of the step before")] if self._with_shares else []
        words += [_("Total a day"), *shares, _("Now")]
        for column, text in enumerate(words):
            made = label(text, "small", "muted")
            number = 2 <= column < len(words) - 1
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            made.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            self._put(made, 0, column)
            self._grid.setColumnStretch(column, 3 if column in (1, len(words) - 1) else 1)

    def _row(self, place: int, row: PlanRow, plan: TaperPlan, times: Sequence[str]) -> None:
        now = row.when is When.NOW
        if now:
            self._now_row = place
        ink = "muted" if row.when in (When.OVER, When.TAKEN_OFF) else "text"
        kind = "strong" if now else "body"
        texts = [str(row.number or _DASH), dates.short_date(row.step.from_)]
        texts += [dose_words(row, n) for n in range(len(times))]
        shares = _percents(row) if self._with_shares else ()
        texts += [dates.amount(row.per_day, plan.unit), *shares, now_words(row)]
        for column, text in enumerate(texts):
            total = column == 2 + len(times)
            made = label(text, "strong" if total and row.when is not When.TAKEN_OFF else kind, ink)
            number = 2 <= column < len(texts) - 1
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            made.setMinimumHeight(round(_ROW_PX * self._theme.scale))
            if column == 1 and self._with_shares:
                made.setMinimumWidth(self._day_width(row))
            if row.when is When.TAKEN_OFF and column < len(texts) - 1:
                _strike(made)
            self._put(made, place, column)

    def _day_width(self, row: PlanRow) -> int:
        """Return the room for the day in one line; in a narrow one the year stands under it."""
        written = dates.short_date if self._year_beside else dates.short_day
        words = written(row.step.from_)
        return QFontMetrics(self._theme.font("strong")).horizontalAdvance(words) + 2

    def _put(self, part: QLabel, row: int, column: int) -> None:
        self._grid.addWidget(part, row, column)
        if self.isVisible():
            part.show()  # Qt would do it later: until then the grid counts no width for it
        if row == len(self._rows):
            self._rows.append([])
        self._rows[row].append(part)


def clock_words(time: str) -> str:
    """Return "6 AM" for 06:00, "6:30 PM" for 18:30."""
    hour, minute = (int(part) for part in time.split(":"))
    return dates.wall_time(hour, f":{minute:02}" if minute else "")


def dose_words(row: PlanRow, place: int) -> str:
    """Return the dose at one time of the plan: "15 mg", "none", or a blank when it is not said."""
    mg = row.mg_at[place]
    if mg is not None:
        return _("none") if mg == 0 else dates.amount(mg, "mg")
    if row.unsaid[place]:
        return _("amount not written")
    return _("none") if row.step.doses else ""


def now_words(row: PlanRow) -> str:
    """Return where a step stands, and what became of it."""
    told = {
        StepStatus.HELD: _("held"),
        StepStatus.EXTENDED: _("made longer"),
        StepStatus.STEPPED_BACK: _("stepped back"),
        StepStatus.CANCELLED: _("taken off"),
    }.get(row.step.status or StepStatus.PLANNED, "")
    when = ""
    if row.when is When.NOW:
        when = _("Day {n}").format(n=row.day)
    elif row.when is When.WAITS:
        when = _("not confirmed")
    elif row.when is When.OVER and not told:
        when = _("over")
    return ", ".join(part for part in (when, told) if part)


def _percents(row: PlanRow) -> tuple[str, str]:
    first = row.number == 1 and row.of_before in (None, 100)
    before = _("start") if first else _percent(row.of_before)
    return _percent(row.of_start), before


def _percent(value: int | None) -> str:
    return _DASH if value is None else f"{value}\u00a0%"


def _strike(words: QLabel) -> None:
    font = words.font()
    font.setStrikeOut(True)
    words.setFont(font)


def _spoken(view: PlanView) -> str:
    """Return the whole table in sentences, for who cannot see it."""
    lines = []
    for row in view.rows:
        name = _("Step {n}").format(n=row.number) if row.number else _("A step taken off")
        parts = [name, dates.short_date(row.step.from_)]
        parts.append(_("{amount} a day").format(amount=dates.amount(row.per_day, view.plan.unit)))
        doses = [
            f"{clock_words(time)} {dose_words(row, place)}"
            for place, time in enumerate(view.times)
            if row.mg_at[place] is not None or row.unsaid[place]
        ]
        lines.append(", ".join([*parts, *doses, *filter(None, [now_words(row)])]) + ".")
    return " ".join(lines)
