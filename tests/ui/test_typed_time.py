# SPDX-License-Identifier: MIT
"""How a typed day and time of day are read, and what they mean where the clocks change."""

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtTest import QTest

from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.fields.typed_time import (
    day_of,
    lacks_half,
    moments_on,
    newest_past,
    time_of,
)
from caregiver_app.ui.widgets.fields.when_field import WhenField

NOON = Moment.parse("2026-11-21T12:00:00-05:00", "America/New_York")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1:40 pm", time(13, 40)),
        ("1:40\u202fPM", time(13, 40)),
        ("1.40p.m.", time(13, 40)),
        ("13:40", time(13, 40)),
        ("1340", time(13, 40)),
        ("13h40", time(13, 40)),
        ("\uff17:05 am", time(7, 5)),
        ("\u200e10:00 PM\u200b", time(22)),
        ("\ufeff13:40 ", time(13, 40)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("7", None),
        ("13 pm", None),
        ("0 am", None),
        ("24:00", None),
        ("7:60", None),
        ("-7:00", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_typed_or_not_at_all(typed, read):
    assert time_of(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7 Mar 2026", date(2026, 3, 7)),
        ("7 march 2026", date(2026, 3, 7)),
        ("7. Mar. 2026", date(2026, 3, 7)),
        ("March 7, 2026", date(2026, 3, 7)),
        ("2026-03-07", date(2026, 3, 7)),
        ("7\u00a0Mar\u00a02026", date(2026, 3, 7)),
        ("03/07/2026", None),
        ("7.3.2026", None),
        ("7 Mar", None),
        ("7 Ma 2026", None),
        ("31 Feb 2026", None),
        ("7 Mar 1026", None),
        ("2026-13-01", None),
        ("", None),
    ],
)
def test_a_day_is_read_with_its_month_as_a_word_or_not_at_all(typed, read):
    assert day_of(typed) == read


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("3:10", True),
        ("310", True),
        ("12:00", True),
        ("3:10 am", False),
        ("310p", False),
        ("15:10", False),
        ("03:10", False),
        ("0:10", False),
        ("1510", False),
        ("soon", False),
    ],
)
def test_a_time_that_may_be_of_the_night_or_the_afternoon_is_known(typed, lacks):
    assert lacks_half(typed) is lacks


@pytest.mark.parametrize(
    ("now", "typed", "taken"),
    [
        ("15:20", time(3, 10), time(15, 10)),
        ("15:10", time(3, 10), time(15, 10)),
        ("11:00", time(3, 10), time(3, 10)),
        ("12:20", time(12, 10), time(12, 10)),
        ("00:20", time(12, 10), time(0, 10)),
        ("23:00", time(10, 40), time(22, 40)),
        ("15:05", time(3, 10), None),
        ("02:00", time(11, 0), time(11, 0)),
    ],
)
def test_a_time_without_am_or_pm_is_the_last_one_that_has_been(now, typed, taken):
    then = Moment.parse(f"2026-11-21T{now}:00-05:00", "America/New_York")
    assert newest_past(then.day, typed, then) == taken
    assert newest_past(date(2026, 11, 20), typed, then) is None


def test_a_wall_time_is_one_instant_none_or_two():
    one = moments_on(date(2026, 11, 21), time(1, 30), NOON)
    assert [m.text for m in one] == ["2026-11-21T01:30:00-05:00"]
    assert moments_on(date(2026, 3, 8), time(2, 30), NOON) == ()
    twice = moments_on(date(2026, 11, 1), time(1, 30), NOON)
    assert [m.text for m in twice] == ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"]


def test_a_place_without_a_name_keeps_its_offset():
    here = Moment.parse("2026-11-21T12:00:00+05:30")
    found = moments_on(date(2026, 3, 8), time(2, 30), here)
    assert [m.text for m in found] == ["2026-03-08T02:30:00+05:30"]


@pytest.mark.gui
def test_while_an_hour_that_comes_twice_runs_for_the_first_time_nobody_is_asked_which(qtbot):
    first = FixedClock(datetime(2026, 11, 1, 5, 40, tzinfo=UTC), "America/New_York")
    second = FixedClock(datetime(2026, 11, 1, 6, 40, tzinfo=UTC), "America/New_York")
    for clock, is_asked in ((first, False), (second, True)):
        field = WhenField(load_theme("light", 1.0), "at", "When?", clock)
        qtbot.addWidget(field)
        field._day.setCurrentIndex(1)
        QTest.keyClicks(field.edit, "1:30 AM")
        assert ("came twice" in field.problem()) is is_asked
        assert is_asked or field.value().utc == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
