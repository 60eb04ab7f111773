# SPDX-License-Identifier: MIT
"""Chapters made from a whole file of numbers and its file of words, each described by its key."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from caregiver_app.content.loader import words_file
from docs.sign_off.number_words import FileWords, TableWords
from docs.sign_off.page import Column, Grid, Row, Section
from docs.sign_off.rule_sections import shown

_ABOUT_THE_FILE = frozenset({"language", "reviewed_by"})
_NO_LIMIT = "no end"


def file_section(folder: Path, name: str, words: FileWords, language: str) -> Section:
    """Return the numbers of one file, table by table, and every sentence that goes with them."""
    numbers = read(folder, f"{name}.toml")
    grids = [_numbers(name, path, told, numbers) for path, told in words.tables.items()]
    told = read(folder, words_file(language, name))
    return Section(
        id=name,
        title=words.title,
        intro=words.intro,
        parts=(*grids, *_sentences(name, told, words.words_title)),
    )


def read(folder: Path, file: str) -> dict[str, Any]:
    """Return a content file as it stands; its loader has held it to its types before."""
    return tomllib.loads((folder / file).read_text(encoding="utf-8"))


def at(values: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return the table at a dotted path."""
    found: Any = values
    for key in path.split("."):
        found = found[key]
    return dict(found)


def number_paths(values: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield the dotted path of every table that holds something besides other tables."""
    if any(
        not isinstance(value, dict) for key, value in values.items() if key not in _ABOUT_THE_FILE
    ):
        yield path
    for key, value in values.items():
        if isinstance(value, dict):
            yield from number_paths(value, f"{path}.{key}" if path else key)


def _numbers(name: str, path: str, told: TableWords, values: Mapping[str, Any]) -> Grid:
    table = at(values, path)
    source = str(table.pop("source", ""))
    grid = f"{name}-{path.replace('.', '-')}"
    if told.columns:
        titles = told.columns.values()
        columns = [Column(title="Which", width=2), *(Column(title=t, width=1.6) for t in titles)]
        cells = {key: tuple(_line(told, key, line)) for key, line in table.items()}
        sources = {key: line.get("source", source) for key, line in table.items()}
    else:
        columns = [Column(title="What it is", width=5), Column(title="Number", width=1.4)]
        cells = {key: (told.rows[key], _cell(value)) for key, value in table.items()}
        sources = dict.fromkeys(table, source)
    common = set(sources.values())
    return Grid(
        id=grid,
        caption=told.title,
        columns=tuple(columns),
        rows=tuple(Row(id=f"{grid}-{k}", cells=cells[k], source=sources[k]) for k in table),
        source=common.pop() if len(common) == 1 else "",
    )


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _line(told: TableWords, key: str, line: Mapping[str, Any]) -> Iterator[str]:
    yield told.rows[key]
    for column in told.columns:
        yield str(line.get(column, _NO_LIMIT))


def _sentences(name: str, told: Mapping[str, Any], title: str) -> Iterator[Grid]:
    """Yield one table of words for each part of the file; loose ones come first."""
    parts = {key: value for key, value in told.items() if isinstance(value, dict)}
    loose = {k: v for k, v in told.items() if k not in parts and k not in _ABOUT_THE_FILE}
    for part, texts in (("", loose), *parts.items()):
        rows = tuple(_texts(name, part, texts))
        if rows:
            yield Grid(
                id=f"{name}-words-{part or 'loose'}",
                caption=f"{title}: {part.replace('_', ' ')}" if part else title,
                columns=(Column(title="Where", width=1.6), Column(title="Words", width=5)),
                rows=rows,
            )


def _texts(name: str, path: str, texts: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each sentence, and one for each table of mere words, like those of a sign."""
    for key, value in texts.items():
        place = f"{path}.{key}" if path else key
        if isinstance(value, dict) and any(map(_is_sentence, value.values())):
            yield from _texts(name, place, value)
        else:
            where = place.partition(".")[2] if path else key
            told = shown("; ".join(_leaves(value)), {})
            yield Row(id=f"{name}-words-{place.replace('.', '-')}", cells=(_said(where), told))


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value.endswith((".", "?", "!"))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    else:
        yield str(value)


def _said(key: str) -> str:
    return key.replace("_", " ").replace(".", ", ")
