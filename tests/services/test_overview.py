# SPDX-License-Identifier: MIT
"""Today and Emergency show what the record holds, with its age, and never fill a gap."""

from datetime import timedelta

from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route


def test_the_person_bar_knows_the_dose_the_step_and_the_days_since_the_cut(services):
    line = services.overview.person_line(services.people.open_practice("practice-oral"))
    assert (line.dose_now, line.dose_unit) == (45, "mg")
    assert line.step == (3, 4)
    assert line.days_since_cut == 4
    assert line.practice


def test_today_says_how_old_the_level_is_and_when_to_look_again(services):
    view = services.overview.today(services.people.open_practice("practice-oral"))
    assert view.last.assessment.level is Level.WATCH
    assert view.last.age == view.now.utc - view.last.at.utc
    assert view.next_check.due.utc - view.last.at.utc == timedelta(hours=4)
    assert view.next_dose.at > view.now


def test_changes_are_told_since_the_cut_and_in_a_day(services):
    view = services.overview.today(services.people.open_practice("practice-oral"))
    assert {line.field for line in view.since_cut} >= {"stiffness", "hr"}
    assert view.last_day
    assert "Signs can start now." in view.phases[0].words


def test_a_new_person_has_nothing_made_up(services):
    person = services.people.add_person(
        Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN), "Ana"
    )
    view = services.overview.today(person)
    assert (view.last, view.last_kept, view.next_dose) == (None, None, None)
    assert (view.since_cut, view.phases) == (None, ())
    assert view.next_check.due == view.now
    assert [prompt.id for prompt in view.prompts] == ["P-NOPLAN"]
    line = services.overview.person_line(person)
    assert (line.dose_now, line.step, line.days_since_cut) == (None, None, None)


def test_the_emergency_words_come_from_the_record(services):
    script = services.emergency.script(services.people.open_practice("practice-pump"))
    assert script.number == "911"
    assert script.has_pump
    assert script.address
    assert script.allergies is not None


def test_the_emergency_words_work_without_anybody(services):
    script = services.emergency.script(None)
    assert script.number == "911"
    assert script.name is None
    assert script.contacts == ()
