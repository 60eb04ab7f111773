# SPDX-License-Identifier: MIT
"""The coverage table: every number is there, and what it names stands in the program."""

import ast
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from caregiver_app.domain import plan
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Person
from caregiver_app.domain.sheets.corrected import Corrected
from caregiver_app.domain.sheets.handoff import CHARTS, Handoff
from caregiver_app.domain.sheets.handoff_more import Told
from caregiver_app.domain.sheets.handoff_signs import TONE, VITALS
from caregiver_app.domain.sheets.pump_now import PumpNow
from docs.make_coverage import KINDS, PAGE, TABLE, coverage_page

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "resources" / "content"
LAST = {"000": 47, "001": 133, "002": 37, "003": 18}
"""How many things each page says."""


@cache
def toml(name: str) -> dict:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


@cache
def table() -> dict:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def references(concepts: Mapping[str, Mapping]) -> Iterator[str]:
    for row in concepts.values():
        yield from row.get("covered_by", ())


# ---- what a reference may name


def inner(hint: Any) -> Any:
    """Return what an optional or a list of something holds."""
    while get_origin(hint) in (UnionType, Union, tuple):
        hint = next(part for part in get_args(hint) if part not in (type(None), Ellipsis))
    return hint


_LATER = {"Corrected": Corrected, "PumpNow": PumpNow, "Told": Told}
"""What a sheet names and loads only when it needs it."""


def leads_somewhere(start: Any, path: str) -> bool:
    """Say whether a dotted path follows fields, and at its end perhaps one value of a choice."""
    here = start
    for part in path.split("."):
        if is_dataclass(here) and part in {field.name for field in fields(here)}:
            here = inner(get_type_hints(here, localns=_LATER)[part])
        elif isinstance(here, type) and issubclass(here, StrEnum) and part in list(here):
            here = None
        else:
            return False
    return True


def has_key(tree: Any, path: str) -> bool:
    for part in path.split("."):
        if not isinstance(tree, Mapping) or part not in tree:
            return False
        tree = tree[part]
    return True


def in_plan(path: str) -> bool:
    name, _, rest = path.partition(".")
    return leads_somewhere(getattr(plan, name, None), rest)


def in_record(path: str) -> bool:
    """Say whether the portable record has a field; lists are looked into."""
    here = json.loads((ROOT / "resources/schema/record.schema.json").read_text(encoding="utf-8"))
    for part in path.split("."):
        here = here.get("items", here).get("properties", {}).get(part)
        if here is None:
            return False
    return True


@cache
def report_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return every attribute and short text that the sheet's code reads, and every long text."""
    names: set[str] = set()
    texts: list[str] = []
    for file in (ROOT / "caregiver_app" / "report").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value)
    return frozenset(names | set(texts)), tuple(texts)


TABLES = {"vitals": VITALS, "tone": TONE, "charts": CHARTS}
"""The parts of the sheet that are lists of signs, each named by its field."""


def on_sheet(path: str) -> bool:
    """Say whether the sheet holds a fact and its code reads it; a sign counts by its field."""
    first, _, sign = path.partition(".")
    if first in TABLES and sign:
        return sign in TABLES[first]
    return leads_somewhere(Handoff, path) and path.rsplit(".", 1)[-1] in report_words()[0]


def asked() -> dict[str, list[str]]:
    """Return every question by its id, with the answers to choose from."""
    return {q["id"]: q.get("choices", []) for q in toml("form.toml")["question"]}


def is_asked(name: str) -> bool:
    """Say whether there is such a question and, after "=", such an answer."""
    question, _, answer = name.partition("=")
    return question in asked() and (not answer or answer in asked()[question])


def reading() -> set[str]:
    """Return every text to read by its id: a table with a title."""
    texts = toml("text/en/reference.toml")
    return {name for name, text in texts.items() if isinstance(text, dict) and "title" in text}


CHECKS: dict[str, Callable[[str], bool]] = {
    "form": is_asked,
    "rule": lambda name: name in toml("rules.toml")["rules"],
    "message": lambda name: name in toml("text/en/rules.toml")["messages"],
    "prompt": lambda name: name in toml("plan_prompts.toml")["prompts"],
    "time": lambda name: has_key(toml("time.toml"), name),
    "text": lambda name: name in reading(),
    "number": lambda name: has_key(toml("emergency_numbers.toml"), name),
    "setup": lambda name: leads_somewhere(Person, name),
    "plan": in_plan,
    "dose": lambda name: name in list(DoseStatus),
    "pump_event": lambda name: name in list(PumpEventKind),
    "record": in_record,
    "trend": lambda name: name in CHARTS,
    "sheet": on_sheet,
    "sheet_words": lambda name: any(name in text for text in report_words()[1]),
}


