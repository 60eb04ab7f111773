# SPDX-License-Identifier: MIT
"""The words under a number: a question, a problem, a reason, or what is known of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from caregiver_app.ui.look.theme import tag


class NumberNote(QLabel):
    """Says a thing in a sentence where there is room for one, else in few words.

    The room of what is known is always kept, so that a question in its place moves nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._short = self._long = ""
        self._known = ("", "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        tag(self, type="small", ink="muted")

    @property
    def known(self) -> tuple[str, str]:
        """Return what is known, in few words and in a sentence."""
        return self._known

    def set_known(self, short: str, long: str) -> None:
        """Keep room for what is known; it is said when there is nothing else to say."""
        self._known = (short, long)

    def say(self, short: str, long: str, *, ink: str, heavy: bool) -> None:
        """Say this, in few words or in all."""
        self._short, self._long = short, long
        tag(self, ink=ink, heavy=heavy)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as fits by now."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        short, long = self._known
        lines = 1 if self._fits(long) else 1 + short.count("\n")
        self.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        said = self._long if self._fits(self._long) else self._short
        self.setWordWrap(not self._fits_all(said))
        self.setText(said)

    def _fits_all(self, said: str) -> bool:
        return all(map(self._fits, said.split("\n")))

    def _fits(self, said: str) -> bool:
        return self.fontMetrics().horizontalAdvance(said) + 8 <= self.width()
