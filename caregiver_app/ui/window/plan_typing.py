# SPDX-License-Identifier: MIT
"""Opening the plan with the form to type it in, from a page that sends somebody there to type."""

from typing import TYPE_CHECKING, cast

from caregiver_app.ui.window.sheet_shown import Shower

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def type_plan(window: Shower) -> None:
    """Show the plan page and begin to type there; without the right to, the page says why."""
    from caregiver_app.ui.pages.plan import PlanPage

    window.show_page("plan")
    for page in cast("QWidget", window).findChildren(PlanPage):
        if page.isVisible():
            page.type_plan()
