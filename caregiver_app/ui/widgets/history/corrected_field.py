# SPDX-License-Identifier: MIT
"""The field of one stored answer, the same as in the form, filled with what is stored."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import CheckIn, Draft, Mode
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.history.corrections import with_answers
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import label, tag
from caregiver_app.ui.widgets.check_in.medicine_log import MedicineLog
from caregiver_app.ui.widgets.check_in.numbers_panel import NumbersPanel
from caregiver_app.ui.widgets.check_in.seizure_log import SeizureLog
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.full_choices import FullChoice, FullMany, FullScale
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField
from caregiver_app.ui.widgets.fields.full_number import FullNumber
from caregiver_app.ui.widgets.fields.full_text import FullText
from caregiver_app.ui.widgets.fields.full_time import FullTime

_TOP, _BOTTOM, _NOTE = "sbp", "dbp", "note"
_TYPED = frozenset({"temp_c", "hr", _TOP, _BOTTOM, "rr", "spo2"})
_KINDS: dict[str, Callable[[AskedOf, Question], FullField]] = {
    "choice": FullChoice,
    "scale": FullScale,
    "many": FullMany,
    "number": FullNumber,
    "text": FullText,
    "time": FullTime,
    "seizures": SeizureLog,
    "medicines": MedicineLog,
}


def can_be_corrected(question: Question) -> bool:
    """Say whether an answer is one of a check-in; doses have lines of their own."""
    return question.kind in _KINDS and question.id != _BOTTOM


class CorrectedField(QWidget):
    """One answer to correct; `changed` at every key and press."""

    changed = Signal()

    def __init__(self, asked: AskedOf, form: Form, question: Question, stored: CheckIn) -> None:
        super().__init__()
        # What is added to an old answer belongs to the time of its check-in, not to this evening.
        asked = replace(asked, pressed_at=lambda: stored.at)
        self._stored = stored
        self._fields = (_TOP, _BOTTOM) if question.id == _TOP else (question.id,)
        self._draft = _filled(stored, self._fields)
        self._panel: NumbersPanel | None = None
        self._field: FullField | None = None
        self._note: QPlainTextEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(asked.theme.space("xs"))
        if question.id == _NOTE:
            self._build_note(question)
        elif question.kind == "number" and question.mode is Mode.QUICK:
            self._build_panel(asked, form)
        else:
            self._build_field(asked, question)

    def corrected(self) -> CheckIn:
        """Return the check-in with this answer as it is on the screen now."""
        draft = self._draft
        if self._note is not None:
            draft = replace(draft, note=self._note.toPlainText().strip() or None)
        elif self._panel is not None:
            draft = self._panel.taken_into(draft)
        elif self._field is not None:
            draft = self._field.taken_into(self._field.without(draft))
        after = with_answers(self._stored, draft, self._fields)
        return self._without_filling(after)

    def problem(self) -> str:
        """Return what cannot be kept as it is, or a blank."""
        if self._panel is not None:
            wrong = self._panel.first_wrong()
            if wrong is not None:
                return f"{wrong.caption.text()}: {wrong.edit.accessibleDescription()}"
        if self._field is not None and (bad := self._field.wrong()) is not None:
            why = bad.edit.accessibleDescription() or _("this cannot be right")
            return f"{bad.caption.rstrip('?')}: {bad.typed}. {why}"
        return ""

    def focus_first(self) -> None:
        """Put the keyboard into the field."""
        if self._panel is not None:
            self._panel.field(self._fields[0]).edit.setFocus()
        elif self._note is not None:
            self._note.setFocus()
        elif self._field is not None:
            self._field.setFocus()
            self._field.focusNextChild()

    def _build_note(self, question: Question) -> None:
        self._note = QPlainTextEdit(self._stored.note or "")
        self._note.setObjectName(_NOTE)
        self._note.setAccessibleName(question.prompt)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(5 * self._note.fontMetrics().height() + 24)
        tag(self._note, field="box")
        self._note.textChanged.connect(self.changed)
        self._column.addWidget(label(question.prompt, "strong"))
        self._column.addWidget(self._note)

    def _build_panel(self, asked: AskedOf, form: Form) -> None:
        questions = tuple(form.question(field) for field in self._fields)
        part = replace(form, questions=questions, groups=())
        self._panel = NumbersPanel(asked.theme, part, asked.ask_help, child=asked.child)
        self._panel.set_unit(asked.unit)
        self._panel.arrange("single")
        self._panel.offer_count(offered=False)
        self._panel.show_draft(self._draft)
        self._panel.changed.connect(self.changed)
        self._column.addWidget(self._panel)

    def _build_field(self, asked: AskedOf, question: Question) -> None:
        self._field = _KINDS[question.kind](asked, question)
        self._field.show_draft(self._draft)
        self._field.edited.connect(self._on_edited)
        self._field.typed.connect(self.changed)
        self._column.addWidget(self._field)

    def _on_edited(self, change: Callable[[Draft], Draft]) -> None:
        self._draft = change(self._draft)
        if self._field is not None:
            self._field.show_answer(self._draft)
        self.changed.emit()

    def _without_filling(self, after: CheckIn) -> CheckIn:
        """Return the check-in without texts that only filled a field and were left alone."""
        stored = self._stored
        for field in self._fields:
            same = drafts.answer_in(after, field) == drafts.answer_in(stored, field)
            if same and field not in stored.raw and field in after.raw:
                raw = {name: text for name, text in after.raw.items() if name != field}
                units = {n: unit for n, unit in after.entered_unit.items() if n != field}
                after = replace(after, raw=raw, entered_unit=units)
        return after


def _filled(stored: CheckIn, fields: tuple[str, ...]) -> Draft:
    """Return the answers as a draft, numbers with the text that shows them."""
    draft = Draft(**{name: getattr(stored, name) for name in Draft.__dataclass_fields__})
    for field in fields:
        value = drafts.answer_in(draft, field)
        if field in _TYPED and value is not None and field not in draft.raw:
            unit = {"temp_c": "C"} if field == "temp_c" else {}
            draft = replace(
                draft,
                raw={**draft.raw, field: str(value)},
                entered_unit={**draft.entered_unit, **unit},
            )
    return draft
