# SPDX-License-Identifier: MIT
"""The last dose kept down is one and the same on Today, for 911, on every sheet, and for a rule."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Draft, Grade, Mode, Orientation, Urine
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import KeptDose
from caregiver_app.domain.dosing.dose_told import DOSE_ANSWERS
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.history.corrections import with_answers
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.checking_in.told_in_file import told_in_file
from caregiver_app.services.handing_over.handoff import sheet_from_record
from caregiver_app.services.sharing_files.sharing import fhir_file
from caregiver_app.system.exact_json import loads
from tests.report.reading import text_of
from tests.services.test_dose_entries import EVENING, given_now
from tests.services.test_nothing_calmer import QUIET

HOUR = timedelta(hours=1)


@pytest.fixture
def person(services, clock) -> str:
    clock.go_to(EVENING)
    return services.people.open_practice("practice-oral")


def told(services, person):
    """Return when the last dose was kept, as every page tells it."""
    (today,) = services.overview.today(person).kept
    (called,) = services.emergency.script(person).taken
    (shift,) = services.shift_views.facts(person).doses
    found = KeptDose(at=today.at, mg=today.mg)
    assert called.last == found
    assert (shift.last.at, shift.last.mg) == (today.at, today.mg)
    for audience in (Audience.ER, Audience.SHIFT):
        paper = text_of(services.handoff.sheet(person, audience=audience))
        assert f"{today.at.local:%H:%M}" in paper
    return found


def counted(services, person):
    """Return how many doses of three days the sheets count, by what became of them."""
    (shift,) = services.shift_views.facts(person).doses
    return shift.last.counts


def came_up(services, person, dose, way):
    """Tell that a dose came up after all: as a new line, as a correction, or that it never was."""
    if way == "new line":
        again = replace(dose, id=services.doses.new_id(), status=DoseStatus.VOMITED)
        services.doses.log(person, again)
        services.doses.keep()
    elif way == "corrected":
        services.history.correct(
            person, dose, replace(dose, status=DoseStatus.VOMITED), "it came up", "Ana"
        )
    else:
        services.history.remove(person, dose, "it was not given", "Ana")


@pytest.mark.parametrize("way", ["new line", "corrected", "taken out"])
def test_a_check_in_keeps_no_dose_that_came_up_afterwards(services, person, clock, way):
    before = told(services, person)
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    dose = services.book.record(person).doses[-1]
    clock.go_to(EVENING + HOUR / 4)
    services.check_ins.save(person, Draft(stiffness=3))
    assert told(services, person).at == dose.at
    clock.go_to(EVENING + HOUR / 2)
    then = counted(services, person)
    came_up(services, person, dose, way)
    assert told(services, person) == before
    now = counted(services, person)
    assert now[DoseStatus.TAKEN] == then[DoseStatus.TAKEN] - 1
    if way != "taken out":  # what was never given is told once it is two hours late
        assert services.doses.told(person).level is Level.WATCH
        assert now[DoseStatus.VOMITED] == then[DoseStatus.VOMITED] + 1


@pytest.mark.parametrize("checked", [False, True], ids=["no check-in", "a check-in between"])
def test_a_check_in_between_makes_no_night_calmer(services, person, clock, checked):
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    dose = services.book.record(person).doses[-1]
    if checked:
        services.check_ins.save(person, Draft(stiffness=3))
    clock.go_to(EVENING + HOUR / 2)
    came_up(services, person, dose, "new line")
    clock.go_to(EVENING + 9 * HOUR)
    (next_due,) = services.doses.offers(person).due
    missed = services.doses.as_planned(next_due, services.happened.now(), "Ana")
    judged = services.doses.log(person, replace(missed, status=DoseStatus.MISSED, at=None)).told
    assert "U07" in {finding.id for finding in judged.rules}


def test_what_somebody_says_in_a_check_in_wins_over_the_log_until_a_dose_after_it(
    services, person, clock
):
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    clock.go_to(EVENING + HOUR)
    noon = Moment(services.happened.now().local - 9 * HOUR, services.happened.now().zone)
    answered = replace(Draft(), doses_missed_in_row=1, last_kept_dose_at=noon)
    services.check_ins.save(person, answered)
    assert told(services, person).at.utc == noon.utc
    clock.go_to(EVENING + 9 * HOUR)
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    assert told(services, person).at.utc == clock.now()
    assert told(services, person).mg == Decimal(15)


def test_a_corrected_answer_is_one_that_somebody_gave(services, person, clock):
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    saved = services.check_ins.save(person, Draft(stiffness=3)).check_in
    noon = Moment(services.happened.now().local - 9 * HOUR, services.happened.now().zone)
    answer = replace(saved, last_kept_dose_at=noon, doses_missed_in_row=1)
    after = with_answers(saved, answer, ("last_kept_dose_at", "doses_missed_in_row"))
    services.history.correct(person, saved, after, "it came up", "Ana")
    (line,) = (one for one in services.history.log(person) if one.fact and one.fact.id == saved.id)
    assert {change.field for change in line.told.answers} == DOSE_ANSWERS
    assert told(services, person).at.utc == noon.utc


@pytest.mark.parametrize("back", [HOUR, 40 * HOUR], ids=["an hour", "days"])
def test_a_clock_that_was_set_back_hides_no_dose_from_help(services, person, clock, back):
    (near,) = services.doses.offers(person).due
    given_now(services, person, near, "Ana")
    services.check_ins.save(person, Draft(stiffness=3))
    clock.go_to(EVENING - back)
    (called,) = services.emergency.script(person).taken
    assert called.last.at.utc == EVENING
    assert f"{called.last.at.local:%H:%M}" in text_of(services.handoff.sheet(person))


def test_what_is_saved_and_taken_back_leaves_every_page_as_it_was(services, person, clock):
    (near,) = services.doses.offers(person).due
    clock.go_to(EVENING + 3 * HOUR)
    missed = services.doses.as_planned(near, services.happened.now(), "Ana")
    services.doses.log(person, replace(missed, status=DoseStatus.MISSED, at=None))
    services.doses.keep()
    before = services.doses.told(person)
    assert before.level is Level.WATCH
    clock.go_to(EVENING + 4 * HOUR)
    saved = services.check_ins.save(person, Draft(stiffness=3))
    services.check_ins.undo(person, saved.check_in.id, "Ana")
    assert services.doses.told(person).level is before.level
    assert services.shift_views.facts(person).level is Level.WATCH
    assert "A dose was missed or did not stay down." in text_of(services.handoff.sheet(person))


def test_the_record_in_a_file_tells_the_same_on_paper_and_to_a_clinic(services, person, clock):
    services.check_ins.save(person, Draft(stiffness=3))
    (near,) = services.doses.offers(person).due
    now = services.happened.now()
    assert told_in_file(services.rule_set, services.book.record(person), now) is None
    clock.go_to(EVENING + 3 * HOUR)
    now = services.happened.now()
    record = services.book.record(person)
    assert told_in_file(services.rule_set, record, now) is None, "nobody goes on from made-up days"
    real = replace(record, person=replace(record.person, id="real"))
    assert told_in_file(services.rule_set, real, now).assessment.level is Level.WATCH
    missed = services.doses.as_planned(near, now, "Ana")
    services.doses.log(person, replace(missed, status=DoseStatus.MISSED, at=None))
    record = services.book.record(person)
    since = told_in_file(services.rule_set, record, now)
    assert since.assessment.level is Level.WATCH
    said = text_of(sheet_from_record(services.rule_set, record, now, since=since))
    assert "A dose was missed or did not stay down." in said
    flags = [
        each["resource"]
        for each in loads(fhir_file(record, person, now).decode())["entry"]
        if each["resource"]["resourceType"] == "Flag" and each["resource"]["status"] == "active"
    ]
    assert any("A dose was missed" in flag["code"]["text"] for flag in flags)


@pytest.mark.parametrize("itch", [None, Grade.MILD])
def test_what_a_calm_check_did_not_ask_about_is_told_from_a_file_too(services, person, clock, itch):
    services.check_ins.save(person, replace(QUIET, mode=Mode.FULL, urine=Urine.NONE_12H))
    clock.go_to(EVENING + HOUR)
    services.check_ins.save(person, replace(QUIET, itching=itch, rash=itch and False))
    clock.go_to(EVENING + 1.1 * HOUR)
    record, now = services.book.record(person), services.happened.now()
    since = told_in_file(services.rule_set, record, now)
    assert since.assessment.level is services.doses.told(person).level is Level.URGENT
    for audience in (Audience.ER, Audience.SHIFT):
        from_file = sheet_from_record(
            services.rule_set, record, now, since=since, audience=audience
        )
        for sheet in (from_file, services.handoff.sheet(person, audience=audience)):
            assert "No urine for 12 hours." in text_of(sheet)


@pytest.mark.parametrize("is_answered", [False, True])
@pytest.mark.parametrize(
    ("then", "told"),
    [
        ({"itching": Grade.MILD, "rash": False}, "check again in 4 hours"),
        ({"stiffness": 7}, "call the prescriber now"),
    ],
)
def test_no_less_is_told_than_before_while_nobody_was_reached(
    services, person, clock, then, told, is_answered
):
    confused = replace(QUIET, orientation=Orientation.VERY_CONFUSED)
    alert = services.check_ins.save(person, confused).check_in.id
    if is_answered:
        services.alerts.record(person, alert, ActionKind.SPOKE, "Ana")
    clock.go_to(EVENING + HOUR)
    services.check_ins.save(person, replace(QUIET, **then))
    for audience in (Audience.ER, Audience.SHIFT):
        said = text_of(services.handoff.sheet(person, audience=audience))
        assert (f"Caregiver told: {told}" in said) is is_answered
        assert ("An alert from before is open: nobody was reached." in said) is not is_answered


def test_what_was_seen_has_its_own_time_though_a_dose_was_written_down_after_it(
    services, person, clock
):
    services.check_ins.save(person, replace(QUIET, stiff_sudden=True))
    seen = services.happened.now().local.strftime("%H:%M")
    clock.go_to(EVENING + 0.5 * HOUR)
    now = services.happened.now()
    lost = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        scheduled_for=now,
        zone=now.zone,
        status=DoseStatus.MISSED,
    )
    services.doses.log(person, lost)
    clock.go_to(EVENING + 1.5 * HOUR)
    services.check_ins.save(person, replace(QUIET, doses_missed_in_row=1))
    said = text_of(services.handoff.sheet(person, audience=Audience.ER))
    assert f"Sudden severe stiffness. since {seen}" in " ".join(said.split())
    assert {at.local.strftime("%H:%M") for at, _ in services.emergency.script(person).before} == {
        seen
    }
