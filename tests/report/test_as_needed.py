# SPDX-License-Identifier: MIT
"""A medicine that was given as needed stands with its time on every page that is handed over."""

import re

import pytest

from tests.report.other_records import clinic, shift
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, printed, text_of
from tests.report.records import check_in, moment, record

SHEETS = {"er": printed, "clinic": clinic, "shift": shift}
LORAZEPAM = {"name": "Lorazepam", "dose_text": "2 mg", "at": moment(3)}
EARLIER = {"name": "lorazepam", "dose_text": "1 mg", "at": moment(21)}
DIAZEPAM = {"name": "Diazepam", "dose_text": "5 mg"}
GIVEN = [
    check_in(1, 20, prn_taken=[EARLIER, DIAZEPAM]),
    check_in(2, 2, prn_taken=[LORAZEPAM]),
    check_in(3, 1),
]
MANY = [
    check_in(n, 30 - n, prn_taken=[{**LORAZEPAM, "name": f"Rescue medicine {n}-{k}"}])
    for n in range(20)
    for k in range(3)
]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_what_was_given_as_needed_stands_there_with_its_time(sheet, paper):
    text = text_of(SHEETS[sheet](record(check_ins=GIVEN), paper))
    assert "As needed" in text
    assert "Lorazepam 2 mg, 2026-05-21 08:44" in text
    assert "Diazepam 5 mg, told 2026-05-20 15:44, time not recorded" in text


def test_the_clinic_sheet_names_each_medicine_once_and_says_how_often_it_was_given():
    text = text_of(clinic(record(check_ins=GIVEN)))
    assert "Lorazepam 2 mg, 2026-05-21 08:44 (and 1 time before)" in text
    assert "lorazepam 1 mg" not in text


@pytest.mark.parametrize("sheet", ["clinic", "shift"])
def test_nothing_given_is_no_line(sheet):
    assert "As needed" not in text_of(SHEETS[sheet](record()))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_of_more_than_the_page_holds_the_newest_stand_there_and_the_others_are_counted(
    sheet, paper
):
    made = SHEETS[sheet](record(check_ins=MANY), paper)
    page = drawn(made.pdf)
    assert faults(page) == []
    assert "Rescue medicine 19-" in page.text
    assert any("as-needed" in name or "sedating" in name for name in made.left_off)


def test_how_many_more_there_are_is_the_same_beside_the_list_and_at_the_foot():
    made = shift(record(check_ins=MANY))
    (more,) = re.findall(r"As needed, 72 h .*?; (\d+) more", text_of(made))
    assert f"{more} as-needed doses" in made.left_off
    assert int(more) > 50
