# SPDX-License-Identifier: MIT
"""Which backups are still there after a week, a month, a year, and when the clock goes wrong."""

from datetime import UTC, datetime, timedelta

from caregiver_app.domain.backup_dates import to_thin_out

NOW = datetime(2026, 5, 21, 17, 40, tzinfo=UTC)


def a_day_for(days, end=NOW):
    return [end - timedelta(days=day) for day in range(days)]


def kept_after(days):
    """Back up every day, thin out every time, and return what is left."""
    left = []
    for at in reversed(a_day_for(days)):
        left = [b for b in [*left, at] if b not in to_thin_out([*left, at], at)]
    return sorted(left, reverse=True)


def test_the_last_week_is_kept_day_by_day():
    assert kept_after(400)[:7] == a_day_for(7)


def test_after_a_year_seven_days_four_weeks_and_twelve_months_are_left():
    left = kept_after(800)
    assert len(left) <= 7 + 4 + 12
    assert len({(b.year, b.month) for b in left}) == 12
    assert len({b.isocalendar()[:2] for b in left[:9]}) >= 4


def test_of_many_in_one_day_the_newest_stays():
    day = [NOW - timedelta(hours=hour) for hour in range(5)]
    assert to_thin_out(day, NOW) == frozenset(day[1:])


def test_nothing_goes_while_a_backup_lies_ahead_of_now():
    assert to_thin_out(a_day_for(60), NOW - timedelta(days=3)) == frozenset()


def test_nothing_goes_after_a_jump_of_the_clock_or_a_long_time_away():
    ahead = NOW + timedelta(days=730)
    assert to_thin_out([ahead, *a_day_for(60)], ahead) == frozenset()


def test_no_backups_give_nothing_to_do():
    assert to_thin_out([], NOW) == frozenset()
