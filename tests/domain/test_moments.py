# SPDX-License-Identifier: MIT
"""A moment is one instant: true hours across clock changes and flights, and strict reading."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.moments import Moment, elapsed, is_zone, moment_in_zone

ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
    *("America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"),
    *("Europe/London", "Australia/Lord_Howe", "Asia/Kolkata"),
)
untimed = settings(deadline=None)  # a busy machine is no mistake
TEN_YEARS = 10 * 365 * 24 * 3600
instants = st.integers(0, TEN_YEARS).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def at(text: str) -> Moment:
    return Moment.parse(text)


@pytest.mark.parametrize(
    ("earlier", "later", "hours"),
    [
        ("2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00", 1),  # spring: an hour is gone
        ("2026-11-01T00:30:00-04:00", "2026-11-01T01:30:00-05:00", 2),  # autumn: one comes twice
        ("2026-03-07T07:00:00-08:00", "2026-03-08T11:30:00-04:00", 24.5),  # a flight and spring
        ("2026-05-10T23:00:00+09:00", "2026-05-10T12:00:00-04:00", 2),
        ("2026-05-10T12:00:00Z", "2026-05-10T12:00:00+00:00", 0),
    ],
)
def test_hours_are_true_hours_whatever_the_clocks_show(earlier, later, hours) -> None:
    passed = elapsed(at(earlier).local, at(later).local)
    assert passed == timedelta(hours=hours)
    assert at(later).utc - at(earlier).utc == passed


@untimed
@given(instants, instants, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_no_zone_and_no_clock_change_alters_how_much_time_has_passed(a, b, one, other) -> None:
    assert elapsed(moment_in_zone(a, one).local, moment_in_zone(b, other).local) == b - a


@untimed
@given(instants, st.sampled_from(ZONES))
def test_a_moment_in_a_zone_shows_the_wall_time_there(instant, zone) -> None:
    moment = moment_in_zone(instant, zone)
    assert moment.utc == instant
    assert moment.zone == zone
    assert moment.local.replace(tzinfo=None) == instant.astimezone(ZoneInfo(zone)).replace(
        tzinfo=None
    )


@untimed
@given(instants, st.sampled_from(ZONES))
def test_a_moment_survives_being_written_down(instant, zone) -> None:
    moment = moment_in_zone(instant, zone)
    again = Moment.parse(moment.text, zone)
    assert (again, again.local, again.day) == (moment, moment.local, moment.day)


def test_the_day_is_that_of_the_place_where_it_was_written() -> None:
    assert at("2026-05-10T23:30:00-04:00").day.isoformat() == "2026-05-10"
    assert at("2026-05-11T03:30:00+00:00") == at("2026-05-10T23:30:00-04:00")


def test_moments_are_ordered_and_equal_by_the_instant_alone() -> None:
    early, late = at("2026-05-10T12:00:00-04:00"), at("2026-05-10T10:00:00-07:00")
    same = Moment.parse("2026-05-10T16:00:00Z", "UTC")
    assert early < late
    assert early <= same >= early
    assert late > early
    assert (early == same, hash(early) == hash(same), early == "noon") == (True, True, False)
    assert sorted([late, early]) == [early, late]


def test_the_writing_of_a_time_is_kept_as_it_was() -> None:
    for text in ("2026-05-10T12:00-04:00", "2026-05-10T12:00:00.50-04:00", "2026-05-10T12:00:00Z"):
        assert at(text).text == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-05-10T12:00:00", "with its offset"),
        ("2026-05-10 12:00:00-04:00", "with its offset"),
        ("2026-05-10T12:00:00-04:00 ", "with its offset"),
        ("10/05/2026", "with its offset"),
        ("2026-02-30T12:00:00-04:00", "does not exist"),
        ("2026-05-10T24:00:00-04:00", "does not exist"),
        ("2026-05-10T12:60:00-04:00", "does not exist"),
        ("2026-05-10T12:00:00+24:00", "does not exist"),
        ("0000-05-10T12:00:00-04:00", "does not exist"),
        ("1899-12-31T12:00:00-04:00", "between 1900 and 2199"),
        ("2200-01-01T00:00:00-04:00", "between 1900 and 2199"),
    ],
)
def test_a_time_that_cannot_be_an_instant_is_refused_in_words(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Moment.parse(text)


def test_a_wall_time_without_an_offset_is_no_moment() -> None:
    with pytest.raises(ValueError, match="offset"):
        Moment(datetime(2026, 5, 10, 12, 0))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("name", ["", "Mars/Base", "../etc", "America", "America/New_York "])
def test_only_known_zones_are_zones(name: str) -> None:
    assert not is_zone(name)
    assert is_zone("America/New_York")


def test_the_first_and_the_last_year_belong_to_a_record() -> None:
    assert at("1900-01-01T00:00:00-04:00").local.year == 1900
    assert at("2199-12-31T23:59:59-04:00").local.year == 2199


def test_where_the_clocks_show_utc_a_moment_shows_no_offset() -> None:
    noon = datetime(2026, 1, 10, 12, tzinfo=UTC)
    assert moment_in_zone(noon, "Europe/London").text == "2026-01-10T12:00:00+00:00"
    assert moment_in_zone(noon, "America/New_York").text == "2026-01-10T07:00:00-05:00"
