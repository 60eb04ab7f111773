# SPDX-License-Identifier: MIT
"""Today for a new person, for one who is late, and for one with a pump."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route


@pytest.fixture
def new_person(open_window):
    """Return the window on somebody nothing is written about yet."""
    window = open_window()
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(person, None))
    return window


def _texts(window) -> str:
    return "\n".join(part.text() for part in window.findChildren(QLabel) if part.isVisible())


def test_a_new_person_sees_what_to_do_first(new_person):
    seen = _texts(new_person)
    assert "No check-in yet." in seen
    assert "Do a first check-in" in seen
    assert new_person.findChild(QWidget, "level").level is Level.INCOMPLETE
    new_person.findChild(QAbstractButton, "first.check_in").click()
    assert new_person.page_name == "check_in"


def test_what_is_not_known_is_named(new_person):
    seen = _texts(new_person)
    assert "Date of birth not recorded" in seen
    assert "no written plan yet" in seen
    assert "No phone number is recorded." in seen


def test_the_first_steps_go_when_the_first_check_in_is_saved(new_person):
    services = new_person.services
    draft = Draft(mode=Mode.QUICK, stiffness=3)
    new_person.show_saved(services.check_ins.save(new_person.person_id, draft))
    assert "Do a first check-in" not in _texts(new_person)
    assert "3 of 10" in _texts(new_person)


def test_a_late_check_asks_for_it_now_and_keeps_the_old_time(open_window, clock):
    window = open_window()
    window.open_person(window.services.people.open_practice("practice-oral"))
    view = window.services.overview.today(window.person_id)
    if view.last.recheck_due is None:
        pytest.fail("the practice person is no longer a WATCH")
    clock.go_to(view.last.recheck_due.utc + timedelta(hours=1))
    window.open_person(window.person_id)
    seen = _texts(window)
    assert "Check again now. It was due by" in seen
    assert "Late by 1 hour" in seen


def test_values_stand_with_their_age_and_what_is_usual(open_window):
    window = open_window()
    window.open_person(window.services.people.open_practice("practice-oral"))
    seen = _texts(window)
    assert "Blood pressure" in seen
    assert "usual 3" in seen
    assert "ago" in seen
    assert "bp" not in seen.split()


def test_a_pump_without_doses_by_mouth_says_so(open_window):
    window = open_window()
    window.open_person(window.services.people.open_practice("practice-pump"))
    assert "No dose by mouth is planned." in _texts(window)


def test_an_empty_history_says_so_and_offers_a_check_in(new_person):
    new_person.show_page("history")
    assert "Nothing written yet" in _texts(new_person)
    new_person.findChild(QAbstractButton, "history.start_check_in").click()
    assert new_person.page_name == "check_in"
