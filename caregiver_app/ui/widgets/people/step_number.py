# SPDX-License-Identifier: MIT
"""The number of a row of the first page: a ring, filled once nothing of the row is missing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from caregiver_app.ui.look.theme import Theme


def ring_px(theme: Theme) -> int:
    """Return how wide the ring is."""
    return round(28 * theme.scale)


class StepNumber(QLabel):
    """A number in a ring; what is missing stands in words beside the button that starts."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(str(number))
        self._theme = theme
        self._is_done: bool | None = None
        self.setFont(theme.font("strong"))
        self.setFixedSize(ring_px(theme), ring_px(theme))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_done(False)

    @property
    def is_done(self) -> bool:
        """Say whether the ring is filled."""
        return bool(self._is_done)

    def show_done(self, is_done: bool) -> None:
        """Fill the ring, or empty it."""
        if is_done is self._is_done:
            return
        self._is_done = is_done
        accent = self._theme.colour("accent").name()
        ink = self._theme.colour("on_accent").name() if is_done else accent
        fill = accent if is_done else "transparent"
        self.setStyleSheet(
            f"color: {ink}; background: {fill}; border: 2px solid {accent};"
            f" border-radius: {ring_px(self._theme) // 2}px;"
        )
