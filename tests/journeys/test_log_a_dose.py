# SPDX-License-Identifier: MIT
"""Log a dose: from Today in one press, and every other dose by mouse, keyboard and touch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.person import Drug, Medicine, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import here_and_now
from tests.journeys.hands import Finger, Keyboard, Mouse
from tests.journeys.words import (
    find,
    is_gone,
    level_says,
    press,
    see,
    strike,
    type_into,
    visible_text,
)

pytestmark = pytest.mark.gui

PERSON_BY_MOUTH = Person(name="Ada", drug=Drug.BACLOFEN, route=Route.ORAL)

# Ten minutes before the dose of 10 PM; the last check-in was at 5:45 PM.
EVENING = datetime(2026, 11, 22, 2, 50, tzinfo=UTC)


@pytest.fixture
def window(open_window, clock):
    clock.go_to(EVENING)
    return open_window(person="practice-oral")


def doses(window):
    return window.services.book.record(window.person_id).doses


def commit(field, text: str) -> None:
    """Bring a whole text into a field as an input method does; it may hold any letters."""
    field.setFocus()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(field, typed)


@pytest.mark.parametrize("hands", [Mouse, Keyboard, Finger])
def test_a_dose_given_now_is_one_press_on_today(window, hands):
    before = len(doses(window))
    hand = hands(window)
    hand.press("doses.given.baclofen")
    kept = doses(window)[-1]
    assert len(doses(window)) == before + 1
    assert (kept.status, kept.mg) == (DoseStatus.TAKEN, Decimal(15))
    see(window, "Written down: 15\u00a0mg baclofen, the 10:00\u00a0PM dose, given at 9:50\u00a0PM.")
    if hands is not Keyboard:
        assert hand.inputs == 1  # the number to stay under is 2


def test_undo_takes_the_dose_out_again(window):
    before = doses(window)
    press(window, "doses.given.baclofen")
    press(window, "undo")
    assert doses(window) == before
    find(window, "doses.given.baclofen")


def test_a_second_press_in_the_same_moment_is_the_same_press(open_window, clock):
    clock.go_to(EVENING)
    window = open_window(person="practice-both")
    before = len(doses(window))
    window._pages.page("today")._just_given.setInterval(600_000)  # however slow the computer is
    press(window, "doses.given.baclofen")
    press(window, "doses.given.clonazepam")
    assert len(doses(window)) == before + 1


def test_a_late_dose_names_the_planned_one_and_both_times(window, clock):
    clock.go_to(EVENING + timedelta(hours=5))
    window.open_person(window.person_id)
    QApplication.processEvents()
    hand = Mouse(window)
    see(window, "10:00\u00a0PM, 15\u00a0mg baclofen: not written down.")
    hand.press("doses.open")
    hand.press("dose.status.now")
    see(
        window, "the Sat 21 Nov, 10:00\u00a0PM dose, given at 2:50\u00a0AM, 4 hours 50 minutes late"
    )
    hand.press("dose.save")
    kept = doses(window)[-1]
    assert (kept.status, kept.at.utc) == (DoseStatus.LATE, clock.now())
    assert f"{kept.scheduled_for.local:%d %H:%M}" == "21 22:00"
    assert hand.inputs == 3


@pytest.mark.parametrize("status", ["missed", "refused", "unsure", "partly", "vomited"])
def test_what_else_becomes_of_a_dose_is_three_presses(window, status):
    hand = Mouse(window)
    hand.press("doses.other.baclofen")
    hand.press(f"dose.status.{status}")
    hand.press("dose.save")
    kept = doses(window)[-1]
    assert kept.status == status
    assert f"{kept.scheduled_for.local:%H:%M}" == "22:00"
    assert kept.recorder == window.services.settings.current().recorder
    assert hand.inputs == 3


def test_by_keyboard_alone_a_vomited_dose_keeps_its_minutes(window):
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_F3)
    assert window.page_name == "log_dose"
    hand.press("dose.slot.3")
    hand.press("dose.status.vomited")
    hand.type("dose.after", "20")
    see(window, "15\u00a0mg baclofen, the 10:00\u00a0PM dose, vomited, 20 minutes after.")
    hand.strike(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = doses(window)[-1]
    assert (kept.status, kept.vomited_after_min) == (DoseStatus.VOMITED, Decimal(20))
    assert window.page_name == "today"


def test_the_same_dose_twice_is_asked_about_by_name_and_still_recorded(window):
    before = len(doses(window))
    press(window, "today.log_dose")
    press(window, "dose.slot.2")
    press(window, "dose.status.now")
    see(window, "This dose is already written down: 15\u00a0mg, given, 3:00\u00a0PM")
    assert is_gone(window, "dose.save")
    press(window, "dose.yes")
    assert len(doses(window)) == before + 1


def test_a_dose_of_tonight_that_is_said_to_be_missed_is_asked_about_and_still_recorded(
    window, clock
):
    clock.go_to(EVENING - timedelta(hours=5))
    window.open_person(window.person_id)
    QApplication.processEvents()
    before = len(doses(window))
    press(window, "doses.other.baclofen")
    press(window, "dose.status.missed")
    see(window, "Planned for 10:00\u00a0PM, in 5 hours 10 minutes. It is not due yet.")
    assert is_gone(window, "dose.save")
    press(window, "dose.yes")
    assert doses(window)[before].status is DoseStatus.MISSED


def test_two_doses_given_together_stand_over_a_quiet_level_until_somebody_answered(window, clock):
    doses, person = window.services.doses, window.person_id
    clock.go_to(EVENING + timedelta(hours=9, minutes=5))
    for planned in [dose for dose in doses.offers(person).planned if dose.is_open][:2]:
        now = here_and_now(window.services.clock)
        doses.log(person, doses.as_planned(planned, now, None))
        clock.go_to(clock.now() + timedelta(minutes=10))
    window.open_person(person)
    told = "Two doses were given close together. Please ask the prescriber or pharmacist"
    level_says(window, told)
    see(window, "Two doses of baclofen on Sun 22 Nov 2026, 10 minutes apart.")
    plan = window.services.book.record(person).plans[-1].id
    window.services.alerts.record(person, plan, ActionKind.CONFIRMED_PLAN, None)
    window.open_person(person)
    assert told not in find(window, "level").accessibleName()


def test_the_keys_that_save_stop_at_a_question_first(window):
    before = len(doses(window))
    press(window, "today.log_dose")
    press(window, "dose.slot.2")
    press(window, "dose.status.now")
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(doses(window)) == before
    hand.press("dose.yes")
    assert len(doses(window)) == before + 1
    assert hand.inputs == 2


def test_an_extra_dose_too_soon_is_asked_about_recorded_and_told_at_once(window, clock):
    clock.go_to(EVENING - timedelta(hours=3, minutes=45))
    window.open_person(window.person_id)
    press(window, "today.log_dose")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    type_into(window, "dose.amount", "15 mg")
    see(window, "This is soon: 3 hours 5 minutes")
    press(window, "dose.yes")
    assert doses(window)[-1].status is DoseStatus.EXTRA
    level_says(window, "URGENT", "1-800-222-1222")
    find(window, "alert.called")
    press(window, "undo")
    level_says(window, "WATCH")


@pytest.mark.parametrize(
    ("typed", "mg", "tablets"),
    [
        ("10", "10", None),
        ("10,0", "10.0", None),
        ("10 mg", "10", None),
        ("1/2 tablet", "5.0", "1/2 tablet"),
        ("½ tablet", "5.0", "½ tablet"),
        ("\uff11\uff10 mg", "10", None),
        ("150", "150", None),
    ],
)
def test_another_amount_is_read_asked_about_and_kept_as_typed(window, typed, mg, tablets):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.now")
    commit(find(window, "dose.amount"), typed)
    words = "ten times off" if typed == "150" else "Planned is 15\u00a0mg."
    see(window, words)
    press(window, "dose.yes")
    kept = doses(window)[-1]
    assert (kept.mg, kept.tablets) == (Decimal(mg), tablets)
    level_says(window, "URGENT")


def test_what_is_no_amount_stays_as_typed_and_is_not_kept(window):
    before = doses(window)
    press(window, "doses.other.baclofen")
    press(window, "dose.status.now")
    for typed, said in (
        ("½", "Type mg, mL or tablet after the number."),
        ("10 mcg", "Type the amount in mg, mL or tablets."),
        ("0", "0 is no dose."),
        ("5000", "At most 500 is kept."),
        ("ten", "This is no amount."),
    ):
        find(window, "dose.amount").clear()
        type_into(window, "dose.amount", typed)
        see(window, said)
        press(window, "dose.save")
        assert doses(window) == before
        assert find(window, "dose.amount").text() == typed


def test_a_liquid_is_written_in_ml_with_its_strength(open_window, clock):
    clock.go_to(EVENING)
    window = open_window(person="practice-child")
    press(window, "today.log_dose")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    type_into(window, "dose.amount", "5")
    see(window, "Type mg, mL or tablet after the number.")
    type_into(window, "dose.amount", " mL")
    see(window, "5\u00a0mg at 1\u00a0mg in 1 mL.")
    press(window, "dose.yes") if not is_gone(window, "dose.yes") else press(window, "dose.save")
    assert (doses(window)[-1].ml, doses(window)[-1].mg) == (Decimal(5), Decimal(5))


def test_an_as_needed_medicine_is_written_down_with_its_time(window):
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    type_into(window, "dose.name", "ibuprofen")
    type_into(window, "dose.text", "200 mg")
    press(window, "dose.status.now")
    see(window, "ibuprofen, 200 mg, given at 9:50\u00a0PM.")
    press(window, "dose.save")
    (given,) = window.services.book.record(window.person_id).last_check_in.prn_taken
    assert (given.name, given.dose_text) == ("ibuprofen", "200 mg")
    level_says(window, "WATCH")
    press(window, "emergency")
    said = find(window, "emergency.words").accessibleName()
    assert "Also given: ibuprofen 200 mg, 9:50\u00a0PM." in said


def test_a_medicine_that_is_known_needs_no_typing(window):
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    press(window, "dose.known.lisinopril")
    press(window, "dose.status.now")
    press(window, "dose.save")
    (given,) = window.services.book.record(window.person_id).last_check_in.prn_taken
    assert given.name == "lisinopril"


def test_a_dose_of_the_medicine_itself_is_not_hidden_among_those_given_as_needed(window):
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    type_into(window, "dose.name", "Lioresal 10")
    press(window, "dose.status.now")
    see(window, "Lioresal 10 is baclofen. Choose baclofen above, so that this dose is counted.")
    press(window, "dose.save")
    record = window.services.book.record(window.person_id)
    assert not any(given.name == "Lioresal 10" for c in record.check_ins for given in c.prn_taken)
    press(window, "dose.drug.baclofen")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    level_says(window, "URGENT", "1-800-222-1222")


def test_a_dose_by_mouth_beside_a_pump_is_an_extra_dose_under_whatever_name(open_window):
    window = open_window(person="practice-pump")
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    type_into(window, "dose.name", "Lioresal 10")
    type_into(window, "dose.text", "20 mg")
    press(window, "dose.status.now")
    see(window, "20\u00a0mg baclofen, an extra dose, given at 1:40\u00a0PM.")
    level_says(window, "URGENT", "1-800-222-1222")
    press(window, "dose.save")
    dose = doses(window)[-1]
    assert (dose.drug, dose.mg, dose.note) == (Drug.BACLOFEN, Decimal(20), "Lioresal 10, 20 mg")
    press(window, "emergency")
    assert "20\u00a0mg" in find(window, "emergency.words").accessibleName()


def test_the_reserve_tablets_of_the_list_are_extra_doses_beside_a_pump_too(open_window):
    reserve = (Medicine(name="Baclofen", dose_text="10 mg"),)
    by_pump = replace(PERSON_BY_MOUTH, route=Route.ITB, medicines=reserve)
    window = open_window(person=by_pump)
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    press(window, "dose.known.Baclofen")
    press(window, "dose.status.now")
    level_says(window, "URGENT", "1-800-222-1222")
    press(window, "dose.save")
    assert doses(window)[-1].status is DoseStatus.EXTRA


def test_clonazepam_of_the_list_of_medicines_stays_one_that_is_given_as_needed(open_window):
    listed = (Medicine(name="Klonopin", dose_text="0.5 mg"),)
    window = open_window(person=replace(PERSON_BY_MOUTH, medicines=listed))
    press(window, "today.log_dose")
    press(window, "dose.drug.other")
    type_into(window, "dose.name", "Klonopin")
    press(window, "dose.status.now")
    press(window, "dose.save")
    (given,) = window.services.book.record(window.person_id).last_check_in.prn_taken
    assert given.name == "Klonopin"


def test_what_a_dose_makes_of_the_level_is_shown_before_it_is_written_down(window, monkeypatch):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    press(window, "today.log_dose")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    level_says(window, "URGENT", "1-800-222-1222")
    press(window, "dose.slot.3")
    assert is_gone(window, "level")
    press(window, "dose.slot.extra")
    monkeypatch.setattr(EntryLog, "append", refuse)
    press(window, "dose.yes") if not is_gone(window, "dose.yes") else press(window, "dose.save")
    level_says(window, "URGENT", "1-800-222-1222")


def test_what_a_dose_makes_of_the_level_hides_no_emergency(window):
    press(window, "today.happened")
    press(window, "happened.seizure")
    window.show_page("log_dose")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    level_says(window, "EMERGENCY", "Call 911 now")


def test_without_a_plan_a_dose_can_be_written_down_too(open_window):
    window = open_window()
    who = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(who, None))
    press(window, "today.log_dose")
    press(window, "dose.status.now")
    type_into(window, "dose.amount", "10 mg")
    press(window, "dose.save")
    (kept,) = doses(window)
    assert (kept.mg, kept.scheduled_for) == (Decimal(10), None)


def test_without_a_plan_somebody_says_when_a_missed_dose_was_due(open_window):
    window = open_window(person=Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN))
    press(window, "today.log_dose")
    press(window, "dose.status.missed")
    see(window, "When was it due? Blank: just now", "the 1:40 PM dose, missed.")
    type_into(window, "dose.at", "7:00 AM")
    see(window, "Choose the day too.")
    find(window, "dose.at.day").setCurrentIndex(1)
    see(window, "the 7:00 AM dose, missed.")
    press(window, "dose.save")
    (kept,) = doses(window)
    assert (kept.status, kept.scheduled_for.local.hour, kept.at) == (DoseStatus.MISSED, 7, None)


def test_nothing_is_preset_and_what_is_missing_is_named(window):
    press(window, "today.log_dose")
    assert "Choose which dose it was." in visible_text(window)
    for name in ("dose.slot.0", "dose.slot.1", "dose.slot.extra"):
        assert not find(window, name).isChecked()
    press(window, "dose.slot.1")
    see(window, "Say what became of it.")
    press(window, "dose.status.then")
    see(window, "Say when it was given.")
    before = doses(window)
    press(window, "dose.save")
    assert doses(window) == before
    assert find(window, "dose.save").text() == "Write it down for Pat Morgan (practice)"


def test_a_dose_planned_for_hours_later_needs_the_time_at_which_it_came_up(window, clock):
    clock.go_to(EVENING - timedelta(hours=4))
    press(window, "today.log_dose")
    press(window, "dose.slot.3")
    press(window, "dose.status.vomited")
    see(window, "Say when it was given.")


def test_of_a_dose_in_the_log_that_came_up_only_the_minutes_are_asked(window, clock):
    press(window, "doses.given.baclofen")
    given = doses(window)[-1]
    clock.go_to(EVENING + timedelta(minutes=30))
    press(window, "today.log_dose")
    (slot,) = [name for name in _slots(window) if "given 9:50" in find(window, name).text()]
    press(window, slot)
    press(window, "dose.status.vomited")
    assert is_gone(window, "dose.at"), "when it was given stands in the log"
    assert find(window, "dose.after").isAncestorOf(QApplication.focusWidget())
    strike(QApplication.focusWidget(), Qt.Key.Key_2)
    strike(QApplication.focusWidget(), Qt.Key.Key_0)
    press(window, "dose.yes")
    see(window, "given at 9:50\u00a0PM, vomited, 20 minutes after.")
    (kept,) = [dose for dose in doses(window) if dose.status is DoseStatus.VOMITED]
    assert (kept.at, kept.vomited_after_min) == (given.at, Decimal(20))


def _slots(window):
    buttons = window.findChildren(QAbstractButton)
    return [one.objectName() for one in buttons if one.objectName().startswith("dose.slot.")]


def test_a_dose_that_a_full_disk_refused_counts_and_waits(window, monkeypatch):
    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(EntryLog, "append", refuse)
        press(window, "doses.other.baclofen")
        press(window, "dose.status.now")
        type_into(window, "dose.note", "with yoghurt")
        press(window, "dose.save")
        see(window, "Noted: 15\u00a0mg baclofen", "NOT SAVED yet: a dose 9:50\u00a0PM.")
        see(window, "Sun 22\u00a0Nov, 7:00\u00a0AM")
        press(window, "undo")
        assert is_gone(window, "not_saved")
        press(window, "doses.given.baclofen")
        see(window, "Noted:", "NOT SAVED yet: a dose 9:50\u00a0PM.")
    press(window, "not_saved.again")
    assert is_gone(window, "not_saved")
    assert [dose.at.utc for dose in doses(window)].count(EVENING) == 1


def test_just_now_is_when_it_was_pressed_however_long_the_rest_takes(window, clock):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.now")
    clock.go_to(EVENING + timedelta(minutes=40))
    type_into(window, "dose.note", "with yoghurt")
    see(window, "given at 9:50\u00a0PM")
    press(window, "dose.save")
    assert doses(window)[-1].at.utc == EVENING


def test_what_was_begun_stays_while_something_happens_in_between(window):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.partly")
    type_into(window, "dose.note", "spat half out")
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_F2)
    press(window, "happened.fall")
    hand.strike(Qt.Key.Key_F3)
    assert find(window, "dose.note").text() == "spat half out"
    press(window, "dose.save")
    assert doses(window)[-1].note == "spat half out"


def test_what_was_begun_for_one_person_is_not_shown_for_another(window):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.partly")
    window.open_person(window.services.people.open_practice("practice-both"))
    press(window, "today.log_dose")
    assert find(window, "dose.drug.clonazepam").isChecked() is False
    assert is_gone(window, "dose.status.partly")


def test_a_dose_can_be_logged_from_the_plan_too(window):
    window.show_page("plan")
    press(window, "plan.log_dose")
    assert window.page_name == "log_dose"
    find(window, "dose.slot.3")


def test_esc_goes_back_to_today_and_writes_nothing(window):
    before = doses(window)
    hand = Keyboard(window)
    hand.strike(Qt.Key.Key_F3)
    press(window, "dose.slot.3")
    hand.strike(Qt.Key.Key_Escape)
    assert (window.page_name, doses(window)) == ("today", before)


def test_what_was_answered_of_a_dose_stays_in_another_text_size(window, clock):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.now")
    type_into(window, "dose.note", "with yoghurt")
    clock.go_to(EVENING + timedelta(minutes=5))
    window.services.settings.change(text_scale=Decimal("1.5"))
    window._dress_again()
    see(window, "the 10:00\u00a0PM dose", "given at 9:50\u00a0PM")
    press(window, "dose.save")
    assert (doses(window)[-1].at.utc, doses(window)[-1].note) == (EVENING, "with yoghurt")


def test_a_dose_pressed_on_today_waits_for_the_one_that_is_half_typed(window, clock):
    press(window, "today.log_dose")
    press(window, "dose.slot.extra")
    press(window, "dose.status.now")
    press(window, "dose.back")
    clock.go_to(EVENING + timedelta(minutes=1))
    press(window, "doses.other.baclofen")
    see(window, "You pressed the 10:00\u00a0PM dose too. It comes after this one.")
    press(window, "dose.save")
    assert find(window, "dose.slot.3").isChecked()
    assert is_gone(window, "dose.other")
    press(window, "dose.status.then")
    press(window, "dose.back")
    press(window, "doses.other.baclofen")
    press(window, "dose.other.take")
    assert is_gone(window, "dose.other")
    assert [dose.status for dose in doses(window)][-1] is DoseStatus.EXTRA


def test_a_dose_given_a_week_before_it_was_planned_is_asked_about_and_still_recorded(window):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.then")
    find(window, "dose.at.day").setCurrentIndex(8)
    type_into(window, "dose.at", "3:10 PM")
    see(window, "Planned for 10:00\u00a0PM. This is 7 days 6 hours before it.")
    assert is_gone(window, "dose.save")
    press(window, "dose.yes")
    kept = doses(window)
    (dose,) = [
        one for one in kept if one.at is not None and f"{one.at.local:%d %H:%M}" == "14 15:10"
    ]
    assert f"{dose.scheduled_for.local:%d %H:%M}" == "21 22:00"


def test_a_time_typed_without_am_or_pm_is_the_last_one_and_is_said_beside_it(window):
    press(window, "doses.other.baclofen")
    press(window, "dose.status.then")
    find(window, "dose.at.day").setCurrentIndex(1)
    type_into(window, "dose.at", "9:40")
    see(window, "9:40\u00a0PM, 10 minutes ago")
    find(window, "dose.note").setFocus()
    QApplication.processEvents()
    assert find(window, "dose.at").text() == "9:40\u00a0PM"
    find(window, "dose.at").clear()
    type_into(window, "dose.at", "9:40")
    find(window, "dose.at.day").setCurrentIndex(2)
    see(window, "Is it 9:40\u00a0AM or 9:40\u00a0PM? Type AM or PM too.")
    before = len(doses(window))
    press(window, "dose.save")
    assert len(doses(window)) == before


def test_on_a_small_screen_what_is_asked_next_comes_into_sight_with_the_keyboard(window):
    window.resize(1024, 768)
    press(window, "today.log_dose")
    press(window, "dose.slot.1")
    assert find(window, "dose.status.now").hasFocus()
    press(window, "dose.status.then")
    QApplication.processEvents()
    day = find(window, "dose.at.day")
    assert day.hasFocus()
    assert day.visibleRegion().boundingRect() == day.rect()
    amount = find(window, "dose.amount")
    assert amount.visibleRegion().boundingRect() == amount.rect()
    see(window, "Left empty it is 15\u00a0mg, as planned.")
    assert find(window, "dose.amount.unit").text() == "mg"
    type_into(window, "dose.amount", "½ tablet")
    assert find(window, "dose.amount.unit").text() == ""
