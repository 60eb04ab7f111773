# SPDX-License-Identifier: MIT
"""What a check-in must not lose: an alert in large text, and the day of a dose of two medicines."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Alertness, Draft
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.check_in.quick_layout import DENSE
from tests.journeys.words import press, see

pytestmark = pytest.mark.gui


def test_an_open_emergency_stands_over_the_questions_in_large_text_too(open_window):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2))
    services, person = window.services, window.person_id
    services.check_ins.save(person, Draft(alertness=Alertness.CANNOT_WAKE))
    window.show_page("check_in")
    QApplication.processEvents()
    see(window, "EMERGENCY since 1:40 PM is still open", "I called 911")
    page = window.findChild(CheckInPage)
    page.open_person(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.open_person(person)  # the form went, and the card did not go with it
    see(window, "EMERGENCY since 1:40 PM is still open", "I called 911")


def test_a_dose_of_yesterday_says_so_where_two_medicines_are_asked_about(open_window, clock):
    window = open_window(1366, 768, person="practice-both")
    clock.go_to(clock.now() + timedelta(hours=19))
    press(window, "nav.check_in")
    see(window, "baclofen Thu 10 mg, 8:00 PM", "clonazepam Thu", "baclofen 10 mg, 8:00 AM")


def test_after_midnight_the_doses_of_two_medicines_push_no_question_out_of_sight(
    open_window, clock
):
    evening = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)  # 7 PM; two doses are due at 8 PM
    clock.go_to(evening)
    window = open_window(1366, 768, person="practice-both")
    clock.go_to(evening + timedelta(hours=8))
    press(window, "nav.check_in")
    QApplication.processEvents()
    see(window, "baclofen Sat", "clonazepam Sat")
    frame = window._pages.page("check_in")._frame
    assert frame.mode == DENSE
    assert frame._scroll.verticalScrollBar().maximum() == 0
