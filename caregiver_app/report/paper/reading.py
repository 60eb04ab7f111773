# SPDX-License-Identifier: MIT
"""Texts to read on as many pages as they need: headings, paragraphs, when to call, sources."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import Lines, Page, Words, break_lines, plain, said
from caregiver_app.report.drawing.plain_text import LONGEST
from caregiver_app.report.drawing.without_pictures import bring_pictures, leave_pictures_out
from caregiver_app.report.er.sheet import PAPERS

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

_MARGIN, _EDGE, _FOOT = 56.0, 50.0, 26.0
_PART, _TITLE, _BODY, _SMALL = 20.0, 15.0, 11.5, 9.0
_BAR, _BESIDE_BAR = 2.5, 10.0
_UNDER_PICTURE, _HIGHEST_PICTURE, _FRAME = 3.0, 210.0, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingText:
    """One text; `call` are the sentences under the heading `call_title`, there may be none.

    `pictures` are files of pictures and what is to be seen on them; they stand under the title.
    """

    title: str
    paragraphs: tuple[str, ...]
    call_title: str
    call: tuple[str, ...]
    sources: str
    pictures: tuple[tuple[Path, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPart:
    """Texts that belong together, under a heading of their own unless it is blank."""

    title: str
    texts: tuple[ReadingText, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that stay on one page, under a picture where there is one.

    `keeps` holds them to what follows; a title has its depth.
    """

    lines: Lines
    before: float
    keeps: bool = False
    title: str = ""
    depth: int = 0
    barred: bool = False
    picture: "_Picture | None" = None

    @property
    def height(self) -> float:
        drawn = self.picture.height + _UNDER_PICTURE if self.picture else 0.0
        return self.before + drawn + self.lines.height


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture with its size on paper, in points."""

    image: "ImageReader"
    width: float
    height: float


def reading_pages(
    title: str,
    parts: Sequence[ReadingPart],
    paper: str,
    language: str,
    foot: Callable[[int, int], str],
) -> bytes:
    """Return the pages; `foot` gives the words at the end of page n of m.

    `title` and `language` (en, es) are what a reader is told about the file.
    """
    leave_pictures_out()
    from caregiver_app.report.drawing.page_canvas import PageCanvas

    width, height = PAPERS[paper]
    canvas = PageCanvas(width, height, title, language)
    page = Page(canvas, width, height, _MARGIN)
    pages = list(_paged(list(_pieces(parts, page.width)), height - 2 * _EDGE - _FOOT))
    for number, pieces in enumerate(pages, 1):
        _draw(page, pieces)
        end = break_lines(said(foot(number, len(pages))), _SMALL, page.width)
        page.lines(end, page.left, height - _EDGE - end.height)
        canvas.showPage()
    return canvas.file()


def _pieces(parts: Sequence[ReadingPart], width: float) -> Iterator[_Piece]:
    for part in parts:
        if part.title:
            lines = break_lines(said(part.title, Weight.STRONG), _PART, width)
            yield _Piece(lines, 26, keeps=True, title=part.title)
        for text in part.texts:
            yield from _text(text, width, depth=int(bool(part.title)))


def _text(text: ReadingText, width: float, depth: int) -> Iterator[_Piece]:
    title = break_lines(said(text.title, Weight.STRONG), _TITLE, width)
    yield _Piece(title, 18, keeps=True, title=text.title, depth=depth)
    last = text.paragraphs[-1] if text.sources and not text.call else ""
    for file, says in text.pictures:
        lines = break_lines(_whole(says), _SMALL, width)
        yield _Piece(lines, 8, keeps=True, picture=_picture(file, width))
    for paragraph in text.paragraphs:
        lines = break_lines(_whole(paragraph), _BODY, width)
        yield _Piece(lines, 6, keeps=paragraph == last)
    if text.call:
        room = width - _BAR - _BESIDE_BAR
        head = break_lines(said(text.call_title, Weight.STRONG), _BODY, room)
        yield _Piece(head, 8, keeps=True, barred=True)
        for sentence in text.call:
            lines = break_lines(_whole(sentence), _BODY, room)
            keeps = bool(text.sources) or sentence != text.call[-1]
            yield _Piece(lines, 0, keeps=keeps, barred=True)
    if text.sources:
        yield _Piece(break_lines(_whole(text.sources), _SMALL, width), 6)


def _picture(file: Path, width: float) -> _Picture:
    """Return a picture as wide as the text, or as high as leaves room for words."""
    bring_pictures()
    from reportlab.lib.utils import ImageReader

    image = ImageReader(io.BytesIO(file.read_bytes()))
    wide, high = image.getSize()
    scale = min(width / wide, _HIGHEST_PICTURE / high)
    return _Picture(image, wide * scale, high * scale)


def _whole(text: str) -> Words:
    """Return every word of a text: what is said in one go is cut where it is very long."""
    words: Words = ()
    for part in wrap(text, LONGEST - 1, break_long_words=False, break_on_hyphens=False):
        words += (plain(" ") if words else ()) + said(part)
    return words


def _paged(pieces: Sequence[_Piece], room: float) -> Iterator[list[_Piece]]:
    """Yield the pieces of each page; those that keep together go to the next page together."""
    now: list[_Piece] = []
    used = 0.0
    for unit in _units(pieces):
        height = sum(piece.height for piece in unit)
        if now and used + height > room:
            yield now
            now, used = [], 0.0
        for piece in unit:  # a unit that is longer than a page is parted after all
            if now and used + piece.height > room:
                yield now
                now, used = [], 0.0
            now.append(piece)
            used += piece.height
    if now:
        yield now


def _units(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    unit: list[_Piece] = []
    for piece in pieces:
        unit.append(piece)
        if not piece.keeps:
            yield unit
            unit = []
    if unit:
        yield unit


def _draw(page: Page, pieces: Sequence[_Piece]) -> None:
    top = _EDGE
    for place, piece in enumerate(pieces):
        before = piece.before if place else 0.0
        if piece.barred:
            joined = place > 0 and pieces[place - 1].barred
            start = top + (0.0 if joined else before)
            page.fill(page.left, start, _BAR, top + before + piece.lines.height - start)
        top += before
        _mark(page.canvas, piece, page.height - top)
        if piece.picture:
            drawn = piece.picture
            top += drawn.height
            at = (page.left, page.height - top, drawn.width, drawn.height)
            page.canvas.drawImage(drawn.image, *at)
            page.canvas.setLineWidth(_FRAME)
            page.canvas.rect(*at)
            top += _UNDER_PICTURE
        page.lines(piece.lines, page.left + (_BAR + _BESIDE_BAR) * piece.barred, top)
        top += piece.lines.height


def _mark(canvas: "Canvas", piece: _Piece, y: float) -> None:
    """Let a reader of the file jump to a title."""
    if piece.title:
        key = f"{piece.depth}.{piece.title}"
        canvas.bookmarkHorizontal(key, 0, y)
        canvas.addOutlineEntry(piece.title, key, level=piece.depth, closed=False)
