# SPDX-License-Identifier: MIT
"""The practice people: valid records, clearly made up, and telling the story they promise."""

import json
import re

import jsonschema
import pytest

from caregiver_app.app import main
from caregiver_app.exchange.reader import read_record
from caregiver_app.exchange.writer import record_text
from caregiver_app.system.resources import resource_path

PRACTICE = ("practice-oral", "practice-pump", "practice-child", "practice-both")


def sample_text(name: str) -> str:
    return resource_path("samples", f"{name}.json").read_text(encoding="utf-8")


def sample(name: str) -> dict:
    return json.loads(sample_text(name))


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads(resource_path("schema", "record.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PRACTICE)
def test_every_practice_person_is_a_valid_record(name: str, schema: dict) -> None:
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(sample(name))] == []


@pytest.mark.parametrize("name", PRACTICE)
def test_a_practice_record_is_written_just_as_export_writes_it(name: str) -> None:
    record = read_record(resource_path("samples", f"{name}.json"))
    assert record_text(record) == sample_text(name)


@pytest.mark.parametrize(
    ("name", "levels", "last"),
    [
        ("practice-oral", {"WATCH": 1}, "WATCH"),
        ("practice-pump", {"URGENT": 3}, "URGENT"),
        ("practice-child", {"WATCH": 1}, "NO_FLAGS"),
        ("practice-both", {"WATCH": 1}, "NO_FLAGS"),
    ],
)
def test_each_practice_person_shows_another_course(
    name: str, levels: dict[str, int], last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(resource_path("samples", f"{name}.json")), "--json"]) == 0
    judged = [check_in["level"] for check_in in json.loads(capsys.readouterr().out)["check_ins"]]
    assert {level: judged.count(level) for level in judged if level != "NO_FLAGS"} == levels
    assert judged[-1] == last


@pytest.mark.parametrize("name", PRACTICE)
def test_nobody_can_take_a_practice_person_for_a_real_one(name: str) -> None:
    person = sample(name)["person"]
    assert person["id"] == name
    assert person["name"].endswith("(practice)")
    assert all("(practice)" in contact["name"] for contact in person["contacts"])
    phones = re.findall(r"\d{3}-\d{4}|\d{3}[ .-]\d{3}[ .-]\d{4}", sample_text(name))
    assert phones
    assert all(re.fullmatch(r"555-01\d\d", phone) for phone in phones)


@pytest.mark.parametrize("name", PRACTICE)
def test_a_practice_profile_leaves_no_question_of_the_sheet_open(name: str) -> None:
    person = sample(name)["person"]
    for field in ("dob", "sex", "weight_kg", "allergies", "usual", "kidney", "medicines", "zone"):
        assert person.get(field) is not None, field
    roles = {contact["role"] for contact in person["contacts"]}
    assert {"prescriber", "after_hours", "decision_maker"} <= roles
    assert ("pump_clinic" in roles) == (person["route"] == "itb")


@pytest.mark.parametrize("name", PRACTICE)
def test_a_practice_history_holds_a_cut_and_several_days(name: str) -> None:
    record = sample(name)
    days = sorted({check_in["at"][:10] for check_in in record["check_ins"]})
    starts = [step["from"] for plan in record["plans"] for step in plan["steps"]]
    assert 10 <= len(record["check_ins"]) <= 16
    assert 4 <= len(days) <= 6
    assert min(starts) < days[0]
    assert any(days[0] < start <= days[-1] for start in starts)


def test_logged_practice_doses_are_those_of_the_plan() -> None:
    for name in PRACTICE:
        record = sample(name)
        for dose in record.get("doses", []):
            if dose["status"] in ("taken", "late"):
                assert dose["mg"] == planned_mg(record, dose), (name, dose["id"])


def planned_mg(record: dict, dose: dict) -> float:
    drug = dose.get("drug", record["person"]["drug"])
    plan = next(plan for plan in record["plans"] if plan["drug"] == drug)
    day, time = dose["scheduled_for"][:10], dose["scheduled_for"][11:16]
    step = [step for step in plan["steps"] if step["from"] <= day][-1]
    return next(slot["mg"] for slot in step["doses"] if slot["time"] == time)
