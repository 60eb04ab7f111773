# SPDX-License-Identifier: MIT
"""A judgement that came with a check-in and is calmer than what its own answers call for."""

from collections.abc import Set
from dataclasses import replace

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.happened import HAPPENED, Happening, events_since_asked, last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate


def graver_than_told(rule_set: RuleSet, record: Record, now: Moment) -> Assessment | None:
    """Return how the rules judge the newest check-in where that calls somebody and nobody was told.

    It is judged as at its own time, with the history before it. None below URGENT, where what was
    told with it or by an event after it is as grave, and where it was never judged.
    """
    last = last_asked(record, now)
    if last is None or last.assessment is None:
        return None
    told = [c.assessment for c in (*events_since_asked(record, now), last) if c.assessment]
    judged = evaluate(rule_set, record, last, at_of(last))
    is_graver = judged.level > max(each.level for each in told)
    return judged if is_graver and judged.level >= Level.URGENT else None


def as_judged_here(rule_set: RuleSet, record: Record, now: Moment) -> Record:
    """Return a record whose newest check-in has the graver judgement, for a page made of a file."""
    last, judged = last_asked(record, now), graver_than_told(rule_set, record, now)
    if last is None or judged is None:
        return record
    graver = replace(last, assessment=judged)
    return replace(record, check_ins=tuple(graver if c is last else c for c in record.check_ins))


def alert_of_graver(
    rule_set: RuleSet, record: Record, brought: Set[str], entry: str, now: Moment
) -> CheckIn | None:
    """Return the graver judgement as an alert of its own, beside the one that stays, or None.

    Only where the newest check-in is one that was `brought`, by its id. `entry` is its own. It is
    nobody's word: who recorded the check-in was told something calmer.
    """
    last, judged = last_asked(record, now), graver_than_told(rule_set, record, now)
    if last is None or judged is None or last.id not in brought:
        return None
    return CheckIn(
        id=entry,
        at=now,
        zone=now.zone,
        mode=Mode.QUICK,
        more={HAPPENED: Happening.CORRECTION.value},
        assessment=judged,
    )
