# SPDX-License-Identifier: MIT
"""Signs that somebody told of and no rule has: said beside a calm level that is not about them."""

from itertools import takewhile

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet

SIGNS = ("severe_headache", "vision_change", "weak_numb", "floppy")
"""The signs whose own text says to call, though no rule has them alone; our choice, and a question
for the clinician."""


def sign_notes(
    rule_set: RuleSet, record: Record, now: Moment, level: Level | None
) -> tuple[str, ...]:
    """Return a sentence for each sign that stands; none where the level calls.

    One stands until a check-in says no to it, as long as an EMERGENCY that a quieter check-in came
    after: a quick check-in never asks for these.
    """
    if level is None or level >= Level.URGENT:
        return ()
    told = (sign for sign in SIGNS if _stands(rule_set, record, now, sign))
    return tuple(rule_set.wording.notes[sign] for sign in told)


def _stands(rule_set: RuleSet, record: Record, now: Moment, sign: str) -> bool:
    """Say whether the newest answer of the last hours about a sign is yes."""
    since = now.utc - rule_set.hours("in_sight.emergency_hours")
    lately = takewhile(lambda one: one.at.utc >= since, reversed(record.check_ins))
    told = (getattr(one, sign) for one in lately if one.at <= now)
    return next((answer for answer in told if answer is not None), False) is True
