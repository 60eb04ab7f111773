# SPDX-License-Identifier: MIT
"""What is usual for a person: numbers held against the same limits as those of a check-in."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.units import (
    TemperatureUnit,
    at_most_tenths,
    fahrenheit,
    is_pressure_possible,
)
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec, Reading

_ASKED = ("temp_c", "hr", "sbp", "dbp", "spo2", "rr", "stiffness")


class UsualValuesField(QWidget):
    """Seven blank fields; a blank one stays not recorded."""

    changed = Signal()

    def __init__(self, theme: Theme, form: Form, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, NumberField] = {}
        self._kept: dict[str, tuple[Reading, Decimal | int]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(theme.space("s"))
        for name in _ASKED:
            question = form.question(name)
            field = _field(theme, question)
            if field is None:
                continue
            field.set_unit(unit)
            field.set_form(shows_unit=True, in_words=False)
            field.changed.connect(self._on_changed)
            for part in (field, field.caption, field.note):
                part.setParent(self)
            self._fields[name] = field
        self.arrange(3)

    def arrange(self, columns: int) -> None:
        """Lay the fields in so many columns."""
        while (item := self._grid.takeAt(0)) is not None:
            cell = item.layout()
            while cell is not None and cell.takeAt(0) is not None:
                pass
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, field in enumerate(self._fields.values()):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            for part in (field.caption, field, field.note):
                cell.addWidget(part)
            self._grid.addLayout(cell, place // columns, place % columns)

    def first_wrong(self) -> NumberField | None:
        """Return the first field that holds a number that cannot be right."""
        self._hold_pressures()
        return next((f for f in self._fields.values() if f.reading().is_wrong), None)

    def values(self) -> UsualValues:
        """Return the usual values; call it only when none is wrong.

        One that stands there as it was shown is kept to its last digit: 36.6 °C is shown as 97.9
        °F, which is 36.61 °C again, and nobody typed that.
        """
        found = {name: self._value(name, field.reading()) for name, field in self._fields.items()}
        whole = {n: int(v) for n, v in found.items() if v is not None and n != "temp_c"}
        return UsualValues(temp_c=found.get("temp_c"), **whole)  # type: ignore[arg-type]  # names

    def show_values(self, usual: UsualValues, unit: str) -> None:
        """Show the values that are written down, the temperature in a unit (F or C)."""
        for name in self._fields:
            self._show(name, getattr(usual, name), unit)

    def fill(self, usual: UsualValues, unit: str) -> None:
        """Put values into the fields in which nothing is typed, and into no other."""
        for name, field in self._fields.items():
            value = getattr(usual, name)
            if value is not None and not field.edit.text().strip():
                self._show(name, value, unit)
        self._hold_pressures()

    def clear(self) -> None:
        """Empty every field."""
        for field in self._fields.values():
            field.set_reading("", "", None)

    def _show(self, name: str, value: Decimal | int | None, unit: str) -> None:
        field = self._fields[name]
        field.set_reading(_shown(name, value, unit), unit, None)
        self._kept.pop(name, None)
        if value is not None:
            self._kept[name] = (field.reading(), value)

    def _value(self, name: str, reading: Reading) -> Decimal | int | None:
        shown, value = self._kept.get(name, (None, None))
        return value if reading == shown else reading.exact

    def _hold_pressures(self) -> None:
        top, bottom = self._fields["sbp"], self._fields["dbp"]
        bottom.set_pair_wrong(False)
        high, low = top.reading().value, bottom.reading().value
        if high is not None and low is not None:
            bottom.set_pair_wrong(not is_pressure_possible(high, low))

    def _on_changed(self) -> None:
        self._hold_pressures()
        self.changed.emit()


def _shown(name: str, value: Decimal | int | None, unit: str) -> str:
    if value is None:
        return ""
    if name == "temp_c" and unit == TemperatureUnit.FAHRENHEIT:
        value = fahrenheit(Decimal(value))
    return f"{at_most_tenths(Decimal(value)):f}"


def _field(theme: Theme, question: Question) -> NumberField | None:
    if question.limits is None:
        return None
    units = {
        "hr": _("a minute"),
        "rr": _("a minute"),
        "sbp": "mmHg",
        "dbp": "mmHg",
        "stiffness": _("of 10"),
    }
    unit = units.get(question.id, question.unit)
    captions = {"sbp": _("Blood pressure, top"), "dbp": _("Blood pressure, bottom")}
    caption = captions.get(question.id, question.short)
    spec = NumberSpec(
        name=f"usual.{question.id}",
        caption=caption,
        spoken=_("Usual {field}, {unit}").format(field=caption, unit=unit),
        unit=unit,
        limits=question.limits,
        temperature=question.id == "temp_c",
        has_reasons=False,
    )
    return NumberField(theme, spec)
