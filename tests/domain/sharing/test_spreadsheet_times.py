# SPDX-License-Identifier: MIT
"""Days and times of a family's spreadsheet are read as written, or asked about, never guessed."""

from datetime import date, time

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind, guessed
from caregiver_app.domain.sharing.spreadsheet_times import (
    ClockKind,
    DayOrder,
    TimeError,
    TimeProblem,
    clock_of,
    moment_of,
    order_of,
    read_day,
    read_time,
    split,
)

NOW = Moment.parse("2026-05-21T13:40:00-04:00", "America/New_York")


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/4/2026", "5/6/2026"], None),
        (["3/4/2026", "13/4/2026"], DayOrder.DAY_FIRST),
        (["3/4/2026", "4/13/2026"], DayOrder.MONTH_FIRST),
        (["13/4/2026", "4/13/2026"], None),
        (["3.4.2026"], DayOrder.DAY_FIRST),
        (["2026-05-04", "5/5/2026"], DayOrder.DAY_FIRST),
        (["3-4-26"], None),
    ],
)
def test_what_comes_first_in_a_day_is_asked_where_the_column_leaves_it_open(cells, order):
    assert order_of(cells) is order


@pytest.mark.parametrize(
    "text",
    [
        *("2026-05-21", "21.5.2026", "21/05/26", "21 May 2026", "May 21, 2026", "2026/5/21"),
        *("21-May-26", "21-May-2026", "21. May 2026"),
    ],
)
def test_one_day_is_read_in_each_of_the_ways_it_is_written(text):
    assert read_day(text, DayOrder.DAY_FIRST) == date(2026, 5, 21)


@pytest.mark.parametrize("text", ["", "31.4.2026", "5/2026", "yesterday", "21.5.226"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(TimeError) as refused:
        read_day(text, DayOrder.DAY_FIRST)
    assert refused.value.problem is TimeProblem.NO_DAY


@pytest.mark.parametrize(
    ("text", "clock"),
    [("14:05", time(14, 5)), ("2:05 PM", time(14, 5)), ("12 am", time(0)), ("8.30", time(8, 30))],
)
def test_times_are_read_with_and_without_am_and_pm(text, clock):
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["14", "25:00", "13 pm", "8:60", "morning", ""])
def test_what_is_no_time_is_refused_and_a_bare_number_is_none(text):
    with pytest.raises(TimeError):
        read_time(text)


def test_day_and_time_of_one_cell_are_told_apart():
    assert split("5/21/2026 2:05 PM") == ("5/21/2026", "2:05 PM")
    assert split("2026-05-21T14:05") == ("2026-05-21", "14:05")
    assert split("May 21, 2026 8 am") == ("May 21 2026", "8 am")


@pytest.mark.parametrize(
    ("day", "clock", "problem"),
    [
        (date(2026, 3, 8), time(2, 30), TimeProblem.CLOCK_CHANGE),
        (date(2025, 11, 2), time(1, 30), TimeProblem.CLOCK_CHANGE),
        (date(2026, 5, 22), time(8), TimeProblem.TO_COME),
    ],
)
def test_a_time_that_was_not_or_was_twice_or_lies_ahead_is_refused(day, clock, problem):
    with pytest.raises(TimeError) as refused:
        moment_of(day, clock, "America/New_York", NOW)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("title", "cells", "kind"),
    [
        ("Temp", ["98.6", "99"], ColumnKind.TEMP_F),
        ("Fieber", ["37,2"], ColumnKind.TEMP_C),
        ("Temp (°F)", [], ColumnKind.TEMP_F),
        ("BP", ["120/80"], ColumnKind.PRESSURE),
        ("Systolic", ["120"], ColumnKind.SBP),
        ("Saturday", [], ColumnKind.LEFT_OUT),
        ("O2 sat", ["97"], ColumnKind.SPO2),
        ("Date", ["5/21/2026 2 PM"], ColumnKind.DAY_AND_TIME),
        ("Datum", ["21.5.2026"], ColumnKind.DAY),
        ("Baclofen mg", ["15"], ColumnKind.DOSE_MG),
        ("Weather", ["rain"], ColumnKind.LEFT_OUT),
    ],
)
def test_a_title_and_its_cells_let_a_kind_be_offered(title, cells, kind):
    assert guessed(title, cells) is kind


@pytest.mark.parametrize(
    ("cells", "clock"),
    [
        (["8:30", "11:00", "12:15"], None),
        (["8:30", "13:00"], ClockKind.LONG),
        (["08:30", "9:00"], ClockKind.LONG),
        (["0:15", "9:00"], ClockKind.LONG),
        (["8:30 AM", "9 pm"], ClockKind.LONG),
        (["8:30", "9:00 PM"], ClockKind.HALVES),
        (["14", "morning", ""], ClockKind.LONG),
    ],
)
def test_whether_a_clock_has_24_hours_is_asked_where_the_column_leaves_it_open(cells, clock):
    assert clock_of(cells) is clock


def test_beside_times_with_am_and_pm_one_without_is_not_taken_for_the_morning():
    assert read_time("9 pm", ClockKind.HALVES) == time(21)
    with pytest.raises(TimeError) as refused:
        read_time("8:30", ClockKind.HALVES)
    assert refused.value.problem is TimeProblem.NO_HALF
