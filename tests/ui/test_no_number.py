# SPDX-License-Identifier: MIT
"""Somebody must be called and no number is known: what to do stands there, and where to type it."""

from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Draft, Mode, PumpAlarm
from caregiver_app.domain.person import ContactRole, Drug, Person, Route
from tests.journeys.words import find, is_gone, level_says, press, see, visible_text


def _called_about(window, route: Route, **answers) -> None:
    """Let a person without a number have a check-in that calls."""
    person = Person(name="Luis Ortega", route=route, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(person, None))
    draft = Draft(mode=Mode.QUICK, **answers)
    window.show_saved(window.services.check_ins.save(window.person_id, draft))
    QApplication.processEvents()


def test_without_a_number_the_way_to_one_and_what_to_do_stand_in_the_level(open_window):
    window = open_window(1024, 768)
    _called_about(window, Route.ORAL, hr=120)
    level_says(window, "URGENT", "Call the prescriber now", "No phone number is recorded.")
    level_says(window, "Look for the number on the pharmacy label.", "If it gets worse, call 911.")
    press(window, "ring.write")
    assert window.page_name == "profile"
    QApplication.processEvents()
    typed = QApplication.focusWidget()
    assert find(window, "profile.contacts.0.phone").isAncestorOf(typed)
    assert typed.visibleRegion().boundingRect() == typed.rect(), "it is in sight"
    typed.setText("555-0100")
    press(window, "profile.save")
    contacts = window.services.book.record(window.person_id).person.contacts
    assert [(c.role, c.phone) for c in contacts] == [(ContactRole.PRESCRIBER, "555-0100")]
    window.show_page("today")
    see(window, "555-0100")
    assert is_gone(window, "ring.write")


def test_a_pump_sound_calls_the_pump_clinic_in_the_headline_too(open_window):
    window = open_window(1024, 768)
    _called_about(window, Route.ITB, pump_alarm=PumpAlarm.SINGLE)
    level_says(window, "Call the pump clinic now")
    level_says(window, "Look for the number on the pump card or the pharmacy label.")
    panel = visible_text(find(window, "level"))
    assert "Call the prescriber" not in panel
