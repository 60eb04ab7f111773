# SPDX-License-Identifier: MIT
"""What every page shares: where its title begins, and from where it is read for somebody else."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea

from caregiver_app.ui.widgets.people.step_number import StepNumber
from tests.journeys.test_own_person import fill_in_welcome
from tests.journeys.words import find, press, see

pytestmark = pytest.mark.gui

TITLED = ("today", "history", "plan", "people", "settings", "learn", "shift", "about", "audit")


def test_the_title_of_every_page_begins_at_the_same_place(open_window):
    window = open_window(person="practice-oral")
    begins = set()
    for page in TITLED:
        window.show_page(page)
        QApplication.processEvents()
        titles = [x for x in window.findChildren(QLabel) if x.property("type") == "title"]
        places = [title.mapTo(window, QPoint(0, 0)).x() for title in titles if title.isVisible()]
        begins.add(min(places))
    assert len(begins) == 1


def bar_of(window):
    """Return what scrolls the page of the plan."""
    table = find(window, "plan.table")
    areas = [area for area in window.findChildren(QScrollArea) if area.isAncestorOf(table)]
    return areas[-1].verticalScrollBar()


def test_the_plan_of_somebody_else_begins_at_its_top(open_window):
    window = open_window(person="practice-both")
    press(window, "nav.plan")
    bar_of(window).setValue(80)
    assert bar_of(window).value() == 80
    window.open_person(window.services.people.open_practice("practice-pump"))
    press(window, "nav.plan")
    assert bar_of(window).value() == 0


def test_the_question_who_records_stands_there_whole(open_window):
    window = open_window()
    fill_in_welcome(window)
    press(window, "start")
    press(window, "recorder")
    QApplication.processEvents()
    asked = window.findChild(QDialog, "who_records")
    area = asked.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    asked.reject()


def test_the_number_of_a_row_is_filled_once_nothing_of_it_is_missing(open_window):
    window = open_window()
    first = window.findChildren(StepNumber)[0]
    assert not first.is_done
    fill_in_welcome(window)
    assert first.is_done
    find(window, "name").selectAll()
    QTest.keyClick(find(window, "name"), Qt.Key.Key_Delete)
    assert not first.is_done


def test_about_names_what_nobody_reviewed_in_one_sentence(open_window):
    window = open_window(person="practice-oral")
    window.show_page("about")
    see(window, "Not reviewed yet: Rules and levels, As usual, Where two computers differ,")
    assert find(window, "about.back").isVisible()


@pytest.mark.parametrize(("width", "under_the_steps"), [(1366, True), (1024, False)])
def test_a_pump_leaves_no_column_twice_as_long_as_the_other(open_window, width, under_the_steps):
    window = open_window(width, person="practice-pump")
    press(window, "nav.plan")
    QApplication.processEvents()
    month, facts = (find(window, name) for name in ("plan.calendar", "pump.facts"))
    steps = find(window, "plan.table")
    assert month.mapTo(window, QPoint(0, 0)).y() > steps.mapTo(window, QPoint(0, 0)).y()
    is_under = month.mapTo(window, QPoint(0, 0)).x() < facts.mapTo(window, QPoint(0, 0)).x()
    assert is_under == under_the_steps


@pytest.mark.parametrize(("scale", "width"), [(1, 1366), (2, 1024)])
def test_who_said_that_a_step_is_held_comes_into_sight_with_what_became_of_it(
    open_window, qtbot, scale, width
):
    window = open_window(width, person="practice-oral", text_scale=Decimal(scale))
    window.show_page("plan")
    press(window, "plan.hold")
    status = QApplication.focusWidget()
    assert status is not None
    qtbot.waitUntil(lambda: status.visibleRegion().boundingRect() == status.rect())
    QTest.keyClick(status, Qt.Key.Key_Down)
    who = find(window, status.objectName().replace("status", "said_by"))
    qtbot.waitUntil(lambda: who.visibleRegion().boundingRect().height() == who.height())


def test_where_a_sheet_was_saved_stands_on_one_line_where_there_is_room(open_window):
    window = open_window(person="practice-oral")
    window.resize(1024, 768)
    window.show_page("passcode")
    told = find(window, "passcode.told")
    told.setText("Saved: /home/ana/Documents/recovery-sheet-2026-11-23.pdf")
    QApplication.processEvents()
    assert told.heightForWidth(told.width()) < 2 * told.fontMetrics().lineSpacing()
