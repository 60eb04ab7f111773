# SPDX-License-Identifier: MIT
"""What a plan that is still being typed would ask the prescriber to confirm."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import emptied, headed_card
from caregiver_app.ui.widgets.today.prompts_card import kinds_of, more_of
from caregiver_app.ui.words.days_in_text import days_in_words

_AT_ONCE = 3


class DraftPrompts(QFrame):
    """What to ask the prescriber about a plan that is still being typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plan.draft_prompts")
        column = headed_card(self, theme, _("Ask the prescriber"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        column.addLayout(self._lines)

    def show_prompts(self, prompts: Sequence[PlanPrompt]) -> None:
        """Show them, or nothing while there are none."""
        lines = emptied(self._lines)
        for kind in kinds_of(prompts)[:_AT_ONCE]:
            lines.addWidget(label(kind[0].message, "body"))
            because = (days_in_words(kind[0].because), more_of(kind))
            lines.addWidget(label(" ".join(filter(None, because)), "small", "muted"))
        self.setVisible(bool(prompts))
