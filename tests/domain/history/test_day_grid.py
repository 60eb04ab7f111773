# SPDX-License-Identifier: MIT
"""A day hour by hour holds every stored entry once, in its own hours, also when clocks change."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.history.day_grid import DayGrid, day_at, day_grid
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place, moment_in_zone
from caregiver_app.domain.record import Record
from tests.domain.pretend import person
from tests.tries import tries

GAP = timedelta(hours=10)
ZONES = ("America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "Asia/Kolkata")
# Both changes of the year in all of these, with the days around them.
STARTS = st.sampled_from(
    [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 6), (3, 27), (4, 3), (10, 2))]
    + [datetime(2026, 10, 23, tzinfo=UTC), datetime(2026, 10, 30, tzinfo=UTC)]
)
MINUTES = st.lists(st.integers(0, 4 * 24 * 60), max_size=24, unique=True)
LATER = Moment.parse("2027-01-01T00:00:00+00:00")


def _check_in(at: Moment, level: Level | None = None, **answers) -> CheckIn:
    judged = Assessment(rule_set="1", level=level) if level is not None else None
    return CheckIn(id=at.text, at=at, assessment=judged, **answers)


def _record(start, minutes, zone, doses=()) -> Record:
    times = [moment_in_zone(start + timedelta(minutes=m), zone) for m in sorted(minutes)]
    given_at = [moment_in_zone(start + timedelta(minutes=m), zone) for m in sorted(doses)]
    return Record(
        person=person(zone=zone),
        check_ins=tuple(_check_in(at, hr=60 + n) for n, at in enumerate(times)),
        doses=tuple(DoseEvent(id=a.text, at=a, status=DoseStatus.TAKEN) for a in given_at),
    )


def _days(record, zone):
    facts = (*record.check_ins, *record.doses)
    return sorted({day_at(fact.at, ZoneInfo(zone)) for fact in facts})


@tries(60)
@given(STARTS, MINUTES, MINUTES, st.sampled_from(ZONES), st.sampled_from((1, 2, 3)))
def test_every_entry_stands_once_in_the_column_of_its_own_hours(start, some, given_, zone, hours):
    record, place = _record(start, some, zone, given_), ZoneInfo(zone)
    found: Counter[str] = Counter()
    for day in _days(record, zone):
        for column in day_grid(record, day, place, LATER, GAP, hours).columns:
            for fact in (*column.check_ins, *column.doses):
                assert column.start <= fact.at < column.end
                wall, shown = at_place(fact.at.utc, place).local, column.start.local
                assert wall.date() == day
                assert wall.hour // hours == shown.hour // hours
                found[f"{type(fact).__name__} {fact.id}"] += 1
    facts = (*record.check_ins, *record.doses)
    assert found == Counter(f"{type(fact).__name__} {fact.id}" for fact in facts)


@tries(60)
@given(STARTS, MINUTES, st.sampled_from(ZONES), st.sampled_from((1, 2, 4)))
def test_columns_fill_the_day_and_a_gap_has_nothing_in_it_and_is_long(start, some, zone, hours):
    record, place = _record(start, some, zone), ZoneInfo(zone)
    times = [c.at.utc for c in record.check_ins]
    for day in (start.date() + timedelta(days=n) for n in range(5)):
        grid = day_grid(record, day, place, LATER, GAP, hours)
        for column, following in zip(grid.columns, grid.columns[1:], strict=False):
            assert column.end == following.start
        for column in grid.columns:
            before = max((t for t in times if t < column.start.utc), default=None)
            after = min((t for t in times if t >= column.end.utc), default=LATER.utc)
            empty = not any(column.start.utc <= t < column.end.utc for t in times)
            long = before is not None and after - before >= GAP
            assert column.is_gap == (empty and long), "before the first check-in nobody had begun"


@pytest.mark.parametrize(
    ("day", "hours", "columns", "again"),
    [
        (date(2026, 3, 8), 23, 23, []),
        (date(2026, 11, 1), 25, 25, [2]),
        (date(2026, 11, 2), 24, 24, []),
    ],
)
def test_a_day_on_which_the_clock_is_changed_has_23_or_25_hours(day, hours, columns, again):
    grid = day_grid(Record(person=person()), day, ZoneInfo(ZONES[0]), LATER, GAP, 1)
    assert grid.length == timedelta(hours=hours)
    assert len(grid.columns) == columns
    assert [n for n, column in enumerate(grid.columns) if column.is_again] == again


def test_an_hour_that_comes_twice_keeps_both_check_ins_apart():
    first = Moment.parse("2026-11-01T01:30:00-04:00", ZONES[0])
    second = Moment.parse("2026-11-01T01:30:00-05:00", ZONES[0])
    record = Record(person=person(), check_ins=(_check_in(first), _check_in(second)))
    grid = day_grid(record, date(2026, 11, 1), ZoneInfo(ZONES[0]), LATER, GAP)
    held = [column.check_ins for column in grid.columns if column.check_ins]
    assert held == [(record.check_ins[0],), (record.check_ins[1],)]
    assert grid.place_of(record.check_ins[1]) == grid.place_of(record.check_ins[0]) + 1


def test_hours_that_are_still_to_come_are_no_gap():
    now = Moment.parse("2026-05-21T13:40:00-04:00", ZONES[0])
    before = _check_in(Moment.parse("2026-05-20T20:00:00-04:00", ZONES[0]))
    record = Record(person=person(), check_ins=(before,))
    grid = day_grid(record, now.day, ZoneInfo(ZONES[0]), now, GAP)
    assert [column.is_gap for column in grid.columns] == [True] * 7 + [False] * 5
    assert [column.is_ahead for column in grid.columns] == [False] * 7 + [True] * 5


def test_a_column_has_the_worst_level_and_says_why_there_is_no_number():
    at = Moment.parse("2026-05-21T08:05:00-04:00", ZONES[0])
    later = Moment.parse("2026-05-21T09:30:00-04:00", ZONES[0])
    told = _check_in(later, Level.NO_FLAGS, not_taken={"spo2": Missing.COULD_NOT})
    record = Record(person=person(), check_ins=(_check_in(at, Level.URGENT, hr=120), told))
    column = day_grid(record, at.day, ZoneInfo(ZONES[0]), later, GAP).columns[4]
    assert column.level is Level.URGENT
    assert column.telling("hr") == (record.check_ins[0],)
    assert column.telling("spo2") == (told,)


def test_an_event_is_no_check_in_and_ends_no_gap():
    at = Moment.parse("2026-05-21T08:05:00-04:00", ZONES[0])
    fall = _check_in(at, more={"happened": "fall"})
    now = Moment.parse("2026-05-21T13:40:00-04:00", ZONES[0])
    before = _check_in(Moment.parse("2026-05-20T20:00:00-04:00", ZONES[0]))
    record = Record(person=person(), check_ins=(before, fall))
    grid = day_grid(record, at.day, ZoneInfo(ZONES[0]), now, GAP)
    assert grid.columns[4].is_gap
    assert grid.columns[4].check_ins == (fall,)


def test_the_hours_before_somebody_was_written_down_are_no_gap():
    now = Moment.parse("2026-05-21T23:40:00-04:00", ZONES[0])
    first = _check_in(Moment.parse("2026-05-21T10:05:00-04:00", ZONES[0]))
    for check_ins, gaps in (((), [False] * 12), ((first,), [False] * 6 + [True] * 6)):
        record = Record(person=person(), check_ins=check_ins)
        grid = day_grid(record, now.day, ZoneInfo(ZONES[0]), now, GAP)
        assert [column.is_gap for column in grid.columns] == gaps


def test_a_day_with_no_hour_in_it_is_of_no_length_and_holds_nothing():
    empty = DayGrid(day=date(2026, 5, 21), columns=(), more=())
    assert empty.length == timedelta(0)
    assert empty.place_of(_check_in(LATER)) is None
