# SPDX-License-Identifier: MIT
"""A family's own spreadsheet is taken over only as somebody saw each of its rows."""

import pytest

from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.ui.pages.spreadsheet import SpreadsheetPage
from tests.journeys.words import find, is_gone, press, see

pytestmark = pytest.mark.gui

TEXT = """When,Temp,Pulse,BP,Remark
3/4/2026 8:00,98.6,80,120/80,slept well
3/5/2026 8:00,37.2,80,,
3/6/2026 8:00,,300,,
"""


def read(window, text, folder, qtbot):
    (folder / "ours.csv").write_text(text, "utf-8")
    window.show_page("spreadsheet")
    window.findChild(SpreadsheetPage).read_file(folder / "ours.csv")
    qtbot.waitUntil(lambda: not is_gone(window, "spreadsheet.look"))


def take_out(window):
    press(window, "spreadsheet.out")
    see(window, "Yes, remove all of them")
    press(window, "spreadsheet.out")


def test_columns_are_named_rows_are_seen_added_and_taken_out_again(open_window, tmp_path, qtbot):
    window = open_window(person="practice-oral")
    count = len(window.services.book.record(window.person_id).check_ins)
    read(window, TEXT, tmp_path, qtbot)
    see(window, "Column 2: Temp", "First rows: 98.6 | 37.2", "in a day like 3/4/2026")
    assert not find(window, "spreadsheet.look").isEnabled()  # which comes first is open
    press(window, "spreadsheet.order.month_first")
    assert not find(window, "spreadsheet.look").isEnabled()  # is 8:00 in the morning?
    press(window, "spreadsheet.clock.halves")
    see(window, "Then nobody can tell morning from evening.")
    assert not find(window, "spreadsheet.look").isEnabled()
    press(window, "spreadsheet.clock.long")
    assert find(window, "spreadsheet.column.1").currentData() == ColumnKind.TEMP_F
    press(window, "spreadsheet.look")
    qtbot.waitUntil(lambda: not is_gone(window, "spreadsheet.add"))
    see(window, "3 rows would be added.", "In 2 a cell cannot be read", "Add 3 rows")
    lines = find(window, "spreadsheet.rows").toPlainText()
    assert "Kept in the note alone: Column 2: Temp. \u201c37.2\u201d looks like" in lines
    assert "\u201c300\u201d cannot be right. Only 20 to 250 is kept." in lines
    press(window, "spreadsheet.add")
    qtbot.waitUntil(lambda: is_gone(window, "spreadsheet.add"))
    see(window, "Added 3 entries.", "Read in before")
    assert len(window.services.book.record(window.person_id).check_ins) == count + 3
    take_out(window)
    assert len(window.services.book.record(window.person_id).check_ins) == count
