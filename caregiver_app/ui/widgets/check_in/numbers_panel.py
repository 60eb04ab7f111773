# SPDX-License-Identifier: MIT
"""The six numbers of a check-in, laid out in one row or in pairs."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.units import is_pressure_possible
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.check_in_draft import not_taken, typed, with_first_readings
from caregiver_app.ui.widgets.fields.help_button import AskHelp, HelpButton
from caregiver_app.ui.widgets.fields.known_values import known_pressure, known_value
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec, Reading

_TEMPERATURE = "temp_c"
_TOP, _BOTTOM = "sbp", "dbp"
_BREATHS = "rr"
_GOES_ON = frozenset({_TEMPERATURE, "hr", _TOP, _BOTTOM, _BREATHS, "spo2"})
_ROW_WIDTHS = {_TEMPERATURE: 152, "hr": 106, _TOP: 74, _BOTTOM: 106, _BREATHS: 152, "spo2": 106}


class NumbersPanel(QWidget):
    """Temperature, pulse, blood pressure, breaths and oxygen. `changed` at every keystroke.

    `count_pressed` asks for a minute in which breaths are counted.
    """

    changed = Signal()
    count_pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        form: Form,
        ask_help: AskHelp,
        *,
        child: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: dict[str, NumberField] = {}
        self._units: dict[str, QLabel] = {}
        self._helps: dict[str, HelpButton] = {}
        for question in form.questions:
            if question.kind == "number" and question.limits is not None:
                self._add(question, child=child)
                if question.id != _BOTTOM:
                    self._helps[question.id] = HelpButton(theme, question, ask_help, self)
                    self._helps[question.id].take_room(whole=False)
        self._equals = label("", "small", "muted")
        self._equals.setWordWrap(False)
        self._equals.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._mode = ""
        self.arrange("pairs")

    def field(self, name: str) -> NumberField:
        """Return the field of one sign; KeyError when it is not asked."""
        return self._fields[name]

    def set_unit(self, unit: str) -> None:
        """Choose the unit in which a temperature is typed."""
        if _TEMPERATURE in self._fields:
            self._fields[_TEMPERATURE].set_unit(unit)

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with every number that can be right, and the reasons for none."""
        for name, reading in self.readings().items():
            if reading.reason is not None:
                draft = not_taken(draft, name, reading.reason)
            else:
                draft = typed(draft, name, reading.value, reading.raw, reading.unit)
        return with_first_readings(draft, self._first_readings())

    def ask_again(self, names: Collection[str]) -> None:
        """Ask for a second reading of these signs, and of no other."""
        wanted = {*names, _BOTTOM} if _TOP in names else {*names}
        for name, field in self._fields.items():
            field.offer_second(offered=name in wanted)
        self._show_notes()

    def readings(self) -> Mapping[str, Reading]:
        """Return what every field says, with the pressures held against each other."""
        self._hold_pressures()
        return {name: field.reading() for name, field in self._fields.items()}

    def first_wrong(self) -> NumberField | None:
        """Return the first field that holds a number that cannot be right."""
        for name, reading in self.readings().items():
            if reading.is_wrong:
                return self._fields[name]
        return None

    def show_draft(self, draft: Draft) -> None:
        """Show the kept texts and reasons of a draft."""
        for name, field in self._fields.items():
            field.set_reading(
                draft.raw.get(name, ""),
                draft.entered_unit.get(name, ""),
                draft.not_taken.get(name),
                draft.first_reading.get(name),
            )
        self._hold_pressures()
        self._show_equals()

    def show_known(self, record: Record, unit: str, now: Moment) -> None:
        """Say beside every field what was measured last, how long ago, and what is usual."""
        paired = {_TOP, _BOTTOM} if {_TOP, _BOTTOM} <= self._fields.keys() else set()
        for name in self._fields.keys() - paired:
            known = known_value(record, name, unit, now)
            self._fields[name].set_known(known.short, known.long)
        if paired:
            known = known_pressure(record, unit, now)
            self._fields[_TOP].set_known(known.short, known.long)
            self._fields[_BOTTOM].set_known("", "")

    def show_counted(self, breaths: int) -> None:
        """Write breaths that were counted for a minute into their field."""
        field = self._fields[_BREATHS]
        field.take_text(str(breaths))
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def offer_count(self, *, offered: bool) -> None:
        """Offer to count breaths: only what is happening now can be counted."""
        if _BREATHS in self._fields:
            self._fields[_BREATHS].offer_count(offered=offered)

    def focus_first_blank(self) -> None:
        """Put the keyboard on the first number that nobody has typed or explained."""
        for field in self._fields.values():
            reading = field.reading()
            if not reading.raw and reading.reason is None:
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def arrange(self, mode: str) -> None:
        """Lay the fields in one `row`, in `pairs`, or `single`."""
        if mode == self._mode:
            return
        self._mode = mode
        roomy = mode != "row"
        self._clear()
        for name, field in self._fields.items():
            pressure = name in (_TOP, _BOTTOM)
            above = name == _BREATHS and mode == "pairs"  # beside the stopwatch it has no room
            field.set_form(
                shows_unit=roomy and not above,
                in_words=roomy and not (pressure and mode == "pairs"),
            )
            self._units[name].setVisible(above or (not roomy and name != _TEMPERATURE))
        if roomy:
            self._arrange_pairs(1 if mode == "single" else 2)
        else:
            self._arrange_row()

    def _add(self, question: Question, *, child: bool) -> None:
        name, limits = question.id, question.limits
        if limits is None:
            return
        words = _unit_words().get(name, question.unit)
        spec = NumberSpec(
            name=name,
            caption=_("Blood pressure") if name == _TOP else question.short,
            spoken=f"{question.prompt}, {_spoken_units().get(name, '')}".rstrip(", "),
            unit=words,
            limits=limits,
            too_low=question.too_low,
            child=child,
            temperature=name == _TEMPERATURE,
            goes_on=name in _GOES_ON,
            counts=name == _BREATHS,
            has_reasons=name != _TOP,
            rests_first=name in (_TOP, _BOTTOM),
        )
        field = NumberField(self._theme, spec)
        field.changed.connect(self._on_changed)
        field.finished.connect(self._on_finished)
        field.reason_chosen.connect(self._on_reason)
        field.second_pressed.connect(self._on_second)
        field.count_pressed.connect(self.count_pressed)
        self._fields[name] = field
        # Beside the caption of the narrowest field there is room for no more.
        short = _("/min") if question.unit == "per_minute" else words
        self._units[name] = label("mmHg" if name == _TOP else short, "small", "muted")
        self._units[name].setWordWrap(False)
        # A label that is shown before it has a place would be a window of its own.
        for part in (field, field.caption, field.note, self._units[name]):
            part.setParent(self)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            layout = item.layout()
            while layout is not None and (inner := layout.takeAt(0)) is not None:
                nested = inner.layout()
                while nested is not None and nested.takeAt(0) is not None:
                    pass
        for column in range(8):
            self._grid.setColumnStretch(column, 0)

    def _arrange_row(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.space("s"))
        self._grid.setVerticalSpacing(0)  # the line of the usual values needs the room
        for column, (name, field) in enumerate(self._fields.items()):
            after = self._equals if name == _TEMPERATURE else self._units[name]
            if name != _BOTTOM:
                span = 2 if name == _TOP and _BOTTOM in self._fields else 1
                self._grid.addLayout(
                    _caption_line(field, after, self._helps.get(name)), 0, column, 1, span
                )
            field.caption.setVisible(name != _BOTTOM)
            self._units[name].setVisible(name not in (_BOTTOM, _TEMPERATURE))
            self._grid.addWidget(field, 1, column)
            self._grid.setColumnStretch(column, _ROW_WIDTHS.get(name, 112))
            if name not in (_TOP, _BOTTOM):
                self._grid.addWidget(field.note, 2, column)
        if _TOP in self._fields and _BOTTOM in self._fields:
            place = list(self._fields).index(_TOP)
            self._grid.addLayout(self._pressure_notes(), 2, place, 1, 2)
        self._equals.hide()

    def _arrange_pairs(self, columns: int) -> None:
        self._grid.setHorizontalSpacing(self._theme.space("l"))
        self._grid.setVerticalSpacing(self._theme.space("s"))
        place = 0
        for name, field in self._fields.items():
            field.caption.setVisible(name != _BOTTOM)
            if name == _BOTTOM and _TOP in self._fields:
                continue
            cell = QVBoxLayout()
            cell.setSpacing(0 if name in self._helps else 2)
            beside = {_TEMPERATURE: self._equals, _BREATHS: self._units[name]}
            after = beside.get(name)
            cell.addLayout(_caption_line(field, after, self._helps.get(name)))
            if name == _TOP and _BOTTOM in self._fields:
                pair = QHBoxLayout()
                pair.setSpacing(self._theme.space("s"))
                pair.addWidget(field, 2)
                pair.addWidget(self._fields[_BOTTOM], 3)
                cell.addLayout(pair)
                cell.addLayout(self._pressure_notes())
            else:
                cell.addWidget(field)
                cell.addWidget(field.note)
            self._grid.addLayout(cell, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
            place += 1
        self._equals.show()

    def _pressure_notes(self) -> QHBoxLayout:
        notes = QHBoxLayout()
        notes.setSpacing(4)
        notes.addWidget(self._fields[_TOP].note, 1)
        notes.addWidget(self._fields[_BOTTOM].note, 1)
        self._show_notes()
        return notes

    def _show_notes(self) -> None:
        """Give the line under the two pressures to the one that has something to say."""
        if _BOTTOM in self._fields and _TOP in self._fields:
            bottom = self._fields[_BOTTOM].note
            bottom.setVisible(bool(bottom.text()))
            self._fields[_TOP].note.setVisible(
                self._fields[_TOP].has_message() or not bottom.text()
            )

    def _hold_pressures(self) -> None:
        top, bottom = self._fields.get(_TOP), self._fields.get(_BOTTOM)
        if top is None or bottom is None:
            return
        bottom.set_pair_wrong(False)
        high, low = top.reading(), bottom.reading()
        if high.value is not None and low.value is not None:
            bottom.set_pair_wrong(not is_pressure_possible(high.value, low.value))

    def _show_equals(self) -> None:
        if _TEMPERATURE in self._fields:
            self._equals.setText(self._fields[_TEMPERATURE].equals())

    def _on_changed(self) -> None:
        self._show_equals()
        self._hold_pressures()
        self._show_notes()
        self.changed.emit()

    def _first_readings(self) -> dict[str, Decimal]:
        found = {name: field.first_reading() for name, field in self._fields.items()}
        return {name: first for name, first in found.items() if first is not None}

    def _on_second(self) -> None:
        """Make room for a second reading; both pressures are measured again together."""
        pressed = self.sender()
        if not isinstance(pressed, NumberField):
            return
        pair = [self._fields.get(_TOP), self._fields.get(_BOTTOM)]
        again = pair if pressed in pair else [pressed]
        for field in again:
            if field is not None:
                field.start_second()
        first = next(field for field in again if field is not None)
        first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self) -> None:
        names = list(self._fields)
        for name, following in pairwise(names):
            if self._fields[name] is self.sender():
                self._fields[following].edit.setFocus()

    def _on_reason(self, reason: str) -> None:
        """Take the reason for both pressures: a cuff that gives one number gives two."""
        if self.sender() is self._fields.get(_BOTTOM) and _TOP in self._fields:
            self._fields[_TOP].set_reading("", "", Missing(reason))
            self._show_notes()
            self.changed.emit()


def _unit_words() -> dict[str, str]:
    per_minute = _("a minute")
    return {_TOP: _("top"), _BOTTOM: _("bottom"), "hr": per_minute, "rr": per_minute}


def _spoken_units() -> dict[str, str]:
    return {
        "hr": _("beats a minute"),
        _TOP: _("millimetres of mercury"),
        _BOTTOM: _("millimetres of mercury"),
        "rr": _("breaths a minute"),
        "spo2": _("percent"),
    }


def _caption_line(
    field: NumberField, after: QLabel | None = None, help_: HelpButton | None = None
) -> QHBoxLayout:
    """Return the line above a field: its caption, a small label and the question mark."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.addWidget(field.caption)
    if after is not None:
        line.addWidget(after)
    line.addStretch(1)
    if help_ is not None:
        line.addWidget(help_)
    return line
