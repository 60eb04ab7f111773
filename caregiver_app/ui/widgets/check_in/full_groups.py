# SPDX-License-Identifier: MIT
"""The groups of the full check-in below the quick one, each built when somebody opens it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.form import Form, Question
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.check_in.group_card import GroupCard
from caregiver_app.ui.widgets.fields.check_in_draft import has_answer, is_shown_in_tiles
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField, ToldDose, Wrong
from caregiver_app.ui.widgets.fields.help_button import HelpButton
from caregiver_app.ui.widgets.fields.log_row import LogRow

_TYPED = frozenset({"number", "text", "time", "medicines"})


class FullGroups(QWidget):
    """The groups. What is typed in them is read by `taken_into`, a press is told by `edited`.

    `opened` carries the head of a group that was just opened, `built` that there are new fields.
    """

    edited = Signal(object)
    typed = Signal()
    opened = Signal(object)
    built = Signal()

    def __init__(self, asked: AskedOf, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._form = form
        self._draft = Draft()
        self._cards: dict[str, GroupCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(asked.theme.space("s"))
        for group in form.groups:
            card = GroupCard(asked.theme, group, partial(self._build, group.id))
            card.opened.connect(self._on_opened)
            card.built.connect(self.built)
            column.addWidget(card)
            self._cards[group.id] = card
        self.show_answers(self._draft)

    def unseen(self, draft: Draft) -> int:
        """Return how many answers a draft holds that the quick questions do not show."""
        asked = (q for group in self._cards for q in self._form.in_group(group))
        return sum(
            self._is_answered(question, draft)
            and not is_shown_in_tiles(draft, question.id, self._form.tiles)
            for question in asked
        )

    def without_typed(self, draft: Draft) -> Draft:
        """Return the draft without what the fields of the groups read from their texts."""
        for field in self._fields():
            draft = field.without(draft)
        return draft

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with everything that was typed in the groups."""
        for field in self._fields():
            draft = field.taken_into(draft)
        return draft

    def show_draft(self, draft: Draft) -> None:
        """Show the answers of a kept draft, each in its field."""
        self._draft = draft
        for name, card in self._cards.items():
            asked = self._form.in_group(name)
            # A press lives in the draft; a text lives in its field, which must be there.
            if any(q.kind in _TYPED and has_answer(draft, q) for q in asked):
                card.build()
        for field in self._fields():
            field.show_draft(draft)
        self._count(draft)

    def show_answers(self, draft: Draft) -> None:
        """Show what was pressed, and how much of every group is answered."""
        self._draft = draft
        for field in self._fields():
            field.show_answer(draft)
        self._count(draft)

    def arrange(self, columns: int) -> None:
        """Lay the questions of every group in one column or in two."""
        for card in self._cards.values():
            card.arrange(columns)

    def dose_events(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return a line of the dose log for every dose that was written down here."""
        return tuple(event for field in self._fields() for event in field.dose_events(recorder))

    def show_doses(self, events: Sequence[DoseEvent]) -> None:
        """Show kept doses that are not asked about among the quick questions."""
        for name, card in self._cards.items():
            if events and any(q.kind == "doses" for q in self._form.in_group(name)):
                card.build()
        for field in self._fields():
            field.show_doses(events)

    def first_wrong(self) -> Wrong | None:
        """Return the first field that cannot be saved as it is."""
        return next((wrong for field in self._fields() if (wrong := field.wrong())), None)

    def reveal(self, part: QWidget) -> None:
        """Open the group that a part lies in."""
        for card in self._cards.values():
            if card.isAncestorOf(part):
                card.open()

    def help_last(self, stops: Sequence[QWidget]) -> list[QWidget]:
        """Return stops with the question mark of each question behind its answers.

        That of a log with rows stays where it is read: behind them it would lie a page away.
        """
        moved = {
            id(field.findChild(HelpButton)): field for field in self._fields() if _is_one(field)
        }
        way: list[QWidget] = []
        held: tuple[QWidget, FullField] | None = None
        for stop in stops:
            if held is not None and not held[1].isAncestorOf(stop):
                way.append(held[0])
                held = None
            if id(stop) in moved:
                held = stop, moved[id(stop)]
            else:
                way.append(stop)
        return way if held is None else [*way, held[0]]

    def _fields(self) -> list[FullField]:
        return [field for card in self._cards.values() for field in card.fields]

    def _build(self, group: str) -> Sequence[FullField]:
        made = []
        for question in self._form.in_group(group):
            field = _field(self._asked, question)
            field.edited.connect(self.edited)
            field.typed.connect(self.typed)
            field.dose_told.connect(self._on_dose_told)
            field.show_draft(self._draft)
            field.rebuilt.connect(self.built)
            made.append(field)
        return made

    def _is_answered(self, question: Question, draft: Draft) -> bool:
        if question.kind == "doses":
            return bool(self.dose_events(None))
        return has_answer(draft, question)

    def _count(self, draft: Draft) -> None:
        for name, card in self._cards.items():
            asked = [
                question
                for question in self._form.in_group(name)
                if not question.optional or has_answer(draft, question)
            ]
            done = sum(self._is_answered(question, draft) for question in asked)
            card.head.show_count(_("{n} of {all} answered").format(n=done, all=len(asked)))

    def _on_dose_told(self, told: ToldDose) -> None:
        """Bring a dose that was told as another medicine among the doses."""
        for name, card in self._cards.items():
            if any(question.kind == "doses" for question in self._form.in_group(name)):
                card.open()
        taken = (field.take_dose(told) for field in self._fields())
        settled = next((counts for counts in taken if counts is not None), None)
        if settled is not None:
            told.moved(settled)

    def _on_opened(self) -> None:
        card = self.sender()
        if isinstance(card, GroupCard):
            self.opened.emit(card.head)


def _field(asked: AskedOf, question: Question) -> FullField:
    make = _field_classes()[question.kind]
    if not question.optional:
        return make(asked, question)
    from caregiver_app.ui.widgets.fields.full_optional import FullOptional

    return FullOptional(asked, question, make)


def _field_classes() -> dict[str, Callable[[AskedOf, Question], FullField]]:
    from caregiver_app.ui.widgets.check_in.dose_log import DoseLog
    from caregiver_app.ui.widgets.check_in.medicine_log import MedicineLog
    from caregiver_app.ui.widgets.check_in.seizure_log import SeizureLog
    from caregiver_app.ui.widgets.fields.full_choices import FullChoice, FullMany, FullScale
    from caregiver_app.ui.widgets.fields.full_number import FullNumber
    from caregiver_app.ui.widgets.fields.full_text import FullText
    from caregiver_app.ui.widgets.fields.full_time import FullTime

    return {
        "choice": FullChoice,
        "scale": FullScale,
        "many": FullMany,
        "number": FullNumber,
        "text": FullText,
        "time": FullTime,
        "seizures": SeizureLog,
        "medicines": MedicineLog,
        "doses": DoseLog,
    }


def _is_one(field: FullField) -> bool:
    """Say whether a question has one answer, not the rows of a log."""
    return field.findChild(LogRow) is None
