# SPDX-License-Identifier: MIT
"""Points, gaps, usual band, cuts and alarms for the charts."""

from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.charts.trends import Band, check_ins_between, trends
from caregiver_app.domain.moments import Moment
from tests.report.records import NOW, check_in, plain_record, record

START = Moment(NOW.local - timedelta(hours=72))


def series(field: str, *check_ins: dict):
    return trends(record(check_ins=list(check_ins)), [field], START, NOW).series[0]


def test_a_value_that_was_not_recorded_is_no_point():
    points = series("hr", check_in(1, 5, hr=80), check_in(2, 1, hr=None)).points
    assert [point.value for point in points] == [Decimal(80)]


def test_points_far_apart_are_not_joined_and_the_gap_is_named():
    hr = series("hr", check_in(1, 30), check_in(2, 20), check_in(3, 2))
    assert [len(stretch) for stretch in hr.joined()] == [2, 1]
    hours = [(gap.end.utc - gap.start.utc) / timedelta(hours=1) for gap in hr.gaps]
    assert hours == [42, 18]


def test_no_check_in_at_all_is_one_gap_over_the_whole_time():
    empty = series("sbp")
    assert empty.points == ()
    assert [(gap.start, gap.end) for gap in empty.gaps] == [(START, NOW)]


def test_the_band_lies_around_the_usual_value_and_is_missing_without_one():
    assert series("temp_c").band == Band(low=Decimal("36.4"), high=Decimal("37.0"))
    bare = trends(record(usual={}), ["hr"], START, NOW)
    assert bare.series[0].band is None


def test_a_cut_of_these_days_stands_at_its_first_dose():
    found = trends(record(), ["hr"], START, NOW).cuts
    assert [(at.text, cut.after) for at, cut in found] == [
        ("2026-05-20T06:00:00-04:00", Decimal(55))
    ]


def test_a_cut_stands_at_the_earliest_dose_in_the_zone_of_its_plan_whatever_came_later():
    old = {**plain_record()["plans"][0], "dose_times": ["22:00", "06:00"]}
    old["zone"] = "America/Los_Angeles"
    ahead = [{"from": "2026-06-20", "mg_per_day": 50}]
    new = {**old, "start_mg_per_day": 55, "steps": ahead, "written_on": NOW.day.isoformat()}
    found = trends(record(plans=[old, new]), ["hr"], START, NOW).cuts
    at = Moment.parse("2026-05-20T09:00:00-04:00")
    assert [(when, cut.after) for when, cut in found] == [(at, Decimal(55))]


def test_alarms_come_from_check_ins_in_order():
    heard = record(route="itb", check_ins=[check_in(1, 9, pump_alarm="two_tone"), check_in(2, 1)])
    assert len(trends(heard, ["hr"], START, NOW).alarms) == 1


def test_the_band_of_a_scale_stays_on_the_scale():
    least = trends(record(usual={"stiffness": 0, "spo2": 100}), ["stiffness"], START, NOW)
    assert least.series[0].band == Band(low=Decimal(0), high=Decimal(1))
    most = trends(record(usual={"stiffness": 10}), ["stiffness"], START, NOW)
    assert most.series[0].band == Band(low=Decimal(9), high=Decimal(10))


def test_a_sign_that_is_asked_less_often_may_be_joined_over_longer():
    asked = record(check_ins=[check_in(1, 26, mood=3), check_in(2, 2, mood=4)])
    daily = trends(asked, ["mood"], START, NOW, joins={"mood": timedelta(hours=26)}).series[0]
    assert [len(stretch) for stretch in daily.joined()] == [2]
    assert [gap.start for gap in daily.gaps] == [START]
    assert len(trends(asked, ["mood"], START, NOW).series[0].joined()) == 2


def test_a_long_record_gives_the_check_ins_of_the_time_alone_both_ends_included():
    kept = record(check_ins=[check_in(n, 100 - n) for n in range(1, 100)])
    first, last = kept.check_ins[9].at, kept.check_ins[20].at
    assert check_ins_between(kept, first, last) == kept.check_ins[9:21]
