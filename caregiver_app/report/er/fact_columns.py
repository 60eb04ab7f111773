# SPDX-License-Identifier: MIT
"""Three facts side by side, each with a large value: in the widths that need the least height."""

from collections.abc import Sequence

from caregiver_app.report.drawing.layout import (
    BODY,
    Block,
    Lines,
    Page,
    Words,
    beside,
    break_lines,
    strong,
)
from caregiver_app.report.drawing.words import _

_VALUE = 14.0
_FIRST_LINES = 3
_GUTTER = 12.0
_SHARES = ((1 / 3, 1 / 3, 1 / 3), (0.27, 0.34, 0.39), (0.36, 0.28, 0.36), (0.3, 0.4, 0.3))
"""Parts of the width for dose now, last dose and last cut."""
ANY_SHARES = (*_SHARES, (0.24, 0.5, 0.26))
"""Where every line counts: what happened to the last dose may need half of the page."""

FactColumn = tuple[str, str, list[Words]]
"""A label, a large value and the lines under it."""
FactColumns = tuple[FactColumn, FactColumn, FactColumn]


def three_columns(
    parts: FactColumns,
    most: tuple[int, int, int],
    width: float,
    left: float,
    any_of: Sequence[tuple[float, float, float]] = _SHARES,
) -> Block:
    """Return three facts in the widths that need the least height; equal ones are preferred.

    `most` says how many lines each text of the first, second and third may have.
    """
    laid = (_columns(parts, most, shares, width, left) for shares in any_of)
    return min(laid, key=lambda block: round(block.height))


def _columns(
    parts: FactColumns,
    most: tuple[int, int, int],
    shares: tuple[float, float, float],
    width: float,
    left: float,
) -> Block:
    blocks = []
    for part, lines, share in zip(parts, most, shares, strict=True):
        column = (width - 2 * _GUTTER) * share
        blocks.append(_fact(part, left, column, lines))
        left += column + _GUTTER
    return beside(blocks)


def _fact(part: FactColumn, x: float, width: float, most: int) -> Block:
    """Return one of the facts that stand side by side; a text under it has at most so many lines.

    The first says which medicine and by which way: it has three, for it is never cut.
    """
    label, value, details = part
    told = [words for words in details if words]
    rows: list[Lines] = [
        break_lines(strong(label), BODY, width),
        break_lines(strong(value), _VALUE if len(value) < 27 else 12, width),
        *(break_lines(words, BODY, width, most=max(most, _FIRST_LINES)) for words in told[:1]),
        *(break_lines(words, BODY, width, most=most) for words in told[1:]),
    ]

    def draw(page: Page, top: float) -> None:
        page.rule(x, x + width, top, 0.8)
        under = top + 3
        for lines in rows:
            page.lines(lines, x, under)
            under += lines.height

    whole = _("{text} in full").format(text=label)
    cut = (whole,) if any(lines.was_cut for lines in rows) else ()
    return Block(sum(lines.height for lines in rows) + 4, draw, cut)
