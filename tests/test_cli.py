# SPDX-License-Identifier: MIT
"""What other programs can rely on: the commands, their exit codes and their one line."""

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from caregiver_app.cli import run
from caregiver_app.services.sharing_files.records import RecordsService
from tests.exchange.test_reader import places

RECORDS = Path(__file__).parent / "data" / "records"
ONE = str(RECORDS / "s01.json")
CLINIC = ["handoff", ONE, "--out", "x.pdf", "--sheet", "clinic"]


def command(*argv):
    return run([str(word) for word in argv], lambda: 0)


def refusal(capsys, *argv):
    """Run a command that must be refused and return its one line."""
    assert command(*argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("\n")
    assert len(said.err.splitlines()) == 1
    return said.err


def saved(tmp_path, plain):
    path = tmp_path / "record.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_assess_prints_one_line_for_each_check_in(capsys):
    assert command("assess", ONE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[0].split()[:2] == ["2026-04-13T20:00:00-04:00", "NO_FLAGS"]


def test_assess_json_names_everything_that_was_promised(capsys):
    assert command("assess", RECORDS / "s02.json", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["format", "rule_set", "check_ins", "plan_prompts"]
    assert answer["format"] == "taper-assessment/1"
    last = answer["check_ins"][-1]
    assert list(last) == [
        "id", "at", "level", "action", "hours_since_last_kept_dose", "rules", "missing"
    ]  # fmt: skip
    assert last["level"] == "EMERGENCY"
    assert list(last["rules"][0]) == ["id", "level", "message", "because", "source"]


def with_steep_plan():
    """Return a record whose newest plan has a large cut, and kidneys to ask about."""
    plain = json.loads(Path(ONE).read_text(encoding="utf-8"))
    gentle = plain["plans"][0]
    steps = [{"from": "2026-05-01", "mg_per_day": 50}, {"from": "2026-05-08", "mg_per_day": 20}]
    plain["plans"] = [gentle, {**gentle, "id": "steep", "steps": steps}]
    plain["person"]["kidney"] = {"ckd": True}
    return plain


def test_assess_lists_what_to_ask_about_the_newest_plan(tmp_path, capsys):
    record = saved(tmp_path, with_steep_plan())
    assert command("assess", record, "--json") == 0
    prompts = json.loads(capsys.readouterr().out)["plan_prompts"]
    assert [(p["id"], p.get("step_from")) for p in prompts] == [
        ("P-ABRUPT", "2026-05-08"),
        ("P-BIGCUT", "2026-05-08"),
        ("P-CKD", None),
    ]
    assert [list(p) for p in prompts] == [["id", "step_from", "message"]] * 2 + [["id", "message"]]
    assert "Please ask the prescriber to confirm" in prompts[0]["message"]


def test_assess_prints_one_line_for_each_prompt_after_the_check_ins(tmp_path, capsys):
    plain = with_steep_plan()
    assert command("assess", saved(tmp_path, plain)) == 0
    lines = capsys.readouterr().out.splitlines()[len(plain["check_ins"]) :]
    assert [line.split("  ")[:2] for line in lines] == [
        ["P-ABRUPT", "2026-05-08"],
        ["P-BIGCUT", "2026-05-08"],
        ["P-CKD", "-"],
    ]


def test_a_confirmation_leaves_the_list_of_prompts_as_it_is(tmp_path, capsys):
    plain = with_steep_plan()
    at = "2026-05-09T08:00:00-04:00"
    confirmed = {"id": "a", "at": at, "about": "steep", "kind": "confirmed_plan"}
    answers = []
    for actions in ([], [confirmed]):
        record = saved(tmp_path, {**plain, "actions": actions})
        assert command("assess", record, "--json") == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]


def test_a_plan_changes_no_level_by_the_prompts_it_raises(tmp_path, capsys):
    assert command("assess", ONE, "--json") == 0
    before = json.loads(capsys.readouterr().out)
    assert before["plan_prompts"] == []
    assert command("assess", saved(tmp_path, with_steep_plan()), "--json") == 0
    after = json.loads(capsys.readouterr().out)
    levels = [[check_in["level"] for check_in in each["check_ins"]] for each in (before, after)]
    assert levels[0] == levels[1]


def test_a_record_that_tells_nothing_but_a_person_is_asked_for_a_plan(tmp_path, capsys):
    person = json.loads(Path(ONE).read_text(encoding="utf-8"))["person"]
    record = saved(tmp_path, {"format": "taper-record/1", "person": person})
    assert command("assess", record, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [prompt["id"] for prompt in answer["plan_prompts"]] == ["P-NOPLAN"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["asess", ONE], "invalid choice"),
        ([], "required"),
        (["assess"], "required"),
        (["assess", "nothing.json"], "No such file"),
        (["assess", "."], "not a file"),
        (["handoff", ONE], "required"),
        (["handoff", ONE, "--out", "x.pdf", "--paper", "a5"], "invalid choice"),
        (["handoff", ONE, "--out", "x.pdf", "--at", "yesterday"], "--at"),
        (["handoff", ONE, "--out", "x.pdf", "--sheet", "school"], "invalid choice"),
        (["handoff", ONE, "--out", "x.pdf", "--days", "7"], "allowed: --sheet clinic"),
        *(
            ([*CLINIC, "--days", wrong], "allowed: a whole number from 1 to 366")
            for wrong in ("0", "-1", "367", "7.5", "a week", "\u0667", "9" * 5000)
        ),
        (["export", "--person", "x", "--out", "y.json", "--data-dir", "none"], "no record in"),
        (["export", "--person", "x", "--out", "y.json", "--data-dir", ONE], "not a folder"),
        (["import", ONE, "--data-dir", ONE], "not a folder"),
        (["assess", ONE, "--js"], "unrecognized"),
    ],
)
def test_wrong_arguments_are_refused_with_one_line(capsys, argv, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert says in refusal(capsys, *argv)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("er", "ER sheet"), ("clinic", "Clinic sheet"), ("shift", "Sheet for the next caregiver")],
)
def test_a_sheet_says_for_whom_it_was_made(kind, heading, tmp_path):
    out = tmp_path / "sheet.pdf"
    assert run(["handoff", ONE, "--out", str(out), "--sheet", kind], lambda: 1) == 0
    (page,) = PdfReader(out).pages
    assert f"Page 1 of 1. {heading}" in page.extract_text()


