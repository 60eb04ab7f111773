# SPDX-License-Identifier: MIT
"""The judgement as a whole: level, action, what is missing, and what it may look back on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import (
    Alertness,
    CheckIn,
    Draft,
    Fall,
    Grade,
    PumpAlarm,
    Seizure,
    SelfHarm,
)
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Contact, ContactRole, Drug, Kidney, Pump, Route
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import (
    assess_record,
    at_of,
    evaluate,
    message,
    recheck_hours,
)
from tests.domain.pretend import (
    NOW,
    RULES,
    ZONE,
    ago,
    calm,
    check_in,
    dose,
    fired,
    judge,
    person,
    plan,
    pump_event,
    pump_person,
)

THREE_TIMES = (plan("06:00", "14:00", "22:00"),)
NOT_TOLD = {"doses_missed_in_row": None, "last_kept_dose_at": None}
LATER = ago(-8)


def test_nothing_answered_asks_to_finish_the_check_in() -> None:
    assessment = judge(Draft(), person(None, route=Route.BOTH))
    assert assessment.level is Level.INCOMPLETE
    assert assessment.action is Action.FINISH_CHECK_IN
    assert assessment.missing == (
        *("alertness", "orientation", "hallucination", "seizures", "breathing", "stiffness"),
        *("dose_status", "pump_alarm", "dob"),
    )


def test_a_quick_check_in_without_any_vital_sign_is_complete() -> None:
    vitals = dict.fromkeys(("temp_c", "hr", "sbp", "dbp", "rr", "spo2", "sleep_h", "mood"))
    assert judge(calm(**vitals)).missing == ()


def test_missing_answers_are_named_even_in_an_emergency() -> None:
    assessment = judge(calm(passed_out=True, stiffness=None))
    assert (assessment.level, assessment.missing) == (Level.EMERGENCY, ("stiffness",))


OVER = plan("06:00", finished=True)
OVER_AND_OTHER = (OVER, plan("08:00", "20:00", drug=Drug.CLONAZEPAM))
OVER_AND_UNTIMED = (OVER, plan(drug=Drug.CLONAZEPAM))


def other(hours_ago: float) -> DoseEvent:
    """Return an entry for a drug that is not the one being stepped down."""
    return dose(hours_ago, drug=Drug.CLONAZEPAM)


@pytest.mark.parametrize(
    ("who", "answers", "record", "missing"),
    [
        (person(), {"doses_missed_in_row": 0, "last_kept_dose_at": None}, {}, ()),
        (person(), {"doses_missed_in_row": None}, {}, ()),
        (person(), NOT_TOLD, {}, ("dose_status",)),
        (person(), {"last_kept_dose_at": LATER, "doses_missed_in_row": None}, {}, ("dose_status",)),
        (pump_person(), NOT_TOLD, {}, ()),
        (pump_person(), {**NOT_TOLD, "pump_alarm": None}, {}, ("pump_alarm",)),
        (person(), NOT_TOLD, {"plans": THREE_TIMES, "doses": (dose(6),)}, ("dose_status",)),
        (
            person(),
            NOT_TOLD,
            {"plans": THREE_TIMES, "doses": (dose(22), dose(14), dose(6, DoseStatus.UNSURE))},
            (),
        ),
        (
            person(),
            NOT_TOLD,
            {"plans": THREE_TIMES, "check_ins": (check_in(5),)},
            (),  # no dose was due since then
        ),
        (person(), NOT_TOLD, {"plans": (plan("06:00", finished=True),)}, ()),
        # The own drug is over, another one is not: its doses are answered by the log alone.
        (person(), {}, {"plans": OVER_AND_OTHER}, ("dose_status",)),
        (person(), {}, {"plans": OVER_AND_OTHER, "doses": (other(16),)}, ("dose_status",)),
        (person(), {}, {"plans": OVER_AND_OTHER, "doses": (other(16), other(4))}, ()),
        (person(), {}, {"plans": OVER_AND_OTHER, "check_ins": (check_in(3),)}, ()),
        (pump_person(), {}, {"plans": OVER_AND_OTHER[1:]}, ("dose_status",)),
        # Without planned times any entry since the check-in before answers.
        (person(), {}, {"plans": OVER_AND_UNTIMED, "doses": (dose(2),)}, ("dose_status",)),
        (person(), {}, {"plans": OVER_AND_UNTIMED, "doses": (other(2),)}, ()),
        (person(), {}, {"plans": OVER_AND_UNTIMED, "doses": (other(3), dose(2))}, ()),
    ],
)
def test_the_dose_status_is_asked_for_until_it_is_answered(who, answers, record, missing) -> None:
    assert judge(calm(**answers), who, **record).missing == missing


BOTH = replace(pump_person(), route=Route.BOTH)
NO_CLINIC = pump_person(contacts=(Contact(role=ContactRole.PRESCRIBER),))


@pytest.mark.parametrize(
    ("who", "answers", "action"),
    [
        (person(), {}, Action.NONE),
        (person(), {"worried": True}, Action.RECHECK),
        (person(), {"stiffness": None}, Action.FINISH_CHECK_IN),
        (person(), {"hr": 112}, Action.CALL_PRESCRIBER),
        (pump_person(), {"hr": 112}, Action.CALL_PUMP_CLINIC),
        (BOTH, {"hr": 112}, Action.CALL_PUMP_CLINIC),
        (NO_CLINIC, {"hr": 112}, Action.CALL_PRESCRIBER),
        (pump_person(), {"extra_dose": True}, Action.CALL_POISON_HELP),
        (
            pump_person(),
            {"extra_dose": True, "self_harm": SelfHarm.THOUGHTS},
            Action.CALL_988,
        ),
        (pump_person(), {"pump_alarm": PumpAlarm.TWO_TONE}, Action.GO_TO_ER),
        (
            pump_person(),
            {"pump_alarm": PumpAlarm.TWO_TONE, "extra_dose": True},
            Action.GO_TO_ER,
        ),
        (pump_person(), {"pump_alarm": PumpAlarm.TWO_TONE, "hr": 131}, Action.CALL_911),
        (person(), {"passed_out": True, "self_harm": SelfHarm.THOUGHTS}, Action.CALL_911),
    ],
)
def test_each_level_asks_for_its_action(who, answers, action) -> None:
    assert judge(calm(**answers), who).action is action


def test_a_seizure_as_planned_is_not_for_the_pump_clinic() -> None:
    planned = (Seizure(start=ago(1), duration_s=60, recovered=True),)
    assessment = judge(calm(seizures=planned), pump_person(seizure_plan=True))
    assert assessment.action is Action.CALL_PRESCRIBER


def test_the_worst_rule_comes_first_then_the_id() -> None:
    answers = calm(worried=True, hr=112, rr=21, passed_out=True, chest_pain=True)
    ids = [finding.id for finding in judge(answers).rules]
    assert ids == ["E02", "E19", "U02", "U04", "W04", "WORRY"]


def test_a_sentence_that_two_signs_share_is_told_once() -> None:
    low = judge(calm(alertness=Alertness.DROWSY, extra_dose=True))
    (e13,) = [finding for finding in low.rules if finding.id == "E13"]
    assert e13.because == "Sleepy, wakes easily. This is new. An extra dose was taken."


def test_messages_name_the_numbers_to_call_and_the_hours() -> None:
    assert "911" in message(RULES, person(), "E01", Level.EMERGENCY)
    assert "555-0100" in message(RULES, person(), "WORRY", Level.WATCH)
    nobody = person(contacts=())
    assert "the number is not recorded" in message(RULES, nobody, "WORRY", Level.WATCH)
    assert "in 4 hours" in message(RULES, person(), "W04", Level.WATCH)
    assert "in 2 hours" in message(RULES, pump_person(), "W04", Level.WATCH)
    assert (recheck_hours(RULES, person()), recheck_hours(RULES, BOTH)) == (4, 2)


def test_the_hours_since_the_last_kept_dose_are_those_of_the_drug_stepped_down() -> None:
    assert judge(calm()).hours_since_last_kept_dose == Decimal("4.00")
    assert judge(calm(), pump_person()).hours_since_last_kept_dose is None
    assert judge(calm(**NOT_TOLD)).hours_since_last_kept_dose is None


def test_what_happens_after_a_check_in_does_not_change_its_judgement() -> None:
    wrong = dose(6, mg=Decimal(15))
    confirmed = ActionTaken(id="a", at=LATER, kind=ActionKind.CONFIRMED_PLAN)
    before = {"plans": THREE_TIMES, "doses": (dose(22), dose(14), wrong)}
    after = {
        "plans": THREE_TIMES,
        "doses": (*before["doses"], dose(-1, DoseStatus.EXTRA), dose(-2, scheduled_for=ago(0.1))),
        "pump_events": (pump_event(-1, PumpEventKind.ALARM),),
        "actions": (confirmed,),
        "check_ins": (check_in(-3, hr=140),),
    }
    assert "U17" in fired(judge(calm(), BOTH, **before))
    assert judge(calm(), BOTH, **after) == judge(calm(), BOTH, **before)


def test_a_saved_check_in_is_judged_again_without_itself_in_its_history() -> None:
    saved = check_in(0, fall=Fall.NO_INJURY)
    assert "U16" not in fired(
        evaluate(RULES, Record(person=person(), check_ins=(saved,)), saved, NOW)
    )


def test_doses_written_with_the_check_in_count_in_the_order_of_time() -> None:
    history = Record(person=person(), plans=THREE_TIMES, doses=(dose(30), dose(6)))
    late_entries = (dose(22, DoseStatus.VOMITED), dose(14, DoseStatus.VOMITED))
    found = fired(evaluate(RULES, history, calm(vomited_doses_24h=None), NOW, late_entries))
    assert "U08" in found
    assert "U08" not in fired(evaluate(RULES, history, calm(), NOW))


def test_a_whole_record_is_judged_in_the_order_of_time_each_with_what_came_before() -> None:
    worried = {"worried": True}
    course = (check_in(1, **worried), check_in(30, **worried), check_in(14, **worried))
    judged = assess_record(RULES, Record(person=person(), check_ins=course))
    assert [one.id for one, _verdict in judged] == ["c30", "c14", "c1"]
    assert [verdict.level for _one, verdict in judged] == [Level.WATCH, Level.WATCH, Level.URGENT]
    assert fired(judged[-1][1]) == {"U22", "WORRY"}


def test_a_run_of_signs_counts_although_its_check_ins_were_never_judged() -> None:
    course = (check_in(40), *(check_in(hours, worried=True) for hours in (30, 14, 6)))
    assessment = judge(calm(worried=True), check_ins=course)
    assert "4 checks in a row had signs, over 30 h 0 min." in assessment.rules[0].because
    assert "U22" not in fired(judge(calm(worried=True), check_ins=course[2:]))


def run_of(*minutes_ago: int) -> tuple[CheckIn, ...]:
    return tuple(check_in(minutes / 60, Level.WATCH) for minutes in minutes_ago)


def test_a_run_without_end_is_told_as_that_long_or_longer() -> None:
    hourly = run_of(*range(60 * 150, 0, -60))
    because = judge(calm(worried=True), check_ins=hourly).rules[0].because
    assert "101 or more checks in a row had signs, over 100 h 0 min or more." in because
    to_yesterday = run_of(60 * 30, 60 * 24, *range(99, 0, -1))
    because = judge(calm(worried=True), check_ins=to_yesterday).rules[0].because
    assert "101 or more checks in a row had signs, over 24 h 0 min or more." in because


def test_many_checks_within_a_day_do_not_hide_the_day_before() -> None:
    by_the_minute = run_of(*range(120, 0, -1))
    assert "U22" not in fired(judge(calm(worried=True), check_ins=by_the_minute))
    since_yesterday = (*run_of(60 * 24), *by_the_minute)
    assert "U22" in fired(judge(calm(worried=True), check_ins=since_yesterday))
    just_not = (*run_of(60 * 24 - 1), *by_the_minute)
    assert "U22" not in fired(judge(calm(worried=True), check_ins=just_not))


def test_a_stored_judgement_is_not_made_again() -> None:
    stored = (check_in(30, Level.NO_FLAGS, worried=True), check_in(14, Level.WATCH))
    assert "U22" not in fired(judge(calm(worried=True), check_ins=stored))


def test_the_age_is_that_of_the_check_in_not_of_today() -> None:
    sixteen = replace(person(), dob=NOW.day.replace(year=2010))
    day_before = Moment.parse("2026-05-09T23:59:00-04:00", ZONE)
    assert judge(calm(hr=106), sixteen, day_before).level is Level.WATCH
    assert "W07" in fired(judge(calm(hr=100), sixteen, NOW))
    assert "W07" not in fired(judge(calm(hr=100), sixteen, day_before))
    counted_then = {"check_ins": (check_in(24, hr=100), check_in(13, hr=100, dizzy=True))}
    assert "T4" not in fired(
        judge(calm(hr=100, dizzy=True, tingling=True), sixteen, **counted_then)
    )


def test_a_date_of_birth_still_to_come_is_no_age_and_is_asked_for() -> None:
    slip = replace(person(), dob=NOW.day.replace(year=2062))
    assessment = judge(calm(hr=131), slip)
    assert assessment.missing == ("dob",)
    assert "E11" in fired(assessment)


def test_a_check_in_is_read_in_its_own_zone_when_it_names_one() -> None:
    named = replace(check_in(3), at=Moment.parse("2026-05-10T09:00:00-04:00"), zone="Asia/Tokyo")
    assert at_of(named).zone == "Asia/Tokyo"
    assert at_of(replace(named, zone=None)).zone is None
    assert at_of(check_in(3)).zone == ZONE


def test_two_drugs_have_a_clock_each_and_the_worst_counts() -> None:
    drugs = (plan("08:00", "20:00"), plan("06:00", "18:00", drug=Drug.CLONAZEPAM))
    log = tuple(dose(hours, drug=Drug.CLONAZEPAM) for hours in (42, 30))
    assessment = judge(calm(), plans=drugs, doses=log)
    assert "30 h 0 min" in assessment.rules[0].because
    assert assessment.rules[0].id == "U07"
    assert assessment.hours_since_last_kept_dose == Decimal("4.00")


def test_a_grade_of_a_sign_reads_as_a_word() -> None:
    itchy = judge(calm(itching=Grade.SEVERE), pump_person(kidney=Kidney()))
    assert itchy.rules[0].because == "New itching, severe. No rash."


def test_a_moment_that_names_a_zone_keeps_it() -> None:
    both = replace(check_in(3), zone="Asia/Tokyo")
    assert at_of(both).zone == ZONE


def test_the_first_number_of_a_prescriber_is_the_one_to_call() -> None:
    role = ContactRole.PRESCRIBER
    several = (Contact(role=role), Contact(role=role, phone="1"), Contact(role=role, phone="2"))
    told = message(RULES, person(contacts=several), "WORRY", Level.WATCH)
    only = message(RULES, person(contacts=several[1:2]), "WORRY", Level.WATCH)
    assert told == only


def test_the_clock_of_the_drug_stepped_down_is_shown_whichever_comes_first() -> None:
    plans = (plan("08:00"), plan("06:00", drug=Drug.CLONAZEPAM))
    shown = judge(
        calm(), person(drug=Drug.CLONAZEPAM), plans=plans, doses=(dose(9, drug=Drug.BACLOFEN),)
    )
    assert shown.hours_since_last_kept_dose == Decimal("4.00")


def because(rule: str, answers: dict, **record) -> str:
    """Return the sentence of one rule that fired."""
    (told,) = [f.because for f in judge(calm(**answers), **record).rules if f.id == rule]
    return told


def test_the_sentences_count_what_they_name() -> None:
    one = Seizure(start=ago(1))
    single, several = because("E01", {"seizures": (one,)}), because("E01", {"seizures": (one,) * 3})
    assert ("3" in several, "1" in single) == (True, False)
    assert "2" in because("E01", {"seizures": (one,) * 2})
    falls = (check_in(24, fall=Fall.NO_INJURY), check_in(9), check_in(5, fall=Fall.INJURY))
    assert "3 falls" in because("U16", {"fall": Fall.NO_INJURY}, check_ins=falls)
    gap = {"last_kept_dose_at": ago(25 + 55 / 60), "doses_missed_in_row": None}
    assert "25 h 55 min" in because("U07", gap)


def test_an_amount_of_tens_is_written_out() -> None:
    log = {"plans": THREE_TIMES, "doses": (dose(6, mg=Decimal("30.0")),)}
    assert "30 mg was given" in because("U17", {}, **log)
    half = {"plans": THREE_TIMES, "doses": (dose(6, mg=Decimal("2.50")),)}
    assert "2.5 mg was given" in because("U17", {}, **half)


def test_only_a_pump_is_listened_to_and_a_date_is_told_as_a_date() -> None:
    assert judge(calm(pump_alarm=None)).missing == ()
    overdue = pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 9)))
    told = next(f.because for f in judge(calm(), overdue).rules if f.id == "U10")
    assert "2026-05-09" in told


def test_a_judgement_names_the_rule_set_that_made_it() -> None:
    assert judge(calm()).rule_set == RULES.version


def test_a_pump_that_sends_to_the_er_gives_way_to_a_sign_that_calls_an_ambulance() -> None:
    heard = calm(pump_alarm=PumpAlarm.TWO_TONE)
    alone = judge(heard, pump_person())
    assert (alone.action, alone.leading and alone.leading.id) == (Action.GO_TO_ER, "E14")
    both = judge(replace(heard, temp_c=Decimal("38.5")), pump_person())
    assert (both.rules[0].id, both.action) == ("E14", Action.CALL_911)
    assert both.leading is not None
    assert both.leading.id != "E14"
    assert "Call 911" in both.leading.message
