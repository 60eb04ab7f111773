# SPDX-License-Identifier: MIT
"""Words measured into lines and blocks measured into a page: nothing is drawn before it fits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from caregiver_app.report.drawing import fonts
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.plain_text import LONGEST, is_complex, printable, with_units
from caregiver_app.report.drawing.words import _

if TYPE_CHECKING:
    from caregiver_app.report.drawing.page_canvas import PageCanvas

SMALL = 9.0
BODY = 9.5
VALUE = 10.5
LEADING = 1.21
_DEEP = 0.2
ASCENT = 0.93
"""Part of the size from the top of a line to its base line; accents on capitals fit in it."""

_LONG = 400
_SHAPED = 0.97
_FIXED_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one weight. `is_complex` needs Qt's text layout to be drawn."""

    text: str
    weight: Weight = Weight.REGULAR
    is_complex: bool = False

    def width(self, size: float) -> float:
        """Return the width in points at a size in points."""
        if self.is_complex:
            from caregiver_app.report.drawing import shaped_text

            return shaped_text.width(self.text, self.weight, size)
        return fonts.text_width(self.text, self.weight, size)


Words = tuple[Run, ...]


def _is_complex(run: Run) -> bool:
    return run.is_complex


def plain(text: str, weight: Weight = Weight.REGULAR) -> Words:
    """Return the program's own words."""
    return (Run(text, weight),)


def strong(text: str) -> Words:
    """Return the program's own words in the heavier weight."""
    return (Run(text, Weight.STRONG),)


def said(text: str, weight: Weight = Weight.REGULAR) -> Words:
    """Return words from the record: cleaned, and never read as markup."""
    return _said(text[:LONGEST], weight)


@lru_cache(maxsize=2048)
def _said(text: str, weight: Weight) -> Words:
    clean = printable(text)
    if not is_complex(clean):
        return (Run(with_units(clean), weight),)
    from caregiver_app.report.drawing import script_fonts

    parts = script_fonts.parts(script_fonts.drawable(clean))
    return tuple(Run(part, weight, is_complex=is_complex(part)) for part in parts)


def lacks_letters(text: str) -> bool:
    """Say whether letters of a text from the record give way to a note: no font here has them."""
    return not text.isascii() and _lacks_letters(text[:LONGEST])


@lru_cache(maxsize=2048)
def _lacks_letters(text: str) -> bool:
    if not is_complex(printable(text)):
        return False
    from caregiver_app.report.drawing import script_fonts

    return any(script_fonts.note() in run.text for run in said(text))


def fixed(text: str) -> str:
    """Return a text that is not broken across lines: a value and its unit, a date and its time."""
    return text.replace(" ", _FIXED_SPACE)


@dataclass(frozen=True, slots=True)
class Lines:
    """Words broken into lines of one size; `was_cut` when some did not fit."""

    lines: tuple[Words, ...]
    size: float
    was_cut: bool = False

    @property
    def height(self) -> float:
        """Return the height in points."""
        return len(self.lines) * self.size * LEADING

    @property
    def below(self) -> float:
        """Return how far letters of the last line may reach below it: Arabic ends deep.

        Only large type needs it; lines of the text below stand further apart than that.
        """
        is_deep = bool(self.lines) and any(run.is_complex for run in self.lines[-1])
        return self.size * _DEEP if is_deep else 0.0

    @property
    def width(self) -> float:
        """Return the width of the widest line in points."""
        return max((line_width(line, self.size) for line in self.lines), default=0.0)


def line_width(line: Words, size: float) -> float:
    """Return the width of one line in points."""
    return sum(run.width(size) for run in line)


@lru_cache(maxsize=1024)
def break_lines(words: Words, size: float, width: float, most: int | None = None) -> Lines:
    """Break words into lines no wider than `width`; cut at a word, saying so, after `most`.

    Kept, because a page that does not fit is measured again with little changed.
    """
    if words and len(words[0].text) < _LONG and line_width(words, size) <= width:
        return Lines((_merged(iter(words)),), size)
    if any(map(_is_complex, words)):
        width *= _SHAPED  # joined words can be a little wider than one after the other
    lines: list[list[Words]] = [[]]
    room = width
    for cluster in _clusters(words, size, width):
        needed = line_width(cluster, size)
        if lines[-1] and needed - _trailing_space(cluster, size) > room:
            if most is not None and len(lines) == most:
                return Lines(_joined(_with_notice(lines, size, width)), size, was_cut=True)
            lines.append([])
            room = width
        lines[-1].append(cluster)
        room -= needed
    return Lines(_joined(lines), size)


def _clusters(words: Words, size: float, width: float) -> Iterator[Words]:
    """Yield the unbreakable pieces; each ends with its space, if it has one."""
    held: list[Run] = []
    for run in words:
        for word in _split(run.text):
            held.append(Run(word, run.weight, run.is_complex))
            if word.endswith(" "):
                yield from _narrow(tuple(held), size, width)
                held = []
    if held:
        yield from _narrow(tuple(held), size, width)


