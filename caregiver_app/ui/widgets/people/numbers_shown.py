# SPDX-License-Identifier: MIT
"""Opening what is known about somebody where a phone number is typed."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from caregiver_app.domain.person import ContactRole


@runtime_checkable
class Shower(Protocol):
    """The window that shows one page at a time."""

    def show_page(self, name: str) -> None:
        """Show a page by its name."""


def show_numbers(window: QWidget, *, pump: bool) -> None:
    """Show whom to ring, with the keyboard on the number of who is to be rung first."""
    from caregiver_app.ui.widgets.people.contact_rows import ContactRows

    if not isinstance(window, Shower):
        return
    window.show_page("profile")
    for rows in window.findChildren(ContactRows):
        if rows.isVisible():
            rows.go_to_number(ContactRole.PUMP_CLINIC if pump else ContactRole.PRESCRIBER)
