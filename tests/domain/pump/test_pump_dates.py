# SPDX-License-Identifier: MIT
"""The dates of a pump: the newest refill rules, and what nobody wrote down is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.plan import PlanRoute, TaperPlan
from caregiver_app.domain.pump.pump_dates import (
    PumpDay,
    RefillProblem,
    pump_dates,
    refill_ahead,
    told_since,
)
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, TODAY, plan, pump_event, pump_person

KIND = PumpEventKind
PUMP = Pump(
    dose_mcg_per_day=Decimal(420),
    last_refill=date(2026, 4, 1),
    low_reservoir_date=date(2026, 8, 1),
    empty_date=date(2026, 8, 9),
    replace_by=date(2028, 1, 1),
)


def shown(*events, pump: Pump = PUMP):
    return pump_dates(Record(person=pump_person(pump=pump), pump_events=events), NOW)


def test_the_dates_stand_in_the_order_of_time_and_the_missing_ones_are_named():
    found = shown()
    assert [kind for kind, _day in found.days] == [
        PumpDay.LAST_REFILL,
        PumpDay.LOW_RESERVOIR,
        PumpDay.EMPTY,
        PumpDay.REPLACE_BY,
    ]
    assert found.missing == (PumpDay.APPOINTMENT,)
    assert found.day(PumpDay.EMPTY) == date(2026, 8, 9)
    assert found.day(PumpDay.APPOINTMENT) is None
    assert (found.today, found.set_to) == (TODAY, 420)


def test_a_refill_brings_its_own_dates_and_ends_the_old_ones():
    found = shown(pump_event(5, KIND.REFILL, low_reservoir_date=date(2026, 9, 1)))
    assert found.day(PumpDay.LOW_RESERVOIR) == date(2026, 9, 1)
    assert found.day(PumpDay.LAST_REFILL) == TODAY
    assert found.missing == (PumpDay.APPOINTMENT, PumpDay.EMPTY)


def test_the_newest_dose_that_the_clinic_set_is_the_one_shown():
    older = pump_event(50, KIND.DOSE_CHANGE, dose_mcg_per_day=Decimal(400))
    newer = pump_event(5, KIND.DOSE_CHANGE, dose_mcg_per_day=Decimal(380))
    assert shown(older, newer).set_to == 380
    assert shown(older, newer).events == (newer, older)
    assert shown(pump=replace(PUMP, dose_mcg_per_day=None)).set_to is None


def test_an_mri_is_open_until_the_pump_was_checked_after_it():
    scan, check = pump_event(9, KIND.MRI), pump_event(5, KIND.CHECK)
    assert (shown(scan).last_mri, shown(scan).is_mri_checked) == (scan, False)
    assert shown(scan, check).is_mri_checked
    assert shown().last_mri is None


def test_what_is_still_to_come_is_not_shown():
    assert shown(pump_event(-5, KIND.DOSE_CHANGE, dose_mcg_per_day=Decimal(1))).set_to == 420


def test_an_event_of_this_minute_is_shown_and_one_that_names_no_dose_keeps_the_newest():
    set_to = pump_event(5, KIND.DOSE_CHANGE, dose_mcg_per_day=Decimal(380))
    sound = pump_event(0, KIND.ALARM)
    found = shown(set_to, sound)
    assert (found.set_to, found.events) == (380, (sound, set_to))


def test_the_newest_scan_is_found_behind_other_events():
    old, scan, sound = pump_event(90, KIND.MRI), pump_event(9, KIND.MRI), pump_event(5, KIND.ALARM)
    assert shown(old, scan, sound).last_mri == scan


def test_a_pump_nobody_told_anything_about_has_no_dates_at_all():
    found = shown(pump=None)
    assert (found.pump, found.days, found.set_to) == (Pump(), (), None)
    assert found.missing == tuple(PumpDay)


DATES = {"pump.last_refill", "pump.low_reservoir_date", "pump.empty_date"} | {
    "pump.refill_appointment"
}
DOSE = {"pump.dose_mcg_per_day"}
BY_PUMP = TaperPlan(drug=Drug.BACLOFEN, route=PlanRoute.ITB, steps=())
SOUND = pump_event(9, KIND.ALARM)
REFILL = pump_event(5, KIND.REFILL)
SET = pump_event(5, KIND.DOSE_CHANGE, dose_mcg_per_day=Decimal(380))


@pytest.mark.parametrize(
    ("events", "plans", "told"),
    [
        ((), (), set()),
        ((SOUND,), (plan("08:00"),), set()),
        ((SOUND, REFILL), (), DATES),
        ((SOUND, SET), (), DOSE),
        ((), (plan("08:00"), BY_PUMP), DOSE),
        ((REFILL, SET), (BY_PUMP,), DATES | DOSE),
    ],
)
def test_what_a_refill_a_plan_or_the_clinic_told_is_not_asked_of_the_profile(events, plans, told):
    assert told_since(Record(person=pump_person(), pump_events=events, plans=plans)) == told


@pytest.mark.parametrize(
    ("low", "visit", "said"),
    [
        ("2026-05-25", None, None),
        ("2026-05-24", None, (14, RefillProblem.NO_VISIT, True)),
        ("2026-05-22", "2026-05-22", (12, None, False)),
        ("2026-05-22", "2026-05-23", (12, RefillProblem.VISIT_TOO_LATE, False)),
        ("2026-05-22", "2026-05-09", (12, RefillProblem.NO_VISIT, False)),
        ("2026-05-22", "2026-05-10", (12, None, False)),
        ("2026-05-23", "2026-05-10", (13, None, True)),
        ("2026-05-10", None, (0, RefillProblem.NO_VISIT, True)),
        ("2026-05-09", None, None),
        (None, None, None),
    ],
)
def test_before_the_low_reservoir_date_the_missing_visit_is_told_without_a_check_in(
    low, visit, said
):
    pump = Pump(
        low_reservoir_date=date.fromisoformat(low) if low else None,
        refill_appointment=date.fromisoformat(visit) if visit else None,
    )
    found = refill_ahead(pump_dates(Record(person=pump_person(pump=pump)), NOW), 14)
    assert (found and (found.days, found.problem, found.is_weekend)) == said
