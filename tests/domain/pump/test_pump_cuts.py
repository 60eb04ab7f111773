# SPDX-License-Identifier: MIT
"""What the clinic sets the pump to is told on every page, with a plan for it or without."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.charts.cut_marks import cut_marks
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.person import Drug, Pump, Route
from caregiver_app.domain.plan import Cut, PlanRoute, Step, TaperPlan
from caregiver_app.domain.pump.pump_cuts import pump_cuts
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_doses import doses_now
from caregiver_app.domain.sheets.pump_now import pump_now
from tests.domain.pretend import NOW, ago, pump_person

SET = PumpEventKind.DOSE_CHANGE


def set_to(mcg: int, hours: float) -> PumpEvent:
    """Return a visit at which the clinic set the pump to so much a day."""
    return PumpEvent(id=f"e{hours}", at=ago(hours), kind=SET, dose_mcg_per_day=Decimal(mcg))


def with_pump(*events: PumpEvent, plans=(), **person) -> Record:
    pump = Pump(dose_mcg_per_day=Decimal(400))
    return Record(
        person=replace(pump_person(), pump=pump, **person), plans=plans, pump_events=events
    )


def by_pump(mcg: int, on: date) -> TaperPlan:
    step = Step(from_=on, mcg_per_day=Decimal(mcg))
    start = Decimal(420)
    return TaperPlan(
        id="p", drug=Drug.BACLOFEN, route=PlanRoute.ITB, start_mcg_per_day=start, steps=(step,)
    )


def test_a_setting_to_less_is_a_cut_from_the_setting_before_it():
    record = with_pump(set_to(380, 50), set_to(390, 40), set_to(300, 24))
    cuts = [(cut.before, cut.after) for _at, cut in pump_cuts(record, NOW)]
    assert cuts == [(400, 380), (390, 300)]
    assert [mark.cut.after for mark in cut_marks(record, NOW)] == [380, 300]
    assert pump_cuts(record, ago(45)) == pump_cuts(with_pump(set_to(380, 50)), NOW)


def test_nothing_is_called_a_cut_where_nobody_wrote_what_it_was_before():
    record = with_pump(set_to(300, 24))
    unknown = replace(record, person=replace(record.person, pump=None))
    assert pump_cuts(unknown, NOW) == ()


def test_a_cut_that_is_planned_and_written_down_too_is_one_cut():
    event = set_to(380, 24)
    plan = by_pump(380, event.at.day)
    record = with_pump(event, plans=(plan,))
    (mark,) = cut_marks(record, NOW)
    assert mark.cut == Cut(on=event.at.day, before=Decimal(420), after=Decimal(380))
    (dose,) = doses_now(record, NOW)
    assert (dose.cut, dose.planned) == (mark.cut, True)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({}, [(Drug.BACLOFEN, PlanRoute.ITB, 300)]),
        (
            {"route": Route.BOTH},
            [(Drug.BACLOFEN, PlanRoute.ITB, 300), (Drug.BACLOFEN, PlanRoute.ORAL, None)],
        ),
        (
            {"drug": Drug.CLONAZEPAM},
            [(Drug.CLONAZEPAM, PlanRoute.ORAL, None), (Drug.BACLOFEN, PlanRoute.ITB, 300)],
        ),
    ],
)
def test_the_pump_is_told_with_what_is_taken_beside_it_where_no_plan_is(who, expected):
    doses = doses_now(with_pump(set_to(300, 24), **who), NOW)
    assert [(dose.drug, dose.route, dose.per_day) for dose in doses] == expected
    assert not any(dose.planned for dose in doses)


def test_of_a_setting_and_a_plan_the_later_one_is_told_and_the_other_beside_it():
    event = set_to(300, 24 * 40)
    newer = with_pump(event, plans=(by_pump(260, ago(24 * 3).day),))
    now = pump_now(newer, NOW)
    assert (now.dose_mcg_per_day, now.told_otherwise) == (260, (event.at.day, 300))
    older = with_pump(set_to(300, 24), plans=(by_pump(260, ago(24 * 3).day),))
    now = pump_now(older, NOW)
    assert (now.dose_mcg_per_day, now.told_otherwise) == (300, (ago(24 * 3).day, 260))
    same = with_pump(set_to(260, 24), plans=(by_pump(260, ago(24 * 3).day),))
    assert pump_now(same, NOW).told_otherwise is None
    assert pump_now(with_pump(), NOW).dose_mcg_per_day == 400
