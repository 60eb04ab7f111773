# SPDX-License-Identifier: MIT
"""Every page can be chosen, looked at and saved; the one for the ER comes first."""

import io
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from caregiver_app.services.handing_over.paper import CarriedPage
from caregiver_app.ui.files.removable_drives import Drive
from caregiver_app.ui.pages.handoff import HandoffPage
from tests.journeys.words import find, is_gone, press, see, visible_text

pytestmark = pytest.mark.gui

PAGES = {
    "er": "DO NOT STOP",
    "clinic": "Clinic",
    "shift": "caregiver",
    "paper_log": "check-in log",
    "wallet_card": "stop",
    "fridge_sheet": "call",
    "blank_sheet": "DO NOT STOP",
}
BEHIND = ("paper_log", "wallet_card", "fridge_sheet", "blank_sheet")


@pytest.fixture
def window(open_window):
    """Return the handoff page of a practice person."""
    window = open_window(person="practice-oral")
    press(window, "nav.handoff")
    return window


def choose(window, name):
    if name in BEHIND and is_gone(window, f"sheet.{name}"):
        press(window, "more_paper")
    press(window, f"sheet.{name}")


def saved(window, qtbot, folder: Path) -> PdfReader:
    page = window.findChild(HandoffPage)
    with qtbot.waitSignal(page._sheets.done):
        page._sheets.save_into(page._sheet, folder)
    (file,) = folder.glob("*.pdf")
    return PdfReader(io.BytesIO(file.read_bytes()))


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_made_shown_and_saved(window, qtbot, tmp_path, name):
    choose(window, name)
    reader = saved(window, qtbot, tmp_path / name)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages).lower()
    assert PAGES[name].lower() in text
    assert len(reader.pages) == 1
    assert "saved:" in find(window, "handoff.told").text().lower()


def test_the_empty_sheet_names_nobody_and_carries_nobodys_record(window):
    choose(window, "blank_sheet")
    page = window.findChild(HandoffPage)
    assert "Morgan" not in PdfReader(io.BytesIO(page._sheet.pdf)).pages[0].extract_text()
    assert "Morgan" not in find(window, "print_sheet").text()
    assert is_gone(window, "options.file")
    assert is_gone(window, "options.page")


def test_whoever_comes_back_finds_the_sheet_for_the_er_and_nothing_else_chosen(window):
    press(window, "options.page")
    press(window, "option.notes")
    choose(window, "wallet_card")
    see(window, "Cut it out and fold it.")
    press(window, "nav.today")
    press(window, "nav.handoff")
    assert find(window, "sheet.er").isChecked()
    assert is_gone(window, "sheet.wallet_card")
    assert is_gone(window, "option.notes")
    assert "by choice" not in visible_text(window)


def test_a_fridge_sheet_with_an_old_dose_is_told(window, qtbot, tmp_path, clock):
    choose(window, "fridge_sheet")
    saved(window, qtbot, tmp_path)
    assert window.findChild(QLabel, "handoff.print_again").text() == ""
    ahead = [s.from_ for s in window.services.book.record(window.person_id).plans[-1].steps]
    clock.go_to(datetime.combine(max(ahead), time(20), UTC) + timedelta(days=1))
    press(window, "nav.today")
    press(window, "nav.handoff")
    assert "fridge" in find(window, "handoff.print_again").text().lower()


def test_the_page_that_went_out_is_noted_even_when_another_is_chosen_meanwhile(
    window, qtbot, tmp_path, clock
):
    page = window.findChild(HandoffPage)
    page._sheets.find_drives = lambda: (Drive(name="RED", folder=tmp_path, is_writable=True),)
    choose(window, "wallet_card")
    press(window, "save_usb")
    qtbot.waitUntil(lambda: window.findChild(QMenu, "drives") is not None)
    with qtbot.waitSignal(page._sheets.done):
        QTest.keyClick(window.findChild(QMenu, "drives"), Qt.Key.Key_Return)
        press(window, "sheet.er")
    clock.go_to(datetime(2027, 5, 1, 12, tzinfo=UTC))
    (again,) = window.services.paper.print_again(window.person_id)
    assert again.page is CarriedPage.WALLET_CARD
