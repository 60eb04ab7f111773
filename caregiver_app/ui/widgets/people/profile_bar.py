# SPDX-License-Identifier: MIT
"""The bar under About them: Save, the way out, what was said, and Undo for ten seconds."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.fields.undo_button import UndoButton
from caregiver_app.ui.words.person_words import initials_of


class ProfileBar(QWidget):
    """What was said and its Undo stand beside the buttons, and over them where they need it all."""

    left = Signal()
    saved = Signal()
    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = label("", "strong")
        self._words.setObjectName("profile.trouble")
        self._undo = UndoButton("profile.undo")
        self._leave = action_button(theme, _("Leave it as it was"), "normal")
        self._save = SaveButton(theme)
        for button, name, signal in (
            (self._leave, "profile.leave", self.left),
            (self._save, "profile.save", self.saved),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        self._undo.clicked.connect(self.undone)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        told, buttons = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self._words, 1)
        told.addWidget(self._undo)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._save)
        for row in (self._lines, told, buttons):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space("m"))
        self._lines.addLayout(told, 1)
        self._lines.addLayout(buttons)

    def show_person(self, name: str, colour: str) -> None:
        """Say for whom it is saved."""
        words = _("Save for {name}").format(name=name)
        self._save.show_person(words, initials_of(name), colour)

    def say(self, words: str) -> None:
        """Say what is wrong or was done; what could be taken back until now stands."""
        self._show_words(words)
        self._undo.end()

    def offer_undo(self, words: str) -> None:
        """Say what was saved, and offer to take it back."""
        self._show_words(words)
        announce(self._words, words, now=False)
        self._undo.offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the words over the buttons where the window is narrow."""
        super().resizeEvent(event)
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._lines.setDirection(down if narrow else across)
        self._show_words(self._words.text())

    def _show_words(self, words: str) -> None:
        """Show words; where they have a line of their own a blank one needs no room."""
        across = self._lines.direction() is QBoxLayout.Direction.LeftToRight
        self._words.setText(words)
        self._words.setVisible(across or bool(words))
