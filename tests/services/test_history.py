# SPDX-License-Identifier: MIT
"""What was written can be corrected and taken out with a reason, and nothing of it is lost."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, Breathing, Draft, Fall, Mode, Orientation
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEvent, PumpEventKind
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.history.corrected_record import without
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.clock import here_and_now

WHY, ANA = "typed one digit twice", "Ana (daughter)"
ANSWERED = Draft(mode=Mode.QUICK, recorder=ANA)


@pytest.fixture
def person(services):
    return services.people.open_practice("practice-oral")


@pytest.fixture
def saved(services, person):
    """Return a check-in with a pulse of 88 that was just saved."""
    draft = Draft(mode=Mode.QUICK, recorder=ANA, hr=88, raw={"hr": "88"})
    return services.check_ins.save(person, draft).check_in


def newest(services, person):
    return services.book.record(person).check_ins[-1]


def test_a_correction_keeps_the_old_value_who_when_why_and_the_judgement(services, person, saved):
    services.history.correct(person, saved, replace(saved, hr=68, raw={"hr": "68"}), WHY, ANA)
    now = newest(services, person)
    assert (now.hr, now.raw["hr"], now.assessment) == (68, "68", saved.assessment)
    (line,) = services.history.changes_of(person, now)
    (change,) = line.told.answers
    assert (change.field, change.before, change.after) == ("hr", 88, 68)
    assert (line.told.by, line.told.reason, line.told.at) == (ANA, WHY, services.history.now())


def test_the_log_keeps_both_values_when_it_is_read_again(services, person, saved, data_dir, log):
    services.history.correct(person, saved, replace(saved, hr=68), WHY, ANA)
    entries = log.entries(person)
    assert next(e for e in entries if e.payload.get("id") == saved.id).payload["hr"] == 88
    assert any(e.kind is EntryKind.CHANGE and e.payload["before"] == 88 for e in entries)
    log.check()


def test_corrected_answers_are_judged_on_a_line_of_their_own(services, person, saved):
    assert services.history.judged_again(person, saved) is None
    services.history.correct(person, saved, replace(saved, hr=140), WHY, ANA)
    now = next(c for c in services.book.record(person).check_ins if c.id == saved.id)
    assert now.assessment == saved.assessment
    assert services.history.judged_again(person, now).level is Level.EMERGENCY


def test_a_correction_that_calls_for_help_is_an_alert_of_its_own(services, person, saved, clock):
    clock.go_to(clock.now() + timedelta(minutes=5))
    done = services.history.correct(person, saved, replace(saved, hr=140), WHY, ANA)
    assert done.told.level is Level.EMERGENCY
    event = newest(services, person)
    assert (kind_of(event), event.id) == (Happening.CORRECTION, done.events[0])
    assert services.alerts.follow_up(person).level is Level.EMERGENCY
    assert services.overview.today(person).last.assessment.level is Level.EMERGENCY


def test_a_correction_that_adds_another_sign_needs_an_answer_of_its_own(services, person, clock):
    calm = {"alertness": Alertness.AWAKE, "orientation": Orientation.NORMAL}
    draft = replace(ANSWERED, breathing=Breathing.NORMAL, temp_c=Decimal("38.2"), **calm)
    saved = services.check_ins.save(person, draft).check_in
    services.alerts.record(person, saved.id, ActionKind.SPOKE, ANA)
    assert services.alerts.follow_up(person).answered
    clock.go_to(clock.now() + timedelta(minutes=5))
    hit = replace(newest(services, person), fall=Fall.HEAD)
    done = services.history.correct(person, newest(services, person), hit, WHY, ANA)
    assert "U16" in {finding.id for finding in done.told.rules}
    assert done.told.level is saved.assessment.level
    assert not services.alerts.follow_up(person).answered


def test_taking_a_correction_back_brings_the_record_back_as_it_was(services, person, saved):
    before = services.book.record(person)
    done = services.history.correct(person, saved, replace(saved, hr=140), WHY, ANA)
    services.history.take_back(person, done, ANA)
    after = services.book.record(person)
    assert (after.check_ins, after.doses) == (before.check_ins, before.doses)
    assert len(services.history.changes_of(person, after.check_ins[-1])) == 2


def test_nothing_is_written_when_nothing_is_another_one(services, person, saved):
    entries = len(services.book.entries(person))
    assert services.history.correct(person, saved, replace(saved), WHY, ANA) is None
    raw = replace(saved, raw={"hr": "088"})
    assert services.history.correct(person, saved, raw, WHY, ANA) is None
    assert len(services.book.entries(person)) == entries


def test_what_is_removed_stays_in_the_log_and_can_be_put_back(services, person, saved):
    services.history.remove(person, saved, "wrong person", ANA)
    assert saved not in services.book.record(person).check_ins
    line = services.history.log(person)[-1]
    assert (line.fact, line.is_removed, line.told.reason) == (saved, True, "wrong person")
    services.history.put_back(person, saved, "it was right", ANA)
    assert newest(services, person) == saved
    assert not services.history.log(person)[-1].is_removed


def test_a_dose_is_corrected_and_what_that_means_is_told_at_once(services, person, clock):
    now = here_and_now(clock)
    event = DoseEvent(id="d", at=now, mg=Decimal(15), status=DoseStatus.TAKEN, recorder=ANA)
    services.doses.log(person, event)
    after = replace(event, mg=Decimal(5))
    services.history.correct(person, event, after, WHY, ANA)
    assert after in services.book.record(person).doses
    (line,) = services.history.changes_of(person, after)
    assert [(c.field, c.before, c.after) for c in line.told.answers] == [("mg", 15, 5)]


def test_an_earlier_answer_that_is_corrected_is_held_against_how_they_are_now(
    services, person, saved, clock
):
    clock.go_to(clock.now() + timedelta(minutes=30))
    services.check_ins.save(person, Draft(mode=Mode.QUICK, alertness=Alertness.DROWSY))
    clock.go_to(clock.now() + timedelta(minutes=1))
    noted = replace(saved, note="she sat in the garden")
    assert services.history.correct(person, saved, noted, WHY, ANA).told is None
    extra = replace(noted, extra_dose=True)
    done = services.history.correct(person, noted, extra, WHY, ANA)
    assert "E13" in {rule.id for rule in done.told.rules}
    assert services.alerts.follow_up(person).level is Level.EMERGENCY


def test_what_is_put_back_is_told_at_once_and_can_be_answered(services, person, clock):
    extra = DoseEvent(id="d", at=here_and_now(clock), status=DoseStatus.EXTRA, recorder=ANA)
    services.doses.log(person, extra)
    alert = newest(services, person)
    for entry in (extra, alert):
        services.history.remove(person, entry, "slip", ANA)
    done = services.history.put_back(person, extra, "it was right", ANA)
    assert "U13" in {rule.id for rule in done.told.rules}
    assert newest(services, person).id == done.events[0]
    assert kind_of(newest(services, person)) is Happening.CORRECTION  # nobody wrote a dose down


def test_the_log_of_changes_follows_what_waited_for_the_disk_and_was_taken_back(
    services, person, saved
):
    services.history.remove(person, saved, "slip", ANA)
    for fall in (Fall.INJURY, Fall.HEAD):
        event = services.happened.tapped(person, Happening.FALL, ANA)
        services.happened.tell(person, event.id, {"fall": fall}, ANA)
        assert services.history.log(person)[-1].fact.id == event.id
        services.happened.undo(person, event.id, ANA)


def test_of_two_entries_with_one_id_only_the_right_one_is_removed(services, person, saved, clock):
    event = DoseEvent(id=saved.id, at=here_and_now(clock), status=DoseStatus.TAKEN)
    services.doses.log(person, event)
    services.history.remove(person, event, "twice", ANA)
    record = services.book.record(person)
    assert event not in record.doses
    assert saved in record.check_ins
    assert services.history.log(person)[-1].kind is EntryKind.DOSE


def test_the_days_of_a_person_are_those_of_the_place_where_they_live(services, person):
    assert str(services.history.home(person)) == "America/New_York"
    day = newest(services, person).at.day
    grid = services.history.day(person, day, 2)
    held = [c for column in grid.columns for c in column.check_ins]
    assert held == [c for c in services.book.record(person).check_ins if c.at.day == day]


def test_the_record_that_is_kept_is_the_one_that_is_read_anew(services, person, saved, log, clock):
    """Corrections, removals and returns of check-ins and doses, each beside a fresh reading."""
    history, record = services.history, services.book.record(person)
    dose, earlier = record.doses[-1], record.check_ins[0]
    history.correct(person, saved, replace(saved, hr=90), WHY, ANA)
    history.correct(person, dose, replace(dose, at=here_and_now(clock), mg=Decimal(1)), WHY, ANA)
    for act in (history.remove, history.put_back, history.remove):
        act(person, earlier, WHY, ANA)
        assert services.book.record(person) == RecordBook(log, clock).record(person)
    history.remove(person, dose, WHY, ANA)
    assert services.book.record(person) == RecordBook(log, clock).record(person)
    assert not {dose.id, earlier.id} & {f.id for f in record_now(services, person)}


def record_now(services, person):
    now = services.book.record(person)
    return (*now.check_ins, *now.doses)


def moved(check_in, hours):
    at = Moment(check_in.at.local + timedelta(hours=hours), check_in.at.zone)
    return replace(check_in, at=at)


def test_a_corrected_time_moves_a_check_in_and_keeps_what_was_judged_then(
    services, person, saved, log, clock
):
    after = moved(saved, -30)
    services.history.correct(person, saved, after, WHY, ANA)
    record = services.book.record(person)
    assert after in record.check_ins
    assert record.check_ins[-1] != after
    assert [c.at for c in record.check_ins] == sorted(c.at for c in record.check_ins)
    assert record == RecordBook(log, clock).record(person)
    (line,) = services.history.changes_of(person, after)
    assert [(c.field, c.before) for c in line.told.answers] == [("at", saved.at.text)]
    assert services.history.judged_again(person, after) is not None


def test_a_check_in_at_another_time_is_not_looked_back_on_by_itself(services, person, saved, clock):
    clock.go_to(clock.now() + timedelta(hours=1))
    stiff = Draft(mode=Mode.QUICK, temp_c=Decimal("37.8"))
    stored = services.check_ins.save(person, stiff).check_in
    later = moved(stored, 0.5)
    alone = without(services.book.record(person), later)
    assert stored not in alone.check_ins
    assert saved in alone.check_ins
    assert services.history.judge(person, later).level is stored.assessment.level


def test_what_came_before_is_corrected_and_a_later_check_in_says_what_that_makes(
    services, person, saved, clock
):
    clock.go_to(clock.now() + timedelta(hours=1))
    later = services.check_ins.save(person, replace(ANSWERED, hr=90)).check_in
    assert services.history.judged_again(person, later) is None
    clock.go_to(clock.now() + timedelta(hours=1))
    services.history.correct(person, saved, replace(saved, hr=110), WHY, ANA)
    judged = services.history.judged_again(person, later)
    assert "W07" in {rule.id for rule in judged.rules}
    assert "W07" not in {rule.id for rule in later.assessment.rules}
    assert later in services.book.record(person).check_ins


def test_a_pump_event_and_what_was_done_are_corrected_too(services, clock):
    person = services.people.open_practice("practice-pump")
    event = PumpEvent(id="", at=here_and_now(clock), kind=PumpEventKind.REFILL)
    event = replace(event, low_reservoir_date=date(2026, 8, 1))
    event = services.pump.add(person, event, ANA).event
    done = ActionTaken(id="a", at=here_and_now(clock), kind=ActionKind.SPOKE, who="Clinic")
    services.book.append(
        [services.book.new_entry(person, EntryKind.ACTION, to_plain(done), done.at, ANA)]
    )
    services.history.correct(
        person, event, replace(event, low_reservoir_date=date(2026, 9, 1)), WHY, ANA
    )
    services.history.correct(person, done, replace(done, kind=ActionKind.NO_ANSWER), WHY, ANA)
    record = services.book.record(person)
    assert record.pump_events[-1].low_reservoir_date == date(2026, 9, 1)
    assert next(a for a in record.actions if a.id == "a").kind is ActionKind.NO_ANSWER
    assert record == RecordBook(services.book._log, clock).record(person)


def test_a_refill_that_was_not_one_is_told_at_once(services, clock):
    person = services.people.open_practice("practice-pump")
    event = PumpEvent(id="", at=here_and_now(clock), kind=PumpEventKind.REFILL)
    event = replace(event, low_reservoir_date=date(2026, 8, 1))
    event = services.pump.add(person, event, ANA).event
    past = replace(event, low_reservoir_date=here_and_now(clock).day - timedelta(days=1))
    done = services.history.correct(person, event, past, WHY, ANA)
    assert "U10" in {rule.id for rule in done.told.rules}


def test_a_newer_profile_and_a_newer_plan_are_in_the_log_with_the_one_before(services, person):
    record, before = services.book.record(person), services.history.edits(person)
    services.profile.change(person, replace(record.person, sex="female"), ANA)
    services.plans.add_version(person, replace(record.plans[-1], prescriber="Dr. New"), ANA)
    who, plan = services.history.edits(person)[len(before) :]
    assert (who.before, who.after.sex, who.by) == (record.person, "female", ANA)
    assert (plan.before, plan.after.prescriber) == (record.plans[-1], "Dr. New")
    assert plan.at == services.history.now()
