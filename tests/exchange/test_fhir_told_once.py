# SPDX-License-Identifier: MIT
"""A clinic's computer reads each thing once, with the time at which it was seen."""

import json

from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.portable import record_of
from caregiver_app.services.sharing_files.sharing import fhir_file
from tests.exchange.test_fhir import CHECK_IN, one, resources, rule
from tests.report.records import check_in, plain_record

SEIZED = {"start": "2026-05-21T08:30:00-04:00", "duration_s": 95}
LOW_OXYGEN = rule("E11", "EMERGENCY", "Oxygen is 87 %.")


def at(time, **answers):
    return CHECK_IN | answers | {"id": time, "at": f"2026-05-21T{time}:00-04:00"}


def test_a_seizure_that_is_told_again_is_one_as_it_was_told_last():
    again, other = SEIZED | {"duration_s": 90}, {"start": "2026-05-21T09:10:00-04:00"}
    told = [at("08:30", seizures=[SEIZED]), at("09:30", seizures=[again, other]), at("10:30")]
    signs = resources(one(check_ins=told), "Observation")
    seen = [each for each in signs if each["code"]["text"] == "Seizure"]
    assert [each["effectiveDateTime"][11:16] for each in seen] == ["08:30", "09:10"]
    assert seen[0]["component"][0]["valueQuantity"]["value"] == 90
    assert "none" not in str(seen)


def flags(check_ins, hour):
    """Return the active warnings of a document of an hour: since when, and what."""
    now = Moment.parse(f"2026-05-21T{hour}:00:00-04:00", "America/New_York")
    record = record_of({"format": "taper-record/1"} | plain_record(check_ins=check_ins))
    made = json.loads(fhir_file(record, "p", now))
    found = [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == "Flag"]
    return [
        (f["period"]["start"][11:16], f["code"]["text"]) for f in found if f["status"] == "active"
    ]


def test_what_was_left_open_is_told_since_it_was_seen_and_not_since_the_document_was_made():
    judged = {"rule_set": "1", "level": "EMERGENCY", "rules": [LOW_OXYGEN]}
    calm = {"rule_set": "1", "level": "NO_FLAGS", "rules": []}
    low = check_in(1, 6, spo2=87) | {"assessment": judged}
    told = [low, check_in(2, 5) | {"assessment": calm}]
    for hour in (10, 15):
        (flag,) = (each for each in flags(told, hour) if "Oxygen is 87 %" in each[1])
        assert flag[0] == "05:44"