def _split(text: str) -> Iterator[str]:
    start = 0
    while (end := text.find(" ", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _narrow(cluster: Words, size: float, width: float) -> Iterator[Words]:
    """Yield the cluster, broken between characters only when it is wider than a whole line."""
    if line_width(cluster, size) - _trailing_space(cluster, size) <= width:
        yield cluster
        return
    for run in cluster:
        yield from ((Run(text, run.weight, run.is_complex),) for text in _chopped(run, size, width))


def _chopped(run: Run, size: float, width: float) -> Iterator[str]:
    """Yield pieces of a long word, each narrow enough to stand beside others."""
    step = max(1, int(len(run.text) * width / max(run.width(size), 1.0)) // 4)
    for start in range(0, len(run.text), step):
        yield run.text[start : start + step]


def _trailing_space(cluster: Words, size: float) -> float:
    last = cluster[-1]
    return Run(" ", last.weight).width(size) if last.text.endswith(" ") else 0.0


def more_in_record() -> str:
    """Return what stands at the end of a text that was cut."""
    return fixed(_("(more in the record)"))


def _with_notice(lines: list[list[Words]], size: float, width: float) -> list[list[Words]]:
    notice = plain(more_in_record())
    needed = line_width(notice, size) + line_width(plain(" "), size)
    last = lines[-1]
    while last and sum(line_width(c, size) for c in last) + needed > width:
        last.pop()
    if last:
        *before, end = last[-1]
        if end.is_complex and end.text.strip():  # a space at its end would stand on its left
            last[-1] = (*before, replace(end, text=end.text.rstrip(" ")))
        if not last[-1][-1].text.endswith(" "):
            last.append(plain(" "))
    last.append(notice)
    return lines


def _joined(lines: Sequence[Sequence[Words]]) -> tuple[Words, ...]:
    return tuple(_merged(run for cluster in line for run in cluster) for line in lines)


def _merged(runs: Iterator[Run]) -> Words:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and (last.weight, last.is_complex) == (run.weight, run.is_complex):
            merged[-1] = Run(last.text + run.text, run.weight, run.is_complex)
        else:
            merged.append(run)
    if merged:
        end = merged[-1]
        merged[-1] = Run(end.text.rstrip(" "), end.weight, end.is_complex)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Block:
    """A measured part of the page; `draw` is given the page and the top edge in points.

    `left_off` names what this block could not show, in words, once for each item.
    """

    height: float
    draw: "Callable[[Page, float], None]"
    left_off: tuple[str, ...] = ()


class Page:
    """One page of a canvas with its origin at the top left; all lengths in points."""

    def __init__(self, canvas: "PageCanvas", width: float, height: float, margin: float) -> None:
        self.canvas = canvas
        self.height = height
        self.left = margin
        self.right = width - margin

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.right - self.left

    def lines(self, lines: Lines, x: float, top: float, *, right_of: float | None = None) -> None:
        """Draw lines from a top edge; with `right_of` each line ends there."""
        for number, line in enumerate(lines.lines):
            base = top + (number * LEADING + ASCENT) * lines.size
            start = x if right_of is None else right_of - line_width(line, lines.size)
            self.line(line, lines.size, start, base)

    def line(self, line: Words, size: float, x: float, base: float) -> None:
        """Draw one line on its base line; neighbours in the same typeface are one text object."""
        y = self.height - base
        for is_shaped, runs in groupby(line, key=_is_complex):
            stretch = tuple(runs)
            if is_shaped:
                self._shaped(stretch, size, x, y)
            else:
                self._text(stretch, size, x, y)
            x += line_width(stretch, size)

    def _text(self, runs: Words, size: float, x: float, y: float) -> None:
        texts = [(run.text.replace(_FIXED_SPACE, " "), run.weight) for run in runs if run.text]
        self.canvas.words([(text, fonts.face(weight)) for text, weight in texts], size, x, y)

    def _shaped(self, runs: Words, size: float, x: float, y: float) -> None:
        from caregiver_app.report.drawing import shaped_text

        for run in runs:
            shaped_text.draw(self.canvas, run.text, run.weight, size, x, y)
            x += run.width(size)

    def rule(self, x1: float, x2: float, y: float, thickness: float, grey: float = 0.0) -> None:
        """Draw a horizontal line."""
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x1, self.height - y, x2, self.height - y)

    def box(self, x: float, top: float, width: float, height: float, thickness: float) -> None:
        """Draw a rectangle's edge, inside the given measures."""
        half = thickness / 2
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(thickness)
        self.canvas.rect(
            x + half, self.height - top - height + half, width - thickness, height - thickness
        )

    def fill(self, x: float, top: float, width: float, height: float, grey: float = 0.0) -> None:
        """Fill a rectangle."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, self.height - top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Return blocks one under the other as one block."""

    def draw(page: Page, top: float) -> None:
        for block in blocks:
            block.draw(page, top)
            top += block.height + gap

    height = sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)
    return Block(height, draw, tuple(word for block in blocks for word in block.left_off))


def beside(blocks: Sequence[Block]) -> Block:
    """Return blocks that share a top edge as one block; each knows its own place across."""

    def draw(page: Page, top: float) -> None:
        for block in blocks:
            block.draw(page, top)

    height = max((block.height for block in blocks), default=0.0)
    return Block(height, draw, tuple(word for block in blocks for word in block.left_off))


def space(height: float) -> Block:
    """Return an empty block."""
    return Block(height, lambda _page, _top: None)
