# SPDX-License-Identifier: MIT
"""The question before a plan is kept: a year that may be wrong, amounts that nobody typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.plan.plan_years import FarStep, years_asked


class UnsaidAsked(QWidget):
    """Asks once; `agreed` says that the paper says it so, `declined` that it is typed now.

    The press that keeps the plan does not stand where Save stood: a press twice is no answer.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label("", "strong")
        self._words.setObjectName("plan.unsaid")
        self._yes = action_button(theme, _("Not on the paper: save it"), "normal")
        self._type = action_button(theme, _("Type them"), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._words, 1)
        for button, name, said in (
            (self._yes, "plan.unsaid.yes", self.agreed),
            (self._type, "plan.unsaid.type", self.declined),
        ):
            button.setObjectName(name)
            button.clicked.connect(said)
            row.addWidget(button)
        self.hide()

    def ask(self, far: Sequence[FarStep], unsaid: Sequence[int], left_out: Sequence[int]) -> None:
        """Ask about steps, counted from 1: far away, without amounts, with doses that go."""
        asked = ((unsaid, _unsaid(len(unsaid))), (left_out, _left_out(len(left_out))))
        lines = [text.format(steps=", ".join(map(str, steps))) for steps, text in asked if steps]
        words = " ".join((years_asked(far), *lines)).strip()
        self._yes.setText(_("It is right: save it") if far else _("Not on the paper: save it"))
        self._type.setText(_("Look again") if far else _("Type them"))
        self._words.setText(words)
        self.show()
        self._type.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._words, words, now=True)


def _unsaid(number: int) -> str:
    return ngettext(
        "Step {steps} has no amounts at its times. Are they not on the paper?",
        "Steps {steps} have no amounts at their times. Are they not on the paper?",
        number,
    )


def _left_out(number: int) -> str:
    return ngettext(
        "Step {steps} loses doses: their times are not in the plan now. Are they not on the paper?",
        "Steps {steps} lose doses: their times are not in the plan now. Are they not on the paper?",
        number,
    )
