# SPDX-License-Identifier: MIT
"""What follows an alert: was it answered, when to check again, when to go to the ER instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dose_clock import zone_of
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.phase_starts import at_place, check_ins_until
from caregiver_app.domain.record import Record
from caregiver_app.domain.time_rules import TimeRules

ANSWERS = frozenset({ActionKind.SPOKE, ActionKind.WENT_TO_ER, ActionKind.CALLED_911})
"""What ends the waiting: somebody was reached. A call without an answer does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """An alert that stands: the newest judged check-in is URGENT or worse.

    `since` is when the clock began to run: the first unanswered alert of the unbroken run.
    `er_at` is when "Go to the ER now" is due, None once answered and for an EMERGENCY, whose own
    message already says where to go. `recheck_due` is None once answered.
    """

    check_in_id: str
    level: Level
    since: Moment
    actions: tuple[ActionTaken, ...]
    answered: bool
    er_at: Moment | None
    go_to_er: bool
    recheck_due: Moment | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """One check-in of the run with the judgement it was saved with."""

    check_in: CheckIn
    assessment: Assessment


def follow_up(rules: TimeRules, record: Record, now: Moment) -> FollowUp | None:
    """Return what follows the alert that stands now; None when there is none.

    Only stored judgements count. A check-in that has none is no part of a run, and does not end
    one: nobody has said that the signs are gone.
    """
    run = _run(record, now)
    if not run:
        return None
    actions = _actions_about(record, run, now)
    newest, level = run[-1].check_in, run[-1].assessment.level
    since, answered = _waiting(run, actions)
    er_at = recheck_due = None
    if not answered:
        recheck_due = _recheck(rules, record, actions, now)
        if level < Level.EMERGENCY:
            pump = record.person.has_pump
            wait = rules.alert.no_answer_pump if pump else rules.alert.no_answer_by_mouth
            er_at = at_place(since.utc + wait, zone_of(record.person, now))
    return FollowUp(
        check_in_id=newest.id,
        level=level,
        since=since,
        actions=actions,
        answered=answered,
        er_at=er_at,
        go_to_er=er_at is not None and now >= er_at,
        recheck_due=recheck_due,
    )


def newest_level(record: Record, now: Moment) -> Level | None:
    """Return the level of the newest check-in that was judged, or None."""
    judged = (c.assessment for c in reversed(check_ins_until(record, now)) if c.assessment)
    newest = next(judged, None)
    return newest.level if newest is not None else None


def _run(record: Record, now: Moment) -> list[_Judged]:
    """Return the unbroken run of alerts that reaches to now, the oldest first."""
    run = []
    for check_in in reversed(check_ins_until(record, now)):
        assessment = check_in.assessment
        if assessment is None:
            continue
        if assessment.level < Level.URGENT:
            break
        run.append(_Judged(check_in, assessment))
    return run[::-1]


def _actions_about(record: Record, run: Sequence[_Judged], now: Moment) -> tuple[ActionTaken, ...]:
    ids = {judged.check_in.id for judged in run}
    return tuple(a for a in record.actions if a.about in ids and a.at <= now)


def _waiting(run: Sequence[_Judged], actions: Sequence[ActionTaken]) -> tuple[Moment, bool]:
    """Return since when an answer is waited for, and whether there is one.

    An answer is about the check-in it names and what came before. A later one that is worse (a
    level above the one before, or an alert rule that was not there) needs an answer of its own.
    """
    answered_ids = {action.about for action in actions if action.kind in ANSWERS}
    since, answered = run[0].check_in.at, False
    known: set[str] = set()
    level = run[0].assessment.level
    for judged in run:
        alerts = {f.id for f in judged.assessment.rules if f.level >= Level.URGENT}
        worse = judged.assessment.level > level or not alerts <= known
        if answered and worse:
            since, answered = judged.check_in.at, False
        known |= alerts
        level = judged.assessment.level
        if judged.check_in.id in answered_ids:
            answered = True
    return since, answered


def _recheck(
    rules: TimeRules, record: Record, actions: Sequence[ActionTaken], now: Moment
) -> Moment:
    again = [action.at for action in actions if action.kind is ActionKind.RECHECKED]
    last = max((check_ins_until(record, now)[-1].at, *again))
    return at_place(last.utc + rules.alert.recheck, zone_of(record.person, now))
