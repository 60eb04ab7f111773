# SPDX-License-Identifier: MIT
"""What a family reads before somebody is deleted, and that nobody is deleted by one press."""

import pytest

from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.ui.pages.deletion import DeletionPage
from tests.journeys.words import enter, find, is_gone, press, see, type_into

pytestmark = pytest.mark.gui

NAME = "Pat Morgan (practice)"


def test_a_person_is_deleted_after_their_name_was_typed_and_the_others_stay(
    open_window, qtbot, tmp_path
):
    window = open_window(person="practice-oral")
    his = window.services.people.open_practice("practice-pump")
    hers = next(card.id for card in window.services.people.people() if card.id != his)
    window.open_person(hers)
    window.show_page("profile")
    press(window, "profile.delete")
    see(window, "14 check-ins", "gone for good", "The record of Sam Rivera (practice)")
    see(window, "Copies of the data folder or of a backup elsewhere stay.")
    window.findChild(DeletionPage).save_into(tmp_path)
    qtbot.waitUntil(lambda: not is_gone(window, "deletion.kept"))
    assert len(list(tmp_path.glob("record-*.json"))) == 1
    enter(window, "deletion.name", "Pat")
    see(window, "Nothing was changed.")
    find(window, "deletion.name").clear()
    enter(window, "deletion.name", NAME.lower())
    qtbot.waitUntil(lambda: window.person_id == his and window.page_name == "today")
    see(window, "They were deleted.")
    assert [card.id for card in window.services.people.people()] == [his]
    window.show_page("audit")
    see(window, "somebody was deleted for good")


def test_leaving_the_page_stops_and_an_aide_is_told_who_may(open_window):
    window = open_window(person="practice-oral")
    services, hers = window.services, window.person_id
    list(services.backups.make())
    window.show_page("deletion")
    see(window, "is taken out of the 1 backup here")
    type_into(window, "deletion.name", NAME)
    press(window, "deletion.go")
    window.show_emergency()
    window.leave_emergency()
    assert [card.id for card in services.people.people()] == [hers]
    services.caregivers.add(hers, "Ana", None, CaregiverRole.FAMILY)
    services.caregivers.switch_to_name(hers, "Ana")
    services.caregivers.add(hers, "Bo", None, CaregiverRole.AIDE)
    services.caregivers.switch_to_name(hers, "Bo")
    window.show_page("deletion")
    see(window, "Only family deletes somebody from this computer. Switch to: Ana.")
    assert is_gone(window, "deletion.go")
