# SPDX-License-Identifier: MIT
"""Tables of a sheet: a ruled head and ruled rows, every cell measured before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Lines,
    Page,
    Words,
    break_lines,
    plain,
    strong,
)

_BETWEEN = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in points."""

    title: str
    width: float


def title_line(text: Words, width: float, left: float, *, most: int = 1, name: str = "") -> Block:
    """Return the heading of a part of the page under a rule; `name` tells that it was cut."""
    lines = break_lines(text, BODY, width, most=most)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 1.2)
        page.lines(lines, left, top + 2.4)

    return Block(lines.height + 3.4, draw, (name,) if name and lines.was_cut else ())


def column_title(text: str, width: float, left: float) -> Block:
    """Return the heading of one of two columns under its own rule."""
    return title_line(strong(text), width, left)


def head_row(columns: Sequence[Column], left: float) -> Block:
    """Return the headings, in as many lines as the tallest needs, with a rule under them."""
    cells = [break_lines(strong(c.title), SMALL, c.width - _BETWEEN) for c in columns]
    height = max(lines.height for lines in cells) + 2.2

    def draw(page: Page, top: float) -> None:
        for column_left, lines in zip(_lefts(columns, left), cells, strict=True):
            page.lines(lines, column_left, top + height - 1.6 - lines.height)
        page.rule(left, left + _width(columns), top + height, 0.8)

    return Block(height + 0.8, draw)


def table_row(
    columns: Sequence[Column],
    cells: Sequence[Words],
    left: float,
    *,
    most: int | None = None,
    ruled: bool = True,
    name: str = "",
) -> Block:
    """Return one row; a cell has at most so many lines, and `name` tells that one was cut."""
    broken = [
        break_lines(cell, SMALL, column.width - _BETWEEN, most=most)
        for column, cell in zip(columns, cells, strict=True)
    ]
    return drawn_row(columns, broken, left, ruled=ruled, name=name)


def drawn_row(
    columns: Sequence[Column],
    broken: Sequence[Lines],
    left: float,
    *,
    ruled: bool = True,
    name: str = "",
) -> Block:
    """Return one row of lines that are measured already."""
    height = max(lines.height for lines in broken) + 1.6

    def draw(page: Page, top: float) -> None:
        for column_left, lines in zip(_lefts(columns, left), broken, strict=True):
            page.lines(lines, column_left, top + 1.0)
        if ruled:
            page.rule(left, left + _width(columns), top + height, 0.5, 0.6)

    cut = (name,) if name and any(lines.was_cut for lines in broken) else ()
    return Block(height + 0.4, draw, cut)


def counted(number: int) -> Words:
    """Return a count that stands out when it is not nought."""
    return plain(str(number), Weight.STRONG if number else Weight.REGULAR)


def _lefts(columns: Sequence[Column], left: float) -> list[float]:
    found = []
    for column in columns:
        found.append(left)
        left += column.width
    return found


def _width(columns: Sequence[Column]) -> float:
    return sum(column.width for column in columns)


def nothing(*left_off: str) -> Block:
    """Return a block without height that names what is not shown."""
    return Block(0.0, lambda _page, _top: None, left_off)
