# SPDX-License-Identifier: MIT
"""A row of choices that stays one line while it can and wraps when it must; nothing is cut."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_Line = list[tuple[QLayoutItem, int]]


class FlowLayout(QLayout):
    """Lay widgets from the start of the line to its end, then on the next line.

    Items that need a little more than one line are narrowed first, as far as their smallest
    width. With `fill` every line is stretched to the full width, with `even` they stand in columns
    of one width.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 8,
        fill: bool = False,
        even: bool = False,
    ) -> None:
        super().__init__(parent)
        self._even = even
        self._items: list[QLayoutItem] = []
        self.gap = gap
        self._fill = fill
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def set_fill(self, fill: bool) -> None:
        """Choose whether lines are stretched to the full width."""
        self._fill = fill
        self.invalidate()

    def least_line_width(self) -> int:
        """Return the width in px of all items in one line, each with a gap behind it."""
        return sum(item.minimumSize().width() + self.gap for item in self._items)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (called by addWidget)."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """Measure anew: something in the row became larger or smaller."""
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Say that the row does not ask for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height needed at a width; it is asked for again and again."""
        if width not in self._heights:
            heights = [_height(line) for line in self._lines(width)]
            self._heights[width] = sum(heights) + self.gap * max(0, len(heights) - 1)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size as one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.gap * (len(shown) - 1)
        return QSize(max(0, width), max((i.sizeHint().height() for i in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the smallest size: the widest item alone."""
        shown = self._shown()
        return QSize(
            max((item.minimumSize().width() for item in shown), default=0),
            max((item.minimumSize().height() for item in shown), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        top = rect.top()
        owner = self.parentWidget()
        mirrored = owner is not None and owner.isRightToLeft()
        for line in self._lines(rect.width()):
            height = _height(line)
            left = rect.left()
            for item, width in line:
                x = rect.left() + rect.right() - left - width + 1 if mirrored else left
                item.setGeometry(QRect(x, top, width, height))
                left += width + self.gap
            top += height + self.gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[_Line]:
        shown = self._shown()
        if shown and self._even:
            return self._in_columns(shown, width)
        room = width - self.gap * (len(shown) - 1)
        wanted = [item.sizeHint().width() for item in shown]
        if shown and sum(wanted) > room >= sum(item.minimumSize().width() for item in shown):
            return [self._stretched(_narrowed(shown, room), width)]
        lines: list[_Line] = []
        used = 0
        for item, hint in zip(shown, wanted, strict=True):
            if not lines or used + self.gap + hint > width:
                lines.append([])
                used = -self.gap
            lines[-1].append((item, min(hint, width)))
            used += self.gap + hint
        return [self._stretched(line, width) for line in lines] if self._fill else lines

    def _in_columns(self, shown: list[QLayoutItem], width: int) -> list[_Line]:
        """Return as few lines as can be, each with as many items as the others have."""
        widest = max(item.sizeHint().width() for item in shown)
        fit = max(1, (width + self.gap) // (widest + self.gap))
        across = ceil(len(shown) / ceil(len(shown) / fit))
        column = (width - self.gap * (across - 1)) // across
        starts = range(0, len(shown), across)
        return [[(item, column) for item in shown[at : at + across]] for at in starts]

    def _stretched(self, line: _Line, width: int) -> _Line:
        spare = width - self.gap * (len(line) - 1) - sum(taken for _item, taken in line)
        share, rest = divmod(max(0, spare), len(line))
        return [(item, w + share + (1 if n < rest else 0)) for n, (item, w) in enumerate(line)]


def _narrowed(items: list[QLayoutItem], room: int) -> _Line:
    """Narrow as few items as can be: the one that can give most gives first."""
    widths = [item.sizeHint().width() for item in items]
    spare = [w - item.minimumSize().width() for item, w in zip(items, widths, strict=True)]
    missing = sum(widths) - room
    for place in sorted(range(len(items)), key=lambda n: -spare[n]):
        given = min(missing, spare[place])
        widths[place] -= given
        missing -= given
    return list(zip(items, widths, strict=True))


def _height(line: _Line) -> int:
    heights = [0]
    for item, width in line:
        deep = item.heightForWidth(width) if item.hasHeightForWidth() else 0
        heights.append(max(deep, item.sizeHint().height()))
    return max(heights)
