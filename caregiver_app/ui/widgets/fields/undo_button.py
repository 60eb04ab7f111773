# SPDX-License-Identifier: MIT
"""Undo for ten seconds: a button that counts them, and goes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from caregiver_app.system.words import _
from caregiver_app.ui.hands.undo_key import UNDO_KEY, offered
from caregiver_app.ui.look.theme import tag

UNDO_S = 10


class UndoButton(QPushButton):
    """Hidden until something can be taken back; `ended` is said when it no longer can."""

    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        tag(self, button="normal")
        self._left = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self.hide()

    @property
    def is_offered(self) -> bool:
        """Say whether the ten seconds are running."""
        return self._tick.isActive()

    def offer(self) -> None:
        """Start the ten seconds."""
        self._left = UNDO_S
        self._say()
        self.show()
        offered(self)
        self._tick.start()

    def end(self) -> None:
        """Take the offer back."""
        self._tick.stop()
        self.hide()

    def _on_tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say()
            return
        self.end()
        self.ended.emit()

    def _say(self) -> None:
        # Only the words change while the seconds run; the width is that of the longest.
        word = _("Undo, {n} s").format(n=self._left)
        self.setText(_("{word}  {key}").format(word=word, key=UNDO_KEY))
        self.setMinimumWidth(max(self.minimumWidth(), self.sizeHint().width()))
