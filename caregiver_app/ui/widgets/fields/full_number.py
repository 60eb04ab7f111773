# SPDX-License-Identifier: MIT
"""A number of the full check-in, in the unit that is on the scale or the cup at hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.form import Limits, Question
from caregiver_app.domain.units import kilograms, pounds
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField, Wrong
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import TOLD_REASONS, NumberSpec, Reading
from caregiver_app.ui.words import dates

_WEIGHT, _FLUIDS = "weight_kg", "more.fluids_ml"
_ML_PER_CUP = Decimal(240)
"""A US cup as labels count it. Source: FDA, 21 CFR 101.9(b)(5)(viii)."""
_FIELD_EM = 17


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit a number may be typed in: `stored` and `shown` go to the kept unit and back."""

    key: str
    words: str
    stored: Callable[[Decimal], Decimal]
    shown: Callable[[Decimal], Decimal]
    decimals: int


class FullNumber(FullField):
    """A number with its limits. Of two units one is open; what was typed stays as it is."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self._units = _units(question)
        self._fields = {unit.key: self._field(unit) for unit in self._units}
        self._switches: dict[str, QPushButton] = {}
        self.lines.addWidget(self.head())
        self.lines.addLayout(self._line())
        for field in self._fields.values():
            self.lines.addWidget(field.note)
        self._open = _first_unit(asked, self._units)
        self._show_unit()

    @property
    def is_broad(self) -> bool:
        """Say that a number leaves room for another one beside it, unless it has two units."""
        return len(self._units) > 1

    def show_draft(self, draft: Draft) -> None:
        """Show the kept text in the unit it was typed in, or the reason for none."""
        name = self.question.id
        unit = draft.entered_unit.get(name, "")
        if unit in self._fields:
            self._open = unit
        raw = draft.raw.get(name, "")
        value = drafts.answer_in(draft, name)
        if not raw and isinstance(value, int | Decimal):
            raw = f"{value:f}" if isinstance(value, Decimal) else str(value)
            self._open = self._units[0].key
        for key, field in self._fields.items():
            own = key == self._open
            field.set_reading(raw if own else "", "", draft.not_taken.get(name) if own else None)
        self._show_unit()

    def without(self, draft: Draft) -> Draft:
        """Return the draft without what this field reads from its text."""
        return drafts.typed(draft, self.question.id, None, "")

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with the number in its stored unit, its text and its unit."""
        name, reading = self.question.id, self._reading()
        if reading.reason is not None:
            return drafts.not_taken(draft, name, reading.reason)
        if not reading.raw:
            return draft
        unit = next(unit for unit in self._units if unit.key == self._open)
        value = None if reading.value is None else unit.stored(reading.value)
        typed_unit = self._open if len(self._units) > 1 else ""
        return drafts.typed(draft, name, value, reading.raw, typed_unit)

    def wrong(self) -> Wrong | None:
        """Return the number that cannot be right."""
        reading = self._reading()
        if not reading.is_wrong:
            return None
        return Wrong(self.question.short, reading.raw, self._fields[self._open].edit)

    def _reading(self) -> Reading:
        return self._fields[self._open].reading()

    def _field(self, unit: _Unit) -> NumberField:
        question, asked = self.question, self.asked
        limits = _limits_in(question.limits or _ANY, unit)
        before = _last(asked, question)
        spec = NumberSpec(
            name=question.id if unit is self._units[0] else f"{question.id}.{unit.key}",
            caption=question.prompt,
            spoken=f"{question.prompt}, {unit.words}".rstrip(", "),
            unit=unit.words,
            limits=limits,
            child=asked.child,
            reasons=TOLD_REASONS,
            is_unlikely=(lambda typed: _is_odd(typed, unit, question, asked)) if before else None,
        )
        field = NumberField(asked.theme, spec, self)
        field.changed.connect(self.typed)
        for part in (field, field.caption, field.note):
            part.setParent(self)
        field.caption.hide()
        field.setMaximumWidth(round(_FIELD_EM * asked.theme.px("body")))
        if before is not None:
            said = self._known(before, unit)
            field.set_known(said, said)
        return field

    def _known(self, before: CheckIn, unit: _Unit) -> str:
        value = _as_decimal(drafts.answer_in(before, self.question.id))
        return _("Last {value}, {date}").format(
            value=dates.amount(unit.shown(value), unit.words).strip(),
            date=dates.short_day(before.at.day),
        )

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self.asked.theme.space("s"))
        for field in self._fields.values():
            line.addWidget(field, 5)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        for unit in self._units if len(self._units) > 1 else ():
            button = QPushButton(unit.words)
            button.setObjectName(f"{self.question.id}.unit.{unit.key}")
            button.setCheckable(True)
            button.setAccessibleName(f"{self.question.prompt}, {unit.words}")
            tag(button, chip="segment", place="first" if unit is self._units[0] else "last")
            button.clicked.connect(self._on_unit)
            pair.addWidget(button)
            self._switches[unit.key] = button
        line.addLayout(pair)
        line.addStretch(1)
        return line

    def _show_unit(self) -> None:
        for key, field in self._fields.items():
            field.setVisible(key == self._open)
            field.note.setVisible(key == self._open)
        for key, button in self._switches.items():
            button.setChecked(key == self._open)

    def _on_unit(self) -> None:
        chosen = next(key for key, button in self._switches.items() if button is self.sender())
        if chosen != self._open:
            before = self._reading()
            self._fields[self._open].set_reading("", "", None)
            self._open = chosen
            if before.reason is not None:
                self._fields[chosen].set_reading("", "", before.reason)
            else:
                self._fields[chosen].take_text(before.raw)
        self._show_unit()
        self._fields[chosen].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit()


