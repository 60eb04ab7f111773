# SPDX-License-Identifier: MIT
"""A dose that went up is told beside the last cut: by the plan, by a new one, by the clinic."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.plan import Cut, PlanRoute, Step, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.dose_rise import dose_rise
from tests.domain.pretend import NOW, RULES, ago, dose, person, pump_person

TODAY = NOW.day


def steps(*amounts: tuple[int, int], **plan) -> TaperPlan:
    """Return a plan from 60 mg with its steps, as days ago and mg a day."""
    told = tuple(Step(from_=ago(days * 24).day, mg_per_day=Decimal(mg)) for days, mg in amounts)
    return TaperPlan(
        drug=Drug.BACLOFEN,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(60),
        steps=told,
        dose_times=("08:00", "20:00"),
        **plan,
    )


def rise_of(*plans: TaperPlan, cut: date | None = None) -> tuple[date, Decimal, Decimal] | None:
    record = Record(person=person(), plans=plans)
    last = Cut(on=cut, before=Decimal(60), after=Decimal(40)) if cut else None
    found = dose_rise(record, Drug.BACLOFEN, PlanRoute.ORAL, last, NOW, RULES)
    return (found.on, found.before, found.after) if found else None


def test_a_step_upwards_is_told_with_the_amounts_before_and_after():
    assert rise_of(steps((10, 40), (0, 60))) == (TODAY, 40, 60)


def test_a_plan_that_only_goes_down_has_none():
    assert rise_of(steps((10, 40), (3, 30))) is None


def test_a_new_plan_that_begins_with_more_than_the_one_before_is_a_rise():
    before = steps((10, 40), id="a", written_on=ago(20 * 24).day)
    after = steps((0, 60), id="b", based_on="a", written_on=TODAY)
    assert rise_of(before, after) == (TODAY, 40, 60)


def test_a_new_plan_that_says_more_of_a_step_of_before_is_a_rise_on_its_own_day():
    before = steps((10, 40), id="a", written_on=ago(20 * 24).day)
    after = steps((10, 60), id="b", based_on="a", written_on=ago(24).day)
    assert rise_of(before, after) == (ago(24).day, 40, 60)


OLD = steps((10, 40), id="a", written_on=ago(20 * 24).day)
TYPED_LATER = steps((2, 50), id="b", based_on="a", written_on=TODAY)


def risen(*log) -> date:
    """Return when the dose went up by a version that is typed two days after its step began."""
    record = Record(person=person(), plans=(OLD, TYPED_LATER), doses=log)
    return dose_rise(record, Drug.BACLOFEN, PlanRoute.ORAL, None, NOW, RULES).on


def test_a_rise_that_is_typed_later_has_the_day_on_which_more_was_kept_first():
    less = [dose(hours, mg=Decimal(20)) for hours in (52, 40)]
    more = [dose(hours, mg=Decimal(25)) for hours in (28, 16)]
    assert risen(*less, *more) == ago(24).day
    assert risen(*less) == TODAY, "nothing larger was kept before it was typed"
    assert risen() == ago(48).day, "of a stay in hospital nobody here wrote down a dose"


def test_every_other_day_at_the_end_of_a_plan_is_no_rise():
    assert rise_of(steps((6, 10), (5, 0), (4, 10), (3, 0), (2, 10), (1, 0), (0, 10))) is None


def test_more_than_before_the_days_off_is_one():
    assert rise_of(steps((5, 10), (4, 0), (3, 20), (2, 0))) == (ago(3 * 24).day, 10, 20)


@pytest.mark.parametrize(("days", "is_told"), [(3, True), (4, False)])
def test_once_a_cut_came_after_it_a_rise_is_told_for_as_long_as_it_counts_with_sleepiness(
    days, is_told
):
    plan = steps((10, 40), (days, 60), (1, 50))
    assert (rise_of(plan, cut=ago(24).day) is not None) is is_told


def test_after_the_last_cut_it_is_told_however_long_ago_it_was():
    plan = steps((40, 40), (30, 60))
    assert rise_of(plan, cut=ago(40 * 24).day) == (ago(30 * 24).day, 40, 60)
    assert rise_of(plan) is None


@pytest.mark.parametrize(("mcg", "is_told"), [(600, True), (400, False), (300, False)])
def test_a_pump_that_the_clinic_set_to_more_is_told_with_its_time(mcg, is_told):
    visit = PumpEvent(
        id="e", at=ago(4), kind=PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(mcg)
    )
    somebody = replace(pump_person(), pump=Pump(dose_mcg_per_day=Decimal(400)))
    record = Record(person=somebody, pump_events=(visit,))
    found = dose_rise(record, Drug.BACLOFEN, PlanRoute.ITB, None, NOW, RULES)
    assert (found is not None) is is_told
    if found:
        assert (found.at, found.before, found.after) == (ago(4), 400, 600)


def test_nothing_is_told_where_nobody_wrote_what_it_was_before():
    visit = PumpEvent(
        id="e", at=ago(4), kind=PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(600)
    )
    record = Record(person=replace(pump_person(), pump=None), pump_events=(visit,))
    assert dose_rise(record, Drug.BACLOFEN, PlanRoute.ITB, None, NOW, RULES) is None
