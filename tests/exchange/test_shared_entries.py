# SPDX-License-Identifier: MIT
"""Entries that travelled are looked at one by one, and together, before any of them counts."""

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.shared_part import SharedPart
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.shared_entries import check_entries, check_together
from tests.exchange.test_bundle import entry

AT = "2026-05-21T08:00:00-04:00"
DOSE = f'{{"at":"{AT}","id":"1","mg":10.0,"status":"taken"}}'
PERSON = {"name": "A", "dob": None, "route": "oral", "drug": "baclofen"}


def part(**facts):
    made = entry(1, payload=DOSE)._replace(**facts)
    return SharedPart(person_id="p", entries=(made,), elsewhere=(), seen=())


def test_what_the_program_wrote_is_taken():
    check_entries(part())


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"kind": "diary"}, "diary"),
        ({"payload": "{"}, "not JSON"),
        ({"payload": "[]"}, "does not fit"),
        ({"payload": DOSE.replace("taken", "swallowed")}, "swallowed"),
        ({"payload": DOSE.replace('"id":"1"', '"id":"1","id":"2"')}, "stands twice"),
        ({"payload": DOSE.replace("10.0", "1e99")}, "too long, too large"),
        ({"payload": DOSE.replace("mg", "grams")}, "not known"),
        ({"payload": "[" * 5000}, "nested"),
        ({"kind": "check_in"}, "not known"),
        ({"recorded_at": "yesterday"}, "a time is written"),
        ({"effective_at": "2026-13-01T08:00:00Z"}, "does not exist"),
    ],
)
def test_what_the_format_does_not_allow_is_refused_in_one_line(facts, told):
    with pytest.raises(RecordError, match="the entry of") as error:
        check_entries(part(**facts))
    assert told in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_what_makes_no_sense_together_is_refused():
    record = {"format": "taper-record/1", "person": PERSON}
    check_together(record, ())
    with pytest.raises(RecordError, match="corrected entry"):
        check_together(record, [(EntryKind.DOSE, {"id": "1", "status": "eaten"})])
    with pytest.raises(RecordError, match="stands twice"):
        check_together(record | {"doses": [{"id": "1"}, {"id": "1"}]}, ())
