# SPDX-License-Identifier: MIT
"""What Trends draws is what was written down, whatever the clocks did; a gap stays a gap."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.trends import load_trend_signs
from caregiver_app.domain.charts.trend_marks import dose_strips, not_kept
from caregiver_app.domain.charts.trend_story import trend_story
from caregiver_app.domain.charts.trend_time import Span, home_zone
from caregiver_app.domain.charts.trends import trends
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import CHARTS
from caregiver_app.domain.sheets.step_spans import step_spans
from tests.domain.pretend import NOW, ago, check_in, dose, person, plan
from tests.domain.signs_drawn import followed, stored
from tests.report.records import practice
from tests.tries import tries

SIGNS = load_trend_signs()
CHANCE = st.integers(min_value=0).map(Random)
SPAN = st.sampled_from(list(Span))
some = tries(60)


def story_of(*check_ins: CheckIn, span: Span = Span.THREE_DAYS, **more):
    return trend_story(Record(person=person(), check_ins=check_ins, **more), SIGNS, span, NOW)


def chart_of(story, name: str):
    return next(chart for chart in story.charts if chart.sign.id == name)


@some
@given(chance=CHANCE, span=SPAN)
def test_every_point_is_a_stored_value_and_every_stored_value_of_the_time_is_a_point(chance, span):
    who = followed(chance)
    story = trend_story(who.record, SIGNS, span, who.now)
    for series in (series for chart in story.charts for series in chart.series):
        drawn = [(point.at, point.value) for point in series.points]
        assert drawn == stored(who.record, series.field, story.start, story.end)


@some
@given(chance=CHANCE, span=SPAN)
def test_no_line_crosses_a_gap_and_no_gap_hides_a_point(chance, span):
    who = followed(chance)
    for chart in trend_story(who.record, SIGNS, span, who.now).charts:
        for stretch in (run for series in chart.series for run in chart.stretches(series)):
            for one, two in pairwise(stretch):
                assert two.at.utc - one.at.utc <= chart.sign.join
                assert not any(gap.start < two.at and one.at < gap.end for gap in chart.gaps)
                assert not any(one.at < mark.at < two.at for mark in chart.off_scale)
        points = [point.at for series in chart.series for point in series.points]
        assert not any(gap.start < at < gap.end for gap in chart.gaps for at in points)


@some
@given(chance=CHANCE, span=SPAN)
def test_a_gap_is_every_stretch_that_was_truly_longer_than_may_be_joined(chance, span):
    who = followed(chance)
    story = trend_story(who.record, SIGNS, span, who.now)
    for chart in story.charts:
        times = {point.at.utc for series in chart.series for point in series.points}
        edges = pairwise([story.start.utc, *sorted(times), story.end.utc])
        wanted = [(one, two) for one, two in edges if two - one > chart.sign.join]
        assert [(gap.start.utc, gap.end.utc) for gap in chart.gaps] == wanted


@some
@given(chance=CHANCE)
def test_a_span_is_its_true_length_whatever_the_clocks_did(chance):
    who = followed(chance)
    lengths = {Span.DAY: 24, Span.THREE_DAYS: 72, Span.WEEK: 168, Span.MONTH: 720}
    for span, hours in lengths.items():
        story = trend_story(who.record, SIGNS, span, who.now)
        assert story.end == who.now
        assert story.end.utc - story.start.utc == timedelta(hours=hours)
    whole = trend_story(who.record, SIGNS, Span.ALL, who.now)
    assert all(whole.start <= c.at <= whole.end for c in who.record.check_ins)


@some
@given(chance=CHANCE, span=SPAN)
def test_the_steps_under_the_charts_are_those_of_the_clinic_sheet(chance, span):
    who = followed(chance)
    zone = home_zone(who.person, who.now)
    story = trend_story(who.record, SIGNS, span, who.now)
    for strip in dose_strips(who.record, story.start, story.end, zone, ()):
        ours = [(s.start, s.end, s.per_day) for s in strip.spans]
        days = step_spans(who.record, strip.drug, strip.route, story.start, story.end, zone)
        assert ours == [(s.start, s.end, s.per_day) for s in days]


@some
@given(chance=CHANCE, span=SPAN)
def test_cuts_and_alarms_are_those_that_the_sheets_mark(chance, span):
    who = followed(chance)
    story = trend_story(who.record, SIGNS, span, who.now)
    sheet = trends(who.record, CHARTS, story.start, story.end)
    assert [(mark.at, mark.cut) for mark in story.cuts] == list(sheet.cuts)
    assert story.alarms == sheet.alarms


@pytest.mark.parametrize("name", ["oral", "pump", "child", "both"])
def test_the_er_sheet_prints_the_same_points_and_bands(name):
    record = practice(name)
    now = record.check_ins[-1].at
    story = trend_story(record, SIGNS, Span.THREE_DAYS, now)
    ours = {series.field: series for chart in story.charts for series in chart.series}
    for printed in trends(record, CHARTS, story.start, now).series:
        assert ours[printed.field].points == printed.points
        assert ours[printed.field].band == printed.band


def test_lo_and_hi_are_no_number_and_part_the_line():
    middle = replace(check_in(5), hr=None, not_taken={"hr": Missing.DEVICE_HIGH})
    pulse = chart_of(story_of(check_in(9), middle, check_in(1)), "hr")
    assert [mark.is_high for mark in pulse.off_scale] == [True]
    assert [len(run) for run in pulse.stretches(pulse.series[0])] == [1, 1]
    assert [c.at for c in pulse.check_ins] == [ago(9), ago(5), ago(1)]


def test_a_refused_measurement_is_no_mark_and_no_point():
    refused = replace(check_in(5), hr=None, not_taken={"hr": Missing.REFUSED})
    pulse = chart_of(story_of(refused), "hr")
    assert (pulse.check_ins, pulse.off_scale, pulse.has_points) == ((), (), False)


def test_without_a_value_the_newest_one_from_before_is_known():
    pulse = chart_of(story_of(check_in(200, hr=90), check_in(100, hr=80)), "hr")
    assert (pulse.has_points, pulse.before.hr) == (False, 80)
    assert chart_of(story_of(), "hr").before is None


def test_one_number_of_a_pressure_is_kept_and_its_gap_ends_there():
    pressure = chart_of(story_of(check_in(10, dbp=None), check_in(2, sbp=None)), "bp")
    assert [len(series.points) for series in pressure.series] == [1, 1]
    assert [c.at for c in pressure.check_ins] == [ago(10), ago(2)]
    assert [gap.end for gap in pressure.gaps] == [ago(10)]


def test_doses_that_were_not_kept_are_marked_where_they_were_due():
    log = (
        dose(30, DoseStatus.MISSED),
        dose(20),
        dose(12, DoseStatus.VOMITED, at=ago(11), mg=Decimal(15)),
        dose(4, DoseStatus.EXTRA),
    )
    marked = story_of(doses=log).not_kept
    assert [(m.at, m.status, m.mg) for m in marked] == [
        (ago(30), DoseStatus.MISSED, None),
        (ago(12), DoseStatus.VOMITED, Decimal(15)),
    ]


def test_a_dose_that_was_given_has_its_own_time_beside_that_at_which_it_was_due():
    partly = dose(12, DoseStatus.PARTLY, scheduled_for=ago(12), at=ago(11.5))
    missed = dose(30, DoseStatus.MISSED, scheduled_for=ago(30), at=None)
    marked = story_of(doses=(missed, partly)).not_kept
    assert [(m.at, m.given) for m in marked] == [(ago(30), None), (ago(12), ago(11.5))]


def test_an_extra_dose_is_marked_when_it_was_given():
    log = (dose(80, DoseStatus.EXTRA), dose(12), dose(4, DoseStatus.EXTRA, mg=Decimal(10)))
    assert [(m.at, m.mg) for m in story_of(doses=log).extra] == [(ago(4), Decimal(10))]


def test_the_first_of_two_readings_lies_on_the_axis_beside_the_second():
    first = {"hr": Decimal(132), "sbp": Decimal(172), "dbp": Decimal(99)}
    told = story_of(check_in(9, hr=118, sbp=150, dbp=90, first_reading=first), check_in(2, hr=90))
    pulse, pressure = chart_of(told, "hr"), chart_of(told, "bp")
    assert [(p.at, p.value) for p in pulse.firsts] == [(ago(9), Decimal(132))]
    assert [p.value for p in pressure.firsts] == [Decimal(172), Decimal(99)]
    assert Decimal(132) in pulse.values()


def test_a_missed_dose_that_was_given_after_all_is_not_marked():
    late = dose(6, DoseStatus.LATE, scheduled_for=ago(8))
    missed = dose(8, DoseStatus.MISSED, at=None)
    kept = Record(person=person(), doses=(missed, late), plans=(plan("04:00", "20:00"),))
    assert not_kept(kept, ago(72), NOW) == ()
    assert len(not_kept(replace(kept, doses=(missed,)), ago(72), NOW)) == 1


def test_a_dose_outside_the_time_and_one_that_nobody_wrote_about_are_not_marked():
    log = (dose(80, DoseStatus.MISSED), dose(40))
    assert story_of(doses=log, plans=(plan("08:00", "20:00"),)).not_kept == ()


def test_what_a_check_in_says_of_missed_doses_is_marked_there():
    told = story_of(check_in(9, doses_missed_in_row=2), check_in(5, doses_missed_in_row=0))
    assert [(mark.at, mark.count) for mark in told.told_missed] == [(ago(9), 2)]


def test_the_day_counts_from_the_newest_cut_that_had_begun():
    steps = (
        Step(from_=ago(240).day, mg_per_day=Decimal(60)),
        Step(from_=ago(48).day, mg_per_day=Decimal(50)),
    )
    cut = plan("08:00", start_mg_per_day=Decimal(70), steps=steps)
    story = story_of(plans=(cut,))
    assert [story.days_since_cut(ago(hours)) for hours in (300, 72, 48, 0)] == [None, 7, 0, 2]


def test_a_step_that_was_taken_back_and_a_newer_plan_change_the_strip_on_their_days():
    first = Step(from_=ago(300).day, mg_per_day=Decimal(30))
    back = Step(
        from_=ago(120).day,
        mg_per_day=Decimal(20),
        status=StepStatus.STEPPED_BACK,
        status_at=ago(72),
    )
    newer = replace(first, mg_per_day=Decimal(25))
    old = plan("08:00", steps=(first, back))
    plans = (old, plan("08:00", steps=(newer,), written_on=ago(24).day))
    (strip,) = story_of(plans=plans, span=Span.WEEK).strips
    amounts = [(span.start.day, span.per_day) for span in strip.spans]
    days = [ago(hours).day for hours in (168, 120, 72, 24)]
    assert amounts == list(zip(days, map(Decimal, (30, 20, 30, 25)), strict=True))


def test_a_pump_and_tablets_have_a_strip_each_the_drug_of_the_person_first():
    pump = replace(plan(), route=PlanRoute.ITB, start_mcg_per_day=Decimal(400), steps=())
    strips = story_of(plans=(plan("08:00"), pump)).strips
    assert [(strip.route, strip.unit) for strip in strips] == [
        (PlanRoute.ITB, "mcg"),
        (PlanRoute.ORAL, "mg"),
    ]


def test_check_ins_written_while_the_clock_was_wrong_are_shown_with_all():
    ahead = replace(check_in(1), at=Moment(NOW.local + timedelta(hours=5), NOW.zone))
    shown = chart_of(story_of(check_in(3), ahead, span=Span.ALL), "hr")
    assert len(shown.check_ins) == 2


def test_an_axis_is_asked_to_hold_every_point_and_both_edges_of_what_is_usual():
    usual = person(usual=UsualValues(hr=Decimal(70)))
    record = Record(person=usual, check_ins=(check_in(5, hr=88), check_in(1, hr=92)))
    pulse = chart_of(trend_story(record, SIGNS, Span.THREE_DAYS, NOW), "hr")
    band = pulse.series[0].band
    assert pulse.values() == [Decimal(88), Decimal(92), band.low, band.high]
    assert pulse.has_points


def test_a_temperature_alone_is_shown_in_the_unit_that_was_chosen():
    signs = {chart.sign.id: chart.sign for chart in story_of().charts}
    warm, pulse = signs["temp_c"], signs["hr"]
    assert (warm.shown(Decimal(38), "F"), warm.shown(Decimal(38), "C")) == (Decimal("100.4"), 38)
    assert pulse.shown(Decimal(38), "F") == 38
