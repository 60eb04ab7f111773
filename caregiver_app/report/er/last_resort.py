# SPDX-License-Identifier: MIT
"""What stands on a page that is too small for even the shortest blocks: a line that says so."""

from collections.abc import Callable, Mapping, Sequence

from caregiver_app.report.drawing.layout import BODY, Block, break_lines, plain, strong
from caregiver_app.report.drawing.words import _


def stood_in(
    blocks: Sequence[Block],
    names: Mapping[int, str],
    fits: Callable[[list[Block]], bool],
    width: float,
    left: float,
) -> list[Block]:
    """Return the blocks with one line in place of as many as it takes until they fit.

    `names` are the places of those that may go, in the order in which they do. A page is never
    two, no part lies on another, and whoever reads it is sent to the record by name.
    """
    standing = list(blocks)
    for place, name in names.items():
        if fits(standing):
            break
        standing[place] = no_room(name, width, left)
    return standing


def no_room(name: str, width: float, left: float) -> Block:
    """Return the line that stands for a block, which the foot names too."""
    words = strong(f"{name[:1].upper()}{name[1:]}: ") + plain(_("no room here. See the record."))
    lines = break_lines(words, BODY, width)
    return Block(lines.height + 1, lambda page, top: page.lines(lines, left, top + 1), (name,))
