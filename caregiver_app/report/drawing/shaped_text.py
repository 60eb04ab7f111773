# SPDX-License-Identifier: MIT
"""Arabic, Hebrew, Indic and Chinese text: Qt lays it out, the outlines go on the page as paths.

This is the one place outside the screens that imports PySide6, and only when such a text is met.
Invisible text lies under the outlines, so that the words can still be selected and searched.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream

from caregiver_app.report.drawing import script_fonts
from caregiver_app.report.drawing.fonts import Weight, opened

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont, TTFontFace
    from reportlab.pdfgen.canvas import Canvas

_DESIGN = 1000.0
_GRID = 160
"""Places for an outline in the size of the letter: half a dot of a good printer."""
_HIDDEN = "hidden"
_ASCII = 128
_HIDDEN_FILE = "IBMPlexSansArabic_400Regular.ttf"
"""Not the file of a visible weight: the writer keeps one set of letters for a face."""

_MARK = "\u200e"
"""What keeps the order of a number from left to right, and has no width."""
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURNED = re.compile(r"\+\(?\d|\(?\d[\d ()\u00a0]*[-\u2013]\d|\(?\d{3}\)?[ \u00a0]\d{3}")
"""How a phone number, a date or a range begins: Arabic would turn its parts round."""

Glyph = tuple[float, float, str, bytes]
"""Across and down in the design size, a name of its own, and the orders that draw it."""
Piece = tuple[float, float, str]
"""Across and width in the design size, and letters from left to right."""


@lru_cache(maxsize=4096)
def width(text: str, weight: Weight, size: float) -> float:
    """Return the width in points of a text as Qt lays it out."""
    _layout, line = _line(
        _kept_in_order(text), weight
    )  # the line is gone when nothing holds its layout
    return float(line.naturalTextWidth()) * size / _DESIGN


def draw(canvas: "Canvas", text: str, weight: Weight, size: float, x: float, y: float) -> None:
    """Draw a text with its base line at y; every letter must be one that `drawable` let stand."""
    glyphs, pieces = _laid_out(text, weight)
    for _across, _down, name, orders in glyphs:
        if orders and not canvas.hasForm(name):
            _keep(canvas, name, orders)
    canvas.saveState()
    canvas.transform(size / _GRID, 0, 0, size / _GRID, x, y)
    here = 0, 0
    for across, down, name, orders in glyphs:
        if orders:
            place = round(across * _GRID / _DESIGN), round(-down * _GRID / _DESIGN)
            canvas.translate(place[0] - here[0], place[1] - here[1])
            canvas.doForm(name)
            here = place
    canvas.restoreState()
    for left, wide, words in pieces:
        _hidden(canvas, words, size, x + left * size / _DESIGN, y, wide * size / _DESIGN)


@lru_cache(maxsize=512)
def _laid_out(text: str, weight: Weight) -> tuple[tuple[Glyph, ...], tuple[Piece, ...]]:
    """Return glyph outlines with their places, and the letters to be found under them.

    The outlines go from left to right: Qt gives those of several fonts in an order that is
    another one in every process, and the same record must give the same bytes.
    """
    from PySide6.QtGui import QTextLayout

    text = _kept_in_order(text)
    layout, line = _line(text, weight)
    shift, base = line.naturalTextRect().left(), line.ascent()
    runs = layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
    glyphs = []
    for run in runs:
        raw = run.rawFont()
        face = f"{crc32(f'{raw.familyName()}{raw.styleName()}'.encode()):x}"
        known = _known(face)
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            if index not in known:
                known[index] = _orders(raw.pathForGlyph(index))
            at = place.x() - shift, place.y() - base
            glyphs.append((*at, f"{face}.{index}", known[index]))
    wide = float(line.naturalTextWidth())
    pieces = _pieces(text, runs, wide + shift)
    return tuple(sorted(glyphs)), tuple((x - shift, width, words) for x, width, words in pieces)


def _kept_in_order(text: str) -> str:
    """Return a text in which 555-0147 stands as it was typed, and not as 0147-555."""
    return _TURNED.sub(rf"{_MARK}\g<0>", text) if _FROM_THE_RIGHT.search(text) else text


def _line(text: str, weight: Weight) -> tuple[Any, Any]:
    """Return a text laid out on one line; each letter in a font that has it."""
    from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

    font = QFont("IBM Plex Sans")
    font.setPixelSize(int(_DESIGN))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout(text, font)
    ranges = []
    for start, length, family, is_bold in script_fonts.stretches(text, weight):
        stretch = QTextLayout.FormatRange()
        stretch.start, stretch.length = start, length
        form = QTextCharFormat()
        form.setFontFamilies([family])
        form.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        stretch.format = form
        ranges.append(stretch)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1_000_000_000)
    layout.endLayout()
    return layout, line


def _pieces(text: str, runs: Any, end: float) -> tuple[Piece, ...]:  # noqa: ANN401 - QGlyphRuns
    """Return the letters as readers of the file want them: stretches of one direction.

    The stretches are in the order of speech, the letters of each stand from left to right: readers
    turn those that run from the right round themselves. One glyph may stand for several letters,
    and several glyphs for one.
    """
    glyphs: dict[int, tuple[float, bool]] = {}
    for run in runs:
        for start, place in zip(run.stringIndexes(), run.positions(), strict=True):
            known = glyphs.get(start, (place.x(), False))
            glyphs[start] = (min(place.x(), known[0]), run.isRightToLeft())
    if not glyphs:
        return ()
    halves = text.encode("utf-16-le")
    starts = sorted(glyphs)
    ends = dict(zip(starts, [*starts[1:], len(halves) // 2], strict=True))
    seen = sorted(starts, key=lambda start: glyphs[start][0])
    order = {start: place for place, start in enumerate(seen)}
    edges = [*(glyphs[start][0] for start in seen), end]
    pieces: list[Piece] = []
    apart = ""
    for stretch in _stretches(starts, order, {s: is_right for s, (_x, is_right) in glyphs.items()}):
        is_right = glyphs[stretch[0]][1]
        halves_of = (halves[2 * s : 2 * ends[s]] for s in stretch)
        letters = [part.decode("utf-16-le", "replace").replace(_MARK, "") for part in halves_of]
        words = apart + "".join(letter[::-1] if is_right else letter for letter in letters)
        apart = ""
        if is_right and words.startswith(" "):  # readers lose a space at this end
            words, apart = words[1:], " "
        left = glyphs[stretch[0]][0]
        pieces.append((left, edges[order[stretch[-1]] + 1] - left, words))
    return tuple(pieces)


def _stretches(
    starts: list[int], order: dict[int, int], is_right: dict[int, bool]
) -> Iterator[list[int]]:
    """Yield what stands side by side and runs one way, each stretch from left to right."""
    stretch: list[int] = []
    for start in starts:
        step = -1 if is_right[start] else 1
        if stretch and (
            is_right[stretch[-1]] is not is_right[start]
            or order[start] - order[stretch[-1]] != step
        ):
            yield sorted(stretch, key=order.__getitem__)
            stretch = []
        stretch.append(start)
    if stretch:
        yield sorted(stretch, key=order.__getitem__)


@cache
def _known(_face: str) -> dict[int, bytes]:
    """Return the outlines of a face that were looked up before, by the number of the glyph."""
    return {}


def _orders(outline: Any) -> bytes:  # noqa: ANN401 - a QPainterPath
    """Return the orders that draw one glyph's outline; nothing for a space.

    Qt counts downwards, the page upwards. Whole numbers of a grid so fine that nobody sees it.
    """
    orders, number, count, scale = ["n"], 0, outline.elementCount(), _GRID / _DESIGN
    while number < count:
        element = outline.elementAt(number)
        length, order = (3, "c") if element.isCurveTo() else (1, "m" if element.isMoveTo() else "l")
        ends = [outline.elementAt(number + k) for k in range(length)]
        places = (round(value * scale) for end in ends for value in (end.x, -end.y))
        orders.append(" ".join(map(str, places)) + f" {order}")
        number += length
    return "\n".join([*orders, "f"]).encode("ascii") if count else b""


def _keep(canvas: "Canvas", name: str, orders: bytes) -> None:
    """Keep one glyph's outline in the file; every place where it stands points to it.

    Its orders are our own because those of the library would bring fonts along.
    """
    canvas.beginForm(name, -_GRID, -_GRID, 3 * _GRID, 2 * _GRID)
    canvas.endForm(Contents=_Outline(content=orders))


class _Outline(PDFStream):
    """One outline in the file, without the entries that only repeat what holds anyway.

    There are hundreds on a page of many scripts: they were as long as the outlines themselves.
    """

    def format(self, document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        for name in ("Type", "FormType", "Matrix", "Resources"):
            self.dictionary.dict.pop(name, None)
        return super().format(document)


def _hidden(canvas: "Canvas", text: str, size: float, x: float, y: float, wide: float) -> None:
    """Lay the words under the outlines, stretched to their width and never painted."""
    words = "".join(character for character in text if ord(character) <= 0xFFFF)
    _teach(words)
    natural = canvas.stringWidth(words, _HIDDEN, size)
    hidden = canvas.beginText(x, y)
    hidden.setFont(_HIDDEN, size)
    hidden.setTextRenderMode(3)
    hidden.setHorizScale(100.0 * wide / natural if natural else 100.0)
    hidden.textOut(words)
    hidden.setTextRenderMode(0)
    hidden.setHorizScale(100.0)
    canvas.drawText(hidden)


def _teach(words: str) -> None:
    """Give the hidden font a blank for every letter, so that the file carries no second outline.

    The writer of the file takes any letter that its font lacks for the same missing one.
    """
    _blanked(_hidden_font().face, map(ord, words))


def _blanked(letters: "TTFontFace", characters: Iterable[int]) -> None:
    blank = letters.charToGlyph[ord(" ")]
    for character in characters:
        letters.charToGlyph[character], letters.charWidths[character] = blank, 500


@cache
def _hidden_font() -> "TTFont":
    """Return a face of its own for the hidden words, so that no visible word can meet a blank.

    The writer puts all of ASCII into every file: those letters are blank from the beginning, or
    a page would hold fewer outlines after another page than as the first one.
    """
    font = opened(_HIDDEN, _HIDDEN_FILE)
    _blanked(font.face, range(ord("!"), _ASCII))
    return font
