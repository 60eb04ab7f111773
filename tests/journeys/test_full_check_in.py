# SPDX-License-Identifier: MIT
"""The full check-in as a caregiver does it: open a group, answer, see the level change at once."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.check_in.dose_log import DoseRow
from tests.journeys.words import find, is_gone, level_says, press, see, strike, type_into

pytestmark = pytest.mark.gui

ROSA = Person(
    name="Rosa Delgado",
    dob=date(1957, 3, 14),
    drug=Drug.BACLOFEN,
    route=Route.ORAL,
    seizure_plan=True,
    contacts=(Contact(role=ContactRole.PRESCRIBER, name="Dr. Okafor", phone="313-555-0142"),),
)
CALM = ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3")
REST = ("doses_missed_in_row.0", "itching.none", "rash.false", "worried.false")


@pytest.fixture
def window(open_window):
    """Return the window on Rosa's check-in, everything quick answered, Full chosen."""
    shown = open_window(person=ROSA)
    shown.show_page("check_in")
    for answer in (*CALM, *REST):
        press(shown, answer)
    press(shown, "mode.full")
    return shown


def level(window) -> Level:
    return find(window, "level").level


def answers(window):
    return window.findChild(CheckInPage).form.draft()


def shown_texts(window):
    return [b for b in window.findChildren(QPushButton, "close_reference") if b.isVisible()]


def newest(window):
    return window.services.book.record(window.person_id).check_ins[-1]


def test_full_keeps_the_quick_answers_and_adds_closed_groups(window):
    assert find(window, "alertness.awake").isChecked()
    see(window, "10 more groups are below.")
    said = find(window, "group.other").accessibleName()
    assert said == "Everything else, 0 of 4 answered, closed"
    assert is_gone(window, "sweating.soaking")


def test_soaking_sweat_with_fever_is_an_emergency_at_once(window):
    type_into(window, "temp_c", "101.5")
    press(window, "group.skin")
    press(window, "sweating.soaking")
    assert level(window) is Level.EMERGENCY
    rules = window.services.check_ins.assess(window.person_id, answers(window)).rules
    assert "E08" in [finding.id for finding in rules]


def test_urine_like_tea_is_urgent(window):
    press(window, "group.toilet")
    press(window, "urine.tea_cola")
    assert level(window) is Level.URGENT
    level_says(window, "313-555-0142")


def test_thoughts_of_self_harm_show_988_beside_the_question_and_in_the_level(window):
    press(window, "group.mind")
    see(window, "988")
    press(window, "self_harm.thoughts")
    level_says(window, "988")


def test_somebody_who_cannot_be_calmed_is_an_emergency(window):
    press(window, "group.mind")
    press(window, "agitation.3")
    assert level(window) is Level.EMERGENCY
    press(window, "agitation.3")
    assert level(window) is Level.NO_FLAGS


def test_more_spasms_than_usual_change_the_level(window):
    before = level(window)
    press(window, "group.stiffness")
    press(window, "psfs.4")
    assert level(window) > before
    level_says(window, "Spasm score is 4 of 4.")


def test_one_short_seizure_under_a_seizure_plan_is_logged_with_its_length(window):
    press(window, "group.stiffness")
    press(window, "seizures.none")
    assert find(window, "flag.none").isEnabled()
    press(window, "seizures.none")
    press(window, "seizures.add")
    assert level(window) is Level.EMERGENCY
    type_into(window, "seizures.0.minutes", "1")
    type_into(window, "seizures.0.seconds", "30")
    for part in ("kind.whole_body", "recovered.true", "injury.false", "different.false"):
        press(window, f"seizures.0.{part}")
    assert level(window) is Level.URGENT
    press(window, "save")
    (seizure,) = newest(window).seizures
    assert (seizure.duration_s, seizure.kind, seizure.recovered) == (90, "whole_body", True)


def test_the_stopwatch_writes_start_and_length(window, clock):
    press(window, "group.stiffness")
    press(window, "seizures.add")
    clock.go_to(clock.now() + timedelta(minutes=5))
    started = clock.now()
    press(window, "seizures.0.stopwatch")
    clock.go_to(clock.now() + timedelta(seconds=75))
    press(window, "seizures.0.stopwatch")
    press(window, "save")
    (seizure,) = newest(window).seizures
    assert (seizure.start.utc, seizure.duration_s) == (started, 75)


