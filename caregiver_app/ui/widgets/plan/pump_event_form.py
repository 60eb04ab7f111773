# SPDX-License-Identifier: MIT
"""What the clinic did to the pump, as it is typed: when, and the new dates it gave."""

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from caregiver_app.domain.dosing.dose_entry import is_tenfold_off
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.profile_fields import TextField
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.widgets.plan.pump_typed import (
    amount_problem,
    date_problem,
    day_question,
    typed_amount,
)
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import initials_of


class PumpEventForm(QFrame):
    """Asks about one event. `saved` brings it without an id; a blank date is not known.

    A new dose ten times off the one `set_to` so far, and a day so far ahead that its year may be
    mistyped, are asked about before they are kept.
    """

    saved = Signal(PumpEvent)
    left = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, kind: PumpEventKind, set_to: Decimal | None
    ) -> None:
        super().__init__()
        self.setObjectName("pump.form")
        self._theme = theme
        self._kind = kind
        self._set_to = set_to
        tag(self, card="plain")
        self._when = WhenField(theme, "pump.when", _("When was it?"), clock)
        self._dose = TextField(theme, "pump.dose", _("New dose, mcg a day"))
        self._low = TextField(theme, "pump.low", _("New low-reservoir date"))
        self._empty = TextField(theme, "pump.empty", _("New estimated empty date"))
        self._visit = TextField(theme, "pump.visit", _("Next refill visit"))
        self._note = TextField(theme, "pump.note", _("What they said"))
        self._trouble = label("", "strong")
        self._trouble.setObjectName("pump.trouble")
        self._lay_out()

    def show_person(self, name: str, colour: str) -> None:
        """Say on the button that keeps it whose pump it is."""
        words = _("Write it down for {name}").format(name=name)
        self._save.show_person(words, initials_of(name), colour)

    def say(self, words: str) -> None:
        """Say why it is not saved."""
        self._trouble.setText(words)

    def focus_first(self) -> None:
        """Put the keyboard where the first answer is typed."""
        self._when.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        space = self._theme.space
        column = QVBoxLayout(self)
        side = space("l")
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(space("s"))
        column.addWidget(label(kind_words(self._kind), "heading"))
        column.addWidget(self._when)
        for field in (*self._dates(), *self._amounts(), self._note):
            column.addWidget(field)
        if self._dates():
            words = _("A date that you leave out is not known any more. The old one is over.")
            column.addWidget(label(words, "small", "muted"))
        column.addWidget(self._trouble)
        self._leave = action_button(self._theme, _("Leave it"), "normal")
        self._save = SaveButton(self._theme)
        # What keeps it does not stand where the press before was: a press twice is no answer.
        self._yes = action_button(self._theme, _("Yes, write it down"), "normal")
        self._again = action_button(self._theme, _("Type it again"), "primary")
        row = QHBoxLayout()
        row.addStretch(1)
        for button, name, slot in (
            (self._leave, "pump.leave", self.left),
            (self._save, "pump.save", self._on_save),
            (self._yes, "pump.yes", self._keep),
            (self._again, "pump.again", self._on_again),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
            row.addWidget(button)
        column.addLayout(row)
        self._ask("")
        self._asked_about = self._dose
        for field in (self._dose, self._low, self._empty, self._visit):
            field.changed.connect(self._on_typed)

    def _dates(self) -> tuple[TextField, ...]:
        is_refill = self._kind is PumpEventKind.REFILL
        return (self._low, self._empty, self._visit) if is_refill else ()

    def _amounts(self) -> tuple[TextField, ...]:
        return (self._dose,) if self._kind is PumpEventKind.DOSE_CHANGE else ()

    def _on_save(self) -> None:
        problem = self._problem()
        self._trouble.setText(problem)
        if not problem:
            words = self._far_off() or self._far_ahead()
            self._ask(words)
            if not words:
                self._keep()

    def _far_off(self) -> str:
        """Return the question about a dose that may be a slip of a key, or a blank."""
        typed, known = typed_amount(self._dose.text()), self._set_to
        if typed is None or known is None or not is_tenfold_off(typed, known):
            return ""
        self._asked_about = self._dose
        words = _("It was set to {known}. {typed} is ten times off, or more. Is it right?")
        unit = _("mcg a day")
        return words.format(known=dates.amount(known, unit), typed=dates.amount(typed, unit))

    def _far_ahead(self) -> str:
        """Return the question about the first day whose year may be wrong, or a blank."""
        at = self._when.value()
        for field in self._dates():
            words = day_question(field.text(), at.day if at is not None else None)
            if words:
                self._asked_about = field
                return words
        return ""

    def _ask(self, words: str) -> None:
        """Show a question and its answers in the place of the buttons, or these."""
        for button, is_shown in (
            (self._leave, not words),
            (self._save, not words),
            (self._yes, bool(words)),
            (self._again, bool(words)),
        ):
            button.setVisible(is_shown)
        self._trouble.setText(words)
        if words:
            # Once the words have their height: the keyboard takes the buttons into sight.
            QTimer.singleShot(0, self._again, self._again.setFocus)
            announce(self._trouble, words, now=True)

    def _on_typed(self) -> None:
        if not self._yes.isHidden():
            self._ask("")

    def _on_again(self) -> None:
        self._ask("")
        self._asked_about.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked_about.edit.selectAll()

    def _keep(self) -> None:
        at = self._when.value()
        if at is None:
            return
        self.saved.emit(
            PumpEvent(
                id="",
                at=at,
                kind=self._kind,
                dose_mcg_per_day=typed_amount(self._dose.text()),
                low_reservoir_date=day_of(self._low.text()),
                empty_date=day_of(self._empty.text()),
                refill_appointment=day_of(self._visit.text()),
                note=self._note.text() or None,
            )
        )

    def _problem(self) -> str:
        """Return the first thing that is missing or cannot be right, and put it by its field."""
        found = ""
        at = self._when.value()
        if at is None:
            found = self._when.problem() or _("Type when it was.")
        for field in self._dates():
            words = date_problem(field.text(), at.day if at is not None else None)
            field.say(words)
            found = found or words
        for field in self._amounts():
            words = amount_problem(field.text())
            field.say(words)
            found = found or words
        return found


def kind_words(kind: PumpEventKind) -> str:
    """Return what happened to a pump in a caregiver's words."""
    return {
        PumpEventKind.REFILL: _("The pump was refilled"),
        PumpEventKind.DOSE_CHANGE: _("The clinic changed the dose"),
        PumpEventKind.ALARM: _("The pump made a sound"),
        PumpEventKind.MRI: _("An MRI was done"),
        PumpEventKind.CHECK: _("The clinic checked the pump"),
        PumpEventKind.PROCEDURE: _("An operation or a procedure"),
    }[kind]
