# SPDX-License-Identifier: MIT
"""What the words for the phone say of an EMERGENCY that nobody has answered for half a day."""

from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Draft, Orientation
from caregiver_app.domain.levels import Level

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("hours", [1, 11, 13, 23])
def test_what_happened_is_said_as_long_as_the_emergency_stays_in_sight(services, clock, hours):
    person = services.people.open_practice("practice-oral")
    seen = services.check_ins.save(person, Draft(orientation=Orientation.VERY_CONFUSED))
    clock.go_to(clock.now() + hours * HOUR)
    assert services.alerts.follow_up(person).level is Level.EMERGENCY
    script = services.emergency.script(person)
    earlier = [why for at, why in script.before if at == seen.check_in.at]
    assert any("mixed up" in why.casefold() for why in (*script.signs, *earlier))
