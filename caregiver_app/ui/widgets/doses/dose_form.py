# SPDX-License-Identifier: MIT
"""What became of one dose: which medicine, which planned dose, when, and how much of it."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.dosing.typed_amount import AmountError, DoseAmount
from caregiver_app.domain.form import Choice
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.services.dosing.dose_entries import DosesOffered
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.doses.dose_entry_words import amount_problem
from caregiver_app.ui.widgets.doses.dose_fields import (
    WITH_AMOUNT,
    WITH_TIME,
    DoseFields,
    known_at,
)
from caregiver_app.ui.widgets.doses.dose_parts import (
    EXTRA,
    NOW,
    OTHER,
    THEN,
    BegunDose,
    DoseAnswers,
    dose_beside_plan,
    slot_choices,
    status_choices,
    status_of,
    time_without_plan,
)
from caregiver_app.ui.widgets.fields.cards import emptied
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.typed import Typed, type_again, typed_in
from caregiver_app.ui.words.person_words import drug_words

_AS_NAMED = frozenset({NOW, THEN, DoseStatus.VOMITED.value})
"""Of these a blank amount is the planned one, which the chosen dose names."""


class DoseForm(QWidget):
    """The questions about one dose; nothing is answered for anybody. `changed` at every one.

    `answered` is said after a press on an answer: what is asked next may lie out of sight.
    """

    changed = Signal()
    answered = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._offers: DosesOffered | None = None
        self._drug: ChoiceField | None = None
        self._slot: ChoiceField | None = None
        self._status: ChoiceField | None = None
        self._planned: tuple[PlannedDose, ...] = ()
        self._pressed_at: Moment | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("l"))
        self._asked = QVBoxLayout()
        self._asked.setSpacing(theme.space("l"))
        lines.addLayout(self._asked)
        self._fields = DoseFields(theme, clock)
        self._fields.changed.connect(self.changed)
        lines.addWidget(self._fields)
        lines.addStretch(1)

    def ask(self, offers: DosesOffered) -> None:
        """Ask anew, about what can be written down now."""
        self._offers = offers
        self._fields.meant.look_for(offers.alike, {offers.own_drug, *offers.drugs})
        emptied(self._asked)
        choices = [Choice(value=drug.value, label=drug_words(drug)) for drug in offers.drugs]
        choices.append(Choice(value=OTHER, label=_("another medicine, as needed")))
        self._drug = self._choice("dose.drug", _("Which medicine?"), choices, self._on_drug)
        self._slot = self._status = None
        self._pressed_at = None
        self._fields.forget()
        if len(offers.drugs) == 1:
            # Only one is taken by mouth: what is asked next is its dose.
            self._drug.set_value(offers.drugs[0].value)
            self._ask_slot()
        self._arrange()

    def choose(self, planned: PlannedDose, pressed_at: Moment | None) -> None:
        """Answer what the press on a planned dose said: which one, and when it was just given."""
        if self._drug is None:
            return
        self._drug.set_value(planned.drug.value)
        self._ask_slot()
        for place, dose in enumerate(self._planned):
            if dose.due == planned.due and self._slot is not None:
                self._slot.set_value(str(place))
                self._ask_status()
        if pressed_at is not None and self._status is not None:
            self._status.set_value(NOW)
            self._pressed_at = pressed_at
        self._arrange()
        self.changed.emit()

    def begun(self) -> BegunDose:
        """Return all that was answered, to go on with in another form."""
        planned, slot = self._chosen_planned(), self._value(self._slot)
        typed = typed_in(self)
        at = typed.named("dose.at")
        return BegunDose(
            drug=self._value(self._drug),
            slot=planned.due if planned is not None else slot,
            status=self._value(self._status),
            pressed_at=self._pressed_at,
            typed=Typed(texts=typed.texts, rows=typed.rows, pressed=at.pressed, open=at.open),
            not_meant=frozenset(self._fields.meant.settled),
        )

    def go_on(self, begun: BegunDose) -> None:
        """Answer what was answered in a form before; a planned dose that is gone is asked anew."""
        if self._drug is None:
            return
        self._drug.set_value(begun.drug)
        self._ask_slot()
        places = {dose.due: str(place) for place, dose in enumerate(self._planned)}
        slot = places.get(begun.slot) if isinstance(begun.slot, Moment) else begun.slot
        if self._slot is not None and slot is not None:
            self._slot.set_value(slot)
            self._ask_status()
        if self._status is not None:
            self._status.set_value(begun.status)
        self._pressed_at = begun.pressed_at
        self._fields.meant.settled.update(begun.not_meant)
        self._arrange()
        type_again(self, begun.typed)
        self.changed.emit()

    def answers(self, new_id: str, recorder: str | None) -> DoseAnswers:
        """Return what was answered, or the sentence about what still is to be."""
        drug = self._value(self._drug)
        if drug == OTHER:
            return self._medicine(new_id, recorder)
        if drug is None:
            return DoseAnswers(problem=_("Choose the medicine."), field=self._drug)
        return self._dose(Drug(drug), new_id, recorder)

    @property
    def is_begun(self) -> bool:
        """Say whether somebody answered or typed something that is not written down yet."""
        answered = any(self._value(field) for field in (self._slot, self._status))
        return answered or self._fields.is_begun

    def first_field(self) -> QWidget | None:
        """Return where the keyboard begins."""
        for field in (self._drug, self._slot, self._status):
            if field is not None and field.value() is None:
                return field
        return self._status

    def next_part(self) -> tuple[QWidget | None, bool]:
        """Return what is asked next, or may still be told, and whether the keyboard goes there."""
        for field in (self._drug, self._slot, self._status):
            if field is not None and field.value() is None:
                return field, True
        if self._value(self._drug) == OTHER and not self._fields.name.text().strip():
            return self._fields.name_part, True
        return self._fields.first_left(), self._value(self._status) in WITH_TIME

    # ---- what is asked

    def _choice(
        self, name: str, prompt: str, choices: Sequence[Choice], slot: Callable[[str], None]
    ) -> ChoiceField:
        field = ChoiceField(self._theme, name, (prompt, prompt), choices)
        field.picked.connect(slot)
        self._asked.addWidget(field)
        return field

    def _drop(self, field: ChoiceField | None) -> None:
        if field is not None:
            self._asked.removeWidget(field)
            field.hide()
            field.deleteLater()

    def _ask_slot(self) -> None:
        """Ask which planned dose it was; without a plan there is none to choose."""
        for field in (self._slot, self._status):
            self._drop(field)
        self._slot = self._status = None
        offers, drug = self._offers, self._value(self._drug)
        if offers is None or drug is None:
            return
        if drug == OTHER:
            names = [Choice(value=name, label=name) for name in offers.medicines]
            if names:
                prompt = _("One of these?")
                self._slot = self._choice("dose.known", prompt, names, self._on_known)
            self._ask_status()
            return
        self._planned = tuple(dose for dose in offers.planned if dose.drug == drug)
        if not self._planned:
            self._ask_status()
            return
        choices = slot_choices(self._planned, offers.now)
        self._slot = self._choice("dose.slot", _("Which dose was it?"), choices, self._on_slot)

    def _ask_status(self) -> None:
        before = self._value(self._status)
        self._drop(self._status)
        other = self._value(self._drug) == OTHER
        prompt = _("When was it given?") if other else _("What became of it?")
        choices = status_choices(only_given=other or self._is_extra())
        self._status = self._choice("dose.status", prompt, choices, self._on_status)
        if before in {choice.value for choice in choices}:
            self._status.set_value(before)

    def _on_drug(self, _value: str) -> None:
        self._ask_slot()
        self._arrange()
        self.changed.emit()
        self.answered.emit()

    def _on_slot(self, value: str) -> None:
        if value:
            self._ask_status()
        self._arrange()
        self.changed.emit()
        self.answered.emit()

    def _on_known(self, name: str) -> None:
        self._fields.name.setText(name)
        self.changed.emit()
        self.answered.emit()

    def _on_status(self, value: str) -> None:
        # "Just now" is when it was pressed, however long the rest takes.
        self._pressed_at = here_and_now(self._clock) if value == NOW else None
        self._arrange()
        self.changed.emit()
        self.answered.emit()

    def _arrange(self) -> None:
        """Show the fields that the answers so far ask for."""
        drug, how = self._value(self._drug), self._value(self._status) or ""
        is_own = self._offers is not None and drug == self._offers.own_drug
        planned = self._chosen_planned()
        self._fields.show_for(self._offers, planned, how, other=drug == OTHER, is_own=is_own)

    # ---- what was answered

    @staticmethod
    def _value(field: ChoiceField | None) -> str | None:
        return (field.value() or None) if field is not None else None

    def _chosen_planned(self) -> PlannedDose | None:
        place = self._value(self._slot) or EXTRA
        named = self._value(self._drug) == OTHER
        return None if named or place == EXTRA else self._planned[int(place)]

    def _medicine(self, new_id: str, recorder: str | None) -> DoseAnswers:
        fields = self._fields
        name = fields.name.text().strip()
        if not name:
            return DoseAnswers(problem=_("Type which medicine it was."), field=fields.name)
        meant = fields.meant.words()
        if meant:
            return DoseAnswers(problem=meant, field=fields.meant)
        drug = self._offers.by_mouth(name) if self._offers is not None else None
        if drug is not None:
            # Under another name no rule would read it, and no page would count it.
            words = _("{name} is {drug}. Choose {drug} above, so that this dose is counted.")
            return DoseAnswers(
                problem=words.format(name=name, drug=drug_words(drug)), field=self._drug
            )
        how = self._value(self._status)
        at = self._pressed_at if how == NOW else fields.when.value()
        if how is None:
            return DoseAnswers(problem=_("Say when it was given."), field=self._status)
        if at is None or (how == THEN and fields.when.is_wrong()):
            return self._no_time()
        given = AsNeeded(name=name, dose_text=fields.label.text().strip() or None, at=at)
        beside = self._offers.beside_plan(name) if self._offers is not None else None
        if beside is not None:
            return DoseAnswers(dose=dose_beside_plan(beside, given, at, new_id, recorder))
        return DoseAnswers(medicine=given)

    def _no_time(self) -> DoseAnswers:
        words = self._fields.when.problem() or _("Say when it was given.")
        return DoseAnswers(problem=words, field=self._fields.when.edit)

    def _dose(self, drug: Drug, new_id: str, recorder: str | None) -> DoseAnswers:
        planned = self._chosen_planned()
        if self._slot is not None and self._value(self._slot) is None:
            return DoseAnswers(problem=_("Choose which dose it was."), field=self._slot)
        how = self._value(self._status)
        if how is None:
            return DoseAnswers(problem=_("Say what became of it."), field=self._status)
        due_asked = self._fields.asks_due(planned, how, other=False)
        if due_asked and self._fields.when.is_wrong():
            return self._no_time()
        time_asked = how in WITH_TIME and known_at(planned, how) is None
        if time_asked and (self._fields.when.is_wrong() or self._lacks_time(how, planned)):
            return self._no_time()
        try:
            amount = self._fields.read_amount() if how in WITH_AMOUNT else None
        except AmountError as refused:
            return DoseAnswers(problem=amount_problem(refused.problem), field=self._fields.amount)
        if how == DoseStatus.VOMITED and self._fields.after.reading().is_wrong:
            words = _("The minutes cannot be right: {typed}.").format(
                typed=self._fields.after.reading().raw
            )
            return DoseAnswers(problem=words, field=self._fields.after.edit)
        return DoseAnswers(dose=self._event(drug, planned, how, amount, new_id, recorder))

    def _lacks_time(self, how: str, planned: PlannedDose | None) -> bool:
        """Say whether a needed time is blank; what was planned has one unless it lies ahead."""
        now = here_and_now(self._clock)
        ahead = planned is not None and planned.due > now and not planned.is_near(now)
        needed = how == THEN or planned is None or ahead
        return needed and self._fields.when.value() is None

    def _is_extra(self) -> bool:
        return self._value(self._slot) == EXTRA

    def _event(
        self,
        drug: Drug,
        planned: PlannedDose | None,
        how: str,
        amount: DoseAmount | None,
        new_id: str,
        recorder: str | None,
    ) -> DoseEvent:
        """Return the line of the log; whether a given dose was late is for the service to say."""
        now = here_and_now(self._clock)
        status = status_of(how, is_extra=self._is_extra())
        at = self._fields.when.value() if how in WITH_TIME else self._pressed_at
        at = known_at(planned, how) or at
        due = planned.due if planned is not None else None
        if self._fields.asks_due(planned, how, other=False):
            due = self._fields.when.value()
        if at is None and due is None:
            at, due = time_without_plan(status, now)
        named = planned.mg if planned is not None and how in _AS_NAMED else None
        return DoseEvent(
            id=new_id,
            drug=drug,
            scheduled_for=due,
            at=at,
            zone=now.zone,
            mg=named if amount is None else amount.mg,
            ml=amount.ml if amount else None,
            tablets=amount.tablets if amount else None,
            status=status,
            vomited_after_min=self._minutes(how),
            recorder=recorder or None,
            note=self._fields.note.text().strip() or None,
        )

    def _minutes(self, how: str) -> Decimal | None:
        return self._fields.after.reading().value if how == DoseStatus.VOMITED else None
