# SPDX-License-Identifier: MIT
"""How the words of the timeline break into lines: nothing is cut, what has no room goes below."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from caregiver_app.system.words import _
from caregiver_app.ui.widgets.history.timeline_rows import Row

LONGEST = 600
"""So many letters of a note stand in the list; the entry has them all, and the list says so."""
_MOST_KEPT = 2000
_TAG_AROUND_PX, _TAG_BEHIND_PX, _BEFORE_TAG_PX = 14, 8, 8


class Widths:
    """How wide words are in one font. Titles and names come again and again: they are kept."""

    __slots__ = ("_known", "_metrics")

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the pixels that a text takes."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[text] = self._metrics.horizontalAdvance(text)
        return known


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


def lines_of(row: Row, wide: float, strong: Widths, small: Widths, body: Widths) -> Lines:
    """Return the lines of an entry in a width: its title, the tag, who wrote it, what it says."""
    title = wrapped(row.title, strong, wide)
    place = max(0, len(title) - 1)
    taken = strong.of(title[-1]) + _BEFORE_TAG_PX if title else 0
    tag = place
    if row.is_corrected:
        tag_px = tag_width(small)
        if taken + tag_px > wide:
            tag, taken = place + 1, 0
        taken += tag_px + _TAG_BEHIND_PX
    by = tag
    if row.by and taken + small.of(row.by) > wide:
        by = tag + 1
    return Lines(title=title, tag=tag, by=by, detail=wrapped(row.detail, body, wide))


def corrected_words() -> str:
    """Return what the tag of a corrected entry says."""
    return _("corrected")


def tag_width(small: Widths) -> int:
    """Return how wide the tag of a corrected entry is."""
    return small.of(corrected_words()) + _TAG_AROUND_PX


def wrapped(text: str, font: Widths, wide: float) -> tuple[str, ...]:
    """Return a text as lines that fit; a very long one ends with where the rest of it stands."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        shown = text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
        text = _("{text} \u2026 The rest stands in the entry.").format(text=shown)
    if font.of(text) <= wide:
        return (text,) if text else ()
    lines = [""]
    for word in _pieces(text, font, wide):
        longer = f"{lines[-1]} {word}".strip()
        if font.of(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line)


def _pieces(text: str, font: Widths, wide: float) -> Iterator[str]:
    """Yield the words; one that is wider than a line in parts."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and font.of(rest) > wide:
            fits = next(
                (n for n in range(len(rest) - 1, 1, -1) if font.of(rest[:n]) <= wide),
                1,
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
