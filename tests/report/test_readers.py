# SPDX-License-Identifier: MIT
"""Three readers open the sheet and agree on its page and its words: pypdf, pdfplumber, QtPdf."""

import io

import pdfplumber
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from tests.report.reading import PAPERS, printed, selected_text
from tests.report.records import fullest, practice

pytestmark = pytest.mark.gui

PEOPLE = ("oral", "pump", "both", "child")
WORDS = ("SUDDENLY", "Page 1 of 1", "Last check-in:", "not verified by a clinician", "Usual")


def in_plumber(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        (page,) = file.pages
        return " ".join(page.extract_text().split())


def in_qt(pdf: bytes) -> tuple[str, bool]:
    """Return the words that Qt finds, and whether it draws anything."""
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.status() is QPdfDocument.Status.Ready
    assert document.pageCount() == 1
    picture = document.render(0, QSize(425, 550))
    inked = picture.pixelColor(30, 35) != picture.pixelColor(2, 2)
    text = " ".join(document.getAllText(0).text().split())
    document.close()
    return text, inked


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PEOPLE)
def test_three_readers_open_every_practice_sheet_and_find_its_words(qapp, name, paper):
    one = practice(name)
    pdf = printed(one, paper, one.last_check_in.at).pdf
    text, inked = in_qt(pdf)
    assert inked
    for found in (text, in_plumber(pdf)):
        for words in (*WORDS, one.person.name, *(c.phone for c in one.person.contacts[:3])):
            assert words in found


def test_three_readers_find_the_same_numbers_on_the_fullest_sheet(qapp):
    sheet = printed(fullest())

    def numbers(text: str) -> list[str]:
        return sorted(word for word in text.split() if any(map(str.isdigit, word)))

    assert (
        numbers(selected_text(sheet))
        == numbers(in_plumber(sheet.pdf))
        == numbers(in_qt(sheet.pdf)[0])
    )
