# SPDX-License-Identifier: MIT
"""The clinic sheet selects the time since the last visit and counts only what was written down."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, UsualValues
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, StepStatus, TaperPlan
from caregiver_app.domain.prompts.plan_prompts import plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.clinic_handoff import (
    ClinicHandoff,
    Period,
    PeriodFrom,
    clinic_period,
    select_clinic,
)
from caregiver_app.domain.sheets.clinic_steps import StepStory
from caregiver_app.domain.sheets.handoff import select_handoff
from tests.domain.pretend import (
    NOW,
    RULES,
    TODAY,
    ZONE,
    ago,
    check_in,
    dose,
    person,
    plan,
    pump_event,
    pump_person,
)

LEAST = timedelta(days=14)
LATE = timedelta(hours=2)
PROMPTS = load_plan_prompts()
TIMES = ("06:00", "14:00", "22:00")


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def stepped(*starts: tuple[int, int], start: int = 60, **changes) -> TaperPlan:
    """Return a plan with steps that began so many days ago, at so many mg a day."""
    steps = tuple(
        Step(
            from_=days_ago(days),
            mg_per_day=Decimal(mg),
            doses=tuple(StepDose(time=time, mg=Decimal(mg) / 3) for time in TIMES),
        )
        for days, mg in starts
    )
    whole = {"start_mg_per_day": Decimal(start), "steps": steps, "id": "p1", **changes}
    return replace(plan(*TIMES), **whole)


def record(**parts) -> Record:
    return Record(**{"person": person(), **parts})


def period(found: Record, chosen: int | None = None, now: Moment = NOW) -> Period:
    return clinic_period(found, now, LEAST, chosen)


def clinic(found: Record, chosen: int | None = None, now: Moment = NOW) -> ClinicHandoff:
    last = found.last_check_in
    handoff = select_handoff(found, last.assessment if last else None, now, RULES)
    prompts = plan_prompts(PROMPTS, found, now)
    return select_clinic(found, handoff, period(found, chosen, now), prompts, LATE, 2)


def story(found: Record, place: int = -1) -> StepStory:
    return clinic(found).plans[0].stories[place]


def act(hours: float, kind: ActionKind, about: str, **more) -> ActionTaken:
    return ActionTaken(id=f"a{hours}", at=ago(hours), kind=kind, about=about, **more)


LONG_AGO = check_in(24 * 200, Level.NO_FLAGS)

# ---- the period


def test_without_a_visit_and_a_cut_the_page_looks_back_two_weeks():
    found = period(record(check_ins=(LONG_AGO,)))
    assert (found.begins, found.days, found.review) == (PeriodFrom.DAYS, 14, None)
    assert found.start.local.isoformat() == "2026-04-26T00:00:00-04:00"


def test_a_cut_longer_ago_than_two_weeks_begins_the_period():
    found = period(record(check_ins=(LONG_AGO,), plans=(stepped((20, 50), (-9, 45)),)))
    assert (found.begins, found.days) == (PeriodFrom.CUT, 20)


def test_the_last_review_of_a_plan_begins_the_period_when_it_is_longer_ago():
    one = stepped((20, 50), review_on=days_ago(30))
    found = period(record(check_ins=(LONG_AGO,), plans=(one,)))
    assert (found.begins, found.days, found.review) == (PeriodFrom.REVIEW, 30, days_ago(30))


def test_a_newer_confirmation_counts_instead_of_an_older_review():
    one = stepped((20, 50), review_on=days_ago(40))
    told = (act(24 * 25, ActionKind.CONFIRMED_PLAN, "p1"),)
    found = period(record(check_ins=(LONG_AGO,), plans=(one,), actions=told))
    assert (found.begins, found.review) == (PeriodFrom.REVIEW, days_ago(25))


def test_a_phone_call_of_yesterday_does_not_shrink_the_page_to_a_day():
    told = (act(24, ActionKind.CONFIRMED_PLAN, "p1"),)
    one = stepped((3, 50))
    found = period(record(check_ins=(LONG_AGO,), plans=(one,), actions=told))
    assert (found.begins, found.days, found.review) == (PeriodFrom.DAYS, 14, days_ago(1))


def test_a_review_that_is_to_come_or_today_is_no_last_visit():
    for day in (TODAY, days_ago(-3)):
        found = period(record(check_ins=(LONG_AGO,), plans=(stepped((3, 50), review_on=day),)))
        assert found.review is None


def test_a_chosen_number_of_days_wins():
    found = period(record(check_ins=(LONG_AGO,), plans=(stepped((20, 50)),)), chosen=7)
    assert (found.begins, found.days) == (PeriodFrom.CHOSEN, 7)


def test_nothing_counts_as_missing_before_the_record_begins():
    found = period(record(check_ins=(check_in(50, Level.NO_FLAGS),), doses=(dose(60),)))
    assert (found.begins, found.start) == (PeriodFrom.RECORD, ago(62))


def test_the_period_begins_at_midnight_there_across_a_clock_change():
    now = Moment.parse("2026-03-15T12:00:00-04:00", ZONE)
    found = clinic_period(record(), now, LEAST, None)
    assert found.start.local.isoformat() == "2026-03-01T00:00:00-05:00"


# ---- steps and doses


def test_a_step_tells_its_share_of_the_start_and_of_the_step_before():
    found = story(record(check_ins=(LONG_AGO,), plans=(stepped((10, 50), (3, 45)),)))
    assert (found.share_of_start, found.share_of_before) == (75, 90)


def test_a_share_of_nothing_is_not_known():
    one = stepped((10, 50), (3, 45), start=0)
    assert story(record(check_ins=(LONG_AGO,), plans=(one,))).share_of_start is None


def test_the_time_before_the_first_step_is_told_at_the_starting_dose():
    found = clinic(record(check_ins=(LONG_AGO,), plans=(stepped((3, 45)),))).plans[0].stories
    assert [(s.span.number, s.span.per_day) for s in found] == [(None, 60), ((1, 1), 45)]


def test_days_before_a_new_version_of_the_plan_are_read_in_the_old_one():
    old = stepped((20, 50), written_on=days_ago(21))
    new = stepped((20, 50), (5, 40), written_on=days_ago(4), id="p2")
    found = clinic(record(check_ins=(LONG_AGO,), plans=(old, new))).plans[0].stories
    assert [(s.span.per_day, s.span.days) for s in found] == [(50, 10), (40, 5)]


def test_steps_to_come_are_shown_as_written_and_the_others_counted():
    one = stepped((40, 55), (30, 50), (20, 45), (-5, 40), (-10, 35), (-15, 30))
    found = clinic(record(check_ins=(LONG_AGO,), plans=(one,)), chosen=14).plans[0]
    assert [step.per_day for step in found.ahead] == [40, 35]
    assert (found.earlier, found.later) == (2, 1)


def test_every_planned_dose_is_counted_once_by_what_became_of_it():
    given = [dose(6 + 8 * n, mg=Decimal(15)) for n in range(6)]  # 06:00, 22:00, 14:00 ...
    for place, status in enumerate((DoseStatus.LATE, DoseStatus.MISSED, DoseStatus.VOMITED), 1):
        given[place] = replace(given[place], status=status)
    log = (*reversed(given), dose(1, DoseStatus.EXTRA, mg=Decimal(15)))
    counts = story(record(plans=(stepped((9, 45)),), doses=log)).doses
    assert counts is not None
    assert (counts.planned, counts.kept, counts.unwritten, counts.besides) == (6, 4, 0, 0)
    for status in (DoseStatus.LATE, DoseStatus.MISSED, DoseStatus.VOMITED, DoseStatus.EXTRA):
        assert counts.by[status] == 1


def test_a_planned_dose_that_nobody_wrote_down_is_counted_as_that_and_not_as_taken():
    log = (dose(30), dose(6))  # 06:00 yesterday and today: 14:00 and 22:00 have no entry
    counts = story(record(plans=(stepped((9, 45)),), doses=log)).doses
    assert counts is not None
    assert (counts.planned, counts.kept, counts.unwritten) == (4, 2, 2)


def test_what_was_given_long_before_the_period_counts_in_none_of_its_days():
    taking, lately = stepped((9, 45)), (dose(30), dose(6))
    counts = story(record(check_ins=(LONG_AGO,), plans=(taking,), doses=lately)).doses
    assert counts.kept == 2
    log = (dose(24 * 40), *lately)
    assert story(record(check_ins=(LONG_AGO,), plans=(taking,), doses=log)).doses == counts


def test_a_dose_that_is_due_for_less_than_two_hours_is_not_counted_as_missing():
    for hours, planned in ((3.9, 1), (4.1, 2)):  # 15:54 and 16:06: 14:00 is due
        now = Moment(NOW.local + timedelta(hours=hours), ZONE)
        counts = clinic(record(plans=(stepped((9, 45)),), doses=(dose(6),)), now=now)
        found = counts.plans[0].stories[-1].doses
        assert found is not None
        assert (found.planned, found.unwritten) == (planned, planned - 1)


def test_a_dose_at_no_planned_time_and_another_amount_are_counted_apart():
    log = (dose(9, mg=Decimal(15)), dose(6, mg=Decimal(20)))  # 03:00 and 06:00, planned 15
    counts = story(record(plans=(stepped((9, 45)),), doses=log)).doses
    assert counts is not None
    assert (counts.besides, counts.other_amount, counts.kept) == (1, 1, 1)


def test_a_dose_that_was_taken_and_then_vomited_is_one_dose_that_did_not_stay_down():
    taken = dose(6, mg=Decimal(15))
    lost = replace(taken, id="lost", at=ago(5.5), status=DoseStatus.VOMITED)
    counts = story(record(plans=(stepped((9, 45)),), doses=(taken, lost))).doses
    assert counts is not None
    assert (counts.planned, counts.kept, counts.besides) == (1, 0, 0)
    assert counts.by[DoseStatus.VOMITED] == 1


def test_a_second_taken_dose_at_one_planned_time_is_not_hidden():
    twice = (dose(6, mg=Decimal(15)), dose(5.9, mg=Decimal(15)))
    counts = story(record(plans=(stepped((9, 45)),), doses=twice)).doses
    assert counts is not None
    assert (counts.planned, counts.kept, counts.besides, counts.besides_kept) == (1, 1, 1, 1)


def test_a_step_that_was_taken_back_is_told_for_the_days_it_held():
    back = stepped((9, 50), (5, 40))
    told = replace(back.steps[1], status=StepStatus.STEPPED_BACK, status_at=ago(48))
    one = replace(back, steps=(back.steps[0], told))
    found = clinic(record(check_ins=(LONG_AGO,), plans=(one,)), chosen=7).plans[0].stories
    assert [(s.span.per_day, s.span.days) for s in found] == [(50, 2), (40, 3), (50, 3)]


def test_a_plan_without_times_counts_the_entries_and_knows_no_planned_number():
    one = TaperPlan(drug=Drug.BACLOFEN, route=PlanRoute.ORAL, steps=(Step(from_=days_ago(9)),))
    counts = story(record(plans=(one,), doses=(dose(6), dose(3, DoseStatus.MISSED)))).doses
    assert counts is not None
    assert (counts.planned, counts.kept, counts.by[DoseStatus.MISSED]) == (None, 1, 1)


def test_doses_of_two_steps_and_two_drugs_are_never_mixed():
    other = stepped((9, 3), id="p2", drug=Drug.CLONAZEPAM)
    log = (dose(30, drug=Drug.BACLOFEN), dose(6, drug=Drug.BACLOFEN))
    found = clinic(record(plans=(stepped((9, 50), (0, 45)), other), doses=log))
    first, second = found.plans
    assert [s.doses.kept for s in first.stories if s.doses] == [1, 1]
    assert [s.doses.kept for s in second.stories if s.doses] == [0]


def test_a_pump_has_no_dose_counts_and_tells_its_events():
    steps = (Step(from_=days_ago(9), mcg_per_day=Decimal(380)),)
    one = TaperPlan(drug=Drug.BACLOFEN, route=PlanRoute.ITB, steps=steps)
    set_to = pump_event(100, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(380))
    found = clinic(Record(person=pump_person(), plans=(one,), pump_events=(set_to,)))
    assert found.plans[0].stories[0].doses is None
    assert found.pump_events == (set_to,)


# ---- signs


def sign(found: Record, name: str):
    return next(one for one in clinic(found).whole.signs if one.field == name)


def test_middle_and_worst_are_values_that_somebody_recorded():
    checks = tuple(check_in(9 - n, stiffness=value) for n, value in enumerate((2, 3, 8, 4)))
    found = sign(record(check_ins=checks), "stiffness")
    assert (found.count, found.middle.value, found.worst.value) == (4, 4, 8)
    assert found.worst.at == ago(7)


def test_a_slow_pulse_is_worse_than_one_that_is_near_to_usual():
    checks = tuple(check_in(9 - n, hr=value) for n, value in enumerate((74, 44, 80)))
    assert sign(record(check_ins=checks), "hr").worst.value == 44


def test_a_slow_pulse_is_told_though_nobody_recorded_what_is_usual():
    checks = (check_in(9, hr=42), check_in(7, hr=80), check_in(5, hr=84))
    found = sign(record(person=person(usual=UsualValues()), check_ins=checks), "hr")
    assert (found.worst.value, found.other_end) == (42, None)
    fast = (*checks, check_in(3, hr=140))
    assert sign(record(check_ins=fast), "hr").other_end.value == 42


def test_the_least_sleep_is_the_worst():
    checks = tuple(check_in(9 - n, sleep_h=Decimal(v)) for n, v in enumerate((7, 3, 9)))
    assert sign(record(check_ins=checks), "sleep_h").worst.value == 3


def test_a_pressure_stays_one_pair():
    checks = (check_in(9, sbp=120, dbp=80), check_in(5, sbp=160, dbp=70))
    assert sign(record(check_ins=checks), "bp").worst.value == (160, 70)


def test_what_nobody_recorded_has_no_middle_and_no_worst():
    found = sign(record(check_ins=(check_in(5, sleep_h=None),)), "sleep_h")
    assert (found.count, found.middle, found.worst) == (0, None, None)


def test_a_check_in_at_midnight_belongs_to_the_new_step_alone():
    one = stepped((9, 50), (0, 45))
    checks = (check_in(30), check_in(12))  # 12 h ago it was midnight
    found = clinic(record(check_ins=checks, plans=(one,))).plans[0].stories
    assert [s.check_ins for s in found] == [1, 1]


def test_a_gap_is_longer_than_twelve_hours_and_belongs_to_the_step_it_began_in():
    one = stepped((9, 50), (0, 45))
    checks = (check_in(26), check_in(13), check_in(1))
    found = clinic(record(check_ins=checks, plans=(one,)))
    assert [hole.length for hole in found.whole.holes] == [timedelta(hours=13)]
    assert [len(s.holes) for s in found.plans[0].stories] == [1, 0]


def test_a_tap_and_an_alert_of_the_hours_are_no_check_ins_and_end_no_gap():
    events = ("as-needed medicine", "time passed")
    taps = [check_in(9 + n, more={HAPPENED: kind}) for n, kind in enumerate(events)]
    found = clinic(record(check_ins=(check_in(20), *reversed(taps), check_in(1))))
    assert found.whole.check_ins == 2
    assert [hole.length for hole in found.whole.holes] == [timedelta(hours=19)]


# ---- alerts


def alerts(*checks, actions=(), **parts):
    found = record(check_ins=checks, actions=tuple(actions), **parts)
    return clinic(found).alerts


def test_only_urgent_and_worse_check_ins_are_alerts():
    levels = (Level.NO_FLAGS, Level.WATCH, Level.URGENT, Level.EMERGENCY)
    found = alerts(*(check_in(9 - n, level) for n, level in enumerate(levels)))
    assert [one.level for one in found] == [Level.URGENT, Level.EMERGENCY]


def test_the_wait_runs_from_the_alert_to_the_first_answer():
    done = (
        act(8, ActionKind.CALLED, "c9"),
        act(7.5, ActionKind.NO_ANSWER, "c9"),
        act(7, ActionKind.SPOKE, "c9"),
        act(6, ActionKind.SPOKE, "c9"),
    )
    (found,) = alerts(check_in(9, Level.URGENT), actions=done)
    assert found.waited == timedelta(hours=2)
    assert len(found.actions) == 4


def test_a_call_that_nobody_took_is_no_answer():
    (found,) = alerts(check_in(9, Level.URGENT), actions=(act(8, ActionKind.NO_ANSWER, "c9"),))
    assert (found.answered_at, found.waited) == (None, None)


def test_checks_in_a_row_that_say_the_same_are_one_alert():
    checks = (check_in(5, Level.URGENT), check_in(4, Level.URGENT), check_in(3, Level.URGENT))
    (found,) = alerts(*checks)
    assert (found.check_ins, found.first, found.last) == (3, ago(5), ago(3))


def test_another_reason_and_a_calm_check_between_begin_a_new_alert():
    checks = (
        check_in(9, Level.URGENT, "U05"),
        check_in(8, Level.URGENT, "U02"),
        check_in(7, Level.NO_FLAGS),
        check_in(6, Level.URGENT, "U02"),
    )
    assert len(alerts(*checks)) == 3


def test_an_answer_still_stands_for_a_later_alert_that_is_no_worse():
    checks = (check_in(9, Level.EMERGENCY, "E01"), check_in(7, Level.EMERGENCY, "E01"))
    (found,) = alerts(*checks, actions=(act(8, ActionKind.SPOKE, "c9"),))
    assert found.waited == timedelta(hours=1)


def test_an_answer_still_stands_where_one_of_two_reasons_is_gone():
    both, one = check_in(9, Level.URGENT, "U05"), check_in(7, Level.URGENT, "U05")
    (other,) = check_in(9, Level.URGENT, "U02").assessment.rules
    rules = (*both.assessment.rules, other)
    both = replace(both, assessment=replace(both.assessment, rules=rules))
    first, second = alerts(both, one, actions=(act(8, ActionKind.SPOKE, "c9"),))
    assert (first.answered_at, second.answered_at) == (ago(8), ago(8))
    more, fewer = replace(both, id="c7", at=ago(7)), replace(one, id="c9", at=ago(9))
    first, second = alerts(fewer, more, actions=(act(8, ActionKind.SPOKE, "c9"),))
    assert (first.answered_at, second.answered_at) == (ago(8), None)


def test_a_worse_alert_needs_an_answer_of_its_own():
    checks = (check_in(9, Level.URGENT, "U05"), check_in(7, Level.EMERGENCY, "E01"))
    first, second = alerts(*checks, actions=(act(8, ActionKind.SPOKE, "c9"),))
    assert (first.answered_at, second.answered_at) == (ago(8), None)


def test_thoughts_of_self_harm_stay_private_and_an_attempt_does_not():
    for rule, private in (("U18", True), ("E17", False)):
        (found,) = alerts(check_in(5, Level.EMERGENCY, rule))
        assert found.kept_private is private
        assert bool(found.reasons) is not private


def test_an_alert_of_before_the_period_that_lasts_into_it_is_told_whole():
    checks = (check_in(24 * 16, Level.URGENT), check_in(24 * 13, Level.URGENT))
    (found,) = alerts(LONG_AGO, *checks)
    assert found.check_ins == 2
    assert alerts(LONG_AGO, check_in(24 * 16, Level.URGENT), check_in(24 * 15, Level.WATCH)) == ()


def test_another_alert_of_the_same_run_that_was_over_before_the_period_is_left_out():
    checks = (check_in(24 * 16, Level.URGENT, "U05"), check_in(24 * 13, Level.URGENT, "U02"))
    (found,) = alerts(LONG_AGO, *checks)
    assert found.first == ago(24 * 13)


def press(hours, *told, kind="dose written down", **answers):
    """Return a press that was told for these rules, each as (level, rule)."""
    judged = [check_in(hours, level, rule).assessment for level, rule in told]
    rules = tuple(finding for one in judged for finding in one.rules)
    whole = replace(judged[0], level=max(level for level, _rule in told), rules=rules)
    pressed = check_in(hours, more={HAPPENED: kind}, **answers)
    return replace(pressed, assessment=whole)


LOW, EXTRA = (Level.EMERGENCY, "E11"), (Level.URGENT, "U13")


def test_a_press_tells_what_it_found_and_not_what_it_carried_on():
    seen, later = check_in(9, *LOW), check_in(3, *EXTRA)
    old, new = alerts(seen, press(4, LOW, EXTRA), later)
    assert (old.level, old.first, old.last) == (Level.EMERGENCY, ago(9), ago(9))
    assert (new.level, [f.id for f in new.reasons]) == (Level.URGENT, ["U13"])
    assert (new.first, new.last, new.entries, new.check_ins) == (ago(4), ago(3), 2, 1)


def test_what_was_done_about_a_press_that_found_nothing_itself_stands_with_what_it_carried():
    done = act(3, ActionKind.SPOKE, "c4")
    medicine = press(4, LOW, kind="as-needed medicine")
    (found,) = alerts(check_in(9, *LOW), medicine, actions=(done,))
    assert (found.last, found.entries, found.actions) == (ago(9), 1, (done,))
    assert found.waited == timedelta(hours=6)
    (alone,) = alerts(press(4, LOW))
    assert [f.id for f in alone.reasons] == ["E11"]


def test_the_levels_of_presses_are_counted_apart_and_by_what_they_found():
    taps = (press(6, LOW, EXTRA), press(4, LOW, kind="as-needed medicine"))
    found = clinic(record(check_ins=(LONG_AGO, check_in(9, *LOW), *taps)))
    counted = (found.whole.check_ins, found.whole.levels, found.whole.pressed)
    assert (counted[0], counted[1][Level.EMERGENCY], counted[1][Level.URGENT]) == (1, 1, 0)
    assert (counted[2][Level.EMERGENCY], counted[2][Level.URGENT]) == (0, 1)


def test_only_questions_that_nobody_confirmed_are_open():
    one = stepped((9, 30), (3, 10))
    told = act(1, ActionKind.CONFIRMED_PLAN, "p1")
    before, after = record(plans=(one,)), record(plans=(one,), actions=(told,))
    assert clinic(before).questions
    assert not [q for q in clinic(after).questions if q.plan_id == "p1"]
    assert clinic(after).confirmed > 0
