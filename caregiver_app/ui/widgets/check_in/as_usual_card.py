# SPDX-License-Identifier: MIT
"""What the one press "As usual" says, read back before it is saved, or why it was refused."""

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caregiver_app.domain.as_usual import AsUsual, Refusal, fields_stated
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Form
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.check_in_draft import choice_in
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.widgets.fields.level_words import spoken


class AsUsualCard(QFrame):
    """Stands beside the form as long as answers in it come from the one press."""

    def __init__(
        self, theme: Theme, content: AsUsual, form: Form, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("as_usual.said")
        self._content = content
        self._form = form
        tag(self, card="plain")
        self._head = label("", "strong")
        self._words = label("", "small")
        self._rest = label("", "small", "muted")
        column = QVBoxLayout(self)
        side, edge = theme.space("l"), theme.space("s")
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(2)
        for part in (self._head, self._words, self._rest):
            column.addWidget(part)
        self.hide()

    def show_stated(self, draft: Draft) -> None:
        """Read back what was stated; nothing stated takes the card away."""
        words = " ".join(read_back(self._content, self._form, draft))
        rest = self._content.rest
        if draft.stiffness is None:
            rest = f"{self._content.not_known} {rest}"
        self._say(self._content.head if words else "", words, rest)

    def show_refused(self, why: Refusal) -> None:
        """Say why the press states nothing."""
        self._say(self._content.refused_head, self._content.refused[why], "")

    def put_away(self) -> None:
        """Say nothing."""
        self._say("", "", "")

    def _say(self, head: str, words: str, rest: str) -> None:
        told = spoken((f"{head} {words}", rest)) if head else ""
        if told == self.accessibleName():
            return
        self._head.setText(head)
        self._words.setText(words)
        self._rest.setText(rest)
        show_part(self._rest, bool(rest))
        self.setAccessibleName(told)
        show_part(self, bool(head))
        if head:
            announce(self, told, now=False)


def read_back(content: AsUsual, form: Form, draft: Draft) -> Iterator[str]:
    """Yield, in a few sentences, everything that the one press stated in a draft."""
    fields = fields_stated(draft)
    for sentence in content.sentences:
        said = [
            content.said[name].format(value=_answer(form, draft, name))
            for name in sentence
            if name in fields
        ]
        if said:
            words = ", ".join(said)
            yield f"{words[0].upper()}{words[1:]}."


def _answer(form: Form, draft: Draft, name: str) -> str:
    """Return an answer in the words of its question."""
    value = choice_in(draft, name) or ""
    choices = form.question(name).choices
    return next((choice.label for choice in choices if choice.value == value), value)
