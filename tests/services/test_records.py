# SPDX-License-Identifier: MIT
"""What families and clinics can rely on when records travel between computers."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Action, Level
from caregiver_app.exchange.reader import parse_record
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.sharing_files.records import RecordError, RecordsService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError

EXAMPLES = sorted(Path("tests/data/records").glob("s0[1-4].json"))
AT = "2026-04-13T20:00:00-04:00"
LATER = "2026-04-14T08:00:00-04:00"
WATCH = Assessment(
    rule_set="2026.1",
    level=Level.WATCH,
    rules=(Finding(id="W05", level=Level.WATCH, message="m", because="b", source="s"),),
    action=Action.RECHECK,
    missing=("hr",),
    hours_since_last_kept_dose=Decimal("24.5"),
)


def judge(record):
    return {check_in.id: WATCH for check_in in record.check_ins}


@pytest.fixture
def start(tmp_path, clock):
    """Return a function that opens one computer's record by name."""
    logs = {}

    def service(name="here"):
        if name not in logs:
            logs[name] = EntryLog.open(tmp_path / name, clock)
        return RecordsService(RecordBook(logs[name], clock), judge, clock)

    yield service
    for log in logs.values():
        log.check()
        log.close()


def record(**lists):
    person = {"name": "A. Moreno", "dob": "1973-06-11", "route": "oral", "drug": "baclofen"}
    check_ins = [{"id": "1", "at": AT, "hr": 80}, {"id": "2", "at": LATER, "temp_c": 37.0}]
    doses = [{"id": "1", "at": AT, "mg": 10, "status": "taken", "recorder": "aide"}]
    plan = {
        "drug": "baclofen",
        "route": "oral",
        "steps": [{"from": "2026-04-06", "mg_per_day": 60}],
    }
    whole = {"format": "taper-record/1", "person": person, "check_ins": check_ins}
    whole |= {"doses": doses, "plans": [plan]}
    return parse_record(json.dumps(copy.deepcopy(whole) | lists).encode())


def change(**values):
    made = {"id": "c1", "at": LATER, "target": "1", "field": "hr", "before": 80, "after": 90}
    return made | values


