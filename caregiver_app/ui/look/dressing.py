# SPDX-License-Identifier: MIT
"""Dresses the whole program as it was chosen: colours, sizes of texts, and how much moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from caregiver_app.ui.look.motion import apply_motion
from caregiver_app.ui.look.theme import apply_theme

if TYPE_CHECKING:
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.look.theme import Theme


def dress(services: Services, theme: Theme) -> None:
    """Dress it."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, theme)
        apply_motion(app, less=services.settings.current().reduce_motion == "on")
