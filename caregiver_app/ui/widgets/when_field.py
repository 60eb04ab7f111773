# SPDX-License-Identifier: MIT
"""A day and a typed time; nothing is filled in, and what was read is said beside it."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.full_text import text_edit
from caregiver_app.ui.widgets.typed_time import moment_on, time_of

_DAYS_OFFERED = 31
_DAY_EM, _TIME_EM = 13, 8


class WhenField(QWidget):
    """When something was: `value` is the instant, or None while it is blank or cannot be right.

    The parts are named `<name>.day` and `<name>`.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, spoken: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._kept: Moment | None = None
        self._days: list[date] = []
        self._day = _StillCombo()
        self._day.setObjectName(f"{name}.day")
        self._day.setAccessibleName(_("{question} Day").format(question=spoken))
        self._day.addItem(_("Day"))
        today = here_and_now(clock).day
        for back in range(_DAYS_OFFERED + 1):
            self._add_day(today - timedelta(days=back), back)
        self.edit = text_edit(name, _("{question} Time, like 1:40 PM").format(question=spoken))
        self.edit.setPlaceholderText(_("time"))
        self._note = label("", "small", "muted")
        self._note.setWordWrap(True)
        self._day.setMinimumWidth(min(_DAY_EM * theme.px("body"), 320))
        self.edit.setFixedWidth(_TIME_EM * theme.px("body"))
        line = QHBoxLayout()
        line.setSpacing(theme.space("s"))
        line.addWidget(self._day)
        line.addWidget(self.edit)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._note)
        self._day.currentIndexChanged.connect(self._on_changed)
        self.edit.textEdited.connect(self._on_changed)
        self._say()

    def value(self) -> Moment | None:
        """Return the instant, or None."""
        wall, day = time_of(self.edit.text()), self._chosen_day()
        if wall is None or day is None:
            return None
        if self._kept is not None and self._kept.day == day and self._shown(self._kept):
            return self._kept
        found = moment_on(day, wall, here_and_now(self._clock))
        return None if found is None or found > here_and_now(self._clock) else found

    def typed(self) -> str:
        """Return the time as it was typed."""
        return self.edit.text().strip()

    def is_begun(self) -> bool:
        """Say whether a day was chosen or something was typed."""
        return bool(self.typed()) or self._day.currentIndex() > 0

    def is_wrong(self) -> bool:
        """Say whether day or time stand alone, or make no time that can have been."""
        return self.is_begun() and self.value() is None

    def show_moment(self, moment: Moment | None, typed: str = "") -> None:
        """Show a kept instant, or the text of an unfinished one."""
        self.blockSignals(True)
        self._kept = moment
        if moment is not None and moment.day not in self._days:
            self._add_day(moment.day, -1)
        place = 0 if moment is None else self._days.index(moment.day) + 1
        self._day.setCurrentIndex(place)
        self.edit.setText(typed if moment is None else dates.clock_time(moment))
        self._say()
        self.blockSignals(False)

    def problem(self) -> str:
        """Return what is wrong in words, or a blank."""
        if not self.is_wrong():
            return ""
        if self._chosen_day() is None:
            return _("Choose the day too.")
        wall = time_of(self.edit.text())
        if wall is None:
            return _("Type the time like 1:40 PM or 13:40.")
        found = moment_on(self._days[self._day.currentIndex() - 1], wall, here_and_now(self._clock))
        if found is None:
            return _("The clock was set forward then. That time was left out.")
        return _("This time is still to come.")

    def _shown(self, kept: Moment) -> bool:
        return self.edit.text().strip() == dates.clock_time(kept)

    def _add_day(self, day: date, back: int) -> None:
        words = {0: _("today, {day}"), 1: _("yesterday, {day}")}.get(back, "{day}")
        self._days.append(day)
        self._day.addItem(words.format(day=dates.short_day(day)))

    def _chosen_day(self) -> date | None:
        place = self._day.currentIndex()
        return self._days[place - 1] if place > 0 else None

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        value, words = self.value(), self.problem()
        if value is not None:
            now = here_and_now(self._clock)
            words = _("{time}, {ago}").format(
                time=dates.day_and_time(value, now), ago=dates.ago(dates.between(value, now))
            )
        self._note.setText(words)
        self.edit.setAccessibleDescription(words)


class _StillCombo(QComboBox):
    """A list that the wheel never changes by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
