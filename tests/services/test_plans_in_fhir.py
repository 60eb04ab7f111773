# SPDX-License-Identifier: MIT
"""What a clinic reads of two plans written apart: both, and that nobody decided."""

import json

import pytest

from caregiver_app.cli import run
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.services.sharing_files.sharing import SharingService
from tests.exchange.test_fhir import VALID
from tests.exchange.test_fhir_second_reader import again
from tests.services.test_family_merge import ID, WHO, Home

NOT_DECIDED = "It is NOT decided which one holds. Ask the prescriber."


@pytest.fixture
def two(tmp_path):
    homes = [Home(tmp_path / name, 0) for name in ("ann", "ben")]
    homes[0].write(EntryKind.PERSON, WHO)
    write_plan(homes[0], 60)
    homes[1].take_from(homes[0])
    yield homes
    for home in homes:
        home.log.close()


def write_plan(home, amount, route="oral"):
    home.pass_time(30)
    per_day = "mg_per_day" if route == "oral" else "mcg_per_day"
    steps = [{"from": "2026-05-01", per_day: amount}]
    plan = {"id": home.desk.new_id(), "drug": "baclofen", "route": route, "steps": steps}
    home.write(EntryKind.PLAN, plan | {"prescriber": f"Dr {amount}"})


def exchange(ann, ben):
    ann.pass_time(60)
    ben.pass_time(60)
    ann.take_from(ben)
    ben.take_from(ann)


def of_window(home):
    shared = SharingService(home.book, home.clock, home.apart.conflicts)
    return json.loads(shared.for_a_clinic(ID).data)


def told(document):
    """Return what a document says is taken, once two strangers have found it valid."""
    assert VALID.is_valid(document)
    assert again(document)
    found = [entry["resource"] for entry in document["entry"]]
    found = [each for each in found if each["resourceType"] == "MedicationStatement"]
    return sorted((each["dosage"][0]["text"], each["status"]) for each in found)


def words(document):
    (heading,) = [e["resource"] for e in document["entry"][:1]]
    return next(part["text"]["div"] for part in heading["section"] if part["title"] == "Medicines")


def test_of_two_plans_that_nobody_decided_a_clinic_reads_both(two):
    ann, ben = two
    write_plan(ann, 40)
    write_plan(ben, 50)
    exchange(ann, ben)
    for home in two:
        document = of_window(home)
        assert told(document) == [
            ("40 mg/day by mouth", "unknown"),
            ("50 mg/day by mouth", "unknown"),
        ]
        assert words(document).count(NOT_DECIDED) == 2
    (open_,) = ben.apart.conflicts(ID)
    (chosen,) = [side for side in open_.sides if side.payload["prescriber"] == "Dr 40"]
    ben.apart.keep(ID, open_, chosen, "Ben")
    exchange(ann, ben)
    for home in two:
        document = of_window(home)
        assert told(document) == [("40 mg/day by mouth", "active")]
        assert NOT_DECIDED not in words(document)


def test_a_plan_without_a_name_that_lists_only_what_is_ahead_tells_the_dose_until_then(two):
    ann, ben = two
    ann.pass_time(30)
    ahead = {
        "drug": "baclofen",
        "route": "oral",
        "steps": [{"from": "2026-06-01", "mg_per_day": 30}],
    }
    ann.write(EntryKind.PLAN, ahead)
    write_plan(ben, 50)
    exchange(ann, ben)
    assert [text for text, _status in told(of_window(ann))] == [
        "50 mg/day by mouth",
        "60 mg/day by mouth",
    ]


def test_what_a_pump_gives_by_two_plans_is_not_told_as_sure(two):
    ann, ben = two
    write_plan(ann, 100, "itb")
    write_plan(ben, 120, "itb")
    exchange(ann, ben)
    by_mouth, *by_pump = sorted(told(of_window(ann)), reverse=True)
    assert by_mouth == ("60 mg/day by mouth", "active")
    assert {text for text, _status in by_pump} == {
        "100 mcg/day by pump into the spine",
        "120 mcg/day by pump into the spine",
    }
    assert {status for _text, status in by_pump} == {"unknown"}


def test_the_command_tells_both_too(two, tmp_path):
    ann, ben = two
    write_plan(ann, 40)
    write_plan(ben, 50)
    exchange(ann, ben)
    ann.log.close()
    out = tmp_path / "out.json"
    asked = ["export", "--fhir", "--person", WHO["name"], "--data-dir", str(tmp_path / "ann")]
    assert run([*asked, "--out", str(out)], lambda: 1) == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    assert [status for _text, status in told(made)] == ["unknown"] * 2
