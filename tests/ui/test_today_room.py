# SPDX-License-Identifier: MIT
"""The room of Today: what is due stands in sight, and no card is higher than its words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.ui.widgets.fields.level_parts import Reasons, WhoToRing
from caregiver_app.ui.widgets.level.alert_actions import AlertActions
from caregiver_app.ui.widgets.today.changed_card import ChangedCard
from caregiver_app.ui.widgets.today.today_cards import FirstSteps
from tests.access.looks import drawn_texts
from tests.journeys.words import find, press

pytestmark = pytest.mark.gui

NEW = Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
ROSA = "Maximiliana Wilhelmina Konstantinopolitanska-Featherstonehaugh von Hohenzollern"


def _whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


def _top(part: QWidget) -> int:
    return part.mapTo(part.window(), QPoint(0, 0)).y()


def _plan(window, *drugs: str) -> None:
    """Write down that 5 mg at 13:00 are planned of each drug, and show it."""
    book, person, now = window.services.book, window.person_id, window.services.happened.now()
    dose = {"time": "13:00", "mg": Decimal(5)}
    steps = [{"from": "2026-05-01", "mg_per_day": Decimal(5), "doses": [dose]}]
    plans = [{"drug": drug, "route": "oral", "steps": steps} for drug in drugs]
    book.append([book.new_entry(person, EntryKind.PLAN, plan, now, None) for plan in plans])
    window.open_person(person)
    QApplication.processEvents()


def test_of_two_medicines_both_can_be_written_down_without_scrolling(open_window, clock, qtbot):
    window = open_window(1024, 768, person="practice-both")
    clock.go_to(clock.now() + timedelta(hours=6, minutes=30))
    window.open_person(window.person_id)
    for drug in ("baclofen", "clonazepam"):
        qtbot.waitUntil(lambda drug=drug: _whole(find(window, f"doses.given.{drug}")))


def test_a_long_name_pushes_no_dose_that_is_due_off_a_small_screen(open_window, qtbot):
    window = open_window(1024, 768, person=Person(name=ROSA, route=Route.ORAL, drug=Drug.BACLOFEN))
    _plan(window, "baclofen", "clonazepam")
    for drug in ("baclofen", "clonazepam"):
        qtbot.waitUntil(lambda drug=drug: _whole(find(window, f"doses.given.{drug}")))


def test_what_changed_is_no_higher_than_its_words(open_window):
    window = open_window(1920, 1080, person="practice-oral")
    card = window.findChild(ChangedCard)
    assert card.height() <= card.heightForWidth(card.width())


def test_why_stands_beside_whom_to_ring_until_there_is_an_alert_to_answer(open_window):
    window = open_window(1366, 768, person="practice-oral")
    why = next(part for part in window.findChildren(Reasons) if part.isVisible())
    ring = next(part for part in window.findChildren(WhoToRing) if part.isVisible())
    assert _top(why) < _top(ring) + ring.height()
    window.show_page("check_in")
    for name in ("stiffness.9", "save"):
        press(window, name)
    window.show_page("today")
    QApplication.processEvents()
    answered = next(part for part in window.findChildren(AlertActions) if part.isVisible())
    assert _top(ring) + ring.height() <= _top(answered)
    assert _top(answered) + answered.height() <= _top(why)


def test_what_is_left_for_later_can_be_told_without_scrolling(open_window):
    window = open_window(1366, 768, person=NEW)
    QApplication.processEvents()
    assert _whole(find(window, "put_off.profile"))


def test_of_somebody_new_the_steps_stand_right_under_the_level(open_window):
    window = open_window(
        1366, 768, person=Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    )
    _plan(window, "baclofen")
    level, steps = window.findChild(QWidget, "level"), window.findChild(FirstSteps)
    assert _top(steps) - (_top(level) + level.height()) < 20
    assert _whole(find(window, "first.check_in"))


def test_a_window_made_larger_shows_the_button_of_a_first_step_once(open_window):
    window = open_window(
        1024, 768, person=Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    )
    bar = window.findChild(QWidget, "start_check_in")
    assert bar.isVisible(), "not all of the steps is in sight"
    window.resize(1366, 768)
    QApplication.processEvents()
    assert not bar.isVisible()
    assert find(window, "first.check_in").isVisible()


def test_the_bar_says_what_the_name_is_where_it_has_room(open_window):
    window = open_window(1366, 768, person="practice-oral", recorder="Ana (daughter)")
    button = find(window, "recorder")
    with drawn_texts() as drawn:
        window.grab()
    said = {text.words: text.place for text in drawn}
    assert said["Recording"].bottom() <= said["Ana (daughter)"].top() + 1
    assert button.height() <= find(window, "emergency").height(), "the bar stays as high as it is"
    window.resize(1024, 768)
    QApplication.processEvents()
    with drawn_texts() as drawn:
        window.grab()
    words = [text.words for text in drawn]
    assert "Ana (daughter)" in words
    assert "Recording" not in words
