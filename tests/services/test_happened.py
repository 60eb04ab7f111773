# SPDX-License-Identifier: MIT
"""What happened is kept at the tap, told in full afterwards, and its level never falls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, AsNeeded, CheckIn, Draft, Fall, PumpAlarm
from caregiver_app.domain.happened import Happening, is_running, seconds_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.log.written import NotWritten
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services
from tests.domain.pretend import fired

# A quarter of an hour after the last check-in of the practice person.
EVENING = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def begin(services, who: str, kind: Happening, by: str | None) -> CheckIn:
    """Tap, and have it written down."""
    event = services.happened.tapped(who, kind, by)
    services.happened.keep()
    return event


def tell(services, who: str, event: CheckIn, values: dict, by: str | None) -> CheckIn:
    """Tell something of an event, and have it written down."""
    told = services.happened.tell(who, event.id, values, by)
    services.happened.keep()
    return told


def stop(services, who: str, event: CheckIn, by: str | None) -> CheckIn:
    """Say that it stopped now, and have it written down."""
    stopped = services.happened.stop(who, event.id, by)
    services.happened.keep()
    return stopped


@pytest.fixture
def person(services) -> str:
    return services.people.open_practice("practice-oral")


@pytest.fixture
def planned(services) -> str:
    """Return somebody whose prescriber wrote a plan for a usual seizure."""
    who = Person(name="P. Q.", route=Route.ORAL, drug=Drug.BACLOFEN, seizure_plan=True)
    return services.people.add_person(who, None)


@pytest.fixture
def later(clock):
    return lambda **span: clock.go_to(clock.now() + timedelta(**span))


def test_a_seizure_is_an_emergency_at_the_tap_even_under_a_seizure_plan(services, person, planned):
    for who in (person, planned):
        event = begin(services, who, Happening.SEIZURE, "Ana")
        assert event.assessment.level is Level.EMERGENCY
        assert services.book.record(who).last_check_in == event


def test_a_running_seizure_is_found_again_with_its_true_start(services, person, log, clock, later):
    event = begin(services, person, Happening.SEIZURE, None)
    later(minutes=7)
    (again,) = build_services(log, clock).happened.running(person)
    assert again.seizures[0].start == event.at
    assert is_running(again)


@pytest.mark.parametrize("kind", [Happening.SEIZURE, Happening.SPASMS])
def test_the_second_tap_keeps_how_long_it_was(services, person, later, log, clock, kind):
    event = begin(services, person, kind, None)
    later(minutes=2, seconds=5)
    stop(services, person, event, "Ana")
    found = build_services(log, clock).happened.event(person, event.id)
    assert seconds_of(found) == 125
    assert services.happened.running(person) == ()


def test_an_end_nobody_saw_is_no_length(services, person):
    event = begin(services, person, Happening.SEIZURE, None)
    told = services.happened.end_not_known(person, event.id, None)
    assert not is_running(told)
    assert told.seizures[0].duration_s is None


def test_a_short_seizure_of_the_plan_keeps_the_emergency_it_was(services, planned, later):
    event = begin(services, planned, Happening.SEIZURE, None)
    later(seconds=40)
    stopped = stop(services, planned, event, None)
    (seizure,) = stopped.seizures
    values = {"seizures": (type(seizure)(start=seizure.start, duration_s=40, recovered=True),)}
    told = tell(services, planned, event, values, None)
    assert told.assessment.level is Level.EMERGENCY


def test_a_fall_says_more_as_more_is_told(services, person):
    event = begin(services, person, Happening.FALL, None)
    assert "W10" not in fired(event.assessment)
    hurt = tell(services, person, event, {"fall": Fall.INJURY}, "Ana")
    assert "U16" in fired(hurt.assessment)
    again = tell(services, person, event, {"fall": Fall.NO_INJURY}, "Ana")
    assert again.fall is Fall.NO_INJURY
    assert again.assessment == hurt.assessment


def test_what_was_told_before_stays_in_the_record(services, person, later):
    event = begin(services, person, Happening.FALL, None)
    tell(services, person, event, {"fall": Fall.INJURY}, "Ana")
    later(minutes=1)
    tell(services, person, event, {"fall": Fall.HEAD}, "Ben")
    changes = [c for c in services.book.record(person).changes if c.field == "fall"]
    assert [(c.by, c.before, c.after) for c in changes] == [
        ("Ana", None, "injury"),
        ("Ben", "injury", "head"),
    ]


def test_a_head_that_was_hit_and_too_sleepy_is_an_emergency(services, person):
    event = begin(services, person, Happening.FALL, None)
    tell(services, person, event, {"fall": Fall.HEAD}, None)
    told = tell(services, person, event, {"alertness": Alertness.DROWSY}, None)
    assert "E18" in fired(told.assessment)
    assert services.alerts.follow_up(person).level is Level.EMERGENCY


def test_a_pump_sound_counts_before_anybody_knows_which(services):
    pump = services.people.open_practice("practice-pump")
    event = begin(services, pump, Happening.PUMP_SOUND, None)
    assert event.pump_alarm is PumpAlarm.UNSURE
    assert event.assessment.level >= Level.URGENT
    told = tell(services, pump, event, {"pump_alarm": PumpAlarm.TWO_TONE}, None)
    assert "E14" in fired(told.assessment)
    quiet = tell(services, pump, event, {"pump_alarm": PumpAlarm.NONE}, None)
    assert quiet.assessment.level is Level.EMERGENCY


def test_an_event_hides_no_level_and_puts_off_no_check(services, clock, later):
    clock.go_to(EVENING)
    person = services.people.open_practice("practice-oral")
    before = services.overview.today(person)
    later(minutes=10)
    begin(services, person, Happening.OTHER, None)
    after = services.overview.today(person)
    assert after.last.id == before.last.id
    assert after.next_check.due == before.next_check.due


def test_undo_takes_an_event_out_and_the_log_keeps_it(services, person, log, clock):
    before = services.book.record(person).check_ins
    event = begin(services, person, Happening.SEIZURE, None)
    services.happened.undo(person, event.id, "Ana")
    again = build_services(log, clock)
    assert again.book.record(person).check_ins == before
    assert again.happened.running(person) == ()
    assert event.id in {entry.payload.get("id") for entry in again.book.entries(person)}


@pytest.fixture
def full_disk(monkeypatch):
    """Let the disk take nothing; call it to make room again."""

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        yield disk.undo


def test_what_the_disk_did_not_take_counts_everywhere_and_is_kept_later_with_its_own_time(
    services, person, later, full_disk, log, clock
):
    event = services.happened.tapped(person, Happening.SEIZURE, None)
    with pytest.raises(NotWritten, match="disk is full"):
        services.happened.keep()
    later(minutes=3)
    assert services.overview.today(person).last.assessment.level is Level.EMERGENCY
    assert services.alerts.follow_up(person).check_in_id == event.id
    assert services.happened.waiting(person) == {event.id}
    full_disk()
    services.check_ins.save(person, Draft(stiffness=3))
    again = build_services(log, clock)
    assert again.happened.event(person, event.id).at == event.at
    assert services.happened.waiting(person) == again.happened.waiting(person) == frozenset()


def test_what_waits_is_there_again_after_a_crash_and_never_twice(
    services, person, full_disk, log, clock
):
    event = services.happened.tapped(person, Happening.FALL, "Ana")
    services.happened.tell(person, event.id, {"alertness": Alertness.CANNOT_WAKE}, "Ana")
    with pytest.raises(NotWritten):
        services.happened.keep()
    aside = log.aside.kept("held")
    again = build_services(log, clock)
    assert again.happened.event(person, event.id).assessment.level is Level.EMERGENCY
    full_disk()
    again.happened.keep()
    assert log.aside.kept("held") == ""
    log.aside.keep("held", aside)  # the program ended between the save and this
    third = build_services(log, clock)
    assert not third.happened.waiting(person)
    assert third.book.record(person) == again.book.record(person)


def test_a_tap_that_waits_can_be_taken_back(services, person, full_disk, log):
    before = services.book.record(person)
    event = services.happened.tapped(person, Happening.FALL, None)
    services.happened.tell(person, event.id, {"fall": Fall.HEAD}, None)
    with pytest.raises(NotWritten):
        services.happened.keep()
    services.happened.undo(person, event.id, None)
    assert services.book.record(person) == before
    assert log.aside.kept("held") == ""
    full_disk()
    services.happened.keep()
    assert services.book.record(person) == before


def test_what_was_taken_back_stays_so_after_a_restart_whatever_became_of_its_copy(
    services, person, full_disk, log, clock, monkeypatch
):
    before = services.book.record(person)
    event = services.happened.tapped(person, Happening.FALL, None)
    with pytest.raises(NotWritten):
        services.happened.keep()
    with monkeypatch.context() as gone:
        gone.setattr(type(log.aside), "keep", _out_of_reach)
        services.happened.undo(person, event.id, None)
    full_disk()
    services.happened.keep()
    again = build_services(log, clock)
    assert not again.happened.waiting(person)
    assert again.book.record(person) == before


def _out_of_reach(*_args):
    raise StorageError("failed")


def test_half_a_sign_in_a_text_keeps_no_later_tap_from_being_saved(services, person, log, clock):
    given = AsNeeded(name="Tylenol \ud83d", at=services.happened.now())
    services.doses.log_medicine(person, given, None)
    event = begin(services, person, Happening.SEIZURE, None)
    again = build_services(log, clock)
    assert again.happened.event(person, event.id).seizures
    assert not again.happened.waiting(person)
    told = [one.name for c in again.book.record(person).check_ins for one in c.prn_taken]
    assert told[-1] == "Tylenol \N{REPLACEMENT CHARACTER}"


def test_half_a_sign_in_the_name_of_who_taps_loses_no_tap(services, person, log, clock):
    event = begin(services, person, Happening.SEIZURE, "Ana \ud83d")
    services.happened.tell(person, event.id, {"note": "both legs"}, "Ana \ud83d")
    services.happened.keep()
    again = build_services(log, clock)
    kept = again.happened.event(person, event.id)
    assert kept.note == "both legs"
    assert kept.recorder == "Ana \N{REPLACEMENT CHARACTER}"
    assert {e.author for e in log.entries(person)[-2:]} == {"Ana \N{REPLACEMENT CHARACTER}"}
    assert not again.happened.waiting(person)


NEVER_KIM = """
CREATE TEMP TRIGGER never_kim BEFORE INSERT ON main.entry WHEN NEW.author = 'Kim'
BEGIN SELECT RAISE(ABORT, 'never'); END
"""


def test_an_entry_that_no_disk_takes_keeps_back_only_what_changes_it(services, person, log, clock):
    log._connection.execute(NEVER_KIM)
    saved = begin(services, person, Happening.FALL, None)
    refused = services.happened.tapped(person, Happening.SPASMS, "Kim")
    services.happened.tell(person, refused.id, {"note": "both legs"}, None)
    event = services.happened.tapped(person, Happening.SEIZURE, None)
    services.happened.tell(person, saved.id, {"fall": Fall.HEAD}, None)
    with pytest.raises(NotWritten, match="The record could not be read or saved"):
        services.happened.keep()
    assert services.happened.waiting(person) == {refused.id}
    assert "could not be read or saved" in services.happened.cause
    assert refused.id not in {entry.payload.get("target") for entry in log.entries(person)}
    services.history.remove(person, saved, "slip", None)  # it waits for nothing of the other
    with pytest.raises(NotWritten):
        services.history.remove(person, refused, "slip", None)
    again = build_services(log, clock)
    assert again.happened.event(person, event.id).seizures
    with pytest.raises(KeyError):
        again.happened.event(person, saved.id)
    services.happened.undo(person, refused.id, None)
    services.happened.keep()
    assert services.happened.cause == ""


def test_what_waits_goes_before_the_change_that_takes_it_out(services, person, full_disk):
    event = services.happened.tapped(person, Happening.FALL, None)
    with pytest.raises(NotWritten):
        services.history.remove(person, event, "slip", None)
    full_disk()
    services.history.remove(person, event, "slip", None)
    with pytest.raises(KeyError):
        services.happened.event(person, event.id)


def test_what_waited_is_judged_with_what_was_corrected_since(services, person):
    event = begin(services, person, Happening.FALL, None)
    services.happened.tell(person, event.id, {"fall": Fall.INJURY}, "Ana")
    worse = replace(event, alertness=Alertness.CANNOT_WAKE)
    services.history.correct(person, event, worse, "seen later", "Ben")
    tell(services, person, services.happened.event(person, event.id), {"note": "left side"}, "Ana")
    kept = services.happened.event(person, event.id)
    assert (kept.fall, kept.alertness) == (Fall.INJURY, Alertness.CANNOT_WAKE)
    assert kept.assessment.level is Level.EMERGENCY


def test_an_event_goes_out_and_in_unchanged(services, person, tmp_path, later):
    event = begin(services, person, Happening.SPASMS, "Ana")
    later(seconds=90)
    stop(services, person, event, "Ana")
    tell(services, person, event, {"stiff_sudden": True, "note": "both legs"}, "Ana")
    first = services.book.plain_record(person)
    services.people.add_person(Person(name="X", route=Route.ORAL, drug=Drug.BACLOFEN), None)
    assert first["check_ins"][-1]["more"]["happened_seconds"] == Decimal(90)
    assert first["check_ins"][-1]["stiff_sudden"] is True
    assert first["check_ins"][-1]["assessment"]["level"] == "EMERGENCY"


def test_an_answer_like_the_one_before_writes_nothing(services, person):
    event = begin(services, person, Happening.FALL, None)
    tell(services, person, event, {"fall": Fall.HEAD}, None)
    count = len(services.book.entries(person))
    tell(services, person, event, {"fall": Fall.HEAD}, None)
    assert len(services.book.entries(person)) == count


def test_a_check_in_after_an_event_still_asks_for_doses(services, person):
    services.check_ins.save(person, Draft())
    due = services.check_ins.due_doses(person)
    begin(services, person, Happening.OTHER, None)
    assert services.check_ins.due_doses(person) == due


def test_a_copy_that_cannot_be_read_is_told_and_set_apart(services, log, clock, data_dir):
    log.aside.keep("held", "[{}]")
    again = build_services(log, clock).book.held
    assert again.unread
    assert again.of() == ()
    assert (data_dir / "record.aside.unread").exists()
    assert not build_services(log, clock).book.held.unread
