# SPDX-License-Identifier: MIT
"""The three ways to do the same thing, each counting its inputs: mouse, keyboard, touch."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from tests.journeys.words import find

_MOST_TABS = 120


class Hands:
    """Presses and types as a person does; `inputs` is how often."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.inputs = 0

    def press(self, name: str) -> None:
        """Press a button, however it is done."""
        raise NotImplementedError

    def type(self, name: str, text: str) -> None:
        """Type a text into a field; each letter is an input."""
        field = find(self.window, name)
        if QApplication.focusWidget() is not field:
            self.press(name)
        QTest.keyClicks(field, text)
        self.inputs += len(text)


class Mouse(Hands):
    """Clicks where the thing is to be seen."""

    def press(self, name: str) -> None:
        """Click it."""
        button = _in_sight(self.window, name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.inputs += 1
        QApplication.processEvents()


class Keyboard(Hands):
    """Never touches the mouse: Tab to the thing, Space on it, and the keys of the program."""

    def press(self, name: str) -> None:
        """Go there by Tab, then press Space; of a row of answers the arrows choose."""
        wanted = find(self.window, name)
        for _count in range(_MOST_TABS):
            now = QApplication.focusWidget()
            if now is wanted:
                break
            key = Qt.Key.Key_Right if _in_one_row(now, wanted) else Qt.Key.Key_Tab
            QTest.keyClick(now or self.window, key)
            self.inputs += 1
            QApplication.processEvents()
        assert QApplication.focusWidget() is wanted, f"the Tab key does not come to {name}"
        if isinstance(wanted, QAbstractButton):
            QTest.keyClick(wanted, Qt.Key.Key_Space)
            self.inputs += 1
        QApplication.processEvents()

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Strike a key of the program."""
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.inputs += 1
        QApplication.processEvents()


class Finger(Hands):
    """Taps: what Qt sends for a touch that no widget takes for itself is a press and a release."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._screen = QTest.createTouchDevice()
        assert isinstance(self._screen, QPointingDevice)

    def press(self, name: str) -> None:
        """Tap the middle of it."""
        button = _in_sight(self.window, name)
        handle = self.window.windowHandle()
        place = button.mapTo(self.window, button.rect().center())
        QTest.touchEvent(handle, self._screen).press(0, place, handle).commit()
        QTest.touchEvent(handle, self._screen).release(0, place, handle).commit()
        self.inputs += 1
        QApplication.processEvents()


def _in_sight(window: QWidget, name: str) -> QWidget:
    """Scroll as far as a hand would; fail where the thing is under something else."""
    button = find(window, name)
    parent = button.parentWidget()
    while parent is not None:
        if parent.inherits("QScrollArea"):
            parent.ensureWidgetVisible(button, 0, 60)
        parent = parent.parentWidget()
    QApplication.processEvents()
    place = button.mapTo(window, button.rect().center())
    there = window.childAt(place)
    shown = there is not None and (there is button or button.isAncestorOf(there))
    assert shown, f"{name} is covered by {there and there.objectName()}"
    return button


def _in_one_row(now: QWidget | None, wanted: QWidget) -> bool:
    return (
        isinstance(now, QRadioButton)
        and isinstance(wanted, QRadioButton)
        and now.parentWidget() is wanted.parentWidget()
    )
