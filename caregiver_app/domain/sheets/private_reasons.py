# SPDX-License-Identifier: MIT
"""Which reasons for a level a page keeps to itself: thoughts of self-harm, unless told to."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn, SelfHarm
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

PRIVATE = frozenset({"E17", "U18"})
"""Findings about self-harm: on paper when there is a plan or an attempt (E17), or when chosen."""
_NEAR = timedelta(hours=72)


def hidden_rules(fired: Set[str], *, tells_self_harm: bool) -> frozenset[str]:
    """Return the rules that a page does not name when these fired."""
    return frozenset() if tells_self_harm or "E17" in fired else PRIVATE


def without_private_answers(
    record: Record, since: Moment, *, tells_self_harm: bool
) -> tuple[Record, frozenset[str]]:
    """Return a record that names nobody called about a private reason, and of which actions.

    Whom somebody called and what they noted tells the reason as well: times and kinds stay. Only
    what was done from `since` on is looked at. Every check-in needs its judgement.
    """
    named = [one for one in record.actions if one.at >= since and (one.who or one.note)]
    if tells_self_harm or not named:
        return record, frozenset()
    start = since.utc - _NEAR
    first = bisect_left(record.check_ins, start, key=lambda one: one.at.utc)
    near = list(record.check_ins[first:])
    older = {one.about for one in named} - {one.id for one in near} - {None}
    if older:
        near += [one for one in record.check_ins[:first] if one.id in older]
    known, private = {one.id for one in near}, [one for one in near if _is_private(one)]
    ids = frozenset(one.id for one in named if _is_about(one, known, private))
    actions = (replace(a, who=None, note=None) if a.id in ids else a for a in record.actions)
    return (replace(record, actions=tuple(actions)) if ids else record), ids


def _is_about(action: ActionTaken, known: Set[str], private: Sequence[CheckIn]) -> bool:
    """Say whether an action is about one of these; one about no check-in may be, within days."""
    if action.about in known:
        return any(action.about == one.id for one in private)
    return any(abs(action.at.utc - one.at.utc) <= _NEAR for one in private)


def _is_private(check_in: CheckIn) -> bool:
    judged = check_in.assessment
    fired = {finding.id for finding in judged.rules} if judged else set[str]()
    hidden = hidden_rules(fired, tells_self_harm=False)
    return bool(fired & hidden) or check_in.self_harm is SelfHarm.THOUGHTS
