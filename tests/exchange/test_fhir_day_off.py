# SPDX-License-Identifier: MIT
"""A clinic's computer takes nobody for stopped on a day of 0 mg between two doses of the plan."""

import pytest

from tests.exchange.test_fhir import NOW, one, resources

EVENING = "21:00"


def planned(*days):
    """Return the plan of these days in May, each with its mg at 21:00, as a statement."""
    steps = [
        {"from": f"2026-05-{day}", "mg_per_day": mg, "doses": [{"time": EVENING, "mg": mg}]}
        for day, mg in days
    ]
    plan = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 20, "steps": steps}
    (statement,) = resources(one(plans=[plan]), "MedicationStatement")
    return statement


def test_a_day_of_none_is_told_with_the_dose_after_it_and_has_none_at_its_time():
    assert NOW.day.day == 21
    statement = planned((19, 10), (20, 5), (21, 0), (22, 5))
    assert statement["status"] == "active"
    (dosage,) = statement["dosage"]
    assert dosage["text"] == "0 mg/day by mouth today, then 5 mg/day from 2026-05-22"


@pytest.mark.parametrize("days", [((20, 5), (21, 0)), ((20, 5), (21, 4), (22, 3))])
def test_no_other_day_promises_a_dose(days):
    statement = planned(*days)
    assert all("then" not in dosage.get("text", "") for dosage in statement["dosage"])


def test_each_dose_of_the_day_stands_with_its_time_and_amount():
    steps = [
        {
            "from": "2026-05-19",
            "mg_per_day": 15,
            "doses": [{"time": "07:00", "mg": 5}, {"time": EVENING, "mg": 10}],
        }
    ]
    plan = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 20, "steps": steps}
    (statement,) = resources(one(plans=[plan]), "MedicationStatement")
    day, *doses = statement["dosage"]
    assert day["text"] == "15 mg/day by mouth"
    told = [
        (dose["timing"]["repeat"]["timeOfDay"], dose["doseAndRate"][0]["doseQuantity"])
        for dose in doses
    ]
    assert [(times, each["value"], each["code"]) for times, each in told] == [
        (["07:00:00"], 5, "mg"),
        ([f"{EVENING}:00"], 10, "mg"),
    ]
