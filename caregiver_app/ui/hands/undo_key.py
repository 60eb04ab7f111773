# SPDX-License-Identifier: MIT
"""Ctrl+Z presses the Undo that was offered last: ten seconds are too short to go there by Tab."""

from time import monotonic

from PySide6.QtWidgets import QAbstractButton, QWidget

UNDO_KEY = "Ctrl+Z"
_OFFERED = "offered"


def offered(undo: QAbstractButton) -> None:
    """Note that a button offers to take back what was just done."""
    undo.setProperty(_OFFERED, monotonic())


def press_undo(window: QWidget) -> None:
    """Press the newest Undo that can be seen; without one nothing is done."""
    shown = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.property(_OFFERED) is not None and button.isVisible() and button.isEnabled()
    ]
    if shown:
        max(shown, key=lambda button: float(button.property(_OFFERED))).click()
