# SPDX-License-Identifier: MIT
"""The field for one question about a person; a blank one stays "not recorded"."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.people.profile import ProfileKind, ProfileQuestion
from caregiver_app.domain.units import (
    NumberError,
    at_most_tenths,
    exact_kilograms,
    parse_number,
    pounds,
)
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField, TextField
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.plan.plan_typed import day_wanted, number_text
from caregiver_app.ui.words import dates

_WEIGHT = "weight_kg"


class ProfileAnswer(QWidget):
    """One question with its field, named `profile.<field>`; `changed` at every press and key.

    `weight_unit` is the one a weight is shown and typed in, `lb` or `kg`; kg is what is kept.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        question: ProfileQuestion,
        words: Mapping[str, str],
        clock: Clock,
        weight_unit: str = "kg",
    ) -> None:
        super().__init__()
        self.question = question
        self._in_pounds = question.field == _WEIGHT and weight_unit == "lb"
        self._clock = clock
        self._name = f"profile.{question.field}"
        self._kept: object = None
        self._stood = ""
        self._none_words = words["none_known"]
        self._segment: SegmentField | None = None
        self._text: TextField | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._build(theme, words)

    def show_value(self, value: object) -> None:
        """Show what the profile says."""
        self._kept = value
        if self._segment is not None:
            self._segment.set_value(self._choice_of(value))
        if self._text is not None:
            self._text.edit.setText(_shown(self._in_unit(value)))
            self._text.say("")
            self._stood = self._text.edit.text()
        self._show_text()

    def value(self) -> object:
        """Return the answer, or None; call it only while there is no problem.

        What nobody typed over is what it was, whatever would be made of its words.
        """
        if self._stands():
            return self._kept
        kind, text = self.question.kind, self._text.text() if self._text is not None else ""
        if kind is ProfileKind.YES_NO:
            return {"yes": True, "no": False}.get(self._chosen() or "")
        if kind is ProfileKind.LIST:
            return self._listed(text)
        if not text:
            return None
        if kind in (ProfileKind.DAY, ProfileKind.DAY_AHEAD):
            return day_of(text)
        if kind is not ProfileKind.NUMBER:
            return text
        typed = parse_number(text, self.question.decimals)
        return exact_kilograms(typed) if self._in_pounds else typed

    def said(self) -> str:
        """Return what the profile says, in words; "not recorded" where it says nothing."""
        value = self._kept
        if value is None:
            return _("not recorded")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value == ():
            return self._none_words
        words = _shown(self._in_unit(value))
        unit = "lb" if self._in_pounds else self.question.unit
        return _("{value} {unit}").format(value=words, unit=unit) if unit else words

    def is_changed(self) -> bool:
        """Say whether the answer differs from what the profile said."""
        return not self.problem() and self.value() != self._kept

    def problem(self) -> str:
        """Return what is wrong with the answer, in a sentence, or a blank."""
        if self._text is None or self._stands():
            return ""
        if self._chosen() == "some" and self._listed(self._text.text()) is None:
            return _("Type which ones, or choose another answer.")
        if not self._text.text():
            return ""
        return self._text.problem() or self._problem_of(self._text.text())

    def say_problem(self) -> str:
        """Put what is wrong beside the field and return it."""
        words = self.problem()
        if self._text is not None:
            self._text.say(words)
        return words

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        target = self._text.edit if self._text is not None else self._segment
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, theme: Theme, words: Mapping[str, str]) -> None:
        question = self.question
        if question.kind is ProfileKind.YES_NO:
            self._add_choices([("yes", _("yes")), ("no", _("no")), ("unknown", _("not known"))])
            return
        if question.kind is ProfileKind.LIST:
            choices = [("none", words["none_known"]), ("some", words["some"])]
            self._add_choices([*choices, ("unknown", words["not_known"])])
        unit = "lb" if self._in_pounds else question.unit
        caption = ", ".join(filter(None, [question.prompt, unit]))
        self._text = TextField(theme, self._name, caption)
        if question.kind is ProfileKind.LIST:
            self._text.caption.setText(words["hint"])
        if question.kind in (ProfileKind.DAY, ProfileKind.DAY_AHEAD):
            self._text.edit.setPlaceholderText(_("like 18 May 2026"))
        self._text.changed.connect(self.changed)
        self._lines.addWidget(self._text)

    def _add_choices(self, choices: list[tuple[str, str]]) -> None:
        title = label(self.question.prompt, "strong")
        self._lines.addWidget(title)
        self._segment = SegmentField(self._name, self.question.prompt, choices)
        self._segment.chosen.connect(self._on_chosen)
        self._lines.addWidget(self._segment)

    def _chosen(self) -> str | None:
        return self._segment.value() if self._segment is not None else None

    def _choice_of(self, value: object) -> str | None:
        if value is None:
            return None
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "some" if value else "none"

    def _in_unit(self, value: object) -> object:
        """Return a kept value in the unit it is shown in."""
        if self.question.field != _WEIGHT or not isinstance(value, Decimal):
            return value
        return pounds(value) if self._in_pounds else at_most_tenths(value)

    def _stands(self) -> bool:
        """Say whether nobody has changed anything here since it was shown."""
        chosen = self._segment is None or self._chosen() == self._choice_of(self._kept)
        return chosen and (self._text is None or self._text.edit.text() == self._stood)

    def _listed(self, text: str) -> tuple[str, ...] | None:
        """Return the list, () for "none known", None while nobody knows."""
        if self._chosen() == "none":
            return ()
        told = tuple(part.strip() for part in text.split(",") if part.strip())
        return told if self._chosen() == "some" and told else None

    def _problem_of(self, text: str) -> str:
        kind = self.question.kind
        if kind is ProfileKind.NUMBER:
            return self._number_problem(text)
        if kind not in (ProfileKind.DAY, ProfileKind.DAY_AHEAD):
            return ""
        day = day_of(text)
        if day is None:
            return day_wanted()
        if kind is ProfileKind.DAY and day > here_and_now(self._clock).day:
            return _("This day is still to come.")
        return ""

    def _number_problem(self, text: str) -> str:
        low, high = self._in_unit(self.question.low), self._in_unit(self.question.high)
        try:
            value = parse_number(text, self.question.decimals)
        except NumberError:
            return _("Type a number, like 15 or 7.5.")
        if isinstance(low, Decimal) and isinstance(high, Decimal) and not low <= value <= high:
            return _("Only {low} to {high} can be right.").format(low=low, high=high)
        return ""

    def _on_chosen(self, value: str) -> None:
        self._show_text()
        if value == "some":  # the field that comes may be out of sight
            self.take_focus()
        self.changed.emit()

    def _show_text(self) -> None:
        if self.question.kind is ProfileKind.LIST and self._text is not None:
            self._text.setVisible(self._chosen() == "some")


def _shown(value: object) -> str:
    if isinstance(value, date):
        return dates.long_date(value)
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value if isinstance(value, str) else ""
