# SPDX-License-Identifier: MIT
"""Trends, the grid of a day and "what changed" tell one story, whatever the clocks did."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.changes import load_changes
from caregiver_app.content.trends import load_trend_signs
from caregiver_app.domain.changed.change_lines import ChangeKind
from caregiver_app.domain.changed.what_changed import Since, what_changed
from caregiver_app.domain.charts.trend_story import trend_story
from caregiver_app.domain.charts.trend_time import Span
from caregiver_app.domain.history.day_grid import day_at, day_grid
from caregiver_app.domain.moments import Moment
from tests.domain.signs_drawn import followed, stored
from tests.tries import tries

CHANGES, SIGNS = load_changes(), load_trend_signs()
CHANCE = st.integers(min_value=0).map(Random)
BACK = st.sampled_from((24, 60, 200))
WAYS = {ChangeKind.UP: 1, ChangeKind.DOWN: -1}
some = tries(30)


def points(story, field):
    """Return the points of one sign as instants and values."""
    series = [s for chart in story.charts for s in chart.series if s.field == field]
    return [(point.at.utc, point.value) for s in series for point in s.points]


def on_grids(who, place, field):
    """Return the values of one sign that stand on the grids of all days, in their order."""
    days = sorted({day_at(c.at, place) for c in who.record.check_ins})
    gap = timedelta(hours=10)
    grids = [day_grid(who.record, day, place, who.now, gap, 1) for day in days]
    held = [c for grid in grids for column in grid.columns for c in column.check_ins]
    return [(c.at.utc, getattr(c, field)) for c in held if getattr(c, field) is not None]


@some
@given(chance=CHANCE, field=st.sampled_from(("hr", "temp_c", "stiffness", "mood")))
def test_what_stands_on_the_days_is_what_is_drawn_and_what_was_stored(chance, field):
    who = followed(chance)
    story = trend_story(who.record, SIGNS, Span.ALL, who.now)
    first = Moment.parse("2000-01-01T00:00:00+00:00")
    said = [(at.utc, value) for at, value in stored(who.record, field, first, who.now)]
    assert points(story, field) == said
    assert on_grids(who, story.now.local.tzinfo, field) == said


@some
@given(chance=CHANCE, hours=BACK)
def test_what_is_up_or_down_is_the_newest_point_held_against_a_point_before(chance, hours):
    who = followed(chance)
    since = Since(at=Moment(who.now.local - timedelta(hours=hours), who.now.zone))
    story = trend_story(who.record, SIGNS, Span.ALL, who.now)
    for line in what_changed(CHANGES, who.record, who.now, since):
        drawn = points(story, line.field) if line.kind in WAYS else []
        if not drawn:
            continue
        shown = {key: value for said in line.parts for key, value in said.values.items()}
        inside = [value for at, value in drawn if at > since.at.utc]
        assert shown["value"].value == inside[-1]
        if "was" in shown:
            assert shown["was"].value in [value for _at, value in drawn[:-1]]
            assert (inside[-1] - shown["was"].value) * WAYS[line.kind] > 0
