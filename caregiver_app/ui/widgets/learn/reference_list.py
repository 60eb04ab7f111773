# SPDX-License-Identifier: MIT
"""The titles of the texts to read, in their groups, as one list for arrow keys and mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from caregiver_app.domain.reference import ReferenceGroup
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme

_TEXT = Qt.ItemDataRole.UserRole
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_PAD_PX = 14


class ReferenceList(QListWidget):
    """Titles wrap and are never cut. Both signals carry the id of a text.

    `text_reached` says that the arrow keys stand on it, `text_chosen` that it is to be read.
    """

    text_reached = Signal(str)
    text_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._begun_at = 0
        self.setObjectName("learn.list")
        self.setAccessibleName(_("Texts to read"))
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        tint, ink = theme.colour("accent_tint").name(), theme.colour("text").name()
        self.setStyleSheet(
            f"QListView::item {{ padding: 0 8px; color: {ink}; border-radius: 8px; }}"
            f"QListView::item:selected {{ background: {tint}; color: {ink}; }}"
        )
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._on_clicked)

    def show_groups(self, groups: Sequence[ReferenceGroup], chosen: str) -> None:
        """Show titles under the names of their groups; the chosen one stays chosen."""
        self.blockSignals(True)
        self.clear()
        for group in groups:
            self._add(group.title, "")
            for text in group.texts:
                item = self._add(text.title, text.id)
                if text.id == chosen:
                    self.setCurrentItem(item)
        self.blockSignals(False)
        self._fit()

    def choose(self, text_id: str) -> None:
        """Mark a text and bring it into sight."""
        for row in range(self.count()):
            if self.item(row).data(_TEXT) == text_id:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each title the height that its words need at this width."""
        super().resizeEvent(event)
        self._fit()
        if self.verticalScrollBar().value() == self._begun_at:  # nobody has scrolled yet
            self._begin()

    def _begin(self) -> None:
        """Begin at the top, as far as the chosen title is in sight there."""
        self.scrollToTop()
        self.scrollToItem(self.currentItem())
        self._begun_at = self.verticalScrollBar().value()

    def _add(self, words: str, text_id: str) -> QListWidgetItem:
        item = QListWidgetItem(words, self)
        item.setData(_TEXT, text_id)
        if not text_id:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setFont(self._theme.font("strong"))
            item.setForeground(self._theme.colour("text"))
        return item

    def _fit(self) -> None:
        room = max(1, self.viewport().width() - 2 * _PAD_PX)
        target, fonts = self._theme.size("target"), self._theme.font
        for row in range(self.count()):
            item = self.item(row)
            metrics = QFontMetrics(fonts("body" if item.data(_TEXT) else "strong"))
            lines = metrics.boundingRect(QRect(0, 0, room, 1000), _WRAPPED, item.text())
            item.setSizeHint(QSize(room, max(target, lines.height() + _PAD_PX)))

    def _on_current(self, now: QListWidgetItem | None, _before: object) -> None:
        if now is not None and now.data(_TEXT):
            self.text_reached.emit(now.data(_TEXT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read what the arrow keys stand on with Enter or Space."""
        now = self.currentItem()
        wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if wanted and now is not None:
            self._on_clicked(now)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        # Also the one that is chosen already: where there is one column, it opens again.
        if item.data(_TEXT):
            self.text_chosen.emit(item.data(_TEXT))
