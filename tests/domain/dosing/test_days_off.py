# SPDX-License-Identifier: MIT
"""A plan that holds 0 mg on some days between its doses: nothing is missed on them, and no more."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import Alertness
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import dose_clock
from caregiver_app.domain.dosing.restarts import restart
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose, TaperPlan
from caregiver_app.domain.prompts.plan_prompts import plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.phase_starts import starts
from caregiver_app.domain.timing.time_rules import PhaseStart
from tests.domain.pretend import NOW, TODAY, ago, calm, dose, fired, judge, person, plan
from tests.domain.rule_cases import NOT_TOLD, TWO_GROUPS

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATE, B, C = timedelta(hours=2), Drug.BACLOFEN, Drug.CLONAZEPAM
NEVER = {"U07", "E21", "U21", "U15"}
MISSED = DoseStatus.MISSED


def by_day(*amounts: object, times: tuple[str, ...] = ("08:00",), last: int = 0, **changes):
    """Return a plan with a step for each day, the last of them so many days from today."""
    first = TODAY + DAY * (last - len(amounts) + 1)
    steps = tuple(_step(first + DAY * n, mg, times) for n, mg in enumerate(amounts))
    return plan(*times, mg="5", first=date(2026, 4, 1), steps=steps, **changes)


def _step(day: date, mg: object, times: tuple[str, ...]) -> Step:
    each = Decimal(str(mg))
    doses = tuple(StepDose(time=time, mg=each) for time in times) if each else ()
    return Step(from_=day, mg_per_day=each * len(times), doses=doses)


OTHER_DAY = by_day(5, 5, 5, 0, 5, 0, 5, 0, 5, last=3)
"""8:00 every other day: on 7, 9 and 11 May; 8, 10 (today) and 12 May are of 0 mg."""


def drowsy(hours: float, *doses, plans=(OTHER_DAY,), **who):
    """Judge somebody who is sleepy, so many hours from noon today, by a log."""
    draft = calm(alertness=Alertness.DROWSY, **NOT_TOLD)
    return judge(draft, person(**who), ago(-hours), plans=plans, doses=doses)


def each_dose(*hours: float, mg: int = 5, drug: Drug = B):
    return tuple(dose(one, mg=Decimal(mg), drug=drug) for one in sorted(hours, reverse=True))


@pytest.mark.parametrize("hours", [0, 11, 19.9, 21.9])
def test_on_a_day_of_nothing_nothing_is_missed(hours):
    assert not fired(drowsy(hours, *each_dose(76, 28))) & (NEVER | {"W05"})


def test_the_dose_that_came_back_as_planned_is_no_restart_and_no_increase():
    given = each_dose(76, 28, -20)
    for hours in (20.1, 24, 43):
        assert not fired(drowsy(hours, *given)) & NEVER, hours
    record = Record(person=person(), plans=(OTHER_DAY,), doses=given)
    now = ago(-21)
    assert "P-REST" not in {one.id for one in plan_prompts(load_plan_prompts(), record, now)}
    kinds = {one.kind for one in starts(load_time_rules(), record, now)}
    assert kinds == {PhaseStart.DAY_OFF}


def test_the_dose_of_its_own_day_that_is_missed_calls_four_hours_after_it():
    assert "U07" not in fired(drowsy(23.9, *each_dose(76, 28)))
    assert "U07" in fired(drowsy(24, *each_dose(76, 28)))
    assert "W05" in fired(drowsy(20.5, *each_dose(76, 28), dose(-20, MISSED)))


def test_signs_on_a_day_off_call_the_prescriber_and_an_ambulance_once_a_dose_is_late():
    given = each_dose(76, 28)
    told = judge(calm(**NOT_TOLD, **TWO_GROUPS), None, NOW, plans=(OTHER_DAY,), doses=given)
    assert (told.level, "E21" in fired(told)) == (Level.URGENT, False)
    (finding,) = [one for one in told.rules if one.id == "U07"]
    assert finding.message.startswith("The plan has no dose for now, and warning signs")
    assert finding.because.startswith("The plan holds 0 mg for now. The last dose was 28 h 0 min")
    later = ago(-22)
    told = judge(calm(**NOT_TOLD, **TWO_GROUPS), None, later, plans=(OTHER_DAY,), doses=given)
    assert told.level is Level.EMERGENCY
    early = each_dose(76, 28, 5)  # and within a day of a dose they are signs and no more
    told = judge(calm(**NOT_TOLD, **TWO_GROUPS), None, NOW, plans=(OTHER_DAY,), doses=early)
    assert "U07" not in fired(told)


def test_more_than_before_the_days_off_is_a_restart_and_an_increase():
    more = by_day(5, 5, 5, 0, 5, 0, 10, 0, 10, last=3)
    given = (*each_dose(76, 28), *each_dose(-20, mg=10))
    assert {"U21", "U15"} <= fired(drowsy(20.1, *given, plans=(more,)))
    assert "U15" in fired(drowsy(20.1, *each_dose(76, 28), plans=(more,)))
    # A dose that is no planned one is a restart, as after any gap.
    assert "U21" in fired(drowsy(20.6, *each_dose(76, 28, -20.5), plans=(by_day(5, 0, 0, last=0),)))


def test_so_long_without_that_nobody_is_used_to_it_any_more_is_a_restart():
    for off, planned in ((3, True), (4, False)):
        pause = by_day(5, 5, *[0] * off, 5)
        log = each_dose(4 + 24 * (off + 1), 4)
        found = fired(drowsy(0, *log, plans=(pause,)))
        assert ("U21" not in found, "U15" not in found) == (planned, planned)


def test_what_a_later_version_brings_back_is_a_restart():
    ended = by_day(5, 5, 0, last=-1, id="one", written_on=date(2026, 5, 1))
    again = by_day(5, 0, 5, id="two", written_on=TODAY)
    assert "U21" in fired(drowsy(0, *each_dose(52, 4), plans=(ended, again)))
    known = replace(again, written_on=date(2026, 5, 1))
    assert "U21" not in fired(drowsy(0, *each_dose(52, 4), plans=(known,)))


def test_a_plan_that_ends_with_nothing_and_does_not_say_that_it_is_over_still_calls():
    ended = by_day(5, 5, 5, 0)
    assert "U07" in fired(drowsy(0, *each_dose(52, 28), plans=(ended,)))
    over = replace(ended, finished=True)
    assert not fired(drowsy(0, *each_dose(52, 28), plans=(over,))) & NEVER


def test_each_drug_goes_by_its_own_plan_and_clonazepam_as_well():
    daily = plan("08:00", mg="5", drug=B)
    other = replace(OTHER_DAY, drug=C)
    given = (*each_dose(76, 28, drug=C), *each_dose(4))
    both = tuple(sorted(given, key=lambda one: one.at.utc))
    assert "U07" not in fired(drowsy(0, *both, plans=(daily, other)))
    alone = drowsy(0, *each_dose(76, 28, drug=C), plans=(other,), drug=C)
    assert not fired(alone) & NEVER
    assert "U07" in fired(drowsy(24, *each_dose(76, 28, drug=C), plans=(other,), drug=C))


def test_three_doses_on_every_other_day_count_from_the_last_one_of_the_day():
    times = ("08:00", "14:00", "22:00")
    thrice = replace(OTHER_DAY, steps=by_day(5, 5, 5, 0, 5, 0, 5, times=times, last=1).steps)
    log = each_dose(28, 22, 14)
    assert not fired(drowsy(21.9, *log, plans=(thrice,))) & {"U07", "E21"}
    assert "U07" in fired(drowsy(24, *log, plans=(thrice,)))
    # A real miss on the day before the one of 0 mg is told as ever.
    assert "U07" in fired(drowsy(0, *each_dose(52, 28), plans=(thrice,)))


def _plan_by_chance(chance: Random) -> TaperPlan:
    times = chance.choice([("08:00",), ("08:00", "20:00"), ("06:00", "14:00", "22:00"), ()])
    amounts = [chance.choice([2, 5, 10, 20]) for _day in range(12)]
    return by_day(*amounts, times=times, last=3)


def test_a_plan_without_a_day_of_nothing_is_read_as_ever():
    chance = Random(20261123)  # noqa: S311 - not a secret
    for _one in range(120):
        told = _plan_by_chance(chance)
        hours = sorted({chance.randrange(-60, 200) for _dose in range(6)}, reverse=True)
        log = each_dose(*hours)
        record = Record(person=person(), plans=(told,), doses=log)
        now = ago(chance.randrange(-72, 100))
        plain, wise = (dose_clock(record, None, now, B, LATE, off) for off in (0, 3))
        assert (wise, wise.off_until) == (plain, None)
        for one in log:
            assert restart(record, one, 48 * HOUR, 3) == restart(record, one, 48 * HOUR, 0)


def test_no_dose_that_is_missed_waits_longer_than_four_hours_after_its_time():
    chance = Random(1123)  # noqa: S311 - not a secret
    for _one in range(60):
        amounts = [5, *(chance.choice([0, 5, 5]) for _day in range(8)), 5]
        told = by_day(*amounts, last=4)
        days = [-5 + n for n, mg in enumerate(amounts) if mg]
        kept, due = chance.choice([*itertools.pairwise(days)])
        if due - kept > 4:
            continue
        log = each_dose(4 - 24 * kept)
        late = chance.randrange(4, 40)
        found = drowsy(24 * due - 4 + late, *log, plans=(told,))
        assert "U07" in fired(found), (amounts, kept, due, late)
