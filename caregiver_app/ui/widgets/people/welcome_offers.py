# SPDX-License-Identifier: MIT
"""What can be done on the first page beside the form: a passcode, and a record of the family."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag


class WelcomeOffers(QWidget):
    """Rows of a sentence and a button. They can wait, and nothing waits for them."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        self._family = self._row(
            _("Did family give you a file, or is the record on another computer?"),
            _("Open a locked file"),
            "files",
            "welcome.family",
        )
        self._passcode = self._row(
            _("A passcode can lock what you write. You can do it later."),
            _("Set a passcode"),
            "passcode",
            "welcome.passcode",
        )
        column.addWidget(self._family)
        column.addWidget(self._passcode)

    def show_offers(self, *, family: bool, passcode: bool) -> None:
        """Show the rows that make sense now."""
        self._family.setVisible(family)
        self._passcode.setVisible(passcode)
        self.setVisible(family or passcode)

    def _row(self, words: str, verb: str, page: str, name: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        row.addWidget(label(words, "body"), 1)
        offer = QPushButton(verb)
        offer.setObjectName(name)
        tag(offer, button="normal")
        offer.clicked.connect(partial(self.page_wanted.emit, page))
        row.addWidget(offer)
        return made
