# SPDX-License-Identifier: MIT
"""What is due, when it may make a noise, and how long it can be put off: at every edge."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Supply
from caregiver_app.domain.pump.pump_dates import PumpDay
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.reminders import (
    Reminder,
    ReminderChoices,
    ReminderKind,
    Urgency,
    reminders,
)
from caregiver_app.domain.timing.snooze import SNOOZES, Snooze, is_snoozed, is_told_again, put_off
from caregiver_app.domain.timing.time_rules import QuietHours
from caregiver_app.services.reminding.reminders import reminder_rules
from tests.domain.pretend import NOW, RULES, ZONE, ago, dose, person, plan, pump_person
from tests.domain.timing.test_cadence import cut, judged_by, seen

TIMES = load_time_rules()
NEED = reminder_rules(TIMES, RULES)
NIGHT = QuietHours(start=time(22), end=time(6))
ON = ReminderChoices(is_on=True, quiet=NIGHT)
OFF = replace(ON, is_on=False)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
PLACE = ZoneInfo(ZONE)
LONG_AGO = ago(24 * 30)


def due(*check_ins, now=NOW, who=None, choices=ON, known=LONG_AGO, **record):
    held = Record(person=who or person(), check_ins=check_ins, **record)
    return reminders(NEED, held, known, choices, now)


def one(*check_ins, **more) -> Reminder:
    (found,) = due(*check_ins, **more)
    return found


def at_wall(hour: int, minute: int = 0, day: date = date(2026, 5, 10), fold: int = 0) -> Moment:
    wall = datetime.combine(day, time(hour, minute), PLACE).replace(fold=fold)
    return at_place(wall.astimezone(UTC), PLACE)


# ---- checks


@pytest.mark.parametrize(
    ("hours", "urgency"),
    [(24.99, None), (25, Urgency.DUE), (35.99, Urgency.DUE), (36, Urgency.LATE)],
)
def test_a_check_in_is_reminded_of_an_hour_after_it_was_due_and_late_after_twelve(hours, urgency):
    evening = at_wall(20)  # no quiet hours lie in between
    last = replace(seen(hours), at=ago(hours, evening))
    found = due(last, now=evening)
    assert [r.urgency for r in found] == ([] if urgency is None else [urgency])
    assert all(r.kind is ReminderKind.CHECK_IN for r in found)


def test_with_a_pump_a_check_in_is_late_after_four_hours():
    assert one(seen(27.9), who=pump_person()).late_since is None
    found = one(seen(28), who=pump_person())
    assert found.late_since == found.due == ago(4)


def test_the_check_after_an_urgent_alert_is_reminded_of_at_the_hour_and_not_later():
    alert = judged_by("U01", ago(1))
    found = one(alert)
    assert (found.kind, found.urgency) == (ReminderKind.RECHECK, Urgency.URGENT)
    assert due(judged_by("U01", ago(0.99))) == ()


def test_a_person_nobody_has_checked_is_reminded_of_from_when_they_were_written_down():
    assert due(known=ago(0.9)) == ()
    assert one(known=ago(1)).due == ago(1)
    assert one(known=ago(12)).urgency is Urgency.LATE
    assert one(known=ago(4), who=pump_person()).urgency is Urgency.LATE


@pytest.mark.parametrize("known", [None, ago(-48)])
def test_a_wrong_clock_at_the_set_up_hides_no_dose(known):
    (found,) = due(seen(1), known=known, plans=(plan("11:00"),))
    assert found.kind is ReminderKind.DOSE


def test_a_made_up_person_has_an_hour_of_peace():
    who = person(id="practice-oral")
    assert due(seen(40), who=who, known=ago(0.9)) == ()
    assert one(seen(40), who=who, known=ago(1)).urgency is Urgency.LATE


# ---- quiet hours


@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY])
def test_no_quiet_hours_and_no_switch_silence_the_check_after_an_alert(level):
    now = at_wall(2)
    alert = judged_by("E01", ago(3, now), level)
    found = one(alert, now=now, choices=OFF)
    assert found.may_sound
    assert found.kind is ReminderKind.RECHECK


def test_in_the_quiet_hours_a_routine_check_stands_and_is_silent():
    now = at_wall(23)
    assert not one(seen(40, Level.NO_FLAGS), now=now).may_sound
    assert due(seen(40), now=now, choices=OFF) == ()


def test_a_watch_by_mouth_waits_for_the_morning_and_one_with_a_pump_does_not():
    now = at_wall(2)
    mouth = one(judged_by("W01", ago(30, now), Level.WATCH), now=now)
    assert (mouth.kind, mouth.may_sound) == (ReminderKind.RECHECK, False)
    pump = judged_by("W01", ago(30, now), Level.WATCH)
    assert one(pump, now=now, who=pump_person()).may_sound


def test_a_routine_check_that_is_later_than_the_one_after_an_alert_does_not_silence_it():
    now = at_wall(2)
    sleepy = judged_by("U15", ago(30, now))
    assert one(sleepy, now=now).may_sound


@pytest.mark.parametrize(
    ("hour", "minute", "loud"), [(21, 59, True), (22, 0, False), (5, 59, False), (6, 0, True)]
)
def test_quiet_hours_run_over_midnight_and_their_end_is_loud(hour, minute, loud):
    assert one(seen(40), now=at_wall(hour, minute)).may_sound is loud


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_the_wall_tells_the_quiet_hours_on_days_on_which_the_clocks_change(day):
    for hour, fold in ((0, 0), (1, 0), (1, 1), (3, 0), (5, 0)):
        now = at_wall(hour, 30, day, fold)
        last = CheckIn(id="c", at=ago(40, now), mode=Mode.QUICK)
        assert not one(last, now=now, known=ago(90, now)).may_sound
    assert one(now=at_wall(6, 0, day), known=ago(24 * 300)).may_sound


@given(
    start=st.times(),
    end=st.times(),
    minutes=st.integers(0, 300 * 24 * 60),
)
def test_in_any_quiet_hours_at_any_time_the_banner_is_the_same(start, end, minutes):
    here = at_place(datetime(2026, 2, 1, tzinfo=UTC) + minutes * MINUTE, PLACE)
    record = Record(person=person(), plans=(plan("07:00", "13:00", "22:30"),))
    known = ago(24 * 400, here)
    quiet = ReminderChoices(is_on=True, quiet=QuietHours(start=start, end=end))
    never = ReminderChoices(is_on=True, quiet=QuietHours(start=start, end=start))
    still = [r.key for r in reminders(NEED, record, known, quiet, here)]
    loud = reminders(NEED, record, known, never, here)
    assert still == [r.key for r in loud]
    assert all(r.may_sound for r in loud)


def test_the_check_after_an_answered_alert_is_not_silenced_once_it_is_due():
    now, alert = at_wall(22, 30), judged_by("U01", at_wall(16, 30))
    called = ActionTaken(id="a", at=at_wall(17), about=alert.id, kind=ActionKind.SPOKE)
    found = one(alert, now=now, actions=(called,))
    assert (found.kind, found.due, found.may_sound) == (ReminderKind.RECHECK, at_wall(20, 30), True)


def test_a_check_of_the_alert_that_comes_due_behind_a_late_routine_one_is_heard():
    alert, now = judged_by("U01", at_wall(14)), at_wall(23)
    again = ActionTaken(id="a", at=at_wall(21, 30), about=alert.id, kind=ActionKind.RECHECKED)
    found = one(alert, now=now, actions=(again,), plans=(cut(0),), choices=OFF)
    assert (found.due, found.urgency, found.may_sound) == (at_wall(18), Urgency.URGENT, True)


def test_the_check_two_hours_after_an_increase_is_heard_at_night():
    told = replace(seen(0), at=at_wall(22), recent_increase=True)
    found = one(told, now=at_wall(1, 0, date(2026, 5, 11)))
    assert (found.kind, found.may_sound) == (ReminderKind.CHECK_IN, True)


# ---- doses


@pytest.mark.parametrize("status", list(DoseStatus))
def test_a_dose_that_was_written_down_in_any_way_is_not_reminded_of(status):
    assert [r.kind for r in due(seen(1), plans=(plan("11:00"),))] == [ReminderKind.DOSE]
    at = None if status in (DoseStatus.MISSED, DoseStatus.REFUSED) else ago(0.9)
    written = DoseEvent(id="d", scheduled_for=ago(1), at=at, mg=Decimal(10), status=status)
    found = due(seen(1), plans=(plan("11:00"),), doses=(written,))
    assert bool(found) is (status is DoseStatus.EXTRA)  # an extra dose stands for no planned one


def test_the_dose_of_an_hour_ago_counts_beside_those_of_months_ago():
    taking, log = (plan("11:00"),), [dose(24 * day + 1) for day in (90, 60, 30)]
    assert [r.kind for r in due(seen(1), plans=taking, doses=tuple(log))] == [ReminderKind.DOSE]
    assert due(seen(1), plans=taking, doses=(*log, dose(1))) == ()


@pytest.mark.parametrize(("wall", "urgency"), [("10:01", Urgency.DUE), ("10:00", Urgency.LATE)])
def test_a_dose_nobody_wrote_down_is_late_as_the_rules_count_it(wall, urgency):
    found = one(seen(3), plans=(plan(wall),))
    assert (found.kind, found.urgency) == (ReminderKind.DOSE, urgency)
    assert (found.late_since is None) is (urgency is Urgency.DUE)


@pytest.mark.parametrize(
    ("hour", "minute", "loud"), [(22, 0, True), (22, 59, True), (23, 0, False), (5, 59, False)]
)
def test_a_dose_that_is_planned_in_the_quiet_hours_is_said_at_its_time(hour, minute, loud):
    now = at_wall(hour, minute, date(2026, 5, 11 if hour < 12 else 10))
    assert one(seen(-9), now=now, plans=(plan("22:00"),)).may_sound is loud


def test_the_newest_dose_that_nobody_wrote_down_is_reminded_of_and_those_before_are_counted():
    found = one(seen(20), plans=(plan("00:30", "08:00", "11:30", "20:00"),))
    assert (found.due, found.earlier, found.urgency) == (ago(0.5), 3, Urgency.LATE)
    alone = one(seen(1), plans=(plan("11:30"),))
    assert (alone.earlier, alone.urgency) == (0, Urgency.DUE)


def test_a_dose_from_before_they_were_written_down_is_nobodys():
    assert due(seen(0.2), plans=(plan("11:00"),), known=ago(0.5)) == ()


def test_a_dose_is_due_at_its_time_and_not_a_minute_before():
    assert due(seen(1), plans=(plan("12:01"),)) == ()
    assert one(seen(1), plans=(plan("12:00"),)).due == NOW


def test_a_dose_of_yesterday_that_was_written_down_stays_done():
    given = DoseEvent(id="d", at=ago(22), mg=Decimal(10), status=DoseStatus.TAKEN)
    found = due(seen(23), plans=(plan("14:00"),), doses=(given,))
    assert found == ()


def test_a_check_in_that_asked_answers_for_the_doses_before_it():
    assert due(seen(5), plans=(plan("07:00"),)) == ()
    assert due(seen(1), plans=(plan("07:00"),)) == ()
    assert one(seen(7), plans=(plan("07:00"),)).kind is ReminderKind.DOSE


# ---- dates


def dated(**days: int):
    """Return somebody with a pump whose dates lie so many days from today, and a fresh check."""
    pump = pump_person().pump
    fresh = {name: NOW.day + ahead * DAY for name, ahead in days.items()}
    return pump_person(pump=replace(pump, **fresh))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"low_reservoir_date": 15}, None),
        ({"low_reservoir_date": 14}, (PumpDay.LOW_RESERVOIR, Urgency.DUE)),
        ({"low_reservoir_date": 14, "refill_appointment": 14}, None),
        ({"low_reservoir_date": 0}, (PumpDay.LOW_RESERVOIR, Urgency.DUE)),
        (
            {"low_reservoir_date": 0, "refill_appointment": 0},
            (PumpDay.APPOINTMENT, Urgency.DUE),
        ),
        ({"low_reservoir_date": -1}, (PumpDay.LOW_RESERVOIR, Urgency.LATE)),
        ({"low_reservoir_date": -9, "empty_date": 0}, (PumpDay.EMPTY, Urgency.DUE)),
        ({"low_reservoir_date": -9, "empty_date": -1}, (PumpDay.EMPTY, Urgency.LATE)),
        ({"replace_by": 91}, None),
        ({"replace_by": 90}, (PumpDay.REPLACE_BY, Urgency.DUE)),
        ({"replace_by": -1}, (PumpDay.REPLACE_BY, Urgency.LATE)),
        ({"refill_appointment": 2}, None),
        ({"refill_appointment": 1}, (PumpDay.APPOINTMENT, Urgency.DUE)),
        ({"refill_appointment": 0}, (PumpDay.APPOINTMENT, Urgency.DUE)),
        ({"refill_appointment": -1}, None),
    ],
)
def test_each_date_of_a_pump_is_reminded_of_in_its_days(days, told):
    found = due(seen(1, mode=Mode.FULL), who=dated(**days))
    assert [(r.pump_day, r.urgency) for r in found] == ([] if told is None else [told])


@pytest.mark.parametrize(("days", "says"), [(2, False), (1, True), (0, True), (-1, False)])
def test_the_next_look_at_a_plan_is_reminded_of_the_day_before(days, says):
    twice = (replace(plan("11:59"), review_on=NOW.day), plan("11:59"))
    newest = replace(twice[1], review_on=NOW.day + days * DAY)
    found = due(seen(1), plans=(twice[0], newest), known=ago(0))
    assert [(r.kind, r.pump_day) for r in found] == [(ReminderKind.APPOINTMENT, None)] * says


def test_a_date_is_due_in_the_morning_and_not_at_midnight():
    found = one(seen(1), who=dated(low_reservoir_date=14))
    assert found.due == at_wall(6)


@pytest.mark.parametrize(
    ("supply", "says"),
    [
        (Supply(refill_by=NOW.day + 7 * DAY), False),
        (Supply(refill_by=NOW.day + 6 * DAY), True),
        (Supply(units_left=Decimal(7), counted_on=NOW.day), False),
        (Supply(units_left=Decimal("6.9"), counted_on=NOW.day), True),
        (Supply(units_left=Decimal(0)), True),
        (Supply(), False),
    ],
)
def test_the_supply_is_reminded_of_as_rule_w13_counts_it(supply, says):
    found = due(seen(1), who=person(supply=supply), plans=(plan("11:59"),), known=ago(0))
    assert [r.kind for r in found] == ([ReminderKind.SUPPLY] if says else [])


# ---- snoozes


def snoozed(reminder: Reminder, minutes: int, now=NOW.utc, now_s=1000.0):
    return put_off(reminder, minutes * MINUTE, now, now_s)


@pytest.mark.parametrize("minutes", [10, 30, 60])
def test_a_reminder_comes_back_when_its_time_is_over_on_either_clock(minutes):
    reminder, length = one(seen(25)), minutes * MINUTE
    kept = snoozed(reminder, minutes)
    almost, over = length - timedelta(seconds=1), length
    assert is_snoozed(reminder, [kept], NOW.utc + almost, 1000 + almost.total_seconds())
    assert not is_snoozed(reminder, [kept], NOW.utc + over, 1000.0)
    assert not is_snoozed(reminder, [kept], NOW.utc, 1000 + over.total_seconds())
    assert not is_snoozed(reminder, [kept], NOW.utc - MINUTE, 1000.0)  # the clock was set back


def test_a_snooze_is_never_longer_than_an_hour_whatever_is_in_the_file():
    reminder = one(seen(25))
    kept = replace(snoozed(reminder, 60), until=NOW.utc + 365 * DAY, until_s=None)
    assert not is_snoozed(reminder, [kept], NOW.utc + HOUR, 0)
    assert put_off(reminder, 61 * MINUTE, NOW.utc, 0) is None


def test_what_gets_more_pressing_ends_its_snooze():
    kept = snoozed(one(seen(25)), 60)
    late = replace(one(seen(40)), key=kept.key)
    assert late.urgency is Urgency.LATE
    assert not is_snoozed(late, [kept], NOW.utc, 1000.0)


def test_another_dose_is_not_put_off_with_the_one_before():
    kept = snoozed(one(seen(3), plans=(plan("11:00"),)), 60)
    assert not is_snoozed(one(seen(3), plans=(plan("11:30"),)), [kept], NOW.utc, 1000.0)


def test_the_check_after_an_emergency_cannot_be_put_off():
    reminder = one(judged_by("E01", ago(1), Level.EMERGENCY))
    assert not reminder.may_snooze
    assert [put_off(reminder, length, NOW.utc, 0) for length in SNOOZES] == [None] * 3
    kept = snoozed(replace(reminder, urgency=Urgency.URGENT), 60)
    assert not is_snoozed(reminder, [replace(kept, urgency=Urgency.EMERGENCY)], NOW.utc, 1000.0)


# ---- how often


def test_a_noise_comes_again_after_an_hour_and_under_an_alert_after_ten_minutes():
    routine, alert = one(seen(25)), one(judged_by("U01", ago(1)))
    for reminder, length in ((routine, HOUR), (alert, 10 * MINUTE)):
        told = (reminder.urgency, NOW.utc)
        almost = NOW.utc + length - timedelta(seconds=1)
        assert is_told_again(TIMES, reminder, None, NOW.utc)
        assert not is_told_again(TIMES, reminder, told, almost)
        assert is_told_again(TIMES, reminder, told, NOW.utc + length)
        assert is_told_again(TIMES, reminder, told, NOW.utc - MINUTE)  # the clock was set back


def test_a_date_makes_a_noise_once_and_again_when_it_is_past():
    reminder = one(seen(1), who=dated(low_reservoir_date=14))
    assert not is_told_again(TIMES, reminder, (Urgency.DUE, NOW.utc), NOW.utc + 5 * DAY)
    past = replace(reminder, urgency=Urgency.LATE)
    assert is_told_again(TIMES, past, (Urgency.DUE, NOW.utc), NOW.utc)


def test_what_is_silent_now_is_told_when_the_quiet_hours_end():
    silent = replace(one(seen(25)), may_sound=False)
    assert not is_told_again(TIMES, silent, None, NOW.utc)
    assert is_told_again(TIMES, replace(silent, may_sound=True), None, NOW.utc)


def test_the_most_pressing_stands_first():
    check_ins = (judged_by("U01", ago(2)),)
    found = due(*check_ins, plans=(plan("08:30", "11:30"),), who=dated(low_reservoir_date=-1))
    assert [r.urgency for r in found] == sorted((r.urgency for r in found), reverse=True)
    assert found[0].kind is ReminderKind.RECHECK


# ---- whatever happens


@given(
    urgency=st.sampled_from(Urgency),
    since=st.integers(-5000, 5000),
    length=st.integers(-5000, 5000),
    at_s=st.none() | st.floats(0, 1e6),
    now_s=st.floats(0, 1e6),
)
def test_no_snooze_whatever_it_says_hides_the_check_after_an_emergency(
    urgency, since, length, at_s, now_s
):
    reminder = one(judged_by("E01", ago(1), Level.EMERGENCY))
    begun = NOW.utc + since * MINUTE
    kept = Snooze(
        key=reminder.key, urgency=urgency, since=begun, until=begun + length * MINUTE, until_s=at_s
    )
    assert not is_snoozed(reminder, [kept], NOW.utc, now_s)


@pytest.mark.parametrize("hours", [-10 * 8766, -72, -2 / 60, 2 / 60, 9, 2 * 8766])
def test_a_clock_that_jumps_loses_no_reminder_that_is_due_by_what_it_shows(hours):
    now = Moment(NOW.local + timedelta(hours=hours), ZONE)
    alert = judged_by("E01", ago(3), Level.EMERGENCY)
    found = due(alert, now=now, plans=(plan("09:00"),), known=LONG_AGO)
    assert all(r.due <= now for r in found)
    if hours > -3:
        assert found[0].urgency is Urgency.EMERGENCY
        assert found[0].due == ago(2)
    assert due(alert, known=LONG_AGO)[0].urgency is Urgency.EMERGENCY  # the clock is right again
