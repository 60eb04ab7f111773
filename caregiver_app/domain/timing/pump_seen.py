# SPDX-License-Identifier: MIT
"""Whether the clinic has looked at the pump since an alert that was about the pump alone."""

from collections.abc import Iterable, Mapping

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.pump.pump_state import ENDS_ALARM, ENDS_TOLD_MRI
from caregiver_app.domain.record import Record

_SEEN_BY: Mapping[str, frozenset[PumpEventKind]] = {
    "U09": ENDS_ALARM,
    "U10": frozenset({PumpEventKind.REFILL}),
    "U11": ENDS_TOLD_MRI,
}
"""What is written down of a pump that answers the call for it; an EMERGENCY waits for people."""


def pump_was_seen(record: Record, rules: Iterable[Finding], since: Moment, now: Moment) -> bool:
    """Say whether all that calls is answered by what was done with the pump since.

    Whoever did it has seen them. A sound that came after it calls anew.
    """
    calling = {rule.id for rule in rules if rule.level >= Level.URGENT}
    done = {event.kind for event in record.pump_events if since <= event.at <= now}
    return bool(calling) and all(not done.isdisjoint(_SEEN_BY.get(id_, ())) for id_ in calling)
