# SPDX-License-Identifier: MIT
"""A profile taken apart and put back is the same one, and what warns sooner is chosen."""

from random import Random

import pytest

from caregiver_app.content.careful import load_careful
from caregiver_app.domain.person import ContactRole, Person
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.domain.sharing.careful import careful
from caregiver_app.domain.sharing.profile_units import put_back, taken_apart
from tests.domain.anybody import a_person
from tests.domain.pretend import NOW

BY = load_careful()


@pytest.mark.parametrize("seed", range(60))
def test_any_profile_taken_apart_and_put_back_is_the_same_one(seed):
    payload = to_plain(a_person(Random(seed), NOW))  # noqa: S311 - the same each time
    payload["usual_from"] = {"hr": {"by": "Dr Lee"}} if "usual" in payload else {}
    found = put_back(taken_apart(payload), [payload])
    assert from_plain(Person, found) == from_plain(Person, payload)


def test_two_numbers_of_one_role_and_two_medicines_of_one_name_are_both_kept():
    lee = {"role": ContactRole.PRESCRIBER.value, "name": "Dr Lee", "phone": "1"}
    payload = {
        "contacts": [lee, lee | {"phone": "2"}],
        "medicines": [{"name": "Aspirin"}, {"name": "aspirin", "dose_text": "80 mg"}],
        "allergies": [],
    }
    assert put_back(taken_apart(payload), [payload]) == payload


@pytest.mark.parametrize(
    ("path", "values", "chosen"),
    [
        (("sci_t6_or_above",), (False, True, None), True),
        (("sci_t6_or_above",), (False, None), None),
        (("spo2_target_88_92",), (True, None), None),
        (("backup_oral_baclofen",), (True, False), False),
        (("usual", "spo2"), (88, 96), 96),
        (("usual", "stiffness"), (6, None, 3), 3),
        (("usual", "alertness"), ("drowsy", None), None),
        (("usual", "tremor"), ("severe", "mild"), "mild"),
        (("kidney", "egfr"), (25, 60), 25),
        (("kidney", "dialysis"), (None, True), True),
        (("past_withdrawal",), ("fits in 2020", None), "fits in 2020"),
        (("months_on_drug",), (6, 30), 30),
        (("pump", "empty_date"), ("2026-08-09", "2026-07-09"), "2026-07-09"),
        (("allergies", "nuts", "1"), ("nuts", None), "nuts"),
        (("address",), ("1 Elm", "2 Elm"), "2 Elm"),
        (("dob",), ("1957-03-14", None), None),
    ],
)
def test_of_two_values_the_one_that_warns_sooner_holds_else_the_last(path, values, chosen):
    says = [{path: value} if value is not None else {} for value in values]
    assert careful(path, says, BY).get(path) == chosen
