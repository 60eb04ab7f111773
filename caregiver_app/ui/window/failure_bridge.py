# SPDX-License-Identifier: MIT
"""Brings a failure from whatever thread it happened in to what stands in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from caregiver_app.ui.window.main_window import MainWindow


class FailureBridge(QObject):
    """`failed` may be emitted from any thread; it is told in the window's own."""

    failed = Signal(str)

    def __init__(self, window: MainWindow, stand_in: Callable[[str], None]) -> None:
        """`stand_in` brings help into a window that has nothing to show it on yet."""
        super().__init__(window)
        self._window, self._stand_in = window, stand_in
        self._plain: QLabel | None = None
        self.failed.connect(self._on_failed)

    def tell_plainly(self, text: str) -> None:
        """Tell it in a box of its own: what tells it in the window has failed as well.

        It waits for nobody: Emergency can be pressed beside it.
        """
        if self._plain is None:
            self._plain = self._plain_box()
        self._plain.setText(failed_words(text))
        self._plain.window().show()

    def _plain_box(self) -> QLabel:
        """Return the words of a box that stands beside the window."""
        from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

        from caregiver_app.ui.look.theme import label

        box, words, away = QDialog(self._window), label("", "strong"), QPushButton(_("Put away"))
        box.setWindowTitle(_("Caregiver Checklist"))
        away.clicked.connect(box.hide)
        lines = QVBoxLayout(box)
        lines.addWidget(words)
        lines.addWidget(away)
        return words

    def _on_failed(self, text: str) -> None:
        from caregiver_app.ui.pages.lock import LockPage
        from caregiver_app.ui.pages.rescue import RescuePage

        lock = self._window.findChild(LockPage)
        if lock is not None:
            lock.say(failed_words(text))
        page = self._window.findChild(RescuePage)
        if page is not None:
            page.still(_("something in the program failed ({text}).").format(text=text))
        elif self._window.page_name:
            self._window.show_trouble(failed_words(text))
        else:
            words = _("Something in the program failed ({text}). The record was not changed.")
            self._stand_in(words.format(text=text))


def failed_words(text: str) -> str:
    """Return what a caregiver can rely on now, with the place in the program where it failed."""
    words = _("Something in the program failed. What you saved is kept. Emergency still works.")
    return f"{words} ({text})"
