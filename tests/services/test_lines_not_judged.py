# SPDX-License-Identifier: MIT
"""A missed dose that the newest check-in knew nothing of stands on every page of every computer."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.system.pieces import at_once
from tests.services.test_emergency_log import ANSWERED

HOUR = timedelta(hours=1)


def later(clock, span):
    clock.go_to(clock.now() + span)


def dose(services, person, status=DoseStatus.TAKEN):
    now = services.happened.now()
    is_kept = status is DoseStatus.TAKEN
    line = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=now if is_kept else None,
        scheduled_for=None if is_kept else now,
        zone=now.zone,
        status=status,
    )
    services.doses.log(person, line)
    services.doses.keep()


def told(services, person):
    """Return the level and the reasons that the page of a shift tells."""
    facts = services.shift_views.facts(person)
    return facts.level, {finding.id for finding in facts.reasons}


def exchanged(giver, taker, person):
    """Let one computer take in what stands on another."""
    found = taker.family.compared(giver.family.bundle(person))
    at_once(taker.family.writing(taker.family.preparing(found)()))


def test_what_is_tapped_later_does_not_hush_the_hours(services, rosa, clock):
    services.check_ins.save(rosa, ANSWERED)
    dose(services, rosa)
    later(clock, 4 * HOUR)
    dose(services, rosa, DoseStatus.MISSED)
    services.happened.tapped(rosa, Happening.OTHER, "Ana")
    services.happened.keep()
    later(clock, 21 * HOUR)
    services.doses.alert_to_what_calls(rosa, Happening.TIME)
    assert services.shift_views.facts(rosa).level is Level.URGENT
    assert services.alerts.follow_up(rosa).level is Level.URGENT


def test_a_record_from_a_file_tells_the_same_as_where_it_was_written(
    services, rosa, clock, elsewhere, tmp_path
):
    dose(services, rosa)
    services.check_ins.save(rosa, ANSWERED)
    later(clock, HOUR)
    dose(services, rosa, DoseStatus.MISSED)
    (file,) = services.sharing.save([services.sharing.record(rosa)], tmp_path)
    elsewhere.incoming.add(elsewhere.incoming.preview(file))
    assert told(elsewhere, rosa) == told(services, rosa) == (Level.WATCH, {"W05"})


def test_a_check_in_on_another_computer_did_not_judge_what_stood_here(
    services, rosa, clock, elsewhere
):
    dose(services, rosa)
    services.check_ins.save(rosa, ANSWERED)
    exchanged(services, elsewhere, rosa)
    later(clock, HOUR)
    dose(services, rosa, DoseStatus.MISSED)
    later(clock, HOUR / 4)
    elsewhere.check_ins.save(rosa, ANSWERED)
    assert told(elsewhere, rosa) == (Level.NO_FLAGS, set())
    exchanged(services, elsewhere, rosa)
    exchanged(elsewhere, services, rosa)
    assert told(elsewhere, rosa) == told(services, rosa) == (Level.WATCH, {"W05"})


def test_a_check_in_about_an_earlier_time_knew_of_no_dose_after_it(services, rosa, clock):
    dose(services, rosa)
    later(clock, 2 * HOUR)
    about = services.happened.now()
    later(clock, HOUR)
    dose(services, rosa, DoseStatus.MISSED)
    services.check_ins.save(rosa, replace(ANSWERED, doses_missed_in_row=0), about=about)
    assert services.shift_views.facts(rosa).level is Level.WATCH
