# SPDX-License-Identifier: MIT
"""How many of the needed answers there are; a press leads to the first that is not there."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.level_words import needed_names

_PAD_PX = 6


class NeededStatus(QAbstractButton):
    """Two short lines: the count, and under it what is needed next, or when the draft was kept.

    `wanted` brings the name of the question. Its width is that of the longest name, so that
    nothing beside it moves.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._lines: tuple[str, str] = ("", "")
        self._next = ""
        self._names = needed_names()
        metrics = QFontMetrics(theme.font("small"))
        needed = (_needed(words) for words in self._names.values())
        self._wide = max(metrics.horizontalAdvance(words) for words in needed)
        self.clicked.connect(self._on_clicked)

    def say(self, counted: str, kept: str, missing: tuple[str, ...]) -> None:
        """Show the count, and the first of what is missing or else when the draft was kept."""
        self._next = next((name for name in missing if name in self._names), "")
        under = _needed(self._names[self._next]) if self._next else kept
        lines = (counted, under)
        if lines == self._lines:
            return
        self._lines = lines
        self.setText("\n".join(line for line in lines if line))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._next else Qt.FocusPolicy.NoFocus)
        said = [counted, _("{words}. Go there.").format(words=under) if self._next else "", kept]
        self.setAccessibleName(" ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of both lines."""
        metrics = QFontMetrics(self._theme.font("small"))
        shown = [metrics.horizontalAdvance(line) for line in self._lines]
        wide = max([self._wide, *shown]) + 2 * _PAD_PX
        return QSize(wide, max(self._theme.size("target"), 2 * metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Return the same: no word is ever cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines; what can be pressed is underlined and in the colour of a link."""
        painter = QPainter(self)
        if self._next and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_tint"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self.rect(), 8, 8)
        font = self._theme.font("small")
        high = QFontMetrics(font).height()
        lines = [line for line in self._lines if line]
        top = (self.height() - high * len(lines)) // 2
        begin = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        for place, words in enumerate(lines):
            leads = bool(self._next) and place > 0
            font.setUnderline(leads)
            painter.setFont(font)
            painter.setPen(self._theme.colour("accent" if leads else "muted"))
            room = QRect(_PAD_PX, top + place * high, self.width() - 2 * _PAD_PX, high)
            painter.drawText(room, begin, words)

    def _on_clicked(self) -> None:
        if self._next:
            self.wanted.emit(self._next)


def _needed(words: str) -> str:
    return _("Needed: {what}").format(what=words)
