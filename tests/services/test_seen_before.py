# SPDX-License-Identifier: MIT
"""A sign that a check-in without all answers did not take back keeps the time it was seen at."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Draft, Orientation
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.sheets.handoff import Audience
from tests.report.reading import text_of
from tests.services.test_nothing_calmer import QUIET


@pytest.mark.parametrize("audience", [Audience.ER, Audience.SHIFT])
def test_it_is_told_with_its_own_time_and_not_with_that_of_the_newest_look(
    services, clock, audience
):
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    rosa = services.people.add_person(person, None)
    clock.go_to(clock.now().replace(hour=14, minute=2))
    services.check_ins.save(rosa, Draft(orientation=Orientation.VERY_CONFUSED))
    clock.go_to(clock.now() + timedelta(minutes=38))
    services.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("39.6")))
    clock.go_to(clock.now() + timedelta(minutes=48))
    services.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("39.6"), rr=7))
    page = " ".join(text_of(services.handoff.sheet(rosa, audience=audience)).split())
    assert "Very confused (new). 10:02" in page
    assert "since 10:40" in page
    assert "Very confused (new). 11:28" not in page
