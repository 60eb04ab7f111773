# SPDX-License-Identifier: MIT
"""How near two notes of one thing are is content, and read strictly."""

import pytest

from caregiver_app.content.loader import content_folder
from caregiver_app.content.told_twice import load_told_twice
from tests.content.breaches import refusal


@pytest.mark.parametrize(
    "line", ['same_seizure_minutes = "10"', 'same_visit_hours = "24"', "same_visit_hours"]
)
def test_two_notes_are_never_held_to_be_one_without_a_time_between_them(folder, line):
    assert load_told_twice(content_folder()).same_visit.days == 1
    name = line.partition(" ")[0]
    nought = f'{name} = "0"' if "=" in line else "same_visit"
    said = refusal(load_told_twice, folder, "rules.toml", line, nought)
    assert "told_twice" in said
    assert f"{name}: " in said
