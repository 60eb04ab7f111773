# SPDX-License-Identifier: MIT
"""A recovery code under the field it is typed into: the field is narrower than the code is long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from caregiver_app.domain.sharing.recovery_code import in_groups


class CodeShown(QLabel):
    """Every letter that was typed, in the groups of the paper; hidden while it is not `wanted`."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self.wanted = False
        self.setObjectName("lock.code")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()
        field.textChanged.connect(self._on_typed)

    def _on_typed(self, typed: str) -> None:
        self.setText(in_groups(typed) if self.wanted else "")
        self.setVisible(bool(self.text()))
