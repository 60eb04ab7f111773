# SPDX-License-Identifier: MIT
"""The words under the cells of a scale, each as near its own cell as the others leave room for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from caregiver_app.ui.look.theme import Theme

_GAP_PX = 4
_LEAST_CHARS = 13
_FIRST_TO_GO = (3, 8, 5)
"""Where the words of all do not fit beside each other; the ends stay longest."""


class AnchorLine(QWidget):
    """The words of the anchors, each with its number; two never touch."""

    def __init__(self, theme: Theme, cells: Sequence[QWidget], anchors: Mapping[int, str]) -> None:
        super().__init__()
        self._theme = theme
        self._cells = cells
        self._words = dict(anchors)
        self._short = False
        spoken = [f"{number} {words}" for number, words in sorted(self._words.items())]
        self.setAccessibleName(", ".join(spoken))

    @property
    def shown(self) -> tuple[int, ...]:
        """Return the numbers whose words there is room for now."""
        return tuple(self._places())

    def set_short(self, short: bool) -> None:
        """Choose one line, or as many as the narrow words need."""
        self._short = short
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of one line (short) or two."""
        line = QFontMetricsF(self._theme.font("small")).height()
        return QSize(200, round(line * (1 if self._short else 2.1)))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(44, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the anchors."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        for number, box in self._places().items():
            flags = int(Qt.TextFlag.TextWordWrap | self._side(number) | Qt.AlignmentFlag.AlignTop)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(box, flags, self._text(number))
            if self._short:  # close beside each other in one line: the number parts them
                painter.setPen(self._theme.colour("text"))
                painter.drawText(box, flags, str(number))

    def _text(self, number: int) -> str:
        return f"{number} {self._words[number]}"

    def _side(self, number: int) -> Qt.AlignmentFlag:
        ends = {min(self._words): Qt.AlignmentFlag.AlignLeft}
        if not self._short:
            ends[max(self._words)] = Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignLeft if self._short else Qt.AlignmentFlag.AlignHCenter
        return ends.get(number, middle)

    def _places(self) -> dict[int, QRectF]:
        """Return the boxes of all anchors that fit beside each other."""
        shown = sorted(self._words)
        while shown:
            wide = [self._width(number) for number in shown]
            wanted = [self._wanted(n, w) for n, w in zip(shown, wide, strict=True)]
            lefts = spread(wanted, wide, _GAP_PX, self.width())
            if lefts is not None:
                boxes = zip(shown, lefts, wide, strict=True)
                return {n: QRectF(left, 0, w, self.height()) for n, left, w in boxes}
            shown.remove(next((n for n in _FIRST_TO_GO if n in shown), shown[-1]))
        return {}

    def _width(self, number: int) -> float:
        """Return the width of one line, or of two lines when it is wider than its room."""
        metrics = QFontMetricsF(self._theme.font("small"))
        wide = metrics.horizontalAdvance(self._text(number)) + 2
        if self._short:
            return wide
        _left, cell = self._cell(number)
        return min(wide, max(cell * 2.0, metrics.averageCharWidth() * _LEAST_CHARS))

    def _wanted(self, number: int, wide: float) -> float:
        """Return where the box would best begin: under its cell, at the ends flush with it."""
        left, cell = self._cell(number)
        ends = {min(self._words): left, max(self._words): left + cell - wide}
        return ends.get(number, left + cell / 2 - wide / 2)

    def _cell(self, number: int) -> tuple[float, float]:
        cell = self._cells[number]
        left = cell.mapTo(self.parentWidget() or self, QPoint(0, 0)).x() - self.x()
        return float(left), float(cell.width())


def spread(
    wanted: Sequence[float], wide: Sequence[float], gap: float, room: float
) -> list[float] | None:
    """Return where boxes begin that want to begin there, kept apart; None when it is too narrow."""
    lefts, free = list[float](), 0.0
    for start, width in zip(wanted, wide, strict=True):
        lefts.append(max(start, free))
        free = lefts[-1] + width + gap
    edge = room
    for place in reversed(range(len(lefts))):
        lefts[place] = min(lefts[place], edge - wide[place])
        edge = lefts[place] - gap
    return None if lefts and lefts[0] < 0 else lefts
