# SPDX-License-Identifier: MIT
"""A missed dose becomes URGENT by the hours alone: told with the program closed, or locked."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Draft, Mode, Orientation
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Pump, Route
from caregiver_app.domain.timing.reminders import Urgency
from caregiver_app.services.reminding.told_later import told_later
from tests.domain.pretend import fired, plan
from tests.report.reading import text_of
from tests.services.test_remind_once import HOUR, told


@pytest.fixture
def rosa(services, clock) -> str:
    """Return somebody whose last dose was kept four hours ago, and whose next was missed now."""
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    person_id = services.people.add_person(person, None)
    services.check_ins.save(person_id, Draft(mode=Mode.FULL, stiffness=3))
    now, doses = services.happened.now(), services.doses
    kept = DoseEvent(
        id=doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=now,
        zone=now.zone,
        status=DoseStatus.TAKEN,
    )
    doses.log(person_id, kept)
    clock.go_to(clock.now() + 4 * HOUR)
    missed = replace(kept, id=doses.new_id(), at=None, status=DoseStatus.MISSED)
    logged = doses.log(person_id, replace(missed, scheduled_for=services.happened.now()))
    assert logged.told.level is Level.WATCH
    doses.keep()
    return person_id


def called(services, person_id) -> bool:
    """Say whether a check is due now because of the hours, and is as pressing as an alert."""
    due = services.reminders.due(person_id)
    return any(one.key.endswith("by_time") and one.urgency is Urgency.URGENT for one in due)


@pytest.mark.parametrize("status", [DoseStatus.TAKEN, DoseStatus.MISSED, DoseStatus.VOMITED])
def test_who_begins_because_a_dose_was_missed_is_called_like_who_gave_it(services, clock, status):
    person = Person(name="Cleo Zane", route=Route.ORAL, drug=Drug.BACLOFEN)
    cleo = services.people.add_person(person, None)
    services.plans.add_version(cleo, plan("08:00", "20:00", mg="20"), None)
    clock.go_to(clock.now().replace(hour=20, minute=20))
    due = services.happened.now()
    first = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(20),
        at=due if status in KEPT else None,
        scheduled_for=due,
        zone=due.zone,
        status=status,
    )
    services.doses.log(cleo, first)
    clock.go_to(clock.now() + 2 * HOUR)
    services.check_ins.save(cleo, Draft(mode=Mode.FULL, stiffness=3))
    clock.go_to(clock.now() + 30 * HOUR)
    assert services.doses.alert_to_what_calls(cleo, Happening.TIME)
    assert services.alerts.follow_up(cleo).level >= Level.URGENT


def test_the_timer_of_the_computer_tells_it_of_a_closed_record(
    services, rosa, log, data_dir, clock
):
    log.close()
    assert told(data_dir, clock) == []
    clock.go_to(clock.now() + 21 * HOUR)  # a day and an hour since a dose that stayed down
    assert told(data_dir, clock) == ["2 reminders are due."]  # that, and the check-in of the day
    clock.go_to(clock.now() + 2 * 24 * HOUR)  # nobody has used the program since: an old line
    assert told(data_dir, clock) == ["A check-in is due."]


def test_answers_that_call_and_were_not_saved_are_told_of_a_closed_record(
    services, rosa, log, data_dir, clock
):
    services.check_ins.keep_draft(rosa, Draft(orientation=Orientation.VERY_CONFUSED))
    log.close()
    assert told(data_dir, clock) == ["It is time to check again."]
    clock.go_to(clock.now() + 25 * HOUR)  # what was typed yesterday is not how they are now
    assert "It is time to check again." not in told(data_dir, clock)


def test_behind_the_lock_it_is_told_with_a_noise_when_it_comes(services, rosa, clock):
    locked, ahead = clock.now(), told_later(services.reminders, rosa, clock)
    later = _result(ahead)
    for one in later:
        clock.go_to(locked + timedelta(seconds=one.after_s))
        if called(services, rosa):
            break
    else:
        pytest.fail("nothing of it is told")
    assert one.is_loud
    clock.go_to(clock.now() - timedelta(minutes=10))
    assert not called(services, rosa)


def test_a_look_is_due_when_the_hours_bring_it_and_not_an_hour_later(services, rosa, clock):
    clock.go_to(clock.now() + 21 * HOUR)
    assert services.doses.alert_to_what_calls(rosa, Happening.TIME)
    now = services.happened.now()
    alert = services.alerts.follow_up(rosa)
    assert alert.recheck_due.utc == now.utc
    (look, *_others) = services.reminders.due(rosa)
    assert (look.urgency, look.may_sound) == (Urgency.URGENT, True)
    services.alerts.record(rosa, alert.check_in_id, ActionKind.RECHECKED, "Ana")
    assert services.alerts.follow_up(rosa).recheck_due.utc == now.utc + HOUR


def test_it_ends_with_the_dose_that_was_forgotten_to_be_written_down(services, rosa, clock):
    clock.go_to(clock.now() + 21 * HOUR)
    assert called(services, rosa)
    now = services.happened.now()
    given = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=now,
        zone=now.zone,
        status=DoseStatus.TAKEN,
    )
    services.doses.log(rosa, given)
    assert not called(services, rosa)


def _result(work):
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def test_an_emergency_of_the_hours_does_not_end_because_the_answers_grew_old(services, clock):
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    rosa = services.people.add_person(person, None)
    kept = services.happened.now()
    services.doses.log(rosa, dose(services, kept, DoseStatus.TAKEN))
    clock.go_to(clock.now() + 14 * HOUR)
    services.check_ins.save(rosa, Draft(mode=Mode.FULL, stiffness=6, dizzy=True))
    clock.go_to(clock.now() + 2 * HOUR)
    services.doses.log(rosa, dose(services, services.happened.now(), DoseStatus.MISSED))
    clock.go_to(clock.now() + 9 * HOUR)  # a day and an hour since a dose that stayed down
    services.doses.alert_to_what_calls(rosa, Happening.TIME)
    assert services.alerts.follow_up(rosa).level is Level.EMERGENCY
    clock.go_to(clock.now() + 6 * HOUR)  # and the answers are older than half a day
    services.doses.alert_to_what_calls(rosa, Happening.TIME)
    assert services.alerts.follow_up(rosa).level is Level.EMERGENCY


def dose(services, at, status):
    is_kept = status is DoseStatus.TAKEN
    return DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=at if is_kept else None,
        scheduled_for=None if is_kept else at,
        zone=at.zone,
        status=status,
    )


def test_an_alert_of_the_hours_stays_once_somebody_acted_on_it(services, rosa, clock):
    clock.go_to(clock.now() + 21 * HOUR)
    assert services.doses.alert_to_what_calls(rosa, Happening.TIME)
    alert = services.book.record(rosa).last_check_in
    services.alerts.record(rosa, alert.id, ActionKind.NO_ANSWER, "Ana")
    forgotten = dose(services, services.happened.now(), DoseStatus.TAKEN)
    services.doses.log(rosa, forgotten)
    assert services.book.record(rosa).last_check_in.id == alert.id
    assert services.alerts.follow_up(rosa).check_in_id == alert.id


def test_the_sheet_says_that_perhaps_nobody_has_seen_it(services, rosa, clock):
    clock.go_to(clock.now() + 21 * HOUR)
    services.doses.alert_to_what_calls(rosa, Happening.TIME)
    words = text_of(services.handoff.sheet(rosa))
    assert "Shown by the program, perhaps to nobody:" in words
    assert "Caregiver told" not in words


def test_a_date_of_the_pump_that_passed_is_told_though_nobody_wrote_a_line(services, clock):
    tomorrow = services.happened.now().day + timedelta(days=1)
    who = Person(name="Rosa Delgado", route=Route.ITB, drug=Drug.BACLOFEN)
    rosa = services.people.add_person(replace(who, pump=Pump(low_reservoir_date=tomorrow)), None)
    services.check_ins.save(rosa, Draft(mode=Mode.FULL, stiffness=3))
    assert services.doses.told(rosa) is None
    clock.go_to(clock.now() + 48 * HOUR)
    assert "U10" in fired(services.doses.told(rosa))


def test_what_a_clock_that_was_set_back_adds_is_no_older_than_the_check_in(services, clock):
    who = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    rosa = services.people.add_person(who, None)
    seen = services.check_ins.save(rosa, Draft(mode=Mode.FULL, stiffness=3)).check_in
    clock.go_to(clock.now() - 2 * HOUR)
    services.doses.log(rosa, dose(services, services.happened.now(), DoseStatus.MISSED))
    clock.go_to(clock.now() + 3 * HOUR)
    facts = services.shift_views.facts(rosa)
    assert (facts.level, facts.checked_at) == (Level.WATCH, seen.at)
