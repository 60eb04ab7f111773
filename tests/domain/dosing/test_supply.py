# SPDX-License-Identifier: MIT
"""How long the medicine lasts across the steps of the plan."""

from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.dosing.strengths import COUNT, FORM, LIQUID
from caregiver_app.domain.dosing.supply import days_covered, supply_end, tablet_mg
from caregiver_app.domain.events import Change
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Supply
from caregiver_app.domain.plan import Step
from caregiver_app.domain.record import Record
from tests.domain.pretend import TODAY, person, plan


def step(day: int, mg: str) -> Step:
    return Step(from_=date(2026, 5, day), mg_per_day=Decimal(mg))


def end(left: str, *steps: Step, form: str | None = "tablets 10 mg", **more):
    supply = Supply(units_left=Decimal(left), counted_on=more.pop("counted", TODAY))
    who = person(supply=supply, formulation=form, **more.pop("who", {}))
    plans = (plan("08:00", "20:00", steps=steps, **more),) if steps else ()
    return supply_end(Record(person=who, plans=plans), TODAY)


def test_a_supply_is_counted_through_the_steps_that_are_ahead():
    # Two days of 2 tablets, then 1 tablet a day from the 12th: 6 more days of the ten.
    found = end("10", step(1, "20"), step(12, "10"))
    assert found.until == date(2026, 5, 17)
    assert (found.units_left, found.counted_on) == (10, TODAY)
    assert not found.counts_doses


def test_a_step_up_makes_it_shorter():
    assert end("10", step(1, "10"), step(12, "40")).until == date(2026, 5, 13)


@pytest.mark.parametrize(("left", "until"), [("1.9", 9), ("2", 10), ("3.9", 10), ("4", 11)])
def test_only_days_that_are_covered_whole_count(left, until):
    assert end(left, step(1, "20")).until == date(2026, 5, until)


def test_what_was_counted_days_ago_is_used_since():
    assert end("10", step(1, "20"), counted=date(2026, 5, 8)).until == date(2026, 5, 12)


def test_a_liquid_is_counted_in_ml_by_its_strength():
    found = end(
        "100", step(1, "40"), form="oral solution", who={"concentration_mg_per_ml": Decimal(2)}
    )
    assert (found.until, found.in_ml) == (date(2026, 5, 14), True)


def test_without_a_strength_each_dose_is_one_tablet_and_that_is_said():
    found = end("10", step(1, "20"), form=None)
    assert (found.until, found.counts_doses) == (date(2026, 5, 14), True)


def test_it_lasts_as_far_as_a_plan_that_ends_goes():
    assert end("100", step(1, "20"), step(20, "0"), finished=True).until is None


@pytest.mark.parametrize("steps", [(), (Step(from_=date(2026, 5, 1)),)])
def test_where_the_plan_says_no_amount_nothing_is_said(steps):
    assert end("100", *steps) is None


def test_it_lasts_as_far_as_the_plan_says_an_amount():
    assert end("100", step(1, "20"), Step(from_=date(2026, 5, 14))).until is None
    assert end("7", step(1, "20"), Step(from_=date(2026, 5, 14))).until == date(2026, 5, 12)


@pytest.mark.parametrize(("left", "until"), [("799", date(2027, 6, 12)), ("800", None)])
def test_after_400_days_nothing_more_is_counted(left, until):
    assert end(left, step(1, "20")).until == until


def test_a_count_without_a_day_is_one_of_today():
    found = end("4", step(1, "20"), counted=None)
    assert (found.counted_on, found.until) == (TODAY, date(2026, 5, 11))


def test_a_plan_of_today_tells_of_the_days_since_the_count_too():
    since = date(2026, 5, 8)
    found = end("10", step(1, "20"), counted=since, written_on=TODAY)
    assert found.until == date(2026, 5, 12)


def test_nothing_is_said_of_a_count_that_names_no_number():
    kept = Record(person=person(supply=Supply(counted_on=TODAY)), plans=(plan("08:00"),))
    assert supply_end(kept, TODAY) is None


def test_nothing_is_said_of_what_nobody_counted():
    assert supply_end(Record(person=person(supply=Supply())), TODAY) is None
    assert supply_end(Record(person=person()), TODAY) is None


def covered(left: str, *steps: Step, form: str | None = "tablets 10 mg", **more):
    supply = Supply(units_left=Decimal(left), counted_on=more.pop("counted", TODAY))
    who = person(supply=supply, formulation=form, **more.pop("who", {}))
    return days_covered(
        Record(person=who, plans=(plan("08:00", "20:00", steps=steps, **more),)), TODAY, 7
    )


def test_the_rule_counts_the_tablets_of_a_dose_as_today_does():
    assert covered("14", step(1, "40")) == 3, "two tablets at each of two doses"
    assert covered("14", step(1, "10")) is None, "half a tablet at each"


