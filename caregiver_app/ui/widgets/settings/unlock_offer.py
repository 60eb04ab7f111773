# SPDX-License-Identifier: MIT
"""Asks for the passcode or the recovery code of backups, where the record cannot be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from caregiver_app.services.safekeeping.locked_record import (
    KeyFiles,
    LockedRecord,
    Way,
    is_like_a_code,
)
from caregiver_app.system.words import _
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields.code_shown import CodeShown

_GAP = 8


class UnlockOffer(QFrame):
    """One field for either; `opened` carries what opens the backups."""

    opened = Signal(object)

    def __init__(self, locked: LockedRecord) -> None:
        super().__init__()
        self._locked = locked
        self._errand = Errand(self)
        self.setObjectName("unlock_offer")
        words = _("Backups here have another passcode. Type it, or the recovery code.")
        self._told = QLabel(words)
        self._told.setObjectName("unlock_offer.told")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setObjectName("unlock_offer.field")
        self._field.setAccessibleName(_("Passcode or recovery code"))
        self._field.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._field.returnPressed.connect(self._on_go)
        self._field.textChanged.connect(self._on_typed)
        self._code = CodeShown(self._field)
        self._go = QPushButton(_("Open the backups"))
        self._go.setObjectName("unlock_offer.open")
        self._go.clicked.connect(self._on_go)
        tag(self._field, field="box")
        tag(self._go, button="normal")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._field, 1)
        row.addWidget(self._go)
        column.addLayout(row)
        column.addWidget(self._code)

    def put_away(self) -> None:
        """Be gone: the backups are open."""
        parent = self.parentWidget()
        self.hide()
        if parent is not None:
            parent.hide()

    def _on_typed(self, typed: str) -> None:
        """Let a code be read beside its paper; a passcode stays hidden."""
        self._code.wanted = is_like_a_code(typed)

    def _on_go(self) -> None:
        if self._errand.is_running or not self._field.text() or self._locked.wait_s() > 0:
            return
        typed = self._field.text()
        way = Way.RECOVERY if is_like_a_code(typed) else Way.PASSCODE
        self._go.setEnabled(False)
        self._errand.run(lambda: self._locked.open(way, typed), self._on_opened, self._on_refused)

    def _on_opened(self, keys: object) -> None:
        self._field.clear()
        if isinstance(keys, KeyFiles):
            self.opened.emit(keys)

    def _on_refused(self, trouble: Exception) -> None:
        self._go.setEnabled(True)
        self._told.setText(str(trouble))
        self._field.setFocus()
        self._field.selectAll()
