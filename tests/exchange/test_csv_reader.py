# SPDX-License-Identifier: MIT
"""What a family can rely on that reads a table back: every value again, or one clear line."""

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.exchange import csv_reader
from caregiver_app.exchange.csv_reader import Table, read_table
from caregiver_app.exchange.csv_table import table_text
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.portable import LISTS
from caregiver_app.exchange.reader import read_record
from caregiver_app.system import exact_json
from tests.exchange.test_reader import CHECK_IN, EXAMPLES, PERSON, record
from tests.tries import tries

HEAD = "person_id,person_name,person_dob,id,at,hr_per_min,rash,note,more_json"
ROW = ",A. Moreno,1973-06-11,1,2026-04-13T20:00:00-04:00"


def table(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path)


def refused(tmp_path, text):
    with pytest.raises(RecordError) as error:
        table(tmp_path, text)
    assert len(str(error.value).splitlines()) == 1
    return str(error.value)


@pytest.mark.parametrize("kind", [EntryKind.CHECK_IN, EntryKind.DOSE])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_was_written_is_read_again_with_every_digit(path, kind, tmp_path):
    plain = read_record(path)
    listed = plain.get(LISTS[kind], [])
    if not listed:
        assert "no row" in refused(tmp_path, table_text(plain, kind))
        return
    found = table(tmp_path, table_text(plain, kind))
    assert sorted(map(str, found.items)) == sorted(map(str, sorted_keys(listed, found)))
    assert (found.kind, found.person_name) == (kind, plain["person"]["name"])


def sorted_keys(listed, found):
    """Return the objects with their keys in the order of the columns, which is all that changes."""
    order = {item["id"]: list(item) for item in found.items}
    for item in listed:
        assert set(item) == set(order[item["id"]])
    return [{key: item[key] for key in order[item["id"]]} for item in listed]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@tries(60)
@given(note=TEXTS | st.none(), signs=st.lists(TEXTS, max_size=2), name=TEXTS)
def test_any_text_comes_back_as_it_was(tmp_path_factory, note, signs, name):
    item = CHECK_IN | {"note": note, "other_signs": signs, "recorder": name, "raw": {"hr": name}}
    plain = record(check_ins=[item])
    plain["person"] = PERSON | {"name": name or "x", "id": name}
    found = table(tmp_path_factory.mktemp("t"), table_text(plain, EntryKind.CHECK_IN))
    assert found.items == (item,)
    assert (found.person_name, found.person_id) == (name or "x", name)


