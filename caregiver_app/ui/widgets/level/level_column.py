# SPDX-License-Identifier: MIT
"""The level beside a page, and over it where the window is narrow; no word of it is cut."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.level.level_strip import LevelStrip

_PANEL_PX = 328


class LevelColumn(QWidget):
    """Lays a page and its level side by side, or the level as a strip on top of the page.

    `narrowed` says which, whenever it changes. What stands `under` the level goes to the end of
    the page where the window is narrow.
    """

    narrowed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        panel: LevelPanel,
        page: QWidget,
        under: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._under = under
        self._shows_level = True
        self._theme = theme
        self._panel = panel
        self._narrow: bool | None = None
        holder = QWidget()
        self._beside = QVBoxLayout(holder)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addStretch(1)  # a level is as high as its words
        self._area = scrolling(holder)
        self._area.setFixedWidth(round(_PANEL_PX * min(theme.scale, 1.25)))
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setSpacing(0)
        self._page = scrolling(page)
        self._strip = LevelStrip(theme, panel)
        self._lines.addWidget(self._strip)
        self._lines.addWidget(self._page, 1)
        self._lines.addWidget(self._area)
        panel.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose column or strip by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the style has given every part its height."""
        super().showEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the level to its words whenever they change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._give_height()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give a level that was just shown its room."""
        self._fit()

    def show_level(self, shown: bool) -> None:
        """Show the level, or leave its room to the rest while there is nothing to say."""
        self._shows_level = shown
        self._panel.setVisible(shown)
        self._strip.setVisible(shown and bool(self._narrow))
        self._fit()

    def show_top(self) -> None:
        """Scroll the beginning of the page into sight, once everything has its place."""
        QTimer.singleShot(0, self._page, lambda: self._page.verticalScrollBar().setValue(0))

    def show_part(self, part: QWidget) -> None:
        """Scroll the upper edge of a part of the page into sight, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        page = self._page.widget()
        if page is not None and page.isAncestorOf(part):
            # What came just now is laid out first: until then the page is too low to scroll.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            top = part.mapTo(page, part.rect().topLeft()).y()
            bar = self._page.verticalScrollBar()
            if top + part.height() > bar.value() + self._page.viewport().height():
                bar.setValue(max(0, top - self._theme.space("s")))

    def _arrange(self) -> None:
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        if narrow is self._narrow:
            return
        self._narrow = narrow
        space = self._theme.space
        self._lines.setContentsMargins(
            space("s") if narrow else 0, space("m"), space("xl"), space("s")
        )
        self._lines.setSpacing(space("s") if narrow else 0)
        self._area.setVisible(not narrow)
        if narrow:
            self._lines.setDirection(QBoxLayout.Direction.TopToBottom)
            self._strip.take()
        else:
            self._lines.setDirection(QBoxLayout.Direction.LeftToRight)
            self._beside.insertWidget(0, self._panel)
        if self._under is not None:
            content = self._page.widget()
            page = content.layout() if content is not None else None
            if narrow and page is not None:
                page.addWidget(self._under)
            else:
                self._beside.insertWidget(1, self._under)
        self._panel.setVisible(self._shows_level)
        self._strip.setVisible(self._shows_level and narrow)
        self.narrowed.emit(narrow)

    def _fit(self) -> None:
        """Say the level in smaller type where it would be cut, and let it scroll after that."""
        if not self._narrow:
            self._panel.set_tight(False)
            needed = self._panel.heightForWidth(self._area.viewport().width())
            rest = self._under.sizeHint().height() if self._under is not None else 0
            self._panel.set_tight(needed + rest > self._area.height())
        self._give_height()

    def _give_height(self) -> None:
        if self._narrow:
            self._strip.fit(self.height() - 3 * self._theme.space("s"))
            return
        high = self._panel.heightForWidth(self._area.viewport().width())
        self._panel.setMinimumHeight(max(0, high))
