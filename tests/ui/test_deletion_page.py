# SPDX-License-Identifier: MIT
"""What a family reads before somebody is deleted, and that nobody is deleted by one press."""

import pytest

from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.services.person.practice import practice_record
from caregiver_app.services.sharing_files.records import RecordsService
from caregiver_app.ui.pages.deletion import DeletionPage
from caregiver_app.ui.pages.files import FilesPage
from caregiver_app.ui.widgets.sharing.bundle_take_in import BundleTakeIn
from tests.journeys.words import enter, find, is_gone, press, see, type_into

pytestmark = pytest.mark.gui

NAME = "Pat Morgan (practice)"


def add_real(services, clock):
    """Write down somebody who is no practice person, and return the id."""
    plain = practice_record("practice-oral", clock)
    plain["person"] = plain["person"] | {"id": "real", "name": "Ruth Okafor"}
    return RecordsService(services.book, lambda _record: {}, clock).import_plain(plain).person_id


def test_a_person_is_deleted_after_their_name_was_typed_and_the_others_stay(
    open_window, qtbot, tmp_path, clock
):
    window = open_window(person="practice-oral")
    hers = add_real(window.services, clock)
    window.open_person(hers)
    window.show_page("deletion")
    see(window, "14 check-ins", "gone for good", f"The record of {NAME}")
    see(window, "Copies of the data folder or of a backup elsewhere stay.")
    window.findChild(DeletionPage).save_into(tmp_path)
    qtbot.waitUntil(lambda: not is_gone(window, "deletion.kept"))
    bundle = window.services.family.bundle(hers)
    enter(window, "deletion.name", "Ruth")
    see(window, "Nothing was changed.")
    find(window, "deletion.name").clear()
    enter(window, "deletion.name", "ruth  okafor")
    qtbot.waitUntil(lambda: window._begun and window.person_id != hers)
    see(window, "They were deleted.", NAME)
    assert [card.name for card in window.services.people.people()] == [NAME]
    window.show_page("audit")
    see(window, "somebody was deleted for good")
    asks_first(window, qtbot, next(tmp_path.glob("record-*.json")), bundle)


def asks_first(window, qtbot, file, bundle):
    """Read both kinds of files that hold her, and see that each asks before she comes back."""
    window.show_page("files")
    window.findChild(BundleTakeIn).choose(file)
    window.findChild(BundleTakeIn)._on_read(bundle)
    qtbot.waitUntil(lambda: not is_gone(window, "take_in.add"))
    see(window, "Ruth Okafor was deleted on this computer.")
    assert not find(window, "take_in.add").isEnabled()
    press(window, "take_in.back")
    assert find(window, "take_in.add").isEnabled()
    window.findChild(FilesPage).read_file(file)
    qtbot.waitUntil(lambda: not is_gone(window, "files.add"))
    assert not find(window, "files.add").isEnabled()
    press(window, "files.returns")
    press(window, "files.add")
    qtbot.waitUntil(lambda: len(window.services.people.people()) == 2)
    qtbot.waitUntil(lambda: is_gone(window, "files.stop"))


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
    see(window, "Only family can delete a person here. Switch to: Ana.")
    assert is_gone(window, "deletion.go")