def test_what_a_spreadsheet_makes_of_a_table_is_read_too(tmp_path):
    found = table(tmp_path, f"{HEAD}\n{ROW},80,TRUE,,\n,,,,,,,,\n")
    assert found.items == ({"id": "1", "at": CHECK_IN["at"], "hr": 80, "rash": True},)
    assert found.rows == (2,)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",999,,,", "row 2, hr_per_min: 999 is more than 250; allowed: a whole number 20 to 250"),
        (',"72,5",,,', "row 2, hr_per_min: '72,5' does not fit; allowed: a whole number"),
        (",NaN,,,", "row 2, hr_per_min: 'NaN' does not fit"),
        (",,yes,,", "row 2, rash: 'yes' does not fit; allowed: true or false"),
        (",,,,[1]", "row 2, more_json: a list […] does not fit; allowed: an object"),
        (",,,,{", "row 2, more_json: not JSON"),
        (',,,,"{""a"":1,""a"":2}"', "row 2, more_json: the key 'a' stands twice"),
        (",,,," + "[" * 99 + "]" * 99, "nested deeper than 32"),
        (",,", "row 2: there are 7 cells; allowed: 9, one for each column"),
        (',,,"x', "it is no whole table"),
        (",,,,\n,B,1973-06-11,2,2026-04-13T20:00:00-04:00,,,,", "row 3: this row is about somebo"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_meant_is_refused_with_its_row_and_column(row, says, tmp_path):
    assert says in refused(tmp_path, f"{HEAD}\n{ROW}{row}\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "row 1: the column person_id is missing"),
        (HEAD, "no row under the first"),
        (HEAD.replace(",", ";"), "not parted by commas"),
        (HEAD + ",mood", "the column 'mood' is not known"),
        (HEAD + ",note", "the column 'note' stands twice"),
        (HEAD.replace("person_dob,", ""), "the column person_dob is missing"),
        (f"{HEAD}\n,A,,,2026-04-13T20:00:00-04:00,,,,", "row 2, id: this cell is empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"PK\x03\x04\0\0\0", "is not known"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused(text, says, tmp_path):
    assert says in refused(tmp_path, text)


def test_a_first_row_of_very_many_columns_is_refused_at_once(tmp_path):
    many = ",".join(f"c{number}" for number in range(120_000))
    assert "the column 'c0' is not known" in refused(tmp_path, many)
    assert "the column 'c119999' stands twice" in refused(tmp_path, f"{many},c119999")


def test_the_values_of_all_rows_are_counted_together(tmp_path, monkeypatch):
    rows = "".join(f'{ROW.replace(",1,", f",{n},")},,,,"{{""a"":1,""b"":2}}"\n' for n in range(9))
    each = 6  # id, time, two of the cell, and two of whose row it is: a name and a birthday
    monkeypatch.setattr(csv_reader, "MOST_VALUES", 9 * each)
    assert len(table(tmp_path, f"{HEAD}\n{rows}").items) == 9
    monkeypatch.setattr(csv_reader, "MOST_VALUES", 9 * each - 1)
    assert "there are too many values" in refused(tmp_path, f"{HEAD}\n{rows}")


def test_the_same_number_in_many_rows_is_read_once(tmp_path):
    head = "person_id,person_name,person_dob,id,at,sbp_mmhg"
    rows = "\n".join(f"p,A,,{n},2026-04-13T20:00:00-04:00,{270 - n % 2}" for n in range(9))
    read = [item["sbp"] for item in table(tmp_path, f"{head}\n{rows}").items]
    assert read == [270 - n % 2 for n in range(9)]
    assert len(set(map(id, read))) == 2  # a hundred thousand rows of them took ten seconds


def test_the_numbers_of_all_rows_are_counted_together(tmp_path, monkeypatch):
    row = '{},,,,"{{""a"":{}.5}}"\n'
    rows = "".join(row.format(ROW.replace(",1,", f",{n},"), n) for n in range(9))
    monkeypatch.setattr(exact_json, "_MOST_NUMBERS", 9)
    assert len(table(tmp_path, f"{HEAD}\n{rows}").items) == 9
    monkeypatch.setattr(exact_json, "_MOST_NUMBERS", 8)
    assert "more than 8 different numbers" in refused(tmp_path, f"{HEAD}\n{rows}")


def test_a_level_that_was_typed_over_is_refused(tmp_path):
    stored = {"rule_set": "1", "level": "URGENT", "rules": ["U01"]}
    text = table_text(record(check_ins=[CHECK_IN | {"assessment": stored}]), EntryKind.CHECK_IN)
    assert table(tmp_path, text).items[0]["assessment"] == stored
    assert "row 2, level: 'WATCH' is not what" in refused(
        tmp_path, text.replace("URGENT,U01", "WATCH,U01")
    )


def test_sizes_are_counted_while_reading(tmp_path, monkeypatch):
    whole = f"{HEAD}\n" + f"{ROW},,,,\n" * 50
    for name, most, says in [
        ("MOST_ROWS", 49, "too many rows"),
        ("MOST_LETTERS", 900, "the file is too large"),
        ("MOST_LETTERS_IN_A_ROW", 60, "a row is too long"),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(csv_reader, name, most)
            assert says in refused(tmp_path, whole)
    longest = max(len(HEAD) + 1, len(ROW) + 5)
    with monkeypatch.context() as patch:  # of all rows together, only the file's own limit counts
        patch.setattr(csv_reader, "MOST_LETTERS_IN_A_ROW", longest)
        patch.setattr(csv_reader, "MOST_LETTERS", len(whole))
        patch.setattr(csv_reader, "MOST_ROWS", 50)
        assert len(table(tmp_path, whole).items) == 50
    commas = HEAD + "\n" + '"\n",' * 300_000
    assert "a row is too long" in refused(tmp_path, commas)


def test_a_pipe_a_folder_and_nothing_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, says in [("pipe", "not a file"), (".", "not a file"), ("none", "No such file")]:
        with pytest.raises(RecordError, match=says):
            read_table(tmp_path / name)


def test_a_damaged_table_is_read_or_refused_and_never_crashes(tmp_path):
    whole = bytearray(table_text(read_record(EXAMPLES[1]), EntryKind.CHECK_IN).encode())
    chance, refusals = random.Random(1), 0  # noqa: S311 - no secret
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(3):
            place = chance.randrange(len(data))
            data[place : place + chance.randrange(3)] = chance.choice(
                [b"", b'"', b"\0", b",", b"9"]
            )
        try:
            table(tmp_path, bytes(data))
        except RecordError:
            refusals += 1
    assert refusals > 20


def test_a_refusal_that_is_about_no_row_is_told_as_it_is():
    empty = Table(
        kind=EntryKind.DOSE, items=(), rows=(), person_id="", person_name="", person_dob=""
    )
    for field in ("person.name", "doses[0].at", "doses[x].at"):
        error = RecordError(field, "it is missing", "a name")
        assert empty.told(error) is error
