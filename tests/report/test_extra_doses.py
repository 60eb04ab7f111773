# SPDX-License-Identifier: MIT
"""How much was taken beyond the plan, and when, stands on the page whatever else is beside it."""

import pytest

from tests.report.other_records import dose, shift, worst
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import check_in, record

PUMP = {"route": "both", "pump": {"maker": "Medtronic"}}
NIGHT = [dose(30, mg="20"), *(dose(hours, "extra", "25") for hours in (10, 9, 8))]
TOLD = "Extra: 25 mg 03:44, 25 mg 02:44, 25 mg 01:44. Together 75 mg."


@pytest.mark.parametrize("way", ["both", "itb"])
def test_beside_a_pump_the_er_reads_each_extra_dose_with_its_time(way):
    told = record(**PUMP | {"route": way}, doses=NIGHT, check_ins=[check_in(1, 2)])
    assert TOLD in text_of(printed(told))


@pytest.mark.parametrize("person", [{}, PUMP], ids=["by mouth", "pump"])
def test_the_next_caregiver_reads_each_extra_dose_with_its_time(person):
    assert TOLD in text_of(shift(record(**person, doses=NIGHT, check_ins=[check_in(1, 2)])))


def test_of_many_the_newest_stand_there_and_an_amount_nobody_wrote_is_in_no_sum():
    many = [dose(hours, "extra", "25") for hours in (9, 8, 7, 6, 5)]
    text = text_of(printed(record(**PUMP, doses=[*many, dose(4, "extra") | {"mg": None}])))
    assert "Extra: 07:44, 25 mg 06:44, 25 mg 05:44, 25 mg 04:44, 2 more." in text
    assert "Together" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_single_one_is_no_sum_and_a_full_page_has_it_too(paper):
    one = record(**PUMP, doses=NIGHT[:2])
    assert "Extra: 25 mg 01:44." in text_of(printed(one, paper))
    full = printed(worst(), paper)
    assert_tidy(full)
    assert "Extra: 20 mg" in text_of(full)


def test_an_extra_dose_after_the_last_kept_one_stands_beside_it_and_is_read_aloud():
    after = record(doses=[dose(10, mg="20"), dose(3, "extra", "25")], check_ins=[check_in(1, 2)])
    before = record(doses=[dose(10, "extra", "25"), dose(3, mg="20")], check_ins=[check_in(1, 2)])
    log = "25 mg extra 08:44"
    for told, times in ((after, 1), (before, 0)):
        assert text_of(printed(told)).count("Extra: 25 mg 08:44.") == times
        aloud = text_of(shift(told)).partition("Read back")[2]
        assert aloud.count("Extra: 25 mg 08:44.") == times
    assert log in text_of(printed(after))
