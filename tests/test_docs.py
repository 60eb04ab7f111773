# SPDX-License-Identifier: MIT
"""What the documents say is there: rules, files, commands and dependencies."""

import re
import tomllib
from pathlib import Path

import pytest

from caregiver_app.system.failures import MOST_BYTES
from tests.content.reading import grade, sentences

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


def test_who_cites_the_program_names_the_version_and_licence_it_has() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    cited = dict(re.findall(r"^(version|license): (.+)$", read("CITATION.cff"), re.MULTILINE))
    assert cited == {"version": project["version"], "license": project["license"]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_test_that_is_named_as_a_proof_is_there(page: Path) -> None:
    named = re.findall(r"\b((?:tests|packaging)/[\w/]+\.py)", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_page_of_dependencies_lists_exactly_those_there_are() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["dependency-groups"]
    wanted = project["project"]["dependencies"] + groups["test"] + groups["package"]
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", read("docs/dependencies.md"), re.MULTILINE)
    listed = [name.split()[0] for row in rows for name in row.split(", ") if row != "choice"]
    listed = [name for name in listed if name.strip("-")]
    assert sorted(listed) == sorted(re.split(r"[\[<>=]", line)[0] for line in wanted)


def test_the_page_of_threats_counts_the_packages_that_come_along() -> None:
    asked = len(tomllib.loads(read("pyproject.toml"))["project"]["dependencies"])
    pinned = len(re.findall("^[a-z0-9-]+==", read("requirements.lock"), re.MULTILINE))
    told = f"the {asked} that the program asks for, and the {pinned - asked} that those need"
    assert told in read("docs/safety/threats.md")


def test_the_page_of_threats_and_that_of_packages_tell_one_number_of_files() -> None:
    told = r"0 of (\d+) files differ", r"on one commit: (\d+) files, 0 of them differ"
    pages = read("docs/safety/threats.md"), read("packaging/README.md")
    (here,), (there,) = (re.findall(*both) for both in zip(told, pages, strict=True))
    assert here == there


def test_the_page_of_threats_tells_how_long_the_log_of_failures_may_be() -> None:
    told = f"before it has more than {MOST_BYTES // 1024} KB"
    assert told in read("docs/safety/threats.md")
    assert told in read("docs/safety/data.md")


def test_no_document_calls_the_rules_reviewed_before_they_are() -> None:
    if tomllib.loads(read("resources/content/rules.toml"))["reviewed_by"] == "":
        assert "not been reviewed by a clinician" in read("README.md")
        assert "not been reviewed by a clinician" in read("docs/safety.md")


def lines_of_the_first_page() -> list[str]:
    """Return what a caregiver reads first, without pictures, marks of the page and numbers."""
    bare = [re.sub(r"!\[.*?\]\(.*?\)|\[|\]\(.*?\)|[*#|]", "", line) for line in start_lines()]
    return [re.sub(r"^\s*(\d+\.|-)\s*", "", line).strip() for line in bare if line.strip()]


def start_lines() -> list[str]:
    return read("docs/guide/start.md").split("\n")


def test_the_first_page_is_read_with_ease() -> None:
    said = [line for line in lines_of_the_first_page() if line]
    long = [part for line in said for part in sentences(line) if len(part.split()) > 15]
    assert long == []
    assert (
        grade(" ".join(line if line.endswith((".", "?", ":")) else f"{line}." for line in said))
        <= 6
    )
