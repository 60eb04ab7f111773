# SPDX-License-Identifier: MIT
"""The first of two readings, and a device that shows LO or HI, are among the worst of 72 hours."""

from decimal import Decimal

import pytest

from tests.report.other_records import clinic, shift
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, printed, text_of
from tests.report.records import check_in, record

TWICE = {"hr": 95, "first_reading": {"hr": 140}}


def page(*check_ins, of=printed, paper: str = "letter", **person) -> str:
    sheet = of(record(check_ins=[*check_ins], **person), paper)
    assert faults(drawn(sheet.pdf)) == []
    return text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
def test_of_two_readings_the_first_is_the_worst_with_its_age_and_stands_beside_the_second(paper):
    row = "Pulse a minute 95 (first 140) 72 140, 16 min ago"
    assert row in page(check_in(1, 9), check_in(2, 0.275, **TWICE), paper=paper)


def test_it_stays_the_worst_after_a_later_check_in():
    text = page(check_in(1, 9, **TWICE), check_in(2, 1, hr=80))
    assert "Pulse a minute 80 72 140, 9 h ago" in text
    assert "(first" not in text


def test_the_first_of_two_pressures_is_one():
    twice = {"sbp": 130, "dbp": 80, "first_reading": {"sbp": 194, "dbp": 114}}
    row = "Blood pressure 130/80 mmHg 120/76 mmHg 194/114, 9 h ago"
    assert row.replace("130/80", "118/76") in page(check_in(1, 9, **twice), check_in(2, 1, sbp=118))


def test_a_first_reading_nearer_to_usual_is_not_the_worst():
    twice = {"hr": 118, "first_reading": {"hr": 95}}
    assert "Pulse a minute 118 (first 95) 72 now" in page(check_in(1, 1, **twice))


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ({"hr": None, "not_taken": {"hr": "device_low"}}, "Pulse a minute 72 72 LO, 9 h ago"),
        ({"hr": None, "not_taken": {"hr": "device_high"}}, "Pulse a minute 72 72 HI, 9 h ago"),
        ({"spo2": None, "not_taken": {"spo2": "device_low"}}, "96 % not recorded LO, 9 h ago"),
        ({"rr": None, "not_taken": {"rr": "device_low"}}, "16 not recorded LO, 9 h ago"),
        (
            {"temp_c": None, "not_taken": {"temp_c": "device_high"}},
            "98.1 °F (36.7 °C) 98.1 °F (36.7 °C) HI, 9 h ago",
        ),
        (
            {"sbp": 150, "dbp": None, "not_taken": {"dbp": "device_high"}},
            "120/76 mmHg 120/76 mmHg 150/HI, 9 h ago",
        ),
    ],
)
def test_what_the_device_could_not_show_is_beyond_every_number(answers, row):
    calm = {"temp_c": Decimal("36.7"), "sbp": 120, "dbp": 76, "spo2": 96, "rr": 16}
    seen = check_in(1, 9, **{**calm, **answers})
    text = page(seen, check_in(2, 1, **calm))
    assert row in text


def test_one_at_each_end_stand_both():
    low = check_in(1, 9, hr=None, not_taken={"hr": "device_low"})
    high = check_in(2, 8, hr=None, not_taken={"hr": "device_high"})
    assert "Pulse a minute 72 72 HI, 8 h ago; LO, 9 h ago" in page(low, high, check_in(3, 1))


def test_a_number_that_is_far_out_stands_beside_it():
    half = check_in(1, 9, sbp=150, dbp=None, not_taken={"dbp": "device_high"})
    text = page(half, check_in(2, 8, sbp=224, dbp=114), check_in(3, 1))
    assert "mmHg 150/HI, 9 h ago; 224/114, 8 h ago" in text


def test_of_now_it_is_told_once_and_no_half_of_a_pressure_is_lost():
    now = {"hr": None, "sbp": None, "dbp": None}
    gone = {"hr": "device_low", "dbp": "device_high"}
    text = page(check_in(1, 1, **now, not_taken=gone))
    assert "Pulse a minute device showed LO 72 now" in text
    assert "Blood pressure ?/HI mmHg 120/76 mmHg now" in text


@pytest.mark.parametrize("of", [shift, clinic])
def test_the_other_pages_tell_both_with_their_age(of):
    seen = check_in(1, 9, **TWICE, spo2=None, not_taken={"spo2": "device_low"})
    text = page(seen, check_in(2, 1), of=of)
    assert "Also measured" in text
    assert "Pulse a minute 140, the first of two readings, 9 h ago" in text
    assert "Oxygen (SpO2) LO, 9 h ago" in text
    assert "Also measured" not in page(check_in(1, 9), check_in(2, 1), of=of)


def test_the_clinic_reads_the_first_as_worst_of_the_step_and_never_as_the_middle():
    low = check_in(3, 3, hr=None, temp_c=None, not_taken={"temp_c": "device_high"})
    text = page(check_in(1, 20), check_in(2, 9, **TWICE), low, of=clinic)
    assert "95 140" in text
    assert "140 140" not in text
    assert " HI " in text


@pytest.mark.parametrize("of", [printed, shift])
def test_after_72_hours_it_is_told_no_more(of):
    assert "140" not in page(check_in(1, 80, **TWICE), check_in(2, 1), of=of)
