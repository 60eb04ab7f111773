# SPDX-License-Identifier: MIT
"""Whether somebody is just pointing or typing: then nothing may move what they aim at."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

_STILL_MS = 2000
_RESTING = 15
"""How many times as long nobody touches anything before even what is looked at may move."""
_LOOK_MS = 250
_INPUT = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
    }
)


class StillHands(QObject):
    """Looks at what the window of a frame is sent, and at nothing else.

    `rested` is said once, after `wait`, as soon as no button is down and nothing was moved or
    typed for two seconds.
    """

    rested = Signal()

    def __init__(self, frame: QWidget) -> None:
        super().__init__(frame)
        self.still_ms = _STILL_MS
        self._frame = frame
        self._since = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        frame.installEventFilter(self)

    @property
    def are_still(self) -> bool:
        """Say whether nobody is pressing, pointing or typing."""
        return self._are_still_for(self.still_ms)

    @property
    def are_away(self) -> bool:
        """Say whether nobody has pressed, pointed or typed for half a minute."""
        return self._are_still_for(self.still_ms * _RESTING)

    def _are_still_for(self, length_ms: int) -> bool:
        moved = self._since.isValid() and self._since.elapsed() < length_ms
        return not moved and not QApplication.mouseButtons()

    def wait(self) -> None:
        """Say `rested` when the hands are still."""
        self._look.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the hands move; the window is there once the frame is shown."""
        if watched is self._frame:
            handle = self._frame.window().windowHandle()
            if event.type() is QEvent.Type.Show and handle is not None:
                handle.installEventFilter(self)
        elif event.type() in _INPUT:
            self._since.start()
        return False

    def _on_look(self) -> None:
        if self.are_still:
            self._look.stop()
            self.rested.emit()
