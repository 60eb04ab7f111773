# SPDX-License-Identifier: MIT
"""A phone number was wrong, the kidneys are known now, and the pump was read at the clinic."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from caregiver_app.domain.check_in import CheckIn, Grade, Mode
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import (
    Contact,
    ContactRole,
    Drug,
    Kidney,
    Medicine,
    MedicineGroup,
    MedicineStatus,
    Person,
    Pump,
    Route,
    UsualValues,
)
from caregiver_app.domain.plain import to_plain
from tests.journeys.words import find, is_gone, level_says, press, see, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window):
    window = open_window(person="practice-oral")
    window.show_page("profile")
    return window


def person(window):
    return window.services.book.record(window.person_id).person


def type_anew(window, name, text):
    find(window, name).clear()
    type_into(window, name, text)


def test_a_phone_number_that_was_wrong_is_right_everywhere_at_once(window):
    type_anew(window, "profile.contacts.0.phone", "313-555-0199")
    press(window, "profile.save")
    see(window, "Saved.")
    assert person(window).contacts[0].phone == "313-555-0199"
    press(window, "nav.today")
    see(window, "313-555-0199")


def test_the_profile_before_stays_in_the_record(window):
    before = person(window)
    type_anew(window, "profile.name", "Pat M. Morgan (practice)")
    press(window, "profile.save")
    see(window, "Pat M. Morgan (practice)")
    entries = window.services.book.entries(window.person_id)
    named = [e.payload["name"] for e in entries if e.kind.value == "person"]
    assert named == [before.name, "Pat M. Morgan (practice)"]
    assert person(window).id == before.id


def test_kidneys_and_supply_are_kept_with_their_days(window):
    press(window, "profile.kidney.ckd.yes")
    type_anew(window, "profile.kidney.egfr", "48,5")
    type_anew(window, "profile.kidney.egfr_date", "3 May 2026")
    type_anew(window, "profile.supply.units_left", "42")
    press(window, "profile.save")
    kidney = person(window).kidney
    assert (kidney.ckd, kidney.egfr, kidney.egfr_date) == (True, Decimal("48.5"), date(2026, 5, 3))
    assert person(window).supply.units_left == 42


def test_what_cannot_be_right_is_said_and_nothing_is_written(window):
    before = person(window)
    for field, typed, said in (
        ("kidney.egfr", "4800", "Only 1 to 200 can be right."),
        ("weight_kg", "eighty", "Type a number"),
        ("kidney.egfr_date", "5/3/2026", "the month as a word"),
        ("kidney.egfr_date", "3 May 2036", "still to come"),
        ("name", " ", "Type their name."),
        ("contacts.0.phone", "12", "too short"),
        ("contacts.0.phone", "313-555-01", "too short"),
        ("contacts.0.phone", "(313) 555-014", "too short"),
    ):
        was = find(window, f"profile.{field}").text()
        type_anew(window, f"profile.{field}", typed)
        press(window, "profile.save")
        see(window, said)
        assert person(window) == before
        assert find(window, f"profile.{field}").text() == typed
        type_anew(window, f"profile.{field}", was)


def test_another_medicine_is_kept_with_what_it_does(window):
    press(window, "profile.medicines.some")
    count = len(person(window).medicines or ())
    press(window, "profile.medicines.add")
    type_into(window, f"profile.medicines.{count}.name", "warfarin")
    type_into(window, f"profile.medicines.{count}.dose", "5 mg at night")
    press(window, f"profile.medicines.{count}.anticoagulant")
    press(window, f"profile.medicines.{count}.status.taken")
    press(window, "profile.save")
    assert person(window).medicines[-1] == Medicine(
        name="warfarin",
        dose_text="5 mg at night",
        groups=(MedicineGroup.ANTICOAGULANT,),
        status=MedicineStatus.TAKEN,
    )


def test_no_other_medicines_is_stated_and_not_only_left_blank(window):
    press(window, "profile.medicines.none")
    press(window, "profile.save")
    assert person(window).medicines == ()


def test_a_usual_value_says_who_gave_it_and_when(window):
    type_anew(window, "usual.hr", "70")
    press(window, "profile.save")
    see(window, "Type who gave the usual values.")
    type_into(window, "profile.usual_by", "Dr. Fields")
    press(window, "profile.save")
    assert person(window).usual.hr == 70
    source = person(window).usual_from["hr"]
    assert (source.by, source.on) == ("Dr. Fields", date(2026, 5, 21))


def write_quiet_days(window):
    """Write four full check-ins before the first cut down, with little known as usual."""
    book = window.services.book
    for day, top in ((14, 118), (14, 121), (15, 123), (17, 160)):
        at = Moment.parse(f"2026-04-{day}T{9 + top % 9:02}:00:00-04:00", "America/New_York")
        told = CheckIn(id=f"quiet-{top}", at=at, mode=Mode.FULL, hr=70, rr=15, sbp=top, spo2=97)
        payload = to_plain(told)
        entry = book.new_entry(window.person_id, EntryKind.CHECK_IN, payload, at, "Jordan")
        book.append([entry])
    change(window, usual=UsualValues(hr=64, anxiety=4), usual_from={})


def test_usual_values_from_quiet_check_ins_count_only_once_somebody_confirms_them(window):
    write_quiet_days(window)
    see(window, "Is this usual for them?", "on 3 days before the first cut.")
    see(window, "Pulse, Anxiety: nobody wrote down who gave them.")
    assert person(window).usual.sbp is None
    type_anew(window, "usual.rr", "13")
    press(window, "profile.usual.fill")
    assert is_gone(window, "profile.usual.offer")
    press(window, "usual.tremor.mild")
    press(window, "usual.alertness.drowsy")
    press(window, "usual.alertness.drowsy")
    press(window, "profile.save")
    see(window, "Type who gave the usual values.")
    type_into(window, "profile.usual_by", "Jordan")
    press(window, "profile.save")
    now = person(window)
    assert (now.usual.hr, now.usual.anxiety, now.usual.rr) == (64, 4, 13)
    assert now.usual_from["rr"].by == "Jordan"
    assert now.usual_from["sbp"].by == "Middle of 4 full check-ins, confirmed by Jordan"
    assert (now.usual.sbp, now.usual.tremor, now.usual.alertness) == (122, Grade.MILD, None)
    assert now.usual_from["spo2"].on == date(2026, 5, 21)
    see(window, "Middle of 4 full check-ins, confirmed by Jordan, 21 May 2026.")


def test_a_number_can_be_added_and_taken_out(window):
    count = len(person(window).contacts)
    press(window, "profile.contacts.add")
    type_into(window, f"profile.contacts.{count}.name", "Neighbour")
    type_into(window, f"profile.contacts.{count}.phone", "313-555-0155")
    press(window, "profile.save")
    assert person(window).contacts[-1].name == "Neighbour"
    assert person(window).contacts[-1].role is ContactRole.FAMILY
    assert is_gone(window, f"profile.contacts.{count}.remove"), "nobody presses it by mistake"
    press(window, "profile.contacts.remove")
    press(window, f"profile.contacts.{count}.remove")
    press(window, "profile.save")
    assert len(person(window).contacts) == count


def test_leaving_it_writes_nothing_and_questions_of_a_pump_are_not_asked(window):
    before = person(window)
    assert is_gone(window, "profile.pump.model")
    type_anew(window, "profile.name", "Somebody else")
    press(window, "profile.leave")  # a slip beside Save loses nothing
    see(window, "What you typed is not saved. Press once more to leave it.")
    assert find(window, "profile.name").text() == "Somebody else"
    press(window, "profile.leave")
    assert person(window) == before
    press(window, "person.profile")
    assert find(window, "profile.name").text() == before.name


def test_saving_without_a_change_keeps_every_fact(window):
    before = person(window)
    press(window, "profile.save")
    assert person(window) == before


def test_a_wheel_that_passes_a_drop_list_leaves_the_keyboard_where_it_is(window):
    assert find(window, "profile.contacts.0.role").focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_a_list_that_was_opened_and_left_empty_is_asked_for_not_dropped(window):
    press(window, "profile.allergies.none")
    press(window, "profile.save")
    press(window, "profile.allergies.some")
    assert window.focusWidget() is find(window, "profile.allergies")
    press(window, "profile.save")
    see(window, "Allergies: Type which ones, or choose another answer.")
    assert person(window).allergies == ()
    type_into(window, "profile.allergies", "latex")
    press(window, "profile.save")
    assert person(window).allergies == ("latex",)


def test_what_a_sheet_lacks_can_be_filled_in_from_there(window):
    press(window, "profile.allergies.unknown")
    press(window, "profile.save")
    press(window, "nav.handoff")
    assert "llergies" in find(window, "handoff.missing").text()
    press(window, "handoff.fill")
    press(window, "profile.allergies.none")
    press(window, "profile.save")
    assert person(window).allergies == ()


def change(window, **facts):
    """Write down facts that no page would let anybody type: a file from elsewhere had them."""
    window.services.profile.change(window.person_id, replace(person(window), **facts), None)
    window.open_person(window.person_id)
    press(window, "nav.people")
    press(window, "person.profile")


def test_odd_facts_from_a_file_stay_as_they_are_and_hold_nothing_back(window):
    odd = Kidney(egfr=Decimal("250.25"), egfr_date=date(2036, 5, 3))
    ring = Contact(role=ContactRole.PUMP_CLINIC, name="Desk", phone="ext. 4")
    change(window, allergies=("sulfa (rash, hives)",), kidney=odd, contacts=(ring,))
    type_anew(window, "profile.sex", "female")
    press(window, "profile.save")
    see(window, "Saved.")
    now = person(window)
    assert (now.sex, now.allergies, now.kidney) == ("female", ("sulfa (rash, hives)",), odd)
    assert now.contacts == (ring,)


def test_a_day_is_today_also_after_a_night_with_the_page_open(window, clock):
    clock.go_to(clock.now() + timedelta(days=1))
    type_anew(window, "profile.kidney.egfr_date", "22 May 2026")
    type_anew(window, "usual.hr", "70")
    type_into(window, "profile.usual_by", "Dr. Fields")
    press(window, "profile.save")
    see(window, "Saved.")
    assert person(window).kidney.egfr_date == date(2026, 5, 22)
    assert person(window).usual_from["hr"].on == date(2026, 5, 22)


def test_another_row_for_a_medicine_takes_nothing_from_one_half_typed(window):
    change(window, medicines=())
    press(window, "profile.medicines.some")
    press(window, "profile.medicines.add")
    type_into(window, "profile.medicines.0.dose", "5 mg")
    press(window, "profile.medicines.add")
    assert find(window, "profile.medicines.0.dose").text() == "5 mg"


def test_pump_dates_that_a_refill_replaced_are_not_asked_where_they_would_count_for_nothing(window):
    window.open_person(window.services.people.open_practice("practice-pump"))
    press(window, "nav.people")
    press(window, "person.profile")
    record = window.services.book.record(window.person_id)
    is_refilled = any(event.kind is PumpEventKind.REFILL for event in record.pump_events)
    assert is_gone(window, "profile.pump.low_reservoir_date") is is_refilled
    refill = PumpEvent(id="", at=record.last_check_in.at, kind=PumpEventKind.REFILL)
    window.services.pump.add(window.person_id, refill, None)
    window.open_person(window.person_id)
    press(window, "nav.people")
    press(window, "person.profile")
    assert is_gone(window, "profile.pump.low_reservoir_date")
    see(window, "Change it there.")
    press(window, "profile.save")
    assert person(window).pump == record.person.pump


def test_a_low_date_of_the_wrong_year_is_asked_about_and_kept_when_saved_once_more(window):
    change(window, route=Route.BOTH, pump=Pump())
    type_into(window, "profile.pump.low_reservoir_date", "12 August 2027")
    press(window, "profile.save")
    see(window, "12 August 2027 is in 448 days. Is the year right?")
    assert person(window).pump == Pump()
    assert find(window, "profile.pump.low_reservoir_date").hasFocus()
    press(window, "profile.save")
    assert person(window).pump == Pump(low_reservoir_date=date(2027, 8, 12))
    type_anew(window, "profile.pump.low_reservoir_date", "12 August 2026")
    press(window, "profile.save")
    see(window, "Saved.")


def test_a_check_in_that_was_open_rings_the_number_that_is_right_now(window):
    press(window, "nav.check_in")
    press(window, "nav.people")
    press(window, "person.profile")
    type_anew(window, "profile.contacts.0.phone", "313-555-0199")
    press(window, "profile.save")
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    press(window, "orientation.muddled")
    level_says(window, "313-555-0199")


def test_a_check_in_that_was_open_asks_about_a_pump_that_is_known_since(window):
    press(window, "nav.check_in")
    press(window, "alertness.drowsy")
    type_into(window, "hr", "9")
    press(window, "nav.people")
    press(window, "person.profile")
    press(window, "profile.route.both")
    press(window, "profile.save")
    press(window, "nav.check_in")
    assert find(window, "alertness.drowsy").isChecked()
    assert find(window, "hr").text() == "9"
    press(window, "pump_alarm.two_tone")
    level_says(window, "two-tone")


def test_what_is_half_typed_is_asked_about_and_stays_with_its_person(window):
    before = person(window)
    type_anew(window, "profile.address", "12 Elm Street")
    assert is_gone(window, "profile.contacts.0.remove"), "nobody presses it by mistake"
    press(window, "profile.contacts.remove")
    press(window, "profile.contacts.0.remove")
    press(window, "profile.contacts.add")
    last = f"profile.contacts.{len(before.contacts) - 1}"
    type_into(window, f"{last}.name", "Luis")
    window.close()
    see(find(window, "leave"), "Not finished: what is known about them.", "it is lost")
    press(window, "leave.stay")
    first, rosa = window.person_id, Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    window.open_person(window.services.people.add_person(rosa, None))
    window.show_page("profile")
    assert find(window, "profile.address").text() == ""
    window.open_person(first)
    window.show_page("profile")
    see(window, "What you typed is still here. It is not saved yet.")
    press(window, "profile.save")
    assert person(window).address == "12 Elm Street"
    assert person(window).contacts[:-1] == before.contacts[1:]
    assert person(window).contacts[-1].name == "Luis"
    assert person(window).medicines == before.medicines
