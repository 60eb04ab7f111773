# SPDX-License-Identifier: MIT
"""The words to say on the phone, as large as they fit; what matters most is bold."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.ui.theme import Theme

Said = Sequence[tuple[str, bool]]

_LARGEST_PX, _LARGEST_WIDE_PX = 32, 44
_WIDE_PX = 1100
_SMALLEST_PX = 14
_PAD_PX, _AROUND_PX = 20, 16


class SpokenWords(QWidget):
    """Paragraphs of plain and bold text on a card; nothing scrolls and nothing is cut.

    The type is as large as fits, from 32 px (at 100 %; 44 on a wide screen) down to 14; short of
    room the paragraphs run on as one.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said: list[Said] = []
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_words(self, said: Sequence[Said]) -> None:
        """Show the paragraphs and let them be read aloud."""
        self._said = [paragraph for paragraph in said if paragraph]
        spoken = ["".join(text for text, _bold in paragraph) for paragraph in self._said]
        self.setAccessibleName(" ".join(spoken))
        self._fit()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few short lines."""
        return QSize(200, round(90 * self._theme.scale))

    def resizeEvent(self, _event: object) -> None:
        """Fit the words to the new room."""
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("card"))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        spare = self.height() - self._document.size().height()
        painter.translate(_PAD_PX, max(8.0, min(spare / 2, float(_PAD_PX))))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        self._document.documentLayout().draw(painter, context)

    def _fit(self) -> None:
        """Choose the largest type that fits, in paragraphs if it can be, else run on."""
        wide = self.width() >= _WIDE_PX * self._theme.scale
        largest = round((_LARGEST_WIDE_PX if wide else _LARGEST_PX) * min(self._theme.scale, 1.5))
        apart = [(px, gap) for px in range(largest, largest - 12, -2) for gap in (0.7, 0.3)]
        run_on = [(px, -1.0) for px in range(largest, _SMALLEST_PX - 1, -2)]
        for px, gap in apart + run_on:
            self._write(px, gap * px)
            if self._document.size().height() <= self.height() - _AROUND_PX:
                return

    def needed_height(self, px: int) -> int:
        """Return the height the words need at this width and type size, run on as one."""
        self._write(px, -1.0)
        needed = round(self._document.size().height()) + _AROUND_PX
        self._fit()
        return needed

    def _write(self, px: int, gap: float) -> None:
        document = self._document
        document.clear()
        font = QFont(self._theme.font("body"))
        font.setPixelSize(px)
        document.setDefaultFont(font)
        document.setTextWidth(max(1, self.width() - 2 * _PAD_PX))
        cursor = QTextCursor(document)
        block = QTextBlockFormat()
        block.setBottomMargin(max(0.0, gap))
        for place, paragraph in enumerate(self._said):
            if place and gap >= 0:
                cursor.insertBlock(block)
            elif place:
                cursor.insertText(" ", QTextCharFormat())
            else:
                cursor.setBlockFormat(block)
            for text, bold in paragraph:
                style = QTextCharFormat()
                style.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
                cursor.insertText(text, style)
