# SPDX-License-Identifier: MIT
"""What was done about an alert is kept with time and person, and never changes a level."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, Breathing, Draft, Hallucination, Orientation
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services

FEVER = Draft(
    recorder="Ana",
    alertness=Alertness.AWAKE,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    seizures=(),
    stiffness=3,
    temp_c=Decimal("38.3"),
)


@pytest.fixture
def person(services) -> str:
    return services.people.open_practice("practice-oral")


@pytest.fixture
def alert(services, person) -> str:
    """Return the id of an URGENT check-in that was just saved."""
    saved = services.check_ins.save(person, FEVER)
    assert saved.assessment.level is Level.URGENT
    return saved.check_in.id


@pytest.fixture
def later(clock):
    """Return a function that moves the clock on by so many minutes."""
    return lambda minutes: clock.go_to(clock.now() + timedelta(minutes=minutes))


def test_a_call_is_found_again_with_its_time_and_its_person(services, person, alert, log, clock):
    taken = services.alerts.record(person, alert, ActionKind.CALLED, "Ana", who=" Nurse ", note="")
    found = RecordBook(log, clock).record(person).actions[-1]
    assert found == taken
    assert (found.by, found.about, found.kind) == ("Ana", alert, ActionKind.CALLED)
    assert (found.who, found.note) == ("Nurse", None)
    assert found.at.utc == clock.now()


def test_nothing_that_is_done_changes_what_a_check_in_was_judged(services, person, alert):
    before = services.book.record(person).last_check_in
    for kind in ActionKind:
        services.alerts.record(person, alert, kind, "Ana")
    assert services.book.record(person).last_check_in == before


def test_a_call_that_cannot_be_saved_counts_and_waits_with_its_time_and_its_note(
    services, person, alert, monkeypatch, later, log, clock
):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        taken = services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
        services.alerts.add_note(person, taken.id, "call at 9", "Ana")
        assert "disk is full" in services.alerts.why_waiting(person)
        assert services.alerts.follow_up(person).answered
    later(5)
    services.happened.keep()
    assert services.alerts.why_waiting(person) == ""
    kept = RecordBook(log, clock).record(person).actions[-1]
    assert kept == replace(taken, note="call at 9")


def test_an_action_that_is_undone_is_gone_and_the_log_still_has_it(services, person, alert):
    before = services.book.record(person).actions
    taken = services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
    assert services.alerts.follow_up(person).answered
    services.alerts.undo(person, taken.id, "Ana")
    assert services.book.record(person).actions == before
    assert not services.alerts.follow_up(person).answered
    change = services.book.record(person).changes[-1]
    assert (change.target, change.field, change.by) == (taken.id, "removed", "Ana")
    assert change.reason == "undo"
    assert taken.id in {entry.payload["id"] for entry in services.book.entries(person)[1:]}


def test_what_they_said_is_added_later_and_what_stood_before_is_kept(services, person, alert):
    taken = services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
    services.alerts.add_note(person, taken.id, " <b>Call</b> at 8, said the nurse ", "Ana")
    services.alerts.add_note(person, taken.id, "Call at 9", "Ben")
    record = services.book.record(person)
    assert record.actions[-1] == replace(taken, note="Call at 9")
    assert "<b>Call</b> at 8, said the nurse" in {change.before for change in record.changes}
    services.alerts.add_note(person, taken.id, "Call at 9", "Ben")
    assert services.book.record(person).changes == record.changes


def test_a_note_about_nothing_is_refused(services, person):
    with pytest.raises(KeyError):
        services.alerts.add_note(person, "nothing", "Words", "Ana")


@pytest.mark.parametrize(("who", "minutes"), [("practice-oral", 60), ("practice-pump", 30)])
def test_an_alert_that_nobody_answers_is_for_the_er_in_time(services, later, who, minutes):
    person = services.people.open_practice(who)
    alert = services.check_ins.save(person, FEVER).check_in.id
    services.alerts.record(person, alert, ActionKind.CALLED, "Ana")
    later(minutes - 1)
    services.alerts.record(person, alert, ActionKind.NO_ANSWER, "Ana")
    assert not services.alerts.follow_up(person).go_to_er
    later(1)
    assert services.alerts.follow_up(person).go_to_er


@pytest.mark.parametrize("back", [5, 120, 3 * 24 * 60, 600 * 24 * 60])
def test_a_clock_that_is_set_back_puts_the_er_off_by_nothing(services, clock, person, alert, back):
    begun, waited = clock.now(), timedelta(0)
    clock.monotonic = lambda: waited.total_seconds() + 7

    def er():
        found = services.alerts.follow_up(person)
        assert services.alerts.in_sight(person) == found
        return found.go_to_er, found.er_at.utc - found.since.utc

    for minutes, jump, told in ((0, 0, False), (55, back, False), (59, back, False)):
        waited = timedelta(minutes=minutes)
        clock.go_to(begun + waited - timedelta(minutes=jump))
        assert er() == (told, timedelta(minutes=60))
    for minutes in (60, 61 + back):  # also when the clock comes to the time of the alert again
        waited = timedelta(minutes=minutes)
        clock.go_to(begun + waited - timedelta(minutes=back))
        assert er() == (True, timedelta(minutes=60))
    services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
    assert services.alerts.follow_up(person).er_at is None


def test_an_answer_ends_the_waiting_and_the_hourly_checks(services, person, alert, later):
    services.alerts.record(person, alert, ActionKind.CALLED, "Ana")
    assert services.alerts.follow_up(person).recheck_due is not None
    services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
    later(90)
    found = services.alerts.follow_up(person)
    assert (found.answered, found.go_to_er, found.recheck_due) == (True, False, None)


def test_closing_the_program_silences_nothing(services, person, alert, later, log, clock):
    services.alerts.record(person, alert, ActionKind.CALLED, "Ana")
    later(61)
    again = build_services(log, clock)
    assert again.alerts.follow_up(person) == services.alerts.follow_up(person)
    assert again.alerts.follow_up(person).go_to_er


def test_an_action_about_a_check_in_that_was_removed_harms_nothing(services, person, alert):
    services.alerts.record(person, alert, ActionKind.CALLED, "Ana")
    services.check_ins.undo(person, alert, "Ana")
    assert alert not in {check_in.id for check_in in services.book.record(person).check_ins}
    found = services.alerts.follow_up(person)
    assert found is None or found.check_in_id != alert


def test_actions_travel_with_the_record(services, person, alert):
    services.alerts.record(person, alert, ActionKind.CALLED, "Ana", note="Said: call back")
    written = services.book.plain_record(person)["actions"][-1]
    assert written["kind"] == "called"
    assert written["about"] == alert
    assert written["note"] == "Said: call back"
