# SPDX-License-Identifier: MIT
"""The place of the full check-in below the quick one; empty until somebody wants it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import Clock
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.help_button import AskHelp

if TYPE_CHECKING:
    from caregiver_app.domain.person import Drug
    from caregiver_app.ui.widgets.check_in.full_groups import FullGroups
    from caregiver_app.ui.widgets.fields.full_field import Wrong


class FullPart(QWidget):
    """Builds the groups when Full is chosen, or when a kept draft has answers for them.

    `edited` carries what a press does to the draft, `typed` is said at every keystroke, `built`
    when there are new fields, `opened` carries the head of a group that was just opened.
    `weight_unit` (`lb` or `kg`) is the one that groups built from now on ask a weight in first.
    `counted` tells them which drug that is counted as doses a name on a label is,
    `alike` which one may be meant by a name that is nearly its own, but for those in `not_meant`.
    """

    edited = Signal(object)
    typed = Signal()
    built = Signal()
    opened = Signal(object)

    def __init__(
        self, theme: Theme, form: Form, clock: Clock, ask_help: AskHelp, *, child: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._form = form
        self._clock = clock
        self._ask_help = ask_help
        self._child = child
        self._told: frozenset[str] = frozenset()
        self._about: tuple[Record, str, Moment] | None = None
        self._pressed_at: Callable[[], Moment] | None = None
        self._columns = 1
        self._groups: FullGroups | None = None
        self.mode = Mode.QUICK
        self.weight_unit = "lb"
        self.counted: Callable[[str], Drug | None] | None = None
        self.alike: Callable[[str], Drug | None] | None = None
        self.not_meant: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def start(
        self,
        record: Record,
        unit: str,
        now: Moment,
        told: frozenset[str],
        pressed_at: Callable[[], Moment] | None = None,
    ) -> None:
        """Forget all answers; `told` are the fields that the quick questions ask already.

        `pressed_at` gives the time of something that is added.
        """
        self.mode, self._pressed_at = Mode.QUICK, pressed_at
        self._about, self._told = (record, unit, now), told
        self.hide()
        if self._groups is not None:
            self._groups.hide()
            self._groups.setParent(None)  # nobody may find it while it waits to be taken down
            self._groups.deleteLater()
            self._groups = None

    def show_mode(self, mode: Mode, draft: Draft) -> None:
        """Show the groups, or put them away; no answer is lost."""
        self.mode = mode
        if mode is Mode.FULL:
            self._made(draft)
        self.setVisible(mode is Mode.FULL)

    def restore(self, draft: Draft, doses: Sequence[DoseEvent]) -> Draft:
        """Show a kept draft and doses that were not planned; return it without its texts."""
        if draft.mode is not Mode.FULL and not doses and not self._holds(draft):
            return draft
        groups = self._made(draft)
        groups.show_draft(draft)
        groups.show_doses(doses)
        return groups.without_typed(draft)

    def arrange(self, columns: int) -> None:
        """Lay the questions of every group in one column or in two."""
        self._columns = columns
        if self._groups is not None:
            self._groups.arrange(columns)

    def show_answers(self, draft: Draft) -> None:
        """Show what was pressed, here or among the quick questions."""
        if self._groups is not None:
            self._groups.show_answers(draft)

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with what was typed in the groups."""
        return draft if self._groups is None else self._groups.taken_into(draft)

    def dose_events(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return the doses that were written down in the groups."""
        return () if self._groups is None else self._groups.dose_events(recorder)

    def unseen(self, draft: Draft) -> int:
        """Return how many answers of the full form count although nobody sees them now."""
        hidden = self._groups is not None and self.mode is Mode.QUICK
        return self._groups.unseen(draft) if self._groups is not None and hidden else 0

    @property
    def group_count(self) -> int:
        """Return how many groups this person has."""
        return len(self._form.groups)

    def help_last(self, stops: list[QWidget]) -> list[QWidget]:
        """Return stops with the question mark of each question behind its answers."""
        return stops if self._groups is None else self._groups.help_last(stops)

    def first_wrong(self) -> "Wrong | None":
        """Return the first field that cannot be saved as it is, and open its group."""
        wrong = self._groups.first_wrong() if self._groups is not None else None
        if wrong is not None and self._groups is not None:
            self.mode = Mode.FULL
            self.show()
            self._groups.reveal(wrong.edit)
        return wrong

    def _made(self, draft: Draft) -> "FullGroups":
        from caregiver_app.ui.widgets.check_in.full_groups import FullGroups
        from caregiver_app.ui.widgets.fields.full_field import AskedOf

        if self._groups is not None:
            return self._groups
        if self._about is None:
            raise RuntimeError("the full form is about a person: call start first")
        record, unit, now = self._about
        questions = self._questions()
        asked = AskedOf(
            theme=self._theme,
            record=record,
            now=now,
            unit=unit,
            child=self._child,
            clock=self._clock,
            ask_help=self._ask_help,
            pressed_at=self._pressed_at,
            weight_unit=self.weight_unit,
            counted=self.counted,
            alike=self.alike,
            not_meant=self.not_meant,
            tells_doses=any(question.kind == "doses" for question in questions.questions),
        )
        made = FullGroups(asked, questions, self)
        made.edited.connect(self.edited)
        made.typed.connect(self.typed)
        made.built.connect(self.built)
        made.opened.connect(self.opened)
        made.arrange(self._columns)
        made.show_answers(draft)
        column = self.layout()
        if column is not None:
            column.addWidget(made)
        self._groups = made
        return made

    def _questions(self) -> Form:
        asked = tuple(q for q in self._form.questions if q.id not in self._told)
        return replace(self._form, questions=asked)

    def _holds(self, draft: Draft) -> bool:
        """Say whether a draft holds an answer that only the full form shows."""
        return any(
            drafts.has_answer(draft, question)
            and not drafts.is_shown_in_tiles(draft, question.id, self._form.tiles)
            for question in self._questions().questions
            if question.group
        )
