# SPDX-License-Identifier: MIT
"""Whether what is known now bears out an alert that the hours alone made."""

from bisect import bisect_right
from dataclasses import replace
from datetime import datetime, timedelta

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.doses import KEPT
from caregiver_app.domain.dosing.dose_clock import kept_doses
from caregiver_app.domain.dosing.dose_told import own_answers
from caregiver_app.domain.happened import last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate
from caregiver_app.domain.rules.history import record_before
from caregiver_app.domain.since_check import carried, kept_as_told, told_rules, with_kept


def is_borne_out(rule_set: RuleSet, record: Record, alert: CheckIn, longest: timedelta) -> bool:
    """Say whether an alert of the hours was right at its own time, by what is known now.

    Only what lies before that time can tell otherwise: a dose that was forgotten to be written
    down, a step, an answer about the last dose kept. One given after it ends nothing that was
    true. `longest` is how old the answers may be that are held to it.
    """
    at = at_of(alert)
    then = _known_of(record, alert, at)
    new = _calling(alert.assessment) - told_rules(then, at)
    if not new:
        return True  # somebody else was told the same by then: this one is no guess
    kept = _latest(kept_as_told(then, at), _kept_told_later(record, then, at))
    draft = with_kept(carried(then, at, longest), kept)
    if new & _calling(evaluate(rule_set, then, draft, at)):
        return True
    return bool(new & _calling(_as_last_asked(rule_set, then, at, kept)))


def _known_of(record: Record, alert: CheckIn, at: Moment) -> Record:
    """Return what is known now of the time up to an alert, without the alert.

    A dose that is given at the very moment of the alert is given after it.
    """
    end = bisect_right(record.check_ins, at.utc, key=_instant)
    check_ins = tuple(one for one in record.check_ins[:end] if one.id != alert.id)
    then = record_before(record, at)
    doses = tuple(one for one in then.doses if one.status not in KEPT or one.when != at)
    return replace(then, check_ins=check_ins, doses=doses)


def _instant(check_in: CheckIn) -> datetime:
    return check_in.at.utc


def _calling(assessment: Assessment | None) -> frozenset[str]:
    rules = assessment.rules if assessment is not None else ()
    return frozenset(one.id for one in rules if one.level >= Level.URGENT)


def _as_last_asked(
    rule_set: RuleSet, then: Record, at: Moment, kept: Moment | None
) -> Assessment | None:
    """Return what the newest check-in before an alert is judged by now, at its own time."""
    last = last_asked(then, at)
    if last is None or last.assessment is None:
        return None
    told = kept if kept is not None and kept <= last.at else None
    return evaluate(
        *(rule_set, then, replace(last, last_kept_dose_at=last.last_kept_dose_at or told)),
        at_of(last),
    )


def _kept_told_later(record: Record, then: Record, at: Moment) -> Moment | None:
    """Return the last kept dose before an alert that a later check-in told, if the log has none.

    A dose that is told for after the alert says nothing of those before it.
    """
    after = bisect_right(record.check_ins, at.utc, key=_instant)
    told = (own_answers(one).last_kept_dose_at for one in record.check_ins[after:] if asked(one))
    newest = max((kept for kept in told if kept is not None and kept <= at), default=None)
    logged = next((when for when, _dose in kept_doses(then, then.person.drug, until=at)), None)
    return newest if newest is not None and (logged is None or newest > logged) else None


def _latest(*times: Moment | None) -> Moment | None:
    return max((one for one in times if one is not None), default=None)
