# SPDX-License-Identifier: MIT
"""Ticks stand at round wall times, also on days of 23 and 25 hours; clock changes are found."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.charts.trend_signs import Axis
from caregiver_app.domain.charts.trend_time import (
    ClockChange,
    TickKind,
    clock_changes,
    home_zone,
    time_ticks,
)
from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.domain.person import Drug, Person, Route
from tests.domain.test_moments_properties import INSTANTS, ZONE
from tests.tries import tries

NEW_YORK = ZoneInfo("America/New_York")


def between(start: str, end: str):
    return Moment.parse(start), Moment.parse(end)


@pytest.mark.parametrize(
    ("start", "end", "at", "hours"),
    [
        ("2026-03-07T12:00-05:00", "2026-03-09T12:00-04:00", "2026-03-08T03:00-04:00", 1),
        ("2026-10-31T12:00-04:00", "2026-11-02T12:00-05:00", "2026-11-01T01:00-05:00", -1),
    ],
)
def test_a_clock_change_is_found_to_the_minute(start, end, at, hours):
    found = clock_changes(*between(start, end), NEW_YORK)
    assert found == (ClockChange(at=Moment.parse(at), by=timedelta(hours=hours)),)


def test_there_is_no_clock_change_where_the_clocks_stay():
    start, end = between("2026-03-01T00:00-07:00", "2026-12-01T00:00-07:00")
    assert clock_changes(start, end, ZoneInfo("America/Phoenix")) == ()
    assert len(clock_changes(start, end, NEW_YORK)) == 2


def test_a_clock_change_in_the_middle_of_a_minute_stands_at_the_next_one():
    start, end = between("1972-01-06T00:00:00+00:00", "1972-01-08T00:00:00+00:00")
    (found,) = clock_changes(start, end, ZoneInfo("Africa/Monrovia"))
    assert found.at.utc == Moment.parse("1972-01-07T00:45:00+00:00").utc


def test_days_stand_at_midnight_on_both_sides_of_a_clock_change():
    start, end = between("2026-03-06T12:00-05:00", "2026-03-10T12:00-04:00")
    ticks = time_ticks(start, end, NEW_YORK, 4)
    assert [tick.at.text[:16] for tick in ticks] == [
        f"2026-03-{day}T00:00" for day in ("07", "08", "09", "10")
    ]
    gaps = [b.at.utc - a.at.utc for a, b in pairwise(ticks)]
    assert gaps == [timedelta(hours=hours) for hours in (24, 23, 24)]


@tries(60)
@given(
    instant=INSTANTS,
    zone=ZONE,
    hours=st.sampled_from((24, 72, 168, 720, 9000, 90_000)),
    most=st.integers(min_value=2, max_value=12),
)
def test_ticks_rise_lie_inside_and_are_few(instant, zone, hours, most):
    end = moment_in_zone(instant, zone)
    start = moment_in_zone(instant - timedelta(hours=hours), zone)
    ticks = time_ticks(start, end, ZoneInfo(zone), most)
    assert len(ticks) <= most + 2
    assert [tick.at.utc for tick in ticks] == sorted({tick.at.utc for tick in ticks})
    assert all(start <= tick.at <= end for tick in ticks)


def test_years_months_days_and_hours_are_told_apart():
    start, end = between("2025-12-31T12:00-05:00", "2026-01-02T00:00-05:00")
    kinds = [tick.kind for tick in time_ticks(start, end, NEW_YORK, 4)]
    assert kinds == [TickKind.HOUR, TickKind.YEAR, TickKind.HOUR, TickKind.DAY]


def test_charts_are_read_in_the_zone_of_the_person_wherever_the_computer_is():
    now = moment_in_zone(Moment.parse("2026-05-10T12:00:00Z").utc, "Asia/Kolkata")
    who = Person(name="A", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    assert str(home_zone(who, now)) == "Asia/Kolkata"
    at_home = Person(name="A", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN, zone=NEW_YORK.key)
    assert home_zone(at_home, now) == NEW_YORK


@settings(deadline=None)
@given(
    st.lists(st.decimals(min_value=-50, max_value=400, places=1), max_size=6),
    st.sampled_from((("50", "110", "20"), ("36", "38", "0.5"), ("0", "10", "5"))),
)
def test_an_axis_grows_by_whole_steps_until_every_value_lies_on_it(values, ends):
    low, high, step = map(Decimal, ends)
    grown = Axis(low=low, high=high, step=step).holding(values)
    assert grown.low <= min([low, *values])
    assert grown.high >= max([high, *values])
    assert 2 <= len(grown.lines()) <= 9
    assert (grown.low - low) % grown.step == 0
