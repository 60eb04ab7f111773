# SPDX-License-Identifier: MIT
"""A day and a typed time; nothing is filled in, and what was read is said beside it."""

from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.fields.typed_time import (
    day_of,
    halves_of,
    lacks_half,
    moments_on,
    newest_past,
    time_of,
)
from caregiver_app.ui.words import dates

_DAYS_OFFERED = 31
_DAY_EM, _TIME_EM, _DATE_EM = 13, 8, 9


class WhenField(QWidget):
    """When something was: `value` is the instant, or None while it is blank or cannot be right.

    The parts are named `<name>.day` and `<name>`, `<name>.date` for a day that is not in the
    list, `<name>.first` and `<name>.second` for an hour that came twice. Of a time typed today
    without AM or PM the last one that has been is taken, and said beside it.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, spoken: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._kept: Moment | None = None
        self._pass = -1
        self._wall: time | None = None
        self._days: list[date] = []
        self._day = StillCombo()
        self._day.setObjectName(f"{name}.day")
        self._day.setAccessibleName(_("{question} Day").format(question=spoken))
        self._fill_days()
        self._date = text_edit(f"{name}.date", _("{question} Date").format(question=spoken))
        self._date.setPlaceholderText(_("7 Mar 2026"))
        self._date.setFixedWidth(_DATE_EM * theme.px("body"))
        self.edit = text_edit(name, _("{question} Time, like 1:40 PM").format(question=spoken))
        self.edit.setPlaceholderText(_("time"))
        self._note = label("", "small", "muted")
        self._note.setWordWrap(True)
        self._day.setMinimumWidth(min(_DAY_EM * theme.px("body"), 320))
        self.edit.setFixedWidth(_TIME_EM * theme.px("body"))
        line = QHBoxLayout()
        line.setSpacing(theme.space("s"))
        for part in (self._day, self._date, self.edit):
            line.addWidget(part)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._build_passes(name, spoken))
        column.addWidget(self._note)
        self._day.currentIndexChanged.connect(self._on_changed)
        self._date.textEdited.connect(self._on_changed)
        self.edit.textEdited.connect(self._on_changed)
        self.edit.editingFinished.connect(self._on_left)
        self._say()

    def value(self) -> Moment | None:
        """Return the instant, or None."""
        day = self._chosen_day()
        if self._kept is not None and self._kept.day == day and self._shown(self._kept):
            return self._kept
        found = self._found()
        one = found[0] if len(found) == 1 else None
        if len(found) > 1 and self._pass >= 0:
            one = found[self._pass]
        return None if one is None or one > here_and_now(self._clock) else one

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
        now = here_and_now(self._clock)
        if self._days[0] != now.day:
            self._fill_days()
        moment = None if moment is None else dates.as_here(moment, now)
        self._kept, self._pass = moment, -1
        self._date.clear()
        place = 0
        if moment is not None and moment.day in self._days:
            place = self._days.index(moment.day) + 1
        elif moment is not None:
            place = self._day.count() - 1
            self._date.setText(dates.typed_day(moment.day))
        self._day.setCurrentIndex(place)
        self.edit.setText(typed if moment is None else dates.clock_time(moment))
        self._wall = self._read()
        self._say()
        self.blockSignals(False)

    def problem(self) -> str:
        """Return what is wrong in words, or a blank."""
        if not self.is_wrong():
            return ""
        if self._chosen_day() is None:
            earlier = self._is_earlier()
            return _("Type the day like 7 Mar 2026.") if earlier else _("Choose the day too.")
        if time_of(self.edit.text()) is None:
            return _("Type the time like 1:40 PM or 13:40.")
        if self._wall is None:
            return self._which_half()
        found = self._found()
        if not found:
            return _("The clock was set forward then. That time was left out.")
        if all(one > here_and_now(self._clock) for one in found):
            return _("This time is still to come.")
        if len(found) > 1 and self._pass < 0:
            return _("The clock was set back then. That time came twice. Which one was it?")
        return _("This time is still to come.")

    def _build_passes(self, name: str, spoken: str) -> QWidget:
        """Build the choice between the two passes of an hour that came twice."""
        self._passes = QWidget()
        row = QHBoxLayout(self._passes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        words = {"first": _("the first time"), "second": _("the second time")}
        self._pass_buttons = []
        for part, text in words.items():
            button = QPushButton(text)
            button.setObjectName(f"{name}.{part}")
            button.setAccessibleName(f"{spoken} {text}")
            button.setCheckable(True)
            tag(button, chip="segment", place="first" if part == "first" else "last")
            button.clicked.connect(self._on_pass)
            self._pass_buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self._passes.hide()
        return self._passes

    def _found(self) -> tuple[Moment, ...]:
        day = self._chosen_day()
        if self._wall is None or day is None:
            return ()
        now = here_and_now(self._clock)
        found = moments_on(day, self._wall, now)
        # In the first pass of an hour that comes twice the second one cannot be meant yet.
        return tuple(one for one in found if one <= now) or found

    def _read(self) -> time | None:
        """Return the time that was typed, None where AM or PM has to be said.

        It is read once, when it is typed: "3:10" must not become another time while one waits.
        """
        wall, day = time_of(self.edit.text()), self._chosen_day()
        if wall is None or day is None or not lacks_half(self.edit.text()):
            return wall
        return newest_past(day, wall, here_and_now(self._clock))

    def _which_half(self) -> str:
        wall = time_of(self.edit.text())
        if wall is None:
            return ""
        first, second = (dates.wall_time(t.hour, f":{t.minute:02}") for t in halves_of(wall))
        words = _("Is it {morning} or {evening}? Type AM or PM too.")
        return words.format(morning=first, evening=second)

    def _shown(self, kept: Moment) -> bool:
        return self.edit.text().strip() == dates.clock_time(kept)

    def _fill_days(self) -> None:
        """Offer the days up to today; a window can stay open for days."""
        self._day.blockSignals(True)
        self._day.clear()
        self._days = []
        self._day.addItem(_("Day"))
        today = here_and_now(self._clock).day
        for back in range(_DAYS_OFFERED + 1):
            self._add_day(today - timedelta(days=back), back)
        self._day.addItem(_("an earlier day"))
        self._day.blockSignals(False)

    def _add_day(self, day: date, back: int) -> None:
        words = {0: _("today, {day}"), 1: _("yesterday, {day}")}.get(back, "{day}")
        self._days.append(day)
        self._day.addItem(words.format(day=dates.short_day(day)))

    def _is_earlier(self) -> bool:
        return self._day.currentIndex() == self._day.count() - 1

    def _chosen_day(self) -> date | None:
        if self._is_earlier():
            return day_of(self._date.text())
        place = self._day.currentIndex()
        return self._days[place - 1] if place > 0 else None

    def _on_changed(self) -> None:
        self._pass = -1
        self._wall = self._read()
        self._say()
        self.changed.emit()

    def _on_left(self) -> None:
        """Write out which half of the day was understood; it is what stands beside the field."""
        value = self.value()
        if value is not None and lacks_half(self.edit.text()):
            self.edit.setText(dates.clock_time(value))

    def _on_pass(self) -> None:
        self._kept = None
        self._pass = self._pass_buttons.index(self.sender())  # type: ignore[arg-type]  # of these
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        show_part(self._date, self._is_earlier())
        found = self._found()
        show_part(self._passes, len(found) > 1)
        for place, button in enumerate(self._pass_buttons):
            chosen = self._pass == place
            if self._pass < 0 and self._kept is not None and place < len(found):
                chosen = self._kept == found[place]
            button.setChecked(chosen)
        value, words = self.value(), self.problem()
        if value is not None:
            now = here_and_now(self._clock)
            words = _("{time}, {ago}").format(
                time=dates.day_and_time(value, now), ago=dates.ago(dates.between(value, now))
            )
        self._note.setText(words)
        self.edit.setAccessibleDescription(words)
