# SPDX-License-Identifier: MIT
"""A button with a name over what is known about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle

from caregiver_app.ui.look.theme import Theme

_SIDE_PX = 11
_AROUND_PX, _TIGHT_PX = 12, 4  # a row of two lines is 54 high, or 46


class TwoLineButton(QPushButton):
    """A button with a name over what is known; both wrap, and it grows with them.

    A `tight` one stands in a list that is to be seen whole on a small screen.
    """

    def __init__(self, theme: Theme, title: str, about: str, *, tight: bool = False) -> None:
        super().__init__()
        self._around = _TIGHT_PX if tight else _AROUND_PX
        self._before = self._after = _SIDE_PX  # the room beside the words, in the way of reading
        self._theme = theme
        self._title, self._about = title, about
        self._set_lines(about, "small", "muted")

    @contextmanager
    def telling(self, words: str) -> Iterator[None]:
        """Say something at once in place of what is known, for as long as something takes."""
        self._set_lines(words, "strong", "text")
        self.repaint()
        yield
        self._set_lines(self._about, "small", "muted")
        self.update()

    def told(self) -> str:
        """Return what stands under the name."""
        return self._lines[-1][0] if self._lines else ""

    def _set_lines(self, under: str, role: str, ink: str) -> None:
        lines = ((self._title, "strong", "text"), (under, role, ink))
        self._lines = tuple(line for line in lines if line[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at this width."""
        super().resizeEvent(event)
        needed = sum(place.height() for place in self._places()) + self._around
        self.setMinimumHeight(max(self._theme.size("target"), needed))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then name and words."""
        super().paintEvent(event)
        painter = QPainter(self)
        places = self._places()
        top = (self.height() - sum(place.height() for place in places)) // 2
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = self._after if from_right else self._before
        for (words, role, ink), place in zip(self._lines, places, strict=True):
            painter.setFont(self._theme.font(role))
            painter.setPen(self._theme.colour(ink))
            painter.drawText(place.translated(side, top), self._flags(), words)
            top += place.height()

    def _places(self) -> list[QRect]:
        """Return the room of each text at this width, from the same corner."""
        room = QRect(0, 0, max(1, self.width() - self._before - self._after), 1000)
        return [
            QRect(0, 0, room.width(), metrics.boundingRect(room, self._flags(), words).height())
            for words, role, _ink in self._lines
            if (metrics := QFontMetrics(self._theme.font(role)))
        ]

    def _flags(self) -> int:
        """Return that texts wrap and begin where this language begins to read."""
        begin = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        return int(Qt.TextFlag.TextWordWrap.value | begin.value)
