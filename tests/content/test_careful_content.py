# SPDX-License-Identifier: MIT
"""Which value holds until somebody decides is content, and fits what the rules take as usual."""

import re
import tomllib

import pytest

from caregiver_app.content.careful import load_careful
from caregiver_app.content.loader import content_folder, load_rule_set
from caregiver_app.domain.person import Kidney, Person, Pump, UsualValues
from tests.content.breaches import refusal

INNER = {"usual": UsualValues, "kidney": Kidney, "pump": Pump}


def test_every_field_is_one_of_a_profile_and_has_a_source():
    for head, *rest in load_careful().ways:
        fields = (INNER[head] if rest else Person).__dataclass_fields__
        assert (rest[0] if rest else head) in fields
    text = (content_folder() / "careful.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["source"] == "Our choice, to be checked by a clinician"


def test_what_nobody_recorded_counts_as_the_rules_take_it():
    numbers, own = load_rule_set().numbers, load_careful().not_recorded
    for name in ("stiffness", "psfs", "anxiety", "agitation"):
        assert own["usual", name] == numbers[f"usual_when_not_recorded.{name}"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('pregnant = "yes"', 'pregnant = "perhaps"', "'perhaps' is none of"),
        ('"usual.hr" = "80"', '"usual.tremor" = "80"', "is no number of which"),
        ('source = "Our', 'source = ""  # ', "a choice needs its source"),
        ("reviewed_by", "read_by", "reviewed_by: is missing"),
    ],
)
def test_what_does_not_fit_stops_the_start(folder, before, after, problem):
    assert re.search(problem, refusal(load_careful, folder, "careful.toml", before, after))
