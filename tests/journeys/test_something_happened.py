# SPDX-License-Identifier: MIT
"""Something happened: one tap, details afterwards, and no tap is ever lost."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Alertness, Draft, Fall, Mode, PumpAlarm
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.happened import Happening, kind_of, seconds_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.noted_twice import noted_twice
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.words.answers import answers_of
from caregiver_app.ui.words.story_words import correction_title, event_words
from caregiver_app.wiring import build_services
from tests.journeys.hands import Finger, Keyboard, Mouse
from tests.journeys.words import alert_says, find, is_gone, level_says, press, see, type_into

pytestmark = pytest.mark.gui

# A quarter of an hour after the last check-in of the practice people.
EVENING = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
ROSA = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)


@pytest.fixture
def window(open_window, clock):
    clock.go_to(EVENING)
    return open_window(person="practice-oral")


def newest(window):
    return window.services.book.record(window.person_id).last_check_in


@pytest.fixture
def later(window, clock):
    """Let so much time go by, and the stopwatches with it."""

    def go_on(**span):
        clock.go_to(clock.now() + timedelta(**span))
        window._pages.page("happened")._show_time()

    return go_on


@pytest.mark.parametrize("hands", [Mouse, Finger])
def test_a_seizure_is_two_taps_and_an_emergency_at_the_first(window, hands, later):
    hand = hands(window)
    hand.press("today.happened")
    hand.press("happened.seizure")
    assert newest(window).seizures[0].start.utc == EVENING
    level_says(window, "EMERGENCY", "Call 911 now")
    later(minutes=2, seconds=5)
    assert find(window, "event.clock").text() == "0:02:05"
    hand.press("event.stop")
    assert seconds_of(newest(window)) == 125
    see(window, "It lasted 2 min 5 s.")
    assert hand.inputs == 3


def test_the_first_button_leads_to_the_stopwatch_that_runs(window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    first = newest(window)
    level = find(window, "level")
    assert level.height() <= level.heightForWidth(level.width()) + 1, "as high as its words"
    later(minutes=2)
    window._pages.page("happened")._same_tap.stop()  # a press of now, not of a shaking hand
    press(window, "happened.seizure")
    assert newest(window) == first, "no second seizure is written down"
    assert QApplication.focusWidget().objectName() == "event.stop"
    press(window, "event.another")
    assert newest(window).id != first.id, "it was another one, and somebody said so"


def test_on_a_small_screen_with_large_text_the_second_tap_stays_in_sight(open_window, clock):
    window = open_window(1024, 768, person="practice-pump", text_scale=Decimal(2))
    hand = Mouse(window)
    hand.press("today.happened")
    hand.press("happened.seizure")
    clock.go_to(clock.now() + timedelta(seconds=65))
    window._pages.page("happened")._show_time()
    assert find(window, "happened.stop").text() == "It stopped now: 0:01:05"
    level_says(window, "EMERGENCY")
    hand.press("happened.stop")
    assert seconds_of(newest(window)) == 65
    assert is_gone(window, "happened.stop")


def test_by_keyboard_alone_from_anywhere(window, later):
    window.show_page("history")
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_F2)
    hand.press("happened.spasms")
    later(seconds=30)
    hand.press("event.stop")
    hand.press("event.stiff_sudden.true")
    level_says(window, "EMERGENCY")
    assert (seconds_of(newest(window)), newest(window).stiff_sudden) == (30, True)


def test_a_long_seizure_says_how_long(window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    later(minutes=4, seconds=59)
    assert is_gone(window, "event.over")
    later(seconds=1)
    assert find(window, "event.over").text() == "Longer than 5 minutes."


def test_after_a_crash_the_stopwatch_is_offered_with_its_true_start(window, open_window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    later(minutes=1)
    window.close()
    later(minutes=6)
    again = open_window()
    see(again, "A seizure began at 6:00\u00a0PM. Its end is not written down.")
    press(again, "running.open")
    assert find(again, "event.clock").text() == "0:07:00"
    press(again, "event.unseen")
    see(again, "Nobody saw the end.")
    press(again, "happened.back")
    assert is_gone(again, "running")


def test_today_shows_what_happened_as_its_level_and_asks_who_was_called(window):
    press(window, "today.happened")
    press(window, "happened.seizure")
    press(window, "happened.back")
    level_says(window, "EMERGENCY", "A seizure was seen.")
    find(window, "alert.called_911")


def test_a_check_that_is_late_is_called_late_here_too(window, later):
    later(hours=6)
    press(window, "today.happened")
    level_says(window, "WATCH", "Check again now. It was due by")
    assert "in 4 hours" not in find(window, "level").accessibleName()


def test_a_fall_is_judged_as_more_is_told(window):
    press(window, "today.happened")
    press(window, "happened.fall")
    level_says(window, "WATCH")
    press(window, "event.fall.injury")
    level_says(window, "URGENT")
    press(window, "event.fall.head")
    press(window, "event.alertness.drowsy")
    level_says(window, "EMERGENCY")
    assert newest(window).fall is Fall.HEAD
    assert newest(window).assessment.level is Level.EMERGENCY


def test_a_pump_sound_is_offered_with_a_pump_only(window):
    press(window, "today.happened")
    assert is_gone(window, "happened.pump_sound")
    window.open_person(window.services.people.open_practice("practice-pump"))
    press(window, "today.happened")
    press(window, "happened.pump_sound")
    assert newest(window).pump_alarm is PumpAlarm.UNSURE
    press(window, "event.pump_alarm.two_tone")
    level_says(window, "EMERGENCY", "Go to the ER now")


def test_something_else_is_kept_in_the_persons_own_words(window):
    press(window, "today.happened")
    press(window, "happened.other")
    type_into(window, "event.note", "fell asleep at the table")
    press(window, "happened.back")
    assert newest(window).note == "fell asleep at the table"
    level_says(window, "WATCH")


def test_an_event_is_not_the_first_check_in_of_a_new_person(open_window):
    window = open_window(person=ROSA)
    press(window, "today.happened")
    press(window, "happened.other")
    press(window, "happened.back")
    see(window, "No check-in yet.", "Do a first check-in")
    press(window, "today.happened")
    press(window, "event.breathing.trouble")
    press(window, "happened.back")
    level_says(window, "EMERGENCY")


def test_two_things_at_once_each_keep_their_time(window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    page = window._pages.page("happened")
    later(seconds=20)
    press(window, "happened.fall")
    assert len(page._cards) == 2
    assert newest(window).at.utc - EVENING == timedelta(seconds=20)
    level_says(window, "EMERGENCY")


def test_a_shaking_hand_taps_once(window):
    count = len(window.services.book.record(window.person_id).check_ins)
    press(window, "today.happened")
    window._pages.page("happened")._same_tap.setInterval(600_000)  # however slow the computer is
    press(window, "happened.seizure")
    press(window, "happened.seizure")
    assert len(window.services.book.record(window.person_id).check_ins) == count + 1


def test_undo_takes_a_tap_back_and_the_level_with_it(window):
    before = window.services.book.record(window.person_id).check_ins
    press(window, "today.happened")
    press(window, "happened.seizure")
    press(window, "event.undo")
    assert window.services.book.record(window.person_id).check_ins == before
    level_says(window, "WATCH")
    press(window, "happened.back")
    level_says(window, "WATCH")


@pytest.fixture
def full_disk(monkeypatch):
    """Let the disk take nothing; call it to make room again."""

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(EntryLog, "append", refuse)
        yield disk.undo


def test_a_tap_on_a_full_disk_is_shown_and_saved_with_its_own_times(window, full_disk, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    level_says(window, "EMERGENCY", "Call 911 now")
    see(window, "NOT SAVED:", "The time is kept here.")
    later(minutes=1)
    press(window, "event.stop")
    see(window, "NOT SAVED:", "It lasted 1 min 0 s.")
    later(minutes=1)
    full_disk()
    press(window, "event.again")
    assert newest(window).at.utc == EVENING
    assert seconds_of(newest(window)) == 60
    assert is_gone(window, "event.trouble")


def test_what_is_told_on_a_full_disk_is_judged_at_once_and_saved_later(window, full_disk):
    press(window, "today.happened")
    press(window, "happened.fall")
    press(window, "event.alertness.cannot_wake")
    level_says(window, "EMERGENCY", "Call 911 now")
    see(window, "NOT SAVED:")
    assert find(window, "event.alertness.cannot_wake").isChecked()
    full_disk()
    press(window, "event.again")
    assert newest(window).alertness is Alertness.CANNOT_WAKE
    assert newest(window).assessment.level is Level.EMERGENCY


def test_the_disk_that_fills_up_after_a_fall_hides_no_emergency(window, request):
    press(window, "today.happened")
    press(window, "happened.fall")
    make_room = request.getfixturevalue("full_disk")
    press(window, "event.fall.head")
    press(window, "event.alertness.cannot_wake")
    level_says(window, "EMERGENCY", "Call 911 now")
    assert window.services.happened.waiting(window.person_id)
    make_room()
    press(window, "event.again")
    assert (newest(window).fall, newest(window).alertness) == (Fall.HEAD, Alertness.CANNOT_WAKE)
    assert newest(window).assessment.level is Level.EMERGENCY


def test_the_level_of_an_answer_stands_before_the_disk_is_asked(window, monkeypatch):
    press(window, "today.happened")
    press(window, "happened.fall")
    append, seen = EntryLog.append, []

    def look(log, *args, **more):
        level_says(window, "EMERGENCY")
        seen.append(True)
        return append(log, *args, **more)

    monkeypatch.setattr(EntryLog, "append", look)
    press(window, "event.alertness.cannot_wake")
    assert seen


def test_the_end_is_the_time_of_the_press_however_slow_the_disk(
    window, full_disk, later, monkeypatch
):
    press(window, "today.happened")
    press(window, "happened.seizure")
    full_disk()
    later(minutes=1)
    append = EntryLog.append

    def slowly(*args, **more):
        later(seconds=30)
        return append(*args, **more)

    monkeypatch.setattr(EntryLog, "append", slowly)
    press(window, "event.stop")
    assert seconds_of(newest(window)) == 60


def test_what_is_not_saved_counts_on_every_page_and_is_tried_again(window, full_disk, qtbot):
    press(window, "today.happened")
    press(window, "happened.seizure")
    press(window, "happened.back")
    level_says(window, "EMERGENCY", "Call 911 now")
    alert_says(window, "I called 911")
    see(window, "NOT SAVED yet: seizure 6:00\u00a0PM.", "A copy is kept.")
    press(window, "start_check_in")
    alert_says(window, "I called 911")
    window.show_page("history")
    press(window, "not_saved.again")
    see(window, "NOT SAVED yet: seizure")
    full_disk()
    window._disk._again.setInterval(0)  # it is five seconds
    qtbot.waitUntil(lambda: is_gone(window, "not_saved"))
    assert newest(window).at.utc == EVENING
    window.show_page("happened")
    assert is_gone(window, "event.trouble")


def test_closing_with_something_not_saved_asks_and_it_is_there_after_a_crash(
    window, full_disk, data_dir, clock, tmp_path
):
    press(window, "today.happened")
    press(window, "happened.fall")
    window.close()
    see(find(window, "leave"), "Not saved yet", "fall 6:00\u00a0PM", "A copy is kept.")
    press(window, "leave.stay")
    assert window.isVisible()
    copied = shutil.copytree(data_dir, tmp_path / "after a crash")
    log = EntryLog.open(copied, clock)
    (again,) = build_services(log, clock).happened.recent(window.person_id, timedelta(hours=1))
    log.close()
    assert kind_of(again) is Happening.FALL
    window.close()
    press(window, "leave.close")
    assert not window.isVisible()


def test_what_history_took_out_meanwhile_is_not_saved_again(window, full_disk):
    press(window, "today.happened")
    press(window, "happened.fall")
    full_disk()
    services, person = window.services, window.person_id
    services.history.remove(person, newest(window), "slip", None)
    press(window, "event.again")
    assert is_gone(window, "event.fall")


def look_at_somebody_else(window):
    first = window.person_id
    rosa = next(card.id for card in window.services.people.people() if card.id != first)
    window.open_person(rosa)
    press(window, "today.happened")
    assert is_gone(window, "event.fall")
    window.open_person(first)


def larger_text(window):
    window.services.settings.change(text_scale=Decimal("1.5"))
    window._dress_again()


@pytest.mark.parametrize("go_away", [look_at_somebody_else, larger_text])
def test_what_the_disk_refused_is_there_again_after(window, request, go_away):
    window.services.people.add_person(ROSA, None)
    press(window, "today.happened")
    make_room = request.getfixturevalue("full_disk")
    press(window, "happened.fall")
    press(window, "event.alertness.cannot_wake")
    go_away(window)
    window.show_page("happened")
    make_room()
    see(window, "NOT SAVED:")
    level_says(window, "EMERGENCY", "Call 911 now")
    press(window, "event.again")
    assert newest(window).alertness is Alertness.CANNOT_WAKE
    assert newest(window).at.utc == EVENING


def test_details_of_before_can_be_told_when_the_page_is_opened_again(window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    press(window, "event.stop")
    press(window, "happened.back")
    later(hours=2)
    press(window, "today.happened")
    press(window, "event.kind.whole_body")
    press(window, "event.recovered.true")
    (seizure,) = newest(window).seizures
    assert (seizure.kind, seizure.recovered, seizure.duration_s) == ("whole_body", True, 0)


def test_an_event_can_be_read_back_in_words(window):
    press(window, "today.happened")
    press(window, "happened.fall")
    press(window, "event.fall.no_injury")
    told = answers_of(newest(window), window.services.check_ins.every_question)
    words = [(answer.name, answer.words) for answer in told if answer.recorded]
    assert ("What happened", "fall") in words


def test_esc_goes_back_and_what_was_tapped_stays(window):
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_F2)
    press(window, "happened.fall")
    hand.strike(Qt.Key.Key_Escape)
    assert window.page_name == "today"
    assert newest(window).at.utc == EVENING


def test_to_stop_the_watch_completes_a_seizure_and_corrects_nothing(window, later):
    press(window, "today.happened")
    press(window, "happened.seizure")
    later(minutes=2)
    press(window, "event.stop")
    services, person = window.services, window.person_id
    event = newest(window)
    assert ("CheckIn", event.id) not in services.history.corrected(person)
    assert "lasted 2\u00a0min 0\u00a0s, ended 6:02\u00a0PM" in event_words(event)
    (told,) = (c.told for c in services.history.log(person) if c.told.target == event.id)
    assert correction_title(told, event, services.check_ins.every_question) == (
        "The end was written down"
    )
    longer = replace(event, seizures=(replace(event.seizures[0], duration_s=300),))
    services.history.correct(person, event, longer, "looked at the clock", None)
    assert ("CheckIn", event.id) in services.history.corrected(person)


@pytest.mark.parametrize(("answer", "starts"), [("same", 1), ("other", 2)])
def test_a_seizure_of_a_check_in_is_asked_whether_it_is_the_one_that_was_tapped(
    open_window, clock, answer, starts
):
    window = open_window(1024, 768, person="practice-oral")
    window.show_page("check_in")
    press(window, "flag.seizure")
    assert is_gone(window, "same_seizure"), "nothing was tapped"
    clock.go_to(clock.now() + timedelta(minutes=1))
    press(window, "emergency")
    press(window, "tap.seizure")
    window.leave_emergency()
    see(window, "Is this seizure the one tapped at 1:41\u00a0PM?")
    press(window, f"same_seizure.{answer}")
    assert is_gone(window, "same_seizure")
    level_says(window, "EMERGENCY")
    press(window, "save")
    check_ins = window.services.book.record(window.person_id).check_ins
    assert len({s.start for c in check_ins[-2:] for s in c.seizures}) == starts
    assert noted_twice(check_ins, timedelta(minutes=10)) == ()


@pytest.mark.parametrize(("answer", "level"), [("same", "WATCH"), ("other", "URGENT")])
def test_a_fall_of_a_check_in_is_asked_whether_it_is_the_one_that_was_tapped(
    window, later, answer, level
):
    window.services.happened.tapped(window.person_id, Happening.FALL, None)
    later(minutes=20)
    window.show_page("check_in")
    for name in ("mode.full", "group.falls"):
        press(window, name)
    assert is_gone(window, "same_fall"), "the check-in tells of no fall"
    press(window, "fall.no_injury")
    see(window, "Is this the fall that was tapped at 6:00\u00a0PM?")
    press(window, f"same_fall.{answer}")
    assert is_gone(window, "same_fall")
    assert ("2 falls in 7 days" in find(window, "level").accessibleName()) is (level == "URGENT")


def test_the_level_is_that_of_today_with_the_doses_that_were_told_since(open_window, clock):
    window = open_window(person=ROSA)
    services, person = window.services, window.person_id
    services.check_ins.save(person, Draft(mode=Mode.QUICK))
    clock.go_to(clock.now() + timedelta(minutes=5))
    dose = DoseEvent(id="d1", at=services.happened.now(), status=DoseStatus.MISSED)
    services.doses.log(person, dose)
    press(window, "nav.check_in")
    press(window, "nav.today")
    level_says(window, "WATCH", "A dose was missed")
    press(window, "today.happened")
    level_says(window, "WATCH", "A dose was missed")
    press(window, "happened.other")
    level_says(window, "WATCH", "A dose was missed")
