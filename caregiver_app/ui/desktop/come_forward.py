# SPDX-License-Identifier: MIT
"""Brings the window where it can be seen, for what must not wait until somebody looks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def come_forward(window: QWidget) -> None:
    """Put the window before others, out of the bar where it was put away, and let it flash there.

    Sound is off unless somebody chose it, and not every desktop has a place for notices. What
    somebody types elsewhere just then must press nothing here: no control has the keyboard.
    """
    if window.isMinimized():
        focus = window.focusWidget()
        if focus is not None:
            focus.clearFocus()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    QApplication.alert(window)
