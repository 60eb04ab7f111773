# SPDX-License-Identifier: MIT
"""A logged dose that is not the planned one is told (U17), and one that is it is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose, StepStatus, TaperPlan
from tests.domain.pretend import TODAY, ZONE, calm, dose, judge, person, plan

LATE, MISSED = DoseStatus.LATE, DoseStatus.MISSED
TOKYO = "Asia/Tokyo"
WALLS = ("06:00", "14:00", "22:00")
LISTED = plan(*WALLS)
NIGHT = Moment.parse("2026-05-09T23:30:00-04:00", ZONE)
MORNING = Moment.parse("2026-05-10T08:00:00-04:00", ZONE)


def a_day(*steps: tuple[str, int], walls: tuple[str, ...] = WALLS, **changes) -> TaperPlan:
    """Return a plan whose steps say only how many mg a day, each from a day of May on."""
    lines = tuple(Step(from_=date(2026, 5, day), mg_per_day=Decimal(mg)) for mg, day in steps)
    return plan(*walls, steps=lines, **changes)


def at(
    text: str, mg: str | None = None, status=DoseStatus.TAKEN, due: str | None = ""
) -> DoseEvent:
    """Return an entry like `9 06:00`, due then or when said; None for an entry that does not say.

    Days are those of May, in New York.
    """

    def moment(text: str) -> Moment:
        day, wall = text.split()
        return Moment.parse(f"2026-05-{int(day):02}T{wall}:00-04:00")

    scheduled = None if due is None else moment(due or text)
    amount = None if mg is None else Decimal(mg)
    return dose(0, status, id=f"{text} {mg}", scheduled_for=scheduled, at=moment(text), mg=amount)


def told(*doses: DoseEvent, plans=(LISTED,), now: Moment = MORNING, actions=(), **who) -> str:
    """Return what U17 says, or nothing."""
    record = {"plans": plans, "doses": doses, "actions": actions}
    rules = judge(calm(), person(**who), now, **record).rules
    return next((finding.because for finding in rules if finding.id == "U17"), "")


def test_a_dose_at_a_time_for_which_the_step_lists_none_is_told() -> None:
    assert told(at("10 03:00", "10")) == "A dose was given at 03:00. The plan has no dose then."
    assert told(at("10 03:00")) == "A dose was given at 03:00. The plan has no dose then."
    assert told(at("10 03:00", "10", MISSED)) == ""
    assert told(at("10 03:00", "10", LATE, "9 22:00")) == ""
    assert told(at("10 03:00", "10"), plans=(a_day(("30", 1)),)) == ""


NOON = Moment.parse("2026-05-10T13:00:00-04:00", ZONE)
EVENING = Moment.parse("2026-05-10T19:00:00-04:00", ZONE)


def new_times(*, told_at: Moment | None, listed: bool = True, **changes) -> tuple[TaperPlan, ...]:
    """Return LISTED and a version of today with doses at 10:00 and 18:00, told at a time."""
    doses = tuple(StepDose(time=wall, mg=Decimal(10)) for wall in ("10:00", "18:00"))
    step = Step(
        from_=date(2026, 5, 10),
        mg_per_day=Decimal(20),
        doses=doses if listed else (),
        status=StepStatus.PLANNED,
        status_at=told_at,
    )
    new = plan("10:00", "18:00", id="new", steps=(*LISTED.steps, step), **changes)
    return LISTED, new


def test_a_dose_before_the_hour_a_version_was_told_is_right_by_the_one_before() -> None:
    plans, six = new_times(told_at=NOON), at("10 06:00", "10")
    unplanned = "A dose was given at {}. The plan has no dose then."
    assert told(six, plans=plans, now=NOON) == ""
    assert told(at("10 10:00", "10"), plans=plans, now=NOON) == ""  # the paper was there before
    assert told(at("10 12:00", "10", due="10 14:00"), plans=plans, now=NOON) == ""
    assert told(at("10 14:00", "10"), plans=plans, now=EVENING) == unplanned.format("14:00")
    assert told(six, plans=new_times(told_at=None), now=NOON) == unplanned.format("06:00")
    assert told(six, plans=new_times(told_at=None, written_on=TODAY), now=NOON) == ""
    night = at("10 23:59", "10"), Moment.parse("2026-05-11T01:00:00-04:00", ZONE)
    assert "23:59" in told(night[0], plans=plans, now=night[1])


def test_a_day_of_two_versions_comes_to_no_more_than_either_of_them_says() -> None:
    _old, new = new_times(told_at=NOON, listed=False)
    plans = (a_day(("30", 1)), replace(new, steps=(*a_day(("30", 1)).steps, new.steps[-1])))
    given = at("10 06:00", "10"), at("10 18:00", "10")
    assert told(*given, plans=plans, now=EVENING) == ""
    assert "in one day" in told(*given, at("10 18:30", "15"), plans=plans, now=EVENING)


def test_entries_for_one_planned_dose_are_added_up() -> None:
    twice = "The 06:00 dose is written down more than once: {} mg in all. The plan says 10 mg."
    six, half_past = "10 06:00", "10 06:30"
    assert told(at(six, "10"), at(half_past, "10")) == twice.format(20)
    assert told(at(six, "4"), at(half_past, "4")) == twice.format(8)
    assert told(at(six, "11"), at(half_past)) == twice.format(11)
    assert told(at(six, "5"), at(half_past, "5")) == ""
    assert told(at(six, "5"), at(half_past)) == told(at(six), at(half_past)) == ""
    assert told(at(six, "10"), at("9 22:00", "10")) == ""


def test_an_entry_of_the_day_before_counts_to_its_planned_dose_too() -> None:
    later = Moment.parse("2026-05-10T06:20:00-04:00", ZONE)
    assert told(at("9 06:10", "5"), at("9 06:30", "5"), now=later) == ""
    assert "20 mg in all" in told(at("9 06:10", "10"), at("9 06:30", "10"), now=later)


@pytest.mark.parametrize(
    ("six", "two", "ten", "total"),
    [
        ("20", "25", "20", 65),
        ("20", "15", "20", 55),
        ("5", "25", "30", None),
        (None, "31", "30", 61),
        (None, "15", "20", None),
        ("20", None, "20", None),
    ],
)
def test_a_day_is_held_to_the_amount_of_its_step(six, two, ten, total) -> None:
    walls = zip(("9 06:00", "9 14:00", "9 22:00"), (six, two, ten), strict=True)
    doses = [at(wall, mg) for wall, mg in walls]
    expected = f"{total} mg was given in one day. The plan says 60 mg a day."
    assert told(*doses, plans=(a_day(("60", 1)),), now=NIGHT) == (expected if total else "")


def test_a_day_that_is_not_over_or_has_a_miss_is_not_less_than_planned() -> None:
    plans = (a_day(("60", 1)),)
    assert told(at("9 06:00", "20"), at("9 14:00", "20"), plans=plans, now=NIGHT) == ""
    missed = at("9 22:00", None, MISSED)
    assert told(at("9 06:00", "20"), at("9 14:00", "20"), missed, plans=plans, now=NIGHT) == ""


def test_doses_of_two_dates_that_make_more_than_a_day_are_told() -> None:
    doses = (at("9 14:00", "30"), at("9 22:00", "30"), at("10 06:00", "30"))
    assert told(*doses, plans=(a_day(("60", 1)),)).startswith("90 mg was given in one day.")
    assert told(*doses, plans=(a_day(("90", 1)),)) == ""
    assert told(*doses, plans=(a_day(("100", 1)),)).startswith("90 mg was given in one day.")
    # Where a step begins, neither says what the doses of both come to.
    cut, rise = a_day(("90", 1), ("60", 10)), a_day(("60", 1), ("90", 10))
    assert told(*doses, plans=(cut,)) == told(*doses, plans=(rise,)) == ""
    assert told(*doses, at("10 07:50", "31"), plans=(cut,)).startswith("61 mg")


def test_a_dose_after_midnight_counts_to_the_day_it_was_due_on() -> None:
    plans, day = (a_day(("60", 1)),), [at("9 06:00", "20"), at("9 14:00", "20")]
    before = [at("8 06:00", "20"), at("8 14:00", "20")]
    last = at("9 22:00", "20")
    for late in (at("9 00:30", "20", LATE, "8 22:00"), at("9 00:30", "20", LATE, None)):
        assert told(*before, late, *day, last, plans=plans, now=NIGHT) == ""
    new_day = at("9 00:30", "20", due=None)
    assert told(*before, new_day, *day, last, plans=plans, now=NIGHT).startswith("80 mg")


def test_where_one_dose_a_day_is_planned_the_one_that_was_given_is_that_one() -> None:
    once = (a_day(("20", 1), walls=("20:00",)),)
    assert told(at("9 12:00", "10"), plans=once).startswith("10 mg was given in one day.")
    assert told(at("9 12:00", "20"), plans=once) == ""


def test_without_planned_times_only_more_than_a_day_is_told() -> None:
    untimed = (a_day(("60", 1), walls=()),)
    assert told(at("9 13:00", "30"), at("9 21:00", "30"), plans=untimed) == ""
    assert told(at("9 13:00", "31"), at("9 21:00", "30"), plans=untimed).startswith("61 mg")


def test_on_the_day_the_clocks_change_a_day_holds_what_it_holds() -> None:
    now = Moment.parse("2026-03-08T09:00:00-04:00", ZONE)
    texts = ("07T06:00:00-05:00", "07T14:00:00-05:00", "07T22:00:00-05:00", "08T06:00:00-04:00")
    log = [
        dose(0, id=text, at=Moment.parse(f"2026-03-{text}"), scheduled_for=None, mg=Decimal(20))
        for text in texts
    ]
    assert told(*log, plans=(plan(*WALLS, steps=(STEP_OF_MARCH,)),), now=now) == ""


STEP_OF_MARCH = Step(from_=date(2026, 3, 1), mg_per_day=Decimal(60))


def test_a_confirmation_of_the_plan_of_another_drug_settles_nothing() -> None:
    plans = (plan(*WALLS, id="b"), plan("08:00", id="c", drug=Drug.CLONAZEPAM))
    wrong = at("10 06:00", "15")

    def confirmed(about: str | None, when: str = "10 07:00") -> tuple[ActionTaken, ...]:
        moment = at(when).at
        return (ActionTaken(id="a", at=moment, kind=ActionKind.CONFIRMED_PLAN, about=about),)

    assert told(wrong, plans=plans, actions=confirmed("c"))
    for about in ("b", None, "a check-in"):
        assert told(wrong, plans=plans, actions=confirmed(about)) == ""
    assert told(wrong, plans=plans, actions=confirmed("b", "10 05:59"))
    assert told(wrong, plans=plans, actions=(*confirmed("b"), *confirmed("c", "10 07:30"))) == ""


def test_a_dose_is_held_to_the_wall_of_its_place_or_of_the_check_in() -> None:
    there = Moment.parse("2026-05-10T06:00:00+09:00")
    in_tokyo = dose(0, at=there, scheduled_for=None, mg=Decimal(10))
    now = Moment.parse("2026-05-10T08:00:00+09:00")
    assert told(in_tokyo, now=now).startswith("A dose was given at 06:00.")
    assert told(in_tokyo, now=Moment(now.local, TOKYO)) == ""
    assert told(dose(0, at=there, scheduled_for=None, mg=Decimal(10), zone=TOKYO), now=now) == ""
