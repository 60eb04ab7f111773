# SPDX-License-Identifier: MIT
"""Practice is kept for made-up people alone, and begins anew when somebody wants it."""

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.practice_steps import PracticeStep
from caregiver_app.wiring import build_services


def test_what_the_practice_person_came_with_does_not_count(services) -> None:
    person = services.people.open_practice("practice-oral")
    assert services.practice.of(person).done == frozenset()
    services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    services.practice.note(person, PracticeStep.SHEET)
    assert services.practice.of(person).done == {PracticeStep.CHECK_IN, PracticeStep.SHEET}


def test_it_goes_on_after_the_program_was_closed_and_begins_anew_when_wanted(
    services, log, clock
) -> None:
    person = services.people.open_practice("practice-oral")
    services.practice.of(person)
    services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    services.practice.note(person, PracticeStep.EMERGENCY)
    again = build_services(log, clock).practice
    assert again.of(person).done == {PracticeStep.CHECK_IN, PracticeStep.EMERGENCY}
    told = []
    again.listener = lambda: told.append(again.of(person).done)
    again.begin(person)
    assert told == [frozenset()]


def test_of_a_real_person_nothing_is_noted_and_nothing_is_shown(services, log) -> None:
    person = services.people.add_person(
        Person(name="Rosa Delgado", drug=Drug.BACLOFEN, route=Route.ORAL), "Ana"
    )
    services.practice.note(person, PracticeStep.EMERGENCY)
    assert services.practice.of(person) is None
    assert log.setting(f"practice.{person}") is None
