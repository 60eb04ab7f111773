# SPDX-License-Identifier: MIT
"""One of several answers that may all be true: a chip with a square in place of the dot."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from caregiver_app.ui.theme import Theme

_START_PX, _GAP_PX, _END_PX = 10, 7, 14


class CheckChip(QCheckBox):
    """Off, or chosen with tint, thick edge, bold words and a filled square."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of one line in the bold weight, so that nothing moves."""
        wide = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        return QSize(round(wide + self._before() + _END_PX), self._theme.size("target"))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        font = QFontMetrics(self._theme.font("strong"))
        longest = max((font.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(round(longest + self._before() + _END_PX), self._theme.size("target"))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow chip is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width, at least a target."""
        room = QRectF(0, 0, max(1.0, width - self._before() - _END_PX / 2), 9999).toRect()
        font = QFontMetrics(self._theme.font("strong"))
        deep = font.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self._theme.size("target"), deep + 6)

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on the chip."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the square and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on, near = self._theme, self.isChecked(), self.underMouse()
        edge = "accent" if on else "text" if near else "line_strong"
        painter.setPen(QPen(theme.colour(edge), 2.5 if on else 1.5))
        painter.setBrush(theme.colour("accent_tint" if on else "sunk" if near else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        side, mirrored = self._side(), self.isRightToLeft()
        start = self.width() - _START_PX - side if mirrored else _START_PX
        square = QRectF(start, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        ink = theme.colour("accent" if on else "line_strong")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if on else theme.colour("card"))
        painter.drawRoundedRect(square, 2, 2)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong" if on else "body"))
        before = self._before()
        room = QRectF(self.rect()).adjusted(before, 0, -_END_PX / 2, 0)
        side_flag = Qt.AlignmentFlag.AlignLeft
        if mirrored:
            room = QRectF(self.rect()).adjusted(_END_PX / 2, 0, -before, 0)
            side_flag = Qt.AlignmentFlag.AlignRight
        flags = Qt.TextFlag.TextWordWrap | side_flag | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), self.text())

    def _side(self) -> float:
        return 16 * min(self._theme.scale, 1.5)

    def _before(self) -> float:
        return _START_PX + self._side() + _GAP_PX
