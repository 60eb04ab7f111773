# SPDX-License-Identifier: MIT
"""A warning that somebody takes out of the record does not vanish from the sheets unseen."""

from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Alertness, Draft
from caregiver_app.domain.sheets.handoff import Audience
from tests.report.reading import text_of
from tests.services.test_dose_entries import EVENING

SHEETS = pytest.mark.parametrize("audience", list(Audience))
OUT = "1 entry was taken out"


@pytest.fixture
def person(services, clock) -> str:
    clock.go_to(EVENING)
    return services.people.open_practice("practice-oral")


def told(services, person, audience):
    return text_of(services.handoff.sheet(person, audience=audience))


def saved(services, person, draft):
    services.check_ins.save(person, draft)
    return services.book.record(person).check_ins[-1]


@SHEETS
def test_every_sheet_names_the_level_of_an_emergency_that_was_taken_out(
    services, clock, person, audience
):
    hard = saved(services, person, Draft(alertness=Alertness.HARD_TO_WAKE))
    services.history.remove(person, hard, "wrong person", "Ana")
    text = told(services, person, audience)
    assert OUT in text
    assert "see the record (1 EMERGENCY)" in text
    clock.go_to(EVENING + timedelta(minutes=1))
    services.history.put_back(person, hard, "it was right", "Ana")
    assert OUT not in told(services, person, audience)


@SHEETS
def test_a_quiet_entry_that_was_taken_out_is_counted_without_a_level(services, person, audience):
    calm = saved(services, person, Draft(alertness=Alertness.AWAKE))
    services.history.remove(person, calm, "twice", "Ana")
    text = told(services, person, audience)
    assert OUT in text
    assert "EMERGENCY)" not in text
