# SPDX-License-Identifier: MIT
"""The three ways to do the same thing, each counting its inputs: mouse, keyboard, touch."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QRadioButton, QWidget
from shiboken6 import isValid

from caregiver_app.ui.frame.window_frame import places
from tests.journeys.touch import finger
from tests.journeys.words import find

_MOST_TABS = 120
_DOUBLE_PRESS_MS, _SOON_MS = 400, 150


class Hands:
    """Presses and types as a person does; `inputs` is how often."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.inputs = 0

    def press(self, name: str) -> None:
        """Press a button, however it is done."""
        raise NotImplementedError

    def go(self, page: str) -> None:
        """Go to a page of the rail."""
        self.press(f"nav.{page}")

    def choose(self, name: str, words: str) -> None:
        """Choose a row of a drop list by the words it begins with."""
        # A list takes no press while the one that opened it could become a double press.
        QApplication.setDoubleClickInterval(_SOON_MS)
        self.press(name)
        QTest.qWait(_SOON_MS + 20)
        QApplication.setDoubleClickInterval(_DOUBLE_PRESS_MS)
        box = find(self.window, name)
        assert isinstance(box, QComboBox)
        number = box.findText(words, Qt.MatchFlag.MatchStartsWith)
        view, row = box.view(), box.model().index(number, 0)
        view.scrollTo(row)
        place = view.visualRect(row).center()
        self._hit(view.viewport(), place)
        self.inputs += 1
        QApplication.processEvents()

    def _hit(self, part: QWidget, place: QPoint) -> None:
        QTest.mouseMove(part, place)
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=place)

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
        button = in_sight(self.window, name)
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
            if now is not None and now.objectName() == name:
                wanted = now  # a page may have built it anew meanwhile
                break
            wanted = wanted if isValid(wanted) else find(self.window, name)
            key = _arrow(now, wanted) if _in_one_row(now, wanted) else Qt.Key.Key_Tab
            QTest.keyClick(now or self.window, key)
            self.inputs += 1
            QApplication.processEvents()
        assert QApplication.focusWidget() is wanted, f"the Tab key does not come to {name}"
        if isinstance(wanted, QAbstractButton):
            QTest.keyClick(wanted, Qt.Key.Key_Space)
            self.inputs += 1
        QApplication.processEvents()

    def go(self, page: str) -> None:
        """Press Alt and the number of a page."""
        names = [place.name for place in places()]
        self.strike(Qt.Key(Qt.Key.Key_1 + names.index(page)), Qt.KeyboardModifier.AltModifier)

    def choose(self, name: str, words: str) -> None:
        """Go down a drop list until its words stand there."""
        self.press(name)
        box = find(self.window, name)
        assert isinstance(box, QComboBox)
        for _step in range(box.count()):
            if box.currentText().startswith(words):
                return
            self.strike(Qt.Key.Key_Down)
        raise AssertionError(f"{name} has no {words!r}, or the arrows do not come to it")

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Strike a key of the program."""
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.inputs += 1
        QApplication.processEvents()


class Finger(Hands):
    """Taps: what Qt sends for a touch that no widget takes for itself is a press and a release."""

    def press(self, name: str) -> None:
        """Tap the middle of it."""
        button = in_sight(self.window, name)
        self._hit(button, button.rect().center())
        self.inputs += 1
        QApplication.processEvents()

    def _hit(self, part: QWidget, place: QPoint) -> None:
        window = part.window()
        handle, there = window.windowHandle(), part.mapTo(window, place)
        for step in ("press", "release"):
            events = QTest.touchEvent(handle, finger(), False)
            getattr(events, step)(0, there, handle)
            events.commit()


def in_sight(window: QWidget, name: str) -> QWidget:
    """Scroll as far as a hand would; fail where the thing is under something else."""
    button = find(window, name)
    parent = button.parentWidget()
    while parent is not None:
        if parent.inherits("QScrollArea"):
            parent.ensureWidgetVisible(button, 0, 60)
        parent = parent.parentWidget()
    QApplication.processEvents()
    button = button if isValid(button) else find(window, name)
    place = button.mapTo(window, button.rect().center())
    there = window.childAt(place)
    if there is not None and there.objectName() == name:
        return there  # a page may have built it anew meanwhile
    shown = there is not None and isValid(button) and button.isAncestorOf(there)
    assert shown, f"{name} is covered by {there and there.objectName()}"
    return button


def _arrow(now: QWidget | None, wanted: QWidget) -> Qt.Key:
    """Return the arrow of a row of answers, or of answers that stand under each other."""
    under = now is not None and now.x() == wanted.x() and now.y() < wanted.y()
    return Qt.Key.Key_Down if under else Qt.Key.Key_Right


def _in_one_row(now: QWidget | None, wanted: QWidget) -> bool:
    return (
        isinstance(now, QAbstractButton)
        and isinstance(wanted, QAbstractButton)
        and (isinstance(now, QRadioButton) or now.autoExclusive())
        and type(now) is type(wanted)
        and now.parentWidget() is wanted.parentWidget()
    )
