# SPDX-License-Identifier: MIT
"""What is usual for a person beside the numbers: spasms, worry, restlessness and the like."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.form import Choice, Form
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField

SIGNS = ("psfs", "anxiety", "agitation", "sweating", "tremor", "alertness")
_NUMBERS = frozenset({"psfs", "anxiety", "agitation"})
# What is a warning sign every time is usual for nobody.
_NEVER_USUAL = {"alertness": ("hard_to_wake", "cannot_wake"), "agitation": ("3",)}
_ENDS = (0, 10)


class UsualSigns(QWidget):
    """One row of answers for each sign; a second press takes an answer back."""

    changed = Signal()

    def __init__(self, theme: Theme, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        self._fields: dict[str, ChoiceField] = {}
        self._shown = UsualValues()
        for name in SIGNS:
            question = form.question(name)
            prompt = question.short.rstrip("?")
            choices = question.choices or tuple(
                Choice(value=str(n), label=_scale_words(n, question.anchors or {}))
                for n in range(11)
            )
            offered = [c for c in choices if c.value not in _NEVER_USUAL.get(name, ())]
            field = ChoiceField(theme, f"usual.{name}", (prompt, prompt), offered)
            field.picked.connect(self._on_picked)
            self._fields[name] = field
            column.addWidget(field)

    def show_values(self, usual: UsualValues) -> None:
        """Show what is written down."""
        self._shown = usual
        plain = to_plain(usual)
        for name, field in self._fields.items():
            value = plain.get(name)
            field.set_value(None if value is None else str(value))

    def fill(self, usual: UsualValues) -> None:
        """Answer what has no answer yet, and nothing else."""
        plain = to_plain(usual)
        for name, field in self._fields.items():
            if name in plain and field.value() is None:
                field.set_value(str(plain[name]))

    def with_signs(self, usual: UsualValues) -> UsualValues:
        """Return usual values in which these signs are as they are answered here.

        What has no answer here, like a value that cannot be chosen, stays while nobody presses.
        """
        before, plain = to_plain(self._shown), to_plain(usual)
        for name, field in self._fields.items():
            answer: Any = field.value()
            stands = name in before and not self._can_show(name, before[name])
            if answer is None and stands:
                plain[name] = before[name]
            elif answer is None:
                plain.pop(name, None)
            else:
                plain[name] = int(answer) if name in _NUMBERS else answer
        return replace(usual, **{n: getattr(from_plain(UsualValues, plain), n) for n in SIGNS})

    def _can_show(self, name: str, value: object) -> bool:
        return str(value) not in _NEVER_USUAL.get(name, ())

    def _on_picked(self, _value: str) -> None:
        self.changed.emit()


def _scale_words(number: int, anchors: Mapping[int, str]) -> str:
    words = anchors.get(number) if number in _ENDS else None
    return _("{number}, {words}").format(number=number, words=words) if words else str(number)
