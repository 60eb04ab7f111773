# SPDX-License-Identifier: MIT
"""A dose that was kept down after it was told that doses were missed takes the sentence's edge."""

from dataclasses import replace

import pytest

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.dosing.given_since import given_since
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, check_in, dose, person


def since(*check_ins, rule="U07", doses=()):
    """Return when a dose was kept down since a rule told of missed ones, or None."""
    finding = Finding(id=rule, level=Level.URGENT, message="", because="", source="")
    record = Record(person=person(), check_ins=check_ins, doses=doses)
    found = given_since(record, finding, NOW)
    return None if found is None else (found.at, found.drug)


TOLD = check_in(5, Level.URGENT, "U07")


def test_a_dose_kept_down_after_it_was_told_is_news() -> None:
    assert since(TOLD, doses=(dose(2),)) == (ago(2), Drug.BACLOFEN)
    assert since(TOLD) is None


def test_one_from_before_is_news_only_where_it_was_not_known_then() -> None:
    hours = replace(TOLD.assessment, hours_since_last_kept_dose=20)
    knew_less = replace(TOLD, assessment=hours)
    assert since(knew_less, doses=(dose(9),)) == (ago(9), Drug.BACLOFEN)
    assert since(TOLD, doses=(dose(9),)) is None


@pytest.mark.parametrize("check_ins", [(), (check_in(5), check_in(2, Level.WATCH, "W04"))])
def test_what_is_told_of_answers_that_nobody_saved_has_no_time_to_compare_with(check_ins) -> None:
    assert since(*check_ins, doses=(dose(2),)) is None


def test_a_rule_that_is_not_about_missed_doses_has_none() -> None:
    assert since(TOLD, rule="U01", doses=(dose(2),)) is None
