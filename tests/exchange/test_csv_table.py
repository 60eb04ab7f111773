# SPDX-License-Identifier: MIT
"""What a family can rely on that opens its record in a spreadsheet: every value, no formula."""

import csv
import io

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.exchange.csv_table import guarded, header, table_text, unguarded
from caregiver_app.exchange.reader import read_record
from tests.exchange.test_reader import CHECK_IN, EXAMPLES, record

SPREADSHEETS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "'x", "|x", "%x",
                "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x")  # fmt: skip


def rows(plain, kind=EntryKind.CHECK_IN):
    text = table_text(plain, kind)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_one_row_stands_for_each_check_in_and_each_dose(path):
    plain = read_record(path)
    assert len(rows(plain)) == len(plain["check_ins"])
    assert len(rows(plain, EntryKind.DOSE)) == len(plain.get("doses", ()))


def test_the_columns_begin_the_same_and_name_their_units():
    names = header(EntryKind.CHECK_IN)
    assert names[:9] == ("person_id", "person_name", "person_dob", "id", "at", "zone", "level",
                         "rules", "mode")  # fmt: skip
    units = {"temp_c", "hr_per_min", "sbp_mmhg", "dbp_mmhg", "rr_per_min", "spo2_percent",
             "weight_kg", "sleep_h", "stiffness_0_to_10", "mood_0_to_10"}  # fmt: skip
    assert units <= set(names)
    assert header(EntryKind.DOSE) == (
        "person_id", "person_name", "person_dob", "id", "at", "scheduled_for", "zone", "dose_mg",
        "dose_ml", "status", "recorder", "note", "drug", "observer", "tablets",
        "vomited_after_min",
    )  # fmt: skip


def test_a_value_stands_as_it_was_entered_and_what_was_not_recorded_stays_empty():
    (row,) = rows(record(check_ins=[CHECK_IN | {"hr": 80, "seizures": [], "rash": False}]))
    assert (row["hr_per_min"], row["seizures_json"], row["rash"]) == ("80", "[]", "false")
    assert row["at"] == "2026-04-13T20:00:00-04:00"
    assert (row["temp_c"], row["worried"], row["level"]) == ("", "", "")


def test_the_level_it_had_can_be_read_without_the_rest():
    stored = {"rule_set": "1", "level": "WATCH", "rules": ["W05", {"id": "W09"}]}
    (row,) = rows(record(check_ins=[CHECK_IN | {"assessment": stored}]))
    assert (row["level"], row["rules"]) == ("WATCH", "W05 W09")


@pytest.mark.parametrize(
    "text", [*SPREADSHEETS, "1/2", "3 pm", "007", "1e5", ".5", "", " x", "TRUE"]
)
def test_no_text_becomes_a_formula_a_day_or_a_number(text):
    plain = record(check_ins=[CHECK_IN | {"note": text, "recorder": text}])
    (row,) = rows(plain)
    for name in ("note", "recorder"):
        assert row[name] == "'" + text
        assert unguarded(row[name]) == text


@pytest.mark.parametrize("text", ["stiff again", "0198f2a4-7c31-7c07-8d6e-1a2b3c4d5e6f", "{x}"])
def test_a_plain_text_stands_as_it_is(text):
    assert guarded(text) == text


def test_no_cell_of_any_column_begins_as_a_formula():
    wild = dict.fromkeys(("recorder", "observer", "note"), "=1+1")
    wild |= {"other_signs": ["=1+1"], "raw": {"hr": "=1"}, "more": {"=x": "-1"}}
    whole = record(check_ins=[CHECK_IN | wild], doses=[{"id": "=1", "status": "taken"}])
    whole["person"] = whole["person"] | {"name": "@x", "id": "-1"}
    for kind in (EntryKind.CHECK_IN, EntryKind.DOSE):
        (row,) = rows(whole, kind)
        assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r\n\0")]


def test_what_was_removed_is_in_no_row():
    gone = {"id": "c", "at": CHECK_IN["at"], "target": "1", "field": "removed", "after": True}
    plain = record(check_ins=[CHECK_IN, CHECK_IN | {"id": "2"}], changes=[gone])
    assert [row["id"] for row in rows(plain)] == ["'2"]


def test_the_rows_stand_by_time_whatever_order_the_record_has():
    early = CHECK_IN | {"id": "9", "at": "2026-04-13T18:00:00-05:00"}
    assert [row["id"] for row in rows(record(check_ins=[CHECK_IN, early]))] == ["'9", "'1"]
