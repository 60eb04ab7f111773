# SPDX-License-Identifier: MIT
"""Both alarms of a pump to practise with: what each can mean, and an example to be heard."""

from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.services.pump_sounds import PumpSoundService
from caregiver_app.system.words import _
from caregiver_app.ui.sound_player import NoSound, SoundPlayer
from caregiver_app.ui.theme import Theme, label, tag


class PumpSoundsCard(QFrame):
    """Two buttons; nothing of it is written down."""

    def __init__(self, sounds: PumpSoundService, theme: Theme) -> None:
        super().__init__()
        self._sounds = sounds
        self._player = SoundPlayer(self)
        self.setObjectName("pump.sounds")
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, side)
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("Sounds to practise with"), "heading"))
        column.addWidget(label(sounds.tones.head, "body", "muted"))
        names = {PumpAlarm.SINGLE: _("Hear one tone"), PumpAlarm.TWO_TONE: _("Hear two tones")}
        for told in sounds.tones.tones:
            button = QPushButton(names[told.tone])
            button.setObjectName(f"pump.sound.{told.tone.value}")
            button.setAccessibleName(_("{name}, an example").format(name=names[told.tone]))
            button.setAccessibleDescription(told.meaning)
            tag(button, button="normal")
            button.clicked.connect(partial(self._on_pressed, told.tone))
            column.addWidget(button)
            column.addWidget(label(told.meaning, "small", "muted"))
        self._trouble = label("", "strong")
        self._trouble.setObjectName("pump.sounds.trouble")
        self._trouble.hide()
        column.addWidget(self._trouble)

    def _on_pressed(self, tone: PumpAlarm) -> None:
        self._trouble.hide()
        try:
            self._player.play(self._sounds.example(tone))
        except NoSound as silent:
            self._trouble.setText(str(silent))
            self._trouble.show()