_ANY = Limits(hard_low=Decimal(0), hard_high=Decimal(999999))


def _same(value: Decimal) -> Decimal:
    return value


def _units(question: Question) -> tuple[_Unit, ...]:
    decimals = question.limits.decimals if question.limits is not None else 0
    if question.id == _WEIGHT:
        kg = _Unit("kg", "kg", _same, _same, decimals)
        return kg, _Unit("lb", "lb", kilograms, pounds, decimals)
    if question.id == _FLUIDS:
        ml = _Unit("mL", "mL", _same, _same, decimals)
        return ml, _Unit("cups", _("cups"), _ml, _cups, 1)
    words = {"h": _("hours"), "days": _("days"), "": _("times")}.get(question.unit, question.unit)
    return (_Unit("", words, _same, _same, decimals),)


def _first_unit(asked: AskedOf, units: tuple[_Unit, ...]) -> str:
    """Return the unit that is open at first: the chosen one of a weight, else as for a fever."""
    wanted = {asked.weight_unit, "cups" if asked.unit == "F" else "mL"}
    return next((unit.key for unit in units if unit.key in wanted), units[0].key)


def _ml(cups: Decimal) -> Decimal:
    return (cups * _ML_PER_CUP).quantize(Decimal(1), ROUND_HALF_UP)


def _cups(ml: Decimal) -> Decimal:
    return (ml / _ML_PER_CUP).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _limits_in(limits: Limits, unit: _Unit) -> Limits:
    """Return the limits as they read in a unit, so that what is said of them fits what is typed."""
    soft = {
        name: None if (bound := getattr(limits, name)) is None else unit.shown(bound)
        for name in ("soft_low", "soft_high", "soft_low_child", "soft_high_child")
    }
    low, high = unit.shown(limits.hard_low), unit.shown(limits.hard_high)
    return replace(limits, hard_low=low, hard_high=high, decimals=unit.decimals, **soft)


def _is_odd(typed: Decimal, unit: _Unit, question: Question, asked: AskedOf) -> bool:
    """Say whether a number differs much from the last, or is the last one in the other unit."""
    before = _last(asked, question)
    if before is None or question.limits is None:
        return False
    last = _as_decimal(drafts.answer_in(before, question.id))
    days = Decimal(dates.between(before.at, asked.now) // timedelta(seconds=1)) / Decimal(86400)
    if question.limits.is_big_change(unit.stored(typed), last, days):
        return True
    others = [other for other in _units(question) if other.key != unit.key]
    return any(abs(other.shown(last) - typed) < 1 for other in others)


def _last(asked: AskedOf, question: Question) -> CheckIn | None:
    """Return the newest check-in that holds a weight; other numbers are not compared."""
    if question.id != _WEIGHT:
        return None
    found = (c for c in reversed(asked.record.check_ins) if c.weight_kg is not None)
    return next(found, None)


def _as_decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
