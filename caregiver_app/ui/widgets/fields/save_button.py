# SPDX-License-Identifier: MIT
"""The button that saves for one person: their initials in their colour, their name, the keys."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from caregiver_app.ui.look.theme import Theme, tag

_MOST_PX = 240


class SaveButton(QPushButton):
    """A primary button with a painted block on the left; a long name wraps and is not cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._initials = ""
        self._colour = "sea"
        self._hint = ""
        tag(self, button="primary", large=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_person(self, text: str, initials: str, colour: str, hint: str = "") -> None:
        """Say what is saved, for whom, and which keys do it."""
        self.setText(text)
        self._initials, self._colour, self._hint = initials, colour, hint
        self.setAccessibleName(", ".join(part for part in (text, hint) if part))
        self._grow()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one line with the keys after it."""
        wide = self._before() + self._text_width() + self._hint_width() + 28
        return QSize(math.ceil(wide), self._theme.size("action"))

    def minimumSizeHint(self) -> QSize:
        """Return the size of a name on two lines without the keys."""
        words = self.text().split() or [""]
        metrics = QFontMetricsF(self._theme.font("strong"))
        longest = max(metrics.horizontalAdvance(word) for word in words)
        wide = self._before() + max(longest, min(self._text_width() * 0.55, _MOST_PX)) + 16
        return QSize(math.ceil(wide), self._theme.size("action"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with a name that wraps."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        room = QRect(0, 0, round(self.width() - self._before()) - 10, 1000)
        least = self._theme.size("action")
        if self._text_width() > room.width():
            wrapped = QFontMetrics(self._theme.font("strong")).boundingRect(
                room, Qt.TextFlag.TextWordWrap, self.text()
            )
            least = max(least, wrapped.height() + 8)
        self.setFixedHeight(least)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plain button, then block, name and keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_block(painter)
        self._paint_words(painter)

    def _paint_block(self, painter: QPainter) -> None:
        theme, side = self._theme, self._side()
        block = QRectF(8, (self.height() - side) / 2, side, side)
        painter.setPen(theme.colour("on_accent"))
        painter.setBrush(theme.person(self._colour))
        painter.drawRoundedRect(block, theme.radius("small"), theme.radius("small"))
        painter.setPen(theme.person("on_person"))
        painter.setFont(theme.font("strong"))
        painter.drawText(block, Qt.AlignmentFlag.AlignCenter, self._initials)

    def _paint_words(self, painter: QPainter) -> None:
        theme, before = self._theme, self._before()
        room = QRectF(before, 0, self.width() - before - 10, self.height())
        painter.setPen(theme.colour("on_accent"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("heading"))
        if self._text_width() + self._hint_width() <= room.width():
            painter.drawText(room, left, self.text())
            painter.setFont(theme.font("small"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room.adjusted(0, 0, -4, 0), right, self._hint)
        elif self._text_width() <= room.width():
            half = room.height() / 2
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(room.adjusted(0, 0, 0, 4 - half), bottom, self.text())
            painter.setFont(theme.font("small"))
            painter.drawText(room.adjusted(0, half + 3, 0, 0), top, self._hint)
        else:
            painter.setFont(theme.font("strong"))
            painter.drawText(room, left | Qt.TextFlag.TextWordWrap, self.text())

    def _side(self) -> float:
        return self._theme.size("action") - 16

    def _before(self) -> float:
        return 8 + self._side() + 10

    def _text_width(self) -> float:
        return QFontMetricsF(self._theme.font("heading")).horizontalAdvance(self.text())

    def _hint_width(self) -> float:
        if not self._hint:
            return 0.0
        return QFontMetricsF(self._theme.font("small")).horizontalAdvance(self._hint) + 14
