# SPDX-License-Identifier: MIT
"""The dose clock: true hours since the last dose that stayed down, and doses missed in a row."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import (
    dose_clock,
    doses_of,
    drugs_by_mouth,
    filled_from_log,
    hours_between,
    is_answered,
    is_over,
    last_kept_dose,
    longest_planned_gap,
    mg_of,
    missed_in_row,
    ml_of,
    with_corrected_mg,
)
from caregiver_app.domain.dosing.slots import Slot, entry_for, slot_near, slots_between, zone_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Route
from caregiver_app.domain.plan import Step, StepStatus
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, TODAY, ago, dose, person, plan

B, C = Drug.BACLOFEN, Drug.CLONAZEPAM
LATE = timedelta(hours=2)
THREE = plan("06:00", "14:00", "22:00")
JANUARY = date(2026, 1, 1)
NEW_YORK = ZoneInfo("America/New_York")
MISSED, VOMITED = DoseStatus.MISSED, DoseStatus.VOMITED


def record(*doses: DoseEvent, plans=(THREE,), **who) -> Record:
    return Record(person=person(**who), plans=plans, doses=doses)


def missed(*doses: DoseEvent, draft: Draft | None = None, **more) -> int | None:
    return missed_in_row(record(*doses, **more), draft, NOW, B, LATE)


def due_times(start: str, end: str, plan_, zone=NEW_YORK) -> list[str]:
    moments = (Moment.parse(text).utc for text in (start, end))
    slots = slots_between(Record(person=person(), plans=(plan_,)), B, *moments, zone)
    return [slot.due.text[5:] for slot in slots]


def test_planned_doses_come_newest_first_with_their_mg() -> None:
    slots = list(slots_between(record(), B, ago(24).utc, NOW.utc, NEW_YORK))
    assert [slot.due.text[11:16] for slot in slots] == ["06:00", "22:00", "14:00"]
    assert {slot.mg for slot in slots} == {Decimal(10)}
    assert {slot.due.zone for slot in slots} == {"America/New_York"}


def test_a_wall_time_that_spring_skips_is_due_as_much_later() -> None:
    times = due_times("2026-03-08T00:00:00-05:00", "2026-03-08T12:00:00-04:00", plan("02:30"))
    assert times == ["03-08T03:30:00-04:00"]


def test_a_wall_time_that_autumn_repeats_is_due_once_the_first_time() -> None:
    times = due_times("2026-11-01T00:00:00-04:00", "2026-11-01T12:00:00-05:00", plan("01:30"))
    assert times == ["11-01T01:30:00-04:00"]


def test_both_clock_changes_are_counted_in_true_hours() -> None:
    spring = (Moment.parse("2026-03-08T01:00:00-05:00"), Moment.parse("2026-03-08T03:00:00-04:00"))
    autumn = (Moment.parse("2026-11-01T01:30:00-04:00"), Moment.parse("2026-11-01T01:30:00-05:00"))
    assert (hours_between(*spring), hours_between(*autumn)) == (Decimal("1.00"), Decimal("1.00"))
    assert hours_between(ago(15 + 1 / 6), NOW) == Decimal("15.17")


def test_a_new_step_brings_its_own_times() -> None:
    steps = (
        *THREE.steps,
        Step(from_=TODAY, mg_per_day=Decimal(5), doses=plan("09:00", mg="5").steps[0].doses),
    )
    changed = plan("06:00", "14:00", "22:00", steps=steps)
    assert due_times("2026-05-09T12:00:00-04:00", "2026-05-10T12:00:00-04:00", changed) == [
        "05-10T09:00:00-04:00",
        "05-09T22:00:00-04:00",
        "05-09T14:00:00-04:00",
    ]


def test_wall_times_are_read_in_the_zone_of_the_moment_then_of_the_person() -> None:
    tokyo = Moment.parse("2026-05-10T12:00:00-04:00", "Asia/Tokyo")
    bare = Moment.parse("2026-05-10T12:00:00-04:00")
    assert str(zone_of(person(), tokyo)) == "Asia/Tokyo"
    assert str(zone_of(person(), bare)) == "America/New_York"
    assert zone_of(person(zone=None), bare) == timezone(timedelta(hours=-4))
    assert zone_of(person(zone="Not/There"), bare) == timezone(timedelta(hours=-4))


@pytest.mark.parametrize(
    ("doses", "count"),
    [
        ((), None),
        ((dose(6),), 0),
        ((dose(14),), 1),  # 06:00 has no entry and is 6 h late
        ((dose(14), dose(6, MISSED)), 1),
        ((dose(22), dose(14, VOMITED), dose(6, DoseStatus.REFUSED)), 2),
        ((dose(22), dose(14, DoseStatus.PARTLY), dose(6, DoseStatus.UNSURE)), 2),
        ((dose(14, MISSED), dose(6)), 0),
        ((dose(14), dose(6, DoseStatus.EXTRA)), 1),  # extra is neither kept nor missed
        ((dose(6, MISSED),), 1),  # the log begins here
        ((dose(30, MISSED),), 4),
        # It begins with one that was given four hours late and came up.
        ((dose(14, VOMITED, at=ago(10)), dose(6, MISSED)), 2),
        ((dose(6), dose(0, MISSED, scheduled_for=ago(-2))), 1),  # refused ahead of 14:00
        ((dose(14), dose(6, MISSED), dose(5.9, VOMITED)), 2),
    ],
)
def test_doses_not_kept_are_counted_back_to_the_last_kept_one(doses, count) -> None:
    assert missed(*doses) == count


def test_a_planned_dose_counts_as_missed_when_it_is_two_hours_late() -> None:
    at_eight = Moment.parse("2026-05-10T08:00:00-04:00", "America/New_York")
    before = Moment.parse("2026-05-10T07:59:59-04:00", "America/New_York")
    history = record(dose(14))
    assert missed_in_row(history, None, at_eight, B, LATE) == 1
    assert missed_in_row(history, None, before, B, LATE) == 0


def test_a_late_dose_stands_for_the_time_it_was_due() -> None:
    late = dose(6, DoseStatus.LATE, at=ago(1))
    in_between = dose(0.5, scheduled_for=ago(14))
    assert missed(dose(14), late) == 0
    assert missed(late, in_between) == 0
    assert missed(dose(22), dose(1, DoseStatus.LATE, scheduled_for=ago(14))) == 1


def test_after_a_flight_doses_kept_at_home_are_not_counted_as_missed() -> None:
    log = tuple(
        dose(hours, scheduled_for=Moment.parse(text), at=None)
        for hours, text in enumerate(
            ["2026-05-09T14:00:00-07:00", "2026-05-09T22:00:00-07:00"], start=1
        )
    )
    assert missed(*log) == 1  # 06:00 in New York has come since
    assert missed(log[0]) == 2


def test_entries_count_when_the_plan_names_no_times() -> None:
    untimed = plan()
    assert missed(dose(20), dose(12, MISSED), dose(4, MISSED), plans=(untimed,)) == 2
    assert missed(dose(20), plans=()) == 0


def test_the_check_ins_own_answer_wins_over_the_log() -> None:
    assert missed(dose(6), draft=Draft(doses_missed_in_row=3)) == 3
    assert missed(dose(6), draft=Draft(last_kept_dose_at=ago(14))) == 1
    assert missed(dose(30), draft=Draft(last_kept_dose_at=ago(5.5))) == 0
    assert missed(draft=Draft(last_kept_dose_at=ago(7))) == 0  # given an hour ahead of 06:00
    assert missed(draft=Draft(last_kept_dose_at=ago(9))) == 1
    assert missed(dose(14, MISSED), dose(6, MISSED), draft=Draft(last_kept_dose_at=ago(21))) == 2
    told_of_the_late_one = Draft(last_kept_dose_at=ago(13))
    assert missed(dose(22, at=ago(13)), draft=told_of_the_late_one) == 2


def test_the_answer_is_about_the_drug_that_is_stepped_down() -> None:
    history = record(dose(6), dose(5, MISSED, drug=C), drug=B)
    assert missed_in_row(history, Draft(doses_missed_in_row=0), NOW, C, LATE) == 1
    assert last_kept_dose(history, Draft(last_kept_dose_at=ago(1)), NOW, C) is None


def test_a_last_dose_in_the_future_is_no_answer() -> None:
    future = Draft(last_kept_dose_at=ago(-1))
    assert last_kept_dose(record(dose(6)), future, NOW, B).at == ago(6)
    assert missed(draft=future) is None
    assert not is_answered(record(plans=()), future, NOW, ago(24), B)


def test_the_last_kept_dose_has_its_mg_when_the_log_knows_it() -> None:
    history = record(dose(6, mg=Decimal(10)), dose(2, VOMITED), dose(-1))
    assert last_kept_dose(history, None, NOW, B).mg == Decimal(10)
    assert last_kept_dose(history, Draft(last_kept_dose_at=ago(6)), NOW, B).mg == Decimal(10)
    assert last_kept_dose(history, Draft(last_kept_dose_at=ago(5)), NOW, B).mg is None
    assert last_kept_dose(record(), None, NOW, B) is None


def test_mg_follow_from_ml_only_with_the_concentration_of_that_drug() -> None:
    liquid = person(concentration_mg_per_ml=Decimal(5))
    assert mg_of(dose(1, ml=Decimal(2)), liquid) == Decimal(10)
    assert mg_of(dose(1, ml=Decimal(2), mg=Decimal(9)), liquid) == Decimal(9)
    assert mg_of(dose(1, ml=Decimal(2), drug=C), liquid) is None
    assert mg_of(dose(1, ml=Decimal(2)), person()) is None
    assert mg_of(dose(1), liquid) is None


@pytest.mark.parametrize(
    ("before", "after", "mg"),
    [
        ({"mg": 10, "ml": 10}, {"ml": 8}, "8"),  # as strong as the dose itself was
        ({"mg": 10, "ml": 3}, {"ml": 4}, "13.3333"),
        ({"ml": 10}, {"ml": 8}, "40"),
        ({"mg": 10}, {"ml": 2}, "10"),
        ({}, {"ml": 2}, "10"),
        ({"ml": 10}, {"ml": 10}, None),  # not corrected: as it was written
        ({"mg": 10, "ml": 10}, {"mg": 9, "ml": 10}, "9"),
        ({"mg": 10, "ml": 10}, {"mg": 8}, "8"),
        ({"mg": 10, "ml": 10}, {}, None),
    ],
)
def test_corrected_ml_are_as_strong_as_they_were_when_given(before, after, mg) -> None:
    liquid, start = person(concentration_mg_per_ml=Decimal(5)), dose(1, mg=None)
    one, two = (
        replace(start, **{name: Decimal(value) for name, value in amount.items()})
        for amount in (before, after)
    )
    found = with_corrected_mg(one, two, liquid)
    assert found == replace(two, mg=None if mg is None else Decimal(mg))


@pytest.mark.parametrize(
    ("mg", "per_ml", "ml"),
    [("8", "1", "8"), ("5", "2", "2.5"), ("2.5", "5", "0.5"), ("0.25", "0.1", "2.5")],
)
def test_planned_mg_of_a_liquid_stand_beside_their_exact_ml(mg, per_ml, ml) -> None:
    who = person(concentration_mg_per_ml=Decimal(per_ml))
    assert ml_of(Decimal(mg), Drug.BACLOFEN, who) == Decimal(ml)


def test_no_ml_are_told_that_would_be_rounded_or_guessed() -> None:
    liquid = person(concentration_mg_per_ml=Decimal(3))
    assert ml_of(Decimal(10), Drug.BACLOFEN, liquid) is None, "3.33 is not what the plan says"
    assert ml_of(Decimal(9), Drug.CLONAZEPAM, liquid) is None, "the strength is of the other drug"
    assert ml_of(None, Drug.BACLOFEN, liquid) is None
    assert ml_of(Decimal(9), Drug.BACLOFEN, person()) is None


def test_an_entry_belongs_to_the_planned_dose_it_was_due_nearest_to() -> None:
    slot = Slot(due=ago(6), mg=None)
    assert entry_for(slot, (dose(7.9), dose(4.1), dose(2))).id.startswith("d4.1")
    assert entry_for(slot, (dose(8), dose(4), dose(6, DoseStatus.EXTRA))) is None
    assert entry_for(slot, (DoseEvent(id="x", status=MISSED),)) is None
    close = record(dose(4), plans=(plan("08:00", "09:30"),))
    both = list(slots_between(close, B, ago(5).utc, NOW.utc, NEW_YORK))
    assert [entry_for(slot, close.doses) is not None for slot in both] == [False, True]


def test_the_planned_dose_near_a_moment_is_found() -> None:
    assert slot_near(record(), B, ago(5)).due == ago(6)
    assert slot_near(record(), B, ago(3)) is None


@pytest.mark.parametrize(
    ("times", "hours"),
    [
        *((("06:00", "14:00", "22:00"), 8), (("08:00", "20:00"), 12), (("08:00",), 24)),
        *((("08:00", "12:00", "18:00"), 14), ((), None)),
    ],
)
def test_the_longest_planned_gap_goes_round_the_clock(times, hours) -> None:
    expected = None if hours is None else timedelta(hours=hours)
    assert longest_planned_gap(plan(*times), TODAY) == expected
    assert longest_planned_gap(None, TODAY) is None


def test_a_drug_has_a_clock_while_its_plan_by_mouth_runs() -> None:
    over = plan("08:00", finished=True, first=TODAY)
    coming = plan("08:00", finished=True, first=date(2026, 5, 11))
    held = plan("08:00", steps=(*THREE.steps, Step(from_=TODAY, status=StepStatus.HELD)))
    assert drugs_by_mouth(record(plans=()), TODAY) == (B,)
    assert drugs_by_mouth(record(plans=(), route=Route.ITB), TODAY) == ()
    assert drugs_by_mouth(record(plans=(over,)), TODAY) == ()
    assert drugs_by_mouth(record(plans=(coming,)), TODAY) == (B,)
    assert drugs_by_mouth(record(plans=(held,)), TODAY) == (B,)
    assert drugs_by_mouth(record(plans=(THREE, plan("08:00", drug=C))), TODAY) == (B, C)
    assert (is_over(over, TODAY), is_over(THREE, TODAY)) == (True, False)


def test_the_clock_says_how_the_plan_is_laid_out() -> None:
    clock = dose_clock(record(dose(6), plans=(plan("06:00"),)), None, NOW, B, LATE)
    assert (clock.once_a_day, clock.longest_gap) == (True, timedelta(hours=24))
    assert (clock.hours, clock.missed_in_row) == (Decimal("6.00"), 0)
    unknown = dose_clock(record(plans=()), None, NOW, B, LATE)
    assert (unknown.hours, unknown.longest_gap, unknown.once_a_day) == (None, None, False)


def test_the_two_answers_are_filled_from_a_complete_log_only() -> None:
    complete = record(dose(22), dose(14, MISSED), dose(6, VOMITED))
    filled = filled_from_log(complete, Draft(), NOW, LATE)
    assert (filled.doses_missed_in_row, filled.last_kept_dose_at) == (2, ago(22))
    for history in (
        record(dose(14)),
        record(),
        record(dose(6), route=Route.ITB, plans=()),
    ):
        assert filled_from_log(history, Draft(), NOW, LATE) == Draft()
    told = Draft(last_kept_dose_at=ago(3))
    assert filled_from_log(complete, told, NOW, LATE) is told
    never_kept = filled_from_log(
        record(dose(22, MISSED), dose(14, MISSED), dose(6, MISSED)), Draft(), NOW, LATE
    )
    assert (never_kept.doses_missed_in_row, never_kept.last_kept_dose_at) == (3, None)


def test_a_number_of_missed_doses_does_not_hide_how_long_the_log_knows_of_none() -> None:
    gaps = record(dose(30))
    for told in (0, 2, 3, None):
        answer = Draft(doses_missed_in_row=told)
        assert dose_clock(gaps, answer, NOW, B, LATE).hours == Decimal("30.00")


def test_a_log_far_back_ends_in_a_large_number_not_in_a_long_wait() -> None:
    years_ago = dose(24 * 900)
    assert missed(years_ago) == 14 * 3
    assert missed(dose(24 * 900, MISSED)) == 14 * 3


def test_instants_are_compared_not_wall_times() -> None:
    start = datetime(2026, 5, 9, 22, 0, tzinfo=UTC)
    west = record(dose(6, at=Moment.parse("2026-05-10T02:00:00-08:00")))
    assert last_kept_dose(west, None, NOW, B).at == ago(6)
    assert len(list(slots_between(west, B, start, NOW.utc, NEW_YORK))) == 2


def test_where_the_clocks_show_utc_doses_are_due_as_they_are_written() -> None:
    winter = due_times("2026-01-10T00:00:00Z", "2026-01-10T09:00:00Z", plan("08:00", first=JANUARY),
                       ZoneInfo("Europe/London"))  # fmt: skip
    assert winter == ["01-10T08:00:00+00:00"]
    at_utc = Moment.parse("2026-05-10T12:00:00+00:00")
    assert zone_of(person(zone=None), at_utc) == UTC


def test_between_two_close_doses_an_entry_belongs_to_the_nearer_half() -> None:
    close = (plan("08:00", "09:00"),)
    nine, eight = slots_between(record(plans=close), B, ago(5).utc, NOW.utc, NEW_YORK)
    assert nine.reach == eight.reach == timedelta(minutes=30)
    assert slot_near(record(plans=close), B, ago(3.6)).due == eight.due
    assert slot_near(record(plans=close), B, ago(3.4)).due == nine.due
    assert slot_near(record(plans=close), B, ago(3.5)) is None
    assert slot_near(record(plans=(plan("08:00", "11:00"),)), B, ago(2.9)).due == ago(4)
    assert slot_near(record(plans=(plan("06:00", "09:00"),)), B, ago(3.1)).due == ago(3)


def test_a_last_dose_given_this_very_minute_is_an_answer() -> None:
    assert last_kept_dose(record(), Draft(last_kept_dose_at=NOW), NOW, B).at == NOW
    assert last_kept_dose(record(dose(0)), None, NOW, B).at == NOW


def test_the_log_of_a_drug_is_that_of_no_other() -> None:
    mixed = record(dose(9), dose(6, drug=C), dose(5, drug=B))
    assert [d.id for d in doses_of(mixed, C)] == ["d6taken"]
    assert [d.id for d in doses_of(mixed, B)] == ["d9taken", "d5taken"]


def test_an_entry_is_read_by_when_it_was_due_else_by_when_it_was_given() -> None:
    slot = Slot(due=ago(6), mg=None)
    late = dose(1, scheduled_for=ago(6))
    assert entry_for(slot, (late,)) == late
    assert entry_for(slot, (dose(6, at=None),)) is not None
    unplanned = dose(6, scheduled_for=None)
    assert entry_for(slot, (unplanned, dose(1, DoseStatus.EXTRA))) == unplanned
    assert entry_for(slot, (dose(6, scheduled_for=ago(1)),)) is None


def test_doses_not_kept_are_read_by_when_they_were_due() -> None:
    untimed = (plan(),)
    told_twice = (dose(20), dose(9, MISSED), dose(4, VOMITED, scheduled_for=ago(9)))
    assert missed(*told_twice, plans=untimed) == 1
    assert missed(dose(20), dose(9, MISSED, at=None), plans=untimed) == 1
    assert missed(dose(20), dose(9, MISSED, scheduled_for=None), plans=untimed) == 1
    assert missed(dose(6), dose(6, VOMITED), plans=untimed) == 1
    assert missed(dose(14), dose(6.5, VOMITED), dose(1, MISSED, scheduled_for=ago(-2))) == 2
    assert missed(dose(6), dose(5, DoseStatus.EXTRA), dose(2, scheduled_for=ago(-2))) == 0


def test_a_dose_without_any_time_is_no_dose_at_a_time() -> None:
    nothing = DoseEvent(id="x", status=DoseStatus.TAKEN)
    assert last_kept_dose(record(nothing), None, NOW, B) is None
    assert missed(nothing, dose(14)) == 1


def test_a_slot_at_the_end_of_a_time_belongs_to_it_and_one_at_its_start_does_not() -> None:
    six = Moment.parse("2026-05-10T06:00:00-04:00")
    assert due_times("2026-05-09T22:00:00-04:00", six.text, THREE) == ["05-10T06:00:00-04:00"]


def test_a_plan_is_over_by_its_last_step_and_not_by_its_first() -> None:
    going_on = plan("08:00", finished=True, steps=(*THREE.steps, Step(from_=date(2026, 5, 11))))
    assert not is_over(going_on, TODAY)
    assert is_over(going_on, date(2026, 5, 11))
    back = replace(going_on.steps[-1], status=StepStatus.STEPPED_BACK)
    assert not is_over(replace(going_on, steps=(*THREE.steps, back)), date(2026, 5, 12))


def test_nothing_is_filled_in_from_a_log_that_is_silent_about_one_dose() -> None:
    gap = record(dose(22), dose(14, MISSED), dose(6, MISSED, scheduled_for=ago(12)))
    assert filled_from_log(gap, Draft(), NOW, LATE) == Draft()
    untimed = filled_from_log(record(plans=()), Draft(), NOW, LATE)
    assert untimed == Draft()


def test_where_a_new_step_begins_a_dose_stands_for_the_nearer_of_two_planned_ones() -> None:
    def by_day(before: str, after: str):
        new = Step(from_=TODAY, mg_per_day=Decimal(10), doses=plan(after).steps[0].doses)
        return (plan(before, steps=(*plan(before).steps, new)),)

    at_ten_past = Moment.parse("2026-05-10T00:10:00-04:00", "America/New_York")
    near = slot_near(record(plans=by_day("23:00", "01:00")), B, at_ten_past)
    assert near.due.text[11:16] == "01:00"
    # Given on time at 23:30, it is not the one planned for 00:30 given early.
    assert missed(dose(12.5), plans=by_day("23:30", "00:30")) == 1


def test_a_dose_given_early_stands_for_a_planned_one_only_within_its_reach() -> None:
    close = (plan("08:00", "09:00"),)
    for hours_ago in (3 + 50 / 60, 3.5):
        assert missed(draft=Draft(last_kept_dose_at=ago(hours_ago)), plans=close) == 1
    assert missed(draft=Draft(last_kept_dose_at=ago(3.4)), plans=close) == 0


def test_a_dose_that_is_due_counts_once_it_is_late_or_known_not_to_be_kept() -> None:
    eleven = (plan("11:00", "22:00"),)
    told = Draft(last_kept_dose_at=ago(14))
    assert missed(dose(14), dose(1), plans=eleven, draft=told) == 0
    thrice = (plan("06:00", "11:00", "22:00"),)
    assert missed(dose(14), dose(1, MISSED), plans=thrice) == 2
    assert missed(dose(6, scheduled_for=None)) == 0


def test_where_the_log_begins_is_read_from_the_past_of_this_drug() -> None:
    untimed = (plan(),)
    assert missed(dose(-5, MISSED)) is None
    assert missed(dose(0, MISSED), plans=untimed) == 1
    assert missed(dose(30, drug=C), dose(6, MISSED)) == 1
    assert missed(DoseEvent(id="x", status=MISSED)) is None
    assert missed(dose(14), dose(-1)) == 1
    assert missed(dose(14), dose(6, drug=C)) == 1


def test_the_minutes_of_the_planned_times_count() -> None:
    assert longest_planned_gap(plan("08:30", "14:45"), TODAY) == timedelta(hours=17, minutes=45)
