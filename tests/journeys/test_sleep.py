# SPDX-License-Identifier: MIT
"""The laptop was closed for an hour: what came due meanwhile stands there when it is opened."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.app import start
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.ui.desktop.clock_watch import ClockWatch
from tests.journeys.words import is_gone, see

pytestmark = pytest.mark.gui


def test_an_alert_that_nobody_answered_is_told_as_soon_as_the_computer_wakes(
    qtbot, data_dir, clock, practised
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window._begun and window.person_id is not None)
    draft = Draft(mode=Mode.QUICK, temp_c=Decimal("38.6"), worried=True)
    window.services.check_ins.save(window.person_id, draft)
    window.show_page("history")
    assert is_gone(window, "er.show")
    clock.go_to(clock.now() + timedelta(hours=2))
    window.findChild(ClockWatch).beat()
    see(window, "Show the alert")
    see(window, "Go to the ER now", "The clock of this computer went ahead by 2 hours")
    window.close()
