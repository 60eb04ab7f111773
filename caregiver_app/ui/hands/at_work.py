# SPDX-License-Identifier: MIT
"""A button that takes no press while its work is done, and has the keyboard again afterwards."""

from PySide6.QtWidgets import QApplication, QPushButton

_HAD_KEYBOARD = "had_keyboard"


def begin_work(button: QPushButton) -> None:
    """Take no press; Qt would put the keyboard on whatever comes next, and say that instead."""
    had = button.window().focusWidget() is button
    button.setProperty(_HAD_KEYBOARD, had)
    if had:
        button.clearFocus()
    button.setEnabled(False)


def end_work(button: QPushButton) -> None:
    """Take presses again, with the keyboard where it was, unless somebody took it elsewhere."""
    button.setEnabled(True)
    if button.property(_HAD_KEYBOARD) and QApplication.focusWidget() in (None, button.window()):
        button.setFocus()
