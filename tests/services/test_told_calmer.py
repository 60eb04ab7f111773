# SPDX-License-Identifier: MIT
"""A file whose level is calmer than its own answers quiets nobody; its level stays as it was."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from caregiver_app.cli import run
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.exchange.writer import record_text
from caregiver_app.services.sharing_files.records import RecordsService, graver_with, judge_with
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.file_log import FileLog
from caregiver_app.wiring import build_services
from tests.report.reading import text_of
from tests.services.test_family_merge import ID, START, WHO, Home

AT = datetime(2026, 5, 20, 14, 0, tzinfo=UTC)
WORST = {"alertness": "hard_to_wake", "orientation": "very_confused", "breathing": "trouble"}
CALM = {"alertness": "awake", "orientation": "normal", "breathing": "normal", "stiffness": 3}


def check_in(number="1", minutes=0, level="NO_FLAGS", **answers):
    at = (AT + timedelta(minutes=minutes)).isoformat()
    told = {"rule_set": "2026.1", "level": level, "rules": []}
    return {"id": number, "at": at, "assessment": told, "recorder": "Eva"} | answers


def file_of(*check_ins):
    person = {"id": "p1", "name": "Ann Lee", "dob": "1970-01-01"}
    person |= {"route": "oral", "drug": "baclofen", "zone": "UTC"}
    return {"format": "taper-record/1", "person": person, "check_ins": list(check_ins)}


LIE = file_of(check_in(**WORST))


@pytest.fixture
def records(services, clock):
    clock.go_to(AT + timedelta(minutes=5))
    rules = services.rule_set
    return RecordsService(services.book, judge_with(rules), clock, graver_with(rules))


def told(services, person):
    judged = services.overview.today(person).last.assessment
    return judged.level, services.alerts.follow_up(person).level


def stored(services, person):
    found = services.book.record(person).check_ins
    return [(c.more.get("happened"), c.assessment.level.name) for c in found]


def test_what_the_answers_call_for_is_an_alert_and_the_level_of_the_file_stays(services, records):
    person = records.import_plain(LIE).person_id
    assert told(services, person) == (Level.EMERGENCY, Level.EMERGENCY)
    assert services.alerts.follow_up(person).answered is False
    both = [(None, "NO_FLAGS"), ("correction written down", "EMERGENCY")]
    assert stored(services, person) == both
    (alert,) = services.book.record(person).check_ins[1:]
    assert {rule.id for rule in alert.assessment.rules} == {"E03", "E05", "E06"}
    assert alert.recorder is None
    assert records.import_plain(LIE).new_entries == 0
    assert stored(services, person) == both


def test_a_file_that_is_opened_in_the_window_tells_it_too(services, clock, tmp_path):
    clock.go_to(AT + timedelta(minutes=5))
    path = tmp_path / "lie.json"
    path.write_text(json.dumps(LIE), encoding="utf-8")
    services.incoming.add(services.incoming.preview(path))
    (card,) = services.people.people()
    assert told(services, card.id) == (Level.EMERGENCY, Level.EMERGENCY)


@pytest.mark.parametrize(
    "check_ins",
    [
        [check_in(minutes=-25 * 60, **WORST)],
        [check_in(**WORST), check_in("2", 1, **CALM)],
        [check_in(dizzy=True, **CALM)],
        [check_in(level="EMERGENCY", **WORST)],
        [check_in(**WORST), check_in("2", 1, "EMERGENCY", more={"happened": "something else"})],
    ],
    ids=["older than a day", "not the newest", "below URGENT", "as grave", "told since"],
)
def test_otherwise_nothing_is_written_beside_it(services, records, check_ins):
    person = records.import_plain(file_of(*check_ins)).person_id
    assert len(stored(services, person)) == len(check_ins)


def test_a_check_in_that_came_without_a_level_has_ours_alone(services, records):
    item = check_in(**WORST)
    del item["assessment"]
    person = records.import_plain(file_of(item)).person_id
    assert stored(services, person) == [(None, "EMERGENCY")]


@pytest.mark.parametrize("kind", ["er", "shift", "clinic"])
def test_a_sheet_of_the_file_tells_what_its_answers_call_for(kind, tmp_path):
    path, out = tmp_path / "lie.json", tmp_path / "sheet.pdf"
    path.write_text(json.dumps(LIE), encoding="utf-8")
    at = (AT + timedelta(minutes=5)).isoformat()
    arguments = ["handoff", str(path), "--out", str(out), "--sheet", kind, "--at", at, "--fhir"]
    assert run(arguments, lambda: 1) == 0
    sheet = PdfReader(out)
    text = " ".join(" ".join(page.extract_text().split()) for page in sheet.pages)
    assert "EMERGENCY" in text
    assert "No warning signs" not in text
    assert "alerts: none recorded" not in text
    (document,) = [held for name, held in sheet.attachments.items() if "fhir" in name]
    entries = json.loads(document[0])["entry"]
    (flag,) = [e["resource"] for e in entries if e["resource"]["resourceType"] == "Flag"]
    assert flag["status"] == "active"
    assert flag["code"]["text"].startswith("EMERGENCY")


@pytest.fixture
def ben(tmp_path, clock):
    """Return another computer of the family, an hour ago, that judges nothing itself."""
    clock.go_to(START + timedelta(hours=1))
    home = Home(tmp_path / "ben", 0)
    home.write(EntryKind.PERSON, WHO)
    yield home
    home.log.close()


def saved_by(home, level="NO_FLAGS", **answers):
    item = check_in(home.desk.new_id(), level=level, **answers) | {"at": home.desk.now().text}
    home.write(EntryKind.CHECK_IN, item)
    home.pass_time(5)


def taken_in(services, home):
    return services.family.take_in(services.family.compared(home.family.bundle(ID)))


def test_a_file_of_family_tells_what_its_answers_call_for(services, ben):
    saved_by(ben, **WORST)
    assert taken_in(services, ben) == 2
    assert told(services, ID) == (Level.EMERGENCY, Level.EMERGENCY)
    assert services.alerts.follow_up(ID).answered is False
    both = [(None, "NO_FLAGS"), ("correction written down", "EMERGENCY")]
    assert stored(services, ID) == both
    assert services.book.record(ID).check_ins[-1].recorder is None
    assert taken_in(services, ben) == 0
    assert stored(services, ID) == both


def test_computers_that_each_told_it_come_to_the_same_and_tell_no_more(services, ben):
    saved_by(ben, **WORST)
    taken_in(services, ben)
    assert ben.take_from(services) == 1
    assert taken_in(services, ben) == 0
    assert ben.says() == record_text(services.book.plain_record(ID))


@pytest.mark.parametrize("then", ["a quiet one", "as grave", "none", "a day"])
def test_a_file_of_family_is_told_no_more_than_needed(services, clock, ben, then):
    saved_by(ben, **(CALM if then == "none" else WORST))
    if then == "a quiet one":
        saved_by(ben, **CALM)
    elif then == "as grave":
        saved_by(ben, "EMERGENCY", more={"happened": "something else"})
    elif then == "a day":
        clock.go_to(START + timedelta(hours=25))
    taken_in(services, ben)
    assert len(stored(services, ID)) == len(ben.book.record(ID).check_ins)


def test_a_disk_that_takes_no_more_keeps_the_alert_of_a_file_in_sight(services, ben, monkeypatch):
    saved_by(ben, **WORST)
    ready = services.family.preparing(services.family.compared(ben.family.bundle(ID)))()

    def full(*_entries, **_more):
        raise StorageError("disk_full")

    monkeypatch.setattr(services.book._log, "append", full)
    for _piece in services.family.writing(ready):
        pass
    assert told(services, ID) == (Level.EMERGENCY, Level.EMERGENCY)
    assert services.book.held.cause


def test_a_file_that_is_only_looked_at_tells_it_on_today_and_on_the_sheet(services, clock, ben):
    saved_by(ben, **WORST)
    log = FileLog.of_part(ben.family.bundle(ID, for_clinic=True).part, {}, clock)
    looked = build_services(log, clock)
    assert told(looked, ID) == (Level.EMERGENCY, Level.EMERGENCY)
    page = text_of(looked.handoff.sheet(ID))
    assert "EMERGENCY" in page
    assert "No warning signs" not in page
    log.close()
