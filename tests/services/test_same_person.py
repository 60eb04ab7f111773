# SPDX-License-Identifier: MIT
"""A file with an id that is somebody else's here is refused, and nothing of it is written."""

from typing import Any

import pytest

from caregiver_app.exchange.errors import RecordError
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from tests.domain.pretend import RULES

BY_CHANCE = "6e2a3a3e-0c0e-4b7a-9c53-3d1f6f2a8a10"


def file_of(**person: object) -> dict[str, Any]:
    told = {"id": "1", "name": "Ann Lee", "dob": "1970-01-01", "route": "oral", "drug": "baclofen"}
    return {"format": "caregiver-record", "version": "1.0", "person": {**told, **person}}


@pytest.fixture
def records(services, clock) -> RecordsService:
    return RecordsService(services.book, judge_with(RULES), clock)


def people(services):
    return [(one.name, str(one.dob)) for one in services.people.people()]


def test_two_people_of_one_number_are_never_made_one(services, records):
    records.import_plain(file_of(allergies=["penicillin"]))
    other = file_of(name="Bob Ray", dob="1999-09-09", allergies=[])
    for refused in (records.import_plain, lambda plain: records.previewing(plain)()):
        with pytest.raises(RecordError, match=r"person\.id: here it is the id of 'Ann Lee'"):
            refused(other)
    assert people(services) == [("Ann Lee", "1970-01-01")]
    (card,) = services.people.people()
    assert services.book.record(card.id).person.allergies == ("penicillin",)


@pytest.mark.parametrize(
    "changed", [{"name": "Ann Smith"}, {"dob": "1970-01-11"}, {"name": " ANN  lee", "dob": None}]
)
def test_a_name_or_a_birth_date_may_have_been_corrected(services, records, changed):
    records.import_plain(file_of())
    records.import_plain(file_of(**changed))
    assert len(people(services)) == 1


@pytest.mark.parametrize(("key", "is_one"), [("1", False), (BY_CHANCE, True)])
def test_without_birth_dates_only_an_id_drawn_by_chance_is_believed(services, records, key, is_one):
    records.import_plain(file_of(id=key, dob=None))
    other = file_of(id=key, dob=None, name="Bob Ray")
    if is_one:
        records.import_plain(other)
    else:
        with pytest.raises(RecordError, match="born not recorded"):
            records.import_plain(other)
    assert len(people(services)) == 1


def test_a_file_without_an_id_finds_its_person_however_the_name_is_written(services, records):
    for name in ("Ann Lee", "ann lee", " Ann  Lee "):
        told = file_of(name=name)
        del told["person"]["id"]
        records.import_plain(told)
    assert len(people(services)) == 1
