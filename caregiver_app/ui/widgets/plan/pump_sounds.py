# SPDX-License-Identifier: MIT
"""What the alarms of a pump sound like: examples to be heard, and what was last heard here."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.pump.pump_heard import PumpHeard
from caregiver_app.services.dosing.pump_sounds import PumpSoundService
from caregiver_app.system.words import _
from caregiver_app.ui.desktop.sound_player import NoSound, SoundPlayer
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import line
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.story_words import tone_words


class PumpSoundsCard(QFrame):
    """Two examples, of which nothing is written down; `heard` asks to write a real sound down."""

    heard = Signal()

    def __init__(self, sounds: PumpSoundService, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pump.sounds")
        tag(self, card="plain")
        self._sounds = sounds
        self._theme = theme
        self._player = SoundPlayer(self)
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, theme.space("m"))
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("What the alarm sounds like"), "heading"))
        column.addLayout(self._build_examples())
        column.addWidget(label(sounds.tones.head, "small", "muted"))
        self._trouble = label("", "strong")
        self._trouble.setObjectName("pump.sounds.trouble")
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(line(theme))
        column.addLayout(self._build_told())

    def show_told(self, told: PumpHeard | None, now: Moment) -> None:
        """Show what was last said about a sound of the pump."""
        self._told.setText(told_words(told))
        at = dates.day_and_time(told.at, now) if told is not None else ""
        self._told_at.setText(at)
        self._told_at.setVisible(bool(at))

    def _build_examples(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space("s"))
        grid.setVerticalSpacing(self._theme.space("s"))
        grid.setColumnStretch(1, 1)
        names = {PumpAlarm.SINGLE: _("Single beep"), PumpAlarm.TWO_TONE: _("Two-tone")}
        for row, told in enumerate(self._sounds.tones.tones):
            button = self._button(names[told.tone], f"pump.sound.{told.tone.value}")
            button.setIcon(
                button_icon("sound", self._theme.colour("text"), self._theme.size("icon"))
            )
            button.setAccessibleName(_("{name}, an example").format(name=names[told.tone]))
            button.setAccessibleDescription(told.meaning)
            button.clicked.connect(partial(self._on_pressed, told.tone))
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(told.meaning, "small", "muted"), row, 1)
        return grid

    def _build_told(self) -> QHBoxLayout:
        self._told, self._told_at = label("", "strong"), label("", "small", "muted")
        self._told.setObjectName("pump.sounds.told")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._told)
        lines.addWidget(self._told_at)
        lines.addStretch(1)
        heard = self._button(_("I heard a sound"), "pump.heard")
        heard.clicked.connect(self.heard)
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s"))
        row.addLayout(lines, 1)
        row.addWidget(heard, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        tag(button, button="normal")
        return button

    def _on_pressed(self, tone: PumpAlarm) -> None:
        self._trouble.hide()
        try:
            self._player.play(self._sounds.example(tone))
        except NoSound as silent:
            self._trouble.setText(str(silent))
            self._trouble.show()


def told_words(told: PumpHeard | None) -> str:
    """Return what was last said about a sound; nobody asked is not the same as no sound."""
    if told is None:
        return _("Nobody wrote down yet whether there was a sound.")
    return _("Last written down: {sound}").format(sound=tone_words(told.tone))
