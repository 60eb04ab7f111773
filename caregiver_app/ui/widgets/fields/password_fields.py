# SPDX-License-Identifier: MIT
"""A password for a file: typed twice, shown when asked, kept nowhere."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.check_chip import CheckChip


class PasswordFields(QWidget):
    """Two fields and what follows from a password. `is_usable` says whether a reader takes one."""

    def __init__(self, theme: Theme, is_usable: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_usable = is_usable
        self._first = _field("password", _("Password"))
        self._second = _field("password_again", _("The same password once more"))
        self._show = CheckChip(theme, _("Show what I type"))
        self._show.setObjectName("show_password")
        self._show.toggled.connect(self._on_show)
        self._problem = label("", "strong")
        self._problem.setObjectName("password.problem")
        self._problem.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        for words, field in ((_("Password"), self._first), (_("Once more"), self._second)):
            caption = label(words, "strong")
            caption.setBuddy(field)
            lines.addWidget(caption)
            lines.addWidget(field)
            field.textEdited.connect(self._on_edited)
        lines.addWidget(self._problem)
        lines.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(label(_("Tell the nurse the password, or nobody can open the file.")))
        rest = _("Print has no password. It is not kept here: write it down.")
        lines.addWidget(label(rest, "small", "muted"))

    def password(self) -> str:
        """Return the password; empty, with words about it, when there is none to use yet."""
        problem = self._what_is_wrong()
        self._say(problem)
        if not problem:
            return self._first.text()
        wrong = self._first if not self._first.text() or self._matches() else self._second
        wrong.setFocus()
        return ""

    def begin(self) -> None:
        """Be ready to be typed into."""
        self._first.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self._first, self._second):
            field.clear()
        self._show.setChecked(False)
        self._say("")

    def _what_is_wrong(self) -> str:
        if not self._first.text():
            return _("Type a password, or take the tick away. Nothing is saved yet.")
        if not self._matches():
            return _("The two are not the same. Nothing is saved yet.")
        if not self._is_usable(self._first.text()):
            return _("Not every reader takes this one. Use letters and digits, 100 at most.")
        return ""

    def _matches(self) -> bool:
        return self._first.text() == self._second.text()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for field in (self._first, self._second):
            field.setAccessibleDescription(problem)

    def _on_edited(self) -> None:
        self._say("")

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._second):
            field.setEchoMode(mode)


def _field(name: str, spoken: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(spoken)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    tag(field, field="box")
    return field
