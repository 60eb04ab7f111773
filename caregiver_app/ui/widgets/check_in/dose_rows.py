# SPDX-License-Identifier: MIT
"""What became of the doses: one row for each dose that was due, or how many were missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_told import OR_MORE
from caregiver_app.domain.form import Choice, Limits
from caregiver_app.domain.happened import last_answering_doses
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import Clock
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.check_in.dose_detail import NOT_GIVEN, DoseDetail
from caregiver_app.ui.widgets.fields.check_in_draft import not_taken, typed, withdrawn
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField, with_not_sure
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words

_MISSED, _MOST = "doses_missed_in_row", "2"
_ONLY_FULL = (DoseStatus.PARTLY, DoseStatus.REFUSED)
_ANY_DOSE = Limits(hard_low=Decimal(0), hard_high=Decimal(500), decimals=4)


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

    @property
    def ml(self) -> Decimal | None:
        """Return the mL of a liquid whose strength is on record, where they come out even."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One planned dose: what became of it, and what was really given."""

    dose: PlannedDose
    field: ChoiceField
    detail: DoseDetail
    id: str

    @property
    def status(self) -> DoseStatus | None:
        """Return what became of it, or None while nobody said so."""
        value = self.field.value()
        return None if value is None else DoseStatus(_status(value))


class DoseRows(QWidget):
    """The dose question. `changed` is said at every press and keystroke.

    In Full every row also asks how much was given and when; what is blank is as planned.
    `limits` are those of a dose in mg.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, limits: Limits | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._limits = limits or _ANY_DOSE
        self._full = False
        self._rows: list[_Row] = []
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

    def is_about(self, due: Sequence[PlannedDose]) -> bool:
        """Say whether it is these doses that are asked about, and no others."""
        return [row.dose for row in self._rows] == list(due)

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
        self._full = False
        self._missed = self._note_prompt = None
        for number, dose in enumerate(due):
            field = self._row(number, dose, now, says_drug=len({d.drug for d in due}) > 1)
            planned = (dose.scheduled_for, dose.mg)
            name = f"dose.{number}"
            detail = DoseDetail(self._theme, name, planned, self._limits, self._clock)
            detail.changed.connect(self._on_detail)
            self._column.addWidget(detail)
            self._rows.append(_Row(dose, field, detail, new_id(now.utc)))
        self._show_details()
        if note and not due:
            self._column.addWidget(self._note_row(note))
        elif not due:
            self._missed = self._missed_row()
        self.set_row(self._prompt_width)

    def set_row(self, prompt_width: int) -> None:
        """Lay the prompts before the answers in this width; 0 puts them above."""
        self._prompt_width = prompt_width
        for row in self._rows:
            row.field.set_row(prompt_width)
            row.detail.set_indent(prompt_width)
        if self._missed is not None:
            self._missed.set_row(prompt_width)
        if self._note_prompt is not None:
            self._note_prompt.setFixedWidth(prompt_width or self._note_prompt.sizeHint().width())

    def set_gap(self, gap: int) -> None:
        """Choose the space between the rows, in pixels."""
        if self._column.spacing() != gap:  # setting the same again would lay everything out
            self._column.setSpacing(gap)

    def doses(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return one line of the dose log for every dose that was answered."""
        return tuple(
            _event(row, status, recorder)
            for row in self._rows
            if (status := row.status) is not None
        )

    def show_full(self, *, full: bool) -> None:
        """Ask how much was given and when too, or only what became of each dose."""
        self._full = full
        self._show_details()

    def wrong(self) -> tuple[str, str, QWidget] | None:
        """Return name, text and place of what cannot be saved as it is, or None."""
        given = (r for r in self._rows if r.status is not None and r.status not in NOT_GIVEN)
        return next((wrong for row in given if (wrong := row.detail.wrong())), None)

    def missed_in(self, draft: Draft) -> Draft:
        """Return the draft with the number of missed doses, when that was asked."""
        value = self._missed.value() if self._missed else None
        draft = typed(draft, _MISSED, None, "")
        if value is None:
            return withdrawn(draft, _MISSED)
        if value == Missing.NOT_SURE:
            return not_taken(draft, _MISSED, Missing.NOT_SURE)
        return typed(draft, _MISSED, Decimal(value), OR_MORE if value == _MOST else "")

    def not_asked(self, doses: Sequence[DoseEvent]) -> tuple[DoseEvent, ...]:
        """Return the doses that are none of the planned ones asked about here."""
        asked = {row.dose.scheduled_for for row in self._rows}
        return tuple(dose for dose in doses if dose.scheduled_for not in asked)

    def show_kept(self, draft: Draft, doses: Sequence[DoseEvent]) -> None:
        """Show the answers of a kept draft."""
        by_time = {dose.scheduled_for: dose for dose in doses if dose.scheduled_for}
        for row in self._rows:
            kept = by_time.get(row.dose.scheduled_for)
            value = None if kept is None else kept.status.value
            row.field.set_value("not_sure" if value == DoseStatus.UNSURE else value)
            row.detail.show_event(kept)
        self._show_details()
        if self._missed is not None:
            reason = draft.not_taken.get(_MISSED)
            number = draft.doses_missed_in_row
            self._missed.set_value(reason or (None if number is None else str(number)))

    def _row(self, number: int, dose: PlannedDose, now: Moment, *, says_drug: bool) -> ChoiceField:
        when = dates.clock_time(dose.scheduled_for)
        planned = dates.day_and_time(dose.scheduled_for, now)
        amount = dates.dose_amount(dose.mg, dose.ml)
        whole = _("{drug} {amount}, planned for {time}:").format(
            drug=drug_words(dose.drug), amount=amount, time=planned
        )
        choices = (*with_not_sure(_status_choices()), *_rare_choices())
        field = ChoiceField(self._theme, f"dose.{number}", (whole, ""), choices)
        if says_drug:
            # The day beside the drug: a third line would push the last question out of sight.
            field.set_prompt(_drug_and_day(dose, now), f"{amount}, {when}", one_line=True)
        else:
            field.set_prompt(*_prompt(dose, when, amount, now), one_line=True)
        field.picked.connect(self._on_picked)
        self._column.addWidget(field)
        field.show()  # at once: the form is fitted by the height of every row
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
            Choice(value=_MOST, label=_("two or more")),
        )
        prompts = (_("Doses missed in a row:"), _("Doses missed in a row"))
        field = ChoiceField(self._theme, _MISSED, prompts, with_not_sure(choices))
        field.picked.connect(self._on_picked)
        self._column.addWidget(field)
        field.show()  # at once: the form is fitted by the height of every row
        return field

    def _on_picked(self, _value: str) -> None:
        self._show_details()
        self.changed.emit()

    def _on_detail(self) -> None:
        self.changed.emit()

    def _show_details(self) -> None:
        """Show what fits each dose; an answer that is there is never hidden."""
        for row in self._rows:
            row.detail.show_for(row.status, wanted=self._full)
            for status in _ONLY_FULL:
                chip = row.field.findChild(QWidget, f"{row.field.objectName()}.{status.value}")
                if chip is not None:
                    show_part(chip, self._full or row.status is status)


