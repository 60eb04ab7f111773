# SPDX-License-Identifier: MIT
"""In which order check-ins tell how somebody is, whatever the clocks said.

What one computer wrote tells in the order of time, unless its clock went back. A clock that is
ahead, here or on another computer, must make nothing milder: an alert stands until somebody who
had it before them wrote that it is over, and one that lies ahead of the clock here is there now.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.entries import Entry
    from caregiver_app.domain.events import ActionTaken

_WHILE_WRITING = timedelta(minutes=15)  # its time is when it was begun, not an older one

Knew = Callable[["Entry", "Entry"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOrder:
    """What the times alone do not say; nothing at all when one clock wrote that never went back.

    `is_mixed` says that several computers wrote, or one whose clock was put back meanwhile.
    `there_by` is by when an alert was written at the latest, by the clock of somebody who had it
    then. `hides_not` names, for a check-in whose writer did not have an alert, that alert: it
    tells before it. Both by the ids of check-ins. `one_refill` names, for a refill, those that
    may be the same one, noted on another computer; nobody has decided it yet. `answers_not`
    names, for an action, the alerts that stood on another computer and that who did it had not.
    """

    is_mixed: bool = False
    there_by: Mapping[str, Moment] = field(default_factory=dict)
    hides_not: Mapping[str, str] = field(default_factory=dict)
    one_refill: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers_not: Mapping[str, frozenset[str]] = field(default_factory=dict)


ALONE = ToldOrder()


def clock_went_back(entries: Sequence["Entry"]) -> bool:
    """Say whether one of the entries of a computer was written before the one in front of it."""
    times = [entry.recorded_at.utc for entry in entries]
    return any(later < earlier for earlier, later in pairwise(times))


def told_order(
    check_ins: Sequence["CheckIn"],
    written: Mapping[str, "Entry"],
    entries: Sequence["Entry"],
    knew: Knew,
) -> ToldOrder:
    """Return the order of a record that more than one clock wrote.

    `check_ins` are by time, `written` their entries by their ids; `entries` are all that there
    are, as they count; `knew` says whether who wrote the first had the second.
    """
    there_by = _there_by(check_ins, written, entries, knew)
    stands: dict[str, list[CheckIn]] = defaultdict(list)
    hides_not: dict[str, str] = {}
    for check_in in sorted(check_ins, key=lambda one: _when(one, there_by)):
        entry, level = written[check_in.id], _level(check_in)
        unknown = {
            device: [a for a in alerts if _is_hidden(entry, written[a.id], knew)]
            for device, alerts in stands.items()
            if _is_hidden(entry, written[_newest(alerts, written)], knew)
        }
        worse = [a for alerts in unknown.values() for a in alerts if _level(a) > level]
        if worse:
            first = min(worse, key=lambda one: _when(one, there_by))
            hides_not[check_in.id] = first.id
        if level >= Level.URGENT:
            stands[entry.device].append(check_in)
        elif level is Level.NO_FLAGS:
            stands = defaultdict(list, {device: left for device, left in unknown.items() if left})
    return ToldOrder(is_mixed=True, there_by=there_by, hides_not=hides_not)


def answers_not(
    check_ins: Sequence["CheckIn"],
    written: Mapping[str, "Entry"],
    actions: Sequence["ActionTaken"],
    acted: Mapping[str, "Entry"],
    knew: Knew,
) -> dict[str, frozenset[str]]:
    """Return the alerts of other computers that who acted on an alert did not have.

    `written` and `acted` are the entries of check-ins and actions by their ids.
    """
    alerts = [written[one.id] for one in check_ins if _level(one) >= Level.URGENT]
    ids = {written[one.id].id: one.id for one in check_ins}
    found = {}
    for action in actions:
        entry = acted.get(action.id)
        if entry is None or action.about not in written:
            continue
        others = (one for one in alerts if one.device != entry.device and not knew(entry, one))
        found[action.id] = frozenset(ids[one.id] for one in others)
    return {action: unknown for action, unknown in found.items() if unknown}


def in_told_order(
    check_ins: Sequence["CheckIn"], until: int, order: ToldOrder, now: Moment
) -> Sequence["CheckIn"]:
    """Return the first `until` of the check-ins by time, and the flags after them, as they tell.

    A flag that lies ahead has the time at which it was there at the latest, now if nobody knows.
    """
    ahead = [one for one in check_ins[until:] if _level(one) >= Level.WATCH]
    if not (ahead or order.there_by or order.hides_not):
        return check_ins[:until]
    own = {check_in.id: _when(check_in, order.there_by) for check_in in check_ins}
    here = (*check_ins[:until], *ahead)
    placed = sorted(here, key=lambda one: (*_place(one, own, order), own[one.id]))
    return [_as_it_was_there(one, order.there_by.get(one.id, now)) for one in placed]


def looks(check_ins: Sequence["CheckIn"], order: ToldOrder) -> Sequence["CheckIn"]:
    """Return the check-ins without those that say nothing of an alert: who looked had it not."""
    if not order.hides_not:
        return check_ins
    return [check_in for check_in in check_ins if check_in.id not in order.hides_not]


_When = tuple[datetime, int, datetime, int]


def _place(check_in: "CheckIn", own: Mapping[str, _When], order: ToldOrder) -> tuple[_When, int]:
    alert = order.hides_not.get(check_in.id)
    if alert is None or alert not in own:
        return own[check_in.id], 1
    return own[alert], 0


def _as_it_was_there(check_in: "CheckIn", latest: Moment) -> "CheckIn":
    is_late = _level(check_in) >= Level.WATCH and check_in.at > latest
    return replace(check_in, at=latest) if is_late else check_in


def _when(check_in: "CheckIn", there_by: Mapping[str, Moment]) -> _When:
    """Return the place by time; an alert before who had it, the worse of two at once first."""
    latest, milder = there_by.get(check_in.id), -_level(check_in)
    if latest is None:
        return check_in.at.utc, 1, check_in.at.utc, milder
    return latest.utc, 0, check_in.at.utc, milder


def _level(check_in: "CheckIn") -> Level:
    return check_in.assessment.level if check_in.assessment is not None else Level.INCOMPLETE


def _newest(alerts: Sequence["CheckIn"], written: Mapping[str, "Entry"]) -> str:
    return max(alerts, key=lambda one: written[one.id].device_seq).id


def _is_hidden(entry: "Entry", alert: "Entry", knew: Knew) -> bool:
    """Say whether a check-in was written without an alert that lies before it by the clocks.

    Not when the alert was put before it later, by somebody who saw both and chose its time.
    """
    if knew(entry, alert):
        return False
    return (
        alert.recorded_at <= entry.effective_at
        or entry.effective_at <= alert.effective_at
        or not knew(alert, entry)
    )


def _there_by(
    check_ins: Sequence["CheckIn"],
    written: Mapping[str, "Entry"],
    entries: Sequence["Entry"],
    knew: Knew,
) -> dict[str, Moment]:
    """Return by when each flag was there whose time somebody who had it had not reached."""
    places = {entry.id: place for place, entry in enumerate(entries)}
    earliest = _earliest_after(entries)
    found: dict[str, Moment] = {}
    for check_in in check_ins:
        if _level(check_in) < Level.WATCH:
            continue
        alert = written[check_in.id]
        place = places.get(alert.id, len(entries)) + 1
        if place >= len(entries) or earliest[place] >= check_in.at.utc:
            continue
        later = (
            _begun(entry)
            for entry in entries[place:]
            if entry.recorded_at < check_in.at and knew(entry, alert)
        )
        latest = min(later, default=None)
        if latest is not None:
            found[check_in.id] = latest
    return found


def _earliest_after(entries: Sequence["Entry"]) -> list[datetime]:
    """Return for each place when the earliest of the entries from there on was written."""
    found = [entry.recorded_at.utc for entry in entries]
    for place in range(len(found) - 2, -1, -1):
        found[place] = min(found[place], found[place + 1])
    return found


def _begun(entry: "Entry") -> Moment:
    """Return when an entry was begun; the time it is about may lie long before."""
    is_near = timedelta(0) <= entry.recorded_at.utc - entry.effective_at.utc <= _WHILE_WRITING
    return entry.effective_at if is_near else entry.recorded_at
