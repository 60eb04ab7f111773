# SPDX-License-Identifier: MIT
"""A picture in a text, as wide as the text and no wider than it was drawn."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget


class ShownPicture(QWidget):
    """Draws a file smaller where the text is narrow; `says` is what is to be seen on it."""

    def __init__(self, file: Path, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap(str(file))
        self.setAccessibleName(says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size that it was drawn in."""
        return self._pixmap.size()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower picture is lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at a width."""
        return self._at(width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture with a line around it: many begin and end as white as the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = QRect(0, 0, 0, 0)
        where.setSize(self._at(self.width()))
        painter.drawPixmap(where, self._pixmap)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(where.adjusted(0, 0, -1, -1))

    def _at(self, width: int) -> QSize:
        whole = self._pixmap.size()
        limit = QSize(min(width, whole.width()), whole.height())
        return whole.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
