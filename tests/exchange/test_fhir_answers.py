# SPDX-License-Identifier: MIT
"""What a clinic can rely on: what was answered beside the signs is in its document too."""

import json
from dataclasses import fields

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.check_in import EVENT, CheckIn
from caregiver_app.domain.happened import Happening
from caregiver_app.exchange.fhir_observations import PRESSURES, SIGNS, VITALS
from caregiver_app.system.exact_json import dumps, loads
from tests.exchange.test_fhir import CHECK_IN, VALID, document, one, resources

NOT_THERE = {"id", "at", "zone", "mode", "recorder", "observer", "raw", "entered_unit"}
"""Whose check-in it is and how it was typed."""
ELSEWHERE = {"seizures", "prn_taken", "other_signs", "note", "bp_repeat", "more"}
BESIDE = {"not_taken", "first_reading", "assessment"}


def seen(**answered):
    return resources(one(check_ins=[CHECK_IN | answered]), "Observation")


def told(**more):
    found = seen(more=more)
    return {
        each["code"]["text"]: each.get("valueString", each.get("valueBoolean")) for each in found
    }


def test_every_answer_of_the_form_that_is_no_field_of_its_own_is_told():
    items = [question.item for question in load_form("en").questions if question.item]
    assert len(items) > 40
    for item in items:
        assert len(told(**{item: loads("3")})) == 1, item
    assert len(told(**dict.fromkeys(items, True))) == len(items)


def test_every_field_of_a_check_in_is_told_or_known_not_to_be():
    known = {*VITALS, *PRESSURES, *SIGNS} | NOT_THERE | ELSEWHERE | BESIDE
    assert {field.name for field in fields(CheckIn)} == known


@pytest.mark.parametrize(
    ("raw", "key", "value"),
    [({}, "valueInteger", 2), ({"doses_missed_in_row": "2 or more"}, "valueString", "2 or more")],
)
def test_two_or_more_missed_doses_are_not_told_as_two(raw, key, value):
    found = seen(doses_missed_in_row=2, raw=raw)
    (missed,) = [one for one in found if one["code"]["text"] == SIGNS["doses_missed_in_row"]]
    assert missed[key] == value


def test_an_answer_is_told_in_the_words_of_the_form_with_its_unit():
    assert told(alcohol=True, new_medicine="Tramadol", memory="a_lot", knows_name=False) == {
        "Any alcohol?": True,
        "Any new medicine?": "Tramadol",
        "Is their memory worse?": "a lot",
        "Do they know their own name?": False,
    }
    assert told(fluids_ml=loads("200"), stiffness_left_leg=loads("10"), spasm_severity=3) == {
        "Drinks since the last full check": "200 mL",
        "Stiffness: left leg, 0 to 10": "10",
        "How strong are the spasms?": "severe",
    }
    assert told(own_item=loads("7"), other="x") == {"own item": "7", "other": "x"}


def test_people_read_question_and_answer_on_one_line():
    made = document(one(check_ins=[CHECK_IN | {"more": {"new_medicine": "Tramadol", "x": True}}]))
    parts = made["entry"][0]["resource"]["section"]
    (signs,) = [part["text"]["div"] for part in parts if part["title"] == "Other signs"]
    assert "Any new medicine? Tramadol</li>" in signs
    assert "x: yes</li>" in signs


def test_what_says_nothing_was_put_there_by_the_program_or_is_private_is_not_told():
    assert told(alcohol=None, new_medicine=" ", written_at=CHECK_IN["at"], as_usual="x") == {}
    assert told(doses_from_log=True, harm_words="wants to die") == {}
    assert told(**{EVENT: Happening.TIME.value}) == {}
    assert told(**{EVENT: Happening.SPASMS.value}) == {"What happened?": "spasm storm"}


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"on_oxygen": True}, "using oxygen"),
        ({"on_oxygen": True, "oxygen_l_min": loads("2.0")}, "using oxygen, 2.0 L/min"),
        ({"oxygen_l_min": loads("2")}, "using oxygen, 2 L/min"),
        ({"on_oxygen": False}, "not using oxygen"),
        ({"on_oxygen": None}, None),
        ({}, None),
    ],
)
def test_oxygen_says_whether_it_was_measured_on_oxygen(more, note):
    first = {"spo2": 88, "hr": 140}
    found = seen(spo2=92, hr=95, first_reading=first, more=more)
    noted = {
        each["valueQuantity"]["value"]: [said["text"] for said in each.get("note", [])]
        for each in found
        if "valueQuantity" in each
    }
    again = "the first of two readings"
    assert noted == {
        88: [f"{again}, {note}" if note else again],
        92: [note] if note else [],
        140: [again],
        95: [],
    }


def test_why_there_is_no_answer_is_told_of_these_too():
    found = seen(not_taken={"more.on_oxygen": "not_sure", "seizures": "could_not"})
    why = {each["code"]["text"]: each["dataAbsentReason"]["text"] for each in found}
    assert why == {"Are they using oxygen?": "not sure", "Seizure": "could not"}


def test_a_seizure_is_told_with_all_that_was_seen_of_it():
    seizure = {"start": CHECK_IN["at"], "kind": "arms", "recovered": False, "injury": True}
    seizure |= {"different": True, "recovered_after_min": 12, "rescue_given": "diazepam"}
    (found,) = seen(seizures=[seizure])
    assert found["note"][0]["text"] == (
        "arms, recovered: no, injury: yes, different from usual: yes, recovered after 12 min, "
        "rescue medicine given: diazepam"
    )


def test_it_is_valid_by_the_official_schema():
    items = [question.item for question in load_form("en").questions if question.item]
    more = dict.fromkeys(items, "a\x0bb") | {"": "x", "\0": " ", "y": "\u2028", "on_oxygen": True}
    made = document(one(check_ins=[CHECK_IN | {"more": more, "spo2": 92}]))
    assert VALID.is_valid(json.loads(dumps(made)))


def test_a_pressure_that_a_device_could_not_show_is_told_with_the_reason():
    found = seen(not_taken={"sbp": "device_low", "dbp": "refused"})
    (pressure,) = found
    halves = [half["dataAbsentReason"]["text"] for half in pressure["component"]]
    assert halves == ["device low", "refused"]
    (again, low) = seen(not_taken={"dbp": "device_low"}, first_reading={"sbp": 90})
    first = [half.get("dataAbsentReason", {}).get("text") for half in again["component"]]
    assert first == [None, "not recorded"]
    assert low["component"][1]["dataAbsentReason"]["text"] == "device low"
    made = document(one(check_ins=[CHECK_IN | {"not_taken": {"sbp": "device_low"}, "dbp": 50}]))
    assert VALID.is_valid(json.loads(dumps(made)))
    (lines,) = [
        part["text"]["div"]
        for part in made["entry"][0]["resource"]["section"]
        if part["title"] == "Vital signs"
    ]
    assert "Blood pressure: ?/50 mmHg, systolic device low</li>" in lines


def test_why_there_is_no_answer_is_told_of_every_field():
    for field in {*VITALS, *PRESSURES, *SIGNS, "seizures", "prn_taken"}:
        (found,) = seen(not_taken={field: "refused"})
        assert "refused" in dumps(found), field
