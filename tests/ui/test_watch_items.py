# SPDX-License-Identifier: MIT
"""What to watch stands on Today: added in place, done at one press, taken back at another."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from caregiver_app.domain.shift.watch_items import Listed
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.widgets.shift.watch_items_part import WatchItemsPart
from tests.journeys.words import enter, find, is_gone, press, see, type_into

ITEM = "Count <b>spasms</b> & cramps at night"


@pytest.fixture
def today(open_window):
    return open_window(person="practice-oral", recorder="Ana (daughter)")


def test_an_item_is_added_done_and_taken_back_in_place(today):
    assert is_gone(today, "watch.item")
    press(today, "watch.add")
    type_into(today, "watch.text", ITEM)
    press(today, "watch.add_watch")
    see(today, "Watch items", ITEM, "Ana (daughter), today", f"Written down: watch item “{ITEM}”.")
    assert find(today, "watch.done").accessibleName() == f"Done: {ITEM}"
    press(today, "watch.done")
    see(today, f"“{ITEM}” is done.")
    assert is_gone(today, "watch.item")
    press(today, "undo")
    see(today, ITEM)
    press(today, "watch.add")
    enter(today, "watch.text", "x" * 301)
    see(today, "This is too long. At most 300 letters can be kept.")
    assert find(today, "watch.text").text() == "x" * 301


def test_a_second_press_so_soon_is_not_for_the_next_item(today):
    part = today.findChild(WatchItemsPart)
    part._just_done.setInterval(600_000)  # however slow the computer is
    for text in ("Count spasms", "Look at the skin"):
        today.services.shifts.add(today.person_id, Listed.TO_DO, text, None)
    today.open_person(today.person_id)
    see(today, "To do: Count spasms", "To do: Look at the skin")
    press(today, "watch.done")
    press(today, "watch.done")
    assert len(today.services.shifts.open_items(today.person_id)) == 1


def test_what_is_half_typed_waits_for_its_person_and_survives_another_text_size(today):
    press(today, "watch.add")
    type_into(today, "watch.text", "Count")
    today.minute_passed()
    first, other = today.person_id, today.services.people.open_practice("practice-pump")
    today.open_person(other)
    assert is_gone(today, "watch.text")
    today.open_person(first)
    today.services.settings.change(text_scale=Decimal("1.5"))
    today._dress_again()
    see(today, "What should be watched or done?")
    assert find(today, "watch.text").text() == "Count"


def test_what_a_full_disk_refuses_is_shown_and_told_as_not_saved(today, monkeypatch):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "append", refuse)
    press(today, "watch.add")
    enter(today, "watch.text", "Count spasms")
    see(today, "Noted: watch item “Count spasms”.", "NOT SAVED yet: a watch item", "Count spasms")
    monkeypatch.undo()
    today.services.happened.keep()


@pytest.mark.parametrize(("size", "scale"), [((1024, 768), "1"), ((1024, 768), "2")])
def test_long_texts_wrap_and_nothing_is_cut(open_window, size, scale):
    window = open_window(*size, person="practice-oral", text_scale=Decimal(scale))
    long = "Count the spasms at night, how long each lasts and what helped them. " * 4
    window.services.shifts.add(window.person_id, Listed.WATCH, long, "Ben (nurse) " * 5)
    window.open_person(window.person_id)
    see(window, "Watch items")
    press(window, "watch.add")
    item = find(window, "watch.item")
    assert isinstance(item, QLabel)
    assert item.height() >= item.heightForWidth(item.width())
    area = next(a for a in window.findChildren(QScrollArea) if a.isAncestorOf(item))
    for part in area.widget().findChildren(QPushButton) + area.findChildren(QLineEdit):
        if part.isVisible() and part.objectName().startswith("watch."):
            right = part.mapTo(area.widget(), part.rect().topRight()).x()
            assert right <= area.widget().width(), part.objectName()
            assert part.width() >= part.minimumSizeHint().width(), part.objectName()


def test_everything_is_done_by_keyboard(today):
    find(today, "watch.add").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(find(today, "watch.add"), Qt.Key.Key_Space)
    field = today.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Count spasms")
    names = []
    for _step in range(3):
        QTest.keyClick(today.focusWidget(), Qt.Key.Key_Tab)
        focus = today.focusWidget()
        assert isinstance(focus, QWidget)
        names.append(focus.objectName())
    assert names == ["watch.add_watch", "watch.add_to_do", "watch.cancel"]
