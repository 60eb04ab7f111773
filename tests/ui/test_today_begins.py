# SPDX-License-Identifier: MIT
"""Where Today begins when somebody comes to it: at the level, unless nothing is new."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QApplication, QScrollArea

from caregiver_app.app import build_window
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services
from tests.journeys.words import find, is_gone, press, see


def _scroll(window):
    """Return the bar that scrolls Today."""
    areas = window._frame.stack.currentWidget().findChildren(QScrollArea)
    return next(a for a in areas if a.isVisible() and a.isAncestorOf(find(window, "level")))


def _read_on(window) -> int:
    """Scroll Today to its end, as somebody does who reads on."""
    bar = _scroll(window).verticalScrollBar()
    assert bar.maximum() > 100, "the window is too large for this story"
    bar.setValue(bar.maximum())
    return bar.value()


def test_after_a_save_today_begins_with_the_level(open_window):
    window = open_window(1024, 768, person="practice-oral")
    place = _read_on(window)
    window.show_page("history")
    window.show_page("today")
    assert _scroll(window).verticalScrollBar().value() == place, "nothing was new"

    window.show_page("check_in")
    press(window, "flag.seizure")
    press(window, "save")
    QApplication.processEvents()
    assert find(window, "level").level is Level.EMERGENCY
    see(window, "Call 911 now")
    assert _scroll(window).verticalScrollBar().value() == 0


def test_a_level_that_changes_under_somebody_is_brought_to_sight(open_window):
    window = open_window(1024, 768, person="practice-oral")
    _read_on(window)
    services = window.services
    services.check_ins.save(window.person_id, Draft(mode=Mode.QUICK, stiffness=3))
    window.minute_passed()
    QApplication.processEvents()
    assert _scroll(window).verticalScrollBar().value() == 0


def test_today_tells_the_time_at_which_somebody_comes_to_it(open_window, clock):
    window = open_window(1024, 768, person="practice-oral")
    see(window, "Thursday 21 May 2026, 1:40\u00a0PM")
    window.show_page("history")
    clock.go_to(clock.now() + timedelta(hours=20))  # the computer slept, and so did the minutes
    press(window, "nav.today")
    see(window, "Friday 22 May 2026, 9:40\u00a0AM")


def test_on_a_new_day_the_bar_and_every_page_are_of_that_day(open_window, clock):
    window = open_window(1366, 768, person="practice-oral")
    window.show_page("plan")
    see(window, "Day 4 since the last cut")
    see(window, "90 % Day 4")
    clock.go_to(clock.now() + timedelta(hours=20))
    press(window, "nav.check_in")
    see(window, "Day 5 since the last cut")
    press(window, "nav.plan")
    see(window, "90 % Day 5")
    clock.go_to(clock.now() + timedelta(days=1))
    window.minute_passed()
    see(window, "Day 6 since the last cut")
    see(window, "90 % Day 6")


def test_an_alert_of_the_hours_is_written_before_today_is_filled(data_dir, clock, qtbot):
    _with_a_missed_dose(data_dir, clock)
    clock.go_to(clock.now() + timedelta(hours=25))
    window, filled_again = build_window(data_dir, clock), []
    qtbot.addWidget(window)
    window._reminders.alerted.connect(lambda: filled_again.append(window.page_name))
    window.show()
    qtbot.waitUntil(lambda: not window._reminders._soon.isActive())
    assert find(window, "level").level is Level.URGENT
    assert not is_gone(window, "alert.called")
    assert filled_again == []
    window.close()


def _with_a_missed_dose(data_dir, clock) -> None:
    """Leave somebody open whose last dose was kept now, and whose next one was missed."""
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    rosa = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    person_id = services.people.add_person(rosa, None)
    services.people.remember_open(person_id)
    services.check_ins.save(person_id, Draft(mode=Mode.FULL, stiffness=3))
    now, doses = services.happened.now(), services.doses
    kept = DoseEvent(
        id=doses.new_id(), drug=Drug.BACLOFEN, mg=Decimal(10), at=now, status=DoseStatus.TAKEN
    )
    doses.log(person_id, kept)
    doses.log(
        person_id,
        replace(kept, id=doses.new_id(), at=None, scheduled_for=now, status=DoseStatus.MISSED),
    )
    doses.keep()
    log.close()
