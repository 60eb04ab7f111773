# SPDX-License-Identifier: MIT
"""When the next check-in is due and how late it is, at every edge, in every night."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.cadence import (
    Lateness,
    NextCheck,
    next_check,
    out_of_quiet,
    recommended,
)
from caregiver_app.domain.timing.time_rules import QuietHours
from tests.domain.pretend import NOW, TODAY, ZONE, ago, dose, person, pump_event, pump_person

TIMES = load_time_rules()
NEW_YORK = ZoneInfo(ZONE)
HOUR = timedelta(hours=1)
SECOND = 1 / 3600
NIGHT = QuietHours(start=time(22), end=time(7))
NO_QUIET = replace(TIMES, quiet=QuietHours(start=time(0), end=time(0)))


def seen(hours_ago: float, level: Level = Level.NO_FLAGS, mode: Mode = Mode.QUICK) -> CheckIn:
    """Return a check-in with a stored level and no other answer."""
    stored = Assessment(rule_set="test", level=level)
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), mode=mode, assessment=stored)


def judged_by(rule: str, at: Moment, level: Level = Level.URGENT) -> CheckIn:
    """Return a check-in that was judged by one rule."""
    found = Finding(id=rule, level=level, message="", because="", source="")
    stored = Assessment(rule_set="test", level=level, rules=(found,))
    return CheckIn(id=f"c{rule}", at=at, mode=Mode.QUICK, assessment=stored)


def cut(days_ago: float, drug: Drug = Drug.BACLOFEN, at: str = "12:00") -> TaperPlan:
    """Return a plan by mouth with one cut so many days ago, at noon as NOW is."""
    step = Step(from_=TODAY - timedelta(days=days_ago), mg_per_day=Decimal(5))
    return TaperPlan(
        drug=drug,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(10),
        dose_times=(at,),
        steps=(step,),
    )


def due(*check_ins: CheckIn, now: Moment = NOW, who: Person | None = None, rules=TIMES, **record):
    held = Record(person=who or person(), check_ins=check_ins, **record)
    return next_check(rules, held, now)


def hours(found: NextCheck) -> float:
    """Return how many hours after NOW it is due."""
    return (found.due.utc - NOW.utc) / HOUR


def replace_hour(moment: Moment, hour: int) -> Moment:
    """Return the same day and minute at another hour."""
    return Moment(moment.local.replace(hour=hour), moment.zone)


def wall(moment: Moment) -> str:
    return moment.local.astimezone(NEW_YORK).strftime("%m-%d %H:%M")


# ---- how often


@pytest.mark.parametrize("who", [person(), pump_person()], ids=["by mouth", "pump"])
def test_a_refill_that_is_near_asks_for_no_other_look_and_wakes_nobody(who):
    near, sign = (judged_by(rule, NOW, Level.WATCH) for rule in ("W13", "W05"))
    both = replace(near, assessment=replace(sign.assessment, rules=(
        *near.assessment.rules, *sign.assessment.rules
    )))  # fmt: skip
    assert due(near, who=who).due == due(seen(0), who=who).due
    for found in (due(sign, who=who), due(both, who=who)):
        assert (found.reason, found.due < due(near, who=who).due) == ("watch", True)


def every(who=None, **record) -> tuple[float, float, str]:
    """Return the hours between quick ones, between full ones, and why, just after a check-in."""
    last = seen(0, mode=Mode.FULL)
    found = due(last, who=who, rules=NO_QUIET, **record)
    return found.every / HOUR, (found.full_due.utc - NOW.utc) / HOUR, found.reason


@pytest.mark.parametrize(
    ("days", "quick", "full", "reason"),
    [(0, 4, 12, "cut"), (3, 4, 12, "cut"), (4, 12, 24, "cut"), (10, 12, 24, "cut"),
     (11, 24, 168, "steady"), (100, 24, 168, "steady")],
)  # fmt: skip
def test_by_mouth_it_thins_out_after_a_cut(days, quick, full, reason):
    assert every(plans=(cut(days),)) == (quick, full, reason)


@pytest.mark.parametrize(
    ("days", "quick", "full", "reason"),
    [(0, 12, 48, "cut"), (2, 12, 48, "cut"), (7, 12, 48, "cut"), (8, 24, 48, "cut"),
     (14, 24, 48, "cut"), (15, 24, 168, "steady")],
)  # fmt: skip
def test_clonazepam_has_its_own_days(days, quick, full, reason):
    who = person(drug=Drug.CLONAZEPAM)
    assert every(who, plans=(cut(days, Drug.CLONAZEPAM),)) == (quick, full, reason)


@pytest.mark.parametrize("kind", [k for k in PumpEventKind if k is not PumpEventKind.CHECK])
def test_a_pump_is_looked_at_often_for_seven_days_after_whatever_was_done_to_it(kind):
    for gone, expected in ((168 - SECOND, 4), (168, 24), (168 + SECOND, 24)):
        event = pump_event(gone, kind, dose_mcg_per_day=Decimal(1))
        assert every(pump_person(), pump_events=(event,))[0] == expected


@pytest.mark.parametrize(
    ("gone", "quick"),
    [(0, 4), (96 - SECOND, 4), (96, 12), (96 + SECOND, 12), (264 - SECOND, 12), (264, 24)],
)
def test_any_missed_dose_by_mouth_is_followed_like_a_cut(gone, quick):
    for drug in Drug:
        missed = dose(gone, DoseStatus.MISSED, drug=drug)
        found = every(doses=(missed,))
        if (drug, gone) != (Drug.CLONAZEPAM, 264):
            assert found[0] == quick


@pytest.mark.parametrize("drug", list(Drug))
def test_a_dose_nobody_wrote_down_is_followed_like_a_missed_one(drug):
    taken = dose(20, drug=drug)  # 16:00 yesterday; the one of 08:00 today is not there
    who = person(drug=drug)
    taper = replace(cut(-30, drug), dose_times=("08:00", "16:00"))
    found = due(seen(6), who=who, doses=(taken,), plans=(taper,), rules=NO_QUIET)
    assert (found.reason, hours(found)) == ("unwritten_dose", -2)


def test_before_the_first_cut_it_is_daily_with_three_full_ones_on_two_days():
    assert every() == (24, 24, "baseline")
    ahead = cut(-3)
    assert every(plans=(ahead,)) == (24, 24, "baseline")
    three = [seen(h, mode=Mode.FULL) for h in (26, 20, 0)]
    assert due(*three, rules=NO_QUIET).full_due.utc - NOW.utc == 168 * HOUR
    one_day = [seen(h, mode=Mode.FULL) for h in (4, 2, 0)]
    assert due(*one_day, rules=NO_QUIET).full_due.utc - NOW.utc == 24 * HOUR
    two = [seen(26, mode=Mode.FULL), seen(20), seen(0, mode=Mode.FULL)]
    assert due(*two, rules=NO_QUIET).full_due.utc - NOW.utc == 24 * HOUR


def test_of_two_drugs_or_routes_the_earliest_due_wins():
    both = (cut(5), cut(1, Drug.CLONAZEPAM))
    assert every(plans=both)[:2] == (12, 24)
    who = pump_person(route=Route.BOTH)
    alarm = (pump_event(1, PumpEventKind.ALARM),)
    assert every(who, plans=both, pump_events=alarm)[:2] == (4, 12)


def test_an_older_cut_keeps_its_checks_beside_a_newer_one():
    first = Step(from_=TODAY - timedelta(days=3), mg_per_day=Decimal(8))
    again = Step(from_=TODAY, mg_per_day=Decimal(5))
    for drug, quick in ((Drug.BACLOFEN, 4), (Drug.CLONAZEPAM, 12)):
        both = replace(cut(0, drug), steps=(first, again))
        assert every(person(drug=drug), plans=(both,))[0] == quick


# ---- the first check-in, full ones


def test_without_any_check_in_a_full_one_is_due_now():
    found = due()
    assert (found.due, found.full_due, found.mode) == (NOW, NOW, Mode.FULL)
    assert (found.late_by, found.lateness, found.reason) == (timedelta(0), Lateness.DUE, "first")


@pytest.mark.parametrize("level", [Level.NO_FLAGS, Level.WATCH])
def test_what_was_tapped_is_nobodys_first_check_in(level):
    tapped = replace(seen(0, level), more={HAPPENED: Happening.FALL})
    for record in ({}, {"plans": (cut(1),)}):
        found = due(tapped, rules=NO_QUIET, **record)
        assert (found.due, found.full_due, found.mode, found.reason) == (
            NOW,
            NOW,
            Mode.FULL,
            "first",
        )


def test_the_first_check_in_says_how_often_they_will_be():
    assert due(plans=(cut(1),), rules=NO_QUIET).every == 4 * HOUR


def test_only_the_newest_judgement_asks_for_a_check():
    assert due(seen(3, Level.WATCH), seen(0), rules=NO_QUIET).reason == "baseline"
    unjudged = replace(seen(0), assessment=None)
    assert due(seen(3, Level.WATCH), unjudged, rules=NO_QUIET).reason == "watch"
    assert due(unjudged, rules=NO_QUIET).reason == "baseline"


def test_a_check_in_from_the_future_does_not_count():
    assert due(seen(-1)).reason == "first"
    assert hours(due(seen(2), seen(-1), rules=NO_QUIET)) == 22


def test_the_one_that_is_due_is_full_once_a_full_one_is_due_by_then():
    for full_ago, mode in ((8 - SECOND, Mode.QUICK), (8, Mode.FULL), (8 + SECOND, Mode.FULL)):
        found = due(seen(full_ago, mode=Mode.FULL), seen(0), plans=(cut(1),), rules=NO_QUIET)
        assert (hours(found), found.mode) == (4, mode)


def test_while_it_is_late_the_full_one_may_fall_due_too():
    check_ins = (seen(11, mode=Mode.FULL), seen(6))
    assert due(*check_ins, plans=(cut(1),), rules=NO_QUIET).mode is Mode.QUICK
    check_ins = (seen(12, mode=Mode.FULL), seen(9))
    assert due(*check_ins, plans=(cut(1),), rules=NO_QUIET).mode is Mode.FULL


def test_a_check_in_that_does_not_say_how_much_was_asked_is_not_full():
    unknown = replace(seen(0), mode=None)
    assert due(unknown).mode is Mode.FULL


# ---- after what the last one found


@pytest.mark.parametrize("who", [person(), pump_person()], ids=["by mouth", "pump"])
def test_after_a_watch_it_is_sooner(who):
    found = due(seen(0, Level.WATCH), who=who, rules=NO_QUIET)
    assert (hours(found), found.reason) == (2 if who.has_pump else 4, "watch")
    assert due(seen(0, Level.INCOMPLETE), rules=NO_QUIET).reason == "baseline"


def at_night(level: Level, who: Person, **record) -> str:
    """Return when the next one is due after one at 21:30, as it reads on the wall."""
    evening = Moment.parse("2026-05-10T21:30:00-04:00", ZONE)
    last = replace(seen(0, level), at=evening)
    return wall(due(last, now=evening, who=who, **record).due)


def test_quiet_hours_move_what_is_routine_and_nothing_else():
    assert at_night(Level.NO_FLAGS, person(), plans=(cut(1),)) == "05-11 07:00"
    assert at_night(Level.WATCH, person()) == "05-11 07:00"
    assert at_night(Level.WATCH, pump_person()) == "05-10 23:30"
    for level in (Level.URGENT, Level.EMERGENCY):
        assert at_night(level, person()) == "05-10 22:30"
        assert at_night(level, pump_person()) == "05-10 22:30"


@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY])
def test_an_alert_is_looked_at_every_hour_until_somebody_answers(level):
    found = due(seen(0.5, level))
    assert (hours(found), found.every, found.reason) == (0.5, HOUR, "unanswered")
    spoke = ActionTaken(id="a", at=ago(0.2), about="c0.5", kind=ActionKind.SPOKE)
    after = due(seen(0.5, level), actions=(spoke,))
    assert (hours(after), after.reason) == (3.5, "answered")
    with_pump = due(seen(0.5, level), actions=(spoke,), who=pump_person())
    assert hours(with_pump) == 1.5


@pytest.mark.parametrize(("who", "left"), [(person(), 2.5), (pump_person(), 0.5)])
def test_missing_answers_do_not_put_off_the_check_after_a_sign_to_watch(who, left):
    found = due(seen(1.5, Level.WATCH), seen(1, Level.INCOMPLETE), who=who, rules=NO_QUIET)
    assert (hours(found), found.reason) == (left, "watch")


def test_an_alert_that_nobody_answered_is_looked_at_every_hour_through_calmer_check_ins():
    for level in (Level.INCOMPLETE, Level.WATCH):
        found = due(seen(0.9, Level.URGENT), seen(0.5, level))
        assert (hours(found), found.every, found.reason) == (0.5, HOUR, "unanswered")


def test_a_look_is_due_when_nobody_answered_until_it_is_time_for_the_er():
    for who, wait in ((person(), 1), (pump_person(), 0.5)):
        before = due(seen(wait - 0.1, Level.URGENT), who=who)
        assert hours(before) == pytest.approx(1.1 - wait)
        found = due(seen(wait + 0.2, Level.URGENT), seen(wait + 0.1, Level.WATCH), who=who)
        assert hours(found) == pytest.approx(-0.2)
        looked = due(seen(wait + 0.2, Level.URGENT), seen(0.1, Level.WATCH), who=who)
        assert hours(looked) == pytest.approx(0.9)


EVENING = Moment.parse("2026-05-10T21:30:00-04:00", ZONE)
TOO_SLEEPY = ("E02", "E03", "E06", "E13", "U13", "U15", "U21")


def answered(rule: str, *later: CheckIn, who: Person | None = None, **record) -> NextCheck:
    """Return the next check after an alert at 21:30 that was answered, asked at 23:00."""
    spoke = ActionTaken(id="a", at=EVENING, about=f"c{rule}", kind=ActionKind.SPOKE)
    actions = (spoke, *record.pop("actions", ()))
    night = Moment.parse("2026-05-10T23:00:00-04:00", ZONE)
    check_ins = (judged_by(rule, EVENING), *later)
    return due(*check_ins, now=night, who=who, actions=actions, **record)


@pytest.mark.parametrize("rule", [*TOO_SLEEPY, "U05"])
def test_who_may_get_too_sleepy_is_looked_at_through_the_night_though_somebody_answered(rule):
    times = {"U15": "05-10 22:30", "U05": "05-11 07:00"}
    found = answered(rule)
    assert (wall(found.due), found.reason) == (times.get(rule, "05-11 01:30"), "answered")
    with_pump = wall(answered(rule, who=pump_person()).due)
    assert with_pump == ("05-10 22:30" if rule == "U15" else "05-10 23:30")


def test_each_hour_goes_on_until_a_calmer_check_in():
    half_past = replace(seen(0, Level.INCOMPLETE), at=replace_hour(EVENING, 22))
    assert wall(answered("U15", half_past).due) == "05-10 23:30"
    again = ActionTaken(
        id="b", at=replace_hour(EVENING, 22), about="cU15", kind=ActionKind.RECHECKED
    )
    assert wall(answered("U15", actions=(again,)).due) == "05-10 23:30"
    for level, day in ((Level.WATCH, 11), (Level.NO_FLAGS, 12)):
        calmer = replace(seen(0, level), at=replace_hour(EVENING, 22))
        assert wall(answered("U15", calmer).due) == f"05-{day} 07:00"


def test_a_check_that_was_asked_for_in_the_night_is_late_after_four_hours():
    spoke = ActionTaken(id="a", at=EVENING, about="cE13", kind=ActionKind.SPOKE)
    for rule, late in (("E13", Lateness.LATE), ("U05", Lateness.DUE)):
        now = Moment.parse("2026-05-11T07:00:00-04:00", ZONE)
        found = due(judged_by(rule, EVENING), now=now, actions=(replace(spoke, about=f"c{rule}"),))
        assert found.lateness is late


def test_checking_again_puts_the_next_hour_off_but_not_the_usual_check():
    again = ActionTaken(id="a", at=ago(0.2), about="c0.5", kind=ActionKind.RECHECKED)
    assert hours(due(seen(0.5, Level.URGENT), actions=(again,))) == pytest.approx(0.8)
    long_ago = ActionTaken(id="a", at=ago(0), about="c5", kind=ActionKind.RECHECKED)
    found = due(seen(5, Level.URGENT), actions=(long_ago,), plans=(cut(1),), rules=NO_QUIET)
    assert hours(found) == -1


# ---- after a restart or an increase


@pytest.mark.parametrize(
    ("risen", "last", "expected"),
    [(1, 1, 1), (1, 0.5, 1), (2, 0, 2), (3, 0.5, 1), (4, 0, 4), (5, 1, 3), (24.5, 0, 24)],
)
def test_after_an_increase_it_is_at_two_and_four_hours_and_then_every_four(risen, last, expected):
    told = replace(seen(risen), recent_increase=True)
    check_ins = (told,) if risen == last else (told, seen(last))
    assert hours(due(*check_ins, rules=NO_QUIET)) == expected


@pytest.mark.parametrize(("who", "span"), [(person(), 24), (pump_person(), 72)])
def test_every_four_hours_lasts_a_day_by_mouth_and_three_with_a_pump(who, span):
    for gone, quick in ((span - SECOND, 4), (span, 24)):
        told = replace(seen(gone), restart_after_gap=True)
        assert due(told, seen(0), who=who, rules=NO_QUIET).every == quick * HOUR


def test_the_first_hours_after_an_increase_are_looked_at_in_the_night_too():
    evening = Moment.parse("2026-05-10T21:00:00-04:00", ZONE)
    told = replace(seen(0), at=evening, recent_increase=True)
    assert wall(due(told, now=evening).due) == "05-10 23:00"


@pytest.mark.parametrize("last", [1, -1], ids=["before the new start", "after it"])
def test_a_check_after_a_new_start_stays_due_when_it_was_while_days_go_by(last):
    log = (dose(51), dose(1))
    found = [
        due(seen(last + 0.5), now=ago(-later), doses=log, rules=NO_QUIET).due
        for later in (2, 70, 72, 200)
    ]
    assert found == [found[0]] * 4


def test_going_back_a_step_in_the_evening_is_looked_at_two_hours_later():
    evening = Moment.parse("2026-05-10T21:00:00-04:00", ZONE)
    step = Step(
        from_=TODAY,
        mg_per_day=Decimal(5),
        status=StepStatus.STEPPED_BACK,
        status_at=evening,
    )
    back = replace(cut(0), steps=(step,), dose_times=())
    found = due(replace(seen(0), at=evening), now=evening, plans=(back,))
    assert (wall(found.due), found.reason) == ("05-10 23:00", "increase")


def test_nobody_is_woken_for_a_step_up_whose_hour_nobody_knows():
    up = replace(cut(0), steps=(Step(from_=TODAY, mg_per_day=Decimal(20)),), dose_times=())
    midnight = Moment.parse("2026-05-10T00:30:00-04:00", ZONE)
    last = replace(seen(0), at=Moment.parse("2026-05-09T21:00:00-04:00", ZONE))
    assert wall(due(last, now=midnight, plans=(up,)).due) == "05-10 07:00"


# ---- quiet hours


@pytest.mark.parametrize(
    ("at", "moved"),
    [
        ("21:59:59", "05-10 21:59"),
        ("22:00:00", "05-11 07:00"),
        ("23:59:59", "05-11 07:00"),
        ("00:00:00", "05-10 07:00"),
        ("06:59:59", "05-10 07:00"),
        ("07:00:00", "05-10 07:00"),
    ],
)
def test_quiet_hours_across_midnight_have_exact_edges(at, moved):
    instant = datetime.fromisoformat(f"2026-05-10T{at}-04:00")
    assert wall(Moment(out_of_quiet(NIGHT, instant, NEW_YORK))) == moved


@pytest.mark.parametrize(
    ("at", "moved"),
    [("12:59", "12:59"), ("13:00", "15:30"), ("15:29", "15:30"), ("15:30", "15:30")],
)
def test_quiet_hours_may_lie_within_a_day(at, moved):
    rest = QuietHours(start=time(13), end=time(15, 30))
    instant = datetime.fromisoformat(f"2026-05-10T{at}:00-04:00")
    assert wall(Moment(out_of_quiet(rest, instant, NEW_YORK))) == f"05-10 {moved}"


@pytest.mark.parametrize(
    ("last", "expected", "gone"),
    [
        ("2026-03-07T21:00:00-05:00", "2026-03-08T07:00:00-04:00", 9),
        ("2026-10-31T21:00:00-04:00", "2026-11-01T07:00:00-05:00", 11),
    ],
    ids=["spring", "autumn"],
)
def test_the_night_the_clocks_change_ends_at_seven_on_the_wall(last, expected, gone):
    at = Moment.parse(last, ZONE)
    found = due(replace(seen(0), at=at), now=at, doses=(dose(0, DoseStatus.MISSED, at=at),))
    assert found.due.text == expected
    assert found.due.utc - at.utc == gone * HOUR


def test_a_day_is_twenty_four_true_hours_also_when_the_clocks_change():
    at = Moment.parse("2026-03-07T12:00:00-05:00", ZONE)
    found = due(replace(seen(0), at=at), now=at)
    assert found.due.text == "2026-03-08T13:00:00-04:00"


def test_the_end_of_quiet_hours_may_be_skipped_or_come_twice():
    early = QuietHours(start=time(22), end=time(2, 30))
    spring = datetime.fromisoformat("2026-03-08T01:15:00-05:00")
    assert wall(Moment(out_of_quiet(early, spring, NEW_YORK))) == "03-08 03:30"
    half_past_one = QuietHours(start=time(22), end=time(1, 30))
    second_pass = datetime.fromisoformat("2026-11-01T01:15:00-05:00")
    moved = out_of_quiet(half_past_one, second_pass, NEW_YORK)
    assert moved == datetime.fromisoformat("2026-11-01T01:30:00-05:00")


def test_after_a_flight_the_night_is_that_of_the_place():
    last = replace(seen(0), at=Moment.parse("2026-05-10T21:00:00-04:00", ZONE))
    plans = (cut(1),)
    assert wall(due(last, now=last.at, plans=plans).due) == "05-11 07:00"
    tokyo = Moment(last.at.utc.astimezone(ZoneInfo("Asia/Tokyo")), "Asia/Tokyo")
    assert due(last, now=tokyo, plans=plans).due.utc - last.at.utc == 4 * HOUR


# ---- how late


@pytest.mark.parametrize(
    ("who", "plans", "late"),
    [
        (person(), (), 12),
        (person(), (cut(5),), 12),
        (person(), (cut(2),), 4),
        (pump_person(), (), 4),
    ],
    ids=["baseline", "later days", "peak", "pump"],
)
def test_lateness_has_exact_edges(who, plans, late):
    every_hours = due(seen(0), who=who, plans=plans, rules=NO_QUIET).every / HOUR
    for by, expected in (
        (-SECOND, Lateness.NOT_DUE),
        (0, Lateness.DUE),
        (1 - SECOND, Lateness.DUE),
        (1, Lateness.REMIND),
        (late - SECOND, Lateness.REMIND),
        (late, Lateness.LATE),
    ):
        found = due(seen(every_hours + by), who=who, plans=plans, rules=NO_QUIET)
        assert found.lateness is expected, by
        told = None if by < 0 else found.late_by / HOUR
        assert told == (None if by < 0 else pytest.approx(by, abs=1e-6))


def test_an_open_alert_is_late_after_four_hours_not_twelve():
    assert due(seen(5 - SECOND, Level.URGENT)).lateness is Lateness.REMIND
    assert due(seen(5, Level.URGENT)).lateness is Lateness.LATE


def test_an_alert_that_somebody_answered_is_late_like_any_other_check_in():
    spoke = ActionTaken(id="a", at=ago(9), about="c9", kind=ActionKind.SPOKE)
    found = due(seen(9, Level.URGENT), actions=(spoke,), rules=NO_QUIET)
    assert (found.late_by, found.lateness) == (5 * HOUR, Lateness.REMIND)


def test_what_is_late_stays_late_while_the_phase_passes():
    last = seen(20)
    plans = (cut(3),)
    for ahead in (0, 6, 12, 24, 48):
        now = Moment(NOW.local + ahead * HOUR, ZONE)
        found = due(last, now=now, plans=plans, rules=NO_QUIET)
        assert found.due == ago(16)
        assert found.late_by == (16 + ahead) * HOUR
        assert found.lateness is Lateness.LATE


def test_nobody_was_late_before_the_dose_was_missed():
    found = due(seen(20), doses=(dose(0.5, DoseStatus.MISSED),), rules=NO_QUIET)
    assert (hours(found), found.lateness) == (-0.5, Lateness.DUE)


# ---- the sentence


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({}, "Once a day. A full one once a day."),
        (
            {"plans": (cut(1),)},
            "Every 4 hours while awake, at least 3 a day. A full one 2 times a day.",
        ),
        ({"plans": (cut(5),)}, "2 times a day. A full one once a day."),
        ({"plans": (cut(50),)}, "Once a day. A full one once a week."),
    ],
)
def test_how_often_is_said_in_plain_words(record, sentence):
    held = Record(person=person(), check_ins=(seen(1),), **record)
    assert recommended(TIMES, held, NOW) == sentence


def test_an_alert_a_pump_and_an_increase_are_named_in_the_sentence():
    told = replace(seen(1, Level.URGENT), recent_increase=True)
    said = recommended(TIMES, Record(person=pump_person(), check_ins=(told,)), NOW)
    assert said.startswith("Check every 60 minutes, day and night.")
    assert "answers. After that: Every 4 hours" in said
    assert "Also check 2 and 4 hours after it." in said
    assert said.endswith("Listen for the pump each time.")
    for who, words in (
        (person(), "4 hours after the last check, while"),
        (pump_person(), "2 hours"),
    ):
        held = Record(person=who, check_ins=(seen(1, Level.WATCH),))
        assert words in recommended(TIMES, held, NOW)


@pytest.mark.parametrize(
    ("rule", "who", "words"),
    [
        ("E13", person(), "Check again 4 hours after the last check."),
        ("E13", pump_person(), "Check again 2 hours after the last check."),
        ("U15", person(), "Check every 60 minutes."),
    ],
)
def test_the_sentence_says_to_check_that_they_breathe_and_wake_in_the_night_too(rule, who, words):
    spoke = ActionTaken(id="a", at=NOW, about=f"c{rule}", kind=ActionKind.SPOKE)
    held = Record(person=who, check_ins=(judged_by(rule, ago(1)),), actions=(spoke,))
    said = recommended(TIMES, held, NOW)
    breathe = "Check that they breathe and wake, day and night."
    assert said.startswith(f"{breathe} {words} After that: ")


# ---- whatever the record

LEVELS = st.sampled_from([Level.NO_FLAGS, Level.INCOMPLETE, Level.WATCH])
LAST = st.floats(min_value=0, max_value=400)
MISSED = st.lists(st.floats(min_value=0, max_value=400), max_size=4)
CUTS = st.lists(st.integers(min_value=0, max_value=20), max_size=4, unique=True)
INSTANT = st.integers(min_value=1_772_900_000, max_value=1_794_000_000)  # March to November 2026
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))


def _record(last: float, missed: list[float], cuts: list[int], **changes) -> Record:
    days = [TODAY - timedelta(days=d) for d in sorted(cuts, reverse=True)]
    steps = tuple(Step(from_=day, mg_per_day=Decimal(90 - n)) for n, day in enumerate(days))
    taper = replace(cut(0, at="08:00"), start_mg_per_day=Decimal(100), steps=steps)
    log = tuple(dose(h, DoseStatus.MISSED) for h in sorted(missed, reverse=True))
    held = Record(person=person(), plans=(taper,), doses=log, check_ins=(seen(last),))
    return replace(held, **changes)


@given(last=LAST, level=LEVELS, missed=MISSED, cuts=CUTS)
def test_what_is_routine_is_never_due_at_night_nor_before_the_last_one(last, level, missed, cuts):
    record = _record(last, missed, cuts, check_ins=(seen(last, level),))
    found = next_check(TIMES, record, NOW)
    for moment in (found.due, found.full_due):
        assert not NIGHT.cover(moment.utc.astimezone(NEW_YORK).time())
        assert moment.utc >= record.check_ins[-1].at.utc
    assert (found.late_by is None) == (found.lateness is Lateness.NOT_DUE)


@given(last=LAST, missed=MISSED, cuts=CUTS, more=st.floats(min_value=0, max_value=400))
def test_another_missed_dose_never_puts_the_next_check_off(last, missed, cuts, more):
    before = next_check(TIMES, _record(last, missed, cuts), NOW)
    after = next_check(TIMES, _record(last, [*missed, more], cuts), NOW)
    assert after.due <= before.due


@given(last=LAST, missed=MISSED, cuts=CUTS, more=st.integers(min_value=0, max_value=20))
def test_another_cut_never_puts_the_next_check_off(last, missed, cuts, more):
    before = next_check(TIMES, _record(last, missed, cuts), NOW)
    after = next_check(TIMES, _record(last, missed, sorted({*cuts, more})), NOW)
    assert after.due <= before.due


@given(last=LAST, missed=MISSED, cuts=CUTS, level=st.sampled_from([Level.URGENT, Level.EMERGENCY]))
def test_an_open_alert_is_never_due_later_than_an_hour_after_the_last_look(
    last, missed, cuts, level
):
    record = _record(last, missed, cuts, check_ins=(seen(last, level),))
    found = next_check(TIMES, record, NOW)
    assert timedelta(0) <= found.due.utc - ago(last).utc <= HOUR


@given(seconds=INSTANT, start=WALLS, end=WALLS)
def test_nothing_moved_out_of_quiet_hours_lies_in_them_or_goes_back(seconds, start, end):
    quiet, instant = QuietHours(start=start, end=end), datetime.fromtimestamp(seconds, UTC)
    moved = out_of_quiet(quiet, instant, NEW_YORK)
    assert moved >= instant
    assert not quiet.cover(moved.astimezone(NEW_YORK).time())
    assert moved - instant <= timedelta(hours=25)


def test_a_plan_of_years_ago_is_no_reason_for_anything():
    old = replace(cut(0), steps=(Step(from_=date(2020, 1, 1), mg_per_day=Decimal(5)),))
    assert every(plans=(old,)) == (24, 168, "steady")


def test_a_look_that_a_watch_asked_for_stays_due_when_an_alert_is_tapped():
    tapped = replace(judged_by("U13", ago(0.5)), more={HAPPENED: Happening.DOSE.value})
    assert hours(due(seen(5, Level.WATCH), tapped, rules=NO_QUIET)) == -1
    assert hours(due(seen(2, Level.WATCH), tapped, rules=NO_QUIET)) == 0.5
    assert hours(due(seen(5), tapped, rules=NO_QUIET)) == 0.5
    pump = due(seen(2.5, Level.WATCH), tapped, who=pump_person(), rules=NO_QUIET)
    assert hours(pump) == -0.5


def test_a_refill_that_is_near_brings_no_look_forward_when_an_alert_is_tapped():
    tapped = replace(judged_by("U13", ago(0.5)), more={HAPPENED: Happening.DOSE.value})
    near = judged_by("W13", ago(5), Level.WATCH)
    assert hours(due(near, tapped, rules=NO_QUIET)) == 0.5
