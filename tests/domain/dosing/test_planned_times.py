# SPDX-License-Identifier: MIT
"""When doses are planned: what is no dose, and which entry answers for one after a flight."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import dose_clock, is_answered, longest_planned_gap
from caregiver_app.domain.dosing.slots import slots_between, zone_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose, StepStatus
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, TODAY, dose, person, plan

LOS_ANGELES = "America/Los_Angeles"
B = Drug.BACLOFEN
LATE = timedelta(hours=2)


def of(*doses: tuple[str, str | None]):
    """Return a plan whose one step lists these doses."""
    listed = tuple(
        StepDose(time=wall, mg=None if mg is None else Decimal(mg)) for wall, mg in doses
    )
    step = Step(from_=date(2026, 4, 1), mg_per_day=Decimal(20), doses=listed)
    return plan(*(wall for wall, _mg in doses), steps=(step,))


THREE = plan("06:00", "14:00", "22:00")
ZERO = Decimal(0)


def test_a_planned_dose_of_nothing_is_no_planned_dose() -> None:
    morning = of(("06:00", "20"), ("14:00", "0"), ("22:00", "0.0"))
    record = Record(person=person(), plans=(morning,), doses=(dose(30),))
    clock = dose_clock(record, None, NOW, B, LATE)
    assert (clock.missed_in_row, clock.once_a_day) == (1, True)
    assert clock.longest_gap == timedelta(hours=24)
    stopped = replace(THREE, steps=(*THREE.steps, Step(from_=TODAY, mg_per_day=ZERO)))
    clock = dose_clock(replace(record, plans=(stopped,)), None, NOW, B, LATE)
    assert (clock.missed_in_row, clock.longest_gap) == (2, None)  # those of yesterday
    unknown = of(("06:00", "20"), ("14:00", None))
    assert longest_planned_gap(unknown, TODAY) == timedelta(hours=16)


def entry(text: str, zone: str | None = None, **changes) -> DoseEvent:
    """Return a dose that was due, and taken, at a time as it was written down."""
    at = Moment.parse(text)
    return dose(0, id=text, scheduled_for=at, at=at, zone=zone, **changes)


IN_THE_WEST = Moment.parse("2026-05-10T16:30:00-07:00", LOS_ANGELES)
MISSED = DoseStatus.MISSED


def in_the_west(*doses: DoseEvent, **who) -> tuple[int | None, bool]:
    """Return the misses in a row after a flight to the west, and whether the log answers."""
    record = Record(person=person(**who), plans=(THREE,), doses=doses)
    since = Moment.parse("2026-05-10T03:00:00-07:00")
    clock = dose_clock(record, None, IN_THE_WEST, B, LATE)
    return clock.missed_in_row, is_answered(record, Draft(), IN_THE_WEST, since, B)


def test_after_a_flight_a_dose_answers_for_the_time_of_the_place_it_was_given_at() -> None:
    six, two = "2026-05-10T06:00:00-04:00", "2026-05-10T14:00:00-04:00"
    east = "America/New_York"
    assert in_the_west(entry(six, east), entry(two, east)) == (0, True)
    # An entry that names no place was written where the person lives.
    assert in_the_west(entry(six), entry(two)) == (0, True)
    # Elsewhere, or nowhere, its time says nothing about the time of the plan.
    assert in_the_west(entry(six), entry(two), zone=None) == (1, False)
    assert in_the_west(entry(six, "Asia/Tokyo"), entry(two, "Asia/Tokyo")) == (1, False)
    assert in_the_west(entry(six, east), entry(two, east, status=MISSED)) == (1, True)
    assert in_the_west(entry(six, east)) == (1, False)
    assert in_the_west(entry(six, east), entry(two, east, status=DoseStatus.EXTRA)) == (1, False)


def dues(told: str | None, *walls: str, written_on: date | None = None) -> list[str]:
    """Return the planned doses of a day on which a version with these times is told at a time."""
    listed = tuple(StepDose(time=wall, mg=Decimal(5)) for wall in walls)
    step = Step(from_=TODAY, doses=listed)
    if told is not None:
        at = Moment.parse(f"2026-05-10T{told}:00-04:00")
        step = replace(step, status=StepStatus.PLANNED, status_at=at)
    new = plan(*walls, id="new", steps=(*THREE.steps, step), written_on=written_on)
    record = Record(person=person(), plans=(THREE, new))
    midnight = Moment.parse("2026-05-10T00:00:00-04:00").utc
    zone = zone_of(record.person, NOW)
    slots = slots_between(record, B, midnight, midnight + timedelta(hours=23), zone)
    return [f"{slot.due.local:%H:%M} {slot.mg}" for slot in slots][::-1]


def test_the_old_times_hold_on_the_day_of_a_new_version_until_it_is_told() -> None:
    assert dues("13:00", "10:00", "18:00") == ["06:00 10", "18:00 5"]
    assert dues("23:30", "10:00", "18:00") == ["06:00 10", "14:00 10", "22:00 10"]
    assert dues("05:00", "10:00", "18:00") == ["10:00 5", "18:00 5"]
    # What the new paper plans shortly before is still to be given; one dose never stands twice.
    assert dues("13:00", "12:30", "18:00") == ["06:00 10", "12:30 5", "18:00 5"]
    assert dues("15:00", "14:30", "22:00") == ["06:00 10", "14:30 5", "22:00 5"]
    assert dues("13:00", "06:00", "14:00", "22:00") == ["06:00 10", "14:00 5", "22:00 5"]


def test_a_version_of_today_that_does_not_say_its_hour_begins_with_its_first_dose() -> None:
    assert dues(None, "10:00", "18:00") == ["10:00 5", "18:00 5"]
    assert dues(None, "10:00", "18:00", written_on=TODAY) == ["06:00 10", "10:00 5", "18:00 5"]
    assert dues(None, "06:00", written_on=TODAY) == ["06:00 5"]
