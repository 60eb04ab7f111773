# SPDX-License-Identifier: MIT
"""How the words of the timeline break into lines: nothing is cut, what has no room goes below."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from caregiver_app.system.words import _
from caregiver_app.ui.widgets.history.timeline_rows import Row

LONGEST = 600
"""So many letters of a note stand in the list; the entry has them all, and the list says so."""
_TAG_AROUND_PX, _TAG_BEHIND_PX, _BEFORE_TAG_PX = 14, 8, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of one entry. `tag` and `by` tell on which of them, from 0, those two stand."""

    title: tuple[str, ...]
    tag: int
    by: int
    detail: tuple[str, ...]

    @property
    def head(self) -> int:
        """Return how many lines stand above the detail."""
        return max(len(self.title), self.tag + 1, self.by + 1)

    @property
    def count(self) -> int:
        """Return how many lines there are; an entry without a detail has room for one."""
        return self.head + max(1, len(self.detail))


def lines_of(
    row: Row, wide: float, strong: QFontMetrics, small: QFontMetrics, body: QFontMetrics
) -> Lines:
    """Return the lines of an entry in a width: its title, the tag, who wrote it, what it says."""
    title = wrapped(row.title, strong, wide)
    place = max(0, len(title) - 1)
    taken = strong.horizontalAdvance(title[-1]) + _BEFORE_TAG_PX if title else 0
    tag = place
    if row.is_corrected:
        tag_px = tag_width(small)
        if taken + tag_px > wide:
            tag, taken = place + 1, 0
        taken += tag_px + _TAG_BEHIND_PX
    by = tag
    if row.by and taken + small.horizontalAdvance(row.by) > wide:
        by = tag + 1
    return Lines(title=title, tag=tag, by=by, detail=wrapped(row.detail, body, wide))


def corrected_words() -> str:
    """Return what the tag of a corrected entry says."""
    return _("corrected")


def tag_width(small: QFontMetrics) -> int:
    """Return how wide the tag of a corrected entry is."""
    return small.horizontalAdvance(corrected_words()) + _TAG_AROUND_PX


def wrapped(text: str, metrics: QFontMetrics, wide: float) -> tuple[str, ...]:
    """Return a text as lines that fit; a very long one ends with where the rest of it stands."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        shown = text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
        text = _("{text} \u2026 The rest stands in the entry.").format(text=shown)
    if metrics.horizontalAdvance(text) <= wide:
        return (text,) if text else ()
    lines = [""]
    for word in _pieces(text, metrics, wide):
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line)


def _pieces(text: str, metrics: QFontMetrics, wide: float) -> Iterator[str]:
    """Yield the words; one that is wider than a line in parts."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and metrics.horizontalAdvance(rest) > wide:
            fits = next(
                (
                    n
                    for n in range(len(rest) - 1, 1, -1)
                    if metrics.horizontalAdvance(rest[:n]) <= wide
                ),
                1,
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
