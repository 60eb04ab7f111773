# SPDX-License-Identifier: MIT
"""A large file is read in pieces: wherever they are cut, what comes out is what stands there."""

import json

import pytest

from caregiver_app.exchange import json_pieces, reader
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.reader import parse_record
from caregiver_app.system import exact_json
from caregiver_app.system.exact_json import dumps, loads
from tests.exchange.test_reader import CHECK_IN, EXAMPLES, record, refused

ODD = record(
    check_ins=[
        CHECK_IN | {"note": 'a "quoted" \\ line, süß 痛い \N{SLIGHTLY SMILING FACE}\n]},{["'},
        CHECK_IN
        | {"id": "2", "temp_c": 37.25, "hr": 101, "other_signs": ["[", "}"], "more": {"a": 300}},
    ],
    changes=[],
)


@pytest.mark.parametrize("look", [1, 2, 3, 5, 7, 64])
@pytest.mark.parametrize("indent", [None, 1])
def test_a_piece_may_be_cut_anywhere(look, indent, monkeypatch):
    monkeypatch.setattr(json_pieces, "_FIRST_LOOK", look)
    text = json.dumps(ODD, ensure_ascii=False, indent=indent)
    assert parse_record(text.encode()) == loads(text)
    for example in EXAMPLES:
        data = example.read_bytes()
        assert dumps(parse_record(data)) == dumps(loads(data.decode()))


def test_a_cut_changes_nothing_of_what_is_counted(monkeypatch):
    data = json.dumps(record(check_ins=[CHECK_IN | {"more": {"a": 1}}])).encode()
    objects = 4  # the record, the person, the check-in and what else was answered
    monkeypatch.setattr(json_pieces, "_FIRST_LOOK", 4)
    monkeypatch.setattr(exact_json, "_MOST_OBJECTS", objects)
    parse_record(data)
    monkeypatch.setattr(exact_json, "_MOST_OBJECTS", objects - 1)
    assert "more than 400000 objects" in refused(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Expecting value in line 1, column 1"),
        ("{", "property name enclosed in double quotes in line 1, column 2"),
        ('{"a"', "Expecting ':' delimiter in line 1, column 5"),
        ('{"a":1 "b"', "Expecting ',' delimiter in line 1, column 8"),
        ('{"a":1,}', "property name enclosed in double quotes in line 1, column 8"),
        ('{"plans":[1,]}', "Expecting value in line 1, column 13"),
        ('{"plans":[1', "Expecting ',' delimiter in line 1, column 12"),
        ('{"plans":[', "Expecting value in line 1, column 11"),
        ('{"a":"süß",\n "plans":[{"süß":1 2}]}', "Expecting ',' delimiter in line 2, column 20"),
        ('{"a":"x', "Unterminated string starting at in line 1, column 6"),
        ('{"a":1} more', "Extra data in line 1, column 9"),
        ("[] []", "Extra data in line 1, column 4"),
        ('{"a":1,"a":2}', "the key 'a' stands twice in one object"),
        ('{"plans":[{"a":1,"a":2}]}', "the key 'a' stands twice in one object"),
        ('{"plans":[' + "[" * 40 + "]" * 40 + "]}", "nested deeper than 32 levels"),
        ('{"plans":["\\ud800"]}', "half of a surrogate pair"),
        (b'{"plans":["s\xfc"]}', "byte 12 is not UTF-8"),
        (b'{"plans":["' + b"\x80" * 9_000, "byte 11 is not UTF-8"),
        ("{" + ",".join(f'"k{n}":0' for n in range(5_002)) + "}", "5000 different keys"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text, says):
    assert says in refused(text if isinstance(text, bytes) else text.encode())


def test_an_entry_has_a_length_and_all_of_them_together_a_number(monkeypatch):
    monkeypatch.setattr(json_pieces, "MOST_BYTES_IN_A_VALUE", 500)
    long = CHECK_IN | {"note": "n" * 600}
    assert "an entry is too long" in refused(record(check_ins=[long]))
    parse_record(json.dumps(record(check_ins=[CHECK_IN | {"note": "n" * 300}])).encode())
    monkeypatch.setattr(reader, "MOST_ENTRIES", 2)
    items = [CHECK_IN | {"id": str(n)} for n in range(3)]
    assert "too many entries; allowed: 2" in refused(record(check_ins=items))
    removed = {"id": "a", "at": CHECK_IN["at"], "target": "0", "field": "removed", "after": True}
    assert "too many entries" in refused(record(check_ins=items[:2], changes=[removed]))


def test_a_mistake_in_a_long_entry_is_told_as_one_and_not_as_its_length():
    text = json.dumps(record(check_ins=[CHECK_IN | {"note": "n" * 9_000}])).replace('"id"', "id")
    with pytest.raises(RecordError, match="Expecting property name enclosed in double quotes"):
        parse_record(text.encode())
