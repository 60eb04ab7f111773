# SPDX-License-Identifier: MIT
"""What was left for later when a person was written down: it stays on Today until it is told."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from caregiver_app.domain.timing.put_off import PutOff
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button, headed_card
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout


class PutOffCard(QFrame):
    """Names what waits. `page_wanted` carries the page where it is told."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("put_off")
        column = headed_card(self, theme, _("Left for later"))
        self._words = label("", "body")
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(theme.space("s"))
        self._row.addWidget(self._words, 1)
        self._buttons = row = FlowLayout(gap=theme.space("s"))
        self._about = action_button(theme, _("Fill in About them"))
        self._about.setObjectName("put_off.profile")
        self._plan = action_button(theme, _("Type the plan"))
        self._plan.setObjectName("put_off.plan")
        self._pump = action_button(theme, _("Write down the pump's dates"))
        self._pump.setObjectName("put_off.pump")
        pages = ((self._about, "profile"), (self._plan, "plan"), (self._pump, "plan"))
        for button, page in pages:
            button.clicked.connect(partial(self.page_wanted.emit, page))
            row.addWidget(button)
        self._row.addLayout(row)
        column.addLayout(self._row)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the buttons beside the words, where the words keep the larger part of a line."""
        super().resizeEvent(event)
        beside = 2 * self._buttons.least_line_width() < self.width()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def show_put_off(self, waits: Sequence[PutOff], *, offers_plan: bool = True) -> None:
        """Show what waits; nothing when nothing does.

        Without `offers_plan` a card beside this one has the button for the plan.
        """
        self.setVisible(bool(waits))
        self._plan.setVisible(PutOff.PLAN in waits and offers_plan)
        self._pump.setVisible(PutOff.REFILL_BY in waits)
        self._about.setVisible(bool(set(waits) - {PutOff.PLAN, PutOff.REFILL_BY}))
        things = ", ".join(_thing(one) for one in waits)
        self._words.setText(_("Not written down yet: {things}.").format(things=things))


def _thing(one: PutOff) -> str:
    return {
        PutOff.PHONE: _("the prescriber's phone number"),
        PutOff.PLAN: _("the plan"),
        PutOff.REFILL_BY: _("the pump's low-reservoir date"),
        PutOff.ALLERGIES: _("allergies"),
        PutOff.ADDRESS: _("the address for the ambulance"),
        PutOff.USUAL: _("what is usual for them"),
    }[one]
