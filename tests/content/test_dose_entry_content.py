# SPDX-License-Identifier: MIT
"""The times behind the questions about a dose are read strictly."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.dose_entry import load_dose_entry
from tests.content.breaches import refusal


def test_every_choice_has_its_source():
    numbers = load_dose_entry()
    assert numbers.source
    assert numbers.late == timedelta(hours=1)
    assert numbers.too_soon_part < 1
    assert numbers.too_soon_part > Decimal(0)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('late_minutes = "60"', 'late_minutes = "0"', "above nought"),
        ('late_minutes = "60"', "late_minutes = 60", "late_minutes"),
        ('double_minutes = "60"', 'double_minutes = "-5"', "above nought"),
        ('too_soon_part = "0.5"', 'too_soon_part = "1"', "part of one"),
        ('too_soon_hours = "3"', 'too_soon_hours = "soon"', "not a number"),
        ('ahead_hours = "12"', 'ahead_hours = "0"', "above nought"),
        ('behind_hours = "24"', 'behind_hours = "a day"', "not a number"),
        ('carry_hours = "12"', 'carry = "12"', "carry"),
        ('alone_hours = "48"', 'alone_hours = "0"', "above nought"),
        ('source = "Our choice, to be checked by a clinician"', 'source = " "', "source"),
    ],
)
def test_anything_unexpected_stops_the_start(folder, before, after, problem):
    assert re.search(problem, refusal(load_dose_entry, folder, "dose_entry.toml", before, after))
