# SPDX-License-Identifier: MIT
"""A level that is higher without its scroll bar than beside it is laid out, and ends nothing."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication

from caregiver_app.ui.widgets.check_in.quick_layout import DENSE
from tests.journeys.words import find, level_says, type_into


def test_an_alert_beside_the_form_survives_looks_at_another_page(open_window, clock):
    clock.go_to(datetime(2026, 11, 22, 0, 0, tzinfo=UTC))
    window = open_window(person="practice-oral")
    for _look in range(3):
        window.show_page("check_in")
        QApplication.processEvents()
        find(window, "hr").clear()
        type_into(window, "hr", "135")
        window.show_page("history")
        QApplication.processEvents()
    window.show_page("check_in")
    level_says(window, "EMERGENCY")
    assert window._pages.page("check_in")._frame.mode == DENSE, "every question is still in sight"
