# SPDX-License-Identifier: MIT
"""A file that cannot be read is refused in one line, whatever is wrong with it."""

import socket

import pytest

from caregiver_app.exchange import bundle
from caregiver_app.exchange.bundle import read_bundle
from caregiver_app.exchange.csv_any import read_spreadsheet
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.opening import plain_file


@pytest.mark.parametrize("name", ["none.json", "x" * 300, "nul\0"])
def test_a_file_that_is_not_there_or_has_no_name_that_a_disk_takes_is_refused(tmp_path, name):
    with (
        pytest.raises(RecordError, match="a record that can be read"),
        plain_file(tmp_path / name, "a record"),
    ):
        pass


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such places")
def test_what_is_no_file_at_all_is_refused_and_never_waited_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of such a place is short
    with socket.socket(socket.AF_UNIX) as place:
        place.bind("record.json")
        with (
            pytest.raises(RecordError, match=r"record\.json"),
            plain_file(tmp_path / "record.json", "a record"),
        ):
            pass


def test_a_stick_that_is_pulled_out_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "record.json"
    path.write_text("{}")
    told = "Input/output error"
    with pytest.raises(RecordError, match=told), plain_file(path, "a record"):
        raise OSError(5, told)


def test_a_family_file_that_is_far_too_large_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_BYTES", 10)
    path = tmp_path / "large.family"
    path.write_bytes(b"x" * 11)
    with pytest.raises(RecordError, match="too large"):
        read_bundle(path, "blue kettle monday river")


def test_blank_rows_of_a_table_are_left_out_and_the_others_keep_their_numbers(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("date,pulse\n,\n2026-05-21 08:00,88\n")
    assert [number for number, _cells in read_spreadsheet(path).rows] == [3]


def test_a_refusal_that_allows_nothing_says_no_more_than_what_is_wrong():
    assert str(RecordError("the file", "it is too large")) == "the file: it is too large"
