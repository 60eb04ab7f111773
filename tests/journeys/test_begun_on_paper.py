# SPDX-License-Identifier: MIT
"""A warning sign is tapped and the sheet printed at once: the paper says it too."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.sheets.handoff import Audience
from tests.journeys.words import level_says, press, see, strike
from tests.report.reading import text_of

pytestmark = pytest.mark.gui
HOUR = timedelta(hours=1)


@pytest.fixture
def window(open_window, clock):
    """Return a window in which all was quiet six hours ago, and a sign was tapped just now."""
    window = open_window(person="practice-oral")
    window.services.check_ins.save(window.person_id, Draft(stiffness=3))
    clock.go_to(clock.now() + 6 * HOUR)
    window.open_person(window.person_id)
    press(window, "nav.check_in")
    press(window, "flag.very_confused")
    level_says(window, "EMERGENCY")
    return window


def paper(window, audience=Audience.ER) -> str:
    return text_of(window.services.handoff.sheet(window.person_id, audience=audience))


def test_what_was_tapped_and_is_not_saved_is_the_level_on_paper(window, clock):
    before = len(window.services.book.record(window.person_id).check_ins)
    press(window, "print_sheet")
    see(window, "ER")
    for audience in (Audience.ER, Audience.SHIFT):
        said = paper(window, audience)
        assert "EMERGENCY" in said
        assert "Check-in begun at" in said
        assert "and not saved." in said
        assert "No warning signs" not in said
    assert "and not saved." in paper(window, Audience.CLINIC)
    assert len(window.services.book.record(window.person_id).check_ins) == before
    clock.go_to(clock.now() + 25 * HOUR)  # what was typed yesterday is not how they are now
    assert "Check-in begun at" not in paper(window)


def test_it_prints_from_the_emergency_page_too_and_is_told_no_more_once_it_is_saved(window):
    press(window, "emergency")
    assert "Check-in begun at" in paper(window)
    strike(window, Qt.Key.Key_Escape)
    press(window, "save")
    said = paper(window)
    assert "EMERGENCY" in said
    assert "Check-in begun at" not in said


def test_what_is_begun_or_tapped_is_no_check_in_where_nobody_was_ever_asked(open_window):
    window = open_window()
    person = Person(name="Mara Vale", drug=Drug.BACLOFEN, route=Route.ORAL, dob=None)
    window.open_person(window.services.people.add_person(person, None))
    press(window, "nav.check_in")
    press(window, "flag.very_confused")
    press(window, "nav.handoff")
    see(window, "No check-in is written yet.")
    for audience in Audience:
        said = paper(window, audience)
        assert "EMERGENCY" in said
        assert "Last check-in: not recorded, told" in said
    assert "without a check-in" in paper(window, Audience.SHIFT)
