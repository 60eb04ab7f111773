# SPDX-License-Identifier: MIT
"""What the clinic did to the pump, as it is typed: when, and the new dates it gave."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.profile_fields import TextField
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.widgets.plan.pump_typed import date_problem, typed_amount


class PumpEventForm(QFrame):
    """Asks about one event. `saved` brings it without an id; a blank date is not known."""

    saved = Signal(PumpEvent)
    left = Signal()

    def __init__(self, theme: Theme, clock: Clock, kind: PumpEventKind) -> None:
        super().__init__()
        self.setObjectName("pump.form")
        self._theme = theme
        self._kind = kind
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
        leave = action_button(self._theme, _("Leave it"), "normal")
        save = action_button(self._theme, _("Write it down"), "primary")
        leave.setObjectName("pump.leave")
        save.setObjectName("pump.save")
        leave.clicked.connect(self.left)
        save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column.addLayout(row)

    def _dates(self) -> tuple[TextField, ...]:
        is_refill = self._kind is PumpEventKind.REFILL
        return (self._low, self._empty, self._visit) if is_refill else ()

    def _amounts(self) -> tuple[TextField, ...]:
        return (self._dose,) if self._kind is PumpEventKind.DOSE_CHANGE else ()

    def _on_save(self) -> None:
        problem = self._problem()
        self._trouble.setText(problem)
        at = self._when.value()
        if problem or at is None:
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
            words = (
                "" if typed_amount(field.text()) is not None else _("Type the number of mcg a day.")
            )
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
