# SPDX-License-Identifier: MIT
"""What a clinic's computer can rely on: every code of a document is one of the official lists."""

import json
from pathlib import Path

import pytest

from caregiver_app.exchange.fhir_observations import PRESSURES, VITALS
from caregiver_app.system.exact_json import dumps
from tests.exchange.test_fhir import CHECK_IN, EXAMPLES, SAMPLES, document, of_file, one

OFFICIAL = json.loads(Path("tests/data/fhir/official-codes.json").read_text(encoding="utf-8"))
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
FULL = CHECK_IN | {
    "temp_c": 37, "hr": 80, "rr": 14, "spo2": 93, "sbp": 120, "dbp": 80, "weight_kg": 70,
    "sleep_h": 7, "first_reading": {"sbp": 90}, "not_taken": {"tremor": "refused"},
    "seizures": [{"start": CHECK_IN["at"], "duration_s": 90}], "note": "x",
    "prn_taken": [{"name": "x", "dose_text": "1"}],
}  # fmt: skip


def made(path):
    return of_file(path)[1] if path else json.loads(dumps(document(one(check_ins=[FULL]))))


DOCUMENTS = pytest.mark.parametrize("path", [None, *EXAMPLES, *SAMPLES], ids=str)


def inside(value, path=""):
    """Yield every object with where it stands, the type of a resource first."""
    if isinstance(value, list):
        for item in value:
            yield from inside(item, path)
    if isinstance(value, dict):
        path = value.get("resourceType", path)
        yield path, value
        for name, item in value.items():
            yield from inside(item, f"{path}.{name}")


@DOCUMENTS
def test_every_code_and_unit_is_one_of_the_official_lists(path):
    known = {LOINC: {*OFFICIAL["vital_signs"], *OFFICIAL["also_loinc"]}}
    known[UCUM] = set(OFFICIAL["ucum"]["codes"])
    known |= {system: set(codes) for system, codes in OFFICIAL["code_systems"].items()}
    coded = [one for _path, one in inside(made(path)) if "system" in one and "code" in one]
    assert len(coded) > 5
    for coding in coded:
        assert coding["code"] in known[coding["system"]], coding


@DOCUMENTS
def test_every_vital_sign_holds_what_its_official_profile_asks_for(path):
    for _path, seen in inside(made(path)):
        name = seen.get("meta", {}).get("profile", ["/"])[0].rpartition("/")[2]
        if not name:
            continue
        wanted = OFFICIAL["profiles"][name]
        assert [c["code"] for each in seen["category"] for c in each["coding"]] == ["vital-signs"]
        assert [c["code"] for c in seen["code"]["coding"]].count(wanted["code"][0]) == 1
        parts = seen.get("component", [])
        assert [each["code"]["coding"][0]["code"] for each in parts] == wanted["parts"]
        for each in parts or [seen]:
            assert ("valueQuantity" in each) is not ("dataAbsentReason" in each)  # vs-2, vs-3
            value = each.get("valueQuantity", {"code": wanted["unit"][0], "unit": "x", "value": 0})
            assert value["code"] in wanted["unit"]
            assert {"value", "unit"} <= set(value)


@DOCUMENTS
def test_every_object_has_what_the_official_definitions_require(path):
    for place, found in inside(made(path)):
        for name in OFFICIAL["required"].get(place, ()):
            stem = name.removesuffix("[x]")
            assert any(key == stem or (name != stem and key.startswith(stem)) for key in found)


@DOCUMENTS
def test_every_sign_has_one_value_or_the_reason_why_there_is_none(path):
    for _path, seen in inside(made(path)):
        values = [name for name in seen if name.startswith("value")]
        if "dataAbsentReason" in seen:
            assert not values, seen  # obs-6
        elif seen.get("resourceType") == "Observation":
            assert len(values) == 1 or seen["component"], seen


def test_no_vital_sign_is_without_its_profile():
    codes = {each["code"][0] for each in OFFICIAL["profiles"].values()}
    assert {vital.loinc[0] for vital in VITALS.values()} == codes - {"85354-9"}
    assert {code for code, _words in PRESSURES.values()} == {"8480-6", "8462-4"}
