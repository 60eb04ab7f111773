# SPDX-License-Identifier: MIT
"""A check-in that is begun and not saved is told by the pages that somebody else looks at."""

import shutil

import pytest

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.frame.person_switch import switch_person
from tests.journeys.words import find, is_gone, press, see, type_into, visible_text

URGENT = "EMERGENCY: Call 911 now"


@pytest.fixture
def window(open_window):
    made = open_window(1366, 768, person="practice-oral")
    made.show_page("check_in")
    return made


def test_an_emergency_that_nobody_saved_stands_on_the_other_pages_and_leads_back(window):
    press(window, "flag.hallucination")
    for name in ("today", "history", "shift"):
        window.show_page(name)
        see(find(window, "begun"), f"{URGENT}. A check-in is begun and NOT SAVED.")
        assert "All changes saved" not in visible_text(window)
    window.show_emergency()
    assert is_gone(window, "begun")
    window.leave_emergency()
    press(window, "begun.show")
    assert window.page_name == "check_in"
    assert is_gone(window, "begun")
    press(window, "flag.hallucination")
    window.show_page("today")
    assert is_gone(window, "begun")


def test_it_is_told_of_a_person_who_is_not_open_any_more(open_window):
    window = open_window(1366, 768)
    add, oral = window.services.people.add_person, {"route": Route.ORAL, "drug": Drug.BACLOFEN}
    maria, berta = (add(Person(name=name, **oral), None) for name in ("Maria", "Berta"))
    window.open_person(maria)
    window.show_page("check_in")
    press(window, "flag.hallucination")
    window.show_page("today")
    switch_person(window, window._theme, berta)
    see(find(window, "switch"), "a check-in that says EMERGENCY: Call 911 now")
    press(window, "switch.go")
    see(find(window, "er"), "Maria: EMERGENCY: Call 911 now. A check-in is begun and NOT SAVED.")


def test_what_a_full_disk_refused_is_said_everywhere_and_before_the_window_closes(
    window, monkeypatch
):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    press(window, "flag.hallucination")
    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        press(window, "save")
    see(window, "NOT SAVED: The disk is full", "Not saved yet")
    window.show_page("today")
    see(find(window, "begun"), URGENT, "NOT SAVED: a check-in.", "A copy of its answers is kept.")
    assert "All changes saved" not in visible_text(window)
    window.close()
    see(find(window, "leave"), "NOT SAVED: a check-in.", "Save them when this is opened again.")
    press(window, "leave.stay")
    press(window, "begun.show")
    window._pages.page("check_in")._refused.stop()  # a press of now, not of a shaking hand
    press(window, "save")
    see(window, "All changes saved", "EMERGENCY")
    assert is_gone(window, "begun")


def test_where_no_copy_can_be_kept_closing_says_that_it_is_lost(window, data_dir):
    press(window, "flag.hallucination")
    shutil.move(data_dir, data_dir.with_name("pulled out"))
    press(window, "save")
    window.close()
    see(find(window, "leave"), "NOT SAVED: a check-in.", "If you close this now it is lost.")
    shutil.move(data_dir.with_name("pulled out"), data_dir)
    press(window, "leave.close")


def test_no_calmer_words_stand_on_today_while_newer_answers_that_call_are_not_saved(open_window):
    window = open_window(person=Person(name="Maria", route=Route.ORAL, drug=Drug.BACLOFEN))
    window.show_page("check_in")
    type_into(window, "temp_c", "101.5")
    window.show_page("today")
    see(find(window, "begun"), "URGENT: Call the prescriber now", "begun and NOT SAVED")
    see(find(window, "level"), "A check-in is begun and NOT SAVED. Then: INCOMPLETE.")
    window.show_page("check_in")
    find(window, "temp_c").clear()
    window.show_page("today")
    assert is_gone(window, "begun")
    assert "NOT SAVED" not in visible_text(find(window, "level"))
    assert "NOT SAVED" not in visible_text(find(window, "level"))


def test_urgent_answers_of_somebody_who_is_not_open_any_more_are_told_too(open_window):
    window = open_window(1366, 768)
    add, oral = window.services.people.add_person, {"route": Route.ORAL, "drug": Drug.BACLOFEN}
    maria, berta = (add(Person(name=name, **oral), None) for name in ("Maria", "Berta"))
    window.open_person(maria)
    window.show_page("check_in")
    type_into(window, "temp_c", "101.5")
    window.show_page("today")
    switch_person(window, window._theme, berta)
    see(find(window, "switch"), "a check-in that says URGENT: Call the prescriber now")
    press(window, "switch.go")
    see(find(window, "er"), "Maria: URGENT: Call the prescriber now. A check-in is begun")
