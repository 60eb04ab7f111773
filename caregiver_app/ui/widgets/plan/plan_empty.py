# SPDX-License-Identifier: MIT
"""What stands on Plan while no plan is typed in: what to do, and whom to ring."""

from PySide6.QtWidgets import QFrame

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.plan.titled import titled


class EmptyPlan(QFrame):
    """Says that there is no plan yet; to type it is offered only to who may."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = titled(self, theme, _("Not typed in yet"), "value", "xl")
        words = _("Type the prescriber's plan here, word for word, step by step.")
        self._type_here = label(words, "body", "muted")
        column.addWidget(self._type_here)
        self._ring = label("", "strong")
        column.addWidget(self._ring)
        column.addStretch(1)

    def show_whom(self, ring: str, *, may_type: bool) -> None:
        """Show whom to ring for the plan, and to type it where that is allowed."""
        self._ring.setText(ring)
        self._type_here.setVisible(may_type)
