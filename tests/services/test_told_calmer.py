# SPDX-License-Identifier: MIT
"""A file whose level is calmer than its own answers quiets nobody; its level stays as it was."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from caregiver_app.cli import run
from caregiver_app.domain.levels import Level
from caregiver_app.services.records import RecordsService, graver_with, judge_with

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
    assert "check-ins: none recorded" not in text
    (document,) = [held for name, held in sheet.attachments.items() if "fhir" in name]
    entries = json.loads(document[0])["entry"]
    (flag,) = [e["resource"] for e in entries if e["resource"]["resourceType"] == "Flag"]
    assert flag["status"] == "active"
    assert flag["code"]["text"].startswith("EMERGENCY")
