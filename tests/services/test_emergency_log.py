# SPDX-License-Identifier: MIT
"""A tap in an emergency is kept whatever the disk does, and saved with its own time."""

from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Draft,
    Hallucination,
    Mode,
    Orientation,
    PumpAlarm,
)
from caregiver_app.domain.emergency_log import Tap, tap_of
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.exchange.reader import check_record
from caregiver_app.services.emergencies.emergency_log import NotWritten
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services

ANSWERED = Draft(
    mode=Mode.QUICK,
    alertness=Alertness.AWAKE,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    seizures=(),
    stiffness=3,
    doses_missed_in_row=0,
)


@pytest.fixture
def person(services) -> str:
    return services.people.open_practice("practice-oral")


@pytest.fixture
def later(clock):
    return lambda **span: clock.go_to(clock.now() + timedelta(**span))


@pytest.fixture
def broken(monkeypatch):
    """Let the disk take nothing until `mend` is called."""

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        yield disk.undo


def taps(services, person):
    return [(tap_of(line), line.is_saved) for line in services.emergency_log.lines(person)]


def test_every_tap_is_in_the_record_at_once_with_its_time(services, person, log, clock, later):
    for tap in (Tap.CALLED_911, Tap.SEIZURE, Tap.MEDICINE, Tap.AMBULANCE, Tap.BREATHING, Tap.OTHER):
        tapped = services.emergency_log.tap(person, tap, "Ana")
        again = build_services(log, clock).emergency_log.lines(person)[0]
        assert (tap_of(again), again.at, again.is_saved) == (tap, tapped.at, True)
        later(seconds=20)


def test_a_call_answers_the_alert_that_stands(services, person):
    saved = services.check_ins.save(person, Draft(mode=Mode.QUICK, passed_out=True))
    services.emergency_log.tap(person, Tap.CALLED_911, "Ana")
    action = services.book.record(person).actions[-1]
    assert (action.kind, action.about) == (ActionKind.CALLED_911, saved.check_in.id)
    assert services.alerts.follow_up(person).answered


def test_a_call_tapped_before_what_it_was_for_answers_it(services, person, later):
    for tap in (Tap.CALLED_911, Tap.SEIZURE):
        services.emergency_log.tap(person, tap, "Ana")
        later(seconds=15)
    alert = services.alerts.follow_up(person)
    assert (alert.level, alert.answered) == (Level.EMERGENCY, True)
    later(hours=3)
    services.emergency_log.tap(person, Tap.SEIZURE, "Ana")
    assert services.book.record(person).actions[-1].about == alert.check_in_id


def test_a_seizure_and_hard_breathing_are_judged_an_emergency(services, person):
    for tap in (Tap.SEIZURE, Tap.BREATHING):
        services.emergency_log.tap(person, tap, None)
        last = services.book.record(person).last_check_in
        assert last.assessment.level is Level.EMERGENCY


def test_a_tap_keeps_the_answers_of_a_check_in_that_is_not_saved(services, person):
    services.check_ins.keep_draft(person, Draft(mode=Mode.QUICK, stiffness=6))
    services.emergency_log.tap(person, Tap.SEIZURE, None)
    assert services.check_ins.kept_draft(person).draft.stiffness == 6


def test_the_second_tap_ends_the_seizure_and_can_be_undone(services, person, later):
    log = services.emergency_log
    log.tap(person, Tap.SEIZURE, "Ana")
    later(minutes=2, seconds=5)
    stop = log.tap(person, Tap.SEIZURE_STOPPED, "Ana")
    assert services.book.record(person).last_check_in.seizures[0].duration_s == 125
    assert log.running(person) is None
    log.undo(stop, "Ana")
    assert services.book.record(person).last_check_in.seizures[0].duration_s is None
    assert log.running(person) is not None


def test_the_seizure_of_this_page_is_the_one_that_runs_on_today(services, person, later):
    tapped = services.emergency_log.tap(person, Tap.SEIZURE, None)
    (running,) = services.happened.running(person)
    assert running.id == tapped.id
    later(seconds=30)
    services.happened.stop(person, running.id, None)
    services.happened.keep()
    assert services.emergency_log.running(person) is None


@pytest.mark.parametrize("tap", [Tap.CALLED_911, Tap.AMBULANCE, Tap.SEIZURE, Tap.MEDICINE])
def test_undo_takes_a_tap_out_of_the_record(services, person, tap):
    before = taps(services, person)
    tapped = services.emergency_log.tap(person, tap, None)
    services.emergency_log.undo(tapped, None)
    assert taps(services, person) == before


