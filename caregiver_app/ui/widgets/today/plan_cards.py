# SPDX-License-Identifier: MIT
"""What is open about the plan and the person: what was left for later, what to ask."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.put_off import put_off
from caregiver_app.services.looking_back.views import PersonLine, TodayView
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.today.prompts_card import PromptsCard
from caregiver_app.ui.widgets.today.put_off_card import PutOffCard
from caregiver_app.ui.widgets.today.today_words import prescriber


class PlanCards(QWidget):
    """Two cards under each other; each stands only while it has something to say."""

    def __init__(self, theme: Theme, *, takes_answers: bool = True) -> None:
        super().__init__()
        self.put_off = PutOffCard(theme)
        self.prompts = PromptsCard(theme, takes_answers=takes_answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        for part in (self.put_off, self.prompts):
            column.addWidget(part)

    def show_view(
        self, view: TodayView, line: PersonLine, record: Record, *, offers_plan: bool
    ) -> None:
        """Show what waits; without `offers_plan` a card beside has the button for the plan."""
        self.prompts.show_prompts(view.prompts, prescriber(view), line)
        self.prompts.setVisible(bool(view.prompts))
        self.put_off.show_put_off(put_off(record, view.now), offers_plan=offers_plan)
        self.setVisible(bool(view.prompts) or not self.put_off.isHidden())
