# SPDX-License-Identifier: MIT
"""Brings a failure from whatever thread it happened in to what stands in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.ui.main_window import MainWindow


class FailureBridge(QObject):
    """`failed` may be emitted from any thread; it is told in the window's own."""

    failed = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.failed.connect(self._on_failed)

    def _on_failed(self, text: str) -> None:
        from caregiver_app.ui.pages.rescue import RescuePage

        page = self._window.findChild(RescuePage)
        if page is None:
            self._window.report_error(text)
        else:
            page.still(_("something in the program failed ({text}).").format(text=text))
