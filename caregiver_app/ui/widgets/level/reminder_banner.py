# SPDX-License-Identifier: MIT
"""The banner that reminds: what is due in ink, how many more wait, Open and Snooze."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from caregiver_app.domain.timing.snooze import SNOOZES
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.look.theme import Theme, label, tag

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE = timedelta(minutes=1)


class ReminderBanner(QFrame):
    """Says what is due; whoever holds it shows and hides it.

    `open_pressed` leads to where it is done. `snoozed` brings for how long it is put off. What is
    late has a thicker edge and bold words: no colour of a level is used for it. `until` says what
    time it is when it is told again.
    """

    open_pressed = Signal()
    snoozed = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "Notification")
        self.setObjectName("reminder")
        tag(self, banner="note")
        self._words = label("", "body")
        self._more = label("", "small", "muted")
        self._more.hide()
        self._snooze = _button(_("Snooze"), "reminder.snooze", _("Snooze: remind again later"))
        self._snooze.clicked.connect(self._on_snooze)
        self._open = _button(_("Open"), "reminder.open", _("Open what is due"))
        self._open.clicked.connect(self.open_pressed)
        self._menu: QMenu | None = None
        self.until: Callable[[timedelta], str] | None = None
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self._words)
        told.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("m"), 4, 4, 4)
        row.setSpacing(theme.space("s"))
        row.addLayout(told, 1)
        row.addWidget(self._snooze)
        row.addWidget(self._open)
        self.is_told = self._is_short = False
        self.hide()

    def tell(
        self, words: str, more: str = "", *, late: bool, may_snooze: bool, may_open: bool = True
    ) -> None:
        """Say what is due and how many more wait; blank words end it.

        It may stand a moment longer then, so that nothing moves under a hand: it says that.
        """
        was = (self.is_told, self.accessibleName(), self._snooze.isHidden())
        self.is_told = bool(words)
        self._words.setText(words or _("This reminder has ended."))
        for button in (self._snooze, self._open):
            button.setEnabled(bool(words))
        self._more.setText(more)
        self._more.setVisible(bool(more) and not self._is_short)
        self.setAccessibleName(f"{words} {more}".strip())
        if words:  # else nothing changes its size
            self._snooze.setVisible(may_snooze)
            self._open.setVisible(may_open)
        tag(self, banner="trouble" if late else "note")
        tag(self._words, type="strong" if late else "body")
        if was != (self.is_told, self.accessibleName(), self._snooze.isHidden()):
            if words:
                announce(self, self.accessibleName(), now=late)
            self.changed.emit()

    def fold(self, *, short: bool) -> None:
        """Say only the first one where the page needs the room."""
        self._is_short = short
        self._more.setVisible(bool(self._more.text()) and not short)

    def _on_snooze(self) -> None:
        menu = self._menu = QMenu(self.window())
        menu.setObjectName("reminder.lengths")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for length in SNOOZES:
            minutes = length // _MINUTE
            words = ngettext("In {n} minute", "In {n} minutes", minutes).format(n=minutes)
            at = self.until(length) if self.until is not None else ""
            told = _("{words}, at {time}").format(words=words, time=at) if at else words
            menu.addAction(told).setData(length)
        menu.triggered.connect(self._on_chosen)
        menu.popup(self._snooze.mapToGlobal(QPoint(0, self._snooze.height())))

    def _on_chosen(self, action: QAction) -> None:
        self.snoozed.emit(action.data())


def _button(words: str, name: str, spoken: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(spoken)
    tag(button, button="normal")
    return button
