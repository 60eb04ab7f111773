# SPDX-License-Identifier: MIT
"""What an exchange can rely on: one record, one text, whatever order it came in."""

import pytest

from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import parse_record
from caregiver_app.exchange.writer import record_text
from tests.exchange.test_reader import CHECK_IN, EXAMPLES, PERSON, record

ZERO = "2026-04-13T20:00:00-04:00"
ONE = "2026-04-13T17:30:00-07:00"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_written_then_read_then_written_is_the_same_text(path):
    text = record_text(parse_record(path.read_bytes()))
    assert record_text(parse_record(text.encode())) == text


def test_keys_stand_in_the_order_of_the_schema_and_numbers_as_entered():
    text = '{"person": {"drug": "baclofen", "dob": null, "name": "Ä", "route": "oral",'
    text += ' "weight_kg": 70.50}, "format": "taper-record/1"}'
    assert record_text(parse_record(text.encode())) == (
        '{\n "format": "taper-record/1",\n "person": {\n  "name": "Ä",\n  "dob": null,\n'
        '  "weight_kg": 70.50,\n  "route": "oral",\n  "drug": "baclofen"\n }\n}\n'
    )


def test_lists_stand_by_time_then_id_and_plans_as_they_came():
    plans = [
        {"id": i, "drug": "baclofen", "route": "oral", "steps": [{"from": "2026-01-05"}]}
        for i in ("z", "a")
    ]
    check_ins = [{"id": i, "at": at} for i, at in [("b", ONE), ("a", ONE), ("z", ZERO)]]
    doses = [{"id": "2", "status": "missed", "scheduled_for": ZERO}, {"id": "1", "status": "late"}]
    text = record_text(record(plans=plans, check_ins=check_ins, doses=doses))
    again = parse_record(text.encode())
    assert [item["id"] for item in again["check_ins"]] == ["z", "a", "b"]
    assert [item["id"] for item in again["plans"]] == ["z", "a"]
    assert [item["id"] for item in again["doses"]] == ["1", "2"]


def test_a_stored_finding_reads_from_its_id_to_its_source():
    finding = {
        "source": "s",
        "because": "b",
        "extra": 1,
        "message": "m",
        "level": "WATCH",
        "id": "W05",
    }
    stored = {"rules": [finding], "level": "WATCH", "rule_set": "2026.1", "action": "RECHECK"}
    text = record_text(record(check_ins=[CHECK_IN | {"assessment": stored}]))
    order = ["rule_set", "rules", "id", "message", "because", "source", "extra", "action"]
    found = [text.index(f'"{key}"', text.index("assessment")) for key in order]
    assert found == sorted(found)


def test_a_removed_check_in_is_no_part_of_the_record_that_is_judged():
    removal = {
        "id": "c1", "at": ONE, "target": "1", "field": "removed", "before": False, "after": True,
    }  # fmt: skip
    plain = record(check_ins=[CHECK_IN, CHECK_IN | {"id": "2"}], changes=[removal])
    assert [item.id for item in record_of(plain).check_ins] == ["2"]
    back = removal | {"id": "c2", "before": True, "after": False, "at": "2026-04-15T00:00:00Z"}
    assert len(record_of(plain | {"changes": [back, removal]}).check_ins) == 2


def test_a_change_of_a_field_is_already_in_the_values_of_a_file():
    change = {"id": "c1", "at": ONE, "target": "1", "field": "hr", "before": 80, "after": 90}
    plain = record(check_ins=[CHECK_IN | {"hr": 90}], changes=[change])
    assert record_of(plain).check_ins[0].hr == 90
    assert record_of(plain).person.name == PERSON["name"]
