# SPDX-License-Identifier: MIT
"""The alerts that stand, by computer, and which of them somebody had not who wrote after them.

Years of two computers that never met are put together in one go. So no alert is looked at again
for each check-in: what a computer had once it has for good, and what it had not by some number of
its own it had not before that either.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.levels import Level

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.entries import Entry
    from caregiver_app.domain.moments import Moment

HadFrom = Callable[[str, "Entry"], int | None]
"""From which number of its own on a computer had an entry; None when it never did."""
_NEVER = sys.maxsize


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert, its entry, and how many check-ins tell before it."""

    check_in: "CheckIn"
    entry: "Entry"
    level: Level
    place: int


def knew(had_from: HadFrom, entry: "Entry", other: "Entry") -> bool:
    """Say whether who wrote the first had the other one before."""
    number = had_from(entry.device, other)
    return number is not None and number <= entry.device_seq


class StandingAlerts:
    """The alerts that no check-in has ended yet; they are added in the order in which they tell."""

    def __init__(self, had_from: HadFrom) -> None:
        self._had_from = had_from
        self._of: dict[str, _OfOne] = {}

    def add(self, alert: Alert) -> None:
        """Let an alert stand."""
        if alert.entry.device not in self._of:
            self._of[alert.entry.device] = _OfOne(self._had_from)
        self._of[alert.entry.device].add(alert)

    def first_hidden_from(self, entry: "Entry", level: Level) -> "CheckIn | None":
        """Return the first alert that is worse and was not there for who wrote; None without."""
        unknown = self._unknown_to(entry).values()
        firsts = (own.first_hidden_from(entry, level) for own in unknown)
        first = min(filter(None, firsts), key=lambda alert: alert.place, default=None)
        return None if first is None else first.check_in

    def end_for(self, entry: "Entry") -> None:
        """Let no alert stand but those that were not there for who wrote that it is over."""
        left = {device: own.left_by(entry) for device, own in self._unknown_to(entry).items()}
        self._of = {device: own for device, own in left.items() if own is not None}

    def _unknown_to(self, entry: "Entry") -> dict[str, "_OfOne"]:
        return {device: own for device, own in self._of.items() if own.is_unknown_to(entry)}


class _OfOne:
    """The alerts of one computer that stand, all of them and the worst."""

    def __init__(self, had_from: HadFrom, alerts: Sequence[Alert] = ()) -> None:
        self._had_from = had_from
        self._every, self._worst = _Row(had_from), _Row(had_from)
        self._newest: Alert | None = None
        for alert in alerts:
            self.add(alert)

    def add(self, alert: Alert) -> None:
        self._every.add(alert)
        if alert.level is Level.EMERGENCY:
            self._worst.add(alert)
        if self._newest is None or alert.entry.device_seq > self._newest.entry.device_seq:
            self._newest = alert

    def is_unknown_to(self, entry: "Entry") -> bool:
        return self._newest is not None and _is_hidden(self._had_from, entry, self._newest)

    def first_hidden_from(self, entry: "Entry", level: Level) -> Alert | None:
        if level is Level.EMERGENCY:
            return None
        return (self._worst if level is Level.URGENT else self._every).first_hidden_from(entry)

    def left_by(self, entry: "Entry") -> "_OfOne | None":
        left = self._every.hidden_from(entry)
        if left is None:
            return self
        return _OfOne(self._had_from, left) if left else None


@dataclass(slots=True)
class _Had:
    """So many alerts at the front of a row a computer had, from this number of its own on."""

    count: int = 0
    number: int = 0


@dataclass(slots=True)
class _HadNot:
    """So many it had not, below this number of its own; `since` is when the last was written."""

    count: int = 0
    number: int = _NEVER
    since: "Moment | None" = None

    def holds_for(self, entry: "Entry") -> bool:
        is_after = self.since is None or self.since <= entry.effective_at
        return is_after and entry.device_seq < self.number


class _Row:
    """Alerts of one computer in the order in which they tell; they only grow more."""

    def __init__(self, had_from: HadFrom) -> None:
        self._had_from = had_from
        self._alerts: list[Alert] = []
        self._had: dict[str, _Had] = {}
        self._had_not: dict[str, _HadNot] = {}

    def add(self, alert: Alert) -> None:
        self._alerts.append(alert)

    def first_hidden_from(self, entry: "Entry") -> Alert | None:
        had = self._had.setdefault(entry.device, _Had())
        first = had.count if entry.device_seq >= had.number else 0
        for place in range(first, len(self._alerts)):
            alert = self._alerts[place]
            number = self._had_from(entry.device, alert.entry)
            if number is None or number > entry.device_seq:
                if _lies_before(self._had_from, entry, alert):
                    return alert
            elif place == had.count:
                had.count, had.number = place + 1, max(had.number, number)
        return None

    def hidden_from(self, entry: "Entry") -> list[Alert] | None:
        """Return the alerts that were not there for who wrote an entry; None for all of them."""
        had_not = self._had_not.get(entry.device, _HadNot())
        if not had_not.holds_for(entry):
            had_not = _HadNot()
        rest = self._alerts[had_not.count :]
        hidden = [alert for alert in rest if _is_hidden(self._had_from, entry, alert)]
        if len(hidden) < len(rest):
            return [*self._alerts[: had_not.count], *hidden]
        self._had_not[entry.device] = self._with(had_not, entry.device, rest)
        return None

    def _with(self, had_not: _HadNot, device: str, rest: Sequence[Alert]) -> _HadNot:
        numbers = [self._had_from(device, alert.entry) for alert in rest]
        times = [alert.entry.recorded_at for alert in rest]
        since = (had_not.since, *times) if had_not.since is not None else times
        return _HadNot(
            count=had_not.count + len(rest),
            number=min((n for n in numbers if n is not None), default=had_not.number),
            since=max(since, default=None),
        )


def _is_hidden(had_from: HadFrom, entry: "Entry", alert: Alert) -> bool:
    """Say whether a check-in was written without an alert that lies before it by the clocks."""
    return not knew(had_from, entry, alert.entry) and _lies_before(had_from, entry, alert)


def _lies_before(had_from: HadFrom, entry: "Entry", alert: Alert) -> bool:
    """Say whether an alert that somebody had not stands before what they wrote.

    Not when it was put there later, by somebody who saw both and chose its time.
    """
    return (
        alert.entry.recorded_at <= entry.effective_at
        or entry.effective_at <= alert.entry.effective_at
        or not knew(had_from, alert.entry, entry)
    )
