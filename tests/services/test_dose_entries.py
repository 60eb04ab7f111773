# SPDX-License-Identifier: MIT
"""A dose is kept at the press, judged at once, and taken back whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, AsNeeded, Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Kidney, Person, Route
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.dosing.dose_entries import LoggedDose
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services
from tests.report.reading import text_of

# The practice people's last check-in is at 5:45 PM; doses are planned for 7 AM, 3 PM and 10 PM.
EVENING = datetime(2026, 11, 22, 2, 50, tzinfo=UTC)


@pytest.fixture
def person(services, clock) -> str:
    clock.go_to(EVENING)
    return services.people.open_practice("practice-oral")


def extra(services, mg: str = "15", **more) -> DoseEvent:
    now = services.happened.now()
    start = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        at=now,
        zone=now.zone,
        mg=Decimal(mg),
        status=DoseStatus.EXTRA,
        recorder="Ana",
    )
    return replace(start, **more)


def given_now(services, person: str, planned: PlannedDose, by: str | None) -> LoggedDose:
    """Press "given now", and have it written down."""
    doses = services.doses
    logged = doses.log(person, doses.as_planned(planned, services.happened.now(), by))
    doses.keep()
    return logged


def in_ml(services, ml: str, **more) -> DoseEvent:
    return replace(extra(services), mg=None, ml=Decimal(ml), **more)


def stronger(services, person_id: str) -> None:
    """Write down that the bottle is now five times as strong."""
    profile = services.book.record(person_id).person
    assert profile.concentration_mg_per_ml == 1
    five = replace(profile, concentration_mg_per_ml=Decimal(5))
    services.profile.change(person_id, five, "Ana")


def test_given_now_is_the_planned_dose_with_both_times(services, person, log, clock):
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    again = build_services(log, clock).book.record(person).doses[-1]
    assert (again.status, again.mg, again.recorder) == (DoseStatus.TAKEN, Decimal(15), "Ana")
    assert (again.at.utc, again.scheduled_for) == (EVENING, near.due)
    assert f"{near.due.local:%H:%M}" == "22:00"
    assert services.doses.offers(person).due == ()


def test_a_planned_dose_makes_nothing_new(services, person):
    (near,) = services.doses.offers(person).due
    logged = given_now(services, person, near, None)
    assert logged.told is None
    assert services.doses.told(person) is None


def test_another_amount_than_planned_is_told_at_once_and_can_be_answered(services, person):
    before = services.book.record(person).last_check_in
    (near,) = services.doses.offers(person).due
    dose = services.doses.as_planned(near, services.happened.now(), "Ana")
    told = services.doses.log(person, replace(dose, mg=Decimal(25))).told
    assert told.level is Level.URGENT
    assert "U17" in {rule.id for rule in told.rules}
    alert = services.alerts.follow_up(person)
    assert alert.assessment == told
    services.alerts.record(person, alert.check_in_id, ActionKind.SPOKE, "Ana")
    assert services.alerts.follow_up(person).answered
    assert services.book.record(person).check_ins[-2] == before


def test_another_bottle_changes_nothing_of_what_was_given_in_ml(services, log, clock):
    clock.go_to(EVENING)
    child = services.people.open_practice("practice-child")
    (near,) = services.doses.offers(child).due
    given = services.doses.as_planned(near, services.happened.now(), "Ana")
    services.doses.log(child, replace(given, mg=None, ml=near.mg))
    stronger(services, child)
    again = build_services(log, clock)
    kept = again.book.record(child).doses[-1]
    assert (kept.mg, kept.ml) == (near.mg, near.mg)
    assert "2026-11-21 21:50, 8 mg No dose missed" in text_of(again.handoff.sheet(child))
    assert "U17" not in {rule.id for rule in again.check_ins.assess(child, Draft()).rules}


def test_doses_of_the_form_and_corrected_ones_keep_their_mg_too(services, clock):
    clock.go_to(EVENING)
    child = services.people.open_practice("practice-child")
    dose = in_ml(services, "9", status=DoseStatus.TAKEN)
    services.check_ins.save(child, Draft(), (dose,))
    stronger(services, child)
    kept = services.book.record(child).doses[-1]
    assert (kept.mg, kept.ml) == (Decimal(9), Decimal(9))
    noted = replace(kept, note="in juice")
    services.history.correct(child, kept, noted, "told later", "Ana")
    assert services.book.record(child).doses[-1] == noted
    fewer = replace(noted, mg=None, ml=Decimal(8))
    services.history.correct(child, noted, fewer, "typed wrong", "Ana")
    assert services.book.record(child).doses[-1] == replace(fewer, mg=Decimal(8))


def test_a_dose_in_ml_of_an_unknown_strength_has_no_mg(services, person):
    services.doses.log(person, in_ml(services, "5"))
    kept = services.book.record(person).doses[-1]
    assert (kept.mg, kept.ml) == (None, Decimal(5))


def test_an_extra_dose_in_somebody_sleepy_is_an_emergency(services, person):
    services.check_ins.save(person, Draft(alertness=Alertness.DROWSY))
    told = services.doses.log(person, extra(services)).told
    assert told.level is Level.EMERGENCY
    assert {"E13", "U13"} <= {rule.id for rule in told.rules}


def test_a_restart_in_somebody_sleepy_is_told_with_the_kidney(services, person, clock):
    old = services.book.record(person).person
    payload = services.book.plain_record(person)["person"]
    assert old.kidney != Kidney(dialysis=True)
    assert payload["id"] == "practice-oral"
    clock.go_to(EVENING + timedelta(days=3))
    services.check_ins.save(person, Draft(alertness=Alertness.DROWSY))
    now = services.happened.now()
    told = services.doses.log(person, extra(services, status=DoseStatus.TAKEN, at=now)).told
    assert {"U21", "U15"} <= {rule.id for rule in told.rules}


def test_old_answers_are_not_held_to_a_new_dose(services, person, clock):
    services.check_ins.save(person, Draft(alertness=Alertness.DROWSY))
    clock.go_to(EVENING + timedelta(hours=12, minutes=1))
    told = services.doses.log(person, extra(services)).told
    assert "E13" not in {rule.id for rule in told.rules}
    assert "U13" in {rule.id for rule in told.rules}


def test_a_missed_dose_is_told_as_long_as_no_check_in_followed(services, person, clock):
    (near,) = services.doses.offers(person).due
    missed = DoseEvent(id=services.doses.new_id(), scheduled_for=near.due, status=DoseStatus.MISSED)
    clock.go_to(EVENING + timedelta(minutes=30))
    told = services.doses.log(person, missed).told
    assert "W05" in {rule.id for rule in told.rules}
    clock.go_to(EVENING + timedelta(minutes=45))
    assert services.doses.told(person).rules == told.rules
    assert services.book.record(person).last_check_in.assessment != told
    services.check_ins.save(person, Draft())
    assert services.doses.told(person) is None


def test_what_today_says_of_a_missed_dose_is_read_back_and_printed_too(services, person, clock):
    (near,) = services.doses.offers(person).due
    missed = DoseEvent(id=services.doses.new_id(), scheduled_for=near.due, status=DoseStatus.MISSED)
    before = services.shift_views.facts(person)
    clock.go_to(EVENING + timedelta(minutes=30))
    services.doses.log(person, missed)
    facts = services.shift_views.facts(person)
    assert (facts.level, facts.is_event, facts.checked_at.utc) == (Level.WATCH, True, clock.now())
    assert {f.id for f in facts.reasons} == {"W05", *(f.id for f in before.reasons)}
    for audience in (Audience.ER, Audience.SHIFT):
        text = text_of(services.handoff.sheet(person, audience=audience))
        assert "A dose was missed or did not stay down." in text
    services.check_ins.save(person, Draft())
    assert not services.shift_views.facts(person).is_event


def test_doses_that_came_in_with_a_file_are_an_alert_that_can_be_answered(services, person, clock):
    doses, desk = services.doses, Desk(services.book, clock)
    for hours in (0, 9, 17):
        clock.go_to(EVENING + timedelta(hours=hours, minutes=30))
        (near,) = doses.offers(person).due
        missed = DoseEvent(id=doses.new_id(), scheduled_for=near.due, status=DoseStatus.MISSED)
        services.book.hold([desk.entry(person, EntryKind.DOSE, missed)])
    assert services.alerts.follow_up(person) is None
    assert doses.alert_to_what_calls(person, Happening.DOSE)
    found = services.alerts.follow_up(person)
    assert found.level is Level.URGENT
    assert not doses.alert_to_what_calls(person, Happening.DOSE)
    assert services.alerts.follow_up(person).check_in_id == found.check_in_id
    services.alerts.record(person, found.check_in_id, ActionKind.SPOKE, "Ana")
    assert services.alerts.follow_up(person).answered


@pytest.mark.parametrize(("at", "missed"), [(EVENING, None), (None, 0)])
def test_an_old_line_of_the_log_is_no_last_dose_where_check_ins_tell_of_newer(
    services, clock, at, missed
):
    rosa = Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    clock.go_to(EVENING)
    person = services.people.add_person(rosa, None)
    now = services.happened.now()
    told = replace(Draft(), last_kept_dose_at=now if at else None, doses_missed_in_row=missed)
    services.check_ins.save(person, told)
    clock.go_to(EVENING + timedelta(minutes=30))
    month_ago = Moment(now.local - timedelta(days=30), now.zone)
    old = replace(extra(services), at=month_ago, status=DoseStatus.TAKEN)
    assert services.doses.log(person, old).told is None
    assert services.doses.told(person) is None


def test_a_dose_in_the_form_counts_like_one_that_was_pressed_after_it(services, person, clock):
    (near,) = services.doses.offers(person).due
    given = services.doses.as_planned(near, services.happened.now(), None)
    services.check_ins.save(person, Draft(), (given,))
    clock.go_to(EVENING + timedelta(hours=3))
    assert services.doses.told(person) is None
    clock.go_to(EVENING + timedelta(hours=14))
    assert services.doses.told(person).level is Level.URGENT
    clock.go_to(EVENING + timedelta(hours=14, days=2))
    assert not services.doses.alert_to_what_calls(person, Happening.TIME)


def test_undo_takes_the_dose_and_its_alert_and_the_log_keeps_both(services, person, log, clock):
    before = services.book.record(person)
    logged = services.doses.log(person, extra(services))
    services.doses.keep()
    assert len(logged.ids) == 2
    services.doses.undo(person, logged, "Ana")
    again = build_services(log, clock).book
    assert again.record(person).doses == before.doses
    assert again.record(person).check_ins == before.check_ins
    assert {entry.payload.get("id") for entry in again.entries(person)} >= set(logged.ids)


def test_an_alert_of_a_dose_does_not_answer_for_doses(services, person):
    asked_before = services.check_ins.due_doses(person)
    services.doses.log(person, extra(services))
    assert services.check_ins.due_doses(person) == asked_before


def test_an_as_needed_medicine_is_kept_in_the_words_of_its_label(services, person):
    given = AsNeeded(name="ibuprofen", dose_text="200 mg", at=services.happened.now())
    logged = services.doses.log_medicine(person, given, "Ana")
    assert services.book.record(person).last_check_in.prn_taken == (given,)
    assert services.doses.offers(person).medicines[0] == "ibuprofen"
    level = services.overview.today(person).last.assessment.level
    services.doses.undo(person, logged, None)
    assert services.overview.today(person).last.assessment.level is level


def test_a_dose_that_a_full_disk_refused_counts_and_can_be_taken_back(
    services, person, monkeypatch, log, clock
):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    saved = services.doses.log(person, extra(services))
    services.doses.keep()
    services.doses.undo(person, saved, None)
    before = services.book.record(person)
    monkeypatch.setattr(EntryLog, "append", refuse)
    logged = services.doses.log(person, extra(services))
    with pytest.raises(NotWritten, match="disk is full"):
        services.doses.keep()
    assert (services.doses.waits(logged), services.doses.waits(saved)) == (True, False)
    assert logged.told.level is Level.URGENT
    assert services.alerts.follow_up(person).level is Level.URGENT
    assert build_services(log, clock).book.record(person) == services.book.record(person)
    services.doses.undo(person, logged, None)
    assert services.book.record(person) == before


def test_a_planned_dose_after_midnight_keeps_its_day(services, person, clock):
    clock.go_to(EVENING + timedelta(hours=1, minutes=30))
    clock_day = services.happened.now().day
    planned = [one for one in services.doses.offers(person).planned if one.due.local.hour == 22][-1]
    clock.go_to(EVENING + timedelta(hours=2, minutes=40))
    now = services.happened.now()
    assert now.day != clock_day
    services.doses.log(person, services.doses.as_planned(planned, now, None))
    kept = services.book.record(person).doses[-1]
    assert (kept.status, kept.scheduled_for.day) == (DoseStatus.LATE, clock_day)
    assert kept.at == Moment(now.local, now.zone)
