# SPDX-License-Identifier: MIT
"""Overwrites what the library that draws pages keeps of those it drew.

PDFium has memory of its own, and leaves in a piece that was freed what stood there. Only a page
takes such pieces again. So it is given pages with nothing on them that bring a list of texts, each
list as many as a sheet has, and of one size; all of a list are held at once.
"""

import sys
from collections.abc import Generator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_SIZES = (
    *((length, 1000) for length in range(7, 104, 16)),
    *((length, 200) for length in range(119, 232, 16)),
    *((length, 50) for length in range(263, 488, 32)),
)
"""How long a text is, and how many of it: PDFium rounds each up to the next of such sizes."""


def kept_loaded() -> "QPdfDocument":
    """Return an empty document of the program, for which the library stays loaded.

    With the last document it would end, and leave its memory behind: 64 KB for each page that was
    looked at, which nobody can take again.
    """
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtPdf import QPdfDocument

    program = cast("QCoreApplication", QCoreApplication.instance())
    return program.findChild(QPdfDocument) or QPdfDocument(program)


def overwrite_drawn() -> Generator[None, None, None]:
    """Overwrite it, where any page was drawn, with a rest after each short piece of the work."""
    if "PySide6.QtPdf" not in sys.modules:
        return
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    document = kept_loaded()
    for length, number in _SIZES:
        buffer = QBuffer()
        buffer.setData(QByteArray(_empty_page(length, number)))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        document.close()
        yield


def _empty_page(length: int, number: int) -> bytes:
    """Return a PDF of one empty page with so many texts; equal ones would be held as one."""
    texts = b"".join(b"(%0*d)" % (length, each) for each in range(number))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Texts[%b]>>" % texts,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )
    whole, places = b"%PDF-1.4\n", []
    for each, words in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (each, words)
    table = b"xref\n0 4\n0000000000 65535 f \n%btrailer<</Size 4/Root 1 0 R>>\n" % b"".join(places)
    return whole + table + b"startxref\n%d\n%%%%EOF\n" % len(whole)
