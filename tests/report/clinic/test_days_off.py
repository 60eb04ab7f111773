# SPDX-License-Identifier: MIT
"""A plan for every other day is one line for a clinician: one dose, and on how many days none."""

from datetime import date, timedelta

import pytest

from caregiver_app.domain.dosing.dose_days import dose_days
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import clinic, dose
from tests.report.reading import assert_tidy, text_of
from tests.report.records import plain_record, rules

FIRST = date(2026, 5, 15)


def daily(*amounts, **changes):
    """Return a record with a step for each day from the 15th on, six days before it is printed."""
    steps = []
    for number, mg in enumerate(amounts):
        day = (FIRST + timedelta(days=number)).isoformat()
        steps.append({"from": day, "mg_per_day": mg, "doses": [{"time": "21:00", "mg": mg}]})
        steps[-1] |= changes.get(f"step{number + 1}", {})
    plan = {**plain_record()["plans"][0], "start_mg_per_day": 20, "steps": steps}
    log = [dose(24 * days + 14.7, mg="10") for days in (5, 3, 1)]
    return from_plain(Record, {**plain_record(plans=[plan]), "doses": log})


def numbers(record):
    return [group.numbers for group in dose_days(record.plans[0], rules().days_off)]


def test_one_line_tells_the_dose_and_the_days_of_none_and_another_what_is_to_come():
    sheet = clinic(daily(10, 0, 10, 0, 10, 0, 10, 0, 10))
    assert_tidy(sheet)
    text = text_of(sheet)
    assert "1\u20137 2026-05-15 10 mg/day, 0 on 3 days 50 % 50 % 3 3 0 0 0 0 0 0 0" in text
    assert "8\u20139 2026-05-22 10 mg/day, 0 on 1 day 50 % 100 % to come" in text
    assert "1\u20137: 10 mg/day" in text
    assert " 0 mg/day 0 % 0 %" not in text


def test_a_lower_dose_after_a_day_off_is_a_step_of_the_dose_before():
    text = text_of(clinic(daily(10, 0, 10, 0, 5, 0, 5)))
    assert "1\u20134 2026-05-15 10 mg/day, 0 on 2 days 50 % 50 %" in text
    assert "5\u20137 2026-05-19 5 mg/day, 0 on 1 day 25 % 50 %" in text


def test_a_stop_is_no_day_off_and_stands_alone():
    text = text_of(clinic(daily(10, 0, 10, 0)))
    assert "1\u20133 2026-05-15 10 mg/day, 0 on 1 day" in text
    assert "4 2026-05-18 0 mg/day 0 % 0 %" in text


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"status": "held", "status_by": "Dr X"}, [(1, 2), (3, 3), (4, 4), (5, 5)]),
        ({"hold_if": "much stiffer"}, [(1, 2), (3, 4), (5, 5)]),
    ],
)
def test_a_day_with_words_or_a_word_of_its_own_is_told_alone(change, found):
    assert numbers(daily(10, 0, 10, 0, 10, step3=change)) == found


def test_a_plan_without_such_days_is_as_it_was():
    assert numbers(daily(20, 10, 10, 5)) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert numbers(daily(0, 10, 0, 10)) == [(1, 1), (2, 4)]
