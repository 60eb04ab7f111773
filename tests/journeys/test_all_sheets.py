# SPDX-License-Identifier: MIT
"""Every page can be chosen, looked at and saved; the one for the ER comes first."""

import io
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel

from caregiver_app.ui.pages.handoff import HandoffPage
from tests.journeys.words import find, press, see

pytestmark = pytest.mark.gui

PAGES = {
    "er": "DO NOT STOP",
    "clinic": "Clinic",
    "shift": "caregiver",
    "paper_log": "check-in log",
    "wallet_card": "stop",
    "fridge_sheet": "call",
}


@pytest.fixture
def window(open_window):
    """Return the handoff page of a practice person."""
    window = open_window()
    press(window, "practice.practice-oral")
    press(window, "nav.handoff")
    return window


def saved(window, folder: Path) -> PdfReader:
    page = window.findChild(HandoffPage)
    page._sheets.save_into(page._sheet, folder)
    (file,) = folder.glob("*.pdf")
    return PdfReader(io.BytesIO(file.read_bytes()))


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_made_shown_and_saved(window, tmp_path, name):
    press(window, f"sheet.{name}")
    reader = saved(window, tmp_path / name)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages).lower()
    assert PAGES[name].lower() in text
    assert "saved:" in find(window, "handoff.told").text().lower()


def test_whoever_comes_back_finds_the_sheet_for_the_er(window):
    press(window, "sheet.wallet_card")
    press(window, "nav.today")
    press(window, "nav.handoff")
    see(window, "Dose, last dose, signs now, the last 72 hours.")


def test_a_fridge_sheet_with_an_old_dose_is_told(window, tmp_path, clock):
    press(window, "sheet.fridge_sheet")
    saved(window, tmp_path)
    assert window.findChild(QLabel, "handoff.print_again").text() == ""
    ahead = [s.from_ for s in window.services.book.record(window.person_id).plans[-1].steps]
    clock.go_to(datetime.combine(max(ahead), time(20), UTC) + timedelta(days=1))
    press(window, "nav.today")
    press(window, "nav.handoff")
    assert "fridge" in find(window, "handoff.print_again").text().lower()
