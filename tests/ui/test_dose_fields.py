# SPDX-License-Identifier: MIT
"""What is asked of a dose in Full alone is made only then: every save begins a form anew."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from caregiver_app.ui.pages.check_in import CheckInPage
from tests.ui.test_full_form import dose_of, part, press

pytestmark = pytest.mark.gui


def test_the_fields_of_a_dose_are_made_once_full_asks_for_them(open_window, clock):
    clock.go_to(datetime(2026, 11, 22, 4, 30, tzinfo=UTC))
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    press(window, "dose.0.taken")
    assert window.findChild(QWidget, "dose.0.mg") is None  # it would be made at every save
    press(window, "mode.full")
    QTest.keyClicks(part(window, "dose.0.mg"), "5")
    assert dose_of(window.findChild(CheckInPage)).mg == Decimal(5)
