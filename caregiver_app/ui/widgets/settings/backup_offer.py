# SPDX-License-Identifier: MIT
"""Offers to put a backup back where the record cannot be opened; it needs no record for that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from caregiver_app.system.words import _

_GAP = 8


class BackupOffer(QFrame):
    """Says which backup there is; `agreed` is said once the words were typed and pressed."""

    agreed = Signal()

    def __init__(self, held: str) -> None:
        super().__init__()
        self.setObjectName("offer")
        asked = _("Type \u201c{words}\u201d to let it take the place of the record.")
        self._asked = _line(asked.format(words=agreement()))
        self._asked.setObjectName("offer.asked")
        self._typed = QLineEdit()
        self._typed.setObjectName("offer.words")
        self._typed.setAccessibleName(self._asked.text())
        self._typed.setPlaceholderText(agreement())
        self._go = QPushButton(_("Put it back"))
        self._go.setObjectName("offer.put_back")
        self._go.clicked.connect(self._on_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(_line(_("There is a backup: {held}.").format(held=held)))
        column.addWidget(self._asked)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._typed, 1)
        row.addWidget(self._go)
        column.addLayout(row)

    def say(self, problem: str) -> None:
        """Say why nothing was put back."""
        self._asked.setText(problem)

    def _on_go(self) -> None:
        if self._typed.text().strip().casefold() != agreement().casefold():
            words = _("Type \u201c{words}\u201d first. Nothing was changed.")
            self.say(words.format(words=agreement()))
            self._typed.setFocus()
            return
        self.agreed.emit()


def agreement() -> str:
    """Return what is typed to agree that a backup takes the place of the record."""
    return _("put back")


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
