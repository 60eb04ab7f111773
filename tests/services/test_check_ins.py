# SPDX-License-Identifier: MIT
"""A check-in is judged before anything else, saved in one piece, and can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Alertness, Breathing, Draft, Hallucination, Orientation
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.services.checking_in.check_ins import NotSaved
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.drafts import DraftShelf
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import here_and_now
from caregiver_app.wiring import build_services

CALM = Draft(
    recorder="Ana",
    alertness=Alertness.AWAKE,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    seizures=(),
    stiffness=3,
    doses_missed_in_row=0,
    last_kept_dose_at=Moment.parse("2026-05-21T06:00:00-04:00"),
)


@pytest.fixture
def person(services) -> str:
    return services.people.open_practice("practice-oral")


def test_a_saved_check_in_is_found_again_with_its_judgement(services, person):
    saved = services.check_ins.save(person, CALM)
    found = services.book.record(person).last_check_in
    assert found.id == saved.check_in.id
    assert found.assessment.level is Level.NO_FLAGS
    assert found.assessment.rule_set == services.rule_set.version
    assert found.recorder == "Ana"


def test_what_is_missing_stays_missing_on_the_disk(services, person):
    services.check_ins.save(person, Draft(stiffness=3, last_kept_dose_at=CALM.last_kept_dose_at))
    found = services.book.record(person).last_check_in
    assert found.alertness is None
    assert found.temp_c is None
    assert found.assessment.level is Level.INCOMPLETE
    assert "alertness" in found.assessment.missing


def test_undo_takes_the_check_in_and_its_doses_back_out_by_another_start_too(
    services, person, log, clock
):
    before = services.book.record(person)
    dose = DoseEvent(id="d-1", at=before.last_check_in.at, status=DoseStatus.MISSED)
    saved = services.check_ins.save(person, CALM, (dose,))
    assert services.book.record(person).doses != before.doses
    services = build_services(log, clock)
    services.check_ins.undo(person, saved.check_in.id, "Ana")
    after = services.book.record(person)
    assert after.check_ins == before.check_ins
    assert after.doses == before.doses
    assert [change.field for change in after.changes[-2:]] == ["removed", "removed"]


def test_a_check_in_that_cannot_be_saved_keeps_its_judgement(services, person, log):
    seizing = Draft(alertness=Alertness.CANNOT_WAKE)
    services.check_ins.assess(person, seizing)
    log.close()
    with pytest.raises(NotSaved) as caught:
        services.check_ins.save(person, seizing)
    assert caught.value.assessment.level is Level.EMERGENCY
    assert caught.value.cause


def test_a_draft_survives_until_it_is_saved(services, person):
    services.check_ins.keep_draft(person, CALM)
    assert services.check_ins.kept_draft(person).draft == CALM
    services.check_ins.save(person, CALM)
    assert services.check_ins.kept_draft(person) is None


def test_pump_questions_are_asked_only_with_a_pump(services, person):
    with_pump = services.people.open_practice("practice-pump")
    asked = {q.id for q in services.check_ins.form(with_pump).questions}
    assert asked - {q.id for q in services.check_ins.form(person).questions} == {"pump_alarm"}


def test_doses_due_since_the_last_check_in_are_asked_newest_first(services, person, clock):
    clock.go_to(clock.now() + timedelta(hours=12))
    due = services.check_ins.due_doses(person)
    assert due
    times = [dose.scheduled_for for dose in due]
    assert times == sorted(times, reverse=True)
    assert all(dose.mg is not None for dose in due)


def test_a_check_in_from_a_clock_that_was_ahead_answers_for_no_dose(services, person, clock):
    now = clock.now() + timedelta(hours=12)
    clock.go_to(now)
    due = services.check_ins.due_doses(person)
    clock.go_to(now + timedelta(hours=3))
    services.check_ins.save(person, CALM)
    clock.go_to(now)
    assert services.check_ins.due_doses(person) == due


def test_a_dose_answered_as_taken_counts_for_the_judgement_at_once(services, person, clock):
    clock.go_to(clock.now() + timedelta(hours=12))
    unanswered = replace(CALM, doses_missed_in_row=None, last_kept_dose_at=None)
    assert "dose_status" in services.check_ins.assess(person, unanswered).missing
    taken = tuple(
        DoseEvent(
            id=f"d-{number}", scheduled_for=due.scheduled_for, at=due.scheduled_for,
            mg=due.mg, status=DoseStatus.TAKEN,
        )
        for number, due in enumerate(services.check_ins.due_doses(person))
    )  # fmt: skip
    assert services.check_ins.assess(person, unanswered, taken).missing == ()


@pytest.mark.parametrize("in_order", [list, reversed], ids=["newest first", "oldest first"])
@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ((DoseStatus.TAKEN, DoseStatus.TAKEN, DoseStatus.TAKEN), set()),
        ((DoseStatus.MISSED, DoseStatus.MISSED, DoseStatus.TAKEN), {"U07"}),
        ((DoseStatus.TAKEN, DoseStatus.MISSED, DoseStatus.TAKEN), set()),
    ],
)
def test_several_doses_in_one_check_in_count_by_their_times(
    services, person, clock, told, rules, in_order
):
    """The form asks the newest first; the log is by time, and so is what was kept down last."""
    clock.go_to(clock.now() + timedelta(hours=24))
    due = services.check_ins.due_doses(person)
    assert len(due) == len(told)
    doses = [
        DoseEvent(
            id=f"d{n}",
            scheduled_for=one.scheduled_for,
            at=one.scheduled_for if status is DoseStatus.TAKEN else None,
            mg=one.mg,
            status=status,
        )
        for n, (one, status) in enumerate(zip(due, told, strict=True))
    ]
    blank = replace(CALM, doses_missed_in_row=None, last_kept_dose_at=None)
    saved = services.check_ins.save(person, blank, tuple(in_order(doses)))
    kept = max(dose.at.utc for dose in doses if dose.at is not None)
    assert saved.check_in.last_kept_dose_at.utc == kept
    assert {one.id for one in saved.assessment.rules if one.level >= Level.URGENT} == rules


def test_a_grown_record_is_the_one_that_would_be_derived(services, person, log, clock):
    services.book.record(person)
    dose = DoseEvent(id="d-1", at=here_and_now(clock), status=DoseStatus.TAKEN)
    services.check_ins.save(person, CALM, (dose,))
    assert services.book.record(person) == RecordBook(log, clock).record(person)


def test_a_check_in_about_a_time_to_come_is_refused_and_nothing_is_written(services, person, clock):
    before = services.book.record(person)
    ahead = moment_in_zone(clock.now() + timedelta(minutes=1), clock.zone())
    with pytest.raises(ValueError, match="still to come"):
        services.check_ins.save(person, CALM, about=ahead)
    assert services.book.record(person) == before


def test_what_is_about_an_earlier_time_is_judged_without_what_came_after(services, person, clock):
    then = moment_in_zone(clock.now() - timedelta(days=400), clock.zone())
    saved = services.check_ins.save(person, CALM, about=then)
    assert saved.check_in.at == then
    record = replace(services.book.record(person), check_ins=(), doses=(), pump_events=())
    alone = evaluate(services.rule_set, record, saved.check_in, then)
    assert [f.id for f in saved.assessment.rules] == [f.id for f in alone.rules]
    assert services.book.entries(person)[-1].effective_at == then


def test_a_draft_on_a_full_disk_is_there_after_a_crash_and_gone_once_it_is_saved(
    services, person, log, clock, monkeypatch
):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    services.check_ins.keep_draft(person, Draft(hr=70))
    with monkeypatch.context() as disk:
        disk.setattr(DraftShelf, "keep", refuse)
        clock.go_to(clock.now() + timedelta(minutes=1))
        services.check_ins.keep_draft(person, CALM)
    again = build_services(log, clock).check_ins
    assert again.kept_draft(person).draft == CALM
    again.save(person, CALM)
    assert build_services(log, clock).check_ins.kept_draft(person) is None
