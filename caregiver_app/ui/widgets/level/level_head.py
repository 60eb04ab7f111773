# SPDX-License-Identifier: MIT
"""The first line of a level panel, with what a strip has beside it, and the way to the rest."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.level_parts import (
    LevelButton,
    LevelShape,
    panel_label,
    wide_of,
)

_AFTER_WORDS = 2


class LevelHead(QHBoxLayout):
    """Lays out the parts, which the panel fills and shows.

    In a strip the number and the way to the emergency screen stand beside the word where there is
    room, so that a strip is as high in an emergency as before it: nothing moves under a hand.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._edge = theme.space("l")
        self.shape = LevelShape(theme)
        self.word = panel_label(theme, "title")
        self.line = panel_label(theme, "strong")
        self.ring = panel_label(theme, "value")
        self.ring.setWordWrap(False)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self.word)
        self._words.addWidget(self.line)
        self.setSpacing(theme.space("m"))
        self.addWidget(self.shape)
        self.addLayout(self._words, 1)
        self.addWidget(self.ring)

    def place_ring(self, room: int) -> None:
        """Stand the number beside the level's word, or under it where it would be cut."""
        below = self._used() + wide_of(self.ring) > room
        if below is not (self._words.indexOf(self.ring) >= 0):
            for layout in (self, self._words):
                layout.removeWidget(self.ring)
            if below:
                self._words.addWidget(self.ring)
            else:
                self.insertWidget(_AFTER_WORDS, self.ring)
        self.ring.setWordWrap(below)

    def place_open(self, part: QWidget, room: int, column: QVBoxLayout, over: QWidget) -> None:
        """Stand a part beside the level's word, or in a column under what it belongs to."""
        beside = self._used() + part.sizeHint().width() <= room
        if beside is not (self.indexOf(part) >= 0):
            for layout in (self, column):
                layout.removeWidget(part)
            if beside:
                self.insertWidget(_AFTER_WORDS, part)
            else:
                column.insertWidget(column.indexOf(over) + 1, part)

    def _used(self) -> int:
        return self.shape.width() + wide_of(self.word) + 5 * self._edge


class WhyButton(LevelButton):
    """Unfolds the rules behind a level, and in a strip the message and the reasons with them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "link", _("Why am I seeing this?"))
        self._edge = theme.space("l")
        self.setObjectName("why")
        self.setCheckable(True)

    def name_by(self, form: str, width: int) -> None:
        """Name it by what it unfolds in a form of the panel, in the room that there is."""
        if form == "strip":
            self.setText(_("Less") if self.isChecked() else _("More"))
            self.setAccessibleName(self.text())
            return
        self.say(round(0.7 * width) - self._edge, _("Why am I seeing this?"), _("Why"))
        self.setAccessibleName(_("Why am I seeing this?"))
