# SPDX-License-Identifier: MIT
"""What is typed about one dose: when, how much of it, how long it stayed down, and a note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.doses import KEPT, DoseStatus
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.dosing.typed_amount import AmountError, DoseAmount, dose_amount
from caregiver_app.domain.moments import Moment
from caregiver_app.services.dosing.dose_entries import DosesOffered
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.doses.dose_entry_words import amount_hint, amount_problem
from caregiver_app.ui.widgets.doses.dose_parts import (
    NOT_GIVEN,
    NOW,
    THEN,
    captioned,
    minutes_field,
    with_unit,
)
from caregiver_app.ui.widgets.doses.name_question import NameQuestion
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.when_field import WhenField

WITH_TIME = frozenset({THEN, DoseStatus.PARTLY.value, DoseStatus.VOMITED.value})
WITH_AMOUNT = frozenset({NOW, *WITH_TIME})


def known_at(planned: PlannedDose | None, how: str) -> Moment | None:
    """Return when a dose was given that came up, where the log says so: it is not asked again."""
    entry = planned.entry if planned is not None and how == DoseStatus.VOMITED else None
    return entry.at if entry is not None and entry.status in KEPT else None


class DoseFields(QWidget):
    """The fields that the answers about a dose ask for; `changed` at every keystroke."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: DosesOffered | None = None
        self._planned: PlannedDose | None = None
        self._is_own = False
        self._how = ""
        self.when = WhenField(theme, "dose.at", _("When was it given?"), clock)
        self.when.changed.connect(self.changed)
        self._when_asked = label("", "strong")
        when = captioned(theme, "", self._when_asked, self.when)
        self.amount = text_edit("dose.amount", _("How much?"))
        self.amount.textEdited.connect(self._on_amount)
        self._amount_note = label("", "small", "muted")
        self._amount_note.setObjectName("dose.amount.note")
        self._unit = label("", "body")
        self._unit.setObjectName("dose.amount.unit")
        line = with_unit(theme, self.amount, self._unit)
        amount = captioned(theme, _("How much?"), line, self._amount_note)
        self.after = minutes_field(theme, self)
        self.after.changed.connect(self.changed)
        after = captioned(theme, "", self.after.caption, self.after, self.after.note)
        self.name = text_edit("dose.name", _("Which medicine was it?"))
        self.label = text_edit("dose.text", _("How much, as on the label?"))
        self.note = text_edit("dose.note", _("A note, if you like"))
        for edit in (self.name, self.label, self.note):
            edit.textEdited.connect(self.changed)
        self.meant = NameQuestion(theme, self.name)
        self.meant.answered.connect(self.changed)
        self.name_part = captioned(theme, _("Which medicine was it?"), self.name, self.meant)
        named = captioned(theme, _("How much, as on the label?"), self.label)
        note = captioned(theme, _("A note, if you like"), self.note)
        self._parts = (self.name_part, named, when, after, amount, note)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("l"))
        for part in self._parts:
            lines.addWidget(part)

    @property
    def is_begun(self) -> bool:
        """Say whether something was typed."""
        return self.when.is_begun() or any(edit.text().strip() for edit in self._edits())

    def forget(self) -> None:
        """Empty every field."""
        self.when.show_moment(None)
        self.after.set_reading("", "", None)
        for edit in self._edits():
            edit.setText("")

    def show_for(
        self,
        offers: DosesOffered | None,
        planned: PlannedDose | None,
        how: str,
        *,
        other: bool,
        is_own: bool,
    ) -> None:
        """Show the fields that belong to what became of it, `how`.

        `other` is a medicine that is no drug by mouth of the plan; `is_own` says that it is the
        drug that is stepped down, whose strength is known.
        """
        self._offers, self._planned, self._how, self._is_own = offers, planned, how, is_own
        shown = (
            other,
            other,
            (how in WITH_TIME and known_at(planned, how) is None)
            or self.asks_due(planned, how, other=other),
            not other and how == DoseStatus.VOMITED,
            not other and how in WITH_AMOUNT,
            not other and bool(how),
        )
        due = self.asks_due(planned, how, other=other)
        given, blank = _("When was it given?"), _("When was it due? Blank: just now")
        self._when_asked.setText(blank if due else given)
        self.when.edit.setAccessibleName(self._when_asked.text())
        for part, is_shown in zip(self._parts, shown, strict=True):
            part.setVisible(is_shown)
        self._say_amount()

    @staticmethod
    def asks_due(planned: PlannedDose | None, how: str, *, other: bool) -> bool:
        """Say whether only a person knows when a dose was due that was not given."""
        return planned is None and not other and how in NOT_GIVEN

    def first_left(self) -> QWidget | None:
        """Return the first part that is shown, after the name of a medicine."""
        return next((part for part in self._parts[2:] if not part.isHidden()), None)

    def read_amount(self) -> DoseAmount | None:
        """Return what was typed, None while nothing was; raise AmountError."""
        text = self.amount.text()
        if not text.strip() or self._offers is None:
            return None
        return dose_amount(
            text,
            per_ml=self._offers.per_ml if self._is_own else None,
            tablet_mg=self._offers.tablet_mg if self._is_own else None,
        )

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self.amount, self.name, self.label, self.note

    def _on_amount(self) -> None:
        self._say_amount()
        self.changed.emit()

    def _say_amount(self) -> None:
        try:
            amount = self.read_amount()
        except AmountError as refused:
            words = amount_problem(refused.problem)
        else:
            partly = self._how == DoseStatus.PARTLY
            per_ml = self._offers.per_ml if self._offers else None
            words = amount_hint(amount, self._planned, partly=partly, per_ml=per_ml)
        self._unit.setText(self._unit_words())
        self._amount_note.setText(words)
        self.amount.setAccessibleDescription(words)

    def _unit_words(self) -> str:
        """Return what a number alone is read in; nothing beside a unit that was typed."""
        if any(letter.isalpha() for letter in self.amount.text()):
            return ""
        per_ml = self._offers.per_ml if self._offers is not None else None
        return _("mg or mL") if self._is_own and per_ml is not None else "mg"
