# SPDX-License-Identifier: MIT
"""Read docs/clinical/number-words.toml: what each number means, which sentences each rule gives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.rule_set import Wording

T = TypeVar("T")

FOLDER = Path(__file__).resolve().parents[1] / "clinical"
FILE = "number-words.toml"
OF_A_GROUP = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """What one number means, and its unit."""

    words: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """The sentences a rule can give (a "+" names a group of them), and its own numbers."""

    because: tuple[str, ...]
    numbers: dict[str, NumberWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptWords:
    """When a question about a plan is asked, the sentences it can give, and its numbers."""

    when: str
    because: tuple[str, ...]
    numbers: dict[str, NumberWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """One table of numbers that several rules share."""

    title: str
    source: str
    numbers: dict[str, NumberWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceGroup:
    """Sentences that always come together, like those of one sign group."""

    title: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """One table of a content file: a name for each row, and for each column where it has some."""

    title: str
    rows: dict[str, str]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWords:
    """One content file that gets a chapter of its own; `tables` by their dotted path."""

    title: str
    intro: tuple[str, ...]
    words_title: str
    tables: dict[str, TableWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The whole file."""

    sentences: dict[str, SentenceGroup]
    shared: dict[str, SharedWords]
    rules: dict[str, RuleWords]
    adult_bands: str
    child_bands: str
    form_source: str
    files: dict[str, FileWords]
    prompts: dict[str, PromptWords]


def read_words(folder: Path = FOLDER) -> Words:
    """Return the descriptions; raise ContentError naming the key that cannot be read."""
    table = Table.read(folder, FILE)
    bands, form = table.table("bands"), table.table("form")
    words = Words(
        sentences=_each(table.table("sentences"), _sentences),
        shared=_each(table.table("shared"), _shared),
        rules=_each(table.table("rules"), _rule),
        adult_bands=bands.text("adult"),
        child_bands=bands.text("child"),
        form_source=form.text("source"),
        files=_each(table.table("files"), _file),
        prompts=_each(table.table("prompts"), _prompt),
    )
    for left in (table, bands, form):
        left.done()
    return words


def _each(table: Table, build: Callable[[Table], T]) -> dict[str, T]:
    return {key: finished(table.table(key), build) for key in table.left()}


def _sentences(table: Table) -> SentenceGroup:
    return SentenceGroup(title=table.text("title"), because=table.texts("because"))


def _shared(table: Table) -> SharedWords:
    numbers = _each(table.table("numbers"), _number)
    return SharedWords(title=table.text("title"), source=table.text("source"), numbers=numbers)


def _rule(table: Table) -> RuleWords:
    numbers = _each(table.table("numbers", {}), _number)
    return RuleWords(because=table.texts("because"), numbers=numbers)


def _prompt(table: Table) -> PromptWords:
    numbers = _each(table.table("numbers", {}), _number)
    return PromptWords(when=table.text("when"), because=table.texts("because"), numbers=numbers)


def _file(table: Table) -> FileWords:
    return FileWords(
        title=table.text("title"),
        intro=table.texts("intro"),
        words_title=table.text("words_title"),
        tables=_each(table.table("tables", {}), _table),
    )


def _table(table: Table) -> TableWords:
    rows, columns = table.table("rows", {}), table.table("columns", {})
    return TableWords(title=table.text("title"), rows=rows.words(), columns=columns.words())


def _number(table: Table) -> NumberWords:
    return NumberWords(words=table.text("words"), unit=table.text("unit"))


def told_numbers(words: Mapping[str, NumberWords], numbers: Mapping[str, Decimal]) -> Iterator[str]:
    """Yield in one sentence what each number means and how large it is, or nothing."""
    parts = [
        f"{words[name].words}: {number:f} {words[name].unit}".rstrip()
        for name, number in numbers.items()
    ]
    if parts:
        yield "; ".join(parts) + "."


def sentence_keys(words: Words, rule: str, wording: Wording) -> tuple[str, ...]:
    """Return the key of every sentence a rule can give, those of its groups with the others."""
    found: list[str] = []
    for key in words.rules[rule].because:
        group = key.removeprefix(OF_A_GROUP)
        for one in words.sentences[group].because if key != group else (key,):
            found += [one, f"{one}_default"] if f"{one}_default" in wording.reasons else [one]
    return tuple(dict.fromkeys(found))
