# SPDX-License-Identifier: MIT
"""Who may lock a record: nobody who is there for a shift locks the family out of it."""

import pytest

from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.storage.sealing import Cost

CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS = "three green pears"
REFUSED = r"Only family sets the passcode or takes it away\. Switch to: Ana\."


def locked_anew(passcode, words=WORDS):
    passcode.take(passcode.prepared(words, passcode.new_code()))


def test_an_aide_or_a_guest_sets_renews_and_removes_no_passcode(services):
    maria = Person(name="Maria", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    person, care = services.people.add_person(maria, None), services.caregivers
    passcode = services.passcode
    passcode.cost = CHEAP
    care.begin_with(person, "Ana (daughter)")
    (ana,) = care.of(person)
    rosa = care.add(person, "Rosa", None, CaregiverRole.AIDE)
    for may_not in (lambda: care.switch(person, rosa.id), lambda: guest(care, person)):
        may_not()
        with pytest.raises(CaregiverRefused, match=REFUSED):
            locked_anew(passcode)
        assert not passcode.is_set
    care.switch(person, ana.id)
    assert passcode.refused() is None
    locked_anew(passcode)
    care.switch(person, rosa.id)
    for act in (lambda: locked_anew(passcode), passcode.remove):
        with pytest.raises(CaregiverRefused, match=REFUSED):
            act()
    assert passcode.is_set
    passcode.check(WORDS)


def test_an_aide_puts_no_backup_back_with_its_older_plan_and_names(services):
    maria = Person(name="Maria", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    person, care = services.people.add_person(maria, None), services.caregivers
    list(services.backups.make())
    (made,) = services.backups.lines()
    care.begin_with(person, "Ana (daughter)")
    rosa = care.add(person, "Rosa", None, CaregiverRole.AIDE)
    care.switch(person, rosa.id)
    with pytest.raises(CaregiverRefused, match="Only family puts a backup in place of the record"):
        services.backups.put_back(made.name)
    care.switch(person, care.of(person)[0].id)
    assert services.backups.refused() is None


def test_a_record_that_was_locked_is_no_failure_where_the_lock_screen_cannot_be_written(
    services, log
):
    passcode = services.passcode
    passcode.cost = CHEAP
    (log.folder / "lock-screen.json").mkdir()
    told = passcode.take(passcode.prepared(WORDS, passcode.new_code()))
    assert told == "The lock screen shows what it did before. It is tried again at each start."
    assert passcode.is_set
    passcode.check(WORDS)


def test_a_list_of_a_practice_person_locks_nobody_out(services):
    pat = services.people.open_practice("practice-oral")
    services.caregivers.begin_with(pat, "Ana")
    guest(services.caregivers, pat)
    assert services.passcode.refused() is None


@pytest.fixture
def two(services):
    """Return two people, each with a list of their own: Ana with a PIN and the aide Rosa."""
    care, people = services.caregivers, []
    for name, pin in (("Maria", "1111"), ("Jose", "2222")):
        who = Person(name=name, dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
        people.append(services.people.add_person(who, None))
        care.begin_with(people[-1], "Ana")
        (ana,) = care.of(people[-1])
        care.switch(people[-1], ana.id)
        care.set_pin(people[-1], ana.id, pin)
        care.add(people[-1], "Rosa", None, CaregiverRole.AIDE)
    services.passcode.cost = CHEAP
    return people


def test_family_with_a_pin_on_one_of_two_lists_may_lock_the_record(services, two):
    care, passcode = services.caregivers, services.passcode
    for person, pin in zip(two, ("1111", "2222"), strict=True):
        care.switch_by_pin(person, pin)
        locked_anew(passcode)
        passcode.remove()
    for person in two:
        rosa = care.of(person)[-1]
        for may_not in (
            lambda rosa=rosa, person=person: care.switch(person, rosa.id),
            lambda person=person: guest(care, person),
            lambda: services.settings.change(recorder="Ana", recorder_id=None),
        ):
            may_not()
            with pytest.raises(CaregiverRefused, match="Only family sets the passcode"):
                locked_anew(passcode)


@pytest.mark.parametrize("has_aide", [True, False])
def test_a_person_whom_an_aide_added_gives_no_right_over_the_passcode(services, two, has_aide):
    care, passcode = services.caregivers, services.passcode
    care.switch(two[0], care.of(two[0])[-1].id)
    for name in ("Own", "Another"):  # on the list of their own they can call themselves Ana
        who = Person(name=name, dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
        own = services.people.add_person(who, "Ana")
        care.switch_to_name(own, "Ana")
        care.begin_with(own, "Ana")
        if has_aide:
            care.add(own, "Nobody", None, CaregiverRole.AIDE)
        assert care.why_not(own, "plan") is None
        with pytest.raises(CaregiverRefused, match="Only family sets the passcode"):
            locked_anew(passcode)
    care.switch_by_pin(two[1], "2222")
    assert passcode.refused() is None


def test_whoever_came_in_by_the_recovery_sheet_sets_another_passcode(services, two, log):
    care, passcode = services.caregivers, services.passcode
    care.switch(two[0], care.of(two[0])[-1].id)
    log.keys.by_recovery = True
    assert passcode.refused() is None
    locked_anew(passcode)
    with pytest.raises(CaregiverRefused):
        passcode.remove()


def guest(care, person):
    care.switch_to_name(person, "Kim", guest=True)
