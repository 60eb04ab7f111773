# SPDX-License-Identifier: MIT
"""Somebody looks for a sign, reads about it, and takes it along on paper."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.ui.files.sheet_actions import page_count
from tests.journeys.words import enter, find, is_gone, press, see, strike, visible_text

pytestmark = pytest.mark.gui


def pages_printed(page, sheet, file):
    printer = QPrinter()
    printer.setOutputFileName(str(file))
    page._sheets.print_on(sheet, printer)
    return page_count(file.read_bytes())


def test_a_sign_is_found_read_and_printed(open_window, tmp_path, qtbot):
    window = open_window(person="practice-pump")
    strike(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    see(window, "What to expect: a baclofen pump", "When to call")
    enter(window, "learn.search", "DYSREFLEXIA headache")
    see(window, "1 text")
    see(find(window, "learn.text"), "Where this comes from: PVA autonomic dysreflexia guide")
    QTest.keyClick(find(window, "learn.list"), Qt.Key.Key_Down)
    QApplication.processEvents()
    see(find(window, "learn.text"), "Where this comes from: PVA autonomic dysreflexia guide")
    page = window._pages.page("learn")
    made = []
    page._with_pages(made.append)
    qtbot.waitUntil(lambda: made)
    assert pages_printed(page, made[0], tmp_path / "one.pdf") == 1
    press(window, "learn.what.all")
    qtbot.waitUntil(lambda: find(window, "learn.pages").text().endswith(" pages"))
    page._with_pages(made.append)
    count = page_count(made[1].pdf)
    assert count > 20
    assert find(window, "learn.pages").text() == f"{count} pages"
    enter(window, "learn.search", " xylophone")
    see(window, "Nothing found.")
    press(window, "learn.show_all")
    assert "Nothing found." not in visible_text(window)


def test_where_it_is_narrow_titles_and_text_take_turns(open_window):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2))
    window.show_page("learn")
    titles = find(window, "learn.list")
    assert is_gone(window, "learn.text")
    titles.setFocus()
    QTest.keyClick(titles, Qt.Key.Key_Return)
    see(window, "What to expect: baclofen by mouth", "All titles")
    assert QApplication.focusWidget() is find(window, "learn.titles")
    press(window, "learn.titles")
    assert titles.hasFocus()
