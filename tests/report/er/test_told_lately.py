# SPDX-License-Identifier: MIT
"""What an earlier check-in told stays on the page after a quick one that never asked about it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.reading import printed, text_of
from tests.report.records import NOW, check_in, moment, plain_record, record

LORAZEPAM = {"name": "Lorazepam", "dose_text": "2 mg", "at": "2026-05-21T06:00:00-04:00"}


SELDOM = ("urine", "vomiting_count", "cannot_keep_fluids", "floppy", "stroke_signs", "note")
GRADED = ("sweating", "nausea", "agitation", "anxiety", "sleep_h", "spo2")
DOSES = ("doses_missed_in_row", "vomited_doses_24h")
QUICK = check_in(3, 0, **dict.fromkeys((*SELDOM, *GRADED, *DOSES)))


def page(*check_ins) -> str:
    return text_of(printed(record(check_ins=[*check_ins])))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"prn_taken": [LORAZEPAM]}, "As needed: Lorazepam 2 mg, 2026-05-21 06:00."),
        ({"more": {"alcohol": "a lot"}}, "Alcohol: a lot, 2 h ago."),
        ({"more": {"new_medicine": "Tramadol"}}, "Tramadol (2 h ago)"),
        ({"other_signs": ["metallic taste"]}, "metallic taste (2 h ago)"),
        ({"urine": "tea_cola"}, "Urine: tea or cola colour (2 h ago)."),
        ({"cannot_keep_fluids": True}, "Cannot keep drinks down: yes (2 h ago)."),
        ({"vomiting_count": 3}, "Vomited: 3 (2 h ago)."),
        ({"floppy": True}, "floppy muscles 2 h ago"),
        ({"stroke_signs": True}, "stroke signs 2 h ago"),
        ({"extra_dose": True}, "An extra dose was taken, told 2 h ago."),
        ({"vomited_doses_24h": 2}, "2, recorded 2 h ago"),
        ({"restart_after_gap": True}, "restarted after a gap of 48 h or more, told 2 h ago"),
        ({"recent_increase": True}, "Dose went up lately, told 2 h ago."),
        ({"sweating": "soaking"}, "sweating soaking 2 h ago"),
        ({"nausea": "severe"}, "nausea severe 2 h ago"),
        ({"agitation": 3}, "agitation 3/3 2 h ago"),
        ({"anxiety": 9}, "anxiety 9/10 2 h ago"),
        ({"sleep_h": 0}, "slept 0 h in 24 h 2 h ago"),
        ({"more": {"jerks": True}}, "twitches or jerks (2 h ago)"),
        ({"more": {"knows_name": False}}, "knows name: no (2 h ago)"),
        ({"more": {"fluids_ml": 200}}, "drinks: 200 mL (2 h ago)"),
        ({"more": {"stiffness_left_leg": 9}}, "left leg, stiffness: 9/10 (2 h ago)"),
        ({"spo2": 94, "more": {"on_oxygen": True}}, "94 % on O2, 2 h ago"),
        ({"note": "bottle of pills empty"}, "2 h ago: bottle of pills empty"),
    ],
)
def test_it_stands_there_with_its_age(told, words):
    assert words in page(check_in(1, 2, **told), QUICK)
    assert words not in page(check_in(1, 100, **told), QUICK)


def test_what_was_asked_again_is_as_it_was_answered_then():
    seen = check_in(1, 2, urine="tea_cola", floppy=True)
    again = check_in(2, 1, urine="normal", floppy=False)
    for later in ((again,), (again, QUICK)):
        text = page(seen, *later)
        assert "tea or cola colour" not in text
        assert "floppy" not in text


def test_of_what_the_long_form_asks_the_newest_answer_stands_and_what_is_gone_ends_it():
    seen = check_in(1, 9, sweating="soaking", more={"jerks": True, "stiffness_left_leg": 9})
    less = check_in(2, 5, sweating="none", more={"jerks": False, "stiffness_left_leg": 4})
    text = page(seen, less, QUICK)
    assert "left leg, stiffness: 4/10 (5 h ago)" in text
    for gone in ("jerks", "9/10", "soaking"):
        assert gone not in text


def test_a_saturation_with_oxygen_is_never_one_without_it():
    given, air = {"spo2": 94, "more": {"on_oxygen": True}}, {"spo2": 94, "more": {}}
    assert "94 % on O2" in page(check_in(3, 0, **given))
    assert "94 % on O2, 2 h ago" in page(check_in(1, 2, **given), check_in(3, 0, **air))
    assert "on O2" not in page(check_in(1, 2, **air), check_in(3, 0, **air))


PUMP = {"route": "itb", "plans": [], "pump": {"last_refill": "2026-02-10"}}


def test_of_a_pump_it_stands_there_that_a_refill_was_not_done_until_one_is():
    told = [check_in(1, 30, refill_confirmed_missed=True, recent_increase=True), QUICK]
    text = text_of(printed(record(**PUMP, check_ins=told)))
    assert "Next refill not recorded, NOT done, told 30 h ago" in text
    assert "Dose went up lately, told 30 h ago." in text
    for later in ({"refill_done": True}, {"refill_confirmed_missed": False}):
        seen = [told[0], check_in(2, 5, **later), QUICK]
        assert "NOT done" not in text_of(printed(record(**PUMP, check_ins=seen)))
    filled = {"id": "e1", "at": moment(3), "kind": "refill"}
    plain = {**plain_record(**PUMP, check_ins=told), "pump_events": [filled]}
    assert "NOT done" not in text_of(printed(from_plain(Record, plain)))


def test_an_extra_dose_and_a_new_start_are_told_of_a_pump_too():
    told = [check_in(1, 2, extra_dose=True, restart_after_gap=True), QUICK]
    text = text_of(printed(record(**PUMP, check_ins=told)))
    assert "An extra dose was taken, told 2 h ago." in text
    assert "restarted after a gap of 48 h or more, told 2 h ago" in text


def test_no_zero_stands_beside_what_a_check_in_told_of():
    logged = [{"id": "d1", "at": "2026-05-21T07:00:00-04:00", "status": "taken", "mg": 10}]
    seen = check_in(1, 2, extra_dose=True, vomited_doses_24h=2)
    calm = check_in(2, 0, vomited_doses_24h=0)
    text = text_of(printed(record(check_ins=[seen, calm], doses=logged)))
    assert "vomited 2 (told 2 h ago)" in text
    assert "extra 0" not in text
    text = text_of(printed(record(check_ins=[calm], doses=logged)))
    assert "vomited 0, extra 0" in text


def test_another_medicine_or_none_takes_back_neither_a_new_one_nor_that_it_makes_sleepy():
    first = check_in(1, 20, more={"new_medicine": "Tramadol", "sedating_medicine": True})
    other = check_in(2, 10, more={"new_medicine": "Ibuprofen", "sedating_medicine": False})
    none = check_in(3, 0, more={"new_medicine": "", "sedating_medicine": False})
    for checks in ((first, other, none), (first, other, QUICK)):
        text = page(*checks)
        assert "new medicine: Ibuprofen (10 h ago), new medicine: Tramadol (20 h ago)" in text
        assert "sleepy medicine (20 h ago)" in text


def test_a_sign_in_words_that_is_told_again_stands_there_once_and_as_of_now():
    seen, again = (
        {"other_signs": ["metallic taste"]},
        {"other_signs": ["Metallic taste", "hiccups"]},
    )
    text = page(
        check_in(1, 10, **seen), check_in(2, 5, other_signs=["cold feet"]), check_in(3, 0, **again)
    )
    assert "Metallic taste, hiccups, cold feet (5 h ago)" in text
    assert "metallic taste (10 h ago)" not in text


def test_a_dose_that_went_up_stands_under_the_dose_with_what_it_was_before():
    told = record(check_ins=[check_in(1, 2, recent_increase=True)])
    plan = told.plans[0]
    step = replace(plan.steps[0], from_=NOW.day, mg_per_day=Decimal(90), doses=())
    risen = replace(told, plans=(replace(plan, steps=(*plan.steps, step)),))
    words = text_of(printed(risen))
    assert f"Went UP {NOW.day}: " in words
    assert "to 90 mg/day." in words
    assert "Dose went up lately" not in words
