# SPDX-License-Identifier: MIT
"""What became of the doses: one row for each dose that was due, or how many were missed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.form import Choice
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.check_in_draft import answered, not_taken, withdrawn
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.choice_field import ChoiceField, with_not_sure
from caregiver_app.ui.widgets.person_bar import drug_words

_MISSED = "doses_missed_in_row"
_GIVEN_THEN = frozenset({DoseStatus.TAKEN, DoseStatus.VOMITED})
_NO_AMOUNT = frozenset({DoseStatus.MISSED, DoseStatus.UNSURE})


class PlannedDose(Protocol):
    """One dose that was due by the plan and is not in the log yet."""

    @property
    def scheduled_for(self) -> Moment:
        """Return when it was due."""

    @property
    def drug(self) -> Drug:
        """Return the drug."""

    @property
    def mg(self) -> Decimal | None:
        """Return the planned mg, or None when it is not recorded."""


class DoseRows(QWidget):
    """The dose question. `changed` is said at every press."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[PlannedDose, ChoiceField, str]] = []
        self._missed: ChoiceField | None = None
        self._note_prompt: QLabel | None = None
        self._prompt_width = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s"))

    @property
    def asks_missed(self) -> bool:
        """Say whether it is asked how many doses were missed in a row."""
        return self._missed is not None

    def show_due(self, due: Sequence[PlannedDose], now: Moment, *, note: str = "") -> None:
        """Ask about these doses; without any, ask how many were missed in a row.

        A `note` stands in place of that question when the plan leaves nothing to ask.
        """
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        self._missed = self._note_prompt = None
        for number, dose in enumerate(due):
            field = self._row(number, dose, now, says_drug=len({d.drug for d in due}) > 1)
            self._rows.append((dose, field, new_id(now.utc)))
        if note and not due:
            self._column.addWidget(self._note_row(note))
        elif not due:
            self._missed = self._missed_row()
        self.set_row(self._prompt_width)

    def set_row(self, prompt_width: int) -> None:
        """Lay the prompts before the answers in this width; 0 puts them above."""
        self._prompt_width = prompt_width
        for _dose, field, _id in self._rows:
            field.set_row(prompt_width)
        if self._missed is not None:
            self._missed.set_row(prompt_width)
        if self._note_prompt is not None:
            self._note_prompt.setFixedWidth(prompt_width or self._note_prompt.sizeHint().width())

    def set_gap(self, gap: int) -> None:
        """Choose the space between the rows, in pixels."""
        self._column.setSpacing(gap)

    def doses(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return one line of the dose log for every dose that was answered."""
        return tuple(
            _event(dose, DoseStatus(value), event_id, recorder)
            for dose, field, event_id in self._rows
            if (value := _status(field.value())) is not None
        )

    def missed_in(self, draft: Draft) -> Draft:
        """Return the draft with the number of missed doses, when that was asked."""
        value = self._missed.value() if self._missed else None
        if value is None:
            return withdrawn(draft, _MISSED)
        if value == Missing.NOT_SURE:
            return not_taken(draft, _MISSED, Missing.NOT_SURE)
        return answered(draft, _MISSED, int(value))

    def not_asked(self, doses: Sequence[DoseEvent]) -> tuple[DoseEvent, ...]:
        """Return the doses that are none of the planned ones asked about here."""
        asked = {dose.scheduled_for for dose, _field, _id in self._rows}
        return tuple(dose for dose in doses if dose.scheduled_for not in asked)

    def show_kept(self, draft: Draft, doses: Sequence[DoseEvent]) -> None:
        """Show the answers of a kept draft."""
        by_time = {dose.scheduled_for: dose for dose in doses if dose.scheduled_for}
        for dose, field, _id in self._rows:
            kept = by_time.get(dose.scheduled_for)
            value = None if kept is None else kept.status.value
            field.set_value("not_sure" if value == DoseStatus.UNSURE else value)
        if self._missed is not None:
            reason = draft.not_taken.get(_MISSED)
            number = draft.doses_missed_in_row
            self._missed.set_value(reason or (None if number is None else str(number)))

    def _row(self, number: int, dose: PlannedDose, now: Moment, *, says_drug: bool) -> ChoiceField:
        when = dates.clock_time(dose.scheduled_for)
        planned = dates.day_and_time(dose.scheduled_for, now)
        amount = dates.amount(dose.mg, "mg")
        whole = _("{drug} {amount}, planned for {time}:").format(
            drug=drug_words(dose.drug), amount=amount, time=planned
        )
        choices = with_not_sure(_status_choices())
        field = ChoiceField(self._theme, f"dose.{number}", (whole, ""), choices)
        if says_drug:
            field.set_prompt(drug_words(dose.drug), f"{amount}, {when}")
        else:
            # Doses are asked about for 24 hours, so another day can only be the day before.
            other_day = dose.scheduled_for.day != now.day
            field.set_prompt(
                _("{time} dose").format(time=when),
                _("{amount}, yesterday").format(amount=amount) if other_day else amount,
            )
        field.picked.connect(self._on_picked)
        self._column.addWidget(field)
        return field

    def _note_row(self, words: str) -> QWidget:
        """Return the words where the answers would stand, so that the page keeps its lines."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.space("s"))
        self._note_prompt = label(_("Doses"), "strong")
        said = label(words, "body", "muted")
        said.setObjectName("doses.none")
        line.addWidget(self._note_prompt)
        line.addWidget(said, 1)
        row.setMinimumHeight(self._theme.size("target"))
        return row

    def _missed_row(self) -> ChoiceField:
        choices = (
            Choice(value="0", label=_("none")),
            Choice(value="1", label=_("one")),
            Choice(value="2", label=_("two or more")),
        )
        prompts = (_("Doses missed in a row:"), _("Doses missed in a row"))
        field = ChoiceField(self._theme, _MISSED, prompts, with_not_sure(choices))
        field.picked.connect(self._on_picked)
        self._column.addWidget(field)
        return field

    def _on_picked(self, _value: str) -> None:
        self.changed.emit()


def why_no_dose(record: Record) -> str:
    """Return why the plan leaves no dose to ask about: all written down, or none was due."""
    last = record.last_check_in
    if last is None or any(d.when and d.when.utc > last.at.utc for d in record.doses):
        return _("Every dose that was due is already written down.")
    return _("No dose was due since the last check.")


def _status_choices() -> tuple[Choice, ...]:
    words = (
        (DoseStatus.TAKEN, _("taken")),
        (DoseStatus.LATE, _("late")),
        (DoseStatus.MISSED, _("missed")),
        (DoseStatus.VOMITED, _("vomited")),
        (DoseStatus.EXTRA, _("extra")),
    )
    return tuple(Choice(value=status.value, label=text) for status, text in words)


def _status(value: str | None) -> str | None:
    return DoseStatus.UNSURE.value if value == Missing.NOT_SURE else value


def _event(dose: PlannedDose, status: DoseStatus, event_id: str, recorder: str | None) -> DoseEvent:
    """Return one line of the log. A late dose has no time of its own: nobody said one."""
    return DoseEvent(
        id=event_id,
        drug=dose.drug,
        scheduled_for=dose.scheduled_for,
        at=dose.scheduled_for if status in _GIVEN_THEN else None,
        zone=dose.scheduled_for.zone,
        mg=None if status in _NO_AMOUNT else dose.mg,
        status=status,
        recorder=recorder,
    )
