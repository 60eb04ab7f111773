# SPDX-License-Identifier: MIT
"""A file with two plans that go on from one version says on paper that nobody has decided."""

import json

import pytest
from pypdf import PdfReader

from caregiver_app.cli import run
from tests.services.test_told_calmer import CALM, check_in, file_of

OPEN = "There are two plans. It is NOT decided which one holds."
AT = "2026-05-21T09:00:00+00:00"


def plan(number, mg, based_on=None, prescriber="Dr. Lee"):
    steps = [{"from": "2026-05-01", "mg_per_day": mg}]
    said = {"id": number, "drug": "baclofen", "route": "oral", "steps": steps}
    said |= {"prescriber": prescriber} | ({"based_on": based_on} if based_on else {})
    return said


def printed(tmp_path, plans, *more):
    """Return the words of the sheet of a file with these plans, and its FHIR statements."""
    path, out = tmp_path / "plans.json", tmp_path / "sheet.pdf"
    path.write_text(json.dumps(file_of(check_in(**CALM)) | {"plans": plans}), encoding="utf-8")
    arguments = ["handoff", str(path), "--out", str(out), "--at", AT, "--fhir", *more]
    assert run(arguments, lambda: 1) == 0
    sheet = PdfReader(out)
    text = " ".join(" ".join(page.extract_text().split()) for page in sheet.pages)
    (held,) = [held for name, held in sheet.attachments.items() if "fhir" in name]
    resources = [each["resource"] for each in json.loads(held[0])["entry"]]
    told = [r for r in resources if r["resourceType"] == "MedicationStatement"]
    return text, [(each["status"], each["dosage"][0]["text"]) for each in told]


@pytest.mark.parametrize("kind", ["er", "shift", "clinic"])
def test_two_that_go_on_from_one_are_not_decided(tmp_path, kind):
    plans = [plan("1", 60), plan("2", 45, "1"), plan("3", 30, "1")]
    text, told = printed(tmp_path, plans, "--sheet", kind)
    assert f"{OPEN} By one plan or the other: baclofen by mouth 45 mg/day or 30 mg/day." in text
    assert told == [("unknown", "45 mg/day by mouth"), ("unknown", "30 mg/day by mouth")]


def test_one_that_was_continued_apart_is_told_with_its_newest_version(tmp_path):
    plans = [plan("1", 60), plan("2", 45, "1"), plan("3", 40, "2"), plan("4", 30, "1")]
    text, told = printed(tmp_path, plans)
    assert OPEN in text
    assert told == [("unknown", "40 mg/day by mouth"), ("unknown", "30 mg/day by mouth")]


@pytest.mark.parametrize(
    "plans",
    [
        [plan("1", 60), plan("2", 45, "1"), plan("3", 30, "1"), plan("4", 45, "3")],
        [plan("1", 60), plan("2", 45, "1"), plan("3", 45, "1")],
        [plan("1", 60), plan("2", 45, "1"), plan("3", 45, "2")],
        [plan("1", 60), plan("2", 45)],
    ],
    ids=["decided since", "both say the same", "one after the other", "nothing is named"],
)
def test_otherwise_the_newest_holds(tmp_path, plans):
    text, told = printed(tmp_path, plans)
    assert OPEN not in text
    assert told == [("active", "45 mg/day by mouth")]


def test_what_a_pump_gives_is_not_known_where_its_plans_are_not_decided(tmp_path):
    def by_pump(number, mcg, based_on=None):
        steps = [{"from": "2026-05-01", "mcg_per_day": mcg}]
        return plan(number, 0, based_on) | {"route": "itb", "steps": steps}

    plans = [by_pump("1", 300), by_pump("2", 270, "1"), by_pump("3", 240, "1")]
    text, told = printed(tmp_path, plans)
    assert OPEN in text
    given = [status for status, words in told if words.startswith("240 mcg/day")]
    assert given == ["unknown", "unknown"]
    assert ("unknown", "270 mcg/day by pump into the spine") in told
