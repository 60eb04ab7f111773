# SPDX-License-Identifier: MIT
"""What the clinic did to a pump is kept, can be taken back, and is never half kept."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.services.dosing.pump import PumpEventNotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.wiring import build_services
from tests.domain.pretend import fired


@pytest.fixture
def person(services):
    return services.people.open_practice("practice-pump")


@pytest.fixture
def changed(services):
    return PumpEvent(
        id="",
        at=here_and_now(services.clock),
        kind=PumpEventKind.DOSE_CHANGE,
        dose_mcg_per_day=Decimal(300),
    )


def test_an_event_is_kept_and_can_be_taken_back(services, person, changed):
    before = services.pump.dates(person).set_to
    logged = services.pump.add(person, changed, "Casey")
    assert services.pump.dates(person).set_to == 300
    assert logged.event.recorder == "Casey"
    assert services.pump.dates(person).told_otherwise[1] == before  # what the plan says
    services.pump.undo(person, logged, "Casey")
    after = services.pump.dates(person)
    assert (after.set_to, after.told_otherwise) == (before, None)


def test_an_mri_that_nobody_checked_after_is_told_at_once_and_can_be_answered(
    services, person, changed
):
    scan = replace(changed, kind=PumpEventKind.MRI, dose_mcg_per_day=None)
    services.pump.add(person, scan, "Casey")
    last = services.overview.today(person).last
    assert "U11" in fired(last.assessment)
    follow_up = services.alerts.follow_up(person)
    assert (follow_up.level, follow_up.check_in_id) == (Level.URGENT, last.id)
    services.pump.add(person, replace(scan, kind=PumpEventKind.CHECK), "Casey")
    assert services.overview.today(person).last.id == last.id


def test_undo_takes_the_event_and_its_alert_and_the_log_keeps_both(
    services, person, changed, log, clock
):
    before = services.book.record(person)
    alarm = replace(changed, kind=PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE)
    logged = services.pump.add(person, alarm, None)
    assert len(logged.ids) == 2
    assert services.alerts.follow_up(person).check_in_id == logged.ids[1]
    services.pump.undo(person, logged, "Casey")
    again = build_services(log, clock)
    for record in (services.book.record(person), again.book.record(person)):
        assert (record.pump_events, record.check_ins) == (before.pump_events, before.check_ins)
    assert {line.fact.id for line in again.history.log(person)} >= set(logged.ids)


def test_an_event_that_cannot_be_saved_is_told_and_is_not_there(services, person, changed, log):
    before = services.pump.dates(person)
    log.close()
    with pytest.raises(PumpEventNotSaved):
        services.pump.add(person, changed, None)
    assert services.pump.dates(person) == before


def test_somebody_without_a_pump_has_no_dates(services):
    assert services.pump.dates(services.people.open_practice("practice-oral")) is None
