# SPDX-License-Identifier: MIT
"""A family puts its caregivers on the list, and each of them says who records."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from tests.journeys.words import find, is_gone, press, see, strike, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window):
    return open_window(person="practice-oral", recorder="Ana (daughter)")


def recorder(window):
    shown = " ".join(find(window, "recorder").text().split())
    assert window.services.settings.current().recorder == shown
    return shown


def add(window, name, relation, role, pin=""):
    press(window, "caregiver.add")
    press(window, "caregiver.save")
    see(window, "Choose what they may change")
    for field, text in (("name", name), ("relation", relation)):
        find(window, f"caregiver.{field}").clear()
        type_into(window, f"caregiver.{field}", text)
    press(window, f"caregiver.role.{role}")
    type_into(window, "caregiver.pin", pin)
    press(window, "caregiver.save")
    see(window, "The two PINs are not the same.")
    type_into(window, "caregiver.pin_again", pin)
    press(window, "caregiver.save")


def ask(window):
    window.activateWindow()  # no desktop does it here once a dialog is gone
    QApplication.processEvents()
    strike(window, Qt.Key.Key_F6)
    QApplication.processEvents()
    return find(window, "who_records")


def keys(text):
    for key in text:
        QTest.keyClick(QApplication.focusWidget(), key)


def add_an_aide(window):
    """Add one whose first PIN is too short."""
    add(window, "Luis Ortega", "Bluewater Care", "aide", "12")
    see(window, "A PIN is 4 to 8 digits.")
    for field in ("caregiver.pin", "caregiver.pin_again"):
        find(window, field).clear()
        type_into(window, field, "3456")
    assert find(window, "caregiver.pin").displayText() == "\u25cf" * 4
    press(window, "caregiver.save")


def test_a_family_makes_its_list_changes_it_and_takes_somebody_off(window):
    press(window, "nav.people")
    see(window, "Nobody is on the list yet.", "Who to ring", "555-0110", "124/76 mmHg")
    press(window, "people.add")
    assert find(window, "start").isEnabled()
    press(window, "people.not_now")
    assert is_gone(window, "start")
    press(window, "caregiver.add")
    assert find(window, "caregiver.name").text() == "Ana"
    press(window, "caregiver.save")
    add_an_aide(window)
    see(window, "Who records for Pat Morgan", "Bluewater Care, home-health aide", "PIN set")
    see(window, "daughter, may change the plan", "no PIN")
    press(window, "caregiver.0.change")
    type_into(window, "caregiver.name", " Delgado")
    press(window, "caregiver.save")
    assert recorder(window) == "Ana Delgado (daughter)"
    press(window, "caregiver.1.change")
    press(window, "caregiver.take_away")
    see(window, "Take Luis Ortega off the list?")
    press(window, "caregiver.sure")
    assert [c.name for c in window.services.caregivers.of(window.person_id)] == ["Ana Delgado"]


def test_by_keys_alone_a_pin_a_name_or_a_guest_records_and_esc_leaves_all(window):
    care, person = window.services.caregivers, window.person_id
    care.add(person, "Ana", "daughter", CaregiverRole.FAMILY)
    care.add(person, "Luis", None, CaregiverRole.AIDE, "123456")
    asked = ask(window)
    before = recorder(window)
    keys("9999\r")
    see(asked, "Nobody here has this PIN.")
    assert not is_gone(window, "who_records")
    assert recorder(window) == before
    find(window, "recorder.pin").selectAll()
    keys("123456")
    assert is_gone(window, "who_records")
    assert recorder(window) == "Luis"
    ask(window)
    keys("Kim (night)\r")
    assert recorder(window) == "Kim (night)"
    strike(ask(window), Qt.Key.Key_Escape)
    assert recorder(window) == "Kim (night)"


def test_who_records_now_looks_like_who_is_open_now_and_nobody_else_does(window):
    care, person = window.services.caregivers, window.person_id
    for name in ("Ana", "Ben"):
        care.add(person, name, None, CaregiverRole.FAMILY)
    care.switch(person, care.of(person)[1].id)
    press(window, "nav.people")
    looks = find(window, f"person.{person}").property("button")
    asked = ask(window)
    rows = [one for one in asked.findChildren(QPushButton) if ".caregiver." in one.objectName()]
    alike = [one.accessibleName() for one in rows if one.property("button") == looks]
    assert alike == ["Ben, recording now"]


def test_the_question_never_stands_in_front_of_an_emergency(window):
    press(window, "nav.check_in")
    ask(window)
    press(window, "flag.passed_out")
    assert is_gone(window, "who_records")
    strike(ask(window), Qt.Key.Key_F1)
    QApplication.processEvents()
    assert window.page_name == "emergency"
    assert is_gone(window, "who_records")


def test_a_shift_can_begin_before_the_first_check_in_from_the_list_of_caregivers(open_window):
    maria = Person(name="Maria", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    window = open_window(person=maria, recorder="Ana (daughter)")
    press(window, "nav.people")
    press(window, "caregiver.add")
    assert is_gone(window, "caregiver.shift")  # not beside what is being typed
    press(window, "caregiver.leave")
    press(window, "caregiver.shift")
    assert window.page_name == "shift"
    see(window, "Read these three back")


def test_an_aide_is_told_who_changes_the_plan_and_still_saves_an_address(window):
    care, person = window.services.caregivers, window.person_id
    ana = care.add(person, "Ana", "daughter", CaregiverRole.FAMILY)
    agency = "home-health aide, Bluewater Care of Springfield"
    luis = care.add(person, "Luis", agency, CaregiverRole.AIDE)
    press(window, "recorder")
    press(window, f"recorder.caregiver.{care.of(person).index(luis)}")
    chip = find(window, "recorder")  # too long for the bar, which stays as high as it is
    assert (chip.text(), agency in chip.accessibleName()) == ("Luis", True)
    press(window, "nav.plan")
    see(window, "Only family writes down the plan", "Switch to: Ana.")
    assert all(is_gone(window, name) for name in ("plan.new", "plan.hold", "plan.photo"))
    press(window, "nav.people")
    assert is_gone(window, "caregiver.add")
    assert is_gone(window, "caregiver.0.forgot")  # Ana has no PIN that could be forgotten
    press(window, "person.profile")
    see(window, "Only family changes the drug and the limits here.", "Usual: Pulse")
    assert all(is_gone(window, f"profile.{name}") for name in ("seizure_plan.yes", "route.both"))
    type_into(window, "profile.sex", "x")
    press(window, "profile.save")
    see(window, "Saved.")
    care.switch(person, ana.id)
    window._recorder.show_current()
    press(window, "nav.plan")
    press(window, "plan.hold")


def test_an_aide_is_told_who_sets_a_passcode_and_family_finds_the_fields(window):
    services, care = window.services, window.services.caregivers
    maria = Person(name="Maria", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    person = services.people.add_person(maria, None)
    care.begin_with(person, "Ana (daughter)")
    luis = care.add(person, "Luis", None, CaregiverRole.AIDE)
    care.switch(person, luis.id)
    window.open_person(person)
    window.show_page("passcode")
    see(window, "Only family sets the passcode or takes it away. Switch to: Ana.")
    assert is_gone(window, "passcode.new")
    press(window, "recorder")
    press(window, "recorder.caregiver.0")
    assert is_gone(window, "passcode.barred")
    type_into(window, "passcode.new", "three green pears")
    assert window.page_name == "passcode"


def test_on_a_full_disk_somebody_else_records_at_once_and_is_told_that_it_is_not_kept(
    window, monkeypatch
):
    def refuse(*_args):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "set_setting", refuse)
    ask(window)
    keys("Kim (night)\r")
    assert is_gone(window, "who_records")
    assert recorder(window) == "Kim (night)"
    see(window, "Kim (night) records now. This is NOT kept", "choose again", "The disk is full")


def test_a_guest_is_not_offered_to_change_what_is_usual(window):
    press(window, "nav.people")
    assert find(window, "people.change_usual").isVisible(), "family may"
    who = window.services.caregivers
    who.add(window.person_id, "Ana", "daughter", CaregiverRole.FAMILY)
    who.switch_to_name(window.person_id, "Gus", guest=True)
    window.open_person(window.person_id)
    press(window, "nav.today")
    press(window, "nav.people")
    assert is_gone(window, "people.change_usual")
    see(window, "Only family changes what is usual for them.")