@pytest.mark.parametrize(("days", "says"), [("1", "as chosen"), ("366", "the record begins then")])
def test_the_clinic_sheet_looks_back_as_far_as_it_is_told(days, says, tmp_path):
    out = str(tmp_path / "sheet.pdf")
    arguments = ["handoff", ONE, "--out", out, "--sheet", "clinic", "--days", days]
    assert run(arguments, lambda: 1) == 0
    assert says in " ".join(PdfReader(out).pages[0].extract_text().split())


def test_help_and_version_are_no_errors(capsys):
    assert command("--help") == command("assess", "--help") == command("--version") == 0
    assert "RECORD.json" in capsys.readouterr().out


def test_the_self_test_is_the_one_that_was_given():
    assert run(["self-test"], lambda: 7) == 7


def test_import_export_import_elsewhere_gives_the_same_bytes(tmp_path, capsys):
    here, there = tmp_path / "here", tmp_path / "there"
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    assert command("import", ONE, "--data-dir", here) == 0
    assert command("import", ONE, "--data-dir", here) == 0
    name = json.loads(Path(ONE).read_text(encoding="utf-8"))["person"]["name"]
    assert capsys.readouterr().out == f"{name}: 6 new entries\n{name}: 0 new entries\n"
    assert command("export", "--person", name, "--out", one, "--data-dir", here) == 0
    assert command("import", one, "--data-dir", there) == 0
    assert command("export", "--person", name, "--out", two, "--data-dir", there) == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_refused_import_makes_nothing(tmp_path, capsys):
    broken = saved(tmp_path, {"format": "taper-record/1", "person": {}})
    refusal(capsys, "import", broken, "--data-dir", tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_preview_tells_what_the_first_record_would_add_and_makes_nothing(tmp_path, capsys):
    data = tmp_path / "data"
    assert command("import", ONE, "--preview", "--data-dir", data) == 0
    told = capsys.readouterr().out
    assert not data.exists()
    assert command("import", ONE, "--data-dir", data) == 0
    assert capsys.readouterr().out == told
    wrong = saved(tmp_path, {"format": "taper-record/1"})
    assert "person" in refusal(capsys, "import", wrong, "--preview", "--data-dir", tmp_path / "no")


def test_an_unknown_person_is_refused_with_the_names_there_are(tmp_path, capsys):
    command("import", ONE, "--data-dir", tmp_path / "data")
    capsys.readouterr()
    out = tmp_path / "out.json"
    line = refusal(
        capsys, "export", "--person", "Nobody", "--out", out, "--data-dir", tmp_path / "data"
    )
    assert "A. Moreno" in line
    assert not out.exists()


def test_a_program_that_fails_says_so_in_one_line_and_exits_1(tmp_path, capsys, monkeypatch):
    command("import", ONE, "--data-dir", tmp_path)
    (tmp_path / "record.key").unlink()
    capsys.readouterr()
    assert command("import", ONE, "--data-dir", tmp_path) == 1
    assert "record.key" in capsys.readouterr().err

    def broken(*_arguments):
        raise RuntimeError("Test Patient A. Moreno")

    monkeypatch.setattr(RecordsService, "import_plain", broken)
    assert command("import", ONE, "--data-dir", tmp_path / "data") == 1
    assert capsys.readouterr().err == "the program failed: RuntimeError\n"


OF_THE_LOG = {
    "caregiver_app.services.log.record_book",
    "caregiver_app.domain.standing_alerts",
    "caregiver_app.domain.history.corrections",
}
"""What entries are made into a record with: a file has it made."""


@pytest.mark.parametrize(
    ("argv", "unwanted"),
    [
        (["assess", ONE], {"reportlab", "apsw", "cryptography", "PySide6", "jsonschema"}),
        (["handoff", ONE, "--out"], {"apsw", "cryptography", "PySide6", *OF_THE_LOG}),
    ],
    ids=["assess", "handoff"],
)
def test_a_command_loads_only_what_it_needs(argv, unwanted, tmp_path):
    code = (
        "import sys\nfrom caregiver_app.cli import run\n"
        "assert run(sys.argv[1:], lambda: 0) == 0\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, *sys.modules, sep='\\n')"
    )
    out = [str(tmp_path / "sheet.pdf")] if argv[-1] == "--out" else []
    done = subprocess.run(
        [sys.executable, "-c", code, *argv, *out],
        capture_output=True, text=True, check=True, cwd=RECORDS.parents[2],
    )  # fmt: skip
    assert unwanted & set(done.stdout.split()) == set()


def test_a_reader_that_has_seen_enough_is_no_failure_of_the_program():
    reads, writes = os.pipe()
    os.close(reads)
    argv = [sys.executable, "main.py", "assess", "resources/samples/practice-oral.json", "--json"]
    done = subprocess.run(
        argv, stdout=writes, stderr=subprocess.PIPE, check=False, cwd=RECORDS.parents[2]
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["s01", "s02", "s03", "s04"])
def test_a_damaged_record_is_judged_or_refused_but_never_crashes(name, tmp_path, capsys):
    text, chance = (RECORDS / f"{name}.json").read_text(encoding="utf-8"), random.Random(name)  # noqa: S311 - no secret
    whole, junk = json.loads(text), [None, True, "", "x", -1, 0, 5, 40, 1e9, [], {}, [{}]]
    codes = []
    for _ in range(60):
        plain = copy.deepcopy(whole)
        holder, key = chance.choice(places(plain, []))
        holder[key] = chance.choice(junk)
        codes.append(command("assess", saved(tmp_path, plain)))
        said = capsys.readouterr()
        assert (codes[-1] == 2) == (len(said.err.splitlines()) == 1), said.err
    assert set(codes) == {0, 2}


def other_names_of(file):
    """Return a file by its name, another spelling of it, a link, and a second name of it."""
    link, second = file.with_name("link.pdf"), file.with_name("second.pdf")
    link.symlink_to(file)
    second.hardlink_to(file)
    return file, file.parent / "." / ".." / file.parent.name / file.name, link, second


def test_no_sheet_takes_the_place_of_the_record_that_it_is_made_from(tmp_path, capsys):
    record = saved(tmp_path, json.loads(Path(ONE).read_text(encoding="utf-8")))
    before = record.read_bytes()
    for name in other_names_of(record):
        assert "it would be lost" in refusal(capsys, "handoff", record, "--out", name)
    assert record.read_bytes() == before
    assert command("handoff", record, "--out", tmp_path / "sheet.pdf") == 0


@pytest.mark.parametrize("shape", [[], ["--fhir"]])
def test_no_export_takes_the_place_of_a_file_of_the_record(shape, tmp_path, capsys):
    command("import", ONE, "--data-dir", tmp_path / "data")
    before = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.*")}
    asked = ["export", "--person", "Test Patient A. Moreno", "--data-dir", tmp_path / "data"]
    capsys.readouterr()
    for name in (*other_names_of(tmp_path / "data" / "record.db"), *before):
        assert "it would be lost" in refusal(capsys, *asked, *shape, "--out", name)
    assert {path: path.read_bytes() for path in before} == before


def test_no_table_takes_the_place_of_a_file_of_the_record(tmp_path, capsys):
    command("import", ONE, "--data-dir", tmp_path / "data")
    doses = tmp_path / "doses.csv"
    doses.hardlink_to(tmp_path / "data" / "record.db")
    before = doses.read_bytes()
    asked = ["export", "--person", "Test Patient A. Moreno", "--data-dir", tmp_path / "data"]
    capsys.readouterr()
    assert "it would be lost" in refusal(capsys, *asked, "--csv", "--out", tmp_path)
    assert doses.read_bytes() == before
    assert not (tmp_path / "check-ins.csv").exists()


def test_the_tables_go_into_a_folder_and_nowhere_else(tmp_path, capsys):
    data, out = tmp_path / "data", tmp_path / "out"
    command("import", ONE, "--data-dir", data)
    capsys.readouterr()
    asked = ["export", "--person", "Test Patient A. Moreno", "--csv", "--data-dir", data, "--out"]
    assert "a folder that is there" in refusal(capsys, *asked, out)
    out.mkdir()
    assert command(*asked, out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["check-ins.csv", "doses.csv"]
    assert out.joinpath("check-ins.csv").read_text("utf-8-sig").count("\n") == 5


def test_a_table_is_looked_at_then_added_to_the_record_it_came_from(tmp_path, capsys):
    data, out = tmp_path / "data", tmp_path / "out"
    out.mkdir()
    command("import", ONE, "--data-dir", data)
    name = "Test Patient A. Moreno"
    command("export", "--person", name, "--csv", "--data-dir", data, "--out", out)
    table = out / "check-ins.csv"
    text = table.read_text("utf-8-sig")
    table.write_text(text.replace("'4,2026-04-18T19", "'5,2026-04-18T21"), encoding="utf-8")
    for more, new in ((["--preview"], 1), ([], 1), ([], 0)):
        capsys.readouterr()
        assert command("import", table, "--data-dir", data, *more) == 0
        assert capsys.readouterr().out.startswith(f"{name}: {new} new entr")
    assert "no record in" in refusal(capsys, "import", table, "--data-dir", tmp_path / "none")


def test_a_document_for_a_clinic_is_written_to_the_file_that_was_named(tmp_path, capsys):
    data, out = tmp_path / "data", tmp_path / "fhir.json"
    command("import", ONE, "--data-dir", data)
    capsys.readouterr()
    asked = ["export", "--person", "Test Patient A. Moreno", "--data-dir", data, "--out", out]
    assert "not allowed with" in refusal(capsys, *asked, "--csv", "--fhir")
    assert "allowed: --fhir" in refusal(capsys, *asked, "--days", "7")
    assert "1 to 366" in refusal(capsys, *asked, "--fhir", "--days", "0")
    assert command(*asked, "--fhir", "--days", "7") == 0
    assert json.loads(out.read_text("utf-8"))["type"] == "document"


def test_a_sheet_carries_the_document_for_a_clinic_only_when_asked(tmp_path):
    plain, carrying = tmp_path / "plain.pdf", tmp_path / "carrying.pdf"
    at = ["--at", "2026-05-21T12:00:00-04:00"]
    assert command("handoff", ONE, "--out", plain, *at) == 0
    assert command("handoff", ONE, "--out", carrying, "--fhir", *at) == 0
    assert not PdfReader(plain).attachments
    ((name, (document,)),) = dict(PdfReader(carrying).attachments).items()
    assert name == "handoff-2026-05-21-1200-fhir.json"
    data = json.loads(document)
    assert (data["resourceType"], data["type"]) == ("Bundle", "document")


def test_assess_says_what_was_kept_between_check_ins_and_is_none(tmp_path, capsys):
    plain = json.loads(Path(ONE).read_text(encoding="utf-8"))
    fall = {"id": "fall-1", "at": "2026-05-21T23:50:00-04:00", "mode": "quick", "fall": "no_injury"}
    plain["check_ins"].append({**fall, "more": {"happened": "fall"}})
    record = saved(tmp_path, plain)
    assert command("assess", record) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "T" in line.split("  ")[0]]
    assert [line.endswith("event: fall") for line in lines].count(True) == 1
    assert command("assess", record, "--json") == 0
    judged = json.loads(capsys.readouterr().out)["check_ins"]
    assert {one.get("event") for one in judged} == {None, "fall"}
    assert [one["id"] for one in judged if "event" in one] == ["fall-1"]
