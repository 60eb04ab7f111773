# SPDX-License-Identifier: MIT
"""The rows of a log: each in a box of its own with a button that takes it out again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.form import Choice, Limits
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.full_field import Wrong
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec

_COLUMNS = 2


class LogRow(QFrame):
    """One entry of a log. `changed` at every press and keystroke, `removed` when it is taken out.

    Its parts are named `<name>.<part>`; `words` are the captions of the parts.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, name: str, title: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self.theme = theme
        self.name = name
        self._title = title
        self._words = words
        self._place = 0
        tag(self, card="inset")
        remove = QPushButton(_("Remove"))
        remove.setObjectName(f"{name}.remove")
        remove.setAccessibleName(_("Remove {what}").format(what=title))
        tag(remove, button="quiet")
        remove.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        head.addWidget(remove)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("s"))
        column = QVBoxLayout(self)
        edge = theme.space("m")
        column.setContentsMargins(edge, theme.space("xs"), edge, edge)
        column.setSpacing(theme.space("xs"))
        column.addLayout(head)
        column.addLayout(self._grid)

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is, or None."""
        return None

    def spoken(self, part: str) -> str:
        """Return what a part is called by a screen reader."""
        return f"{self._title}: {self._words.get(part, part)}"

    def put(self, part: str, field: QWidget, *, broad: bool = False) -> None:
        """Place a part under its caption, beside the one before where there is room."""
        cell = QWidget()
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        if part and not isinstance(field, ChoiceField):
            lines.addWidget(label(self._words.get(part, part), "strong"))
        lines.addWidget(field)
        if broad and self._place % _COLUMNS:
            self._place += 1
        row, column = divmod(self._place, _COLUMNS)
        span = _COLUMNS if broad else 1
        self._grid.addWidget(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 1)
        self._place += span

    def text(self, part: str) -> QLineEdit:
        """Return a field for words, in its place."""
        edit = text_edit(f"{self.name}.{part}", self.spoken(part))
        edit.textEdited.connect(self.changed)
        self.put(part, edit)
        return edit

    def choice(self, part: str, choices: Sequence[Choice], *, broad: bool = False) -> ChoiceField:
        """Return a row of answers, in its place."""
        caption = self._words.get(part, part)
        field = ChoiceField(self.theme, f"{self.name}.{part}", (caption, caption), choices)
        field.picked.connect(self._on_picked)
        self.put(part, field, broad=broad)
        return field

    def number(self, part: str, unit: str, limits: Limits) -> NumberField:
        """Return a field for a number; the owner puts it and its note in place."""
        spec = NumberSpec(
            name=f"{self.name}.{part}",
            caption=self._words.get(part, part),
            spoken=f"{self.spoken(part)}, {unit}",
            unit=unit,
            limits=limits,
            has_reasons=False,
        )
        field = NumberField(self.theme, spec, self)
        field.changed.connect(self.changed)
        for label_ in (field.caption, field.note):
            label_.setParent(self)
        field.caption.hide()
        return field

    def _on_picked(self, _value: str) -> None:
        self.changed.emit()


def focus_first(row: LogRow) -> None:
    """Put the keyboard on the first answer of a new row; its Remove button comes before it."""
    stops = [w for w in row.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    answers = [stop for stop in stops if not stop.objectName().endswith(".remove")]
    if answers:
        answers[0].setFocus(Qt.FocusReason.OtherFocusReason)


def with_note(*fields: NumberField, below: QWidget | None = None) -> QWidget:
    """Return numbers beside each other with what is said of them below, and one part more."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    row = QHBoxLayout()
    row.setSpacing(6)
    notes = QHBoxLayout()
    for field in fields:
        row.addWidget(field, 1)
        notes.addWidget(field.note, 1)
    lines.addLayout(row)
    lines.addLayout(notes)
    if below is not None:
        lines.addWidget(below)
    return made


def yes_or_no() -> tuple[Choice, ...]:
    """Return the two answers of a part that may also be left out."""
    return Choice(value="false", label=_("no")), Choice(value="true", label=_("yes"))


def bool_of(field: ChoiceField) -> bool | None:
    """Return yes, no or nothing."""
    value = field.value()
    return None if value is None else value == "true"


def written(value: bool | None) -> str | None:
    """Return yes, no or nothing as the answers of a row write it."""
    return None if value is None else ("true" if value else "false")


def show_number(field: NumberField, value: Decimal | int | None) -> None:
    """Show a kept number in a field."""
    field.set_reading("" if value is None else f"{Decimal(value):f}", "", None)
