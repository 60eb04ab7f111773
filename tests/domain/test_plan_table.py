# SPDX-License-Identifier: MIT
"""The plan as a table and as a calendar, and a week of planned doses beside the log."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.planned_and_given import is_as_planned, planned_and_given
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, StepStatus, TaperPlan
from caregiver_app.domain.plan_table import (
    When,
    calendar,
    dose_times,
    percent,
    plan_rows,
    versions_of,
)
from caregiver_app.domain.record import Record
from caregiver_app.ui.widgets.plan.plan_table import dose_words, now_words
from tests.domain.pretend import NOW, TODAY, ago, dose, person, plan

DAY = [date(2026, 5, day) for day in range(1, 32)]
THREE = TaperPlan(
    drug=Drug.BACLOFEN,
    route=PlanRoute.ORAL,
    start_mg_per_day=Decimal(60),
    dose_times=("06:00", "22:00"),
    steps=(
        Step(from_=DAY[13], mg_per_day=Decimal(45)),
        Step(from_=DAY[0], mg_per_day=Decimal(55)),
        Step(
            from_=DAY[6],
            doses=(StepDose(time="06:00", mg=Decimal(30)), StepDose(time="14:00", mg=Decimal(20))),
        ),
    ),
)


def test_each_step_says_where_it_stands_and_its_share_of_start_and_of_the_step_before():
    rows = plan_rows(THREE, DAY[9])
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.when for row in rows] == [When.OVER, When.NOW, When.AHEAD]
    assert [row.per_day for row in rows] == [55, 50, 45]
    assert [row.of_start for row in rows] == [92, 83, 75]
    assert [row.of_before for row in rows] == [92, 91, 90]
    assert [row.day for row in rows] == [None, 3, None]


def test_what_stands_behind_a_hold_waits_also_on_its_old_day():
    held = replace(THREE.steps[2], status=StepStatus.HELD, status_at=NOW)
    waiting = replace(THREE, steps=(*THREE.steps[:2], held))
    for day in (DAY[9], DAY[13]):
        rows = plan_rows(waiting, day)
        assert [row.when for row in rows] == [When.OVER, When.NOW, When.WAITS]
        assert now_words(rows[2]) == "not confirmed"


def test_a_dose_stands_under_its_time_and_a_time_that_a_step_does_not_name_is_empty():
    assert dose_times(THREE) == ("06:00", "14:00", "22:00")
    assert plan_rows(THREE, TODAY)[1].mg_at == (30, 20, None)


def test_a_share_is_not_made_up_where_an_amount_is_not_written():
    unknown = replace(THREE, start_mg_per_day=None)
    assert [row.of_start for row in plan_rows(unknown, TODAY)] == [None, None, None]
    assert plan_rows(unknown, TODAY)[0].of_before is None
    blank = replace(THREE, steps=(*THREE.steps, Step(from_=DAY[20])))
    assert plan_rows(blank, TODAY)[3].of_before is None
    assert percent(Decimal(1), Decimal(0)) is None
    assert [percent(Decimal(n), Decimal(200)) for n in (1, 0, 201)] == [1, 0, 101]


def test_a_step_that_was_taken_off_has_no_number_and_stands_last():
    off = replace(THREE.steps[2], status=StepStatus.CANCELLED)
    rows = plan_rows(replace(THREE, steps=(*THREE.steps[:2], off)), DAY[9])
    assert [row.number for row in rows] == [1, 2, None]
    assert rows[2].when is When.TAKEN_OFF
    assert rows[2].of_start is None
    assert rows[2].mg_at[0] == 30
    assert rows[1].of_before == 82


def test_after_a_step_back_the_next_step_is_compared_with_the_one_that_holds():
    back = replace(
        THREE.steps[2],
        status=StepStatus.STEPPED_BACK,
        status_at=Moment.parse("2026-05-09T10:00:00-04:00"),
    )
    rows = plan_rows(replace(THREE, steps=(*THREE.steps[:2], back)), DAY[9])
    assert [row.when for row in rows] == [When.NOW, When.OVER, When.AHEAD]
    assert rows[2].of_before == 82


def test_of_two_steps_of_one_day_the_one_in_force_is_now_and_the_other_is_over():
    twice = replace(THREE, steps=(*THREE.steps, Step(from_=DAY[6], mg_per_day=Decimal(48))))
    rows = plan_rows(twice, DAY[6])
    assert [row.when for row in rows] == [When.OVER, When.OVER, When.NOW, When.AHEAD]


def test_no_part_of_what_is_due_at_one_time_is_shown_as_the_whole():
    both = (StepDose(time="06:00", mg=Decimal(10)), StepDose(time="06:00", mg=None))
    (row,) = plan_rows(replace(THREE, steps=(Step(from_=DAY[0], doses=both),)), TODAY)
    assert row.mg_at[0] is None


def test_the_versions_of_a_plan_are_those_of_its_drug_and_route():
    again = replace(THREE, start_mg_per_day=Decimal(50))
    other = replace(THREE, drug=Drug.CLONAZEPAM)
    by_pump = replace(THREE, route=PlanRoute.ITB)
    assert versions_of((THREE, other, by_pump, again), THREE) == (THREE, again)


def test_a_week_begins_on_sunday_unless_the_place_says_otherwise():
    assert calendar(THREE, DAY[10])[0].day == DAY[9]


def test_before_the_first_step_no_step_is_now():
    assert {row.when for row in plan_rows(THREE, date(2026, 4, 30))} == {When.AHEAD}


@pytest.mark.parametrize(("first", "start"), [(6, DAY[9]), (0, DAY[3]), (5, DAY[8])])
def test_the_calendar_holds_six_whole_weeks_from_the_one_of_today(first, start):
    days = calendar(THREE, TODAY, first)
    assert len(days) == 42
    assert days[0].day == start
    assert start.weekday() == first
    assert [(one.day, one.per_day) for one in days if one.begins and one.day > TODAY] == [
        (DAY[13], 45)
    ]
    assert all(one.is_over == (one.day < TODAY) for one in days)


def test_a_dose_without_its_amount_is_there_and_two_at_one_time_are_both_told():
    doses = (
        StepDose(time="06:00", mg=Decimal(15)),
        StepDose(time="06:00", mg=Decimal(5)),
        StepDose(time="14:00", mg=None),
    )
    row = plan_rows(replace(THREE, steps=(Step(from_=DAY[0], doses=doses),)), TODAY)[0]
    assert (row.mg_at, row.unsaid) == ((20, None, None), (False, True, False))
    assert [dose_words(row, place) for place in range(3)] == [
        "20\u00a0mg",
        "amount not written",
        "none",
    ]


def test_a_step_that_was_taken_back_before_its_day_is_not_on_the_calendar():
    back = Moment.parse("2026-05-11T10:00:00-04:00")
    ahead = replace(THREE.steps[0], status=StepStatus.STEPPED_BACK, status_at=back)
    days = calendar(replace(THREE, steps=(ahead, *THREE.steps[1:])), TODAY)
    assert [one.day for one in days if one.begins and one.day > TODAY] == []


def test_the_day_of_a_step_back_is_on_the_calendar_with_what_holds_again():
    back = Moment.parse("2026-05-12T10:00:00-04:00")
    left = replace(THREE.steps[2], status=StepStatus.STEPPED_BACK, status_at=back)
    days = calendar(replace(THREE, steps=(*THREE.steps[:2], left)), TODAY)
    begins = [(one.day, one.per_day) for one in days if one.begins]
    assert begins == [(DAY[11], 55), (DAY[13], 45)]


def week(*doses, plans=None, now: Moment = NOW):
    record = Record(person=person(), plans=plans or (plan("06:00", "14:00"),), doses=doses)
    return planned_and_given(record, Drug.BACLOFEN, now, 3)


def test_every_planned_dose_of_the_last_days_stands_with_what_was_written():
    today, yesterday, before = week(dose(6), dose(22, DoseStatus.MISSED))
    assert [day.day for day in (today, yesterday, before)] == [TODAY, DAY[8], DAY[7]]
    assert [one.entry.status for one in today.planned] == [DoseStatus.TAKEN]
    assert [one.entry and one.entry.status for one in yesterday.planned] == [
        None,
        DoseStatus.MISSED,
    ]
    assert [one.entry for one in before.planned] == [None, None]


def test_a_dose_ahead_of_its_time_is_there_and_one_still_to_come_is_not():
    early = dose(0, scheduled_for=ago(-2))
    assert [one.entry is not None for one in week(early)[0].planned] == [False, True]
    assert len(week()[0].planned) == 1
    at_two = Moment.parse("2026-05-10T14:00:00-04:00", NOW.zone)
    assert len(week(now=at_two)[0].planned) == 2


def test_an_extra_dose_and_one_near_no_planned_time_stand_besides():
    extra, odd = dose(2, DoseStatus.EXTRA), dose(2.5)
    assert {one.id for one in week(extra, odd)[0].besides} == {extra.id, odd.id}


def test_what_stands_besides_stands_on_its_own_day_in_the_order_of_time():
    old, late, soon = (dose(hours, DoseStatus.EXTRA) for hours in (47, 3, 2))
    today, yesterday, before = week(old, late, soon)
    assert [one.id for one in today.besides] == [late.id, soon.id]
    assert (yesterday.besides, before.besides) == ((), (old,))
    assert [one.entry for one in week(dose(54))[2].planned] == [dose(54), None]


def test_what_is_still_to_come_or_has_no_time_stands_nowhere():
    ahead, timeless = dose(-1, DoseStatus.EXTRA), dose(6, at=None, scheduled_for=None)
    assert [day.besides for day in week(timeless, ahead)] == [(), (), ()]
    assert [one.entry for one in week(timeless)[0].planned] == [None]


def test_the_newest_of_two_entries_of_a_dose_is_the_one_that_stands():
    first, then = dose(6, mg=Decimal(5)), dose(6, at=ago(5.5), id="then", mg=Decimal(10))
    (only,) = week(first, then)[0].planned
    assert only.entry == then


def test_on_a_day_of_25_hours_the_first_dose_is_still_of_that_day():
    now = Moment.parse("2026-11-01T23:50:00-05:00", NOW.zone)
    kept = Record(person=person(), plans=(plan("00:10", "14:00"),))
    (day,) = planned_and_given(kept, Drug.BACLOFEN, now, 1)
    assert [f"{one.slot.due.local:%H:%M}" for one in day.planned] == ["00:10", "14:00"]


def test_a_dose_that_was_taken_and_then_vomited_stands_once_as_vomited():
    given, vomited = dose(6), dose(6, DoseStatus.VOMITED, at=ago(5.5), scheduled_for=ago(6))
    (only,) = week(given, vomited)[0].planned
    assert only.entry.status is DoseStatus.VOMITED
    assert week(given, vomited)[0].besides == ()


@pytest.mark.parametrize(
    ("entry", "as_planned"),
    [
        (dose(6), True),
        (dose(6, mg=Decimal(10)), True),
        (dose(6, mg=Decimal("10.0")), True),
        (dose(6, mg=Decimal(5)), False),
        (dose(6, ml=Decimal(2)), False),
        (dose(6, tablets="1 tablet"), False),
        (dose(6, DoseStatus.LATE), False),
        (dose(6, DoseStatus.PARTLY), False),
        (None, False),
    ],
)
def test_only_a_dose_given_at_its_time_and_amount_is_as_planned(entry, as_planned):
    (one,) = week(*([entry] if entry else []))[0].planned
    assert is_as_planned(one) is as_planned


def test_on_the_day_the_clocks_change_each_planned_dose_stands_once():
    now = Moment.parse("2026-03-08T23:00:00-04:00", "America/New_York")
    days = week(plans=(plan("02:30", "14:00", first=date(2026, 3, 1)),), now=now)
    assert [len(day.planned) for day in days] == [2, 2, 2]
