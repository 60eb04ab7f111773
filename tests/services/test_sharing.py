# SPDX-License-Identifier: MIT
"""What a family can rely on when it hands its record over in files."""

import csv
import io
import json

import pytest

from caregiver_app.exchange.reader import parse_record
from caregiver_app.services.sharing_files.records import RecordError


@pytest.fixture
def mrs(services):
    """Return the id of a practice person."""
    return services.people.open_practice("practice-oral")


def test_the_tables_hold_each_check_in_and_each_dose(services, mrs):
    record = services.book.record(mrs)
    check_ins, doses = services.sharing.tables(mrs)
    counts = [
        sum(1 for _row in csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""))) - 1
        for file in (check_ins, doses)
    ]
    assert counts == [len(record.check_ins), len(record.doses)]


def test_the_names_of_the_files_tell_the_day_and_no_person(services, mrs):
    files = (services.sharing.record(mrs), *services.sharing.tables(mrs))
    assert [file.stem + file.ending for file in files] == [
        "record-2026-05-21-1340.json",
        "check-ins-2026-05-21-1340.csv",
        "doses-2026-05-21-1340.csv",
    ]


def test_a_saved_file_replaces_no_other_and_only_its_owner_reads_it(services, mrs, tmp_path):
    first = services.sharing.save([services.sharing.record(mrs)], tmp_path)
    second = services.sharing.save([services.sharing.record(mrs)], tmp_path)
    assert (first[0].name, second[0].name) == (
        "record-2026-05-21-1340.json",
        "record-2026-05-21-1340-2.json",
    )
    assert first[0].stat().st_mode & 0o777 == 0o600
    assert parse_record(second[0].read_bytes())["person"]["name"]


def test_a_folder_that_is_not_there_is_refused(services, mrs, tmp_path):
    with pytest.raises(RecordError, match="not a place for a file"):
        services.sharing.save(services.sharing.tables(mrs), tmp_path / "gone")


def test_a_clinic_gets_the_record_as_it_stands(services, mrs):
    file = services.sharing.for_a_clinic(mrs)
    assert file.stem + file.ending == "fhir-2026-05-21-1340.json"
    document = json.loads(file.data)
    kinds = {entry["resource"]["resourceType"] for entry in document["entry"]}
    assert {"Composition", "Patient", "Observation", "MedicationStatement"} <= kinds
