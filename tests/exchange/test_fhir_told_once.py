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


def flags(check_ins, hour, status="active"):
    """Return the warnings of a document of an hour: since when, and what."""
    now = Moment.parse(f"2026-05-21T{hour:02}:00:00-04:00", "America/New_York")
    record = record_of({"format": "taper-record/1"} | plain_record(check_ins=check_ins))
    made = json.loads(fhir_file(record, "p", now))
    found = [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == "Flag"]
    return [
        (f["period"]["start"][11:16], f["code"]["text"]) for f in found if f["status"] == status
    ]


def test_what_was_left_open_is_told_since_it_was_seen_and_not_since_the_document_was_made():
    judged = {"rule_set": "1", "level": "EMERGENCY", "rules": [LOW_OXYGEN]}
    calm = {"rule_set": "1", "level": "NO_FLAGS", "rules": []}
    low = check_in(1, 6, spo2=87) | {"assessment": judged}
    told = [low, check_in(2, 5) | {"assessment": calm}]
    for hour in (10, 15):
        (flag,) = (each for each in flags(told, hour) if "Oxygen is 87 %" in each[1])
        assert flag[0] == "05:44"


def told_for(seen, level, *rules):
    return seen | {"assessment": {"rule_set": "1", "level": level, "rules": [*rules]}}


SEIZURE = rule("E01", "EMERGENCY", "A seizure was seen.")
EXTRA = rule("U13", "URGENT", "An extra dose was taken.")
MIXED_UP = rule("U06", "URGENT", "A bit mixed up.")


def test_a_press_that_carries_on_what_was_measured_tells_only_what_is_new():
    seen = told_for(check_in(1, 6, spo2=87), "EMERGENCY", LOW_OXYGEN)
    press = {"id": "p", "at": "2026-05-21T07:00:00-04:00", "mode": "quick"}
    press |= {"more": {"happened": "dose written down"}}
    pressed = told_for(press, "EMERGENCY", LOW_OXYGEN, EXTRA)
    open_ = flags([seen, pressed], 8)
    assert open_ == [
        ("05:44", "EMERGENCY: Oxygen is 87 %."),
        ("07:00", "URGENT: An extra dose was taken."),
    ]
    later = told_for(check_in(2, 2, spo2=98, extra_dose=False), "URGENT", EXTRA)
    assert ("07:00", "URGENT: An extra dose was taken.") in flags([seen, pressed, later], 10)
    assert ("05:44", "EMERGENCY: Oxygen is 87 %.") in flags([seen, pressed, later], 10, "inactive")


def test_what_two_check_ins_found_stands_apart_and_each_is_active_once():
    low = told_for(check_in(1, 6, spo2=87), "EMERGENCY", LOW_OXYGEN)
    calm = told_for(check_in(2, 5), "NO_FLAGS")
    later = told_for(check_in(3, 1, orientation="muddled"), "URGENT", MIXED_UP)
    assert sorted(flags([low, calm, later], 11)) == [
        ("05:44", "URGENT: Oxygen is 87 %."),
        ("10:44", "URGENT: A bit mixed up."),
    ]


def test_an_emergency_that_nobody_answered_stays_active_beside_a_graver_one():
    low = told_for(check_in(1, 6, spo2=87), "EMERGENCY", LOW_OXYGEN)
    worse = rule("E05", "EMERGENCY", "Very mixed up.")
    later = told_for(check_in(2, 1, orientation="very_confused"), "EMERGENCY", worse)
    both = [("05:44", "EMERGENCY: Oxygen is 87 %."), ("10:44", "EMERGENCY: Very mixed up.")]
    assert flags([low, later], 11) == both
    calm = told_for(check_in(3, 5), "NO_FLAGS")
    assert flags([low, calm, later], 11) == both, "the calm one measured no oxygen"
    again = told_for(check_in(2, 1, spo2=87), "EMERGENCY", LOW_OXYGEN)
    assert flags([low, again], 11) == [("10:44", "EMERGENCY: Oxygen is 87 %.")]


def test_a_seizure_is_told_since_it_began_and_once_however_often_it_was_told():
    fever = rule("U01", "URGENT", "Fever.")
    seen = told_for(at("09:30", seizures=[SEIZED]), "EMERGENCY", SEIZURE, fever)
    assert flags([seen], 10) == [
        ("08:30", "EMERGENCY: A seizure was seen."),
        ("09:30", "URGENT: Fever."),
    ]
    again = told_for(at("10:30", seizures=[SEIZED]), "EMERGENCY", SEIZURE)
    assert flags([seen, again], 11) == [("08:30", "EMERGENCY: A seizure was seen.")]
    assert flags([seen, again], 11, "inactive") == [("09:30", "URGENT: Fever.")]


def test_two_check_ins_of_one_moment_that_say_the_same_are_one_warning():
    twice = [told_for(check_in(number, 8), "URGENT", MIXED_UP) for number in (1, 2)]
    calm = check_in(3, 2) | {"assessment": {"rule_set": "1", "level": "NO_FLAGS", "rules": []}}
    earlier = flags([*twice, calm], 10, "inactive")
    assert [words for _start, words in earlier] == ["URGENT: A bit mixed up."]
