# SPDX-License-Identifier: MIT
"""Correcting one line of the dose log: what became of it, how much, when, and why."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.typed_amount import AmountError, DoseAmount, dose_amount
from caregiver_app.domain.form import Choice
from caregiver_app.domain.history.corrections import differences
from caregiver_app.services.dosing.dose_entries import DosesOffered
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.doses.dose_entry_words import amount_problem
from caregiver_app.ui.widgets.doses.dose_parts import captioned, minutes_field
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.widgets.fields.why_part import WhyPart
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words

_GIVEN = frozenset({DoseStatus.TAKEN, DoseStatus.LATE})
_NOT_GIVEN = frozenset({DoseStatus.MISSED, DoseStatus.REFUSED})


class DoseCorrection(QFrame):
    """`kept` carries the corrected dose and the reason; `left` says that nothing is changed.

    Given on time and given late are one answer here: the times tell which.
    """

    kept = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme, clock: Clock, offers: DosesOffered, stored: DoseEvent) -> None:
        super().__init__()
        self.setObjectName("correction")
        tag(self, card="plain")
        self._theme, self._offers, self._stored = theme, offers, stored
        self._column = QVBoxLayout(self)
        side = theme.space("l")
        self._column.setContentsMargins(side, theme.space("m"), side, side)
        self._column.setSpacing(theme.space("s"))
        self._column.addWidget(label(_("Correct this dose"), "name"))
        self._column.addWidget(label(self._about(), "small", "muted"))
        kept = _("The old values are kept and stay to be seen.")
        self._column.addWidget(label(kept, "small", "muted"))
        self._build_fields(clock)
        reasons = (_("typed wrong"), _("wrong dose ticked"), _("told later"))
        self.why = WhyPart(theme, "correction", reasons)
        self.why.save_pressed.connect(self._on_save)
        self.why.left.connect(self.left)
        self._column.addWidget(self.why)
        self._arrange()
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_save)

    def focus_first(self) -> None:
        """Put the keyboard on what is asked first."""
        self._status.setFocus(Qt.FocusReason.OtherFocusReason)
        self._status.focusNextChild()

    def _about(self) -> str:
        when = self._stored.when
        drug = drug_words(self._stored.drug or self._offers.own_drug)
        return f"{drug}, {dates.page_date(when)}" if when is not None else drug

    def _build_fields(self, clock: Clock) -> None:
        theme, stored = self._theme, self._stored
        prompt = _("What became of it?")
        choices = tuple(Choice(value=v, label=words) for v, words in _statuses().items())
        self._status = ChoiceField(theme, "correction.status", (prompt, prompt), choices)
        status = DoseStatus.TAKEN if stored.status in _GIVEN else stored.status
        self._status.set_value(status.value)
        self._status.picked.connect(self._on_changed)
        self._amount = text_edit("correction.amount", _("How much?"))
        self._typed = self._amount_text()
        self._amount.setText(self._typed)
        self._amount.textEdited.connect(self._on_changed)
        self._amount_note: QLabel = label("", "small", "muted")
        self._amount_part = captioned(theme, _("How much?"), self._amount, self._amount_note)
        asked = _("When was it given?")
        self._when = WhenField(theme, "correction.at", asked, clock)
        self._when.show_moment(stored.at)
        self._when.changed.connect(self._on_changed)
        self._when_part = captioned(theme, asked, self._when)
        self._after = minutes_field(theme, self)
        if stored.vomited_after_min is not None:
            self._after.set_reading(f"{stored.vomited_after_min:f}", "", None)
        self._after.changed.connect(self._on_changed)
        self._after_part = captioned(theme, "", self._after.caption, self._after, self._after.note)
        self._note = text_edit("correction.note", _("A note, if you like"))
        self._note.setText(stored.note or "")
        self._note.textEdited.connect(self._on_changed)
        note = captioned(theme, _("A note, if you like"), self._note)
        for part in (self._status, self._amount_part, self._when_part, self._after_part, note):
            self._column.addWidget(part)

    def _amount_text(self) -> str:
        stored = self._stored
        if stored.tablets:
            return stored.tablets
        if stored.ml is not None:
            return dates.amount(stored.ml, "mL")
        return dates.amount(stored.mg, "mg") if stored.mg is not None else ""

    def _how(self) -> DoseStatus | None:
        chosen = self._status.value()
        return DoseStatus(chosen) if chosen else None

    def _on_changed(self) -> None:
        self.why.tell("")
        self._arrange()

    def _arrange(self) -> None:
        how = self._how()
        self._when_part.setVisible(how not in _NOT_GIVEN)
        self._amount_part.setVisible(how not in _NOT_GIVEN)
        self._after_part.setVisible(how is DoseStatus.VOMITED)
        try:
            self._read()
        except AmountError as refused:
            self._amount_note.setText(amount_problem(refused.problem))
        else:
            self._amount_note.setText(_("Blank is not recorded."))
        self._amount.setAccessibleDescription(self._amount_note.text())

    def _read(self) -> DoseAmount | None:
        """Return the amount that was typed, None while it is as stored; raise AmountError."""
        text = self._amount.text().strip()
        if text == self._typed.strip():
            return None
        if not text:
            return DoseAmount()
        own = (self._stored.drug or self._offers.own_drug) == self._offers.own_drug
        return dose_amount(
            text,
            per_ml=self._offers.per_ml if own else None,
            tablet_mg=self._offers.tablet_mg if own else None,
        )

    def _problem(self) -> str:
        how = self._how()
        if how is None:
            return _("Say what became of it.")
        if how not in _NOT_GIVEN:
            if self._when.is_wrong():
                return self._when.problem()
            if self._when.value() is None and self._stored.scheduled_for is None:
                return _("Say when it was given.")
            try:
                self._read()
            except AmountError as refused:
                return amount_problem(refused.problem)
        if how is DoseStatus.VOMITED and self._after.reading().is_wrong:
            return self._after.edit.accessibleDescription()
        return ""

    def _corrected(self, how: DoseStatus) -> DoseEvent:
        """Return the dose with what was changed; what was not asked stays as it is stored."""
        stored = self._stored
        amount = self._read() if how not in _NOT_GIVEN else None
        if how is DoseStatus.TAKEN and stored.status in _GIVEN:
            how = stored.status
        dose = replace(stored, status=how, note=self._note.text().strip() or None)
        if how not in _NOT_GIVEN and self._when.value() != stored.at:
            dose = replace(dose, at=self._when.value())
        if how in _NOT_GIVEN and stored.scheduled_for is not None:
            dose = replace(dose, at=None)
        if amount is not None:
            dose = replace(dose, mg=amount.mg, ml=amount.ml, tablets=amount.tablets)
        minutes = self._after.reading().value if how is DoseStatus.VOMITED else None
        return replace(dose, vomited_after_min=minutes)

    def _on_save(self) -> None:
        problem, how = self._problem(), self._how()
        if problem or how is None:
            self.why.tell(problem)
            return
        corrected = self._corrected(how)
        if not differences(self._stored, corrected):
            self.why.tell(_("Nothing is changed yet. Change what was wrong first."))
        elif not self.why.reason():
            self.why.ask_for_it()
        else:
            self.kept.emit(corrected, self.why.reason())


def _statuses() -> dict[str, str]:
    return {
        DoseStatus.TAKEN.value: _("given"),
        DoseStatus.MISSED.value: _("missed"),
        DoseStatus.REFUSED.value: _("refused"),
        DoseStatus.PARTLY.value: _("partly given"),
        DoseStatus.VOMITED.value: _("vomited"),
        DoseStatus.EXTRA.value: _("an extra dose"),
        DoseStatus.UNSURE.value: _("not sure"),
    }
