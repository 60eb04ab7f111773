# SPDX-License-Identifier: MIT
"""An EMERGENCY of the last hours that a quieter check-in came after: it stays in sight.

A quiet check-in says how somebody is now. It does not say that anybody was called.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import AGAIN, ALERTS, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.found_when import own_time
from caregiver_app.domain.timing.told_until import told_until

ANSWERS = frozenset({ActionKind.SPOKE, ActionKind.WENT_TO_ER, ActionKind.CALLED_911})
"""What ends the waiting: somebody was reached. A call without an answer does not."""

_DIGITS = re.compile(r"\d+(\.\d+)?")
_CALLED_FIRST = timedelta(hours=1)
"""Whoever calls first and then writes down what they saw: the call names no check-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEmergency:
    """The newest EMERGENCY, and what the others in sight were about as well.

    `found` are why it was one and why those before it were, each reason once with its newest
    time, the newest first: what a line of the log carried on has the time of who saw it, a seizure
    that of its start. `actions` are what was done about it, `answers` those that reached somebody.
    `told` are the check-ins that found it, the newest first.
    """

    check_in: CheckIn
    assessment: Assessment
    found: tuple[tuple[Moment, str], ...]
    actions: tuple[ActionTaken, ...]
    answers: tuple[ActionTaken, ...]
    told: tuple[CheckIn, ...] = ()

    @property
    def at(self) -> Moment:
        """Return when it was: when the newest of its reasons was."""
        return self.found[0][0]


def past_emergency(record: Record, now: Moment, in_sight: timedelta) -> PastEmergency | None:
    """Return the newest EMERGENCY that is at most `in_sight` old, as it was judged then, or None.

    Whether it is still the level of now is for whoever shows it to say. An answer about it, or
    about a check-in after it, is one, and so is a call about none that was made since, or within
    the hour before it.
    """
    told = _in_sight(record, now, in_sight)
    if not told:
        return None
    newest, assessment = told[0]
    after = _ids_from(newest, told_until(record, now))
    actions = [one for one in record.actions if one.at <= now]
    return PastEmergency(
        check_in=newest,
        assessment=assessment,
        found=_found(told),
        actions=tuple(one for one in actions if one.about == newest.id),
        answers=tuple(one for one in actions if _answers(record, one, newest, after)),
        told=tuple(check_in for check_in, _judged in told),
    )


def open_before(
    record: Record, now: Moment, in_sight: timedelta, of_now: Assessment
) -> PastEmergency | None:
    """Return what EMERGENCYs before that of now found beside it, while nobody answered them.

    A graver sign makes no other one better: what nobody measured again stays in sight. The same
    sign is told once, by its newest number.
    """
    told_now = {fact for finding in of_now.rules for fact in _facts(finding)}
    found = []
    for check_in, judged in _in_sight(record, now, in_sight):
        after = _ids_from(check_in, told_until(record, now))
        if any(_answers(record, one, check_in, after) for one in record.actions if one.at <= now):
            break  # it was about all that came before it, too
        others = tuple(one for one in judged.rules if not _facts(one) <= told_now)
        if any(one.level is Level.EMERGENCY for one in others):
            found.append((check_in, replace(judged, rules=others)))
    if not found:
        return None
    newest, assessment = found[0]
    return PastEmergency(
        check_in=newest,
        assessment=assessment,
        found=_found(found),
        actions=tuple(one for one in record.actions if one.about == newest.id and one.at <= now),
        answers=(),
        told=tuple(check_in for check_in, _judged in found),
    )


def _facts(finding: Finding) -> frozenset[str]:
    """Return what a finding says, sentence by sentence and without its numbers."""
    sentences = finding.because.rstrip(".").split(". ")
    return frozenset(_DIGITS.sub("", sentence) for sentence in sentences if sentence)


def _in_sight(
    record: Record, now: Moment, in_sight: timedelta
) -> Sequence[tuple[CheckIn, Assessment]]:
    found, start = [], now.utc - in_sight
    for check_in in reversed(told_until(record, now)):
        if check_in.at.utc < start:
            if record.order.is_mixed:
                continue  # by a clock that was wrong a later one may stand before it
            break
        judged = check_in.assessment
        if judged is not None and judged.level is Level.EMERGENCY:
            found.append((check_in, judged))
    return found


def _ids_from(newest: CheckIn, told: Sequence[CheckIn]) -> frozenset[str]:
    """Return the ids of the newest EMERGENCY and of what was told after it."""
    after = takewhile(lambda one: one is not newest, reversed(told))
    return frozenset((newest.id, *(one.id for one in after)))


def _found(told: Sequence[tuple[CheckIn, Assessment]]) -> tuple[tuple[Moment, str], ...]:
    kept: dict[str, tuple[Moment, str]] = {}
    carried: dict[str, str] = {}
    for check_in, assessment in told:
        for finding in assessment.rules:
            if finding.level is not Level.EMERGENCY or not finding.because:
                continue
            if finding.id not in kept or carried.get(finding.id) == finding.because:
                kept[finding.id] = (own_time(check_in, finding), finding.because)
                # Nobody looked when a dose was pressed: it goes on to who saw the same before.
                is_line = kind_of(check_in) in ALERTS and finding.id not in AGAIN
                carried[finding.id] = finding.because if is_line else ""
    found = sorted(kept.values(), key=lambda one: one[0], reverse=True)
    return tuple(found) or ((told[0][0].at, ""),)


def _answers(record: Record, action: ActionTaken, newest: CheckIn, after: Set[str]) -> bool:
    if action.kind not in ANSWERS or record.order.answered.had_not(action.id, newest.id):
        return False
    if action.about is None:
        return action.at.utc >= newest.at.utc - _CALLED_FIRST
    return action.about in after
