# SPDX-License-Identifier: MIT
"""Whatever the zone and the clock change, a moment keeps its instant and its writing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.moments import Moment, elapsed, moment_in_zone

ZONES = (
    "America/New_York", "America/Phoenix", "America/St_Johns", "America/Puerto_Rico",
    "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC",
)  # fmt: skip
INSTANTS = st.integers(min_value=-600_000_000, max_value=3_700_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)  # 1950 to 2087
)
ZONE = st.sampled_from(ZONES)
untimed = settings(deadline=None)  # a busy machine is no mistake


@untimed
@given(instant=INSTANTS, zone=ZONE)
def test_a_moment_in_any_zone_is_the_same_instant(instant, zone):
    moment = moment_in_zone(instant, zone)
    assert moment.utc == instant
    assert Moment.parse(moment.text, zone) == moment
    assert Moment.parse(moment.text, zone).text == moment.text


@untimed
@given(first=INSTANTS, second=INSTANTS, one=ZONE, other=ZONE)
def test_order_and_elapsed_time_look_at_the_instant_alone(first, second, one, other):
    a, b = moment_in_zone(first, one), moment_in_zone(second, other)
    assert (a < b) == (first < second)
    assert (a == b) == (first == second)
    assert elapsed(a.local, b.local) == second - first


@untimed
@given(instant=INSTANTS, zone=ZONE, hours=st.integers(min_value=0, max_value=200))
def test_so_many_hours_later_is_that_many_hours_whatever_the_clocks_did(instant, zone, hours):
    before = moment_in_zone(instant, zone)
    after = moment_in_zone(instant + timedelta(hours=hours), zone)
    assert elapsed(before.local, after.local) == timedelta(hours=hours)
