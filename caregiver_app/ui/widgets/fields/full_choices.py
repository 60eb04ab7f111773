# SPDX-License-Identifier: MIT
"""Full questions that are answered by pressing: one of several, a scale, any number of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.form import Choice, Question
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import label
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField, with_could_not, with_not_sure
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.full_field import AskedOf, AskLine, FullField, help_button
from caregiver_app.ui.widgets.fields.known_values import known_value
from caregiver_app.ui.widgets.fields.scale_field import ScaleField

_BROAD_LETTERS = 24
_ASKED_IN_PRIVATE = "self_harm"


class FullChoice(FullField):
    """One answer of several. `asks_again` is asked about; `says` is shown at once."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        prompts = (question.prompt, question.short)
        self._chips = ChoiceField(asked.theme, question.id, prompts, with_reasons(question))
        self._chips.set_prompt(question.prompt, question.help)
        self._ask = _ask_line(self, any(c.asks_again for c in question.choices))
        if self._ask is not None:
            self._chips.take_beside(self._ask)
        if question.about:
            self._chips.take_help(help_button(asked, question))
        self._chips.picked.connect(self._on_picked)
        self.lines.addWidget(self._chips)
        self._says = says_label(self, question)

    @property
    def is_broad(self) -> bool:
        """Say whether the words of the answers want a whole line."""
        choices = self.question.choices
        return self._ask is not None or sum(len(c.label) for c in choices) > _BROAD_LETTERS

    def show_answer(self, draft: Draft) -> None:
        """Show the answer or the reason for none."""
        value = drafts.choice_in(draft, self.question.id)
        self._chips.set_value(value)
        chosen = next((c for c in self.question.choices if c.value == value), None)
        if self._ask is not None:
            self._ask.ask(chosen.label if chosen and chosen.asks_again else "")
        if self._says is not None:
            self._says.setText(chosen.says if chosen else "")

    def show_draft(self, draft: Draft) -> None:
        """Show a kept answer without asking about it once more."""
        super().show_draft(draft)
        if self._ask is not None:
            self._ask.confirm()

    def _on_picked(self, value: str) -> None:
        name = self.question.id
        if value == Missing.REFUSED:
            self.edited.emit(lambda draft: drafts.not_taken(draft, name, Missing.REFUSED))
        elif value:
            self.edited.emit(lambda draft: drafts.chosen(draft, name, value))
        else:
            self.edited.emit(lambda draft: drafts.withdrawn(draft, name))


class FullScale(FullField):
    """A scale from 0 to 10; far above what is usual it is asked about."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self._scale = ScaleField(asked.theme, question)
        self._usual: int | None = getattr(asked.record.person.usual, question.id, None)
        limits = question.limits
        far = limits is not None and limits.soft_above_usual is not None
        self._ask = _ask_line(self, far and self._usual is not None)
        if self._ask is not None:
            self._scale.take_beside(self._ask)
        if question.about:
            self._scale.take_help(help_button(asked, question))
        self._scale.picked.connect(self._on_picked)
        self.lines.addWidget(self._scale)
        if question.item is None:
            known = known_value(asked.record, question.id, asked.unit, asked.now)
            self._scale.set_known(self._usual, known.newest)

    def show_answer(self, draft: Draft) -> None:
        """Show the number or that it could not be checked."""
        value = drafts.choice_in(draft, self.question.id)
        self._scale.set_value(value)
        if self._ask is not None:
            self._ask.ask(value if value is not None and self._is_far(value) else "")

    def show_draft(self, draft: Draft) -> None:
        """Show a kept answer without asking about it once more."""
        super().show_draft(draft)
        if self._ask is not None:
            self._ask.confirm()

    def _is_far(self, value: str) -> bool:
        limits, usual = self.question.limits, self._usual
        if limits is None or usual is None or not value.isdigit():
            return False
        return limits.is_far_above(int(value), usual)

    def _on_picked(self, value: str) -> None:
        name = self.question.id
        if value:
            self.edited.emit(lambda draft: drafts.chosen(draft, name, value))
        else:
            self.edited.emit(lambda draft: drafts.withdrawn(draft, name))


class FullMany(FullField):
    """Any number of the choices; "could not check" stands in place of them all."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self.lines.addWidget(self.head())
        holder = QWidget()
        holder.setAccessibleName(question.prompt)
        flow = FlowLayout(holder, gap=asked.theme.space("s"))
        self._chips: dict[str, CheckChip] = {}
        for choice in with_could_not(question.choices):
            chip = CheckChip(asked.theme, choice.label)
            chip.setObjectName(f"{question.id}.{choice.value}")
            chip.setAccessibleName(f"{question.prompt} {choice.label}")
            chip.clicked.connect(self._on_clicked)
            flow.addWidget(chip)
            self._chips[choice.value] = chip
        self.lines.addWidget(holder)
        self._says = says_label(self, question)

    def show_answer(self, draft: Draft) -> None:
        """Show what was chosen, and say at once what goes with it."""
        chosen = getattr(draft, self.question.id)
        reason = draft.not_taken.get(self.question.id)
        for value, chip in self._chips.items():
            chip.setChecked(value in chosen or value == reason)
        if self._says is not None:
            said = [c.says for c in self.question.choices if c.says and c.value in chosen]
            self._says.setText(" ".join(said))

    def _on_clicked(self) -> None:
        pressed = next(v for v, chip in self._chips.items() if chip is self.sender())
        name, is_on = self.question.id, self._chips[pressed].isChecked()
        if pressed == Missing.COULD_NOT:
            self.edited.emit(lambda draft: _none_chosen(draft, name, is_on=is_on))
        else:
            self.edited.emit(lambda draft: _with_chosen(draft, name, self._pressed()))

    def _pressed(self) -> tuple[str, ...]:
        return tuple(c.value for c in self.question.choices if self._chips[c.value].isChecked())


def with_reasons(question: Question) -> Sequence[Choice]:
    """Return the choices and the one reason for none that fits the question."""
    if question.id == _ASKED_IN_PRIVATE:
        return (*question.choices, Choice(value=Missing.REFUSED, label=_("rather not say")))
    if any(choice.label == _("not sure") for choice in question.choices):
        return with_could_not(question.choices)
    return with_not_sure(question.choices)


def says_label(field: FullField, question: Question) -> QLabel | None:
    """Return the line for what an answer says at once; None when no answer says anything."""
    if not any(choice.says for choice in question.choices):
        return None
    said = label("", "strong")
    said.setObjectName(f"{question.id}.says")
    field.lines.addWidget(said)
    return said


def _ask_line(field: FullChoice | FullScale, asks: bool) -> AskLine | None:
    if not asks:
        return None
    line = AskLine(field.asked.theme, field.question.id, keeps_room=True)
    name = field.question.id
    line.taken_back.connect(lambda: field.edited.emit(lambda draft: drafts.withdrawn(draft, name)))
    return line


def _none_chosen(draft: Draft, name: str, *, is_on: bool) -> Draft:
    empty = drafts.answered(draft, name, ())
    if not is_on:
        return empty
    return drafts.with_reason(empty, name, Missing.COULD_NOT)


def _with_chosen(draft: Draft, name: str, chosen: tuple[str, ...]) -> Draft:
    return drafts.answered(draft, name, chosen)
