# SPDX-License-Identifier: MIT
"""The sheet for the next caregiver is one page for any record, and is read back before signing."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import Asked, _sheet
from tests.report.clinic.test_clinic_sheet import EVENING, FORBIDDEN, KEYS
from tests.report.other_records import action, bare, busy, dose, shift, worst
from tests.report.page_boxes import drawn
from tests.report.reading import PAPERS, assert_tidy, text_of
from tests.report.records import NOW, check_in, moment, plain_record, practice, record, rules

MANDATED = (
    "DO NOT STOP SUDDENLY",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
    "Page 1 of 1",
    "Last check-in:",
    "Usual",
    "°C",
    "°F",
    "not recorded",
    "by mouth",
    "Rule set",
    "UTC\u221204:00",
    "Shift: not recorded",
    "Handing over, name",
    "Taking over, name",
    "This app does not tell you how much medicine to give.",
)
IN_ORDER = ("How bad it is", "Summary", "Do next", "What changed", "What to do if", "Read back")


def of(plain: dict[str, object], **lists: object) -> Record:
    return from_plain(Record, {**plain, **lists})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("words", MANDATED)
def test_every_sheet_for_the_next_caregiver_says_what_it_must(words, paper):
    assert words in text_of(shift(record(), paper))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("make", [bare, record, busy, worst], ids=lambda make: make.__name__)
def test_any_record_is_one_tidy_page_with_its_read_back(make, paper):
    sheet = shift(make(), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    places = [text.index(words) for words in IN_ORDER]
    assert places == sorted(places)
    assert "Last dose" in text
    assert "Open flags" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", KEYS)
def test_the_practice_people_have_one_tidy_page(key, paper):
    sheet = shift(practice(key), paper, EVENING)
    assert_tidy(sheet)
    assert "NOT A REAL PERSON" in text_of(sheet)


@pytest.mark.parametrize("make", [bare, record, busy, worst], ids=lambda make: make.__name__)
def test_no_sheet_says_a_forbidden_word(make):
    text = text_of(shift(make()))
    for word in FORBIDDEN:
        assert not re.search(word, text, re.IGNORECASE), word


def test_the_fullest_page_counts_what_it_left_off_and_keeps_the_911_lines():
    sheet = shift(worst())
    text = text_of(sheet)
    assert f"{len(sheet.left_off)} items not shown:" in text
    for words in ("A seizure happened. Call 911 now.", "very hard to wake. Call 911 now."):
        assert words in text
    assert text.count("+1 313 555 0188 9999") >= 3


def test_the_same_record_gives_the_same_bytes():
    assert shift(busy()).pdf == shift(busy()).pdf


def test_the_last_and_the_next_dose_stand_in_the_table_and_in_the_read_back():
    asked = check_in(1, 1, last_kept_dose_at=None, doses_missed_in_row=None)
    text = text_of(shift(record(doses=[dose(5.7, mg="20")], check_ins=[asked])))
    assert text.count("2026-05-21 06:02, 20 mg, 5 h 42 min ago") == 2
    assert text.count("2026-05-21 14:00, mg: not recorded, in 2 h 16 min") == 2


def test_a_planned_dose_that_nobody_wrote_down_is_named_and_no_advice_is_given():
    text = text_of(shift(record(doses=[dose(13.7)], check_ins=[check_in(1, 14)])))
    assert "Not written down: 06:00." in text
    assert "Planned dose of baclofen, 06:00: nobody wrote it down." in text


def test_the_next_check_is_told_with_its_time_and_its_reason():
    text = text_of(shift(record()))
    assert "Check-in due 14:44. The last check found something to watch." in text


def test_a_late_check_is_asked_for_now():
    text = text_of(shift(record(check_ins=[check_in(1, 9)])))
    assert re.search(r"Check-in was due .{5,20}\. Do it now\.", text)


def test_an_alert_that_waits_for_an_answer_tells_until_when_and_then_to_go():
    hot = check_in(1, 0.3, temp_c=Decimal("38.4"))
    early = text_of(shift(record(check_ins=[hot])))
    assert "Call now. If nobody answers by" in early
    old = check_in(1, 3, temp_c=Decimal("38.4"))
    assert "Go to the ER now." in text_of(shift(record(check_ins=[old])))


def test_what_a_clinician_said_about_the_alert_stands_there_as_it_was_written():
    hot = check_in(1, 2, temp_c=Decimal("38.4"))
    done = [action(1.5, "spoke", "c1", who="Dr. Lee", note="Come in at six.")]
    text = text_of(shift(of(plain_record(check_ins=[hot]), actions=done)))
    assert "About the last alert: 10:14 spoke with Dr. Lee:" in text
    assert "\u201cCome in at six\u201d" in text


def test_the_next_check_after_an_alert_is_asked_for_once():
    hot = check_in(1, 3, temp_c=Decimal("38.4"))
    text = text_of(shift(record(check_ins=[hot])))
    assert "Go to the ER now." in text
    assert text.count("09:44") == 1
    assert "Check-in was due 09:44. Do it now." in text


def test_an_emergency_without_an_answer_is_said():
    hot = check_in(1, 1, temp_c=Decimal("39.6"))
    text = text_of(shift(record(check_ins=[hot])))
    assert "Call 911 now. The level: EMERGENCY. No answer is written down." in text


def test_an_emergency_that_eased_is_something_to_find_out_and_to_read_back():
    eased = [check_in(1, 3, temp_c=Decimal("39.6")), check_in(2, 1, psfs=None)]
    text = text_of(shift(record(check_ins=eased)))
    assert "Find out who was called about the EMERGENCY at 08:44. Write it down." in text
    assert text.count("EMERGENCY at 08:44: ") == 2
    done = [action(2.5, "went_to_er", "c1")]
    text = text_of(shift(of(plain_record(check_ins=eased), actions=done)))
    assert "Find out who was called" not in text
    assert "09:14 went to the ER." in text


def test_what_changed_in_a_day_is_told_in_the_times_of_the_sheet():
    checks = [check_in(1, 20), check_in(2, 1, stiffness=8)]
    text = text_of(shift(record(check_ins=checks)))
    assert "Up: Stiffness is 8 of 10. It was 3 on 2026-05-20 15:44. Usual is 3." in text


def test_no_flags_is_never_told_as_well():
    calm = [check_in(1, 1, psfs=None)]
    text = text_of(shift(record(check_ins=calm)))
    assert "raised no flag. This does not mean nothing is wrong." in text


def test_a_bare_record_asks_for_a_check_in_and_says_not_recorded():
    text = text_of(shift(bare()))
    assert "Do a check-in now. There is none yet." in text
    assert "Allergies: not recorded" in text
    assert "Last dose not recorded Next dose not recorded Open flags not recorded" in text


def test_old_values_are_said_in_a_box():
    assert "more than 6 h" in text_of(shift(record(check_ins=[check_in(1, 9)])))


def test_thoughts_of_self_harm_stay_off_the_sheet():
    text = text_of(shift(record(check_ins=[check_in(1, 1, self_harm="thoughts")]))).lower()
    for word in ("hurting", "self-harm", "988", "crisis", "suicid"):
        assert word not in text
    assert "one reason is private" in text


def test_a_pump_tells_its_dates_and_its_alarm_and_what_a_two_tone_alarm_asks_for():
    text = text_of(shift(practice("pump"), now=EVENING))
    for words in (
        "Pump refill visit on 2026-12-11.",
        "Pump low alarm date: 2026-12-18.",
        "Alarm: no alarm heard",
        "A two-tone pump alarm",
        "the pump runs all the time, 380 mcg/day",
    ):
        assert words in text


def test_a_blank_stands_between_an_earlier_emergency_and_the_last_check_in():
    hot = check_in(1, 5, temp_c=Decimal("39.6"))
    text = text_of(shift(record(check_ins=[hot, check_in(2, 1, psfs=None)])))
    assert "Nobody wrote down who was called." in text
    assert "who was called.The" not in text


def test_a_refill_without_a_day_is_something_to_find_out():
    text = text_of(shift(record(route="itb", pump={"maker": "Medtronic"})))
    assert "Find out when the pump refill visit is. No day is written down." in text
    assert "next refill: not recorded" in text
    assert "visit on not recorded" not in text


def test_nothing_of_after_the_asked_time_is_told():
    before = Moment.parse("2026-05-21T09:00:00-04:00")
    text = text_of(shift(record(), now=before))
    assert "Last check-in: 17 h 16 min ago" in text
    assert "10:44" not in text


def test_every_usual_value_is_the_recorded_one():
    text = text_of(shift(record()))
    for words in ("stiffness 3/10", "temperature 98.1 °F (36.7 °C)", "blood pressure 120/76 mmHg"):
        assert words in text
    assert "oxygen not recorded" in text
    assert NOW.local.isoformat()[:10] in text


def test_the_shorter_column_is_filled_and_a_number_stays_with_what_it_counts():
    whole = practice("oral")
    nothing = {"note": None, "anxiety": None, "sleep_h": None}
    told = replace(whole, check_ins=tuple(replace(one, **nothing) for one in whole.check_ins))
    sheet = shift(told, now=EVENING)
    assert "They see or hear things that are not there." in text_of(sheet)
    assert sheet.left_off == ()
    ends = [box.text for box in drawn(sheet.pdf).boxes if box.text.startswith("Usual is")]
    assert ends == ["Usual is 3.", "Usual is 74."]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_numbers_to_ring_stand_at_one_height_under_names_of_any_length(paper):
    people = [("prescriber", "Dr. Lee"), ("decision_maker", "Somebody of a very long name " * 2)]
    phones = [{"role": role, "name": name, "phone": "555-01"} for role, name in people]
    page = drawn(shift(record(contacts=phones), paper).pdf)
    heights = {box.base for box in page.boxes if box.text == "555-01"}
    assert len(heights) == 1


def told(hours_ago: float, field: str, before: str | None, after: str | None, **more):
    """Return a change about the care as a whole, so many hours before NOW."""
    own = {"id": f"{field}{hours_ago}", "at": moment(hours_ago), "by": "Ana (daughter)"}
    return {**own, "target": "x", "field": field, "before": before, "after": after, **more}


COUNT = told(20, "watch_items.a", None, "Count <b>spasms</b> at night")
RING = told(9, "to_do.b", None, "Ring the pharmacy", by=None)
STARTED = told(5, "on_shift", None, "Ana (daughter)")
READ = [told(5, f"read_back.{fact}", None, "as it stood") for fact in ("last_dose", "next_dose")]


def test_open_items_stand_under_what_to_do_next_with_who_and_when():
    text = text_of(shift(of(plain_record(), changes=[COUNT, RING])))
    assert "Watch: Count <b>spasms</b> at night (Ana (daughter), 2026-05-20 15:44)" in text
    assert "To do: Ring the pharmacy (2026-05-21 02:44)" in text
    done = told(1, "watch_items.a", "Count <b>spasms</b> at night", None)
    assert "spasms</b>" not in text_of(shift(of(plain_record(), changes=[COUNT, done])))


def test_the_shift_and_what_was_read_back_stand_where_the_sheet_is_signed():
    unread = told(5, "read_back.flags", "as it stood", None, reason="not read back")
    text = text_of(shift(of(plain_record(), changes=[STARTED, *READ, unread])))
    since = "Shift: Ana (daughter), since 2026-05-21 06:44."
    assert f"{since} Not read back at the start: open flags." in text
    text = text_of(shift(of(plain_record(), changes=[STARTED, *READ])))
    assert f"{since} Not read back at the start: open flags." in text
    assert "Shift: not recorded" not in text
    assert "as it stood" not in text
    flags = told(5, "read_back.flags", None, "as it stood")
    assert f"{since} Read back at the start: all three." in text_of(
        shift(of(plain_record(), changes=[STARTED, *READ, flags]))
    )


def test_a_shift_that_has_ended_is_told_with_its_end_and_later_ones_are_not():
    ended = told(2, "on_shift", "Ana (daughter)", None)
    text = text_of(shift(of(plain_record(), changes=[STARTED, ended])))
    assert "Shift: Ana (daughter), 2026-05-21 06:44 to 2026-05-21 09:44." in text
    assert "Read back at the start: not recorded." in text
    later = told(-1, "on_shift", None, "Ben")
    assert "Shift: not recorded. From, to" in text_of(shift(of(plain_record(), changes=[later])))


@pytest.mark.parametrize("paper", PAPERS)
def test_long_items_and_names_leave_one_tidy_page(paper):
    long = [told(9, f"watch_items.{n}", None, "many words " * 25) for n in range(20)]
    on = [told(4, "on_shift", None, f"Ana {n} " * 20, id=f"s{n}") for n in range(5)]
    sheet = shift(replace(worst(), changes=of(plain_record(), changes=[*long, *on]).changes), paper)
    assert_tidy(sheet)
    assert any("things to do" in words for words in sheet.left_off)


def test_a_page_without_notes_has_no_items_and_says_so():
    asked = Asked(audience=Audience.SHIFT, notes=False)
    text = text_of(_sheet(rules(), of(plain_record(), changes=[COUNT]), NOW, "letter", asked))
    assert "spasms</b>" not in text
    assert "the caregiver's notes, by choice" in text


def test_the_level_is_told_by_the_last_check_in_and_by_what_came_after_it():
    asked = check_in(1, 9)
    calm = text_of(shift(record(check_ins=[asked])))
    assert "How bad it is at the last check-in, 9 h 0 min ago" in calm
    press = {"id": "p", "at": moment(0.5), "mode": "quick", "more": {"happened": "seizure"}}
    press["seizures"] = [{"start": moment(0.5), "duration_s": 90}]
    text = text_of(shift(record(check_ins=[asked, press])))
    assert "EMERGENCY" in text
    assert "How bad it is by the last check-in, 9 h 0 min ago, and by what came after it" in text
    assert "came after it, 0 h 30 min ago" in text


def test_a_press_that_found_nothing_leaves_the_level_to_the_check_in():
    press = {"id": "p", "at": moment(0.5), "mode": "quick", "more": {"happened": "something else"}}
    press["note"] = "slept in the chair"
    text = text_of(shift(record(check_ins=[check_in(1, 9), press])))
    assert "How bad it is at the last check-in, 9 h 0 min ago" in text
