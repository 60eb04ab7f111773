# SPDX-License-Identifier: MIT
"""Says on every page that is not being typed in that something waits for a decision."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.system.words import _
from caregiver_app.ui.heard import announce, hear_as
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.sharing.apart_titles import waiting


class ApartBanner(QFrame):
    """One line and a button that leads to the page. `is_told` says whether anything is open."""

    open_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "AlertMessage")
        self.setObjectName("apart")
        tag(self, banner="trouble")
        self._words = label("", "strong")
        self._show = show = QPushButton(_("Look and decide"))
        show.setObjectName("apart.show")
        tag(show, button="normal")
        show.clicked.connect(self.open_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("m"), 4, 4, 4)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._words, 1)
        row.addWidget(show)
        self.is_told = False
        self.hide()

    def tell(self, open_: Sequence[Conflict]) -> None:
        """Take what is open; nothing ends it."""
        self._show.show()
        self._tell(waiting(open_))

    def tell_only(self, words: str) -> None:
        """Say one line on a page that nobody should be led away from."""
        self._show.hide()
        self._tell(words)

    def _tell(self, words: str) -> None:
        if words and words != self._words.text():
            announce(self, words, now=False)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.is_told = bool(words)
