# SPDX-License-Identifier: MIT
"""The canvas of a page: what stands on it hundreds of times is written in one go.

The library writes each number with great care, and measures each word once more to know where the
next one would stand: together they took a quarter of a sheet.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})


class PageCanvas(Canvas):
    """A canvas whose lines and words have two decimals: a 7,200th of an inch is not to be seen."""

    if TYPE_CHECKING:
        _code: list[str]
        _doc: PDFDocument
        _escape: Callable[[bytes], str]

    def __init__(self, width: float, height: float, title: str, language: str = "en-US") -> None:
        """Begin a file; `title` and `language` are what a reader is told about it."""
        self._into = io.BytesIO()
        size = (width, height)
        super().__init__(self._into, pagesize=size, invariant=1, pageCompression=1, lang=language)
        self.setTitle(title)
        self.setCreator("Caregiver Checklist")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line between two places, in points from the lower left corner."""
        self._code.append(f"n {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def setLineWidth(self, width: float) -> None:  # noqa: N802 - the library's name
        """Set the thickness of lines in points."""
        self._code.append(f"{width:.2f} w")

    def beginPath(self) -> PDFPathObject:  # noqa: N802 - the library's name
        """Return an empty path."""
        return _Path()

    def words(self, texts: Iterable[tuple[str, "TTFont"]], size: float, x: float, y: float) -> None:
        """Draw texts one after the other with their base line at y, each in its own font."""
        orders = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for text, font in texts:
            for subset, letters in self._letters(text, font):
                name = font.getSubsetInternalName(subset, self._doc)
                orders.append(f"{name} {size:.4g} Tf ({letters}) Tj")
        self._code.append(" ".join((*orders, "ET")))

    def _letters(self, text: str, font: "TTFont") -> Iterator[tuple[int, str]]:
        """Yield which part of the font has the next letters, and these as the file wants them.

        Every file has the ASCII letters of a font as its first part, under their own numbers.
        """
        if text.isascii() and text.isprintable():
            yield 0, text.translate(_ESCAPED)
            return
        for subset, letters in font.splitString(text, self._doc):
            yield subset, self._escape(letters)

    def file(self) -> bytes:
        """Return the finished file."""
        with _streams_as_bytes():
            self.save()
        return self._into.getvalue()


class _Path(PDFPathObject):
    if TYPE_CHECKING:
        _code_append: Callable[[str], None]

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - the library's name
        self._code_append(f"{x:.2f} {y:.2f} m")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802 - the library's name
        self._code_append(f"{x:.2f} {y:.2f} l")


@contextmanager
def _streams_as_bytes() -> Iterator[None]:
    """Write streams as bytes, not as letters: smaller, and a third faster.

    The library only knows this for the whole process, so it is put back.
    """
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before
