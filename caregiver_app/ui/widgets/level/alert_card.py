# SPDX-License-Identifier: MIT
"""The alert of the last check-in, beside answers that are not saved yet."""

from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.level_parts import hand_down_ink, paint_level, panel_label
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.widgets.level.alert_actions import AlertActions
from caregiver_app.ui.words.alert_words import AlertWords


class AlertCard(QFrame):
    """What was done about the alert that was saved last, in its level's colours.

    The level panel shows the answers of now; this card says which alert is still open. An
    EMERGENCY that a quieter check-in came after is no level of now: it stands in ink alone.
    """

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._level = Level.URGENT
        number = services.rule_set.emergency_numbers["emergency"]
        self._words = AlertWords(services.alerts.rules, number)
        self._levels = LevelWords(services.rule_set)
        self._head = panel_label(theme, "strong")
        self.actions_row = AlertActions(services, theme, keeps_eased=True)
        self.actions_row.followed.connect(self._on_followed)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space("xs"))
        edge = theme.space("m")
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._head)
        column.addWidget(self.actions_row)
        self.hide()

    def is_over(self, level: Level | None) -> bool:
        """Say whether nobody has answered an alert that is, or was, worse than a level."""
        open_ = self.actions_row.unanswered
        return open_ is not None and level is not None and level < open_

    def show_person(self, person_id: str | None) -> None:
        """Follow the newest alert of a person."""
        self.actions_row.show_person(person_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Hand the ink down again: the style, coming late, gives back what was there first."""
        super().showEvent(event)
        hand_down_ink(self, self._theme, self._level)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the level's fill and edge."""
        late = self.actions_row.is_over
        paint_level(QPainter(self), self.rect(), self._theme, self._level, late=late)

    def _on_followed(self, alert: FollowUp | None) -> None:
        if alert is not None:
            self._level = Level.NO_FLAGS if alert.is_over else alert.level
            hand_down_ink(self, self._theme, self._level)
            self._head.setText("" if alert.is_over else self._head_words(alert))
            self._head.setVisible(not alert.is_over)
            self.update()
        self.setVisible(alert is not None)

    def _head_words(self, alert: FollowUp) -> str:
        return self._words.head(
            alert,
            self._levels.level(alert.level),
            self._levels.line(alert.assessment, alert.level),
            here_and_now(self._services.clock),
        )