def test_what_something_else_was_is_told_afterwards(services, person):
    tapped = services.emergency_log.tap(person, Tap.OTHER, None)
    services.emergency_log.note(tapped, " lips are blue ", None)
    assert services.book.record(person).last_check_in.note == "lips are blue"


def test_what_the_disk_does_not_take_waits_and_is_saved_with_its_own_time(
    services, person, later, broken
):
    log = services.emergency_log
    times = []
    for tap in (Tap.CALLED_911, Tap.SEIZURE, Tap.SEIZURE_STOPPED):
        times.append(log.tap(person, tap, "Ana").at)
        later(seconds=50)
    assert [saved for _tap, saved in taps(services, person)[:3]] == [False] * 3
    assert "full" in log.save_waiting()
    assert services.overview.today(person).last.assessment.level is Level.EMERGENCY
    broken()
    later(minutes=5)
    assert log.save_waiting() == ""
    assert [(line.at, line.is_saved) for line in log.lines(person)[:3]] == [
        (at, True) for at in reversed(times)
    ]
    assert services.book.record(person).last_check_in.seizures[0].duration_s == 50


def test_nothing_is_saved_twice(services, person, broken):
    services.emergency_log.tap(person, Tap.CALLED_911, None)
    broken()
    for _again in range(3):
        services.emergency_log.save_waiting()
    assert taps(services, person).count((Tap.CALLED_911, True)) == 1


def test_a_tap_that_waits_can_be_undone_and_told(services, person, broken):
    log = services.emergency_log
    kept, gone = (log.tap(person, Tap.OTHER, None) for _two in range(2))
    log.note(kept, "fell asleep", None)
    log.undo(gone, None)
    broken()
    log.save_waiting()
    assert services.book.record(person).last_check_in.note == "fell asleep"
    assert log.waiting(person) == ()


def test_undoing_the_start_of_a_seizure_undoes_its_end_too(services, person, broken):
    log = services.emergency_log
    start = log.tap(person, Tap.SEIZURE, None)
    log.tap(person, Tap.SEIZURE_STOPPED, None)
    log.undo(start, None)
    assert log.waiting(person) == ()


def test_an_undo_that_the_disk_refuses_is_told(services, person, monkeypatch):
    tapped = services.emergency_log.tap(person, Tap.CALLED_911, None)

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "append", refuse)
    with pytest.raises(NotWritten, match="full"):
        services.emergency_log.undo(tapped, None)
    assert (Tap.CALLED_911, True) in taps(services, person)


def test_taps_of_nobody_stay_on_the_screen_until_somebody_claims_them(services, later):
    log = services.emergency_log
    log.tap(None, Tap.SEIZURE, None)
    later(seconds=40)
    log.tap(None, Tap.SEIZURE_STOPPED, None)
    person = services.people.open_practice("practice-child")
    assert [saved for _tap, saved in taps(services, person)[:2]] == [False, False]
    assert services.book.record(person).last_check_in.seizures == ()
    assert log.claim(person) == ""
    assert services.book.record(person).last_check_in.seizures[0].duration_s == 40


def test_taps_of_one_person_are_never_shown_or_saved_with_another(services, person, broken):
    services.emergency_log.tap(person, Tap.CALLED_911, None)
    assert services.emergency_log.waits_for_disk
    broken()
    other = services.people.open_practice("practice-child")
    before = services.book.record(other).actions
    assert services.emergency_log.waiting(other) == ()
    services.emergency_log.claim(other)
    assert services.book.record(other).actions == before
    assert not services.emergency_log.waits_for_disk
    assert (Tap.CALLED_911, True) in taps(services, person)


def test_the_words_for_the_phone_say_what_was_tapped(services, person):
    services.emergency_log.tap(person, Tap.SEIZURE, None)
    services.emergency_log.tap(person, Tap.MEDICINE, None)
    assert "seizure" in services.emergency.script(person).signs[0]


def test_the_order_is_the_er_while_nothing_but_that_was_found(services, later):
    person = services.people.open_practice("practice-pump")
    assert not services.emergency.script(person).to_er, "nothing was found"
    alarm = Draft(mode=Mode.QUICK, pump_alarm=PumpAlarm.TWO_TONE)
    found = services.check_ins.assess(person, alarm, ())
    assert services.emergency.script(person, found).to_er
    services.check_ins.save(person, alarm)
    assert services.emergency.script(person).to_er
    later(minutes=1)
    services.emergency_log.tap(person, Tap.SEIZURE, None)
    assert not services.emergency.script(person).to_er
    assert not services.emergency.script(person, found).to_er


