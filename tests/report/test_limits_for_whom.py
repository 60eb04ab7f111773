# SPDX-License-Identifier: MIT
"""Every sheet says beside the level for whom the limits are not made, as the screen does.

Under one year there are none: that none was reached is then no comfort, and is not said.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.report.other_records import clinic, shift
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import check_in, fullest, record, rules

SHEETS = {"er": printed, "clinic": clinic, "shift": shift}
NOTES = rules().wording.notes
NO_LIMIT = "No limit of rule set"
PEOPLE = {
    "infant": {"dob": "2025-09-01"},
    "child": {"dob": "2021-05-01"},
    "no_dob": {"dob": None},
    "pregnant": {"pregnant": True},
}
QUIET = [check_in(1, 1)]
LOUD = [check_in(1, 1, temp_c=41, hr=170, orientation="very_confused", breathing="trouble")]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_says_for_whom_the_limits_are(sheet, paper):
    for key, person in PEOPLE.items():
        for seen in (QUIET, LOUD, []):
            page = SHEETS[sheet](record(**person, check_ins=seen), paper)
            assert_tidy(page)
            assert NOTES[key] in text_of(page)


@pytest.mark.parametrize("sheet", SHEETS)
def test_of_a_grown_up_whose_limits_hold_nothing_is_said(sheet):
    text = text_of(SHEETS[sheet](record(check_ins=QUIET)))
    assert not [key for key, note in NOTES.items() if note in text]


@pytest.mark.parametrize("sheet", ["er", "shift"])
def test_that_no_limit_was_reached_is_not_said_where_there_is_none(sheet):
    calm = [check_in(1, 1, psfs=0, hr=95, rr=22, spo2=98, sbp=100, dbp=62)]
    for key, is_said in (("infant", False), ("child", True)):
        person = {**PEOPLE[key], "usual": {"stiffness": 3}}
        text = text_of(SHEETS[sheet](record(**person, check_ins=calm)))
        assert "No warning signs in what was entered" in text
        assert (NO_LIMIT in text) is is_said


@pytest.mark.parametrize("sheet", SHEETS)
def test_both_a_childs_limits_and_a_pregnancy_stand_there(sheet):
    text = text_of(SHEETS[sheet](record(dob="2011-01-01", pregnant=True, check_ins=QUIET)))
    assert NOTES["child"] in text
    assert NOTES["pregnant"] in text


@pytest.mark.parametrize("sheet", SHEETS)
def test_on_the_fullest_page_it_stays_or_its_cut_is_named(sheet):
    full = fullest()
    baby = replace(full, person=replace(full.person, dob=date(2025, 9, 1)))
    page = SHEETS[sheet](baby)
    assert_tidy(page)
    assert NOTES["infant"].partition(". ")[0] in text_of(page)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_told_sign_that_no_rule_has_stands_beside_a_calm_level_alone(sheet):
    calm = SHEETS[sheet](record(check_ins=[check_in(1, 1, severe_headache=True)]))
    assert_tidy(calm)
    assert NOTES["severe_headache"] in text_of(calm)
    loud = [check_in(1, 1, severe_headache=True, orientation="very_confused")]
    assert NOTES["severe_headache"] not in text_of(SHEETS[sheet](record(check_ins=loud)))
