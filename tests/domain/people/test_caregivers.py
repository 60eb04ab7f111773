# SPDX-License-Identifier: MIT
"""Who records: names, roles, and what each role may change."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.caregivers import (
    Caregiver,
    CaregiverRole,
    Guarded,
    guarded_changes,
    in_force,
    last_recorded,
    told_apart,
    unknown_role,
    who_records,
)
from caregiver_app.domain.people.pins import pin_of
from caregiver_app.domain.person import Contact, ContactRole, Kidney, Medicine, UsualValues
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, person

PIN = pin_of("2580", "ab" * 16)
ANA = Caregiver(id="a", name="Ana", relation="daughter", role=CaregiverRole.FAMILY, pin=PIN)
MARTA = Caregiver(id="m", name="Marta", role=CaregiverRole.FAMILY)
LUIS = Caregiver(id="l", name="Luis", relation="aide", role=CaregiverRole.AIDE)


@pytest.mark.parametrize(
    "text", ["Ana (daughter)", "Ana", "Alex Kim, aide (practice)", "Ana (", "(x)", "Ana (a) (b)"]
)
def test_a_typed_name_is_the_signature_again_once_it_was_told_apart(text):
    name, relation = told_apart(text)
    told = Caregiver(id="", name=name, relation=relation, role=CaregiverRole.FAMILY)
    assert told.signature == text


def test_a_caregiver_is_kept_and_read_again_as_they_were():
    kept = replace(ANA, forgot_at=NOW, earlier=("Ana",))
    assert from_plain(Caregiver, to_plain(kept)) == kept


def test_a_name_that_nobody_put_on_the_list_is_family_until_there_is_an_aide():
    assert who_records((), "Kim", None).role is CaregiverRole.FAMILY
    assert who_records((MARTA,), "Kim", None).role is CaregiverRole.FAMILY
    assert who_records((MARTA, LUIS), "Kim", None).role is CaregiverRole.GUEST
    assert unknown_role((LUIS,)) is CaregiverRole.GUEST
    assert who_records((MARTA, LUIS), None, None) is None


def test_a_typed_name_is_the_caregiver_on_the_list_when_there_is_no_pin():
    assert who_records((ANA, LUIS), "luis", None) is LUIS
    assert who_records((ANA, LUIS), "Luis (aide)", None) is LUIS


def test_a_name_with_a_pin_counts_only_when_it_was_chosen_with_it():
    assert who_records((ANA,), "Ana (daughter)", "a") is ANA
    typed = who_records((ANA,), "Ana (daughter)", None)
    assert (typed.id, typed.role) == ("", CaregiverRole.GUEST)
    assert who_records((ANA,), "Kim", "a").name == "Kim"


def test_a_forgotten_pin_ends_after_a_day_and_not_before():
    asked = replace(ANA, forgot_at=NOW)
    a_day = Moment(NOW.local + timedelta(hours=24))
    just_before = Moment(a_day.local - timedelta(seconds=1))
    assert in_force([asked], just_before) == (asked,)
    assert in_force([asked], a_day) == (replace(ANA, pin=None),)
    assert in_force([ANA], a_day) == (ANA,)


@pytest.mark.parametrize(
    ("field", "value", "guard"),
    [
        ("usual", UsualValues(hr=99), Guarded.USUAL),
        ("spo2_target_88_92", True, Guarded.LIMITS),
        ("seizure_plan", True, Guarded.LIMITS),
        ("sci_t6_or_above", True, Guarded.LIMITS),
        ("pregnant", True, Guarded.LIMITS),
        ("kidney", Kidney(ckd=True), Guarded.LIMITS),
        ("dob", date(2001, 1, 1), Guarded.LIMITS),
        ("concentration_mg_per_ml", Decimal(5), Guarded.PLAN),
    ],
)
def test_what_a_rule_looks_at_is_changed_by_family_alone(field, value, guard):
    before = person()
    assert guarded_changes(before, replace(before, **{field: value})) == (guard,)


def test_phone_numbers_address_allergies_and_one_more_medicine_are_for_everybody():
    before = person()
    after = replace(
        before,
        contacts=(Contact(role=ContactRole.PHARMACY, phone="313 555 0133"),),
        address="1 Elm Street",
        allergies=("latex",),
        medicines=(*(before.medicines or ()), Medicine(name="melatonin")),
    )
    assert guarded_changes(before, after) == ()


def test_a_medicine_that_is_changed_or_gone_counts_as_a_limit():
    before = replace(person(), medicines=(Medicine(name="oxycodone"),))
    other = (Medicine(name="oxycodone", dose_text="5 mg"),)
    assert guarded_changes(before, replace(before, medicines=())) == (Guarded.LIMITS,)
    assert guarded_changes(before, replace(before, medicines=other)) == (Guarded.LIMITS,)


def test_last_recorded_counts_entries_under_an_earlier_name_too():
    dose = DoseEvent(id="d", at=NOW, status=DoseStatus.TAKEN, recorder="Ana")
    record = Record(person=person(), doses=(dose,))
    assert last_recorded(record, ANA, NOW) is None
    assert last_recorded(record, replace(ANA, earlier=("Ana",)), NOW) == NOW
