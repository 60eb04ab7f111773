# SPDX-License-Identifier: MIT
"""The small window that asks who is writing things down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label, tag

_MOST_NAMES = 5


class RecorderDialog(QDialog):
    """Type a name or press one that wrote before; it never stands in the way of the window."""

    recorder_chosen = Signal(str)

    def __init__(
        self, theme: Theme, current: str | None, known: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who is recording?"))
        self.setModal(False)
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("xl"), space("l"), space("xl"), space("xl"))
        column.setSpacing(space("m"))
        heading = label(_("Who is recording?"), "heading")
        hint = label(_("This name is kept with everything that is written down."), "body", "muted")
        column.addWidget(heading)
        column.addWidget(hint)
        for place, name in enumerate(known[:_MOST_NAMES]):
            column.addWidget(self._name_button(name, place))
        self._name = QLineEdit(current or "")
        self._name.setObjectName("recorder_name")
        self._name.setAccessibleName(_("Your name, and how you know them"))
        self._name.setPlaceholderText(_("Ana (daughter)"))
        self._name.setMinimumWidth(20 * theme.px("body"))
        tag(self._name, field="box")
        self._name.returnPressed.connect(self._on_save)
        column.addWidget(self._name)
        self._problem = label("", "strong")
        self._problem.hide()
        column.addWidget(self._problem)
        column.addLayout(self._verbs(space("m")))
        self._name.setFocus()
        self._name.selectAll()

    def _verbs(self, gap: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap)
        keep = QPushButton(_("Leave as it is"))
        keep.setAutoDefault(False)
        tag(keep, button="normal")
        keep.clicked.connect(self.reject)
        save = QPushButton(_("Use this name"))
        save.setObjectName("use_recorder")
        tag(save, button="primary")
        save.clicked.connect(self._on_save)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(save)
        return row

    def _name_button(self, name: str, place: int) -> QPushButton:
        button = QPushButton(name)
        button.setObjectName(f"recorder.known.{place}")
        button.setAutoDefault(False)
        tag(button, button="soft")
        button.clicked.connect(self._on_known)
        return button

    def _on_known(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._choose(sender.text())

    def _on_save(self) -> None:
        name = " ".join(self._name.text().split())
        if not name:
            self._problem.setText(_("Type a name first."))
            self._problem.show()
            return
        self._choose(name)

    def _choose(self, name: str) -> None:
        self.recorder_chosen.emit(name)
        self.accept()
