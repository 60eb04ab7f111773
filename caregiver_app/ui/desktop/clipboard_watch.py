# SPDX-License-Identifier: MIT
"""What somebody copies out of the window is marked as private, and does not stay there."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 30_000
"""How long a copied text can be pasted. Our choice, as in programs that keep passwords."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
PRIVATE = {
    # Windows keeps what is copied in a history and carries it to other computers unless told.
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
    # The lists of KDE and of most programs for it on Linux.
    "x-kde-passwordManagerHint": b"secret",
}
"""The formats that ask programs which keep copied texts to leave this one out."""


class ClipboardWatch(QObject):
    """Looks after what this program put into the clipboard; nothing is put there by itself.

    `owns` says whether what is in it came from here.
    """

    def __init__(self, parent: QObject, owns: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._owns = owns or self._clipboard.ownsClipboard
        self._copied: str | None = None
        self._is_marking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self.take_back)
        self._clipboard.dataChanged.connect(self._on_copied)
        self._clipboard.selectionChanged.connect(self._on_marked)

    def take_back(self) -> None:
        """Empty the clipboard, unless something else was copied since."""
        copied, self._copied = self._copied, None
        self._timer.stop()
        if copied is not None and self._owns() and self._clipboard.text() == copied:
            self._clipboard.clear()

    def _on_copied(self) -> None:
        if self._is_marking:
            return
        text = self._clipboard.text() if self._owns() else ""
        self._timer.stop()
        self._copied = text or None
        if text:
            self._is_marking = True
            self._clipboard.setMimeData(private(text))
            self._is_marking = False
            self._timer.start()

    def _on_marked(self) -> None:
        """Leave nothing for the middle button of X11: marking a text is no wish to copy it."""
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)


def private(text: str) -> QMimeData:
    """Return a text as it is copied, without its look, and with what keeps it out of lists."""
    data = QMimeData()
    data.setText(text)
    for name, value in PRIVATE.items():
        data.setData(name, value)
    return data
