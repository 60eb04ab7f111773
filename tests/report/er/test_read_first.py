# SPDX-License-Identifier: MIT
"""What an ER reads first: whom to ring, what was done, how old the newest of each thing is."""

from decimal import Decimal

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.reading import printed, text_of
from tests.report.records import check_in, moment, plain_record, record

ITB = {"route": "itb", "plans": [], "pump": {"maker": "Medtronic", "dose_mcg_per_day": 400}}


def page(**changes: object) -> str:
    return text_of(printed(record(**changes)))


def page_of(plain: dict[str, object], **lists: object) -> str:
    """Return the page of a record with lists that `plain_record` has no word for."""
    return text_of(printed(from_plain(Record, {**plain, **lists})))


def test_the_clinic_of_a_pump_has_its_place_though_nobody_wrote_it_down():
    known = [{"role": role, "phone": "555-0101"} for role in ("prescriber", "family", "pharmacy")]
    assert "Pump clinic" in page(**ITB, contacts=known)
    assert "Pump clinic" not in page(contacts=known)


@pytest.mark.parametrize(
    ("known", "words"), [([], "Allergies none known"), (None, "Allergies not recorded")]
)
def test_no_allergies_and_no_answer_about_them_are_two_things(known, words):
    assert words in page(allergies=known)


def test_of_what_was_done_about_an_emergency_the_newest_three_stand_there():
    found = {"id": "E07", "level": "EMERGENCY", "message": "m", "because": "b", "source": "s"}
    judged = {"rule_set": "2026.1", "level": "EMERGENCY", "action": "CALL_911", "rules": [found]}
    seen = [check_in(1, 5, assessment=judged), check_in(2, 1)]
    done = [
        {"id": f"a{hours}", "at": moment(hours), "about": "c1", "kind": "called", "who": who}
        for hours, who in ((4.5, "first"), (4, "second"), (3.5, "third"), (3, "fourth"))
    ]
    text = page_of(plain_record(check_ins=seen), actions=done)
    for who in ("second", "third", "fourth"):
        assert who in text
    assert "first," not in text


def test_reasons_that_do_not_fit_are_counted():
    bad = {"orientation": "very_confused", "hallucination": "yes", "temp_c": 41, "hr": 170}
    worse = {**bad, "breathing": "trouble", "stroke_signs": True, "fall": "head"}
    text = page(check_ins=[check_in(1, 1, **worse)])
    assert "more reasons in the record." in text
    assert "more reason" not in page()


MEASURED = [
    check_in(1, 50, weight_kg=18),
    check_in(2, 20, weight_kg=Decimal("20.5")),
    check_in(3, 1),
]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({}, "Weight 20.5 kg (45 lb), 2026-05-20."),
        ({"weight_kg": 16, "weight_date": "2026-01-02"}, "Weight 20.5 kg (45 lb), 2026-05-20."),
        ({"weight_kg": 21, "weight_date": "2026-05-21"}, "Weight 21 kg (46 lb), 2026-05-21."),
        ({"weight_kg": Decimal("20.5")}, "Weight 20.5 kg (45 lb), 2026-05-20."),
        ({"weight_kg": 24}, "Weight 20.5 kg (45 lb), 2026-05-20, or 24 kg (53 lb), no day."),
    ],
)
def test_the_newest_weight_is_told_with_its_day_wherever_it_was_written_down(profile, words):
    known = plain_record(check_ins=MEASURED)
    person = {**known["person"], "weight_kg": None, "weight_date": None, **profile}
    assert words in page_of({**known, "person": person})
    known = plain_record(check_ins=MEASURED[2:])
    assert "Weight not recorded." in page_of({**known, "person": {**person, "weight_kg": None}})


@pytest.mark.parametrize("is_there", [True, False, None])
def test_baclofen_at_home_for_a_pump_that_fails_is_told_only_where_it_is(is_there):
    text = page(**ITB, backup_oral_baclofen=is_there)
    assert ("Backup baclofen by mouth is at home." in text) is (is_there is True)


