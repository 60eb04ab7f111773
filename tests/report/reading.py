# SPDX-License-Identifier: MIT
"""Reading a sheet back the way another program would."""

import io

import pdfplumber
import pypdf

from caregiver_app.domain.record import Record
from caregiver_app.services.handoff import Sheet, sheet_from_record
from tests.report.records import NOW, rules

PAPERS = ("letter", "a4")


def printed(record: Record, paper: str = "letter", now=NOW) -> Sheet:
    """Return the sheet of a record."""
    return sheet_from_record(rules(), record, now, paper)


def text_of(sheet: Sheet) -> str:
    """Return the words of the page in reading order, white space collapsed."""
    pages = pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def words_of(sheet: Sheet) -> tuple[list[dict], float, float]:
    """Return the words with their boxes, and the width and height of the page."""
    with pdfplumber.open(io.BytesIO(sheet.pdf)) as file:
        page = file.pages[0]
        words = page.extract_words(extra_attrs=["size"], x_tolerance=1.5)
        return words, float(page.width), float(page.height)


def assert_tidy(sheet: Sheet) -> None:
    """Check one page, nothing outside the margins, nothing under 9 pt, no words on each other."""
    text_of(sheet)
    words, width, height = words_of(sheet)
    for word in words:
        assert word["x0"] >= 32, word
        assert word["x1"] <= width - 32, word
        assert 15 <= word["top"] < word["bottom"] <= height - 15, word
        assert word["size"] >= 8.99, word
    lines = sorted(words, key=lambda w: w["top"])
    for place, word in enumerate(lines):
        for other in lines[place + 1 :]:
            if other["top"] > word["bottom"]:
                break
            assert not _overlap(word, other), (word["text"], other["text"])


def _overlap(one: dict, two: dict) -> bool:
    """Say whether the middles of two words share ink; line boxes may touch."""
    across = min(one["x1"], two["x1"]) - max(one["x0"], two["x0"])
    shrink = 0.22 * min(one["size"], two["size"])
    top, bottom = max(one["top"], two["top"]) + shrink, min(one["bottom"], two["bottom"]) - shrink
    return across > 0.8 and bottom - top > 0.5