def _prompt(dose: PlannedDose, when: str, amount: str, now: Moment) -> tuple[str, str]:
    """Return the two lines before a dose; neither may need a third in a narrow row."""
    # Doses are asked about for 24 hours, so another day can only be the day before.
    if dose.scheduled_for.day == now.day:
        return _("{time} dose").format(time=when), amount
    if dose.ml is None:
        return _("{time} dose").format(time=when), _("{amount}, yesterday").format(amount=amount)
    return _told_time(dose, when, now), amount


def _drug_and_day(dose: PlannedDose, now: Moment) -> str:
    """Return the drug of a planned dose, with its day when that is not today."""
    drug = drug_words(dose.drug)
    if dose.scheduled_for.day == now.day:
        return drug
    day = dates.weekday_short(dose.scheduled_for.day)
    return _("{drug} {weekday}").format(drug=drug, weekday=day)


def _told_time(dose: PlannedDose, when: str, now: Moment) -> str:
    """Return the time of a planned dose, with its day when that is not today."""
    if dose.scheduled_for.day == now.day:
        return when
    day = dates.weekday_short(dose.scheduled_for.day)
    return _("{weekday} {time}").format(weekday=day, time=when)


def why_no_dose(record: Record) -> str:
    """Return why the plan leaves no dose to ask about: all written down, or none was due."""
    last = last_answering_doses(record)
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


def _rare_choices() -> tuple[Choice, ...]:
    """Return what becomes of a dose less often; the quick form has no room for it."""
    words = {DoseStatus.PARTLY: _("partly"), DoseStatus.REFUSED: _("refused")}
    return tuple(Choice(value=status.value, label=words[status]) for status in _ONLY_FULL)


def _status(value: str) -> str:
    return DoseStatus.UNSURE.value if value == Missing.NOT_SURE else value


def _event(row: _Row, status: DoseStatus, recorder: str | None) -> DoseEvent:
    """Return one line of the log."""
    dose = row.dose
    blank = DoseEvent(
        id=row.id,
        drug=dose.drug,
        scheduled_for=dose.scheduled_for,
        zone=dose.scheduled_for.zone,
        status=status,
        recorder=recorder,
    )
    told: dict[str, Any] = row.detail.told(status)
    return replace(blank, **told)
