# SPDX-License-Identifier: MIT
"""Who may lock a record: nobody who is there for a shift locks the family out of it."""

import pytest

from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.caregivers import CaregiverRefused
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
    for act in (lambda: locked_anew(passcode, None), passcode.remove):
        with pytest.raises(CaregiverRefused, match=REFUSED):
            act()
    assert passcode.is_set
    passcode.check(WORDS)


def test_a_list_of_a_practice_person_locks_nobody_out(services):
    pat = services.people.open_practice("practice-oral")
    services.caregivers.begin_with(pat, "Ana")
    guest(services.caregivers, pat)
    assert services.passcode.refused() is None


def guest(care, person):
    care.switch_to_name(person, "Kim", guest=True)
