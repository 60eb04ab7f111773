# SPDX-License-Identifier: MIT
"""Whoever reads a saturation knows that a doctor set 88 to 92 % as this person's target."""

from dataclasses import replace

import pytest

from tests.report.other_records import clinic, shift, worst
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import check_in, record

LUNGS = {"spo2_target_88_92": True, "diagnosis": "COPD"}
LOW = [check_in(1, 20), check_in(2, 1, spo2=90)]
PAGES = {
    "er": (printed, "90 % not recorded; doctor's target 88 to 92 %"),
    "clinic": (clinic, "Oxygen doctor's target 88 to 92 %"),
    "shift": (shift, "oxygen 91 % (doctor's target 88 to 92 %)"),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_target_stands_where_the_oxygen_does(page):
    draw, words = PAGES[page]
    usual = {} if page == "er" else {"usual": {"spo2": 91}}
    assert words in text_of(draw(record(**LUNGS, **usual, check_ins=LOW)))


@pytest.mark.parametrize("told", [None, False])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_target_that_nobody_told(page, told):
    draw, _words = PAGES[page]
    text = text_of(draw(record(spo2_target_88_92=told, check_ins=LOW)))
    assert "target" not in text
    assert "88 to 92" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_er_reads_it_on_the_fullest_page_too(paper):
    full = replace(worst(), person=replace(worst().person, spo2_target_88_92=True))
    sheet = printed(full, paper)
    assert_tidy(sheet)
    assert "doctor's target 88 to 92 %" in text_of(sheet)
