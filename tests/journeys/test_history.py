# SPDX-License-Identifier: MIT
"""Somebody looks back over days: finds an entry, reads a day, corrects it, takes one out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.storage.database import DATABASE
from caregiver_app.ui.words import dates
from tests.conftest import MovingClock
from tests.journeys.touch import finger, touch
from tests.journeys.words import enter, find, is_gone, press, see, strike, type_into, visible_text

pytestmark = pytest.mark.gui


@pytest.fixture
def clock() -> MovingClock:
    """Return a quarter of an hour after the last check-in of the practice person."""
    from docs.make_pictures import CLOCK

    return MovingClock(CLOCK.now(), "America/New_York")


@pytest.fixture
def window(open_window):
    """Return the window on History of a practice person."""
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    press(window, "nav.history")
    return window


def rows(window):
    model = find(window, "history.list").model()
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    return [model.index(n).data(Qt.ItemDataRole.DisplayRole) for n in range(model.rowCount())]


def press_row(window, words: str):
    """Press the first row of the timeline that says something."""
    view = find(window, "history.list")
    number = next(n for n, said in enumerate(rows(window)) if words in said)
    index = view.model().index(number)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def record(window):
    return window.services.book.record(window.person_id)


def choose(window, question: str):
    which = find(window, "correction.which")
    which.setCurrentIndex(which.findData(question))
    QApplication.processEvents()


def retype(window, name: str, text: str):
    find(window, name).selectAll()
    type_into(window, name, text)


def correct_pulse(window, pulse: str):
    press_row(window, "Stiffness is 5 of 10")
    press(window, "history.correct")
    choose(window, "hr")
    retype(window, "hr", pulse)


def test_each_list_shows_its_own_entries_and_no_others(window):
    everything = rows(window)
    press(window, "history.doses")
    assert all("Dose" in said or "November" in said or "dose" in said for said in rows(window))
    press(window, "history.check_ins")
    assert not any("Dose" in said for said in rows(window))
    press(window, "history.level")
    assert all("No flags" not in said for said in rows(window))
    press(window, "history.level")
    press(window, "history.all")
    assert rows(window) == everything


def test_words_are_found_in_notes_without_accents_or_case(window, qtbot):
    type_into(window, "history.search", "LÉG spasms")
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    assert "Woke twice with leg spasms." in rows(window)[1]
    see(window, "Woke twice with leg spasms.")


def test_nothing_found_names_the_words_and_shows_all_again(window):
    enter(window, "history.search", "zebra")
    see(window, "zebra", "Nothing found.", "Show all")
    press(window, "history.show_all")
    assert is_gone(window, "history.show_all")
    assert len(rows(window)) > 10


def test_a_gap_says_how_long_nobody_checked_and_since_when(window):
    gap = next(said for said in rows(window) if said.startswith("No check-in"))
    assert gap == "No check-in for 11 hours 20 minutes, from Fri 20 Nov, 9:00\u00a0PM"


def test_a_corrected_value_stands_struck_through_with_who_when_and_why(window):
    press_row(window, "corrected")
    see(window, "Pulse corrected by Jordan (daughter), 8:06 AM.", "Typed the wrong key")
    old = next(w for w in struck(window) if "28" in w.text())
    assert old.accessibleName() == "before: 28\u00a0a minute"
    see(window, "82 a minute", "Both levels are kept.")


def struck(window):
    return [w for w in window.findChildren(QLabel) if w.isVisible() and w.font().strikeOut()]


def test_a_pulse_is_corrected_with_a_reason_and_taken_back_again(window):
    before = record(window).check_ins
    correct_pulse(window, "80")
    press(window, "correction.save")
    see(window, "Say why. The reason is kept.")
    press(window, "correction.why.0")
    press(window, "correction.save")
    see(window, "Corrected for Pat Morgan (practice). The old value is kept.")
    see(window, "Pulse corrected by Ana (daughter)", "typed wrong", "80 a minute")
    assert record(window).check_ins[-1].hr == 80
    assert record(window).check_ins[-1].assessment == before[-1].assessment
    press(window, "undo")
    assert record(window).check_ins == before


def test_a_wrong_correction_says_what_is_allowed_and_keeps_nothing(window):
    changes = record(window).changes
    correct_pulse(window, "888")
    press(window, "correction.why.0")
    press(window, "correction.save")
    see(window, "Pulse: This cannot be right. Only 20 to 250 is kept.")
    retype(window, "hr", "86")
    press(window, "correction.save")
    see(window, "Nothing is changed yet. Type the right value first.")
    press(window, "correction.leave")
    assert record(window).changes == changes


def test_a_long_note_in_the_list_of_answers_ends_at_a_word_and_says_where_its_rest_is(window):
    note = "Slept badly after the late dose, woke at four, drank a glass of water and slept on."
    window.services.check_ins.save(window.person_id, Draft(hr=80, note=note))
    window.open_person(window.person_id)
    window.show_page("history")
    press_row(window, "Slept badly")
    press(window, "history.correct")
    which = find(window, "correction.which")
    said = which.itemText(which.findData("note"))
    assert said == (
        "Note: Slept badly after the late dose, woke at four, drank a \u2026 "
        "Choose it to see the rest."
    )
    choose(window, "note")
    assert find(window, "note").toPlainText() == note


def test_a_correction_that_calls_for_help_says_so_at_once_and_opens_the_alert(window):
    correct_pulse(window, "140")
    see(window, "With this correction the rules say: EMERGENCY. Call 911 now.")
    enter(window, "correction.why_words", "read it off again")
    press(window, "correction.save")
    assert window.page_name == "today"
    assert "EMERGENCY" in find(window, "level").accessibleName()
    press(window, "undo")
    assert "EMERGENCY" not in find(window, "level").accessibleName()


def test_the_rules_speak_of_corrected_answers_on_a_line_of_their_own(window):
    correct_pulse(window, "100")
    press(window, "correction.why.0")
    press(window, "correction.save")
    see(window, "As stored, with rule set 2026.1.", "Of the corrected answers the rules say: WATCH")


def test_a_temperature_is_typed_and_kept_in_its_own_unit(window):
    press_row(window, "Stiffness is 5 of 10")
    press(window, "history.correct")
    choose(window, "temp_c")
    retype(window, "temp_c", "99.1")
    press(window, "correction.why.1")
    press(window, "correction.save")
    last = record(window).check_ins[-1]
    assert (last.temp_c, last.raw["temp_c"]) == (Decimal("37.3"), "99.1")
    see(window, "99.1 °F (37.3 °C)")
    assert any("98.8" in w.text() for w in struck(window))


def test_a_choice_and_a_note_are_corrected_with_the_same_fields_as_in_the_form(window):
    correct_pulse(window, "86")
    choose(window, "alertness")
    press(window, "alertness.drowsy")
    press(window, "correction.why.2")
    press(window, "correction.save")
    assert record(window).check_ins[-1].alertness.value == "drowsy"
    press(window, "history.correct")
    choose(window, "note")
    find(window, "note").setPlainText("Slept well.\nAte.")
    press(window, "correction.why.0")
    press(window, "correction.save")
    assert record(window).check_ins[-1].note == "Slept well.\nAte."
    see(window, "sleepy, wakes easily", "Slept well.")


def test_a_dose_is_corrected_and_its_old_amount_is_kept(window):
    press_row(window, "Dose taken")
    press(window, "history.correct")
    retype(window, "correction.amount", "10 mg")
    press(window, "correction.status.partly")
    press(window, "correction.why.0")
    press(window, "correction.save")
    dose = record(window).doses[-1]
    assert (dose.status, dose.mg) == (DoseStatus.PARTLY, Decimal(10))
    see(window, "Dose partly taken", "10 mg")
    assert any("15" in w.text() for w in struck(window))


def test_a_wrong_amount_gets_a_clear_sentence(window):
    press_row(window, "Dose taken")
    press(window, "history.correct")
    retype(window, "correction.amount", "fifteen")
    press(window, "correction.why.0")
    press(window, "correction.save")
    see(window, "This is no amount. Type it like 10 mg or ½ tablet.")
    assert record(window).doses[-1].mg == Decimal(15)


def test_a_removed_entry_stays_in_the_log_struck_through_and_can_be_put_back(window):
    before = record(window)
    press_row(window, "Stiffness is 5 of 10")
    press(window, "history.remove")
    see(window, "Remove this entry?", "It stays in the log and can be put back.")
    see(window, "Why is it removed?")
    assert find(window, "removal.why.0").hasFocus()  # not who is recording, at the top
    press(window, "removal.why.0")
    press(window, "removal.save")
    assert len(record(window).check_ins) == len(before.check_ins) - 1
    press(window, "history.changes")
    press_row(window, "Check-in removed")
    assert any("Stiffness is 5 of 10" in w.text() for w in struck(window))
    press(window, "history.put_back")
    see(window, "Why is it put back?")
    press(window, "removal.why.1")
    press(window, "removal.save")
    assert record(window).check_ins == before.check_ins
    assert [said.split(", ")[1] for said in rows(window)[1:3]] == [
        "Check-in put back",
        "Check-in removed",
    ]


def test_removing_a_dose_says_that_the_alert_it_made_still_stands(window):
    services, at = window.services, window.services.history.now()
    services.doses.log(window.person_id, DoseEvent(id="d", at=at, status=DoseStatus.EXTRA))
    window.open_person(window.person_id)
    press(window, "nav.history")
    alert = record(window).check_ins[-1]
    press_row(window, "Extra dose")
    press(window, "history.remove")
    see(
        window,
        f"It made an alert ({dates.day_and_time(alert.at, at)}).",
        "That alert still stands.",
    )
    press(window, "removal.why.2")
    press(window, "removal.save")
    see(window, "The alert it made still stands.")
    assert record(window).check_ins[-1] == alert
    assert services.history.alerts_of(window.person_id, alert) == ()


def test_the_log_of_changes_leads_to_the_entry(window):
    press(window, "history.changes")
    assert rows(window)[1].startswith("8:06\u00a0AM, Pulse corrected, 28\u00a0a minute, now 82")
    press(window, "history.show_entry")
    see(window, "No warning signs in what you entered", "Friday 20 November 2026, 8:00 AM")


def test_a_day_is_reached_by_its_date_and_left_again(window):
    press(window, "history.to_day")
    enter(window, "history.day_typed", "19/11/2026")
    see(window, "Type the day like 7 Mar 2026.")
    retype(window, "history.day_typed", "19 Nov 2026")
    press(window, "history.show_day")
    see(window, "Thursday 19 November, hour by hour")
    assert rows(window)[0].startswith("Thursday 19 November")
    press(window, "history.newest")
    assert rows(window)[0].startswith("Saturday 21 November")


def test_the_grid_is_read_by_keyboard_cell_by_cell(window):
    grid = find(window, "history.grid")
    grid.setFocus()
    strike(grid, Qt.Key.Key_Home)
    assert grid.accessibleDescription() == "midnight to 2\u00a0AM. Level: no check-in"
    for _step in range(4):
        strike(grid, Qt.Key.Key_Right)
    strike(grid, Qt.Key.Key_Down)
    strike(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription().endswith("Stiffness: 4 (8:20\u00a0AM)")
    see(window, "Woke twice with leg spasms.")


@pytest.fixture
def small(open_window):
    """Return a window that lies on the touch screen of the tests as far as it is touched."""
    window = open_window(1024, 768, person="practice-oral")
    press(window, "nav.history")
    return window


def test_the_grid_is_touched_and_shows_what_was_stored(small):
    grid = find(small, "history.grid")
    column = next(n for n in range(8) if "8:20" in moved_to(grid, n))
    moved_to(grid, 0)
    place = grid.cell_rect(2, column).center().toPoint()
    for step in ("press", "release"):
        events = QTest.touchEvent(grid, finger(), False)
        getattr(events, step)(0, place, grid)
        events.commit()
    QApplication.processEvents()
    see(small, "Woke twice with leg spasms.")


def moved_to(grid, column: int) -> str:
    """Move the cursor to a column and return what is said there."""
    strike(grid, Qt.Key.Key_Home)
    for _step in range(column):
        strike(grid, Qt.Key.Key_Right)
    return grid.accessibleDescription()


def test_a_list_is_chosen_and_an_entry_corrected_by_touch(small):
    touch(small, "history.level")
    assert not any("No flags" in said for said in rows(small))
    scroll_to(small, "history.correct")
    touch(small, "history.correct")
    choose(small, "worried")
    for name in ("worried.true", "correction.why.0", "correction.save"):
        scroll_to(small, name)
        touch(small, name)
    assert record(small).check_ins[-1].worried is True


def scroll_to(window, name: str):
    """Scroll, as a finger would, until something is to be seen whole."""
    part = find(window, name)
    area = part.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    area.ensureWidgetVisible(part)
    QApplication.processEvents()


def test_the_table_twin_has_every_value_of_the_day_with_its_time(window):
    press(window, "history.as_table")
    table = find(window, "history.day_table")
    lines = [
        tuple(table.item(row, column).text() for column in range(3))
        for row in range(table.rowCount())
    ]
    assert ("5:45\u00a0PM", "Blood pressure mmHg", "132/82") in lines
    assert ("3:00\u00a0PM", "Baclofen mg", "Dose taken 15\u00a0mg") in lines
    assert ("midnight to 8\u00a0AM", "", "no check-in") in lines
    assert is_gone(window, "history.grid")


def test_the_whole_way_of_a_correction_goes_by_keyboard(window):
    view = find(window, "history.list")
    view.setFocus()
    strike(view, Qt.Key.Key_Home)
    find(window, "history.correct").setFocus()
    strike(window.focusWidget(), Qt.Key.Key_Space)
    which = window.focusWidget()
    assert which.objectName() == "correction.which"
    QTest.keyClicks(which, "Pul")
    find(window, "hr").setFocus()
    find(window, "hr").selectAll()
    QTest.keyClicks(find(window, "hr"), "84")
    type_into(window, "correction.why_words", "one digit off")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert record(window).check_ins[-1].hr == 84
    assert record(window).changes[-1].reason == "one digit off"


def test_at_double_text_an_entry_opens_over_the_list_and_back(open_window, clock):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2))
    window.show_page("history")
    QApplication.processEvents()
    press_row(window, "Stiffness is 5 of 10")
    assert is_gone(window, "history.list")
    see(window, "WATCH", "Something changed.")
    press(window, "history.back")
    assert not is_gone(window, "history.list")


def test_in_a_larger_text_the_entry_that_is_chosen_is_in_sight(open_window, clock):
    window = open_window(1366, 768, person="practice-oral", text_scale=Decimal("1.25"))
    window.show_page("history")
    QApplication.processEvents()
    press_row(window, "Stiffness is 5 of 10")
    correct = find(window, "history.correct")
    assert correct.visibleRegion().boundingRect() == correct.rect()


def test_a_new_entry_is_there_when_history_is_opened_again(window):
    draft = Draft(mode=Mode.QUICK, recorder="Ana (daughter)", note="Calm night.")
    press(window, "nav.today")
    window.show_saved(window.services.check_ins.save(window.person_id, draft))
    press(window, "nav.history")
    see(window, "Calm night.")
    assert "Saturday 21 November" in visible_text(window)


def test_a_disk_that_is_gone_is_told_and_the_form_stays(window, data_dir):
    correct_pulse(window, "80")
    press(window, "correction.why.0")
    (data_dir / DATABASE).unlink()
    press(window, "correction.save")
    see(window, "NOT SAVED: The record is no longer where it was.")
    assert find(window, "hr").text() == "80"
    assert record(window).check_ins[-1].hr == 86


def test_a_press_beside_the_cells_changes_nothing(window):
    grid = find(window, "history.grid")
    before = grid.accessibleDescription()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(4, grid.height() - 10))
    assert grid.accessibleDescription() == before


def test_another_entry_waits_until_what_was_typed_is_saved_or_left(window):
    correct_pulse(window, "80")
    press_row(window, "Woke twice")
    see(window, "Save this first, or leave it as it was.")
    assert find(window, "hr").text() == "80"
    press(window, "correction.leave")
    see(window, "Woke twice with leg spasms.")
    assert is_gone(window, "correction.which")


def test_a_check_in_is_moved_to_its_right_time_and_says_the_old_one(window):
    press_row(window, "Stiffness is 5 of 10")
    stored = record(window).check_ins[-1]
    press(window, "history.correct")
    choose(window, "at")
    retype(window, "correction.at", "25:10")
    press(window, "correction.save")
    see(window, "Type the time like 1:40 PM or 13:40.")
    retype(window, "correction.at", "5:10 AM")
    press(window, "correction.why.0")
    press(window, "correction.save")
    see(window, "The last dose that stayed down was", "Correct that answer first.")
    retype(window, "correction.at", "16:10")
    press(window, "correction.save")
    see(window, "Time corrected by Ana (daughter)", "It was Sat 21 Nov 2026, 5:45 PM.")
    assert any("5:45" in w.text() for w in struck(window))
    moved = next(c for c in record(window).check_ins if c.id == stored.id)
    assert (moved.at.local.hour, moved.at.day) == (16, stored.at.day)
    assert moved.assessment == stored.assessment
    press(window, "undo")
    assert record(window).check_ins[-1] == stored


def test_a_pump_event_and_a_note_of_a_call_are_corrected_with_the_old_value_kept(window):
    window.open_person(window.services.people.open_practice("practice-pump"))
    press(window, "nav.history")
    press_row(window, "Pump dose changed")
    press(window, "history.correct")
    retype(window, "correction.note", "The clinic read it again.")
    press(window, "correction.save")
    see(window, "Say why. The reason is kept.")
    press(window, "correction.why.2")
    press(window, "correction.save")
    see(window, "Note corrected by Ana (daughter)", "The clinic read it again.")
    assert record(window).pump_events[-1].note == "The clinic read it again."
    press_row(window, "No answer")
    press(window, "history.correct")
    press(window, "correction.kind.spoke")
    press(window, "correction.why.1")
    press(window, "correction.save")
    see(window, "What was done corrected by Ana (daughter)", "It was No answer.")
    assert [a.kind.value for a in record(window).actions][:2] == ["called", "spoke"]


def test_a_phone_number_and_a_plan_that_were_changed_stand_in_the_log_of_changes(window):
    services, who = window.services, record(window).person
    contacts = (replace(who.contacts[0], phone="313-555-0199"), *who.contacts[1:])
    services.profile.change(window.person_id, replace(who, contacts=contacts), "Ana (daughter)")
    plan = record(window).plans[-1]
    steps = (replace(plan.steps[0], mg_per_day=Decimal("56.5")), *plan.steps[1:])
    services.plans.add_version(window.person_id, replace(plan, steps=steps), "Ana (daughter)")
    window.open_person(window.person_id)
    press(window, "nav.history")
    press(window, "history.changes")
    assert "56.5" in rows(window)[1]
    press_row(window, "Plan, new version")
    see(window, "baclofen by mouth", "56.5 mg a day", "The one before is kept.")
    press_row(window, "About them, changed")
    see(window, "313-555-0199")
    assert any(who.contacts[0].phone in w.text() for w in struck(window))
    assert not any("56.5" in w.text() for w in struck(window))
