# SPDX-License-Identifier: MIT
"""Sentences on the pages end once, stand together, and tell nothing of another medicine."""

from decimal import Decimal

import pytest

from tests.report.other_records import bare, clinic, shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, plain_record, record

PAGES = pytest.mark.parametrize("page", [printed, clinic, shift])
PUMP = {"route": "itb", "plans": [], "pump": {"maker": "Medtronic"}}


@PAGES
def test_a_text_that_ends_with_a_full_stop_gets_no_second_one(page):
    plan = plain_record()["plans"][0]
    plan["steps"][1] |= {"hold_if": "Much stiffer.", "as_written": "One tablet less."}
    told = {"communication": "Blinks for yes.", "language": "Greek.", "past_withdrawal": "In 2020."}
    text = text_of(page(record(diagnosis="MS.", plans=[plan], **told)))
    assert ".." not in text
    assert "Blinks for yes." in text


@PAGES
def test_a_name_that_is_cut_says_so_at_its_end(page):
    name = "Maria Konstantinopoulou " * 5
    assert f"{name[:80].strip()}…" in text_of(page(record(name=name)))
    assert "…" not in text_of(page(record(name=name[:80].strip())))


@pytest.mark.parametrize("page", [clinic, shift])
def test_the_way_of_a_child_is_a_sentence_of_its_own(page):
    assert "INTRATHECAL PUMP IN PLACE. CHILD" in text_of(page(record(dob="2017-03-01", **PUMP)))
    assert "Taken by mouth. No pump. CHILD" in text_of(page(record(dob="2017-03-01")))


def test_who_takes_no_baclofen_gets_no_references_about_it():
    plan = {**plain_record()["plans"][0], "drug": "clonazepam"}
    text = text_of(printed(record(drug="clonazepam", plans=[plan])))
    assert "ON CLONAZEPAM" in text
    assert "aclofen" not in text
    assert "no specific antidote listed for baclofen" in text_of(printed(record()))


def test_without_a_check_in_no_time_is_called_a_gap():
    assert "gap 3" not in text_of(clinic(bare()))
    assert "No gap" not in text_of(clinic(bare()))


def test_the_clinic_reads_no_reason_of_which_every_fact_stands_before_it():
    bad = {"temp_c": Decimal("38.4"), "hr": 138, "itching": "severe", "pump_alarm": "two_tone"}
    text = text_of(clinic(record(check_ins=[check_in(1, 20), check_in(2, 1, **bad)], **PUMP)))
    why = text.partition("2026-05-21 10:44 EMERGENCY")[2].partition("Answer:")[0]
    assert why.count("New itching") == 1
    assert "Limit 101" in why
