# SPDX-License-Identifier: MIT
"""A gap of the clinic sheet lies between check-ins: before the first one nobody had begun any."""

from tests.report.other_records import clinic, dose
from tests.report.reading import text_of
from tests.report.records import check_in, record

TEN_DAYS = [dose(hours) for hours in range(240, 0, -8)]


def test_days_of_doses_before_the_first_check_in_are_no_gap():
    text = text_of(clinic(record(doses=TEN_DAYS, check_ins=[check_in(1, 2)]), days=12))
    assert "No gap over 12 h." in text
    assert "Longest gap" not in text
    assert "1 gap" not in text


def test_the_gap_after_the_first_check_in_is_told_and_begins_with_it():
    seen = [check_in(1, 50), check_in(2, 2)]
    text = text_of(clinic(record(doses=TEN_DAYS, check_ins=seen), days=12))
    assert "Longest gap 48 h 0 min, from 2026-05-19 09:44." in text


def test_a_first_check_in_before_the_period_leaves_a_gap_at_its_beginning():
    seen = [check_in(1, 200), check_in(2, 2)]
    text = text_of(clinic(record(doses=TEN_DAYS, check_ins=seen), days=3))
    assert "Longest gap 81 h 44 min, from 2026-05-18 00:00." in text


def test_a_step_without_a_check_in_is_not_said_to_have_no_gap():
    text = text_of(clinic(record(doses=TEN_DAYS, check_ins=[]), days=12))
    assert "0 check-ins" in text
    assert (
        "gap"
        not in text.split("Signs by step")[1].split("A gap is over 12 h.")[1].split("Alerts")[0]
    )
