# SPDX-License-Identifier: MIT
"""Who was reached about an alert, and what they said: an ER need not ask them again."""

from collections.abc import Mapping
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn, SelfHarm
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, earlier, recent
from caregiver_app.domain.sheets.private_reasons import hidden_rules
from caregiver_app.domain.timing.past_emergency import ANSWERS

_MOST = 3


def reached(record: Record, now: Moment, *, tells_self_harm: bool) -> tuple[ActionTaken, ...]:
    """Return the newest answers of 72 hours, the newest first.

    Whom somebody called and what they noted tells a reason that is private: of such an alert only
    the time and the kind are told.
    """
    since = earlier(now, THREE_DAYS)
    found = (one for one in record.actions if one.kind in ANSWERS and since <= one.at <= now)
    newest = sorted(found, key=lambda one: one.at, reverse=True)[:_MOST]
    if tells_self_harm or not newest:
        return tuple(newest)
    private = {one.id: _is_private(one) for one in recent(record, now, THREE_DAYS)}
    return tuple(_without_private(one, private) for one in newest)


def _without_private(action: ActionTaken, private: Mapping[str, bool]) -> ActionTaken:
    # What names no check-in of these days may be about any of them.
    if private.get(action.about or "", any(private.values())):
        return replace(action, who=None, note=None)
    return action


def _is_private(check_in: CheckIn) -> bool:
    judged = check_in.assessment
    fired = {finding.id for finding in judged.rules} if judged else set[str]()
    hidden = hidden_rules(fired, tells_self_harm=False)
    return bool(fired & hidden) or check_in.self_harm is SelfHarm.THOUGHTS