def test_a_sound_of_the_pump_has_its_age_and_of_two_scans_the_newest_stands():
    events = [
        {"id": "e1", "at": moment(200), "kind": "mri"},
        {"id": "e2", "at": moment(30), "kind": "mri"},
        {"id": "e3", "at": moment(6), "kind": "alarm", "tone": "two_tone"},
    ]
    plain = plain_record(**ITB, check_ins=[check_in(1, 1, pump_alarm=None)])
    text = page_of(plain, pump_events=events)
    assert "two-tone, 05:44 6 h 0 min ago" in text
    assert "2026-05-20 05:44" in text
    assert "2026-05-13" not in text


def test_an_mri_that_a_check_in_told_of_stays_there_until_the_pump_was_looked_at():
    told = [check_in(1, 5, mri_unchecked=True), check_in(2, 1)]
    plain = plain_record(**ITB, check_ins=told)
    five, four = "MRI NOT checked, told 06:44", "e1"
    assert five in page_of(plain)
    assert "MRI none recorded" not in page_of(plain)
    yesterday = plain_record(**ITB, check_ins=[check_in(1, 15, mri_unchecked=True), told[1]])
    assert "MRI NOT checked, told 2026-05-20" in page_of(yesterday)
    scan = {"id": four, "at": moment(30), "kind": "mri"}
    assert five in page_of(plain, pump_events=[scan])
    scan = {"id": four, "at": moment(3), "kind": "mri"}
    assert "MRI 2026-05-21 08:44, pump not checked since" in page_of(plain, pump_events=[scan])
    for kind in ("check", "procedure"):
        seen = {"id": four, "at": moment(3), "kind": kind}
        assert "MRI none recorded" in page_of(plain, pump_events=[seen])
    no = check_in(3, 0.5, mri_unchecked=False)
    assert "MRI none recorded" in page_of(plain_record(**ITB, check_ins=[*told, no]))


def test_of_two_times_that_doses_came_up_the_newest_is_told():
    seen = [check_in(1, 30, vomited_doses_24h=1), check_in(2, 2, vomited_doses_24h=2)]
    given = [{"id": "d", "at": moment(1), "status": "taken", "mg": 15}]
    assert "vomited 2 (told 2 h ago)" in page(check_ins=[*seen, check_in(3, 0)], doses=given)


def test_a_dose_that_came_due_just_now_is_not_yet_one_that_nobody_wrote_down():
    plan = {**plain_record()["plans"][0], "dose_times": ["06:00", "11:30", "22:00"]}
    given = [{"id": "d", "at": moment(5.7), "status": "taken", "mg": 15}]
    text = page(check_ins=[check_in(1, 1)], plans=[plan], doses=given)
    assert "No dose missed since." in text
    assert "not written down" not in text


@pytest.mark.parametrize(("day", "is_told"), [("2026-05-21", True), ("2026-05-22", False)])
def test_a_step_behind_a_hold_is_not_confirmed_from_its_own_day_on(day, is_told):
    held = {"status": "held", "status_by": "Dr. Lee", "status_at": moment(72)}
    steps = [{"from": "2026-05-01", "mg_per_day": 60, **held}, {"from": day, "mg_per_day": 55}]
    text = page(plans=[{**plain_record()["plans"][0], "id": "p", "steps": steps}])
    assert ("Held. NOT confirmed" in text) is is_told


def test_every_date_of_a_pump_that_has_passed_says_by_how_many_days():
    days = {
        "empty_date": "2026-05-19",
        "refill_appointment": "2026-05-20",
        "replace_by": "2026-05-01",
    }
    late = page(**{**ITB, "pump": {**ITB["pump"], **days}})
    assert "Empty 2026-05-19, overdue 2 days" in late
    assert "Next refill 2026-05-20, overdue 1 day" in late
    assert "Replace by 2026-05-01, overdue 20 days" in late
    assert "Low reserv. not recorded" in late
    assert "Refill overdue 2 days" in late
    ahead = page(**{**ITB, "pump": {**ITB["pump"], **dict.fromkeys(days, "2026-05-21")}})
    assert "overdue" not in ahead
