# SPDX-License-Identifier: MIT
"""What happens once more after somebody was reached needs an answer of its own."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Fall, Orientation, PumpAlarm, Seizure
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, PumpEvent, PumpEventKind
from caregiver_app.domain.falls import ANOTHER as ANOTHER_FALL
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Pump, Route
from tests.services.test_lines_not_judged import dose, later
from tests.services.test_nothing_calmer import QUIET

HOUR = timedelta(hours=1)


def tapped(services, person, kind, **more):
    event = services.happened.tapped(person, kind, "Ana")
    if more:
        services.happened.tell(person, event.id, more, "Ana")
    services.happened.keep()


def seizure(services, person):
    tapped(services, person, Happening.SEIZURE)


def head_hit(services, person):
    tapped(services, person, Happening.FALL, fall=Fall.HEAD)


def seizure_in_the_form(services, person):
    now = services.happened.now()
    services.check_ins.save(person, replace(QUIET, seizures=(Seizure(start=now),)))


def head_hit_in_the_form(services, person):
    services.check_ins.save(person, replace(QUIET, fall=Fall.HEAD))


def another_head_hit_in_the_form(services, person):
    more = {ANOTHER_FALL: True}
    services.check_ins.save(person, replace(QUIET, fall=Fall.HEAD, more=more))


def extra(services, person):
    dose(services, person, DoseStatus.EXTRA)


def extra_in_the_form(services, person):
    services.check_ins.save(person, replace(QUIET, extra_dose=True))


def reached(services, clock, person):
    alert = services.alerts.follow_up(person)
    services.alerts.record(person, alert.check_in_id, ActionKind.SPOKE, "Ana")
    assert services.alerts.follow_up(person).answered
    later(clock, 2 * HOUR)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (seizure, seizure),
        (seizure, seizure_in_the_form),
        (head_hit, head_hit),
        (head_hit, another_head_hit_in_the_form),
        (extra, extra),
        (extra_in_the_form, extra),
    ],
)
def test_the_same_once_more_asks_for_a_call_again(services, clock, rosa, first, again):
    services.check_ins.save(rosa, QUIET)
    later(clock, HOUR)
    first(services, rosa)
    later(clock, HOUR / 6)
    reached(services, clock, rosa)
    again(services, rosa)
    alert, now = services.alerts.follow_up(rosa), services.happened.now()
    assert not alert.answered
    assert alert.since == now
    assert alert.recheck_due.utc == now.utc + HOUR


@pytest.mark.parametrize(
    ("first", "again"), [(head_hit, head_hit_in_the_form), (extra, extra_in_the_form)]
)
def test_what_was_answered_and_is_then_told_in_the_form_too_asks_for_no_second_call(
    services, clock, rosa, first, again
):
    services.check_ins.save(rosa, QUIET)
    later(clock, HOUR)
    first(services, rosa)
    later(clock, HOUR / 6)
    reached(services, clock, rosa)
    again(services, rosa)
    assert services.alerts.follow_up(rosa).answered


def test_each_sound_of_the_pump_that_is_written_down_asks_for_a_call(services, clock):
    who = Person(name="Eva Ruiz", route=Route.ITB, drug=Drug.BACLOFEN, pump=Pump())
    eva = services.people.add_person(who, None)
    services.check_ins.save(eva, replace(QUIET, pump_alarm=PumpAlarm.NONE))

    def sound(_services, _person):
        now = services.happened.now()
        kind = PumpEventKind.ALARM
        services.pump.add(eva, PumpEvent(id="", at=now, kind=kind, tone=PumpAlarm.TWO_TONE), "Ana")

    def tap(_services, _person):
        tapped(services, eva, Happening.PUMP_SOUND)

    for hear in (sound, sound, tap):
        later(clock, HOUR)
        hear(services, eva)
        assert not services.alerts.follow_up(eva).answered, hear
        reached(services, clock, eva)


def test_a_seizure_that_help_has_heard_of_is_not_asked_about_again(services, clock, rosa):
    start = services.happened.now()
    seizure(services, rosa)
    later(clock, HOUR / 6)
    reached(services, clock, rosa)
    services.check_ins.save(rosa, replace(QUIET, seizures=(Seizure(start=start),)))
    assert services.alerts.follow_up(rosa).answered


def test_how_somebody_still_is_needs_no_second_answer(services, clock, rosa):
    confused = replace(QUIET, orientation=Orientation.VERY_CONFUSED)
    services.check_ins.save(rosa, confused)
    later(clock, HOUR / 6)
    reached(services, clock, rosa)
    services.check_ins.save(rosa, confused)
    assert services.alerts.follow_up(rosa).answered


def test_a_third_dose_that_is_missed_is_told_again(services, clock, rosa):
    services.check_ins.save(rosa, QUIET)
    for _ in range(2):
        later(clock, 4 * HOUR)
        dose(services, rosa, DoseStatus.MISSED)
    assert services.alerts.follow_up(rosa).level is Level.URGENT
    reached(services, clock, rosa)
    later(clock, 4 * HOUR)
    dose(services, rosa, DoseStatus.MISSED)
    assert not services.alerts.follow_up(rosa).answered


def test_of_two_medicines_each_extra_dose_is_told(services, clock, rosa):
    services.check_ins.save(rosa, QUIET)
    extra(services, rosa)
    reached(services, clock, rosa)
    now = services.happened.now()
    other = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.CLONAZEPAM,
        mg=Decimal("0.5"),
        at=now,
        zone=now.zone,
        status=DoseStatus.EXTRA,
    )
    logged = services.doses.log(rosa, other)
    services.doses.keep()
    assert logged.told.level is Level.URGENT
    assert not services.alerts.follow_up(rosa).answered
    services.doses.undo(rosa, logged, "Ana")
    assert services.alerts.follow_up(rosa).answered
