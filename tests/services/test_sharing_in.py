# SPDX-License-Identifier: MIT
"""What a family can rely on that reads a file in: looked at first, whole, or not at all."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.sharing_files.records import RecordError
from caregiver_app.services.sharing_files.sharing_in import Held
from caregiver_app.system.exact_json import dumps

OTHER = "0198f2a4-7c31-7c07-8d6e-1a2b3c4d5e6f"


@pytest.fixture
def mrs(services):
    """Return the id of a practice person."""
    return services.people.open_practice("practice-oral")


@pytest.fixture
def saved(services, mrs, tmp_path):
    """Return the paths of the saved tables, check-ins and doses."""
    return services.sharing.save(services.sharing.tables(mrs), tmp_path)


def changed(path, old, new, *, row=-1):
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    assert old in lines[row]
    lines[row] = lines[row].replace(old, new, 1)
    path.write_bytes("".join(lines).encode())
    return path


def own_id(path, row=-1):
    return path.read_text("utf-8-sig").splitlines()[row].split(",")[3].removeprefix("'")


def test_a_table_of_what_is_here_adds_nothing(services, mrs, saved):
    for path, kind in zip(saved, (EntryKind.CHECK_IN, EntryKind.DOSE), strict=True):
        before = services.book.entries(mrs)
        found = services.incoming.preview(path, mrs)
        assert (found.kind, found.rows, found.new, found.same_time) == (kind, found.here, 0, 0)
        assert services.incoming.add(found) == 0
        assert services.book.entries(mrs) == before


def test_the_tables_bring_every_row_to_a_record_that_lacks_them(services, mrs, saved, tmp_path):
    whole = services.book.record(mrs)
    plain = services.book.plain_record(mrs)
    empty = {"format": plain["format"], "person": plain["person"] | {"id": "another"}}
    (tmp_path / "empty.json").write_text(dumps(empty), "utf-8")
    services.incoming.add(services.incoming.preview(tmp_path / "empty.json"))
    there = services.people.people()[-1].id
    for path in saved:
        text = path.read_bytes().replace(plain["person"]["id"].encode(), b"another")
        path.write_bytes(text)
        found = services.incoming.preview(path, there)
        assert services.incoming.add(found) == found.rows == found.new
    again = services.book.record(there)
    assert again.check_ins == whole.check_ins
    assert again.doses == whole.doses


def test_a_row_of_a_time_that_is_here_waits_for_a_word(services, mrs, saved):
    path = changed(saved[0], own_id(saved[0]), OTHER)
    found = services.incoming.preview(path, mrs)
    assert (found.new, found.same_time) == (0, 1)
    assert services.incoming.add(found) == 0
    assert services.incoming.add(found, also_same_time=True) == 1


def test_a_second_dose_for_one_slot_waits_for_a_word(services, mrs, saved):
    at = last(saved[1]).split(",")[4]
    path = changed(saved[1], own_id(saved[1]), OTHER)
    path = changed(path, at, f"{at[:14]}09{at[16:]}")  # given later, due at the same time
    found = services.incoming.preview(path, mrs)
    assert (found.new, found.same_time) == (0, 1)


def test_a_row_that_was_typed_over_is_refused_with_its_number(services, mrs, saved):
    rows = services.incoming.preview(saved[0], mrs).rows
    path = changed(saved[0], ",full,", ",quick,") if ",full," in last(saved[0]) else None
    path = path or changed(saved[0], ",quick,", ",full,")
    before = services.book.entries(mrs)
    with pytest.raises(RecordError, match=f"row {rows + 1}: .* with other content"):
        services.incoming.preview(path, mrs)
    assert services.book.entries(mrs) == before


def last(path):
    return path.read_text("utf-8-sig").splitlines()[-1]


def test_the_same_id_twice_is_refused_with_the_second_row(services, mrs, saved):
    text = saved[0].read_text("utf-8-sig")
    saved[0].write_text(text + last(saved[0]) + "\n", "utf-8", newline="")
    with pytest.raises(RecordError, match=r"row \d+, id: .* stands twice"):
        services.incoming.preview(saved[0], mrs)


def test_a_table_never_reaches_the_record_of_somebody_else(services, mrs, saved):
    other = services.people.open_practice("practice-pump")
    with pytest.raises(RecordError, match=r"this table is about .*; allowed: the table of"):
        services.incoming.preview(saved[0], other)
    assert services.incoming.preview(saved[0]).name == services.book.record(mrs).person.name


def test_a_table_of_nobody_here_asks_for_the_record_first(services, saved, tmp_path):
    text = saved[0].read_bytes().replace(b"practice-oral", b"nobody")
    saved[0].write_bytes(text)
    with pytest.raises(RecordError, match="add their whole record first"):
        services.incoming.preview(saved[0])


def test_a_whole_record_is_looked_at_before_it_is_added(services, mrs, tmp_path):
    (path,) = services.sharing.save([services.sharing.record(mrs)], tmp_path)
    found = services.incoming.preview(path)
    assert (found.new, found.is_new_person) == (0, False)
    path.write_bytes(path.read_bytes().replace(b'"practice-oral"', b'"nobody yet"'))
    found = services.incoming.preview(path)
    assert found.is_new_person
    assert len(services.people.people()) == 1
    assert services.incoming.add(found) == found.new > 0
    assert len(services.people.people()) == 2


def test_a_table_without_an_id_goes_to_nobody_of_another_date_of_birth(services, tmp_path):
    who = Person(name="A", dob=date(1950, 3, 4), route=Route.ORAL, drug=Drug.BACLOFEN)
    services.people.add_person(who, None)
    rows = ",A,1950-03-05,1,2026-04-13T20:00:00-04:00\n"
    (tmp_path / "t.csv").write_text(f"person_id,person_name,person_dob,id,at\n{rows}", "utf-8")
    with pytest.raises(RecordError, match="nobody here is 'A'"):
        services.incoming.preview(tmp_path / "t.csv")


def test_a_table_without_an_id_goes_to_nobody_where_two_have_the_name(services, tmp_path):
    for number in range(2):
        who = Person(name="A", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
        services.people.add_person(replace(who, id=f"p{number}"), None)
    text = "person_id,person_name,person_dob,id,at\n,A,,1,2026-04-13T20:00:00-04:00\n"
    (tmp_path / "t.csv").write_text(text, "utf-8")
    with pytest.raises(RecordError, match="more than one is meant by 'A'"):
        services.incoming.preview(tmp_path / "t.csv")
    first = services.people.people()[0].id
    assert services.incoming.preview(tmp_path / "t.csv", first).new == 1


@pytest.mark.parametrize(
    ("kind", "refused"), [("refill", True), ("dose_change", True), ("alarm", False)]
)
def test_an_aide_reads_in_a_sound_of_a_pump_and_not_what_a_clinic_did(services, kind, refused):
    pump = services.people.open_practice("practice-pump")
    care = services.caregivers
    care.begin_with(pump, "Ana (daughter)")
    care.switch(pump, care.add(pump, "Rosa", None, CaregiverRole.AIDE).id)
    plain = services.book.plain_record(pump)
    event = {"id": "new", "at": "2026-05-20T12:00:00-04:00", "kind": kind}
    held = Held(plain=plain | {"pump_events": [*plain["pump_events"], event]})
    found = services.incoming.compared(held)
    told = pytest.raises(CaregiverRefused, match="Only family writes down the plan")
    with told if refused else nullcontext():
        assert services.incoming.add(found) == 1
    assert services.incoming.compared(held).new == int(refused)


def test_what_was_worked_out_beside_the_window_is_what_a_new_start_shows(services, mrs, tmp_path):
    plain = services.book.plain_record(mrs)
    at = services.book.record(mrs).check_ins[-1].at
    late = {"id": "late", "at": at.text, "mode": "quick", "hr": 61}
    plain["check_ins"] = [*plain["check_ins"], late]
    path = tmp_path / "more.json"
    path.write_text(dumps(plain), "utf-8")
    incoming = services.incoming
    prepared = incoming.preparing(incoming.preview(path))()
    assert prepared.result.new_entries == 1
    written = incoming.writing(prepared)
    assert list(written) == []
    book = services.book
    fresh = RecordBook(book._log, book._clock)
    assert book.record(mrs) == fresh.record(mrs)
    assert book.entries(mrs) == fresh.entries(mrs)
    added = next(one for one in book.record(mrs).check_ins if one.id == "late")
    assert added.assessment.level is not None
    assert incoming.writing(prepared) is None  # something was written down since: work it out anew
