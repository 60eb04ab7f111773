# SPDX-License-Identifier: MIT
"""The weight in a profile: a number that looks like the other unit is asked about, never kept."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.form import Limits
from caregiver_app.domain.people.profile import ProfileQuestion
from caregiver_app.domain.record import Record
from caregiver_app.domain.units import NumberError, kilograms, parse_number, pounds
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.people.profile_answer import ProfileAnswer
from caregiver_app.ui.widgets.plan.plan_typed import number_text
from caregiver_app.ui.widgets.settings.passcode_parts import part_button
from caregiver_app.ui.words import dates

_SAME = 1
"""So near to the known weight in the other unit, a number is taken for it, as in a check-in."""


class WeightAnswer(ProfileAnswer):
    """Asks "lb or kg?" with a button for each, and is no answer until one was pressed."""

    def __init__(
        self,
        theme: Theme,
        question: ProfileQuestion,
        words: Mapping[str, str],
        clock: Clock,
        weight_unit: str,
        limits: Limits | None,
    ) -> None:
        super().__init__(theme, question, words, clock, weight_unit)
        self._limits = limits
        self._newest: Decimal | None = None
        self._answered = ""
        self._choice = QWidget()
        row = FlowLayout(self._choice, gap=theme.space("s"))
        self._in_lb = part_button(theme, "profile.weight_kg.lb", "", "soft")
        self._in_kg = part_button(theme, "profile.weight_kg.kg", "", "soft")
        for button in (self._in_lb, self._in_kg):
            button.clicked.connect(self._on_unit)
            row.addWidget(button)
        self._lines.addWidget(self._choice)
        self._choice.hide()
        if self._text is not None:
            self._text.edit.editingFinished.connect(self.say_problem)
            self._text.changed.connect(self._choice.hide)

    def show_record(self, record: Record) -> None:
        """Take the newest weight of the check-ins to hold against what is typed."""
        weighed = (c.weight_kg for c in reversed(record.check_ins) if c.weight_kg is not None)
        self._newest = next(weighed, None)

    def show_value(self, value: object) -> None:
        """Show what the profile says; nothing is asked about that."""
        self._answered = ""
        self._choice.hide()
        super().show_value(value)

    def say_problem(self) -> str:
        """Put what is wrong beside the field, with both units to press, and return it."""
        words = super().say_problem()
        typed = self._typed()
        asks = bool(words) and typed is not None and self._is_odd(typed)
        if asks and typed is not None:
            self._in_lb.setText(_("{n} lb").format(n=number_text(typed)))
            self._in_kg.setText(_("{n} kg").format(n=number_text(typed)))
        self._choice.setVisible(asks)
        return words

    def _problem_of(self, text: str) -> str:
        words = super()._problem_of(text)
        typed = self._typed()
        if words or typed is None or text == self._answered or not self._is_odd(typed):
            return words
        before = self._in_unit(self._newest if self._newest is not None else self._kept)
        if not isinstance(before, Decimal):
            return words
        unit = "lb" if self._in_pounds else "kg"
        return _("Is it in lb or kg? It was {before}.").format(before=dates.amount(before, unit))

    def _typed(self) -> Decimal | None:
        try:
            return parse_number(self._text.text() if self._text else "", self.question.decimals)
        except NumberError:
            return None

    def _is_odd(self, typed: Decimal) -> bool:
        """Say whether a number is a known weight in the other unit, or far from the newest one."""
        known = [one for one in (self._newest, self._kept) if isinstance(one, Decimal)]
        stored = kilograms(typed) if self._in_pounds else typed
        for one in known:
            other = one if self._in_pounds else pounds(one)
            if abs(other - typed) < _SAME:
                return True
        # A profile says no time of day: whatever its age, a big change is asked about.
        return bool(
            known and self._limits and self._limits.is_big_change(stored, known[0], Decimal(0))
        )

    def _on_unit(self) -> None:
        typed = self._typed()
        if typed is None or self._text is None:
            return
        if (self.sender() is self._in_lb) is not self._in_pounds:
            typed = pounds(typed) if self._in_pounds else kilograms(typed)
        self._answered = number_text(typed)
        self._text.edit.setText(self._answered)
        self.say_problem()
        self.changed.emit()
        self._text.edit.setFocus(Qt.FocusReason.OtherFocusReason)