def test_what_was_found_the_day_before_is_not_what_is_seen_now(services, person, later):
    services.check_ins.save(person, Draft(mode=Mode.QUICK, passed_out=True))
    assert services.emergency.script(person).signs
    later(hours=13)
    assert services.emergency.script(person).signs == ()


def test_what_was_worse_before_is_told_to_911_until_somebody_is_reached(services, person, later):
    services.check_ins.save(person, Draft(mode=Mode.QUICK, passed_out=True))
    assert services.emergency.script(person).before == ()  # it is what happened now
    later(minutes=20)
    services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    assert services.emergency.script(person).signs == ("Passed out.",)  # nobody was asked
    later(minutes=5)
    eased = services.check_ins.save(person, ANSWERED).check_in
    assert eased.assessment.missing == ()
    script = services.emergency.script(person)
    assert script.signs == ()
    assert [why for _at, why in script.before] == ["Passed out."]
    found = services.check_ins.assess(person, Draft(mode=Mode.QUICK, chest_pain=True), ())
    assert [why for _at, why in services.emergency.script(person, found).before] == ["Passed out."]
    later(hours=13)
    assert [why for _at, why in services.emergency.script(person).before] == ["Passed out."]
    later(hours=24)
    assert [why for _at, why in services.emergency.script(person).before] == ["Passed out."]
    services.alerts.record(person, eased.id, ActionKind.SPOKE, None)
    assert services.emergency.script(person).before == ()


def test_a_seizure_that_still_runs_is_not_told_as_one_of_earlier(services, person, later):
    services.emergency_log.tap(person, Tap.SEIZURE, None)
    later(minutes=1)
    services.check_ins.save(person, ANSWERED)
    script = services.emergency.script(person)
    assert (script.signs, script.before) == (("A seizure was seen.",), ())
    later(minutes=1)
    services.emergency_log.tap(person, Tap.SEIZURE_STOPPED, None)
    script = services.emergency.script(person)
    assert (script.signs, [why for _at, why in script.before]) == ((), ["A seizure was seen."])


def test_why_an_emergency_stands_that_nobody_answered_is_told_after_the_day_too(
    services, person, later
):
    services.check_ins.save(person, Draft(mode=Mode.QUICK, passed_out=True))
    later(hours=30)
    assert services.alerts.follow_up(person).level is Level.EMERGENCY
    assert [why for _at, why in services.emergency.script(person).before] == ["Passed out."]
    alert = services.alerts.follow_up(person)
    services.alerts.record(person, alert.check_in_id, ActionKind.WENT_TO_ER, "Ana")
    assert services.emergency.script(person).before == (), "help has heard of it"


def test_a_record_with_taps_is_a_record_that_other_programs_read(services, person, later):
    for tap in (*Tap, Tap.SEIZURE, Tap.SEIZURE_STOPPED):
        services.emergency_log.tap(person, tap, "Ana")
        later(seconds=9)
    check_record(services.book.plain_record(person))


def test_undo_takes_back_an_end_that_ended_nothing(services, person, later):
    log = services.emergency_log
    start = log.tap(person, Tap.SEIZURE, None)
    services.happened.undo(person, start.id, None)
    before = taps(services, person)
    alone = log.tap(person, Tap.SEIZURE_STOPPED, None)
    assert services.book.record(person).last_check_in.note == "seizure stopped"
    log.undo(alone, None)
    assert taps(services, person) == before


def test_an_end_whose_start_was_taken_out_meanwhile_can_be_undone_too(services, person, broken):
    log = services.emergency_log
    start = log.tap(person, Tap.SEIZURE, None)
    stop = log.tap(person, Tap.SEIZURE_STOPPED, None)
    assert stop.about == start.id
    broken()
    log.save_waiting()
    services.happened.undo(person, start.id, None)
    log.undo(stop, None)
    assert Tap.SEIZURE_STOPPED not in {tap for tap, _saved in taps(services, person)}


def test_an_end_waits_for_its_start_that_is_nobodys_yet(services, person, later):
    log = services.emergency_log
    log.tap(None, Tap.SEIZURE, None)
    later(seconds=40)
    log.tap(person, Tap.SEIZURE_STOPPED, None)
    assert [saved for _tap, saved in taps(services, person)[:2]] == [False, False]
    assert log.claim(person) == ""
    assert services.book.record(person).last_check_in.seizures[0].duration_s == 40
    assert log.running(person) is None
