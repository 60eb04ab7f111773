# SPDX-License-Identifier: MIT
"""The banner that says what the disk has not taken, until it has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label, tag


class NotSavedBanner(QFrame):
    """Says what waits to be saved and offers to try now; nobody can put it away."""

    again_pressed = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("not_saved")
        tag(self, banner="trouble")
        self._words = label("", "strong")
        again = QPushButton(_("Save again"))
        again.setObjectName("not_saved.again")
        tag(again, button="normal")
        again.clicked.connect(self.again_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("m"), 4, 4, 4)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._words, 1)
        row.addWidget(again)
        self.hide()

    @property
    def is_told(self) -> bool:
        """Say whether there is anything to say."""
        return bool(self._words.text())

    def tell(self, words: str) -> None:
        """Say what is not saved; a blank ends it."""
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
            self.changed.emit()
