# SPDX-License-Identifier: MIT
"""The rows that cards of choices are made of: what it is about, and the control at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import headed_card, line
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField

_WORDS_EM = 9


class SettingRow(QWidget):
    """Words with what is told about them, and a control; over each other where it is narrow."""

    def __init__(self, theme: Theme, title: str, control: QWidget, told: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._control = control
        self.title = label(title, "body")
        self.told = label(told, "small", "muted")
        self._trouble = label("", "small")
        tag(self._trouble, heavy=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.title, self.told, self._trouble):
            words.addWidget(part)
            if not part.text():
                part.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, theme.space("xs"), 0, theme.space("xs"))
        self._row.setSpacing(theme.space("m"))
        self._row.addLayout(words, 1)
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def tell(self, words: str) -> None:
        """Say more about it in small words under the title; a blank takes them away."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def say(self, trouble: str) -> None:
        """Say why something was not done; a blank takes the words away."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._control.setAccessibleDescription(trouble)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the control alone: words wrap, and can stand above it."""
        return QSize(self._control.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control beside the words where both have room."""
        super().resizeEvent(event)
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        words = min(words, _WORDS_EM * self._theme.px("body"))
        wanted = words + self._row.spacing() + self._control.sizeHint().width()
        beside = wanted <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)
        side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(self._control, side)


class ChoiceRow(SettingRow):
    """One choice of a few; `chosen` carries its value, and a refused one goes back."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        choices: Sequence[tuple[str, str]],
        told: str = "",
    ) -> None:
        self._field = SegmentField(f"settings.{name}", title, choices)
        super().__init__(theme, title, self._field, told)
        self._field.chosen.connect(self.chosen)

    def show_value(self, value: str) -> None:
        """Show what is in force."""
        self._field.set_value(value)


def settings_card(theme: Theme, title: str, rows: Sequence[QWidget]) -> QFrame:
    """Return a card with a heading and rows, a thin line above each."""
    frame = QFrame()
    column = headed_card(frame, theme, title)
    column.setSpacing(theme.space("xs"))
    for row in rows:
        column.addWidget(line(theme))
        column.addWidget(row)
    return frame


def row_button(name: str, words: str, spoken: str = "", kind: str = "normal") -> QPushButton:
    """Return the button at the end of a row."""
    button = QPushButton(words)
    button.setObjectName(name)
    if spoken:
        button.setAccessibleName(spoken)
    tag(button, button=kind)
    return button
