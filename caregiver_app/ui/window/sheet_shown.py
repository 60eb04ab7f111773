# SPDX-License-Identifier: MIT
"""Opening the handoff page with one of its sheets chosen, from a page that hands over."""

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Shower(Protocol):
    """The window that shows one page at a time."""

    def show_page(self, name: str) -> None:
        """Show a page by its name."""


def show_sheet(window: Shower, name: str) -> None:
    """Show the handoff page with a sheet other than the one for the ER."""
    from caregiver_app.ui.pages.handoff import HandoffPage

    window.show_page("handoff")
    for page in cast("QWidget", window).findChildren(HandoffPage):
        if page.isVisible():
            page.choose(name)
