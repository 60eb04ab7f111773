# SPDX-License-Identifier: MIT
"""The least screen at double text: nothing is cut, nothing lies on anything else."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView

from caregiver_app.domain.levels import Level
from caregiver_app.ui.widgets.check_in.check_in_head import CheckInHead
from caregiver_app.ui.widgets.fields.chip import ChoiceChip
from tests.access import looks, targets
from tests.access.states import PAGES
from tests.journeys.words import find, press
from tests.ui.test_access import cut, cut_label, visible

pytestmark = pytest.mark.gui


def place(window, name):
    part = find(window, name)
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def settle():
    for _turn in range(6):
        QApplication.processEvents()


@pytest.fixture
def small(open_window):
    return open_window(1024, 768, person="practice-oral", text_scale=Decimal(2), recorder="Ana")


def test_a_level_that_says_much_covers_neither_the_draft_nor_what_is_not_saved(small):
    small.show_page("check_in")
    press(small, "stiffness.7")
    level, head = find(small, "level"), small.findChild(CheckInHead)
    level.show_er("Go to the ER now", "Nobody answered for 2 hours 15 minutes, it is still urgent.")
    head.show_kept("Draft from Wed 20 May, 11:32\u00a0PM was kept.")
    head.show_trouble("Not saved: The disk is full. Your answers are kept. Free some room first.")
    settle()
    words = find(small, "check_in.trouble")
    assert words.height() >= words.heightForWidth(words.width())
    assert words.visibleRegion().boundingRect() == words.rect()
    assert place(small, "check_in.trouble").top() > place(small, "level").bottom()
    assert place(small, "start_again").top() > place(small, "check_in.trouble").bottom()


def test_lines_over_a_page_are_whole_and_leave_it_room_and_the_gravest_stays(small):
    frame = small._frame
    small.show_page("history")
    frame.show_er("Go to the ER now", "Nobody answered in 60 minutes.")
    frame.begun.tell("URGENT: Call the prescriber now. A check-in is begun.", Level.URGENT)
    frame.begun.show()
    frame.not_saved.tell("NOT SAVED: a dose 5:00 PM.", "The disk is full.")
    small.show_trouble("The disk is full. Nothing more can be saved here.")
    frame.reminder.tell("The dose is late by 1 hour.", late=True, may_snooze=True)
    frame._settle_banners(at_once=True)
    settle()
    assert frame.stack.height() >= small.height() / 5
    lines = (frame.er, frame.begun, frame.not_saved, frame.trouble, frame.reminder)
    assert all(one.height() >= one.heightForWidth(one.width()) for one in lines)
    for whole in (frame.practice, frame.er, frame.trouble):  # the newest; the rest scrolls
        assert whole.visibleRegion().boundingRect() == whole.rect()
    find(small, "begun.show").setFocus()
    settle()
    assert not frame.begun.visibleRegion().isEmpty()


def test_every_page_fits_an_old_screen_that_shows_everything_half_as_large_again(open_window):
    window = open_window(853, 440, person="practice-oral", recorder="Ana (daughter)")
    least = window.minimumSizeHint()
    assert (least.width(), least.height()) <= (853, 440)
    found = []
    for page in PAGES:
        window.show_page(page)
        settle()
        # Short of room the buttons of Emergency stand in one line, below what they ask for.
        labels = filter(None, map(cut_label, visible(window, QLabel)))
        whole = labels if page == "emergency" else cut(window)
        found += [f"{page}: {fault}" for fault in (*whole, *targets.faults(window))]
    assert (window.width(), window.height()) == (853, 440)
    assert not found, "\n".join(found)


def test_what_happened_stands_apart_from_the_level(small):
    small.show_page("happened")
    settle()
    first = min(place(small, f"happened.{what}").top() for what in ("seizure", "fall"))
    assert first >= place(small, "level").bottom() + 8


def test_the_time_without_a_check_in_is_whole_in_the_list(open_window):
    window = open_window(1024, 768, person="practice-oral")
    window.show_page("history")
    settle()
    rows = find(window, "history.list")
    assert isinstance(rows, QListView)
    with looks.drawn_texts() as drawn:
        rows.viewport().grab()
    gaps = [text for text in drawn if text.words.startswith(("No check-in for", "from "))]
    assert any("until now" in gap.words for gap in gaps)
    assert all(gap.place.right() < rows.viewport().width() for gap in gaps)


def test_an_answer_taken_back_stays_taken_back_in_larger_text(open_window):
    window = open_window(person="practice-oral")
    press(window, "nav.people")
    press(window, "person.profile")
    known = [c for c in window.findChildren(ChoiceChip) if c.isChecked() and c.isVisible()]
    name = known[0].objectName()
    press(window, name)
    assert not find(window, name).isChecked()
    window.services.settings.change(text_scale=Decimal("1.5"))
    window._dress_again()
    settle()
    assert not find(window, name).isChecked()


def test_a_field_that_gets_the_keyboard_is_shown_with_its_name_over_it(small):
    small.show_page("people")
    press(small, "people.add")
    settle()
    find(small, "prescriber").setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    for name, words in (("name", "Their name"), ("prescriber", "Prescriber")):
        find(small, name).setFocus(Qt.FocusReason.BacktabFocusReason)
        settle()
        (over,) = (one for one in visible(small, QLabel) if one.text() == words)
        assert over.visibleRegion().boundingRect() == over.rect(), words


def test_what_keeps_a_plan_from_being_saved_stands_over_the_buttons_and_hides_no_field(small):
    small.show_page("plan")
    press(small, "plan.new")
    settle()
    press(small, "plan.save")
    settle()
    words, field = find(small, "plan.trouble"), find(small, "plan.written_on")
    assert words.text() == "Type the day this was written or said."
    assert place(small, "plan.trouble").bottom() < place(small, "plan.save").top()
    assert words.height() < 3 * words.fontMetrics().lineSpacing()
    assert QApplication.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()


def test_the_form_for_a_caregiver_stays_within_the_page_whatever_stood_there_before(small):
    small.show_page("people")
    for name in ("people.add", "people.not_now", "caregiver.add"):
        press(small, name)
        settle()
    for name in ("caregiver.relation", "caregiver.pin_again"):
        assert place(small, name).right() < small.width() - 48, name


@pytest.mark.parametrize("scale", [1, 2])
def test_now_and_later_stand_beside_each_other_for_somebody_new(open_window, scale):
    window = open_window(1366, 768, person="practice-oral", text_scale=Decimal(scale))
    window.show_page("people")
    press(window, "people.add")
    settle()
    for choice in ("plan", "usual"):
        now, later = (place(window, f"{choice}.{value}") for value in ("now", "later"))
        assert now.top() == later.top(), choice
        assert now.right() + 1 == later.left(), choice
