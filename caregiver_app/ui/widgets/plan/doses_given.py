# SPDX-License-Identifier: MIT
"""A week of planned doses beside what the log says of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.planned_and_given import DayOfDoses, PlannedDose, is_as_planned
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.doses.dose_entry_words import amount_words, status_words
from caregiver_app.ui.widgets.plan.titled import titled
from caregiver_app.ui.words import dates

_NEWEST_FIRST = 7


class DosesGivenCard(QFrame):
    """One line for each day: every planned dose with what became of it, then what came besides."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plan.given")
        self._theme = theme
        self._shown: list[QLabel] = []
        column = titled(self, theme, _("Planned and written down, 7 days"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        column.addLayout(self._grid)

    def show_days(self, days: Sequence[DayOfDoses]) -> None:
        """Show the days, today first."""
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = []
        widest = max((len(day.planned) for day in days), default=0)
        for row, day in enumerate(days[:_NEWEST_FIRST]):
            self._put(label(dates.short_day(day.day), "body", "muted"), row, 0)
            for column, one in enumerate(day.planned, 1):
                kind = "body" if is_as_planned(one) else "strong"
                ink = "muted" if is_as_planned(one) else "text"
                self._put(label(planned_words(one), kind, ink), row, column)
            if day.besides:
                words = "; ".join(map(besides_words, day.besides))
                self._put(label(words, "strong"), row, widest + 1)
            elif not day.planned:
                self._put(label(nothing_words(day), "body", "muted"), row, 1, max(1, widest))
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column > 0))

    def _put(self, part: QLabel, row: int, column: int, across: int = 1) -> None:
        self._grid.addWidget(part, row, column, 1, across, Qt.AlignmentFlag.AlignTop)
        self._shown.append(part)


def nothing_words(day: DayOfDoses) -> str:
    """Return why nothing stands in a line: what is still to come, or that nobody could write it."""
    if day.next_due is not None:
        return _("next at {time}").format(time=dates.clock_time(day.next_due))
    if day.is_before:
        return _("before the plan was typed in")
    return _("no dose planned or written")


def planned_words(one: PlannedDose) -> str:
    """Return "7:00 AM: given" or, where it is not as planned, how it differs."""
    due = dates.clock_time(one.slot.due)
    entry = one.entry
    if entry is None:
        return _("{time}: not written").format(time=due)
    words = status_words(entry.status)
    is_told = entry.mg is not None or entry.ml is not None or entry.tablets is not None
    if is_told and one.slot.mg is not None and entry.mg != one.slot.mg:
        amounts = (amount_words(entry), dates.amount(one.slot.mg, "mg"))
        words = _("{what}, {given}, planned {planned}").format(
            what=words, given=amounts[0], planned=amounts[1]
        )
    return _("{time}: {what}").format(time=due, what=words)


def besides_words(dose: DoseEvent) -> str:
    """Return what was written down besides the planned doses: when, how much, what became."""
    given_at = [dates.clock_time(dose.when)] if dose.when is not None else []
    is_told = dose.mg is not None or dose.ml is not None or dose.tablets is not None
    amount = [amount_words(dose)] if is_told else []
    parts = [*given_at, *filter(None, amount), status_words(dose.status)]
    return _("besides: {what}").format(what=", ".join(parts))
