# SPDX-License-Identifier: MIT
"""A full question that is answered in the caregiver's own words."""

from PySide6.QtWidgets import QLineEdit, QWidget

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Question
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField

_MOST_LETTERS = 300


class FullText(FullField):
    """One line of words, kept as they were typed; a blank is no answer."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self.lines.addWidget(self.head())
        self._edit = text_edit(question.id, question.prompt)
        self._edit.textEdited.connect(self.typed)
        self.lines.addWidget(self._edit)

    @property
    def is_broad(self) -> bool:
        """Say that two texts may stand side by side."""
        return False

    def show_draft(self, draft: Draft) -> None:
        """Show the kept words."""
        kept = drafts.answer_in(draft, self.question.id)
        self._edit.setText(kept if isinstance(kept, str) else "")

    def without(self, draft: Draft) -> Draft:
        """Return the draft without what this field reads from its text."""
        return drafts.typed(draft, self.question.id, None, "")

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with the words, without blanks around them."""
        words = self._edit.text().strip()
        return drafts.answered(draft, self.question.id, words) if words else draft


def text_edit(name: str, spoken: str) -> QLineEdit:
    """Return a field for one line of words."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(spoken)
    edit.setMaxLength(_MOST_LETTERS)
    tag(edit, field="box")
    return edit
