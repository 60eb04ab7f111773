# SPDX-License-Identifier: MIT
"""A clinic's computer reads the oxygen target of a person as a goal, and none that nobody told."""

import json
from decimal import Decimal

import pytest

from caregiver_app.system.exact_json import dumps
from tests.exchange.test_fhir import CHECK_IN, PERSON, VALID, document, one, resources
from tests.exchange.test_fhir_codes import OFFICIAL
from tests.exchange.test_fhir_second_reader import again


def told(answer):
    who = PERSON | ({} if answer is None else {"spo2_target_88_92": answer})
    return one(check_ins=[CHECK_IN | {"spo2": 90}]) | {"person": who}


def test_the_target_of_a_doctor_is_a_goal_with_both_numbers_among_the_vital_signs():
    (goal,) = resources(told(True), "Goal")
    assert set(OFFICIAL["required"]["Goal"]) <= set(goal)
    assert goal["lifecycleStatus"] == "active"
    (target,) = goal["target"]
    assert target["measure"] == resources(told(True), "Observation")[0]["code"]  # gol-1
    assert {end: one["value"] for end, one in target["detailRange"].items()} == {
        "low": 88,
        "high": 92,
    }
    (heading,) = resources(told(True), "Composition")
    (seen,) = [part for part in heading["section"] if part["title"] == "Vital signs"]
    assert "Oxygen saturation target set by a doctor: 88 to 92 %" in seen["text"]["div"]
    assert f"urn:uuid:{goal['id']}" in [entry["reference"] for entry in seen["entry"]]
    assert goal["note"] == [{"text": "As told by family or caregivers."}]


def test_a_document_with_a_target_is_valid_and_another_reader_loses_nothing_of_it():
    written = json.loads(dumps(document(told(True))), parse_float=Decimal)
    assert VALID.is_valid(written)
    assert again(written) == written
    for entry in written["entry"]:
        entry["resource"].pop("description", None)
    assert not VALID.is_valid(written)


@pytest.mark.parametrize("answer", [None, False])
def test_no_document_has_a_target_that_nobody_told(answer):
    assert not resources(told(answer), "Goal")
