# SPDX-License-Identifier: MIT
"""Closing a window that has no record open: what would be lost is asked about first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from caregiver_app.system.words import _


class TapsLeaving(QObject):
    """Keeps the window open until somebody says that the times on this page may be lost.

    They are in memory only, and there is no record that could take them.
    """

    def __init__(
        self,
        window: QMainWindow,
        page: QWidget,
        look: str,
        taps: Callable[[], Sequence[object]],
        words: str = "",
    ) -> None:
        """`words` say what would be lost, where that is not the times alone."""
        super().__init__(window)  # a filter that went with the page would be asked as it goes
        self._window, self._page, self._look, self._taps = window, page, look, taps
        self._words, self._is_told = words, False
        window.installEventFilter(self)
        page.destroyed.connect(self.deleteLater)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ask instead of closing, once."""
        if event.type() != QEvent.Type.Close or self._is_told:
            return False
        if self._window.centralWidget() is not self._page or not self._taps():
            return False
        event.ignore()
        self._ask()
        return True

    def _ask(self) -> None:
        from caregiver_app.ui.look.theme import apply_theme, load_theme
        from caregiver_app.ui.window.leaving import LeaveDialog

        theme, app = load_theme(self._look, 1), QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme)  # nobody has opened anything yet that would have dressed it
        words = self._words or _("The times you tapped are in no record yet.")
        lost = _("If you close this now it is lost. Write it on paper first.")
        dialog = LeaveDialog(theme, words, lost, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.emergency.activated.connect(dialog.reject)
        dialog.accepted.connect(self._on_leave)
        dialog.open()

    def _on_leave(self) -> None:
        self._is_told = True
        self._window.close()
