# SPDX-License-Identifier: MIT
"""Reading a sheet back from its file: what it says, and whether it is tidy.

`test_any_record.py` and `test_readers.py` hold this reading against those of other programs.
"""

import io
from functools import lru_cache

import pdfplumber
import pypdf

from caregiver_app.domain.record import Record
from caregiver_app.services.handing_over.handoff import Sheet, sheet_from_record
from tests.report.page_boxes import Drawn, drawn
from tests.report.page_rules import faults
from tests.report.records import NOW, rules

PAPERS = ("letter", "a4")


def printed(record: Record, paper: str = "letter", now=NOW) -> Sheet:
    """Return the sheet of a record."""
    return sheet_from_record(rules(), record, now, paper)


@lru_cache(maxsize=32)
def _page(pdf: bytes) -> Drawn:
    return drawn(pdf)


def text_of(sheet: Sheet) -> str:
    """Return the words of the page in reading order, white space collapsed."""
    return _page(sheet.pdf).text


def selected_text(sheet: Sheet) -> str:
    """Return the words that another program finds on the page, as somebody would select them."""
    (page,) = pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages
    return " ".join(page.extract_text().split())


def words_of(sheet: Sheet) -> tuple[list[dict], float, float]:
    """Return the words with their boxes, and the width and height, as another program reads it."""
    with pdfplumber.open(io.BytesIO(sheet.pdf)) as file:
        page = file.pages[0]
        words = page.extract_words(extra_attrs=["size"], x_tolerance=1.5)
        return words, float(page.width), float(page.height)


def assert_tidy(sheet: Sheet) -> None:
    """Check one page, nothing outside the margins, nothing under 9 pt, no words on each other."""
    assert faults(_page(sheet.pdf)) == []


def share_ink(one: dict, two: dict) -> bool:
    """Say whether the middles of two words stand on each other; line boxes may touch."""
    across = min(one["x1"], two["x1"]) - max(one["x0"], two["x0"])
    shrink = 0.22 * min(one["size"], two["size"])
    top, bottom = max(one["top"], two["top"]) + shrink, min(one["bottom"], two["bottom"]) - shrink
    return across > 0.8 and bottom - top > 0.5
