# SPDX-License-Identifier: MIT
"""Missed doses after a flight: which entries of the other place answer for a planned dose here."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import missed_in_row
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import dose, person, plan

PLANS = (plan("06:00", "14:00", "22:00"),)
TOKYO, NEW_YORK, HERE = "Asia/Tokyo", "America/New_York", "America/Los_Angeles"
OFFSETS = {TOKYO: "+09:00", NEW_YORK: "-04:00", HERE: "-07:00"}
MISSED, TAKEN = DoseStatus.MISSED, DoseStatus.TAKEN


def at(day: int, wall: str, zone: str) -> Moment:
    return Moment.parse(f"2026-05-{day:02}T{wall}:00{OFFSETS[zone]}")


def entry(wall: str, place: str, status: DoseStatus = TAKEN, **changes) -> DoseEvent:
    """Return an entry of 10 May for the dose that was due, and given, at a time of a place."""
    moment = at(10, wall, place)
    given = {"scheduled_for": moment, "at": moment, "zone": place, **changes}
    return dose(0, status, id=f"{wall} {place}", **given)


def missed(*log: DoseEvent, now: str, day: int = 10, draft: Draft | None = None) -> int | None:
    record = Record(person=person(), plans=PLANS, doses=log)
    moment = Moment(at(day, now, HERE).local, HERE)
    return missed_in_row(record, draft, moment, Drug.BACLOFEN, timedelta(hours=2))


@pytest.mark.parametrize(
    ("afternoon", "now", "count"),
    [(TAKEN, "17:00", 0), (MISSED, "15:00", 0), (MISSED, "16:00", 1), (MISSED, "17:00", 1)],
)
def test_a_dose_kept_there_answers_for_its_time_here_and_one_missed_there_does_not(
    afternoon, now, count
) -> None:
    """What was missed before the last kept dose is over; what is due here is missed when late."""
    log = (entry("14:00", TOKYO, afternoon), entry("22:00", TOKYO))
    assert missed(*log, now=now) == count


def test_a_dose_kept_after_the_one_that_the_check_in_calls_the_last_answers_for_nothing() -> None:
    log = (entry("14:00", NEW_YORK), entry("22:00", NEW_YORK))
    told = Draft(last_kept_dose_at=at(10, "14:00", NEW_YORK))
    assert missed(*log, now="01:00", day=11, draft=told) == 1
    assert missed(*log, now="01:00", day=11) == 0


@pytest.mark.parametrize(("wall", "count"), [("04:01", 0), ("04:00", 1)])
def test_a_time_two_hours_from_a_planned_one_on_the_wall_is_another(wall, count) -> None:
    assert missed(entry(wall, NEW_YORK), now="09:00") == count


def test_the_place_of_an_entry_is_that_of_its_time_then_its_own_and_may_be_unknown() -> None:
    six = entry("06:00", NEW_YORK, zone=TOKYO)
    named = Moment(six.at.local, NEW_YORK)
    assert missed(replace(six, scheduled_for=named), now="09:00") == 0
    assert missed(six, now="09:00") == 1
    assert missed(replace(six, zone="Nowhere/Else"), now="09:00") == 1
