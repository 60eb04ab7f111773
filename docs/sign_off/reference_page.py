# SPDX-License-Identifier: MIT
"""Read docs/clinical/reference.md by its headings: tables, lists and paragraphs as plain text."""

import re
from dataclasses import dataclass, field
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "clinical" / "reference.md"

_HEADING = re.compile(r"#{2,3} (.+)")
_BULLET = re.compile(r"(?:-|\d+\.) (.+)")
_MARKS = re.compile(r"\*\*|`")


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands under one heading; a table is its rows of cells, its head first."""

    paragraphs: list[str] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)


def read_reference(file: Path = REFERENCE) -> dict[str, Chapter]:
    """Return every chapter by its heading."""
    chapters = {"": Chapter()}
    chapter, in_table = chapters[""], False
    for line in file.read_text(encoding="utf-8").splitlines():
        text = _MARKS.sub("", line.strip())
        if heading := _HEADING.fullmatch(text):
            chapter = chapters.setdefault(heading[1], Chapter())
        elif text.startswith("|"):
            _add_row(chapter, text, is_first=not in_table)
        elif bullet := _BULLET.fullmatch(text):
            chapter.bullets.append(bullet[1])
        elif text:
            chapter.paragraphs.append(text)
        in_table = text.startswith("|")
    return chapters


def _add_row(chapter: Chapter, text: str, *, is_first: bool) -> None:
    cells = [cell.strip() for cell in text.strip("|").split("|")]
    if is_first:
        chapter.tables.append([])
    if not all(set(cell) <= {"-", ":"} for cell in cells) or is_first:
        chapter.tables[-1].append(cells)


def rule_rows(chapters: dict[str, Chapter]) -> list[tuple[str, str]]:
    """Return the id and the "when" of every row of the three rule tables, as often as it stands."""
    tables = (chapters[level].tables[0] for level in ("EMERGENCY", "URGENT", "WATCH"))
    return [(row[0], row[1]) for table in tables for row in table[1:]]
