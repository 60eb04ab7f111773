# SPDX-License-Identifier: MIT
"""The bundled typeface for paper: measuring, and which texts it can draw."""

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from caregiver_app.report.drawing.without_pictures import leave_pictures_out
from caregiver_app.system.resources import resource_path

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont


class Weight(StrEnum):
    """The two weights; the value is the file, and the font's name within the PDF.

    A third and heavier one fills up on a fax: a 5 is read as a 9.
    """

    REGULAR = "IBMPlexSans_400Regular"
    STRONG = "IBMPlexSans_600SemiBold"


JOINERS = "\u200c\u200d"
"""Signs without ink that tell letters how to join."""


@cache
def face(weight: Weight) -> "TTFont":
    """Return one weight, read from its file on first use and known to reportlab by its name."""
    return opened(weight.value, f"{weight.value}.ttf")


def opened(name: str, file: str) -> "TTFont":
    """Return a bundled font from its file, known to reportlab by a name from now on.

    What the font says about itself stays out of the page: it is as long as ten letters. ASCII
    keeps its own numbers in every file, whatever the computer is set to: `PageCanvas` counts on it.
    """
    leave_pictures_out()
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resource_path("fonts", file)), asciiReadable=True)
    del font.face.table["name"]
    # One sheet after another needs the same letters: those of a text in English are one part.
    made = lru_cache(maxsize=8)(font.face.makeSubset)
    vars(font.face)["makeSubset"] = lambda letters: made(tuple(letters))
    pdfmetrics.registerFont(font)
    return font


def text_width(text: str, weight: Weight, size: float) -> float:
    """Return the width of a text in points; every character must be one the typeface has."""
    return 0.001 * size * _width_of_1000(text, weight)


@lru_cache(maxsize=4096)
def _width_of_1000(text: str, weight: Weight) -> float:
    """Return the width at 1000 points; the same labels stand on every sheet."""
    widths: dict[int, float] = face(weight).face.charWidths
    return sum(map(widths.__getitem__, map(ord, text)))


def needs_other_font(character: str) -> bool:
    """Say whether a character, joiners aside, is one that the bundled typeface has not."""
    return ord(character) not in face(Weight.REGULAR).face.charToGlyph


def can_draw(text: str) -> bool:
    """Say whether the typeface has every character of a text (the weights cover the same)."""
    return text.isascii() or not any(map(needs_other_font, text))
