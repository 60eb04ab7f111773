# SPDX-License-Identifier: MIT
"""Lists and long texts from the record, shortened to a width in a way that the page tells."""

from collections.abc import Iterable, Sequence

from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    break_lines,
    fixed,
    line_width,
    more_in_record,
    plain,
)
from caregiver_app.report.drawing.words import _

_RAGGED = 0.94
"""Lines break at words: so much of their width holds words on the average."""


def room_of(lines: int, width: float) -> float:
    """Return how many points of words so many lines of a width hold for sure."""
    return width * (1 + _RAGGED * (lines - 1))


def shortened(words: Words, room: float, size: float = BODY) -> Words:
    """Return words no wider than `room` points; a cut is at a word and says that there is more."""
    return break_lines(words, size, room, most=1).lines[0] if words else words


def joined(parts: Iterable[Words], between: str) -> Words:
    """Return the parts that are not empty, with the same words between each two."""
    words: Words = ()
    for part in parts:
        words += (plain(between) if words and part else ()) + part
    return words


def has_cut(words: Words) -> bool:
    """Say whether a part of the words was shortened."""
    return any(more_in_record() in run.text for run in words)


def listed(
    items: Sequence[Words],
    room: float,
    between: str = ", ",
    size: float = BODY,
    *,
    hidden: int = 0,
) -> tuple[Words, int]:
    """Return the first items that `room` points hold, with how many more there are, and that count.

    The first one always stands there: a very long one is shortened instead. `hidden` are counted
    besides the items.
    """
    if not items:
        return (), 0
    apart, more = plain(between), plain(_more(between, len(items) + hidden))
    is_more = len(items) + hidden > 1
    joined, taken = shortened(items[0], room - line_width(more, size) * is_more, size), 1
    used = line_width(joined, size)
    for item in items[1:]:
        used += line_width(apart, size) + line_width(item, size)
        kept_free = line_width(more, size) if taken + 1 < len(items) + hidden else 0.0
        if used + kept_free > room:
            break
        joined += apart + item
        taken += 1
    left = len(items) + hidden - taken
    return joined + plain(_more(between, left)) * bool(left), left


def _more(between: str, count: int) -> str:
    return between + fixed(_("{n} more").format(n=count))
