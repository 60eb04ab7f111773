# SPDX-License-Identifier: MIT
"""The banner that says what the disk has not taken, until it has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.look.theme import Theme, label, tag


class NotSavedBanner(QFrame):
    """Says what waits to be saved and offers to try now; nobody can put it away."""

    again_pressed = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "AlertMessage")
        self.setObjectName("not_saved")
        tag(self, banner="trouble")
        self._words = label("", "strong")
        self._told = ("", "")
        self._is_short = False
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
        return bool(self._told[0])

    def tell(self, what: str, why: str) -> None:
        """Say what is not saved and why; a blank ends it."""
        if (what, why) != self._told:
            self._told = (what, why)
            self._show()
            if what:
                announce(self, self.accessibleName(), now=True)
            self.changed.emit()

    def fold(self, *, short: bool) -> None:
        """Say only what it is, where the level needs the room."""
        self._is_short = short
        self._show()

    def _show(self) -> None:
        what, why = self._told
        whole = f"{what} {why}".strip()
        self._words.setText(what if self._is_short else whole)
        self.setAccessibleName(whole)
        self.setToolTip(why if self._is_short else "")
