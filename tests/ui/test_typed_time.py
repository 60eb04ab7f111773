# SPDX-License-Identifier: MIT
"""How a typed day and time of day are read, and what they mean where the clocks change."""

from datetime import date, time

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.ui.widgets.fields.typed_time import day_of, moments_on, time_of

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
