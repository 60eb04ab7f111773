# SPDX-License-Identifier: MIT
"""Brings a failure from whatever thread it happened in to what stands in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.main_window import MainWindow


class FailureBridge(QObject):
    """`failed` may be emitted from any thread; it is told in the window's own."""

    failed = Signal(str)

    def __init__(self, window: MainWindow, stand_in: Callable[[str], None]) -> None:
        """`stand_in` brings help into a window that has nothing to show it on yet."""
        super().__init__(window)
        self._window, self._stand_in = window, stand_in
        self.failed.connect(self._on_failed)

    def _on_failed(self, text: str) -> None:
        from caregiver_app.ui.pages.rescue import RescuePage

        page = self._window.findChild(RescuePage)
        if page is not None:
            page.still(_("something in the program failed ({text}).").format(text=text))
        elif self._window.page_name:
            self._window.report_error(text)
        else:
            words = _("Something in the program failed ({text}). The record was not changed.")
            self._stand_in(words.format(text=text))
