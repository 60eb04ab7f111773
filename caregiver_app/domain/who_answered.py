# SPDX-License-Identifier: MIT
"""Which alerts were not there for somebody who acted: they stood on another computer."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.entries import Entry
    from caregiver_app.domain.events import ActionTaken
    from caregiver_app.domain.standing_alerts import HadFrom

_NEVER = sys.maxsize


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswered:
    """Where each action was written, and from when on each computer had each alert.

    `acted` has, by the id of an action, the computer and its number there. `had_from` has, by the
    id of an alert, from which number of its own on a computer had it when somebody acted there;
    one that is not named had it always.
    """

    acted: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    had_from: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def had_not(self, action: str, alert: str) -> bool:
        """Say whether who acted had not an alert of another computer."""
        device, number = self.acted.get(action, ("", 0))
        return self.had_from.get(alert, {}).get(device, 0) > number


class TheirAlerts:
    """The alerts of a run, added one by one: whether who acted had not one of them."""

    def __init__(self, who: WhoAnswered) -> None:
        self._who = who
        self._latest: dict[str, int] = {}

    def add(self, alert: str) -> None:
        """Let an alert be one of them."""
        for device, number in self._who.had_from.get(alert, {}).items():
            self._latest[device] = max(number, self._latest.get(device, 0))

    def were_there_for(self, action: str) -> bool:
        """Say whether who acted had all of them."""
        device, number = self._who.acted.get(action, ("", 0))
        return self._latest.get(device, 0) <= number


def who_answered(
    check_ins: Sequence["CheckIn"],
    written: Mapping[str, "Entry"],
    actions: Sequence["ActionTaken"],
    acted: Mapping[str, "Entry"],
    had_from: "HadFrom",
) -> WhoAnswered:
    """Return what tells an answer from one about something else.

    `written` and `acted` are the entries of check-ins and actions by their ids.
    """
    done = {
        action.id: (acted[action.id].device, acted[action.id].device_seq)
        for action in actions
        if action.id in acted and action.about in written
    }
    last: dict[str, int] = {}
    for device, number in done.values():
        last[device] = max(number, last.get(device, 0))
    alerts: dict[str, Mapping[str, int]] = {}
    for check_in in check_ins:
        judged = check_in.assessment
        if judged is None or judged.level < Level.URGENT:
            continue
        entry, numbers = written[check_in.id], dict[str, int]()
        for device in last.keys() - {entry.device}:
            had = had_from(device, entry)
            # After the last action there it is all one, so nothing differs that tells nothing.
            numbers[device] = _NEVER if had is None or had > last[device] else had
        alerts[check_in.id] = numbers
    return WhoAnswered(acted=done, had_from=alerts)
