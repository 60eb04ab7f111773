# SPDX-License-Identifier: MIT
"""A full question that is asked only where somebody wants it: a button until then."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField, Wrong


class FullOptional(FullField):
    """Asks once somebody presses the button; whoever was asked before is asked again."""

    def __init__(
        self,
        asked: AskedOf,
        question: Question,
        build: Callable[[AskedOf, Question], FullField],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(asked, question, parent)
        self._build = build
        self._inner: FullField | None = None
        what = question.short[:1].lower() + question.short[1:]
        self._ask = QPushButton(_("Ask about {what} too").format(what=what))
        self._ask.setObjectName(f"{question.id}.ask")
        tag(self._ask, button="normal")
        self._ask.clicked.connect(self._on_ask)
        self.lines.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        before = (drafts.answer_in(c, question.id) for c in asked.record.check_ins)
        if any(answer is not None for answer in before):
            self._open()

    def show_answer(self, draft: Draft) -> None:
        """Show what was pressed; an answer that is there is never hidden."""
        if drafts.has_answer(draft, self.question):
            self._open()
        if self._inner is not None:
            self._inner.show_answer(draft)

    def show_draft(self, draft: Draft) -> None:
        """Show the answers of a kept draft, the typed ones too."""
        self.show_answer(draft)
        if self._inner is not None:
            self._inner.show_draft(draft)

    def without(self, draft: Draft) -> Draft:
        """Return the draft without what the question reads from its text."""
        return draft if self._inner is None else self._inner.without(draft)

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with what was typed here."""
        return draft if self._inner is None else self._inner.taken_into(draft)

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is, or None."""
        return None if self._inner is None else self._inner.wrong()

    def _open(self) -> None:
        if self._inner is not None:
            return
        self._inner = self._build(self.asked, self.question)
        self._inner.edited.connect(self.edited)
        self._inner.typed.connect(self.typed)
        self.lines.addWidget(self._inner)
        self._ask.hide()

    def _on_ask(self) -> None:
        self._open()
        self.rebuilt.emit()
        stops = self._inner.findChildren(QWidget) if self._inner is not None else []
        first = next((s for s in stops if s.focusPolicy() is Qt.FocusPolicy.StrongFocus), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
