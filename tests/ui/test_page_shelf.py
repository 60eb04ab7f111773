# SPDX-License-Identifier: MIT
"""A page that nobody looks at any more takes no memory, and nothing on it is lost."""

import linecache
from importlib import import_module

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea

from caregiver_app.domain.check_in import Draft
from caregiver_app.ui.pages.about import AboutPage
from caregiver_app.ui.pages.builder import PAGES
from caregiver_app.ui.pages.history import HistoryPage
from caregiver_app.ui.pages.learn import LearnPage
from caregiver_app.ui.sources_unread import leave_sources_unread
from tests.journeys.words import find, type_into

pytestmark = pytest.mark.gui


def visit(window, *pages):
    for page in pages:
        window.show_page(page)
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_page_left_as_it_was_goes_once_two_others_were_opened_and_comes_back(open_window):
    window = open_window(person="practice-oral")
    visit(window, "about", "plan")
    assert window.findChild(AboutPage) is not None
    visit(window, "today", "trends")
    assert window.findChild(AboutPage) is None
    visit(window, "about")
    assert window.findChild(AboutPage).isVisible()


def test_a_page_that_nobody_touched_goes_once_something_was_saved_and_comes_back(open_window):
    window = open_window(person="practice-oral")
    visit(window, "history", "today")
    assert window.findChild(HistoryPage) is not None
    window.services.check_ins.save(window.person_id, Draft(stiffness=6))
    window.show_written("Saved.", lambda by: None)
    visit(window, "today")
    assert window.findChild(HistoryPage) is None
    visit(window, "history")
    assert window.findChild(HistoryPage).isVisible()


def test_a_page_with_something_typed_or_scrolled_stays_as_it_is(open_window):
    window = open_window(person="practice-oral")
    visit(window, "learn")
    type_into(window, "learn.search", "pump")
    visit(window, "about")
    page = window.findChild(AboutPage)
    page.findChild(QScrollArea).verticalScrollBar().setValue(90)
    visit(window, "trends", "plan", "settings")
    assert window.findChild(LearnPage).findChild(QLineEdit, "learn.search").text() == "pump"
    assert window.findChild(AboutPage).findChild(QScrollArea).verticalScrollBar().value() == 90


def test_a_page_that_a_question_stood_over_at_first_stays_as_it_was_left(open_window):
    window = open_window(person="practice-oral")
    question = QDialog(window, modal=True)
    question.show()
    visit(window, "about")
    question.close()
    page = window.findChild(AboutPage)
    page.findChild(QScrollArea).verticalScrollBar().setValue(90)
    visit(window, "today", "about", "trends", "plan")
    assert window.findChild(AboutPage) is page


@pytest.mark.parametrize(
    "pages", [("check_in", "settings"), pytest.param(PAGES, marks=pytest.mark.long)], ids=len
)
def test_a_page_opened_again_and_again_leaves_nothing_behind(open_window, pages):
    window = open_window(person="practice-oral")
    parts = []
    for _round in range(3):
        visit(window, *pages, "today")
        parts.append(len(QApplication.allWidgets()))
        alone = [one for one in QApplication.topLevelWidgets() if one.parent() is None]
        assert alone == [window]
    assert parts[2] <= parts[1]


def test_the_source_of_what_is_imported_is_not_kept_in_memory(tmp_path, monkeypatch):
    leave_sources_unread()
    (tmp_path / "newcomer.py").write_text("ANSWER = 42\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert import_module("newcomer").ANSWER == 42
    assert not [name for name in linecache.cache if "newcomer" in name]


def test_the_rows_of_an_open_drop_list_are_as_high_as_a_button(open_window):
    window = open_window(person="practice-oral", theme="dark")
    visit(window, "settings")
    box = find(window, "settings.country")
    box.showPopup()
    rows = [box.view().visualRect(box.model().index(row, 0)) for row in range(box.count())]
    box.hidePopup()
    assert min(row.height() for row in rows) >= 44
