# SPDX-License-Identifier: MIT
"""What a clinic can rely on: a record is read whole and exactly, or refused with one line."""

import copy
import json
import os
import random
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from caregiver_app.exchange import reader
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.reader import check_record, parse_record, read_record
from caregiver_app.exchange.schema import check, record_schema
from caregiver_app.exchange.schema_fast import record_fits
from caregiver_app.system.exact_json import loads

EXAMPLES = sorted(
    path
    for path in Path("tests/data/records").glob("*.json")
    if not path.name.endswith(".expected.json")
)
PERSON = {"name": "A. Moreno", "dob": "1973-06-11", "route": "oral", "drug": "baclofen"}
CHECK_IN = {"id": "1", "at": "2026-04-13T20:00:00-04:00"}


def record(**lists):
    return {"format": "taper-record/1", "person": PERSON} | lists


def refused(plain):
    data = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    with pytest.raises(RecordError) as error:
        parse_record(data)
    assert len(str(error.value).splitlines()) == 1
    return str(error.value)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_worked_examples_are_read(path):
    expected = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert read_record(path) == expected


def test_what_was_taken_out_is_read_with_the_rest():
    gone = {"id": "c", "at": CHECK_IN["at"], "target": "1", "field": "removed", "after": True}
    plain = record(check_ins=[CHECK_IN, CHECK_IN | {"id": "2"}], changes=[gone])
    assert parse_record(json.dumps(plain).encode()) == plain


def test_a_refusal_names_the_field_the_problem_and_what_is_allowed():
    assert refused(record(person=PERSON | {"usual": {"hr": 300}})) == (
        "person.usual.hr: 300 is more than 250; allowed: a whole number 20 to 250"
    )
    named = refused(record(person=PERSON | {"usual_from": {"hr": {"by": 3}}}))
    assert named == "person.usual_from.hr.by: 3 does not fit; allowed: a text or null"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("temp_c", 98.6, "more than 43"),
        ("temp_c", "36.7", "does not fit"),
        ("temp_f", 98.6, "not known"),
        ("hr", 72.5, "does not fit"),
        ("hr", True, "does not fit"),
        ("alertness", "asleep", "not one of the choices"),
        ("at", "2026-04-13T20:00:00", "not written as it must be"),
        ("at", "2026-02-30T20:00:00-04:00", "does not exist"),
        ("at", "2026-04-13T20:00:00+01:99", "offset"),
        ("at", "2026-04-13T20:00:00+19:00", "offset"),
        ("at", "0001-04-13T20:00:00+01:00", "year"),
        ("at", "2026-04-13T20:00:00-04:00\n", "not written as it must be"),
        ("zone", "America/Nowhere", "not a known zone"),
        ("id", "", "empty"),
        ("first_reading", {"hr": 999}, "more than 250"),
        ("first_reading", {"pulse": 80}, "not known"),
        ("first_reading", {"sbp": 80, "dbp": 90}, "lower pressure"),
        ("raw", {"hr": 80}, "does not fit"),
        ("other_signs", "one", "does not fit"),
        ("last_kept_dose_at", "yesterday", "not written as it must be"),
        ("seizures", [{"start": "2026-04-13T20:00:00-04:00", "sort": "x"}], "not known"),
        ("mode", None, "not one of the choices"),
        ("no\nline", 1, "not known"),
    ],
)  # fmt: skip
def test_a_check_in_with_an_impossible_value_is_refused(field, value, says):
    message = refused(record(check_ins=[CHECK_IN | {field: value}]))
    assert message.startswith("check_ins[0].")
    assert says in message


def test_what_a_later_version_kept_of_a_judgement_is_not_what_is_refused():
    stored = {"rule_set": "9", "level": "URGENT", "rules": [], "later": {"a": None}}
    wrong = CHECK_IN | {"assessment": stored, "temp_c": 98.6}
    assert "temp_c: 98.6 is more than 43" in refused(record(check_ins=[wrong]))


@pytest.mark.parametrize(
    "plain",
    [
        [],
        {},
        record(person=None),
        record(person=PERSON | {"name": ""}),
        record(person=PERSON | {"name": " \t "}),
        record(person=PERSON | {"dob": "2026-04-14"}, check_ins=[CHECK_IN]),
        record(person=PERSON | {"id": ""}),
        record(person=PERSON | {"dob": "1973-13-01"}),
        record(person=PERSON | {"usual": {"sbp": 80, "dbp": 80}}),
        record(person=PERSON | {"usual_from": {"pulse": {"by": "me"}}}),
        record(person=PERSON | {"zone": "../etc/passwd"}),
        record(person={key: PERSON[key] for key in ("name", "dob", "route")}),
        record(format="taper-record/2"),
        record(check_ins=[CHECK_IN, CHECK_IN]),
        record(check_ins={}),
        record(notes=[]),
        record(plans=[{"drug": "baclofen", "route": "oral", "steps": []}]),
        record(plans=[{"drug": "baclofen", "route": "oral", "steps": [{"from": "2026-02-30"}]}]),
        record(check_ins=[CHECK_IN | {"assessment": {"level": "WATCH"}}]),
    ],
)
def test_a_record_that_nobody_can_have_meant_is_refused(plain):
    refused(plain)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"format": "taper-record/1", "format": 1}', "stands twice"),
        (b"[" * 1_000_000, "deeper"),
        (b'{"x": NaN}', "NaN"),
    ],
)
def test_bytes_that_are_no_record_are_refused(data, says):
    assert says in refused(data)


