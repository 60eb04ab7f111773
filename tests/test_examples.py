# SPDX-License-Identifier: MIT
"""The four worked examples: what each check-in is judged to be, and what its sheet says.

They are part of the public format: whoever reads or writes records can check against them.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from caregiver_app.app import main

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "tests" / "data" / "records"
EXAMPLES = ("s01", "s02", "s03", "s04")

example = pytest.mark.parametrize("name", EXAMPLES)


def expected(name: str) -> dict:
    return json.loads((RECORDS / f"{name}.expected.json").read_text(encoding="utf-8"))


def run(*arguments: str) -> str:
    """Run the real command in a new process and return what it prints."""
    done = subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def check_judgement(name: str, printed: str) -> None:
    """Compare the levels, rules and actions of every check-in with what is expected."""
    answer = json.loads(printed)
    judged = {check_in["id"]: check_in for check_in in answer["check_ins"]}
    assert answer["format"] == "taper-assessment/1"
    assert list(judged) == list(expected(name)["check_ins"])
    for check_in_id, wanted in expected(name)["check_ins"].items():
        rules = {rule["id"] for rule in judged[check_in_id]["rules"]}
        assert judged[check_in_id]["level"] == wanted["level"], check_in_id
        assert rules >= set(wanted["rules_include"]), check_in_id
        assert not rules & set(wanted["rules_exclude"]), check_in_id
        if "action" in wanted:
            assert judged[check_in_id]["action"] == wanted["action"]


def check_sheet(name: str, file: Path) -> None:
    """Compare the words of the sheet: case does not count and white space is one blank."""
    reader = PdfReader(file)
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split()).lower()
    missing = [word for word in expected(name)["sheet_must_contain"] if word.lower() not in text]
    forbidden = [word for word in expected(name)["sheet_must_not_contain"] if word.lower() in text]
    assert (missing, forbidden) == ([], []), text


@example
def test_each_example_is_judged_as_published(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(RECORDS / f"{name}.json"), "--json"]) == 0
    check_judgement(name, capsys.readouterr().out)


@example
def test_each_example_has_the_published_words_on_one_page(name: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    assert main(["handoff", str(RECORDS / f"{name}.json"), "--out", str(file)]) == 0
    check_sheet(name, file)


@example
@pytest.mark.slow
def test_the_commands_give_the_same_in_a_process_of_their_own(name: str, tmp_path: Path) -> None:
    record = str(RECORDS / f"{name}.json")
    check_judgement(name, run("assess", record, "--json"))
    run("handoff", record, "--out", str(tmp_path / "sheet.pdf"))
    check_sheet(name, tmp_path / "sheet.pdf")


@example
def test_the_readable_form_names_the_level_of_each_check_in(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(RECORDS / f"{name}.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    wanted = [check_in["level"] for check_in in expected(name)["check_ins"].values()]
    assert len(lines) == len(wanted)
    assert [level in line for level, line in zip(wanted, lines, strict=True)] == [True] * len(lines)
