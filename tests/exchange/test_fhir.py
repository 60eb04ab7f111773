# SPDX-License-Identifier: MIT
"""What a clinic can rely on: a valid FHIR R4 document, every number of which was recorded."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.fhir_document import fhir_document
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import check_record, read_record
from caregiver_app.system.exact_json import dumps, loads
from tests.exchange.test_reader import CHECK_IN, EXAMPLES, PERSON

SAMPLES = sorted(Path("resources/samples").glob("*.json"))
NOW = Moment.parse("2026-05-21T13:40:00-04:00", "America/New_York")
SCHEMA = json.loads(Path("tests/data/fhir/fhir-r4.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft6Validator(SCHEMA)
# What the official schema does not ask for, from the definitions of hl7.org/fhir/R4.
STATEMENT = "MedicationStatement"
REQUIRED = {
    "Composition": {"status", "type", "date", "author", "title"},
    "Observation": {"status", "code", "subject", "effectiveDateTime", "category"},
    "MedicationStatement": {"status", "medicationCodeableConcept", "subject"},
    "Flag": {"status", "code", "subject"},
    "Condition": {"subject"},
    "AllergyIntolerance": {"patient", "clinicalStatus"},
    "Goal": {"lifecycleStatus", "description", "subject"},
    "Patient": set(),
    "Device": set(),
}


UNITS = {
    "°C": "Cel", "/min": "/min", "%": "%", "kg": "kg", "mmHg": "mm[Hg]", "mg": "mg", "mcg": "ug",
    "mcg/mL": "ug/mL", "mcg/day": "ug/d", "mL": "mL", "h": "h", "s": "s", "d": "d",
}  # fmt: skip


def document(plain, days=31):
    check_record(plain)
    return fhir_document(record_of(plain), "p", NOW, "Caregiver Checklist 0", days, load_form("en"))


def resources(plain, kind):
    found = [entry["resource"] for entry in document(plain)["entry"]]
    return [each for each in found if each["resourceType"] == kind]


def one(**lists):
    return {"format": "taper-record/1", "person": PERSON} | lists


@cache
def of_file(path):
    plain = read_record(path)
    return plain, json.loads(dumps(document(plain)), parse_float=Decimal)


def every(value, key=""):
    yield key, value
    inside = value.items() if isinstance(value, dict) else ()
    inside = ((key, item) for item in value) if isinstance(value, list) else inside
    for name, item in inside:
        yield from every(item, name)


@pytest.mark.parametrize("path", EXAMPLES + SAMPLES, ids=lambda path: path.stem)
def test_a_document_is_valid_by_the_official_schema_and_by_what_it_leaves_out(path):
    _plain, made = of_file(path)
    assert VALID.is_valid(made)
    for entry in made["entry"]:
        resource = entry["resource"]
        missing = REQUIRED[resource["resourceType"]] - set(resource)
        assert not missing, resource
        assert len([key for key in resource if key.startswith("value")]) <= 1
        if "dataAbsentReason" in resource:
            assert not [key for key in resource if key.startswith("value")]  # obs-6
    assert not [key for key, value in every(made) if value in ("", [], {}, None)]
    quantities = [value for key, value in every(made) if key.endswith("Quantity")]
    assert all(q["system"] and q["code"] for q in quantities if isinstance(q, dict))  # qty-3
    measured = [value for _key, value in every(made) if isinstance(value, dict) and "unit" in value]
    assert all(UNITS[one["unit"]] == one["code"] for one in measured)


@pytest.mark.parametrize("path", EXAMPLES + SAMPLES, ids=lambda path: path.stem)
def test_every_reference_resolves_and_every_resource_is_named_once(path):
    _plain, made = of_file(path)
    urls = Counter(entry["fullUrl"] for entry in made["entry"])
    assert set(urls.values()) == {1}
    assert all(f"urn:uuid:{e['resource']['id']}" == e["fullUrl"] for e in made["entry"])
    named = Counter(value for key, value in every(made) if key == "reference")
    assert set(named) <= set(urls)
    heading = made["entry"][0]["resource"]
    assert (made["type"], heading["resourceType"]) == ("document", "Composition")  # bdl-11
    assert {"system", "value"} <= set(made["identifier"])  # bdl-9
    assert made["timestamp"]  # bdl-10
    listed = Counter(e["reference"] for part in heading["section"] for e in part.get("entry", []))
    others = [e["fullUrl"] for e in made["entry"][3:]]
    assert listed == Counter(others)


@pytest.mark.parametrize("path", EXAMPLES + SAMPLES, ids=lambda path: path.stem)
def test_every_number_was_recorded(path):
    plain, made = of_file(path)
    numbers = (int, Decimal)
    known = {v for _k, v in every(plain) if isinstance(v, numbers) and not isinstance(v, bool)}
    for key, value in every(made):
        if isinstance(value, numbers) and not isinstance(value, bool):
            assert value in known or (key, value) == ("value", 1), (key, value)


def test_what_was_not_recorded_has_no_resource():
    made = document(one())
    kinds = [entry["resource"]["resourceType"] for entry in made["entry"]]
    assert kinds == ["Composition", "Patient", "Device"]
    assert made["entry"][1]["resource"].keys() == {"resourceType", "id", "name", "birthDate"}
    assert resources(one(check_ins=[CHECK_IN]), "Observation") == []


@pytest.mark.parametrize(
    ("allergies", "code"), [({}, "unavailable"), ({"allergies": []}, "nilknown")]
)
def test_no_allergy_is_said_to_be_unknown_or_none_as_it_was_stated(allergies, code):
    (heading,) = resources(one() | {"person": PERSON | allergies}, "Composition")
    (part,) = heading["section"]
    assert part["emptyReason"]["coding"][0]["code"] == code


def test_vital_signs_carry_their_profile_their_codes_and_the_number_as_written():
    numbers = {"temp_c": loads("37.0"), "spo2": 93, "sbp": 120, "hr": 80, "rr": 14}
    seen = resources(one(check_ins=[CHECK_IN | numbers]), "Observation")
    by_profile = {each["meta"]["profile"][0].rpartition("/")[2]: each for each in seen}
    assert set(by_profile) == {"bodytemp", "oxygensat", "bp", "heartrate", "resprate"}
    oxygen = by_profile["oxygensat"]["code"]["coding"]
    assert [coding["code"] for coding in oxygen] == ["2708-6", "59408-5"]
    assert str(by_profile["bodytemp"]["valueQuantity"]["value"]) == "37.0"
    assert by_profile["bodytemp"]["valueQuantity"]["code"] == "Cel"
    upper, lower = by_profile["bp"]["component"]
    halves = [half["code"]["coding"][0]["code"] for half in (upper, lower)]
    assert halves == ["8480-6", "8462-4"]
    assert upper["valueQuantity"]["value"] == 120
    assert upper["valueQuantity"]["code"] == "mm[Hg]"
    assert lower["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert "valueQuantity" not in by_profile["bp"]


def test_why_a_sign_is_missing_is_told_and_the_first_of_two_readings_kept():
    why = {"hr": "refused", "dbp": "device_low"}
    item = CHECK_IN | {"not_taken": why, "sbp": 90, "rr": 14, "first_reading": {"rr": 30}}
    by_code = {
        (each["code"]["text"], each.get("note", [{}])[0].get("text")): each
        for each in resources(one(check_ins=[item]), "Observation")
    }
    why = by_code["Heart rate", None]["dataAbsentReason"]
    assert why["coding"][0]["code"] == "asked-declined"
    half = by_code["Blood pressure", None]["component"][1]["dataAbsentReason"]
    assert (half["coding"][0]["code"], half["text"]) == ("error", "device low")
    assert by_code["Respiratory rate", "the first of two readings"]["valueQuantity"]["value"] == 30
    assert by_code["Respiratory rate", None]["valueQuantity"]["value"] == 14


def test_a_dose_that_stayed_out_is_told_as_not_taken():
    doses = [
        {"id": "1", "status": "missed", "scheduled_for": CHECK_IN["at"]},
        {"id": "2", "status": "taken", "at": CHECK_IN["at"], "mg": 0, "tablets": "half"},
    ]
    missed, taken = resources(one(doses=doses), "MedicationStatement")
    assert (missed["status"], "dosage" in missed) == ("not-taken", False)
    assert taken["dosage"][0]["doseAndRate"][0]["doseQuantity"]["value"] == 0
    assert taken["dosage"][0]["text"] == "half"


def test_the_document_looks_back_as_far_as_it_is_told_and_tells_of_the_rest():
    old = CHECK_IN | {"id": "0", "at": "2026-04-03T19:59:00-04:00", "hr": 60}
    edge = old | {"id": "2", "at": "2026-04-03T20:00:00-04:00", "hr": 70}
    plain = one(check_ins=[old, edge, CHECK_IN | {"hr": 80}])
    for days, rates in ((10, [70, 80]), (11, [60, 70, 80])):
        made = document(plain, days)
        found = [entry["resource"] for entry in made["entry"][3:]]
        assert [each["valueQuantity"]["value"] for each in found] == rates
        said = made["entry"][0]["resource"]["text"]["div"]
        assert ("Earlier and left out: 1." in said) == (days == 10)


def test_seizures_are_told_with_their_start_and_length():
    start = "2026-04-13T19:30:00-04:00"
    seen = [{"start": start, "duration_s": 90, "kind": "whole body"}, {"start": start}]
    items = [CHECK_IN | {"seizures": seen}, CHECK_IN | {"id": "2", "seizures": []}]
    long, unknown, none = resources(one(check_ins=items), "Observation")
    assert (long["effectiveDateTime"], long["note"][0]["text"]) == (start, "whole body")
    assert long["component"][0]["valueQuantity"]["value"] == 90
    assert (unknown["valueString"], "component" in unknown) == ("yes", False)
    assert none["valueString"] == "none"


def test_what_was_given_as_needed_stands_with_its_own_time_or_that_of_the_check_in():
    at = "2026-04-13T19:30:00-04:00"
    given = [{"name": "ibuprofen", "dose_text": "1 tablet", "at": at}, {"name": "x"}, {"name": " "}]
    first, second = resources(one(check_ins=[CHECK_IN | {"prn_taken": given}]), STATEMENT)
    assert (first["effectiveDateTime"], first["dosage"][0]["text"]) == (at, "1 tablet")
    assert (second["effectiveDateTime"], "dosage" in second) == (CHECK_IN["at"], False)


def test_a_line_of_the_profile_that_says_nothing_makes_no_resource():
    blank = {"allergies": [" ", "latex"], "conditions": [""], "medicines": [{"name": "\t"}]}
    blank |= {"contacts": [{"role": "pharmacy"}], "kidney": {"ckd": True, "dialysis": False}}
    made = document(one() | {"person": PERSON | blank})
    kinds = Counter(entry["resource"]["resourceType"] for entry in made["entry"][3:])
    assert kinds == {"AllergyIntolerance": 1, "Condition": 1}
    assert "contact" not in made["entry"][1]["resource"]


def test_a_check_in_that_was_told_of_self_harm_alone_says_its_level_and_to_ask_the_person():
    stored = {"rule_set": "1", "level": "URGENT", "rules": [rule("U18", "URGENT", "thoughts")]}
    seen = CHECK_IN | {"not_taken": {"tremor": "not_sure"}, "assessment": stored}
    plain = one(check_ins=[seen])
    (flag,) = resources(plain, "Flag")
    assert flag["code"]["text"] == "URGENT: one reason is private: ask the person"
    assert (flag["status"], "thoughts" in dumps(document(plain))) == ("active", False)
    (missing,) = resources(plain, "Observation")
    assert missing["dataAbsentReason"]["coding"][0]["code"] == "asked-unknown"


def rule(name, level, because):
    return {"id": name, "level": level, "message": "m", "because": because, "source": "s"}


def test_only_the_newest_warning_is_active_and_thoughts_of_self_harm_stay_out():
    private = rule("U18", "URGENT", "thoughts of self-harm")
    judged = [
        {"rule_set": "1", "level": "WATCH", "rules": [rule("W01", "WATCH", "first")]},
        {"rule_set": "1", "level": "NO_FLAGS", "rules": []},
        {"rule_set": "1", "level": "URGENT", "rules": [private, rule("W05", "WATCH", "last")]},
    ]
    items = [
        CHECK_IN | {"id": str(n), "at": f"2026-04-1{n}T20:00:00-04:00", "assessment": stored}
        for n, stored in enumerate(judged)
    ]
    items[2]["self_harm"] = "thoughts"
    plain = one(check_ins=items)
    told = {each["code"]["text"]: each["status"] for each in resources(plain, "Flag")}
    private_too = "URGENT: last; one reason is private: ask the person"
    assert told == {"WATCH: first": "inactive", private_too: "active"}
    assert "self-harm" not in dumps(document(plain))
    assert "hurting" not in dumps(document(plain))


def test_what_is_tapped_after_an_emergency_leaves_it_active():
    judged = [
        {"rule_set": "1", "level": "URGENT", "rules": [rule("U01", "URGENT", "before")]},
        {"rule_set": "1", "level": "EMERGENCY", "rules": [rule("E03", "EMERGENCY", "confused")]},
        {"rule_set": "1", "level": "WATCH", "rules": [rule("W10", "WATCH", "fell")]},
    ]
    items = [
        CHECK_IN | {"id": str(n), "at": f"2026-04-1{n}T20:00:00-04:00", "assessment": stored}
        for n, stored in enumerate(judged)
    ]
    items[2]["more"] = {"happened": "fall"}
    plain = one(check_ins=items)
    told = {each["code"]["text"]: each["status"] for each in resources(plain, "Flag")}
    (heading,) = resources(plain, "Composition")
    listed = {part["title"]: len(part.get("entry", ())) for part in heading["section"]}
    assert (listed["Active warning signs"], listed["Earlier warning signs"]) == (2, 1)
    assert told == {
        "URGENT: before": "inactive",
        "EMERGENCY: confused": "active",
        "WATCH: fell": "active",
    }


@pytest.mark.parametrize(("last", "status"), [("5", "active"), ("0", "completed")])
def test_a_plan_that_is_to_end_on_purpose_is_completed_when_its_last_date_has_come(last, status):
    steps = [{"from": "2026-05-01", "mg_per_day": 45}, {"from": "2026-05-20"}]
    steps[1]["mg_per_day"] = Decimal(last)
    plan = {"id": "p", "drug": "baclofen", "route": "oral", "finished": True, "steps": steps}
    (told,) = resources(one(plans=[plan]), STATEMENT)
    assert told["status"] == status
    steps[1]["from"] = "2026-06-20"
    (told,) = resources(one(plans=[plan]), STATEMENT)
    assert told["status"] == "active"


def test_a_dose_that_came_up_afterwards_is_told_once():
    line = {"scheduled_for": CHECK_IN["at"], "at": CHECK_IN["at"], "mg": 15}
    doses = [
        line | {"id": "1", "status": "taken"},
        line | {"id": "2", "status": "vomited", "vomited_after_min": 20},
        line | {"id": "3", "status": "taken", "drug": "clonazepam"},
    ]
    told = resources(one(doses=doses), STATEMENT)
    assert [each["status"] for each in told] == ["entered-in-error", "completed", "completed"]


def test_the_pump_gives_what_the_clinic_set_last_and_its_alarms_are_told():
    pump = {"dose_mcg_per_day": 600}
    events = [
        {"id": "1", "at": "2026-05-17T09:00:00-04:00", "kind": "dose_change"},
        {"id": "2", "at": "2026-05-20T03:00:00-04:00", "kind": "alarm", "tone": "two_tone"},
    ]
    events[0]["dose_mcg_per_day"] = 480
    plan = {"id": "p", "drug": "baclofen", "route": "itb"}
    plan["steps"] = [{"from": "2026-05-01", "mcg_per_day": 600}]
    person = PERSON | {"route": "itb", "pump": pump}
    for plans, before in (([plan], ["noted earlier: 600 mcg/day"]), ([], [])):
        plain = one(plans=plans, pump_events=events) | {"person": person}
        (told,) = resources(plain, STATEMENT)
        (dosage,) = told["dosage"]
        assert dosage["text"] == "480 mcg/day by pump into the spine"
        assert dosage["doseAndRate"][0]["rateRatio"]["numerator"]["value"] == 480
        assert [note["text"] for note in told["note"]][1:] == before
        heard = {
            each["code"]["text"]: each["valueString"] for each in resources(plain, "Observation")
        }
        assert heard == {"Pump: dose change": "480 mcg/day", "Pump: alarm": "two tone"}
    (told,) = resources(one() | {"person": person}, STATEMENT)
    assert told["dosage"][0]["text"].startswith("600 mcg/day")


def test_words_of_a_caregiver_become_no_markup_and_no_forbidden_letter():
    wild = {"note": "<b>x</b>\x0b\0&", "recorder": " \u00a0 ", "other_signs": ["", "\u2028y"]}
    plain = one(check_ins=[CHECK_IN | wild])
    made = json.loads(dumps(document(plain)))
    assert VALID.is_valid(made)
    text = dumps(made)
    assert "&lt;b>x" in text.replace("&gt;", ">")
    assert not {"\0", "\x0b", "\u2028", "\u00a0"} & set(
        "".join(v for _k, v in every(made) if isinstance(v, str))
    )


def test_the_same_record_gives_the_same_document():
    plain = read_record(EXAMPLES[0])
    assert dumps(document(plain)) == dumps(document(plain))


def test_a_made_up_person_is_marked_as_one():
    plain = one() | {"person": PERSON | {"id": "practice-x"}}
    assert document(plain)["meta"]["security"][0]["code"] == "HTEST"
    (heading,) = resources(plain, "Composition")
    assert heading["title"].startswith("PRACTICE")


@pytest.mark.parametrize("key", ["status", "resourceType"])
def test_the_schema_would_see_a_broken_resource(key):
    _plain, made = of_file(EXAMPLES[0])
    broken = json.loads(dumps(made))
    broken["entry"][3]["resource"][key] = "nonsense "
    assert not VALID.is_valid(broken)


MRI = {"id": "7", "at": "2026-05-10T09:00:00-04:00", "kind": "mri"}
LOOK = {"id": "8", "at": "2026-05-11T09:00:00-04:00", "kind": "check"}


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({"pump_events": [MRI]}, "last MRI: 2026-05-10 09:00, pump NOT checked since"),
        ({"pump_events": [MRI, LOOK]}, "last MRI: 2026-05-10 09:00"),
        (
            {
                "check_ins": [
                    CHECK_IN | {"mri_unchecked": True},
                    CHECK_IN | {"id": "9", "at": LOOK["at"]},
                ]
            },
            "MRI, pump NOT checked after it, told 2026-04-13 20:00",
        ),
        (
            {"check_ins": [CHECK_IN | {"refill_confirmed_missed": True}]},
            "refill NOT done, told 2026-04-13 20:00",
        ),
        ({}, None),
    ],
)
def test_the_pump_tells_of_an_mri_and_of_a_refill_that_was_not_done(lists, words):
    person = PERSON | {"route": "itb", "pump": {"maker": "A maker"}}
    pump = resources(one(**lists) | {"person": person}, "Device")[-1]
    assert [note["text"] for note in pump.get("note", [])] == ([words] if words else [])
    (heading,) = resources(one(**lists) | {"person": person}, "Composition")
    (lines,) = [s["text"]["div"] for s in heading["section"] if s["title"] == "Pump"]
    assert (words or "A maker") in lines


def test_an_mri_of_long_ago_that_nobody_settled_is_told_in_a_short_document_too():
    person = PERSON | {"route": "itb", "pump": {"maker": "A maker"}}
    items = [CHECK_IN | {"mri_unchecked": True}, CHECK_IN | {"id": "9", "at": LOOK["at"]}]
    made = document(one(check_ins=items) | {"person": person}, days=3)
    pump = [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == "Device"][-1]
    assert "NOT checked" in pump["note"][0]["text"]
