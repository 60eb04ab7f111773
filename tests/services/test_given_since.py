# SPDX-License-Identifier: MIT
"""A dose that was given after it was told that doses were missed stands beside what told it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.ui.check_in.last_level import given_words
from tests.domain.pretend import plan
from tests.report.reading import text_of

SINCE = "A dose of baclofen was kept down since"
HOUR = timedelta(hours=1)


@pytest.fixture
def missed_two(services, clock):
    """Return somebody of whom two doses in a row were missed, as the check-in after them told."""
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    rosa = services.people.add_person(person, None)
    clock.go_to(clock.now().replace(hour=10, minute=0))
    services.plans.add_version(rosa, plan("06:00", "14:00", "22:00", mg="10"), None)
    write(services, rosa, 0, DoseStatus.TAKEN)
    for hours in (8, 8):
        clock.go_to(clock.now() + hours * HOUR)
        write(services, rosa, 0, DoseStatus.MISSED)
    clock.go_to(clock.now() + HOUR)
    told = services.check_ins.save(rosa, Draft(mode=Mode.QUICK, stiffness=3)).check_in
    assert {"U07", "E21"} & {finding.id for finding in told.assessment.rules}
    clock.go_to(clock.now() + timedelta(minutes=10))
    return rosa


def write(services, person_id: str, hours_ago: int, status: DoseStatus) -> None:
    due = services.happened.now()
    dose = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=due if status is DoseStatus.TAKEN else None,
        scheduled_for=due,
        zone=due.zone,
        status=status,
    )
    at = replace(due, local=due.local - hours_ago * HOUR)
    services.doses.log(person_id, replace(dose, at=at if dose.at else None, scheduled_for=at))


def told_on(services, person_id: str) -> list[str]:
    """Return what each sheet and Today say."""
    sheets = [text_of(services.handoff.sheet(person_id, audience=one)) for one in Audience]
    judged = services.book.record(person_id).last_check_in.assessment
    return [*sheets, given_words(services, person_id, judged)]


def test_nothing_is_said_of_it_before_it_was_given(services, missed_two):
    assert not any(SINCE in text for text in told_on(services, missed_two))


def test_it_stands_on_every_sheet_and_on_today(services, missed_two):
    write(services, missed_two, 0, DoseStatus.TAKEN)
    assert [SINCE in " ".join(text.split()) for text in told_on(services, missed_two)] == [True] * 4


def test_so_does_one_that_was_given_before_and_written_down_after(services, missed_two):
    write(services, missed_two, 2, DoseStatus.TAKEN)
    assert [SINCE in " ".join(text.split()) for text in told_on(services, missed_two)] == [True] * 4


def test_a_dose_that_was_known_when_it_was_told_is_none_since_then(services, clock, missed_two):
    write(services, missed_two, 0, DoseStatus.MISSED)
    assert not any(SINCE in text for text in told_on(services, missed_two))
