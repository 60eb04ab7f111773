# SPDX-License-Identifier: MIT
"""What a pen needs on paper: boxes to tick, lines to write on, words beside them."""

from collections.abc import Sequence

from caregiver_app.report.drawing.layout import (
    LEADING,
    SMALL,
    Block,
    Page,
    Words,
    break_lines,
    line_width,
    plain,
)

BOX = 7.5
_EDGE = 0.8
_BESIDE_BOX = 3.0


def tick_boxes(
    labels: Sequence[str], x: float, width: float, apart: float = 7.0, size: float = SMALL
) -> Block:
    """Return the answers of a question, each behind its box, as many on a line as fit."""
    indent = BOX + _BESIDE_BOX
    placed: list[tuple[float, float, str]] = []
    across = down = 0.0
    for label in labels:
        lines = break_lines(plain(label), size, width - indent)
        if across and across + indent + lines.width > width:
            across, down = 0.0, down + size * LEADING
        placed.append((across, down, label))
        across += indent + lines.width + apart
        if len(lines.lines) > 1:
            across, down = 0.0, down + lines.height
    height = down + (size * LEADING if across else 0.0)

    def draw(page: Page, top: float) -> None:
        for right, below, label in placed:
            box(page, x + right, top + below + (size * LEADING - BOX) / 2 + 0.4)
            words = break_lines(plain(label), size, width - indent)
            page.lines(words, x + right + indent, top + below)

    return Block(height, draw)


def boxes_width(labels: Sequence[str], apart: float, size: float = SMALL) -> float:
    """Return how wide the answers are, each behind its box, all on one line."""
    words = sum(line_width(plain(label), size) for label in labels)
    return words + len(labels) * (BOX + _BESIDE_BOX) + (len(labels) - 1) * apart


def box(page: Page, x: float, top: float, side: float = BOX) -> None:
    """Draw one empty box."""
    page.box(x, top, side, side, _EDGE)


def field(label: Words, x: float, width: float, *, size: float = SMALL, value: Words = ()) -> Block:
    """Return a label with its value behind it, or with a line to write on up to the width."""
    lead = line_width(label, size) + (4.0 if label else 0.0)
    words = break_lines(label, size, width)
    written = break_lines(value, size, max(width - lead, 40.0)) if value else None
    height = max(words.height, written.height if written else 0.0)

    def draw(page: Page, top: float) -> None:
        page.lines(words, x, top)
        if written:
            page.lines(written, x + lead, top)
        else:
            page.rule(x + lead, x + width, top + words.height - 1.2, 0.7)

    return Block(height, draw)


def words_at(
    words: Words, x: float, width: float, size: float = SMALL, most: int | None = None
) -> Block:
    """Return words broken to a width at a place across; what `most` lines cannot hold is told."""
    lines = break_lines(words, size, width, most)
    return Block(lines.height, lambda page, top: page.lines(lines, x, top))
