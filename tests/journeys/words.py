# SPDX-License-Identifier: MIT
"""The words of a journey: what a person does in the window and what they see there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)


def find(window: QWidget, name: str) -> QWidget:
    """Return the one visible widget of this name; fail with the names that are there."""
    found = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    assert found, f"{name} is not to be seen; there are {_names(window)}"
    return found[0]


def _names(window: QWidget) -> list[str]:
    return sorted({w.objectName() for w in window.findChildren(QWidget) if w.isVisible()} - {""})


def press(window: QWidget, name: str) -> None:
    """Click a button, an option, a tile or a page of the rail."""
    button = find(window, name)
    assert isinstance(button, QAbstractButton), f"{name} cannot be pressed"
    assert button.isEnabled(), f"{name} is not open: {button.text()}"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def type_into(window: QWidget, name: str, text: str) -> None:
    """Type a text into a field, as it is typed."""
    field = find(window, name)
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        field = field.findChild(QLineEdit)
    assert field is not None, f"nothing can be typed into {name}"
    field.setFocus()
    QTest.keyClicks(field, text)


def enter(window: QWidget, name: str, text: str) -> None:
    """Type a text into a field and press Enter there."""
    type_into(window, name, text)
    QTest.keyClick(find(window, name), Qt.Key.Key_Return)
    QApplication.processEvents()


def strike(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Strike a key wherever the focus is."""
    QTest.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)


def visible_text(window: QWidget) -> str:
    """Return every word that is to be seen once the window is at rest, on buttons and labels."""
    QApplication.processEvents()
    labels = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    buttons = [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join([*labels, *buttons])


def see(window: QWidget, *texts: str) -> None:
    """Assert that all of these texts are to be seen."""
    shown = " ".join(visible_text(window).split())
    for text in texts:
        assert " ".join(text.split()) in shown, f"{text!r} is not to be seen in:\n{shown}"


def level_says(window: QWidget, *texts: str) -> None:
    """Assert that the level panel says all of these, as a screen reader would hear it."""
    said = " ".join(find(window, "level").accessibleName().split())
    for text in texts:
        assert " ".join(text.split()) in said, f"{text!r} is not said; the panel says:\n{said}"


def alert_says(window: QWidget, *texts: str) -> None:
    """Assert that these texts are to be seen in what was done about the alert."""
    see(find(window, "alert"), *texts)


def is_gone(window: QWidget, name: str) -> bool:
    """Say whether no widget of this name is to be seen."""
    return not any(w.isVisible() for w in window.findChildren(QWidget, name))
