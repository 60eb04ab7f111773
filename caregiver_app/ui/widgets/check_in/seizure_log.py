# SPDX-License-Identifier: MIT
"""Every seizure since the last check: when, how long, what it looked like, what was done."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Missing, Seizure
from caregiver_app.domain.form import Choice, Limits, Question
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField, with_not_sure
from caregiver_app.ui.widgets.fields.full_field import AskedOf, AskLine, FullField, Wrong
from caregiver_app.ui.widgets.fields.log_row import (
    LogRow,
    bool_of,
    show_number,
    with_note,
    written,
    yes_or_no,
)
from caregiver_app.ui.widgets.fields.stopwatch import Stopwatch
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words import dates

_SECONDS = 60


class SeizureLog(FullField):
    """A row for each seizure. A row counts from the moment it is there, like the red flag does.

    The draft holds the seizures: the red flag adds one here, and a row here presses it.
    """

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self._rows: list[SeizureRow] = []
        self.lines.addWidget(self.head())
        none = (Choice(value="none", label=_("none")),)
        prompts = (question.prompt, question.short)
        self._none = ChoiceField(asked.theme, question.id, prompts, with_not_sure(none))
        self._none.set_prompt("")
        self._none.picked.connect(self._on_none)
        self.lines.addWidget(self._none)
        # The rows have a place of their own before the button: the Tab key comes to them first.
        self._holder = QWidget(self)
        self._holder.hide()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(asked.theme.space("s"))
        self.lines.addWidget(self._holder)
        self._add = QPushButton(_("Add a seizure"))
        self._add.setObjectName(f"{question.id}.add")
        tag(self._add, button="normal")
        self._add.clicked.connect(self._on_add)
        self.lines.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_answer(self, draft: Draft) -> None:
        """Show the seizures of a draft; rows that say the same are left as they are."""
        seizures = draft.seizures or ()
        if seizures != self._seizures():
            self._show_rows(seizures)
        reason = draft.not_taken.get(self.question.id)
        none = "none" if draft.seizures == () else None
        self._none.set_value(reason.value if reason else none)
        self._none.setVisible(not self._rows)

    def wrong(self) -> Wrong | None:
        """Return a row that cannot be saved: half a time, or two seizures at the same time."""
        for row in self._rows:
            if (wrong := row.wrong()) is not None:
                return wrong
        for one, other in combinations(self._rows, 2):
            if _overlap(one.seizure(), other.seizure()):
                words = _("two at the same time")
                return Wrong(self.question.short, words, other.when.edit)
        return None

    def _seizures(self) -> tuple[Seizure, ...]:
        return tuple(row.seizure() for row in self._rows)

    def _show_rows(self, seizures: Sequence[Seizure]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for seizure in seizures:
            row = SeizureRow(self.asked, self.question, len(self._rows), seizure)
            row.changed.connect(self._on_changed)
            row.removed.connect(self._on_removed)
            self._column.addWidget(row)
            self._rows.append(row)
        self._holder.setVisible(bool(self._rows))
        self.rebuilt.emit()

    def _tell(self, seizures: tuple[Seizure, ...] | None) -> None:
        name = self.question.id
        self.edited.emit(lambda draft: drafts.answered(draft, name, seizures))

    def _on_changed(self) -> None:
        self._tell(self._seizures())

    def _on_add(self) -> None:
        start = self.asked.time_of_press()
        self._tell((*self._seizures(), Seizure(start=start)))

    def _on_removed(self) -> None:
        left = tuple(row.seizure() for row in self._rows if row is not self.sender())
        self._tell(left or None)

    def _on_none(self, value: str) -> None:
        name = self.question.id
        if value == Missing.NOT_SURE:
            self.edited.emit(lambda draft: drafts.not_taken(draft, name, Missing.NOT_SURE))
        else:
            self._tell(() if value else None)


class SeizureRow(LogRow):
    """One seizure. Its start is now until somebody types another time."""

    def __init__(self, asked: AskedOf, question: Question, number: int, seizure: Seizure) -> None:
        title = _("Seizure {n}").format(n=number + 1)
        super().__init__(asked.theme, f"{question.id}.{number}", title, question.parts)
        self._asked = asked
        self._limits = question.limits
        self._start = seizure.start
        self.when = WhenField(asked.theme, f"{self.name}.start", self.spoken("start"), asked.clock)
        self.when.show_moment(seizure.start)
        self.when.changed.connect(self._on_start)
        self.put("start", self.when, broad=True)
        longest = question.limits.hard_high if question.limits is not None else Decimal(0)
        minutes = _whole(longest // _SECONDS)
        self._minutes = self.number("minutes", _("min"), minutes)
        self._seconds = self.number("seconds", _("s"), _whole(Decimal(_SECONDS - 1)))
        self._watch = Stopwatch(asked.theme, self.name, asked.clock)
        self._watch.started.connect(self._on_watch_started)
        self._watch.stopped.connect(self._on_watch_stopped)
        self.put("duration_s", with_note(self._minutes, self._seconds, below=self._watch))
        self._ask = AskLine(asked.theme, f"{self.name}.duration_s")
        self._ask.taken_back.connect(self._on_taken_back)
        self.put("", self._ask, broad=True)
        self._kind = self.choice("kind", question.choices, broad=True)
        self._recovered = self.choice("recovered", yes_or_no())
        self._after = self.number("recovered_after_min", _("min"), minutes)
        self.put("recovered_after_min", with_note(self._after))
        self._injury = self.choice("injury", yes_or_no())
        self._different = self.choice("different", yes_or_no())
        self._rescue = self.text("rescue_given")
        self._show(seizure)
        for field in (self._minutes, self._seconds):
            field.changed.connect(self._say)

    def seizure(self) -> Seizure:
        """Return the seizure as the row says; a start that cannot be read leaves the last one."""
        after = self._after.reading().value
        return Seizure(
            start=self._start,
            duration_s=self._duration(),
            kind=self._kind.value(),
            recovered=bool_of(self._recovered),
            recovered_after_min=after,
            injury=bool_of(self._injury),
            different=bool_of(self._different),
            rescue_given=self._rescue.text().strip() or None,
        )

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is."""
        if self.when.is_wrong():
            return Wrong(self.spoken("start"), self.when.typed(), self.when.edit)
        for field in (self._minutes, self._seconds, self._after):
            reading = field.reading()
            if reading.is_wrong:
                return Wrong(field.caption.text(), reading.raw, field.edit)
        return None

    def _show(self, seizure: Seizure) -> None:
        if seizure.duration_s is not None:
            show_number(self._minutes, seizure.duration_s // _SECONDS)
            show_number(self._seconds, seizure.duration_s % _SECONDS)
        self._kind.set_value(seizure.kind)
        self._recovered.set_value(written(seizure.recovered))
        show_number(self._after, seizure.recovered_after_min)
        self._injury.set_value(written(seizure.injury))
        self._different.set_value(written(seizure.different))
        self._rescue.setText(seizure.rescue_given or "")
        self._say()
        self._ask.confirm()

    def _duration(self) -> int | None:
        minutes, seconds = self._minutes.reading().value, self._seconds.reading().value
        if minutes is None and seconds is None:
            return None
        return int(minutes or 0) * _SECONDS + int(seconds or 0)

    def _say(self) -> None:
        seconds, limits = self._duration(), self._limits
        soft = limits.soft_high if limits is not None else None
        long = seconds is not None and soft is not None and seconds > soft
        self._ask.ask(dates.duration(timedelta(seconds=seconds or 0)) if long else "")

    def _on_start(self) -> None:
        self._start = self.when.value() or self._start
        self.changed.emit()

    def _on_watch_started(self) -> None:
        self._start = here_and_now(self._asked.clock)
        self.when.show_moment(self._start)
        self.changed.emit()

    def _on_watch_stopped(self, seconds: int) -> None:
        show_number(self._minutes, seconds // _SECONDS)
        show_number(self._seconds, seconds % _SECONDS)
        self._say()
        self.changed.emit()

    def _on_taken_back(self) -> None:
        show_number(self._minutes, None)
        show_number(self._seconds, None)
        self._say()
        self.changed.emit()


def _whole(high: Decimal) -> Limits:
    return Limits(hard_low=Decimal(0), hard_high=high)


def _overlap(one: Seizure, other: Seizure) -> bool:
    """Say whether two seizures with a known length share a moment."""
    first, then = sorted((one, other), key=lambda seizure: seizure.start)
    return first.duration_s is not None and _end(first) > then.start.utc


def _end(seizure: Seizure) -> datetime:
    return seizure.start.utc + timedelta(seconds=seizure.duration_s or 0)
