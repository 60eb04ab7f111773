# SPDX-License-Identifier: MIT
"""Quick or Full: two answers side by side, one of them always chosen."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caregiver_app.domain.check_in import Mode
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, tag

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class ModeSwitch(QWidget):
    """How much is asked. `picked` carries the mode that somebody chose; arrows choose too."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Grouping")
        self.setAccessibleName(_("How much to ask"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = {
            Mode.QUICK: self._button(_("Quick"), _("Quick check-in: the most important"), "first"),
            Mode.FULL: self._button(_("Full"), _("Full check-in: every question"), "last"),
        }
        for mode, button in self._buttons.items():
            button.setObjectName(f"mode.{mode.value}")
            # The chosen one is bold: its width is kept, so that nothing moves.
            wide = QFontMetrics(theme.font("strong")).horizontalAdvance(button.text())
            button.setFixedWidth(wide + 2 * theme.space("l"))
            row.addWidget(button)
        self._mode = Mode.QUICK
        self.show_mode(Mode.QUICK)

    @property
    def mode(self) -> Mode:
        """Return the chosen mode."""
        return self._mode

    def show_mode(self, mode: Mode) -> None:
        """Show a mode without saying that it was picked."""
        self._mode = mode
        for own, button in self._buttons.items():
            button.setChecked(own is mode)

    def buttons(self) -> list[QWidget]:
        """Return the two, in their order, for the Tab key."""
        return list(self._buttons.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the other one with an arrow key; a button alone would only move the keyboard."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            other = Mode.FULL if self._mode is Mode.QUICK else Mode.QUICK
            self._buttons[other].setFocus(Qt.FocusReason.TabFocusReason)
            self._buttons[other].click()
            return True
        return super().eventFilter(watched, event)

    def _button(self, words: str, spoken: str, place: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAccessibleName(spoken)
        tag(button, chip="segment", place=place)
        button.clicked.connect(self._on_clicked)
        button.installEventFilter(self)
        return button

    def _on_clicked(self) -> None:
        for mode, button in self._buttons.items():
            if button is self.sender():
                changed = mode is not self._mode
                self.show_mode(mode)
                if changed:
                    self.picked.emit(mode)
                return