def test_a_seizure_of_six_minutes_is_asked_about_and_counts(window):
    press(window, "group.stiffness")
    press(window, "seizures.add")
    type_into(window, "seizures.0.minutes", "6")
    see(window, "6 minutes: is that right?")
    assert level(window) is Level.EMERGENCY


def test_the_red_flag_and_the_log_speak_of_the_same_seizure(window):
    press(window, "group.stiffness")
    press(window, "flag.seizure")
    see(window, "Seizure 1")
    press(window, "seizures.0.remove")
    assert not find(window, "flag.seizure").isChecked()


def test_none_of_these_cannot_wipe_out_a_stroke_sign_of_the_full_form(window):
    press(window, "flag.none")
    press(window, "group.breathing")
    press(window, "stroke_signs.true")
    assert level(window) is Level.EMERGENCY
    assert not find(window, "flag.none").isEnabled()


def test_answers_in_full_go_on_counting_in_quick(window):
    press(window, "group.mind")
    press(window, "agitation.3")
    press(window, "mode.quick")
    assert is_gone(window, "agitation.3")
    assert level(window) is Level.EMERGENCY
    see(window, "1 answer in Full also counts.")


def test_a_draft_comes_back_with_every_answer_of_the_full_form(window):
    press(window, "group.other")
    press(window, "other_signs.headache")
    type_into(window, "weight_kg.lb", "154")
    press(window, "group.medicines")
    press(window, "prn_taken.add")
    type_into(window, "prn_taken.0.name", "ibuprofen")
    type_into(window, "more.new_medicine", "cough syrup")
    window.show_page("today")
    window.show_page("check_in")
    draft = answers(window)
    assert find(window, "mode.full").isChecked()
    assert draft.other_signs == ("headache",)
    assert (draft.raw["weight_kg"], draft.entered_unit["weight_kg"]) == ("154", "lb")
    assert draft.prn_taken[0].name == "ibuprofen"
    assert draft.more["new_medicine"] == "cough syrup"


def test_what_is_added_once_the_window_grew_has_its_room(window):
    press(window, "group.medicines")
    for size in ((1024, 768), (1366, 768)):
        window.resize(*size)
        QApplication.processEvents()
    press(window, "doses.add")
    QApplication.processEvents()
    row = window.findChild(DoseRow)
    assert row.height() >= row.heightForWidth(row.width())


def test_the_tab_key_goes_down_the_full_form_as_it_is_read(window):
    for part in ("group.medicines", "doses.add", "prn_taken.add"):
        press(window, part)
    stops = [stop.objectName() for stop in window.findChild(CheckInPage).form.stops()]
    read = ("doses.0.mg", "doses.add", "prn_taken.0.at", "prn_taken.add")
    assert [name for name in stops if name in read] == list(read)


def test_yellow_skin_says_at_once_whom_to_call(window):
    press(window, "group.other")
    press(window, "other_signs.yellow skin or eyes")
    see(window, "Yellow skin or eyes. Call the prescriber now.")


def test_a_ticked_headache_asks_for_the_answer_that_a_rule_reads(window):
    press(window, "group.other")
    press(window, "other_signs.headache")
    see(window, "Then also answer “A very bad headache?” with yes.")


def test_history_shows_full_answers_by_their_names(window):
    press(window, "group.sleep")
    type_into(window, "sleep_h", "6,5")
    press(window, "more.night_terrors.true")
    press(window, "save")
    window.show_page("history")
    see(window, "Full check-in", "Night terrors", "Sleep", "6.5 hours")


def test_help_opens_beside_a_question_and_gives_way_to_an_emergency(window):
    press(window, "group.mind")
    press(window, "help.agitation")
    assert shown_texts(window)
    press(window, "agitation.3")
    QApplication.processEvents()
    assert not shown_texts(window)


def test_the_key_for_help_opens_the_text_of_the_question_the_keyboard_is_on(window):
    find(window, "breathing.normal").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(QApplication.focusWidget(), "?")
    assert shown_texts(window)


def test_arrow_keys_choose_quick_or_full(window):
    find(window, "mode.full").setFocus(Qt.FocusReason.TabFocusReason)
    strike(find(window, "mode.full"), Qt.Key.Key_Left)
    assert is_gone(window, "group.mind")
