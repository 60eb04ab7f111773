# SPDX-License-Identifier: MIT
"""Whoever wrote a plan can be rung: by the alert, by the words of a rule, and from the sheet."""

import pytest

from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.domain.plan_prescribers import with_prescribers
from tests.report.reading import printed, text_of
from tests.report.records import check_in, plain_record, record


def _plan(**changes):
    return {**plain_record()["plans"][0], "prescriber": "Dr. Kim", **changes}


def _rung(one):
    return with_prescribers(one).person.contacts_of(ContactRole.PRESCRIBER)


def test_the_number_on_a_plan_is_there_to_ring_behind_those_in_the_list():
    one = record(plans=[_plan(prescriber_phone="555-0177")])
    assert _rung(one) == (
        Contact(role=ContactRole.PRESCRIBER, name="Dr. Lee", phone="555-0101"),
        Contact(role=ContactRole.PRESCRIBER, name="Dr. Kim", phone="555-0177"),
    )


@pytest.mark.parametrize(
    "told",
    [{"prescriber_phone": "555 0101"}, {"prescriber": "dr. lee"}, {"prescriber": " "}],
)
def test_nobody_is_there_twice(told):
    one = record(plans=[_plan(**told)])
    assert with_prescribers(one) is one


def test_of_two_versions_of_a_plan_the_newer_says_who_wrote_it():
    plans = [_plan(id="p1", prescriber_phone="555-0177"), _plan(id="p2", based_on="p1")]
    names = [contact.phone for contact in _rung(record(plans=plans, contacts=[]))]
    assert names == [None]


def test_the_sheet_prints_the_number_of_a_plan_large_where_no_other_is_known():
    plans = [_plan(prescriber_phone="555-0177")]
    text = text_of(printed(record(plans=plans, contacts=[], check_ins=[check_in(1, 1)])))
    assert "Prescriber, Dr. Kim" in text
    assert "555-0177" in text
    assert "prescriber's phone" not in text.lower()
