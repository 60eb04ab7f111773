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

from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.words.emergency_words import Said

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
        hear_as(self, "Paragraph")
        self._theme = theme
        self._said: list[Said] = []
        self._is_fitted = False
        self._apart: bool | None = None
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_words(self, said: Sequence[Said]) -> None:
        """Show the paragraphs and let them be read aloud."""
        self._said = [paragraph for paragraph in said if paragraph]
        spoken = ["".join(text for text, _bold in paragraph) for paragraph in self._said]
        self.setAccessibleName(" ".join(spoken))
        self._apart = None
        self._is_fitted = False
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few short lines."""
        return QSize(200, round(90 * self._theme.scale))

    def resizeEvent(self, _event: object) -> None:
        """Fit the words to the new room before they are painted next.

        A window that opens is resized several times; only the last room counts.
        """
        self._is_fitted = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and the words."""
        if not self._is_fitted:
            self._fit()
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
        self._is_fitted = True
        wide = self.width() >= _WIDE_PX * self._theme.scale
        largest = round((_LARGEST_WIDE_PX if wide else _LARGEST_PX) * min(self._theme.scale, 1.5))
        apart = [(px, gap) for px in range(largest, largest - 12, -2) for gap in (0.7, 0.3, 0.15)]
        run_on = [(px, -1.0) for px in range(largest, _SMALLEST_PX - 1, -2)]
        for px, gap in apart + run_on:
            self._write(px, gap * px)
            if self._document.size().height() <= self.height() - _AROUND_PX:
                return

    def needed_height(self, px: int) -> int:
        """Return the height the words need at this width and type size, run on as one."""
        self._write(px, -1.0)
        self._is_fitted = False
        return round(self._document.size().height()) + _AROUND_PX

    def _write(self, px: int, gap: float) -> None:
        """Set the words in a type size; a gap below nothing lets the paragraphs run on as one."""
        document, apart = self._document, gap >= 0
        if apart is not self._apart:
            self._apart = apart
            self._fill(apart=apart)
        font = QFont(self._theme.font("body"))
        font.setPixelSize(px)
        document.setDefaultFont(font)
        block = QTextBlockFormat()
        block.setBottomMargin(max(0.0, gap))
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        document.setTextWidth(max(1, self.width() - 2 * _PAD_PX))

    def _fill(self, *, apart: bool) -> None:
        self._document.clear()
        cursor = QTextCursor(self._document)
        for place, paragraph in enumerate(self._said):
            if place and apart:
                cursor.insertBlock()
            elif place:
                cursor.insertText(" ", QTextCharFormat())
            for text, bold in paragraph:
                style = QTextCharFormat()
                style.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
                cursor.insertText(text, style)
