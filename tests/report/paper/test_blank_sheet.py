# SPDX-License-Identifier: MIT
"""The blank sheet: the blocks of the ER sheet in its order, with room for a pen."""

import io

import pdfplumber
import pytest

from caregiver_app.report.drawing.write_in import BOX
from caregiver_app.report.paper.blank_sheet import blank_sheet
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import record, rules
from tests.test_architecture import FORBIDDEN

IN_ORDER = (
    "DO NOT STOP SUDDENLY",
    "INTRATHECAL PUMP IN PLACE",
    "Name",
    "Last check-in:",
    "EMERGENCY",
    "Dose now",
    "Vital signs",
    "Prescriber",
    "Seizures",
    "Kidney",
    "Sedating medicines",
    "Fluids, urine, pain",
    "Risks",
    "Code status",
    "All medicines",
    "ED notes, time seen",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
)


def page(paper: str = "letter") -> str:
    return text_of(blank_sheet(rules(), paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_one_tidy_page_in_the_order_of_the_er_sheet(paper):
    sheet = blank_sheet(rules(), paper)
    assert_tidy(sheet)
    places = [text_of(sheet).index(words) for words in IN_ORDER]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words",
    [
        *("Page 1 of 1", "Usual", "°C", "°F", "by mouth", "not recorded", "two-tone", "mcg/mL"),
        *("not sure", "pregnant"),
    ],
)
def test_it_says_what_every_sheet_must(words):
    assert words in page()


def test_the_signs_are_those_of_the_er_sheet():
    filled = text_of(printed(record()))
    for sign in ("Temperature", "Pulse a minute", "Blood pressure", "Oxygen (SpO2)", "Stiffness"):
        assert sign in page()
        assert sign in filled


def test_drugs_route_level_and_alarm_have_boxes_to_tick():
    with pdfplumber.open(io.BytesIO(blank_sheet(rules()).pdf)) as file:
        rects = file.pages[0].rects
        boxes = [r for r in rects if abs(r["width"] - BOX + 0.8) < 0.1]
        white = [r for r in rects if r["fill"] and r["non_stroking_color"] in (1, (1,), [1])]
    assert len(boxes) == 3 + 3 + 4
    assert len(white) == 2


def test_it_names_nobody_gives_no_advice_and_is_the_same_each_time():
    assert FORBIDDEN.search(page()) is None
    assert blank_sheet(rules()).pdf == blank_sheet(rules()).pdf
