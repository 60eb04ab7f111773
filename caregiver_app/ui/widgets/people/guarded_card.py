# SPDX-License-Identifier: MIT
"""What is known and only family changes: to be read by everybody, with who may change it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import card, headed_card
from caregiver_app.ui.widgets.people.fact_grid import FactGrid


class GuardedCards:
    """`note` says on top who changes what, `facts` shows it where it is typed by family."""

    def __init__(self, theme: Theme) -> None:
        self.note, lines = card(theme, "inset")
        self._why = label("", "strong")
        self._why.setObjectName("profile.why")
        rest = _("You can change all else here, and add a medicine.")
        for part in (self._why, label(rest, "body", "muted")):
            lines.addWidget(part)
        self.facts = QFrame()
        tag(self.facts, card="plain")
        column = headed_card(self.facts, theme, _("What only family changes"))
        self._grid = FactGrid(theme)
        column.addWidget(self._grid)

    def show_facts(self, why: str | None, facts: Sequence[tuple[str, str]]) -> None:
        """Show the sentence and each fact as it is written down; nothing without a sentence."""
        for part in (self.note, self.facts):
            part.setVisible(why is not None)
        self._why.setText(why or "")
        self._grid.show_facts(facts if why is not None else ())
