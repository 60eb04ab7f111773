# SPDX-License-Identifier: MIT
"""What stands on the sign-off page before it is drawn: chapters of things to tick."""

from collections.abc import Iterator
from dataclasses import dataclass

from caregiver_app.domain.levels import Level

OUR_CHOICE = "our choice"
"""How the content marks a design choice; its case varies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled line of an entry, like "When"; each text is a paragraph of its own."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to agree with or to change that needs several lines, like a rule."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    level: Level | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; widths are parts of the whole."""

    title: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table to agree with or to change; the first cell names it."""

    id: str
    cells: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table whose rows are ticked one by one; `source` holds for all of them.

    With `asks` a row is a question: it gets lines to write on, and no boxes.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the page."""

    id: str
    title: str
    intro: tuple[str, ...] = ()
    parts: tuple[Entry | Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """The whole page. `state` says whether a clinician has reviewed this rule set."""

    title: str
    version: str
    language: str
    state: str
    how_to_use: tuple[str, ...]
    summary: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    declaration: str
    signature_lines: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Return which rule set and which words this is about."""
        return f"Rule set {self.version}, words: {self.language}"


def ids_of(sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the id of everything that is ticked or answered, in order."""
    for section in sections:
        for part in section.parts:
            if isinstance(part, Entry):
                yield part.id
            else:
                yield from (row.id for row in part.rows)


def is_our_choice(source: str) -> bool:
    """Say whether a source marks a design choice."""
    return OUR_CHOICE in source.casefold()
