# SPDX-License-Identifier: MIT
"""Parts of the passcode page: fields that can be shown, the recovery code, numbers to choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.check_chip import CheckChip

_IN_A_ROW = 4


class HiddenFields(QWidget):
    """Fields for a passcode by name and words; all are shown while the chip is chosen.

    `problem` says what is wrong, under the first of them.
    """

    edited = Signal()
    finished = Signal()

    def __init__(
        self, theme: Theme, fields: Sequence[tuple[str, str]], problem: QLabel | None = None
    ) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        self._fields: dict[str, QLineEdit] = {}
        for name, words in fields:
            caption, field = label(words, "strong"), QLineEdit()
            caption.setBuddy(field)
            field.setObjectName(name)
            field.setAccessibleName(words)
            field.setEchoMode(QLineEdit.EchoMode.Password)
            tag(field, field="box")
            field.textEdited.connect(self.edited)
            field.returnPressed.connect(self.finished)
            lines.addWidget(caption)
            lines.addWidget(field)
            self._fields[name] = field
            if problem is not None and len(self._fields) == 1:
                lines.addWidget(problem)
        self._show = CheckChip(theme, _("Show what I type"))
        self._show.setObjectName(f"{fields[0][0]}.show")
        spoken = _("{show}: {field}").format(show=self._show.text(), field=fields[0][1])
        self._show.setAccessibleName(spoken)
        self._show.toggled.connect(self._on_show)
        lines.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return self._fields[name].text()

    def first(self) -> QLineEdit:
        """Return the first field, for who puts the keyboard there."""
        return next(iter(self._fields.values()))

    def go_to(self, name: str, problem: str) -> None:
        """Go back to a field, in which something is wrong."""
        self._fields[name].setAccessibleDescription(problem)
        self._fields[name].setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self._fields.values():
            field.clear()
            field.setAccessibleDescription("")
        self._show.setChecked(False)

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._fields.values():
            field.setEchoMode(mode)


class CodePart(QWidget):
    """Shows a new recovery code until somebody says that it is on paper."""

    print_wanted = Signal()
    save_wanted = Signal()
    agreed = Signal()
    refused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        told = _("This is your recovery code. It opens the record without the passcode.")
        column.addWidget(label(told, "body"))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space("s"))
        column.addLayout(self._grid)
        lost = _("If passcode and code are both lost, nobody can open the record again.")
        column.addWidget(label(lost, "strong"))
        apart = _("Keep paper or file away from this computer.")
        column.addWidget(label(apart, "small", "muted"))
        for kind, name, words, signal in (
            ("normal", "passcode.print", _("Print the recovery sheet"), self.print_wanted),
            ("normal", "passcode.save", _("Save the sheet as a file"), self.save_wanted),
            ("primary", "passcode.agree", _("I have it on paper. Go on"), self.agreed),
            ("quiet", "passcode.cancel", _("Cancel"), self.refused),
        ):
            button = action_button(theme, words, kind)
            button.setObjectName(name)
            button.clicked.connect(signal)
            column.addWidget(button)
            if name == "passcode.print":
                self._print = button
        self.code = ""

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the sheet: what was pressed before is gone, and Back is no next step."""
        super().showEvent(event)
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code(self, code: str) -> None:
        """Show a code by its groups, each with its number; blank forgets it."""
        self.code = code
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, group in enumerate(code.split()):
            row, column = divmod(place, _IN_A_ROW)
            self._grid.addWidget(self._group(place + 1, group), row, column)

    def _group(self, number: int, group: str) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        place = label(str(number), "body", "muted")
        place.setWordWrap(False)
        lines.addWidget(place, 0, Qt.AlignmentFlag.AlignLeft)
        words = label(group, "value")
        words.setWordWrap(False)
        words.setObjectName(f"code.{number}")
        spelled = _("Group {n}: {letters}").format(n=number, letters=" ".join(group))
        words.setAccessibleName(spelled)
        lines.addWidget(words)
        return made


def part_button(theme: Theme, name: str, words: str, kind: str = "normal") -> QPushButton:
    """Return a button inside a card."""
    button = action_button(theme, words, kind)
    button.setObjectName(name)
    return button


def problem_label(name: str) -> QLabel:
    """Return the line that says what is wrong; it is hidden while blank."""
    made = label("", "strong")
    made.setObjectName(name)
    made.hide()
    return made
