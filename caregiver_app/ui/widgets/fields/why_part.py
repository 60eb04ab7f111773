# SPDX-License-Identifier: MIT
"""Why something is changed, and the buttons that write it down or leave it as it was."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.form import Choice
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.save_button import SaveButton


class WhyPart(QWidget):
    """Asks for the reason. `save_pressed` and `left` are its buttons; `name` begins their names."""

    save_pressed = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, name: str, reasons: Sequence[str], prompt: str | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._reasons = tuple(reasons)
        prompt = prompt or _("Why is it changed?")
        choices = [Choice(value=str(n), label=words) for n, words in enumerate(reasons)]
        self._chips = ChoiceField(theme, f"{name}.why", (prompt, prompt), choices)
        self._words = text_edit(f"{name}.why_words", _("Why, in your own words"))
        self._words.setPlaceholderText(_("or in your own words"))
        self._problem = label("", "strong")
        self._problem.setObjectName(f"{name}.problem")
        self._problem.hide()
        self._save = SaveButton(theme)
        self._save.setObjectName(f"{name}.save")
        self._save.clicked.connect(self.save_pressed)
        leave = QPushButton(_("Leave it as it was"))
        leave.setObjectName(f"{name}.leave")
        tag(leave, button="normal", large=True)
        leave.clicked.connect(self.left)
        self._chips.picked.connect(self._on_said)
        self._words.textEdited.connect(self._on_said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self._chips)
        column.addWidget(self._words)
        column.addWidget(self._problem)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=theme.space("s"))
        row.addWidget(self._save)
        row.addWidget(leave)
        line = QHBoxLayout()
        line.addWidget(buttons, 1)
        column.addLayout(line)

    def show_person(self, verb: str, name: str, initials: str, colour: str) -> None:
        """Say whose record is changed, on the button that does it."""
        words = _("{verb} for {name}").format(verb=verb, name=name)
        self._save.show_person(words, initials, colour, _("Ctrl+Enter"))

    def reason(self) -> str:
        """Return the reason in words, or a blank."""
        typed = self._words.text().strip()
        place = self._chips.value()
        chosen = self._reasons[int(place)] if place else ""
        return ": ".join(part for part in (chosen, typed) if part)

    def ask_for_it(self) -> None:
        """Say that a reason is needed, and put the keyboard there."""
        self.tell(_("Say why. The reason is kept."))
        self._words.setFocus()

    def tell(self, words: str) -> None:
        """Say what is wrong, or nothing any more."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._save.setAccessibleDescription(words)

    def _on_said(self, _value: str) -> None:
        self.tell("")
