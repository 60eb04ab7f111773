# SPDX-License-Identifier: MIT
"""Arabic, Hebrew, Indic and Chinese text: Qt lays it out, the outlines go on the page as paths.

This is the one place outside the screens that imports PySide6, and only when such a text is met.
Invisible text lies under the outlines, so that the words can still be selected and searched.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from caregiver_app.report import fonts
from caregiver_app.report.fonts import Weight
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

_DESIGN = 100.0
_HIDDEN = "hidden"
_ARABIC = {
    Weight.REGULAR: "IBMPlexSansArabic_400Regular.ttf",
    Weight.STRONG: "IBMPlexSansArabic_600SemiBold.ttf",
    Weight.BOLD: "IBMPlexSansArabic_600SemiBold.ttf",
}

Outline = tuple[tuple[float, float, Any], ...]


def width(text: str, weight: Weight, size: float) -> float:
    """Return the width in points of a text as Qt lays it out, or of its note when it cannot."""
    laid = _laid_out(text, weight)
    return fonts.text_width(note(), weight, size) if laid is None else laid[1] * size / _DESIGN


def draw(canvas: "Canvas", text: str, weight: Weight, size: float, x: float, y: float) -> None:
    """Draw a text with its base line at y; letters that no font has leave a note in brackets."""
    fonts.face(weight)
    laid = _laid_out(text, weight)
    if laid is None:
        canvas.setFont(weight.value, size)
        canvas.drawString(x, y, note())
        return
    glyphs, wide, seen = laid
    scale = size / _DESIGN
    path = canvas.beginPath()
    for across, down, outline in glyphs:
        _add(path, outline, x + across * scale, y - down * scale, scale)
    canvas.drawPath(path, stroke=0, fill=1)
    _hidden(canvas, seen, size, x, y, wide * scale)


def can_shape(text: str, weight: Weight) -> bool:
    """Say whether this computer has a font for every letter of a text."""
    return _laid_out(text, weight) is not None


def note() -> str:
    """Return what stands for letters that no font here can draw."""
    return _("[letters this computer cannot print]")


@cache
def _laid_out(text: str, weight: Weight) -> tuple[Outline, float, str] | None:
    """Return glyph outlines with places, the width, and the letters from left to right.

    None when a glyph is missing. Readers of the file turn right-to-left words round themselves.
    """
    from PySide6.QtGui import QTextLayout

    _application()
    family = _family(text, weight)
    if not family:
        return None
    layout = QTextLayout(text, _font(family, weight))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1_000_000)
    layout.endLayout()
    shift, base = line.naturalTextRect().left(), line.ascent()
    runs = layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
    glyphs = []
    for run in runs:
        raw = run.rawFont()
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            if index == 0:
                return None
            glyphs.append((place.x() - shift, place.y() - base, raw.pathForGlyph(index)))
    return tuple(glyphs), float(line.naturalTextWidth()), _from_left(text, runs)


def _from_left(text: str, runs: Any) -> str:  # noqa: ANN401 - a list of QGlyphRun
    """Return the letters in the order in which they stand on the page.

    One glyph may stand for several letters, and several glyphs for one.
    """
    glyphs: dict[int, tuple[float, bool]] = {}
    for run in runs:
        for start, place in zip(run.stringIndexes(), run.positions(), strict=True):
            known = glyphs.get(start, (place.x(), False))
            glyphs[start] = (min(place.x(), known[0]), run.isRightToLeft())
    starts = sorted(glyphs)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    pieces = []
    for start in sorted(starts, key=lambda start: glyphs[start][0]):
        piece = text[start : ends[start]]
        pieces.append(piece[::-1] if glyphs[start][1] else piece)
    return "".join(pieces)


@cache
def _application() -> object:
    """Return the running application, or one without a screen when there is none."""
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    return running or QGuiApplication(["caregiver-app", "-platform", "offscreen"])


# First and last character of a script, and Qt's name for the fonts that can write it.
_SCRIPTS = (
    ("\u0590", "\u05ff", "Hebrew"),
    ("\u0600", "\u06ff", "Arabic"),
    ("\u0700", "\u074f", "Syriac"),
    ("\u0780", "\u07bf", "Thaana"),
    ("\u0900", "\u097f", "Devanagari"),
    ("\u0980", "\u09ff", "Bengali"),
    ("\u0a00", "\u0a7f", "Gurmukhi"),
    ("\u0a80", "\u0aff", "Gujarati"),
    ("\u0b00", "\u0b7f", "Oriya"),
    ("\u0b80", "\u0bff", "Tamil"),
    ("\u0c00", "\u0c7f", "Telugu"),
    ("\u0c80", "\u0cff", "Kannada"),
    ("\u0d00", "\u0d7f", "Malayalam"),
    ("\u0d80", "\u0dff", "Sinhala"),
    ("\u0e00", "\u0e7f", "Thai"),
    ("\u0e80", "\u0eff", "Lao"),
    ("\u0f00", "\u0fff", "Tibetan"),
    ("\u1000", "\u109f", "Myanmar"),
    ("\u10a0", "\u10ff", "Georgian"),
    ("\u1780", "\u17ff", "Khmer"),
    ("\u3040", "\u30ff", "Japanese"),
    ("\u4e00", "\u9fff", "SimplifiedChinese"),
    ("\uac00", "\ud7af", "Korean"),
)
_ARABIC_BLOCKS = (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\ufb50", "\ufeff"))


def _family(text: str, weight: Weight) -> str:
    """Return one family that has every script of the text, empty when this computer has none.

    Asking first keeps Qt from hunting through every font, and from complaining when it finds none.
    """
    from PySide6.QtGui import QFontDatabase

    beyond = [c for c in text if fonts.needs_other_font(c)]
    if all(any(a <= c <= b for a, b in _ARABIC_BLOCKS) for c in beyond):
        return _arabic(weight)
    systems = {next((n for a, b, n in _SCRIPTS if a <= c <= b), "") for c in beyond}
    if "" in systems:
        return ""
    able = [
        set(QFontDatabase.families(getattr(QFontDatabase.WritingSystem, name))) for name in systems
    ]
    return min(set.intersection(*able), default="")


def _font(family: str, weight: Weight) -> Any:  # noqa: ANN401 - a QFont, PySide6 not imported here
    from PySide6.QtGui import QFont

    font = QFont(family)
    font.setPixelSize(int(_DESIGN))
    bold = QFont.Weight.Normal if weight is Weight.REGULAR else QFont.Weight.DemiBold
    font.setWeight(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _arabic(weight: Weight) -> str:
    from PySide6.QtGui import QFontDatabase

    number = QFontDatabase.addApplicationFont(str(resource_path("fonts", _ARABIC[weight])))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else "DejaVu Sans"


def _add(path: Any, outline: Any, x: float, y: float, scale: float) -> None:  # noqa: ANN401 - Qt
    """Add one glyph's outline to a reportlab path; Qt counts downwards, the page upwards."""
    number, count = 0, outline.elementCount()
    while number < count:
        element = outline.elementAt(number)
        if element.isCurveTo():
            ends = [outline.elementAt(number + k) for k in range(3)]
            places = [p for e in ends for p in (x + e.x * scale, y - e.y * scale)]
            path.curveTo(*places)
            number += 3
            continue
        place = (x + element.x * scale, y - element.y * scale)
        path.moveTo(*place) if element.isMoveTo() else path.lineTo(*place)
        number += 1
    if count:
        path.close()


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
    """Give the hidden font a blank for every letter it lacks, or the letter could not be read back.

    The writer of the file takes any letter that its font lacks for the same missing one.
    """
    letters = _hidden_font().face
    blank = letters.charToGlyph[ord(" ")]
    for character in words:
        letters.charToGlyph.setdefault(ord(character), blank)
        letters.charWidths.setdefault(ord(character), 500)


@cache
def _hidden_font() -> "TTFont":
    """Return a face of its own for the hidden words, so that no visible word can meet a blank.

    It must not be the file of a visible weight: the writer keeps one set of letters for a face.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    path = resource_path("fonts", _ARABIC[Weight.REGULAR])
    font = TTFont(_HIDDEN, str(path))
    pdfmetrics.registerFont(font)
    return font
