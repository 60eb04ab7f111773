# SPDX-License-Identifier: MIT
"""What the rules say of answers, in a line: mark, level, what to do, and the reasons."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.words.days_in_text import days_in_words


class LevelMark(QWidget):
    """The level's mark at the size of a heading."""

    def __init__(self, theme: Theme, level: Level) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        side = theme.size("icon") + 8
        self.setFixedSize(side, side)

    def show_level(self, level: Level) -> None:
        """Show another level."""
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_level_mark(painter, self._level, box, self._theme)


class JudgedLine(QWidget):
    """Hidden while there is nothing to say; a level that calls somebody is said aloud at once."""

    def __init__(self, theme: Theme, rule_set: RuleSet) -> None:
        super().__init__()
        self.setObjectName("correction.judged")
        self._rule_set = rule_set
        self._words = LevelWords(rule_set)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        self._mark = LevelMark(theme, Level.NO_FLAGS)
        row.addWidget(self._mark)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._said, self._why = label("", "strong"), label("", "small", "muted")
        lines.addWidget(self._said)
        lines.addWidget(self._why)
        row.addLayout(lines, 1)
        self.hide()

    def tell(self, judged: Assessment | None, stored: Assessment | None) -> None:
        """Say what the rules make of corrected answers, beside what was stored."""
        self.setVisible(judged is not None)
        if judged is None:
            return
        self._mark.show_level(judged.level)
        words = _("With this correction the rules say: {level}.").format(
            level=self._words.level(judged.level)
        )
        calls = judged.level >= Level.URGENT
        if calls:
            words += f" {self._words.line(judged, judged.level)}."
        because = days_in_words(" ".join(finding.because for finding in judged.rules))
        before = _("Stored with it: {level}.").format(
            level=self._words.level(stored.level) if stored is not None else _("not judged")
        )
        if words != self._said.text() and calls:
            announce(self, words, now=True)
        self._said.setText(words)
        self._why.setText(f"{because} {before}".strip())
