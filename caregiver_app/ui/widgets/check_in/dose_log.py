# SPDX-License-Identifier: MIT
"""Doses that are not in the list of planned ones: what was really given, in mg or mL, and when."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.dosing.slots import slots_between, zone_of
from caregiver_app.domain.dosing.typed_amount import AmountError, AmountUnit, parse_amount
from caregiver_app.domain.form import Choice, Limits, Question
from caregiver_app.domain.person import Drug
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import label
from caregiver_app.ui.widgets.check_in.row_log import RowLog
from caregiver_app.ui.widgets.fields.full_field import AskedOf, AskLine, ToldDose, Wrong
from caregiver_app.ui.widgets.fields.log_row import LogRow, focus_first, show_number, with_note
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words.person_words import drug_words

_NOT_GIVEN = frozenset({DoseStatus.MISSED, DoseStatus.REFUSED})
_NEEDS_TIME = frozenset(DoseStatus) - {DoseStatus.UNSURE}
"""A dose without a time would be in the log and count for nothing."""
_A_DAY = timedelta(days=1)
_LONGEST_MIN = Decimal(24 * 60)


class DoseLog(RowLog[DoseEvent, "DoseRow"]):
    """A row for each dose; it counts once it says what became of the dose."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        add = _("Add a dose that is not asked about above")
        super().__init__(asked, question, add, DoseRow, parent)

    def dose_events(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return a line of the dose log for every row that says what became of it."""
        found = (row.dose(recorder) for row in self.rows)
        return tuple(event for event in found if event is not None)

    def show_doses(self, events: Sequence[DoseEvent]) -> None:
        """Show kept doses, a row for each."""
        self.show_rows(events)

    def take_dose(self, told: ToldDose) -> Callable[[], bool]:
        """Add a dose that was told elsewhere; what became of it is for somebody to say."""
        row = self._add_row(None)
        row.take(told)
        focus_first(row)
        self.typed.emit()
        return lambda: row not in self.rows or row.dose(None) is not None


class DoseRow(LogRow):
    """One dose as it was given, or was not."""

    def __init__(
        self, asked: AskedOf, question: Question, number: int, event: DoseEvent | None
    ) -> None:
        title = _("Dose {n}").format(n=number + 1)
        own = {"status": _("What became of it?"), "drug": _("Which medicine?")}
        words = {**question.parts, **own}
        super().__init__(asked.theme, f"{question.id}.{number}", title, words)
        self._id = event.id if event is not None else new_id(asked.clock.now())
        self._zone = asked.now.zone
        drugs = drugs_by_mouth(asked.record, asked.now.day)
        self._drugs = drugs or (asked.record.person.drug,)
        self._drug = None
        self._beside: Drug | None = None
        if len(self._drugs) > 1:
            choices = [Choice(value=drug.value, label=drug_words(drug)) for drug in self._drugs]
            self._drug = self.choice("drug", choices, broad=True)
        self._status = self.choice("status", question.choices, broad=True)
        self._when = WhenField(asked.theme, f"{self.name}.at", self.spoken("at"), asked.clock)
        self._when.changed.connect(self.changed)
        limits = question.limits or Limits(hard_low=Decimal(0), hard_high=Decimal(0))
        self._most = _most_planned(asked, limits)
        self._mg = self.number("mg", "mg", _without_soft(limits))
        self._ml = self.number("ml", "mL", _without_soft(limits))
        self._after = self.number("vomited_after_min", _("min"), _minutes())
        self.put("mg", with_note(self._mg))
        self.put("ml", with_note(self._ml))
        self.put("vomited_after_min", with_note(self._after))
        self.put("at", self._when, broad=True)
        self._ask = AskLine(asked.theme, f"{self.name}.mg")
        self._ask.taken_back.connect(self._on_taken_back)
        self.put("", self._ask, broad=True)
        self._mg.changed.connect(self._say)
        self._note = label("", "small", "muted")
        self.put("", self._note, broad=True)
        self._as_written = ""
        self._show(event)

    def take(self, told: ToldDose) -> None:
        """Show what was told elsewhere: the words as they were, and what can be read of them."""
        self._choose(told.drug)
        self._when.show_moment(told.at, told.typed_at)
        with suppress(AmountError):
            amount = parse_amount(told.amount)
            if amount.unit is AmountUnit.MG:
                show_number(self._mg, amount.value)
            elif amount.unit is AmountUnit.ML:
                show_number(self._ml, amount.value)
        self._show_words(told.words)
        self._say()

    def dose(self, recorder: str | None) -> DoseEvent | None:
        """Return the line of the log, or None while it is not said what became of the dose."""
        status, when = self._status.value(), self._when.value()
        if status is None:
            return None
        given = DoseStatus(status) not in _NOT_GIVEN
        return DoseEvent(
            id=self._id,
            drug=self._chosen_drug(),
            scheduled_for=None if given else when,
            at=when if given else None,
            zone=self._zone,
            mg=self._mg.reading().value if given else None,
            ml=self._ml.reading().value if given else None,
            status=DoseStatus(status),
            vomited_after_min=self._after.reading().value,
            recorder=recorder,
            note=self._as_written or None,
        )

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is."""
        for field in (self._mg, self._ml, self._after):
            reading = field.reading()
            if reading.is_wrong:
                return Wrong(field.caption.text(), reading.raw, field.edit)
        numbers = self._mg.reading().raw or self._ml.reading().raw
        begun = bool(numbers or self._as_written or self._when.is_begun())
        if begun and self._status.value() is None:
            words = _("what became of it is not said")
            return Wrong(self.spoken("mg"), words, self._when.edit)
        timeless = self._status.value() in _NEEDS_TIME and not self._when.is_begun()
        if timeless or self._when.is_wrong():
            words = self._when.typed() or _("no time")
            return Wrong(self.spoken("at"), words, self._when.edit)
        return None

    def _choose(self, drug: Drug | None) -> None:
        """Take a drug for the one of this dose; it may be one that stands in no plan."""
        if drug is None:
            return
        if self._drug is not None and drug in self._drugs:
            self._drug.set_value(drug.value)
        else:
            self._beside = drug

    def _chosen_drug(self) -> Drug | None:
        value = self._drug.value() if self._drug is not None else None
        if value is not None:
            return Drug(value)
        return self._beside or (self._drugs[0] if self._drug is None else None)

    def _show(self, event: DoseEvent | None) -> None:
        if event is not None:
            self._choose(event.drug)
            self._status.set_value(event.status.value)
            self._when.show_moment(event.when)
            show_number(self._mg, event.mg)
            show_number(self._ml, event.ml)
            show_number(self._after, event.vomited_after_min)
        self._show_words((event.note or "") if event is not None else "")
        self._say()
        self._ask.confirm()

    def _show_words(self, words: str) -> None:
        self._as_written = words
        self._note.setText(_("As it was written: {words}").format(words=words) if words else "")
        self._note.setVisible(bool(words))

    def _say(self) -> None:
        mg = self._mg.reading().value
        self._ask.ask(f"{mg} mg" if mg is not None and self._most and mg > self._most else "")

    def _on_taken_back(self) -> None:
        show_number(self._mg, None)
        self._say()
        self.changed.emit()


def _most_planned(asked: AskedOf, limits: Limits) -> Decimal | None:
    """Return the mg above which a dose is asked about: the largest planned, or the soft limit."""
    now = here_and_now(asked.clock)
    zone = zone_of(asked.record.person, now)
    planned = [
        slot.mg
        for drug in drugs_by_mouth(asked.record, now.day)
        for slot in slots_between(asked.record, drug, now.utc - _A_DAY, now.utc + _A_DAY, zone)
        if slot.mg is not None
    ]
    known = [limit for limit in (*([max(planned)] if planned else []), limits.soft_high) if limit]
    return min(known, default=None)


def _without_soft(limits: Limits) -> Limits:
    return Limits(hard_low=limits.hard_low, hard_high=limits.hard_high, decimals=limits.decimals)


def _minutes() -> Limits:
    return Limits(hard_low=Decimal(0), hard_high=_LONGEST_MIN)
