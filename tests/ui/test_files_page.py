# SPDX-License-Identifier: MIT
"""What a family can rely on that takes its record out of the window in files."""

import pytest
from PySide6.QtWidgets import QApplication

from caregiver_app.ui.pages.files import FilesPage
from tests.journeys.words import find, press, see

pytestmark = pytest.mark.gui


def test_the_files_of_a_record_are_two_presses_away_and_land_where_they_were_sent(
    open_window, tmp_path
):
    window, out = open_window(person="practice-oral"), tmp_path / "out"
    out.mkdir()
    window.show_page("handoff")
    press(window, "handoff.files")
    page = window.findChild(FilesPage)
    press(window, "files.save.tables")
    see(window, "no lock")
    page.save_into(out)
    QApplication.processEvents()
    see(window, "Saved in", "check-ins-2026-05-21-1340.csv", "doses-2026-05-21-1340.csv")
    page.save_into(tmp_path / "gone")
    see(window, "Nothing more was saved.")
    assert sorted(path.suffix for path in out.iterdir()) == [".csv", ".csv"]
    find(window, "files.told")
