# SPDX-License-Identifier: MIT
"""What the documents say is there: rules, files, commands and dependencies."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_rule_has_a_row_in_the_clinical_reference() -> None:
    rules = tomllib.loads(read("resources/content/rules.toml"))["rules"]
    page = read("docs/clinical/reference.md")
    rows = re.findall(r"^\| ([EUWT]\d+|WORRY) \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(rules)


def test_the_clinical_reference_names_the_rule_set_and_its_review() -> None:
    rules = tomllib.loads(read("resources/content/rules.toml"))
    page = read("docs/clinical/reference.md")
    assert f"Rule set {rules['version']}" in page
    assert ("Not reviewed by a clinician" in page) == (rules["reviewed_by"] == "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_of_dependencies_lists_exactly_those_there_are() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["dependency-groups"]
    wanted = project["project"]["dependencies"] + groups["test"] + groups["package"]
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", read("docs/dependencies.md"), re.MULTILINE)
    listed = [name.split()[0] for row in rows for name in row.split(", ") if row != "choice"]
    listed = [name for name in listed if name.strip("-")]
    assert sorted(listed) == sorted(re.split(r"[\[<>=]", line)[0] for line in wanted)


def test_no_document_calls_the_rules_reviewed_before_they_are() -> None:
    if tomllib.loads(read("resources/content/rules.toml"))["reviewed_by"] == "":
        assert "not been reviewed by a clinician" in read("README.md")
        assert "not been reviewed by a clinician" in read("docs/safety.md")
