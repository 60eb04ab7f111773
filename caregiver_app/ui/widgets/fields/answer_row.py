# SPDX-License-Identifier: MIT
"""How a row of answers behaves: one at most, a second press clears, arrows move, keys choose."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class AnswerRow(QObject):
    """Keep a row of checkable buttons to one answer or none.

    The row is one stop of the Tab key. Arrows move without choosing, Space chooses, and a key of
    `keys` chooses at once. `picked` carries the value of the answer, or "" when it was cleared.
    """

    picked = Signal(str)

    def __init__(
        self, buttons: Sequence[tuple[str, QAbstractButton]], keys: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        self._keys = keys
        for _value, button in self._buttons:
            button.installEventFilter(self)
            button.clicked.connect(self._on_clicked)
        self._rove(self._buttons[0][1])

    def value(self) -> str | None:
        """Return the value of the chosen answer, or None."""
        for value, button in self._buttons:
            if button.isChecked():
                return value
        return None

    def set_value(self, value: str | None) -> None:
        """Show an answer without saying that it was picked."""
        for own, button in self._buttons:
            if button.isChecked() is not (own == value):
                button.setChecked(own == value)
            if own == value:
                self._rove(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn keys into movement and choices."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        place = next((n for n, pair in enumerate(self._buttons) if pair[1] is watched), 0)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            if self._buttons[0][1].isRightToLeft() and event.key() in (
                Qt.Key.Key_Left,
                Qt.Key.Key_Right,
            ):
                step = -step
            target = self._next_shown(place, step)
            self._rove(target)
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        letter = event.text().upper()
        if letter and letter in self._keys[: len(self._buttons)]:
            button = self._buttons[self._keys.index(letter)][1]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()
            return True
        return False

    def _next_shown(self, place: int, step: int) -> QAbstractButton:
        """Return the next answer that is to be seen; the row can hold some that are not."""
        many = len(self._buttons)
        ahead = (self._buttons[(place + step * n) % many][1] for n in range(1, many + 1))
        return next((button for button in ahead if not button.isHidden()), self._buttons[place][1])

    def _on_clicked(self) -> None:
        pressed = self.sender()
        chosen = ""
        for value, button in self._buttons:
            if button is pressed:
                self._rove(button)
                chosen = value if button.isChecked() else ""
            elif button.isChecked():
                button.setChecked(False)
        self.picked.emit(chosen)

    def _rove(self, stop: QAbstractButton) -> None:
        for _value, button in self._buttons:
            own = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own else Qt.FocusPolicy.ClickFocus)
