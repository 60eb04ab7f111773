# SPDX-License-Identifier: MIT
"""Usual values are offered from quiet full check-ins before the first cut, and from no other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.content.usual import load_usual
from caregiver_app.domain.check_in import EVENT, CheckIn, Mode
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.usual_from_record import not_known_yet, worked_out
from caregiver_app.domain.person import Drug, UsualValues
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ZONE, person

SPEC = load_usual()
CUT = TaperPlan(
    drug=Drug.BACLOFEN,
    route=PlanRoute.ORAL,
    start_mg_per_day=Decimal(40),
    zone=ZONE,
    steps=(Step(from_=date(2026, 5, 8), mg_per_day=Decimal(35)),),
)


def full(at: str, **answers) -> CheckIn:
    return CheckIn(
        id=at, at=Moment.parse(f"2026-05-{at}:00-04:00", ZONE), mode=Mode.FULL, **answers
    )


QUIET = (full("05T09:00", hr=70), full("05T20:00", hr=75), full("06T09:00", hr=90))


def offered(check_ins, plans=(CUT,), now=NOW, pump_events=()):
    record = Record(
        person=person(usual=UsualValues()),
        plans=plans,
        check_ins=check_ins,
        pump_events=pump_events,
    )
    return {one.field: one for one in worked_out(record, SPEC, now)}


def test_the_middle_of_three_full_check_ins_on_two_days_is_offered_with_what_it_comes_from():
    found = offered(QUIET)["hr"]
    assert (found.value, found.check_ins, found.days) == (75, 3, 2)


@pytest.mark.parametrize(
    "check_ins",
    [
        QUIET[:2],
        QUIET[1:],
        (*QUIET[:2], replace(QUIET[2], mode=Mode.QUICK)),
        (*QUIET[:2], replace(QUIET[2], hr=None)),
        (*QUIET[:2], replace(QUIET[2], more={EVENT: "event"})),
        (*QUIET[:2], full("05T22:00", hr=72)),
        (*QUIET[:2], full("08T00:00", hr=90)),
    ],
    ids=[
        "two",
        "two on two days",
        "a quick one",
        "one without it",
        "an event",
        "one day",
        "after the cut",
    ],
)
def test_less_than_that_offers_nothing(check_ins):
    assert "hr" not in offered(check_ins)


def test_where_nobody_knows_whether_a_cut_has_been_nothing_is_offered():
    assert offered(QUIET, plans=()) == {}
    unknown = replace(
        CUT, start_mg_per_day=None, steps=(replace(CUT.steps[0], from_=date(2026, 5, 5)),)
    )
    assert offered(QUIET, plans=(unknown,)) == {}


def test_a_step_up_is_no_cut():
    up = replace(CUT.steps[0], from_=date(2026, 5, 2), mg_per_day=Decimal(45))
    assert offered(QUIET, plans=(replace(CUT, steps=(up, *CUT.steps)),))["hr"].value == 75


def test_a_cut_of_the_other_drug_ends_the_quiet_days_too():
    other = replace(
        CUT, drug=Drug.CLONAZEPAM, steps=(Step(from_=date(2026, 5, 6), mg_per_day=Decimal(1)),)
    )
    assert offered(QUIET, plans=(CUT, other)) == {}


def pump_set(day: str, dose: int | None, kind=PumpEventKind.REFILL) -> PumpEvent:
    mcg = Decimal(dose) if dose is not None else None
    at = Moment.parse(f"2026-05-{day}T08:00:00-04:00", ZONE)
    return PumpEvent(id=day, at=at, kind=kind, dose_mcg_per_day=mcg)


@pytest.mark.parametrize(
    ("last", "is_quiet"),
    [
        (pump_set("06", 180), False),
        (pump_set("06", None, PumpEventKind.DOSE_CHANGE), False),
        (pump_set("06", 200), True),
        (pump_set("06", 220, PumpEventKind.DOSE_CHANGE), True),
        (pump_set("06", None), True),
    ],
    ids=["lower", "nobody knows", "the same", "higher", "a refill alone"],
)
def test_a_pump_that_may_have_been_set_lower_ends_the_quiet_days_too(last, is_quiet):
    events = (pump_set("02", 200), last)
    assert ("hr" in offered(QUIET, pump_events=events)) is is_quiet


def test_a_plan_whose_cut_is_still_ahead_counts_what_was_until_now():
    ahead = replace(CUT, steps=(Step(from_=date(2026, 6, 1), mg_per_day=Decimal(35)),))
    assert offered(QUIET, plans=(ahead,))["hr"].value == 75


@pytest.mark.parametrize(
    ("field", "value"), [("hr", 72), ("spo2", 97), ("temp_c", Decimal("36.7"))]
)
def test_between_two_values_the_one_that_warns_sooner_is_offered(field, value):
    told = {"hr": (70, 72, 73, 90), "spo2": (90, 96, 97, 98)}
    told["temp_c"] = tuple(map(Decimal, ("36.1", "36.7", "36.8", "37.9")))
    at = ("05T09:00", "05T20:00", "06T09:00", "06T20:00")
    found = offered(tuple(full(a, **{field: v}) for a, v in zip(at, told[field], strict=True)))
    assert found[field].value == value


def test_what_somebody_gave_is_not_offered_again():
    found = tuple(offered(QUIET).values())
    assert not_known_yet(found, UsualValues(hr=64)) == ()
    assert not_known_yet(found, UsualValues(spo2=98)) == found
