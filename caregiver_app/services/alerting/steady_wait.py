# SPDX-License-Identifier: MIT
"""How long an alert waits for an answer, by a clock that never jumps.

A clock that is set back puts the alert into the time to come. By the wall it would have waited for
nothing yet, and "Go to the ER now" would come late by as much as the clock was set.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.system.clock import Clock, here_and_now

_JUMP_S = 10
"""More than a clock is put right by, unseen, between two looks."""


@dataclass(frozen=True, slots=True)
class _Wait:
    """When the wait of an alert is over; `was_back` once the wall could not tell it any more.

    `set_s` is how far the wall was from the clock that never jumps.
    """

    over_s: float
    was_back: bool
    set_s: float


class SteadyWait:
    """Follows the waits of one data folder, as long as the program is open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waits: dict[str, _Wait] = {}

    def followed(self, person_id: str, alert: FollowUp | None, record: Record) -> FollowUp | None:
        """Return an alert with the times that a clock which was set back does not change."""
        if alert is None or alert.er_at is None:
            self.end(person_id)
            return alert
        now, now_s = here_and_now(self._clock), self._clock.monotonic()
        set_s = now.utc.timestamp() - now_s
        by_wall_s = alert.er_at.utc.timestamp() - set_s
        known, last = self._waits.get(person_id), record.last_check_in
        is_back = last is not None and last.at > now
        if known is not None:
            is_back |= known.was_back or set_s < known.set_s - _JUMP_S
        over_s = by_wall_s if known is None or not is_back else min(known.over_s, by_wall_s)
        self._waits[person_id] = _Wait(over_s, is_back, set_s)
        younger = timedelta(seconds=round(by_wall_s - over_s))
        if not younger:
            return alert
        er_at = _before(alert.er_at, younger)
        since = _before(alert.since, younger)
        told_at = _before(alert.told_at, younger) if alert.told_at is not None else None
        moved = replace(alert, since=since, told_at=told_at, er_at=er_at)
        return replace(moved, go_to_er=now >= er_at)

    def end(self, person_id: str) -> None:
        """Wait no more: somebody was reached, or no alert stands."""
        self._waits.pop(person_id, None)


def _before(at: Moment, length: timedelta) -> Moment:
    return Moment(at.local - length, at.zone)
