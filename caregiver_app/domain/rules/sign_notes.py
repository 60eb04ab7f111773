# SPDX-License-Identifier: MIT
"""Signs that somebody told of and no rule has: said beside a calm level that is not about them."""

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import RuleSet

SIGNS = ("severe_headache", "vision_change", "weak_numb", "floppy")
"""The signs whose own text says to call, though no rule has them alone; our choice, and a question
for the clinician."""


def sign_notes(rule_set: RuleSet, check_in: CheckIn, level: Level) -> tuple[str, ...]:
    """Return a sentence for each sign that a check-in told of; none where the level calls."""
    if level >= Level.URGENT:
        return ()
    told = (sign for sign in SIGNS if getattr(check_in, sign) is True)
    return tuple(rule_set.wording.notes[sign] for sign in told)
