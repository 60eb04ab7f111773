# SPDX-License-Identifier: MIT
"""A clock that is set, a computer that sleeps: what is overdue shows at once, a jump is told."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject

from caregiver_app.app import start
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import FixedClock, here_and_now
from caregiver_app.ui.desktop.clock_watch import ClockWatch, ahead_words, long_ago_words
from tests.conftest import NOW
from tests.journeys.words import see, visible_text


@pytest.fixture
def watched(qapp):
    """Return a watch on two clocks, what moves them, and what was said."""
    wall, steady, said = [NOW], [0.0], []
    parent = QObject()
    watch = ClockWatch(lambda: wall[0], lambda: steady[0], parent)
    watch.jumped.connect(said.append)
    watch.resumed.connect(lambda: said.append("resumed"))

    def pass_(wall_time, steady_time=None):
        wall[0] += wall_time
        steady[0] += (wall_time if steady_time is None else steady_time).total_seconds()
        watch.beat()
        return said

    yield pass_
    watch.deleteLater()


def test_entries_that_are_dated_later_than_now_are_told():
    now = Moment.parse("2026-05-21T13:40:00-04:00", "America/New_York")
    assert ahead_words(None, now) == ""
    assert ahead_words(Moment.parse("2026-05-21T13:45:00-04:00"), now) == ""
    assert "up to 1:46\u00a0PM" in ahead_words(Moment.parse("2026-05-21T13:46:00-04:00"), now)
    told = ahead_words(Moment.parse("2028-05-21T13:46:00-04:00"), now)
    assert "up to Sun 21 May 2028" in told


SECONDS_3 = timedelta(seconds=3)


def test_a_clock_that_stands_where_it_begins_is_told_at_the_start(
    qtbot, data_dir, clock, practised
):
    practised("practice-oral", clock, data_dir)
    begun = FixedClock(datetime(1970, 1, 1, 12, 0, tzinfo=UTC), "America/New_York")
    window = start(data_dir, begun)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "The clock of this computer says" in visible_text(window))
    see(window, "says 1 January 1970. That is wrong. Set it first", "Entries are dated later")
    window.close()
    assert long_ago_words(here_and_now(clock)) == ""


@pytest.mark.parametrize("days", [-3650, -3, 730])
def test_a_clock_that_is_set_is_told_whichever_way(watched, days):
    told, resumed = watched(timedelta(days=days), SECONDS_3)
    way = "back" if days < 0 else "ahead"
    assert f"The clock of this computer went {way} by {abs(days)} days" in told
    assert resumed == "resumed"


@pytest.mark.parametrize("minutes", [-2.5, 2.5, 540])
def test_two_minutes_are_the_limit(watched, minutes):
    assert len(watched(timedelta(minutes=minutes), SECONDS_3)) == 2
    assert watched(SECONDS_3)[2:] == []


@pytest.mark.parametrize("seconds", [-20, 20])
def test_a_clock_that_is_put_right_by_seconds_says_nothing(watched, seconds):
    assert watched(timedelta(seconds=seconds), SECONDS_3) == []


@pytest.mark.parametrize("length", [timedelta(minutes=1), timedelta(hours=8), timedelta(days=30)])
def test_a_sleep_is_no_jump_and_brings_everything_up_to_date_once(watched, length):
    assert watched(length) == ["resumed"]
    assert watched(SECONDS_3) == ["resumed"]
