# SPDX-License-Identifier: MIT
"""The keys that work on every page: Emergency, back, Undo, and one for each page."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caregiver_app.ui.frame.window_frame import places
from caregiver_app.ui.hands.undo_key import UNDO_KEY, press_undo

HAPPENED, LOG_DOSE = "F2", "F3"


class PageKeys(QObject):
    """Says by `page_wanted` which page a key asks for: Alt and a number, F2 and F3.

    `slots` are what other keys do in the whole window.
    """

    page_wanted = Signal(str)

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window = window
        for key, slot in slots.items():
            self._add(key, slot)
        self._add(UNDO_KEY, partial(press_undo, window))
        self._on_page_key(HAPPENED, "happened")
        self._on_page_key(LOG_DOSE, "log_dose")
        for number, place in enumerate(places(), 1):
            self._on_page_key(f"Alt+{number}", place.name)

    def _add(self, keys: str, slot: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(slot)
        return shortcut

    def _on_page_key(self, keys: str, name: str) -> None:
        self._add(keys, self._on_key).setObjectName(name)

    def _on_key(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.page_wanted.emit(pressed.objectName())