def resolves(reference: str) -> bool:
    kind, _, name = reference.partition(":")
    return bool(name) and kind in CHECKS and CHECKS[kind](name)


# ---- the table


def numbers() -> list[str]:
    """Return every number of every page in order."""
    return [f"{page}-{number:02d}" for page, last in LAST.items() for number in range(1, last + 1)]


def test_every_thing_that_a_page_says_has_its_row_without_a_hole() -> None:
    assert len(numbers()) == 235
    assert list(table()["concept"]) == numbers()
    assert list(table()["page"]) == list(LAST)


def incomplete(concepts: Mapping[str, Mapping]) -> set[str]:
    """Return the rows that say too little: no place, a word for a reason, a place twice."""
    found = set()
    for number, row in concepts.items():
        places, reason = row.get("covered_by", ()), row.get("reason")
        is_sentence = reason is None or (len(reason.split()) >= 4 and reason.endswith("."))
        answered = bool(places or reason) and len(set(places)) == len(places)
        known = set(row) <= {"concept", "covered_by", "reason"}
        if not (is_sentence and answered and known and row.get("concept", "").strip()):
            found.add(number)
    return found


def test_every_row_says_where_it_is_answered_or_why_it_is_not() -> None:
    assert incomplete(table()["concept"]) == set()


@pytest.mark.parametrize(
    "row",
    [
        {"concept": "x"},
        {"concept": "x", "reason": "Treatment."},
        {"concept": " ", "covered_by": ["rule:E01"]},
        {"concept": "x", "covered_by": ["rule:E01", "rule:E01"]},
        {"concept": "x", "covered_by": ["rule:E01"], "page": "000"},
    ],
)
def test_a_row_that_says_too_little_is_found(row: dict) -> None:
    assert incomplete({"000-01": row}) == {"000-01"}


def test_every_place_that_is_named_stands_in_the_program() -> None:
    assert [name for name in references(table()["concept"]) if not resolves(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "E01",
        "rule:",
        "rule:E99",
        "screen:today",
        "form:colour",
        "form:urine=blue",
        "message:E99",
        "prompt:P-NONE",
        "time:cadence.never",
        "text:colour",
        "number:US.fire",
        "setup:liver",
        "setup:medicines.groups.herbal",
        "setup:contacts.role.prescriber.name",
        "plan:Step.milligrams",
        "plan:Pace",
        "dose:forgotten",
        "pump_event:beep",
        "record:check_ins.colour",
        "trend:mood",
        "sheet:person.zone",
        "sheet:vitals.mood",
        "sheet:colour",
        "sheet_words:all is well",
    ],
)
def test_a_place_that_is_not_there_is_found(name: str) -> None:
    assert not resolves(name)


# ---- the program


def in_program() -> dict[str, set[str]]:
    """Return everything that must have its row or its line under other sources."""
    return {
        "rule": set(toml("rules.toml")["rules"]),
        "text": reading(),
        "form": set(asked()),
        "prompt": set(toml("plan_prompts.toml")["prompts"]),
    }


def unplaced(there: Mapping[str, set[str]], coverage: Mapping) -> dict[str, set[str]]:
    """Return per kind what stands in no row, or is listed as from elsewhere and is not."""
    named = {name.partition("=")[0] for name in references(coverage["concept"])}
    others = {kind: set(names) for kind, names in coverage["from_other_sources"].items()}
    return {
        kind: ids ^ ({id_ for id_ in ids if f"{kind}:{id_}" in named} | others.get(kind, set()))
        for kind, ids in there.items()
    }


def test_every_rule_question_text_and_prompt_has_a_row_or_another_source() -> None:
    assert unplaced(in_program(), table()) == {kind: set() for kind in in_program()}
    for kind, names in table()["from_other_sources"].items():
        assert [name for name in names if f"{kind}:{name}" in references(table()["concept"])] == []


def test_something_new_in_the_program_is_missed_in_the_table() -> None:
    there = {kind: ids | {"new"} for kind, ids in in_program().items()}
    assert unplaced(there, table()) == {kind: {"new"} for kind in there}
    gone = {**table(), "from_other_sources": {"rule": [*in_program()["rule"], "E99"]}}
    assert unplaced({"rule": in_program()["rule"]}, gone) == {"rule": {"E99"}}


# ---- the page


def test_the_page_of_coverage_is_written_from_the_table_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_page(table())


def test_every_kind_of_place_can_be_checked_and_is_explained() -> None:
    assert set(KINDS) == set(CHECKS)
    changed = {**table(), "page": {**table()["page"], "000": "Another page"}}
    assert coverage_page(changed) != coverage_page(table())