def test_a_plan_that_stops_on_purpose_needs_no_more_than_it_takes():
    assert covered("6", step(1, "20"), step(13, "0"), finished=True) is None
    assert covered("5", step(1, "20"), step(13, "0"), finished=True) == 2
    assert covered("6", step(1, "20"), step(13, "0")) is None


def test_where_the_plan_says_no_amount_the_rule_goes_on_with_what_was_taken_before():
    silent = Step(from_=date(2026, 5, 12))
    assert covered("7", step(1, "20"), silent) == 3, "of tablets one for each dose"
    liquid = {"who": {"concentration_mg_per_ml": Decimal(5)}, "form": "oral solution"}
    assert covered("14", step(1, "20"), silent, **liquid) == 3
    assert covered("14", Step(from_=date(2026, 5, 1)), **liquid) is None
    began_later = (step(9, "20"),)  # what was taken before that nobody wrote
    assert (
        covered("14", *began_later, counted=date(2026, 5, 7), start_mg_per_day=None, **liquid) == 0
    )


def test_the_rule_says_nothing_of_what_nobody_counted():
    record = Record(person=person(supply=Supply()), plans=(plan("08:00"),))
    assert days_covered(record, TODAY, 7) is None
    assert (
        days_covered(Record(person=person(supply=Supply(units_left=Decimal(1)))), TODAY, 7) is None
    )


@pytest.mark.parametrize(
    ("form", "mg"),
    [
        ("tablets 10 mg", "10"),
        ("10mg tablet", "10"),
        ("tablets 0,5 mg", "0.5"),
        ("disintegrating tablets", None),
        ("oral solution 5 mg/5 mL", None),
        ("tablets 5 mg and 10 mg", None),
        ("tablets 10mg/20mg", None),
        ("tablets 10/20 mg", None),
        ("tablets 5, 10 or 20 mg", None),
        ("tablets 5-10 mg", None),
        ("tablets 30 mg/day", None),
        ("capsule 1,000 mg", None),
        ("capsule 1,000.5 mg", None),
        ("capsule 2 500 mg", None),
        ("tablets 5 mg/5 mL", None),
        ("tablets 10 mg, or liquid 5 mg/5 mL", "10"),
        ("tablets 0.125 mg", "0.125"),
        ("tablets, 2 x 10 mg", "10"),
        ("10 mg", None),
        ("tablets 0 mg", None),
        (None, None),
    ],
)
def test_the_strength_of_a_tablet_is_read_only_where_one_is_named(form, mg):
    found = tablet_mg(person(formulation=form))
    assert found == (None if mg is None else Decimal(mg))


def changed(field: str, before: object, after: object, day: int) -> Change:
    at = Moment.parse(f"2026-05-{day:02}T09:00:00-04:00")
    return Change(id=f"{field} {day}", at=at, target="p", field=field, before=before, after=after)


def left_of(*changes: Change, **more):
    """Return when 100 units, counted on the 10th, are gone at 40 mg a day."""
    counted = date(2026, 5, 10)
    who = person(supply=Supply(units_left=Decimal(100), counted_on=counted), **more)
    mine = plan("08:00", "20:00", steps=(step(1, "40"),))
    return supply_end(Record(person=who, plans=(mine,), changes=changes), date(2026, 5, 10))


def test_a_new_strength_makes_no_more_of_what_was_left_in_the_old_bottle():
    five = {"formulation": "oral solution", "concentration_mg_per_ml": Decimal(5)}
    old = left_of(changed(LIQUID, 1, 5, day=10), **five)
    assert (old.until, old.is_of_older) == (date(2026, 5, 11), True)
    weaker = left_of(changed(LIQUID, 20, 5, day=10), **five)
    assert (weaker.until, weaker.is_of_older) == (date(2026, 5, 21), True)


def test_what_was_counted_after_the_strength_changed_is_of_the_new_one():
    five = {"formulation": "oral solution", "concentration_mg_per_ml": Decimal(5)}
    before = left_of(changed(LIQUID, 1, 5, day=9), **five)
    assert (before.until, before.is_of_older) == (date(2026, 5, 21), False)
    with_it = (changed(LIQUID, 1, 5, day=10), changed(COUNT, 30, 100, day=10))
    assert left_of(*with_it, **five).until == date(2026, 5, 21)
    earlier = (changed(COUNT, 30, 100, day=9), changed(LIQUID, 1, 5, day=10))
    assert left_of(*earlier, **five).until == date(2026, 5, 11)


def test_tablets_of_another_strength_are_told_by_their_form_and_another_word_is_none():
    form = "tablets 20 mg"
    stronger = left_of(changed(FORM, "tablets 10 mg", form, day=10), formulation=form)
    assert (stronger.until, stronger.is_of_older) == (date(2026, 6, 3), True)
    same = left_of(changed(FORM, "20 mg tablets", form, day=10), formulation=form)
    assert (same.until, same.is_of_older) == (date(2026, 6, 28), False)
    liquid = left_of(changed(LIQUID, 1, None, day=10), formulation=form)
    assert liquid.until == date(2026, 5, 11)
