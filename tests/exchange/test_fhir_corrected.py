# SPDX-License-Identifier: MIT
"""A clinic's computer is told which numbers were corrected, and that a warning is of before."""

from decimal import Decimal

from tests.exchange.test_fhir import CHECK_IN, VALID, document, one, resources, rule
from tests.exchange.test_fhir_told_once import told_for

AT, LATER = "2026-04-13T20:05:00-04:00", "2026-04-13T20:10:00-04:00"


def change(field, before, after, at=AT):
    names = {"target": CHECK_IN["id"], "field": field, "before": before, "after": after}
    return {"id": f"{field} {at}", "at": at} | names


def statuses(check_in, *changes):
    """Return the status of each Observation by its words."""
    told = resources(one(check_ins=[check_in], changes=[*changes]), "Observation")
    return {each["code"]["text"]: each["status"] for each in told}


def test_a_number_that_was_corrected_says_so_and_the_others_are_final():
    seen = CHECK_IN | {"temp_c": Decimal("37.2"), "hr": 80, "sbp": 120, "dbp": 80}
    wrong = (change("temp_c", Decimal("40.2"), Decimal("37.2")), change("dbp", 180, 80))
    told = statuses(seen, *wrong)
    assert (told["Body temperature"], told["Blood pressure"]) == ("corrected", "corrected")
    assert told["Heart rate"] == "final"


def test_what_was_filled_in_or_taken_back_is_no_correction():
    seen = CHECK_IN | {"temp_c": Decimal("37.2"), "hr": 80}
    filled = change("hr", None, 80)
    there = change("temp_c", Decimal("37.2"), Decimal("40.2"))
    back = change("temp_c", Decimal("40.2"), Decimal("37.2"), LATER)
    assert set(statuses(seen, filled, there, back).values()) == {"final"}


def test_the_first_reading_a_seizure_and_an_answer_of_the_form_are_told_by_their_own_field():
    more = {"appetite": "poor"}
    seen = CHECK_IN | {"hr": 80, "first_reading": {"hr": 132}, "seizures": []}
    seen |= {"more": more, "note": "calm now"}
    changes = [change("first_reading.hr", 123, 132), change("note", "x", "calm now")]
    changes.append(change("seizures", [{"start": AT}], []))
    told = resources(one(check_ins=[seen], changes=changes), "Observation")
    found = [(each["code"]["text"], each["status"]) for each in told]
    assert ("Heart rate", "corrected") in found
    assert ("Heart rate", "final") in found
    assert ("Seizure", "corrected") in found
    assert ("Caregiver's note", "corrected") in found


def test_the_end_of_what_was_tapped_completes_it_and_corrects_nothing():
    ended = [{"start": CHECK_IN["at"], "duration_s": 95}]
    seen = CHECK_IN | {"seizures": ended, "more": {"happened": "seizure"}}
    told = statuses(seen, change("seizures", [{"start": CHECK_IN["at"]}], ended))
    assert told["Seizure"] == "final"


def test_a_warning_of_before_the_correction_says_that_it_is():
    seen = told_for(
        CHECK_IN | {"temp_c": Decimal("37.2")},
        "EMERGENCY",
        rule("E07", "EMERGENCY", "Temperature is 40.2 °C."),
    )
    plain = one(check_ins=[seen], changes=[change("temp_c", Decimal("40.2"), Decimal("37.2"))])
    (flag,) = resources(plain, "Flag")
    said = "; as it was told before answers were corrected 2026-04-13 20:05"
    assert flag["code"]["text"] == "EMERGENCY: Temperature is 40.2 °C." + said
    made = document(plain)
    assert VALID.is_valid(made)
    words = made["entry"][0]["resource"]["section"]
    assert "37.2 °C, corrected 2026-04-13 20:05" in str(words)
