# SPDX-License-Identifier: MIT
"""What a laptop in another zone wrote down is told by the clocks of here, not as yet to come."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.emergency_log import Tap
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock, here_and_now
from caregiver_app.wiring import build_services
from tests.journeys.words import find, press, visible_text

pytestmark = pytest.mark.gui

ROSA = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)


@pytest.fixture
def window(open_window, practised, clock, data_dir):
    """Return the window at 1:40 PM in New York, after a dose and a fall were written in Berlin."""
    practised(ROSA, clock, data_dir)
    berlin = FixedClock(clock.now() - timedelta(hours=2), "Europe/Berlin")
    log = EntryLog.open(data_dir, berlin)
    services = build_services(log, berlin)
    (rosa,) = services.people.people()
    given = DoseEvent(id="d1", at=here_and_now(berlin), status=DoseStatus.TAKEN, mg=Decimal(20))
    services.doses.log(rosa.id, given)
    services.doses.keep()
    services.emergency_log.tap(rosa.id, Tap.OTHER, "Eva")
    log.close()
    return open_window()


def test_emergency_says_when_it_was_here(window):
    press(window, "emergency")
    seen = visible_text(window)
    told = find(window, "emergency.words").accessibleName().replace("\u00a0", " ")
    assert "Last dose kept down: 20 mg at 11:40 AM, 2 hours ago." in told
    assert "11:40:00\u00a0AM" in seen
    assert "5:40" not in told + seen
