# SPDX-License-Identifier: MIT
"""The menu of all pages, where there is no room for the rail."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caregiver_app.ui.frame.window_frame import places
from caregiver_app.ui.look.icons import icon
from caregiver_app.ui.look.theme import Theme


class PageMenu(QObject):
    """Opens under its button; `page_wanted` carries the name of a page."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, button: QWidget) -> None:
        super().__init__(button)
        self._theme = theme
        self._button = button

    def open(self) -> None:
        """Show the pages of the rail."""
        menu = QMenu(self._button.window())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in places():
            drawn = icon(place.icon, self._theme.colour("text"), self._theme.size("icon"))
            menu.addAction(drawn, place.word).setData(place.name)
        menu.triggered.connect(self._on_chosen)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _on_chosen(self, action: QAction) -> None:
        self.page_wanted.emit(str(action.data()))
