# SPDX-License-Identifier: MIT
"""How signs are drawn is whole, agrees with the sheets, and a mistake names its place."""

import pytest

from caregiver_app.content.tables import ContentError
from caregiver_app.content.trends import FILE, load_trend_signs
from caregiver_app.domain.charts.trends import BAND_HALF_WIDTH, LONGEST_JOIN
from caregiver_app.domain.sheets.handoff import CHARTS
from caregiver_app.domain.units import fahrenheit
from tests.content.breaches import refusal

# what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    ('reviewed_by = ""', "", "reviewed_by: is missing"),
    ('id = "rr"', 'id = "hr"', "this id stands twice"),
    ('fields = ["rr"]', 'fields = ["breath"]', "sign.rr.fields: a check-in has no field 'breath'"),
    ('fields = ["rr"]', "fields = []", "sign.rr.fields: must name a field"),
    ('drawn = "bar"', 'drawn = "pie"', "sign.sleep_h.drawn: 'pie' is none of"),
    ('drawn = "bar"', 'drawn = "span"', "sign.sleep_h.fields: a span has a top and a bottom"),
    ('join_hours = "36"', 'join_hours = "0"', "sign.sleep_h.join_hours: must be above nought"),
    ('join_hours = "36"', "join_hours = 36", "join_hours: a number is written as a text"),
    ('"110", step = "20"', '"110", step = "25"', "sign.hr.axis: must rise from low to high"),
    ('"110", step = "20"', '"40", step = "20"', "sign.hr.axis: must rise from low to high"),
    ('low = "97"', 'low = "36"', "sign.temp_c.axis_f: does not hold the axis"),
    ("around = {}", 'around = { sleep_h = "1" }', "around.sleep_h: has no usual value"),
    ("around = { rr", "around = { hr", "sign.rr.around.hr: has no usual value in this chart"),
    ('around = { hr = "6" }', 'around = { hr = "-6" }', "sign.hr.around.hr: must be above nought"),
    ('source = "Our', 'source = " " # "Our', "sign.hr.source: a choice needs its source"),
    ('drawn = "bar"', 'drawn = "bar"\nx = "1"', "sign.sleep_h.x: this key is not known"),
]


@pytest.mark.parametrize(("stands", "written", "named"), BREACHES)
def test_a_mistake_is_named_with_file_and_key(folder, stands, written, named):
    said = refusal(load_trend_signs, folder, FILE, stands, written)
    assert said.startswith(FILE)
    assert named in said


def test_charts_of_nothing_are_refused(folder):
    (folder / FILE).write_text('reviewed_by = ""\nsign = []\n', encoding="utf-8")
    with pytest.raises(ContentError, match="must name a sign"):
        load_trend_signs(folder)


def test_paper_and_screen_draw_the_same_band_and_the_same_gaps():
    signs = {field: sign for sign in load_trend_signs() for field in sign.fields}
    for field in CHARTS:
        assert signs[field].around[field] == BAND_HALF_WIDTH[field]
        # Pressures are spans on the screen: no line is drawn between them.
        assert field == "sbp" or signs[field].join == LONGEST_JOIN


def test_both_temperature_axes_show_about_the_same():
    sign = next(sign for sign in load_trend_signs() if sign.is_temperature)
    assert abs(fahrenheit(sign.axis.low) - sign.axis_in("F").low) <= sign.axis_in("F").step
    assert abs(fahrenheit(sign.axis.high) - sign.axis_in("F").high) <= sign.axis_in("F").step
    assert sign.axis_in("C") is sign.axis