def test_a_value_at_its_smallest_or_largest_is_read():
    ends = {"concentration_mg_per_ml": 0.01, "usual": {"temp_c": 43.0, "hr": 20}}
    assert parse_record(json.dumps(record(person=PERSON | ends)).encode())
    assert "less than 0.01" in refused(record(person=PERSON | {"concentration_mg_per_ml": 0.009}))


def test_whole_numbers_written_with_a_point_are_whole():
    plain = parse_record(json.dumps(record(check_ins=[CHECK_IN | {"hr": 72.0}])).encode())
    assert str(plain["check_ins"][0]["hr"]) == "72.0"


def test_a_byte_order_mark_does_no_harm():
    assert parse_record(b"\xef\xbb\xbf" + json.dumps(record()).encode()) == record()


def test_an_assessment_of_another_version_is_kept_as_it_was_stored():
    stored = {"rule_set": "2025.9", "level": "WATCH", "rules": ["W05", {"id": "W1", "new": 1}]}
    plain = record(check_ins=[CHECK_IN | {"assessment": stored}])
    assert parse_record(json.dumps(plain).encode()) == plain


def test_values_and_entries_are_counted_before_they_are_looked_at(monkeypatch):
    monkeypatch.setattr(reader, "MOST_VALUES", 20)
    assert "too many values; allowed: 20 at most" in refused(b"[" + b"1," * 21 + b"1]")
    assert parse_record(json.dumps(record()).encode()) == record()
    monkeypatch.setattr(reader, "MOST_ENTRIES", 1)
    other = CHECK_IN | {"id": "2"}
    assert "too many entries; allowed: 1" in refused(record(check_ins=[CHECK_IN, other]))
    assert parse_record(json.dumps(record(check_ins=[CHECK_IN])).encode())


def test_a_device_is_refused_and_a_link_to_a_file_is_followed(tmp_path):
    (tmp_path / "record.json").write_text(json.dumps(record()), encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "record.json")
    (tmp_path / "lost").symlink_to(tmp_path / "none")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert read_record(tmp_path / "link") == record()
    for path, says in [
        (Path("/dev/zero"), "not a file"),
        (tmp_path / "lost", "No such file"),
        (tmp_path / "loop", "Too many levels"),
        (tmp_path / "nul\0name", "cannot be opened"),
    ]:
        with pytest.raises(RecordError, match=says):
            read_record(path)


def test_a_file_that_is_missing_too_large_or_no_file_is_refused(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b" " * 11)
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    for name, says in [("none", "No such"), ("pipe", "not a file"), ("large", "0 MB at most")]:
        with pytest.raises(RecordError, match=says):
            read_record(tmp_path / name)
    with pytest.raises(RecordError, match="not a file"):
        read_record(tmp_path)


def places(value, found):
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            places(value[key], found)
    return found


JUNK = [None, True, "", "x", -1, 0, 7, 37, 999, [], {}, ["x"], {"x": 1}, "oral", "none"]
SCHEMA = jsonschema.Draft202012Validator(record_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_our_walk_of_the_schema_agrees_with_the_reference(path):
    whole, chance = json.loads(path.read_text(encoding="utf-8")), random.Random(path.stem)  # noqa: S311 - no secret
    judged = {True: 0, False: 0}
    for _ in range(150):
        plain = copy.deepcopy(whole)
        holder, key = chance.choice(places(plain, []))
        mutate(holder, key, chance)
        valid = SCHEMA.is_valid(plain)
        judged[valid] += 1
        assert accepted(plain) is valid, str(holder)
        if record_fits()(plain):  # a quick yes needs no second look
            assert valid, str(holder)
    assert min(judged.values()) > 10


def mutate(holder, key, chance):
    how = chance.randrange(3)
    if how == 0 and isinstance(holder, dict):
        del holder[key]
    elif how == 1 and isinstance(holder, dict):
        holder["unknown"] = holder.pop(key)
    else:
        holder[key] = chance.choice(JUNK)


def accepted(plain):
    try:
        check(loads(json.dumps(plain)), record_schema())
    except RecordError:
        return False
    return True


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_broken_record_is_refused_and_never_crashes_the_reader(path):
    whole, chance = json.loads(path.read_text(encoding="utf-8")), random.Random(1)  # noqa: S311 - no secret
    for _ in range(150):
        plain = copy.deepcopy(whole)
        for _ in range(3):
            mutate(*chance.choice(places(plain, [])), chance)
        with suppress(RecordError):
            check_record(loads(json.dumps(plain)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_record_that_keeps_to_the_schema_gets_the_quick_yes(path):
    assert record_fits()(loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["plans", "check_ins", "doses"])
def test_a_zone_that_is_none_is_refused_wherever_it_stands(name):
    step = {"from": "2026-05-01", "mg_per_day": 20}
    items = {
        "plans": {"id": "1", "drug": "baclofen", "route": "oral", "steps": [step]},
        "check_ins": CHECK_IN,
        "doses": {"id": "1", "at": CHECK_IN["at"], "status": "taken"},
    }
    plain = {"format": "taper-record/1", "person": PERSON, name: [items[name] | {"zone": "Here"}]}
    with pytest.raises(RecordError) as refused:
        check_record(plain)
    assert refused.value.field == f"{name}[0].zone"
