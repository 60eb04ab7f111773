# SPDX-License-Identifier: MIT
"""The recipes of docs/guide/engineers.md, done on a copy of the content as they are written."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from caregiver_app.content.checks import check_content
from caregiver_app.content.form import load_form
from caregiver_app.content.languages import load_languages
from caregiver_app.content.loader import ContentError, load_rule_set
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import ALL_RULES, evaluate
from caregiver_app.domain.rules.facts import Facts, Reason
from caregiver_app.domain.rules.numbers import RULE_NUMBERS
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import parse_record
from docs import make_words
from tests.domain.pretend import NOW, calm, fired, person

RECIPES = (Path(__file__).resolve().parents[2] / "docs/guide/engineers.md").read_text("utf-8")


def recipe(heading: str, language: str = "toml") -> list[str]:
    """Return the examples that stand under a heading of the page."""
    part = RECIPES.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [block.split("```")[0] for block in part.split(f"```{language}\n")[1:]]


def add(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")


def test_the_example_of_a_question_is_asked_in_the_full_check_in(folder: Path) -> None:
    question, words = recipe("Add a question")
    add(folder / "form.toml", question)
    add(folder / "text/en/form.toml", words)
    form = load_form(folder=folder)
    check_content(load_rule_set(folder=folder), form)
    assert form.questions[-1].id == "more.naps"
    assert form.questions[-1].prompt == "How many naps today?"


def test_a_question_without_its_words_stops_the_start(folder: Path) -> None:
    add(folder / "form.toml", recipe("Add a question")[0])
    with pytest.raises(ContentError, match="naps"):
        load_form(folder=folder)


def test_a_rule_without_its_function_stops_the_start(folder: Path) -> None:
    add(folder / "rules.toml", recipe("Add a rule")[0])
    with pytest.raises(ContentError, match=r"W17.*not the same"):
        check_content(load_rule_set(folder=folder), load_form(folder=folder))


@pytest.fixture
def w17(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content and the program with the rule of the page in them."""
    add(folder / "rules.toml", recipe("Add a rule")[0])
    made: dict[str, object] = {"Facts": Facts, "Reason": Reason}
    exec(recipe("Add a rule", "python")[0], made)  # noqa: S102 - the page is ours
    monkeypatch.setitem(ALL_RULES, "W17", made["w17"])
    monkeypatch.setitem(RULE_NUMBERS, "W17", frozenset({"hours"}))
    return folder


@pytest.mark.parametrize(
    ("hours", "fires"), [("5.1", False), ("5", True), ("4.9", True), (None, False)]
)
def test_the_example_of_a_rule_fires_at_its_limit(
    w17: Path, hours: str | None, fires: bool
) -> None:
    rules = load_rule_set(folder=w17)
    check_content(rules, load_form(folder=w17))
    slept = calm(sleep_h=None if hours is None else Decimal(hours))
    found = evaluate(rules, Record(person=person()), slept, NOW)
    assert ("W17" in fired(found)) is fires


def test_another_number_needs_no_code(folder: Path) -> None:
    file = folder / "rules.toml"
    text = file.read_text(encoding="utf-8")
    assert 'numbers = { from = "38.0" }' in text
    file.write_text(text.replace('numbers = { from = "38.0" }', 'numbers = { from = "37.5" }', 1))
    found = evaluate(
        load_rule_set(folder=folder), Record(person=person()), calm(temp_c=Decimal("37.5")), NOW
    )
    assert "U01" in fired(found)


def test_a_copied_folder_is_another_language(folder: Path) -> None:
    shutil.copytree(folder / "text/en", folder / "text/es")
    file = folder / "text/es/form.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"New itching?"', '"¿Picazón nueva?"'))
    rules, form = load_rule_set("es", folder=folder), load_form("es", folder=folder)
    check_content(rules, form)
    assert "¿Picazón nueva?" in {question.prompt for question in form.questions}


def test_a_language_that_lacks_a_text_is_refused(folder: Path) -> None:
    shutil.copytree(folder / "text/en", folder / "text/es")
    file = folder / "text/es/form.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[questions.itching]", "[questions.x]")
    )
    with pytest.raises(ContentError, match="itching"):
        load_form("es", folder=folder)


def test_the_commands_for_a_language_make_a_catalogue_that_is_offered_once_it_was_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = tmp_path / "i18n"
    monkeypatch.setattr(make_words, "FOLDER", catalogues)
    make_words.new("es")
    (untranslated,) = [fault for fault in make_words.faults() if fault.endswith(": 'Save PDF'")]
    assert untranslated == "es: not translated: 'Save PDF'"
    make_words.compile_all()
    shutil.copytree(folder / "text/en", folder / "text/es")
    read_by = (catalogues / "es/review.toml", *(folder / "text/es").iterdir())
    assert [one.code for one in load_languages(catalogues, folder)] == ["en"]
    for file in read_by:
        words = file.read_text("utf-8").replace('reviewed_by = ""', 'reviewed_by = "A. Reader"')
        file.write_text(words, encoding="utf-8")
    assert [one.code for one in load_languages(catalogues, folder)] == ["en", "es"]


def test_the_example_of_a_protocol_is_the_plan_of_the_person_it_is_read_in_for() -> None:
    (protocol,) = recipe("Add a protocol", "json")
    (plan,) = record_of(parse_record(protocol.encode())).plans
    assert [(step.from_.isoformat(), step.mg_per_day) for step in plan.steps] == [
        ("2026-11-25", Decimal(55)),
        ("2026-12-09", Decimal(50)),
    ]
