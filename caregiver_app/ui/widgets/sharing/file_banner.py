# SPDX-License-Identifier: MIT
"""Says on every page that what is shown is a file and not the record of this computer."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from caregiver_app.system.words import _
from caregiver_app.ui.desktop.come_forward import come_forward
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.look.theme import Theme, label, tag

_LOOK_MS = 15_000

if TYPE_CHECKING:
    from caregiver_app.services.sharing_files.family import FamilyService


class FileBanner(QFrame):
    """One line and the button that closes the file; it stands as long as the file is open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "AlertMessage")
        self.setObjectName("file")
        tag(self, banner="trouble")
        self._said = " ".join(
            (
                _("A file, only to look at. Nothing here can be saved."),
                _("Reminders of your own record wait until you close it."),
            )
        )
        self.setAccessibleName(self._said)
        self._close = QPushButton(_("Close the file"))
        self._close.setObjectName("file.close")
        self._is_due: Callable[[], bool] | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        tag(self._close, button="normal")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("m"), 4, 4, 4)
        row.setSpacing(theme.space("m"))
        self._words = label(self._said, "strong")
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self.hide()

    def show_for(self, family: "FamilyService") -> None:
        """Stand there when a file is open."""
        close_file = family.close_file
        if close_file is not None:
            self._close.clicked.connect(partial(self._on_close, close_file))
            self._is_due = family.own_is_due
            self._look.start()
            if family.close_after is not None:
                clock, limit_s = family.close_after
                idle = IdleWatch(clock, limit_s, self, self._is_needed)
                idle.left.connect(self._on_left)
                idle.due.connect(self._close.click)
            self.show()
            self.look()

    def look(self) -> None:
        """Say it at once when an alert in the record of this computer waits for somebody."""
        if self._is_due is None or not self._is_due():
            return
        self._look.stop()
        self._said = _("An alert in your own record is due. Close the file now.")
        self._say(self._said)
        announce(self, self._said, now=True)
        come_forward(self.window())

    def _is_needed(self) -> bool:
        """Say whether the page of an emergency stands there: nothing takes that away."""
        return getattr(self.window(), "page_name", "") == "emergency"

    def _on_left(self, seconds: int) -> None:
        """Say that it closes soon, where the record of this computer has a passcode."""
        words = _("The file closes in {n} seconds. Move the mouse or press a key.").format(
            n=seconds
        )
        self._say(words if seconds >= 0 else self._said)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)

    def _on_close(self, close_file: Callable[[], None], _checked: bool = False) -> None:
        self._close.setEnabled(False)
        close_file()
