# SPDX-License-Identifier: MIT
"""Short facts as a table with hanging labels; two that are short enough share a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from caregiver_app.report.drawing.layout import (
    BODY,
    Block,
    Page,
    Words,
    break_lines,
    line_width,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut
from caregiver_app.report.drawing.words import _

LABEL = 96.0
_HALF_LABEL = 50.0
_HALF = 0.52
_APART = 14.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One hanging-label fact: what it is called and what it says."""

    label: str
    words: Words
    left_off: tuple[str, ...] = ()
    least_lines: int = 1
    most_lines: int = 3


def fact_rows(facts: Sequence[Fact], width: float, left: float, most: int = 2) -> list[Block]:
    """Return the rows; two short neighbours share a row when both fit on half a line."""
    rows: list[Block] = []
    waiting = list(facts)
    while waiting:
        fact = waiting.pop(0)
        half = _half(fact, waiting[0], width) if waiting else None
        if half is not None:
            rows.append(_pair(fact, waiting.pop(0), width, left, half))
        else:
            rows.append(_row(fact, width, left, most))
    return rows


def _half(first: Fact, second: Fact, width: float) -> float | None:
    """Return where the second of two facts on one row starts, None when they need two rows."""
    needed = LABEL + line_width(first.words, BODY) + _APART
    half = max(width * _HALF, needed)
    if _is_half(second, width - half):
        return half
    return needed if _is_half(second, width - needed) else None


def _fits(fact: Fact, width: float) -> bool:
    return line_width(fact.words, BODY) <= width


def _is_half(fact: Fact, width: float) -> bool:
    label = break_lines(strong(fact.label), BODY, _HALF_LABEL - 4)
    return len(label.lines) == 1 and _fits(fact, width - _HALF_LABEL)


def _row(fact: Fact, width: float, left: float, most: int) -> Block:
    lines = break_lines(fact.words, BODY, width - LABEL, most=_most_lines(fact, most))
    label = break_lines(strong(fact.label), BODY, LABEL - 4)
    whole = _("{text} in full").format(text=fact.label)
    was_cut = lines.was_cut or has_cut(fact.words)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.5, 0.6)
        page.lines(label, left, top + 1.2)
        page.lines(lines, left + LABEL, top + 1.2)

    return Block(max(lines.height, label.height) + 2.6, draw, fact.left_off + (whole,) * was_cut)


def _most_lines(fact: Fact, most: int) -> int:
    return min(max(most, fact.least_lines), fact.most_lines)


def _pair(first: Fact, second: Fact, width: float, left: float, half: float) -> Block:
    one, two = _row(first, width, left, 1), break_lines(second.words, BODY, width)
    label = break_lines(strong(second.label), BODY, _HALF_LABEL)

    def draw(page: Page, top: float) -> None:
        one.draw(page, top)
        page.lines(label, left + half, top + 1.2)
        page.lines(two, left + half + _HALF_LABEL, top + 1.2)

    whole = _("{text} in full").format(text=second.label)
    cut = (whole,) * has_cut(second.words)
    return Block(one.height, draw, one.left_off + second.left_off + cut)
