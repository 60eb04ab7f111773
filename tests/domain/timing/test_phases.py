# SPDX-License-Identifier: MIT
"""Where somebody is after a cut, a missed dose or a pump event, at every edge and every clock."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.domain.person import Drug, Person, Pump, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.timing.phase_starts import Start, starts
from caregiver_app.domain.timing.phases import Phase, phase_kind, phases
from caregiver_app.domain.timing.time_rules import PhaseKind, PhaseStart, course_of
from tests.domain.pretend import (
    NOW,
    RULES,
    TODAY,
    ZONE,
    ago,
    calm,
    check_in,
    dose,
    person,
    plan,
    pump_event,
    pump_person,
)

TIMES = load_time_rules()
TREATMENTS = {
    "by mouth": (Drug.BACLOFEN, PlanRoute.ORAL),
    "pump": (Drug.BACLOFEN, PlanRoute.ITB),
    "clonazepam": (Drug.CLONAZEPAM, PlanRoute.ORAL),
}
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def cut_plan(*amounts: tuple[date, int], **changes) -> TaperPlan:
    """Return a plan by mouth that starts at 60 mg a day and goes to these amounts."""
    steps = tuple(Step(from_=day, mg_per_day=Decimal(mg)) for day, mg in amounts)
    start = TaperPlan(
        drug=Drug.BACLOFEN, route=PlanRoute.ORAL, start_mg_per_day=Decimal(60), steps=steps
    )
    return replace(start, **changes)


def found(now: Moment = NOW, who: Person | None = None, **record) -> tuple[Phase, ...]:
    return phases(TIMES, Record(person=who or person(), **record), now)


def begun(now: Moment = NOW, who: Person | None = None, **record) -> list[tuple[str, str]]:
    """Return what restarted a clock and when, as it reads on the wall."""
    every = starts(TIMES, Record(person=who or person(), **record), now)
    return [(start.kind.value, start.since.text[:16]) for start in every]


# ---- windows

EDGES = [
    ("by mouth", [(0, "quiet"), (6, "onset"), (24, "peak"), (96, "decline"), (264, "residual")]),
    ("pump", [(0, "quiet"), (2, "onset"), (24, "peak"), (96, "decline"), (264, "residual")]),
    ("clonazepam", [(0, "quiet"), (24, "onset"), (48, "peak"), (192, "decline")]),
]  # fmt: skip


@pytest.mark.parametrize(("treatment", "edges"), EDGES)
def test_each_phase_begins_at_its_hour_and_not_a_second_before(treatment, edges):
    drug, route = TREATMENTS[treatment]
    start = Start(kind=PhaseStart.CUT, drug=drug, route=route, since=NOW)
    before = None
    for hours, kind in edges:
        for seconds, expected in ((-1, before), (0, kind), (1, kind)):
            at = Moment(NOW.local + timedelta(hours=hours, seconds=seconds))
            assert phase_kind(TIMES, start, at) == expected
        before = kind
    years = Moment(NOW.local + timedelta(days=1500))
    assert phase_kind(TIMES, start, years) is PhaseKind.RESIDUAL


@pytest.mark.parametrize("hours", [72 - SECOND / HOUR, 72, 72 + SECOND / HOUR, 80])
def test_the_peak_holds_on_until_the_next_phase_begins(hours):
    start = Start(kind=PhaseStart.CUT, drug=Drug.BACLOFEN, route=PlanRoute.ORAL, since=NOW)
    at = Moment(NOW.local + timedelta(hours=hours))
    assert phase_kind(TIMES, start, at) is PhaseKind.PEAK


@pytest.mark.parametrize(
    ("treatment", "hours"), [("by mouth", 24), ("clonazepam", 24), ("pump", 72)]
)
def test_sleepiness_is_looked_for_after_a_restart_or_an_increase(treatment, hours):
    drug, route = TREATMENTS[treatment]
    for kind in (PhaseStart.RESTART, PhaseStart.INCREASE):
        start = Start(kind=kind, drug=drug, route=route, since=NOW)
        for seconds, expected in ((-1, PhaseKind.RISE), (0, None), (1, None)):
            at = Moment(NOW.local + timedelta(hours=hours, seconds=seconds))
            assert phase_kind(TIMES, start, at) is expected
        whole_day = replace(start, exact=False)
        assert phase_kind(TIMES, whole_day, at) is PhaseKind.RISE


@given(hours=st.floats(min_value=0, max_value=20_000), which=st.sampled_from(sorted(TREATMENTS)))
def test_there_is_no_hour_after_a_cut_without_a_phase(hours, which):
    drug, route = TREATMENTS[which]
    start = Start(kind=PhaseStart.CUT, drug=drug, route=route, since=NOW)
    assert phase_kind(TIMES, start, Moment(NOW.local + timedelta(hours=hours))) is not None


# ---- cuts


def test_a_cut_begins_at_the_local_start_of_its_day():
    assert begun(plans=(cut_plan((TODAY, 55)),)) == [("cut", "2026-05-10T00:00")]


def test_a_cut_begins_at_the_first_dose_of_its_day_where_that_is_known():
    timed = cut_plan((TODAY, 55), dose_times=("14:00", "08:00"))
    assert begun(plans=(timed,)) == [("cut", "2026-05-10T08:00")]
    by_step = plan("06:30", "18:00", first=TODAY, start_mg_per_day=Decimal(30))
    assert begun(plans=(by_step,)) == [("cut", "2026-05-10T06:30")]


def test_a_cut_whose_first_dose_is_still_ahead_has_not_begun():
    timed = cut_plan((TODAY, 55), dose_times=("12:01",))
    assert begun(plans=(timed,)) == []
    on_time = cut_plan((TODAY, 55), dose_times=("12:00",))
    assert begun(plans=(on_time,)) == [("cut", "2026-05-10T12:00")]


@pytest.mark.parametrize(
    ("day", "now", "hours"),
    [
        (date(2026, 3, 8), "2026-03-09T00:00:00-04:00", 23),
        (date(2026, 11, 1), "2026-11-02T00:00:00-05:00", 25),
    ],
    ids=["spring", "autumn"],
)
def test_the_day_of_a_clock_change_has_its_true_hours(day, now, hours):
    moment = Moment.parse(now, ZONE)
    phase = found(moment, plans=(cut_plan((day, 55)),))[0]
    assert moment.utc - phase.since.utc == timedelta(hours=hours)
    assert phase.kind == ("onset" if hours < 24 else "peak")
    assert phase.words.startswith("Day 1 after the step down.")


def test_a_flight_does_not_move_a_cut():
    record = Record(person=person(), plans=(cut_plan((TODAY, 55)),))
    home = starts(TIMES, record, NOW)[0].since
    away = starts(TIMES, record, moment_in_zone(NOW.utc, "Asia/Tokyo"))[0].since
    assert home == away


def test_the_zone_of_the_plan_places_a_cut():
    far = cut_plan((TODAY, 55), zone="Asia/Tokyo")
    assert begun(plans=(far,)) == [("cut", "2026-05-10T00:00")]
    assert found(plans=(far,))[0].since == Moment.parse("2026-05-09T11:00:00-04:00")


def test_a_step_that_is_cancelled_is_no_cut_and_one_that_is_held_is():
    for status, expected in ((StepStatus.CANCELLED, []), (StepStatus.HELD, ["cut"])):
        steps = (Step(from_=TODAY, mg_per_day=Decimal(55), status=status),)
        assert [kind for kind, _at in begun(plans=(cut_plan(steps=steps),))] == expected


def test_going_back_a_step_is_a_cut_and_then_an_increase():
    step = Step(
        from_=date(2026, 5, 8),
        mg_per_day=Decimal(55),
        status=StepStatus.STEPPED_BACK,
        status_at=ago(3),
    )
    back = cut_plan(steps=(step,))
    assert begun(plans=(back,)) == [("cut", "2026-05-08T00:00"), ("increase", "2026-05-10T09:00")]
    assert found(plans=(back,))[0].kind is PhaseKind.RISE


def test_going_back_nobody_knows_when_is_an_increase_from_the_day_of_the_step():
    step = Step(from_=TODAY, mg_per_day=Decimal(55), status=StepStatus.STEPPED_BACK)
    told = begun(plans=(cut_plan(steps=(step,)),))
    assert told == [("cut", "2026-05-10T00:00"), ("increase", "2026-05-10T00:00")]
    unknown = replace(step, mg_per_day=None, status_at=ago(2))
    assert [kind for kind, _at in begun(plans=(cut_plan(steps=(unknown,)),))] == ["increase"]


def test_going_back_from_a_larger_step_is_a_cut():
    step = Step(
        from_=date(2026, 5, 8),
        mg_per_day=Decimal(65),
        status=StepStatus.STEPPED_BACK,
        status_at=ago(3),
    )
    told = begun(plans=(cut_plan(steps=(step,)),))
    assert told == [("increase", "2026-05-08T00:00"), ("cut", "2026-05-10T09:00")]


def test_a_new_version_that_begins_later_does_not_hide_the_cut_before_it():
    old = cut_plan((date(2026, 5, 8), 55))
    new = cut_plan((date(2026, 5, 20), 50), start_mg_per_day=Decimal(55), written_on=TODAY)
    assert begun(plans=(old, new)) == [("cut", "2026-05-08T00:00")]


def test_a_new_version_of_the_same_days_replaces_the_old_one():
    old = cut_plan((date(2026, 5, 8), 55))
    corrected = cut_plan((date(2026, 5, 1), 60), (date(2026, 6, 8), 55))
    assert begun(plans=(old, corrected)) == []


def test_each_day_is_told_by_the_newest_version_that_reaches_back_to_it():
    old = cut_plan((date(2026, 5, 8), 55))
    same_day = cut_plan((date(2026, 5, 8), 60))
    assert begun(plans=(old, same_day)) == []
    reaching, later = cut_plan((date(2026, 5, 5), 60)), cut_plan((date(2026, 5, 9), 60))
    assert begun(plans=(old, later)) == [("cut", "2026-05-08T00:00")]
    assert begun(plans=(old, reaching, later)) == []
    assert begun(plans=(old, cut_plan())) == [("cut", "2026-05-08T00:00")]


@pytest.mark.parametrize(("written", "counts"), [(0, True), (1, False)])
def test_a_version_written_tomorrow_does_not_count_yet(written, counts):
    old = cut_plan((date(2026, 5, 8), 55))
    new = cut_plan((date(2026, 5, 1), 60), written_on=TODAY + timedelta(days=written))
    assert (begun(plans=(old, new)) == []) is counts


@pytest.mark.parametrize(
    ("back", "increase"), [(0, True), (-1 / 3600, False), (11, True), (12.5, False)]
)
def test_going_back_counts_from_when_it_was_said_not_before_the_step(back, increase):
    step = Step(
        from_=TODAY,
        mg_per_day=Decimal(55),
        status=StepStatus.STEPPED_BACK,
        status_at=ago(back),
    )
    kinds = [kind for kind, _at in begun(plans=(cut_plan(steps=(step,)),))]
    assert ("increase" in kinds) is increase


def test_an_older_cut_at_its_peak_wins_over_a_newer_quiet_one():
    two = cut_plan((date(2026, 5, 8), 55), (TODAY, 50), dose_times=("08:00",))
    phase = found(plans=(two,))[0]
    assert (phase.kind, phase.since.day) == (PhaseKind.PEAK, date(2026, 5, 8))


# ---- missed doses


@pytest.mark.parametrize("status", list(DoseStatus))
def test_every_dose_that_was_not_kept_starts_the_clock(status):
    kept = {DoseStatus.TAKEN, DoseStatus.LATE, DoseStatus.EXTRA}
    logged = begun(doses=(dose(3, status),))
    assert logged == ([] if status in kept else [("missed_dose", "2026-05-10T09:00")])


def test_a_dose_that_is_still_to_come_starts_nothing():
    assert begun(doses=(dose(-1, DoseStatus.MISSED),)) == []


def test_a_line_of_the_log_without_any_time_is_passed_over():
    timeless = dose(1, DoseStatus.MISSED, at=None, scheduled_for=None)
    assert len(begun(doses=(dose(3, DoseStatus.MISSED), timeless))) == 1


def test_what_is_long_ago_hides_nothing_that_is_new():
    long_ago, today = (check_in(h, doses_missed_in_row=1) for h in (500, 2))
    assert begun(check_ins=(long_ago, today)) == [("missed_dose", "2026-05-10T10:00")]
    log = (dose(500, DoseStatus.MISSED), dose(3, DoseStatus.MISSED))
    assert begun(doses=log) == [("missed_dose", "2026-05-10T09:00")]
    scans = (pump_event(500, PumpEventKind.MRI), pump_event(1, PumpEventKind.MRI))
    assert begun(who=pump_person(), pump_events=scans) == [("mri", "2026-05-10T11:00")]


def test_a_missed_dose_belongs_to_its_own_drug():
    phase = found(doses=(dose(3, DoseStatus.VOMITED, drug=Drug.CLONAZEPAM),))[0]
    assert (phase.drug, phase.route, phase.kind) == ("clonazepam", "oral", "quiet")


@pytest.mark.parametrize("answers", [{"doses_missed_in_row": 1}, {"vomited_doses_24h": 1}])
def test_a_missed_dose_told_at_a_check_in_starts_the_clock(answers):
    assert ("missed_dose", "2026-05-10T10:00") in begun(check_ins=(check_in(2, **answers),))
    nothing = dict.fromkeys(answers, 0)
    assert begun(check_ins=(check_in(2, **nothing),)) == []


def test_a_planned_dose_nobody_wrote_down_is_missed_when_two_hours_late():
    doses = (dose(22), dose(16))  # 14:00 and 20:00 of yesterday
    timed = plan("08:00", "14:00", "20:00")
    assert begun(doses=doses, plans=(timed,)) == [("unwritten_dose", "2026-05-10T08:00")]
    late = Moment.parse("2026-05-10T10:00:00-04:00", ZONE)
    assert len(begun(late, doses=doses, plans=(timed,))) == 1
    assert begun(Moment(late.local - SECOND, ZONE), doses=doses, plans=(timed,)) == []
    given = (*doses, dose(4))
    assert begun(doses=given, plans=(timed,)) == []


def test_an_answer_at_a_check_in_settles_what_was_due_before_it():
    timed = plan("08:00", "14:00", "20:00")
    told = check_in(1, doses_missed_in_row=0)
    assert begun(doses=(dose(22), dose(16)), plans=(timed,), check_ins=(told,)) == []


def test_a_log_that_nobody_writes_in_any_more_says_nothing_more():
    daily = plan("12:00")
    missed = begun(doses=(dose(240),), plans=(daily,))
    assert [at[:10] for _kind, at in missed] == ["2026-05-03", "2026-05-02", "2026-05-01"]


# ---- the pump


@pytest.mark.parametrize(
    ("kind", "started"),
    [
        (PumpEventKind.DOSE_CHANGE, ["pump_change", "increase"]),
        (PumpEventKind.ALARM, ["pump_alarm"]),
        (PumpEventKind.MRI, ["mri"]),
        (PumpEventKind.PROCEDURE, ["procedure"]),
        (PumpEventKind.REFILL, ["refill"]),
        (PumpEventKind.CHECK, []),
    ],
)
def test_everything_done_to_the_pump_starts_the_clock_but_a_mere_check(kind, started):
    events = (pump_event(3, kind),)
    assert [k for k, _at in begun(who=pump_person(), pump_events=events)] == started
    assert begun(pump_events=events) == []


@pytest.mark.parametrize(("mcg", "increase"), [(349, False), (350, False), (351, True)])
def test_a_pump_set_higher_is_an_increase(mcg, increase):
    who = pump_person(pump=Pump(dose_mcg_per_day=Decimal(350)))
    event = pump_event(3, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(mcg))
    kinds = [kind for kind, _at in begun(who=who, pump_events=(event,))]
    assert ("increase" in kinds) is increase


def test_a_pump_is_compared_with_what_it_was_set_to_last():
    changes = [(9, 300), (6, None), (3, 350), (0, 340)]
    events = tuple(
        pump_event(h, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=mcg and Decimal(mcg))
        for h, mcg in changes
    )
    who = pump_person(pump=Pump(dose_mcg_per_day=Decimal(400)))
    every = begun(who=who, pump_events=events)
    raised = [at[-5:] for kind, at in every if kind == "increase"]
    assert raised == ["09:00", "06:00"]  # what is not known may be more
    assert ("pump_change", "2026-05-10T12:00") in every


@pytest.mark.parametrize(
    ("answers", "started"),
    [
        ({"pump_alarm": PumpAlarm.UNSURE}, "pump_alarm"),
        ({"pump_alarm": PumpAlarm.SINGLE}, "pump_alarm"),
        ({"mri_unchecked": True}, "mri"),
        ({"refill_done": True}, "refill"),
        ({"refill_confirmed_missed": True}, "late_refill"),
        ({"restart_after_gap": True}, "restart"),
        ({"recent_increase": True}, "increase"),
    ],
)
def test_what_a_check_in_tells_of_the_pump_starts_the_clock(answers, started):
    told = (check_in(2, **answers),)
    assert begun(who=pump_person(), check_ins=told) == [(started, "2026-05-10T10:00")]
    assert found(who=pump_person(), check_ins=told)[0].route is PlanRoute.ITB


def test_a_pump_step_is_followed_as_a_change_of_the_pump_in_both_directions():
    def pump_plan(mcg: int) -> TaperPlan:
        step = Step(from_=TODAY, mcg_per_day=Decimal(mcg))
        start = cut_plan(route=PlanRoute.ITB, start_mg_per_day=None, steps=(step,))
        return replace(start, start_mcg_per_day=Decimal(350), dose_times=("08:00",))

    down, up = (
        [kind for kind, _at in begun(who=pump_person(), plans=(pump_plan(mcg),))]
        for mcg in (300, 400)
    )
    assert (down, up) == (["cut"], ["increase", "pump_change"])


# ---- restarts


@pytest.mark.parametrize(("gap", "restart"), [(47.99, False), (48, True), (60, True)])
def test_a_dose_kept_after_two_days_without_is_a_restart(gap, restart):
    log = (dose(3 + gap), dose(3))
    assert [kind for kind, _at in begun(doses=log)] == (["restart"] if restart else [])


def test_the_first_dose_in_a_log_is_no_restart():
    assert begun(doses=(dose(3),)) == []


# ---- several at once, words, and the rules


def test_there_is_one_phase_for_each_drug_and_route_that_something_happened_to():
    clonazepam = cut_plan((TODAY, 1), drug=Drug.CLONAZEPAM, start_mg_per_day=Decimal(2))
    three = found(
        who=pump_person(route=Route.BOTH),
        plans=(clonazepam, cut_plan((date(2026, 5, 8), 55))),
        pump_events=(pump_event(30, PumpEventKind.ALARM),),
    )
    assert [(phase.drug, phase.route, phase.kind) for phase in three] == [
        ("baclofen", "oral", "peak"),
        ("baclofen", "itb", "peak"),
        ("clonazepam", "oral", "quiet"),
    ]
    assert found() == ()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "The same day as the step down. Signs can start now. They can come fast."),
        (
            date(2026, 5, 8),
            "Day 2 after the step down. Signs can be strongest now.",
        ),
        (date(2026, 5, 3), "Day 7 after the step down. Signs can still come, or come back."),
        (
            date(2026, 4, 1),
            "Day 39 after the step down. Signs can still come after weeks or months.",
        ),
    ],
)
def test_the_words_say_the_day_and_never_that_it_is_over(day, words):
    assert found(plans=(cut_plan((day, 55)),))[0].words == words


def test_what_is_over_does_not_hide_what_is_not():
    told = (replace(check_in(30), recent_increase=True, doses_missed_in_row=0),)
    both = found(check_ins=told, pump_events=(), doses=(dose(26, DoseStatus.MISSED),))
    assert [(phase.kind, phase.start) for phase in both] == [("peak", "missed_dose")]
    step_up = cut_plan((date(2026, 4, 1), 70), (date(2026, 5, 9), 55))
    assert [phase.start for phase in found(plans=(step_up,))] == ["cut"]


def test_of_two_alike_the_newer_one_is_named():
    log = (dose(30, DoseStatus.MISSED), dose(26, DoseStatus.MISSED))
    assert found(doses=log)[0].since == ago(26)


def test_every_phase_of_every_treatment_can_be_said():
    for drug, route in TREATMENTS.values():
        assert course_of(drug, route) in TIMES.windows
    sleepy = found(check_ins=(check_in(2, recent_increase=True),))[0]
    assert sleepy.words.startswith("The same day as the step up. They can get too sleepy")


def _with_phase(kind: str) -> dict:
    return {
        "cut": {"plans": (cut_plan((date(2026, 5, 9), 55)),)},
        "plan": {"plans": (cut_plan((date(2026, 3, 1), 55)),)},
        "mri": {"pump_events": (pump_event(200, PumpEventKind.MRI),)},
    }[kind]


@given(stiffness=st.integers(0, 10), hr=st.integers(50, 140), itching=st.booleans())
def test_no_level_depends_on_the_phase(stiffness, hr, itching):
    draft = calm(stiffness=stiffness, hr=hr, tingling=itching)
    plain, peak = (
        evaluate(RULES, Record(person=person(), **_with_phase(kind)), draft, NOW)
        for kind in ("plan", "cut")
    )
    assert plain == peak


@given(st.lists(st.floats(min_value=0.01, max_value=400), max_size=6))
def test_asking_for_the_phase_changes_nothing_and_names_each_treatment_once(hours):
    log = tuple(dose(h, DoseStatus.MISSED) for h in sorted(hours, reverse=True))
    record = Record(person=person(), doses=log)
    seen = phases(TIMES, record, NOW)
    assert seen == phases(TIMES, record, NOW)
    assert len({(p.drug, p.route) for p in seen}) == len(seen)
    assert all(p.since <= NOW for p in seen)


def test_a_check_in_from_the_future_starts_nothing():
    ahead = replace(check_in(1, doses_missed_in_row=1), at=ago(-1))
    assert isinstance(ahead, CheckIn)
    assert begun(check_ins=(ahead,)) == []


def test_an_increase_counts_once_more_from_the_first_dose_that_is_larger():
    """Told after the morning dose was given as before: what is new is what they take at 11."""
    up = plan("06:00", "11:00", mg="15", first=TODAY, start_mg_per_day=Decimal(20))
    told = ("increase", "2026-05-10T06:00")
    old = (dose(25, mg=Decimal(10)), dose(6, mg=Decimal(10)))
    assert begun(plans=(up,), doses=old) == [told]
    taken = (*old, dose(1, mg=Decimal(15)))
    assert begun(plans=(up,), doses=taken) == [told, ("increase", "2026-05-10T11:00")]
    at_its_time = (dose(25, mg=Decimal(10)), dose(5.8, mg=Decimal(15)))
    assert begun(plans=(up,), doses=at_its_time) == [told]
    missed = (*old, dose(1, DoseStatus.MISSED, mg=Decimal(15)))
    assert ("increase", "2026-05-10T11:00") not in begun(plans=(up,), doses=missed)


def test_a_check_in_just_after_a_dose_came_due_does_not_answer_for_it():
    log = {"plans": (plan("06:00", "09:30"),), "doses": (dose(6),)}
    just_after = check_in(2.45, doses_missed_in_row=0, last_kept_dose_at=None)
    open_one = ("unwritten_dose", "2026-05-10T09:30")
    assert open_one in begun(check_ins=(just_after,), **log)
    told = replace(just_after, last_kept_dose_at=ago(2.47))
    assert open_one not in begun(check_ins=(told,), **log)
    later = check_in(0.2, doses_missed_in_row=0, last_kept_dose_at=None)
    assert open_one not in begun(check_ins=(later,), **log)