def counts(service, plain):
    return service.import_plain(plain).new_entries


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_export_import_elsewhere_export_gives_the_same_bytes(start, tmp_path, path):
    result = start("here").import_record(path)
    start("here").export_record(result.name, tmp_path / "one.json")
    again = start("there").import_record(tmp_path / "one.json")
    start("there").export_record(again.person_id, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert start("there").import_record(tmp_path / "one.json").new_entries == 0
    assert start("here").import_record(path).new_entries == 0


def test_an_import_says_what_it_added_and_the_same_file_adds_nothing(start):
    service = start()
    first = service.import_plain(record())
    assert (first.name, first.new_entries, first.new_check_ins) == ("A. Moreno", 5, 2)
    assert counts(service, record()) == 0
    assert counts(start(), record()) == 0


def test_check_ins_without_a_judgement_are_judged_and_stored_with_it(start):
    service = start()
    person = service.import_plain(record()).person_id
    stored = service._book.plain_record(person)["check_ins"][0]["assessment"]
    assert list(stored) == [
        "rules", "rule_set", "level", "action", "missing", "hours_since_last_kept_dose"
    ]  # fmt: skip
    assert service._book.record(person).check_ins[0].assessment == WATCH


def test_a_stored_judgement_is_kept_as_it_was(start):
    stored = {"rule_set": "2025.1", "level": "URGENT", "rules": ["U07"], "by_hand": True}
    plain = record(check_ins=[{"id": "1", "at": AT, "assessment": stored}])
    service = start()
    person = service.import_plain(plain).person_id
    assert service._book.plain_record(person)["check_ins"][0]["assessment"] == stored
    assert service._book.record(person).check_ins[0].assessment.rules[0].id == "U07"


def test_only_what_is_new_in_a_longer_file_is_added(start):
    service = start()
    service.import_plain(record())
    longer = record()
    longer["check_ins"].append({"id": "3", "at": "2026-04-15T08:00:00-04:00"})
    assert service.import_plain(longer).new_check_ins == 1


def test_other_content_under_a_known_id_is_refused_and_nothing_is_written(start):
    service = start()
    person = service.import_plain(record()).person_id
    before = service._book.entries(person)
    other = record(check_ins=[{"id": "0", "at": AT}, {"id": "1", "at": AT, "hr": 90}])
    with pytest.raises(RecordError, match=r"check_ins\[1\]: the entry '1' is already") as error:
        service.import_plain(other)
    assert "\n" not in str(error.value)
    assert service._book.entries(person) == before


def test_a_correction_made_elsewhere_arrives_with_its_change(start):
    service = start()
    person = service.import_plain(record()).person_id
    corrected = record(changes=[change()])
    corrected["check_ins"][0]["hr"] = 90
    assert counts(service, corrected) == 1
    assert service._book.record(person).check_ins[0].hr == 90
    assert counts(service, corrected) == 0
    assert counts(service, record()) == 0, "an older file must not bring the old value back"
    assert service._book.record(person).check_ins[0].hr == 90


def test_a_correction_of_several_fields_is_a_new_version_that_names_the_old_one(start):
    service = start()
    person = service.import_plain(record()).person_id
    corrected = record(changes=[change()])
    corrected["check_ins"][0] |= {"hr": 90, "note": "counted again"}
    assert counts(service, corrected) == 2
    newest = service._book.entries(person)[-1]
    assert newest.kind is EntryKind.CHECK_IN
    assert newest.follows in {entry.id for entry in service._book.entries(person)}
    assert service._book.record(person).check_ins[0].note == "counted again"
    assert counts(service, corrected) == 0


def test_a_removal_made_elsewhere_takes_the_entry_out_and_keeps_the_change(start):
    service = start()
    person = service.import_plain(record()).person_id
    removal = change(field="removed", before=False, after=True)
    shorter = record(changes=[removal])
    del shorter["check_ins"][0]
    assert counts(service, shorter) == 1
    assert [c.id for c in service._book.record(person).check_ins] == ["2"]
    assert "removed" in json.dumps(service._book.plain_record(person)["changes"])
    assert counts(service, record()) == 0


def test_a_removal_hits_the_same_entry_elsewhere_though_another_list_has_its_id(start):
    removal = change(field="removed", before=False, after=True)
    here, there = start("here"), start("there")
    person = here.import_plain(record(changes=[removal])).person_id
    sent = here._book.plain_record(person)
    there.import_plain(sent)
    for service in (here, there):
        found = service._book.record(person)
        assert ([c.id for c in found.check_ins], len(found.doses)) == (["2"], 1)
    assert there._book.plain_record(person) == sent


def test_a_change_that_says_something_else_under_a_known_id_is_refused(start):
    service = start()
    service.import_plain(record(changes=[change(target="9")]))
    with pytest.raises(RecordError, match="changes"):
        service.import_plain(record(changes=[change(target="9", after=91)]))


def test_a_change_to_an_impossible_value_is_refused(start):
    service = start()
    service.import_plain(record())
    only_change = record(check_ins=[], changes=[change(after=900)])
    with pytest.raises(RecordError, match="more than 250"):
        service.import_plain(only_change)


def test_a_new_profile_is_a_new_version_and_an_old_file_does_not_bring_the_old_back(start):
    service = start()
    person = service.import_plain(record()).person_id
    newer = record()
    newer["person"]["address"] = "12 Elm Street"
    assert counts(service, newer) == 1
    assert counts(service, record()) == 0
    assert service._book.record(person).person.address == "12 Elm Street"


def test_people_are_matched_by_id_else_by_name_and_date_of_birth(start):
    service = start()
    with_id, without = record(), record()
    with_id["person"]["id"] = "clinic-7"
    first = service.import_plain(with_id).person_id
    assert service.import_plain(without).person_id == first
    other = record()
    other["person"] |= {"id": "clinic-8"}
    assert service.import_plain(other).person_id != first
    with pytest.raises(RecordError, match="more than one person"):
        service.import_plain(without)


def test_a_uuid_of_a_file_is_kept_as_the_id_unless_another_person_has_it(start):
    service = start()
    own = "0197a2c0-7d3e-7000-8000-0123456789ab"
    plain = record(check_ins=[{"id": own.upper(), "at": AT}])
    first = service.import_plain(plain | {"person": plain["person"] | {"id": own}})
    second = service.import_plain(plain | {"person": plain["person"] | {"id": "x"}})
    ids = [[e.id for e in service._book.entries(r.person_id)] for r in (first, second)]
    assert first.person_id == own
    assert own in ids[0]
    assert own not in ids[1]
    assert service._book.plain_record(second.person_id)["check_ins"][0]["id"] == own.upper()


def test_a_value_that_goes_back_and_forth_is_a_version_each_time(start):
    service = start()
    person = service.import_plain(record()).person_id
    for number, rate in enumerate([90, 80, 90, 80]):
        changes = [
            change(id=f"c{n}", field="note", before=None, after=str(n)) for n in range(number + 1)
        ]
        plain = record(changes=changes)
        plain["check_ins"][0]["hr"] = rate
        service.import_plain(plain)
        assert service._book.record(person).check_ins[0].hr == rate


def test_a_check_in_that_arrives_removed_is_kept_in_the_log_but_stands_nowhere(start):
    service = start()
    plain = record(changes=[change(field="removed", before=False, after=True)])
    person = service.import_plain(plain).person_id
    assert [c.id for c in service._book.record(person).check_ins] == ["2"]
    assert counts(service, plain) == 0


def test_two_equal_plans_without_an_id_both_stand_in_the_record(start):
    plan = record()["plans"][0]
    service = start()
    person = service.import_plain(record(plans=[plan, plan])).person_id
    assert len(service._book.record(person).plans) == 2
    assert counts(service, record(plans=[plan, plan])) == 0


def test_export_finds_a_person_by_name_or_id_and_lists_who_there_is(start, tmp_path):
    service = start()
    with pytest.raises(RecordError, match="nobody yet"):
        service.find("anyone")
    service.import_plain(record())
    plain = record()
    service.import_plain(plain | {"person": plain["person"] | {"id": "clinic-7", "name": "B"}})
    assert service.find("clinic-7").name == service.find("b").name == "B"
    with pytest.raises(RecordError, match=r"nobody has the name or id 'C'.*A\. Moreno .*, B "):
        service.find("C")
    service.import_plain(plain | {"person": plain["person"] | {"id": "clinic-8", "name": "B"}})
    with pytest.raises(RecordError, match="more than one"):
        service.find("B")


def test_a_file_that_cannot_be_written_leaves_the_one_before(start, tmp_path):
    service = start()
    service.import_plain(record())
    (tmp_path / "out.json").write_text("before", encoding="utf-8")
    with pytest.raises(RecordError, match="not a place"):
        service.export_record("A. Moreno", tmp_path)
    with pytest.raises(RecordError, match="not a place"):
        service.export_record("A. Moreno", tmp_path / "none" / "out.json")
    with pytest.raises(StorageError, match="could not be written"):
        service.export_record("A. Moreno", tmp_path / ("x" * 256))
    assert not list(tmp_path.glob(".*.part"))
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "before"
    service.export_record("A. Moreno", tmp_path / "out.json")
    assert '"A. Moreno"' in (tmp_path / "out.json").read_text(encoding="utf-8")
