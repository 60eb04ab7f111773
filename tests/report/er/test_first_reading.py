# SPDX-License-Identifier: MIT
"""A value that was measured twice: the chart shows the first reading beside the second."""

import pytest

from caregiver_app.domain.charts.trends import trends
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import NOW, check_in, record

TWICE = record(check_ins=[check_in(1, 20, hr=90), check_in(2, 2, hr=96, first_reading={"hr": 140})])
ONCE = record(check_ins=[check_in(1, 20, hr=90), check_in(2, 2, hr=96)])


@pytest.mark.parametrize("paper", PAPERS)
def test_the_legend_names_the_ring_where_one_is_drawn(paper):
    twice, once = printed(TWICE, paper), printed(ONCE, paper)
    assert_tidy(twice)
    assert "Ring: the first of two readings." in text_of(twice)
    assert "Ring:" not in text_of(once)
    assert "96 (first 140)" in text_of(twice)


def test_both_readings_are_in_the_series():
    (pulse,) = trends(TWICE, ["hr"], TWICE.check_ins[0].at, NOW).series
    assert [int(point.value) for point in pulse.points] == [90, 96]
    assert [(point.at, int(point.value)) for point in pulse.first] == [(TWICE.check_ins[1].at, 140)]
