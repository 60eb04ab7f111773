# SPDX-License-Identifier: MIT
"""The field for a PIN: digits that are not shown, and what is wrong with them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.people.pins import LEAST_DIGITS, MOST_DIGITS
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag

_STILL_MS = 700


class PinField(QWidget):
    """Says `typed` at every digit from the fourth on, so that nothing has to be pressed after it.

    Digits that were refused are not asked about again; once somebody stops typing they are
    chosen, so that the next digit begins anew. `letters_typed` brings what is no PIN.
    """

    typed = Signal(str)
    letters_typed = Signal(str)

    def __init__(self, theme: Theme, name: str, caption: str) -> None:
        super().__init__()
        self._caption = label(caption, "strong")
        self._refused = ""
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(caption)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(MOST_DIGITS)
        tag(self.edit, field="box")
        self._caption.setBuddy(self.edit)
        self._problem = label("", "strong")
        self._problem.setObjectName(f"{name}.problem")
        self._problem.hide()
        honest = label(
            _("The PIN keeps names apart. It does not lock the record."), "small", "muted"
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        for part in (self._caption, self.edit, self._problem, honest):
            lines.addWidget(part)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self.edit.selectAll)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self.edit.selectAll)

    def ask(self, caption: str) -> None:
        """Ask for the PIN of somebody, and take the keyboard."""
        self._caption.setText(caption)
        self.edit.setAccessibleName(caption)
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, problem: str) -> None:
        """Say what is wrong with the digits; they stay until others are typed."""
        self._refused = self.edit.text()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.edit.setAccessibleDescription(problem)
        announce(self.edit, problem, now=False)
        self._still.start()

    def _on_edited(self, text: str) -> None:
        if text and not (text.isascii() and text.isdigit()):
            self.edit.clear()
            self.letters_typed.emit(text)
            return
        if self._refused and text.startswith(self._refused):
            self._still.start()
            return
        self._still.stop()
        self._refused = ""
        if len(text) >= LEAST_DIGITS:
            self.typed.emit(text)
