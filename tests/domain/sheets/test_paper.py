# SPDX-License-Identifier: MIT
"""For how long a dose on paper holds."""

from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.paper import changed_on, dose_mark, holds_from, next_change

STEPS = [
    {"from": "2026-05-01", "mg_per_day": 60},
    {"from": "2026-05-08", "mg_per_day": 60},
    {"from": "2026-05-20", "mg_per_day": 55},
]
PLAN = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 60, "steps": STEPS}


def record(*plans: dict, pump_events: tuple = (), route: str = "oral", **facts) -> Record:
    person = {"name": "X", "route": route, "drug": "baclofen", **facts}
    plain = {"person": person, "plans": list(plans or (PLAN,)), "pump_events": list(pump_events)}
    return from_plain(Record, plain)


def at(text: str) -> Moment:
    return Moment.parse(f"{text}-04:00")


@pytest.mark.parametrize(
    ("day", "next_"),
    [
        ("2026-04-20", "2026-05-20"),
        ("2026-05-01", "2026-05-20"),
        ("2026-05-19", "2026-05-20"),
        ("2026-05-20", None),
        ("2026-07-01", None),
    ],
)
def test_the_next_change_is_the_next_day_with_another_dose_not_the_next_step(day, next_):
    assert next_change(record(), date.fromisoformat(day)) == (next_ and date.fromisoformat(next_))


def test_the_next_change_is_the_earliest_of_all_plans_and_a_cancelled_step_is_none():
    other = {**PLAN, "drug": "clonazepam", "steps": [{"from": "2026-05-10", "mg_per_day": 1}]}
    assert next_change(record(PLAN, other), date(2026, 5, 2)) == date(2026, 5, 10)
    gone = {**STEPS[2], "status": "cancelled"}
    assert next_change(record({**PLAN, "steps": [*STEPS[:2], gone]}), date(2026, 5, 2)) is None
    assert (
        next_change(
            from_plain(Record, {"person": {"name": "X", "route": "oral", "drug": "baclofen"}}),
            date(2026, 5, 2),
        )
        is None
    )


def test_a_page_printed_before_a_step_is_out_of_date_from_its_day():
    printed = at("2026-05-10T09:00:00")
    assert changed_on(record(), printed, at("2026-05-19T23:59:00")) is None
    assert changed_on(record(), printed, at("2026-05-20T00:10:00")) == date(2026, 5, 20)
    assert changed_on(record(), printed, at("2026-06-20T00:10:00")) == date(2026, 5, 20)
    assert changed_on(record(), at("2026-05-20T09:00:00"), at("2026-06-20T00:10:00")) is None


def test_a_page_is_out_of_date_from_the_day_on_which_a_step_was_taken_back():
    back = {**STEPS[2], "status": "stepped_back", "status_at": "2026-05-23T09:00:00-04:00"}
    told = record({**PLAN, "steps": [*STEPS[:2], back]})
    printed, later = at("2026-05-21T09:00:00"), at("2026-06-20T00:10:00")
    assert changed_on(told, printed, later) == date(2026, 5, 23)


def test_the_same_dose_in_the_other_unit_is_no_change():
    steps = [
        {"from": "2026-05-01", "mcg_per_day": 400},
        {"from": "2026-05-08", "mg_per_day": Decimal("0.4")},
    ]
    pump = {"drug": "baclofen", "route": "itb", "steps": steps}
    assert next_change(record(pump, route="itb"), date(2026, 5, 2)) is None


def test_a_new_plan_counts_from_the_day_it_was_written():
    new = {**PLAN, "written_on": "2026-05-12", "steps": [{"from": "2026-05-01", "mg_per_day": 40}]}
    both = record(PLAN, new)
    assert changed_on(both, at("2026-05-10T09:00:00"), at("2026-05-14T09:00:00")) == date(
        2026, 5, 12
    )


def test_a_pump_that_the_clinic_set_anew_is_a_change():
    plan = {
        "drug": "baclofen",
        "route": "itb",
        "steps": [{"from": "2026-01-01", "mcg_per_day": 420}],
    }
    event = {
        "id": "e",
        "at": "2026-05-15T10:00:00-04:00",
        "kind": "dose_change",
        "dose_mcg_per_day": Decimal(400),
    }
    pump = record(plan, pump_events=(event,), route="itb")
    assert changed_on(pump, at("2026-05-10T09:00:00"), at("2026-05-16T09:00:00")) == date(
        2026, 5, 15
    )
    assert dose_mark(pump, at("2026-05-15T09:00:00")) != dose_mark(pump, at("2026-05-15T11:00:00"))


def test_another_time_of_day_is_another_mark():
    early = {**PLAN, "steps": [{**STEPS[0], "doses": [{"time": "06:00", "mg": 60}]}]}
    late = {**PLAN, "steps": [{**STEPS[0], "doses": [{"time": "07:00", "mg": 60}]}]}
    now = at("2026-05-02T09:00:00")
    assert dose_mark(record(early), now) != dose_mark(record(late), now)


def test_a_dose_holds_from_the_day_on_which_it_came_into_force():
    assert [*holds_from(record(), at("2026-05-19T09:00:00")).values()] == [date(2026, 5, 8)]
    assert [*holds_from(record(), at("2026-05-21T09:00:00")).values()] == [date(2026, 5, 20)]


def test_a_page_from_the_days_of_a_step_that_was_taken_back_is_to_be_thrown_away():
    back = {"status": "stepped_back", "status_at": "2026-05-22T09:00:00-04:00"}
    plan = {**PLAN, "steps": [*STEPS[:2], {**STEPS[2], **back}]}
    assert [*holds_from(record(plan), at("2026-05-23T09:00:00")).values()] == [date(2026, 5, 22)]


def test_what_a_clinic_set_a_pump_to_holds_from_that_day():
    event = {
        "id": "e",
        "at": "2026-05-10T10:00:00-04:00",
        "kind": "dose_change",
        "dose_mcg_per_day": 350,
    }
    one = record({**PLAN, "route": "itb"}, pump_events=(event,), route="itb")
    assert [*holds_from(one, at("2026-05-12T09:00:00")).values()] == [date(2026, 5, 10)]


def test_each_of_two_medicines_has_its_own_day_and_one_that_nobody_dated_has_none():
    both = record(route="both", pump={"dose_mcg_per_day": 400})
    since = holds_from(both, at("2026-05-21T09:00:00"))
    assert since == {
        (Drug.BACLOFEN, PlanRoute.ITB): None,
        (Drug.BACLOFEN, PlanRoute.ORAL): date(2026, 5, 20),
    }
