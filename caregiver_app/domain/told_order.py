# SPDX-License-Identifier: MIT
"""In which order check-ins tell how somebody is, whatever the clocks said.

What one computer wrote tells in the order of time, unless its clock went back. A clock that is
ahead, here or on another computer, must make nothing milder: an alert stands until somebody who
had it before them wrote that it is over, and one that lies ahead of the clock here is there now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.there_by import there_by
from caregiver_app.domain.who_answered import WhoAnswered

if TYPE_CHECKING:
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.entries import Entry
    from caregiver_app.domain.standing_alerts import HadFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOrder:
    """What the times alone do not say; nothing at all when one clock wrote that never went back.

    `is_mixed` says that several computers wrote, or one whose clock was put back meanwhile.
    `there_by` is by when an alert was written at the latest, by the clock of somebody who had it
    then. `hides_not` names, for a check-in whose writer did not have an alert, that alert: it
    tells before it. Both by the ids of check-ins. `one_refill` names, for a refill, those that
    may be the same one, noted on another computer; nobody has decided it yet. `answered` tells
    of an action which alerts stood on another computer, so that who did it had them not.
    `not_known` are the check-ins, doses and pump events of two days that whoever wrote the newest
    check-in had not: they stood on another computer.
    """

    is_mixed: bool = False
    there_by: Mapping[str, Moment] = field(default_factory=dict)
    hides_not: Mapping[str, str] = field(default_factory=dict)
    one_refill: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answered: WhoAnswered = field(default_factory=WhoAnswered)
    not_known: frozenset[str] = frozenset()


ALONE = ToldOrder()


def clock_went_back(entries: Sequence["Entry"]) -> bool:
    """Say whether one of the entries of a computer was written before the one in front of it."""
    times = [entry.recorded_at.utc for entry in entries]
    return any(later < earlier for earlier, later in pairwise(times))


def told_order(
    check_ins: Sequence["CheckIn"],
    written: Mapping[str, "Entry"],
    entries: Sequence["Entry"],
    had_from: "HadFrom",
) -> ToldOrder:
    """Return the order of a record that more than one clock wrote.

    `check_ins` are by time, `written` their entries by their ids; `entries` are all that there
    are, as they count; `had_from` says from when on a computer had one of them.
    """
    # Only records of several computers need it.
    from caregiver_app.domain.standing_alerts import Alert, StandingAlerts

    flags = [(one, written[one.id]) for one in check_ins if _level(one) >= Level.WATCH]
    latest = there_by(flags, entries, had_from)
    standing, hides_not = StandingAlerts(had_from), dict[str, str]()
    ordered = sorted(check_ins, key=lambda one: _when(one, latest))
    for place, check_in in enumerate(ordered):
        entry, level = written[check_in.id], _level(check_in)
        first = standing.first_hidden_from(entry, level)
        if first is not None:
            hides_not[check_in.id] = first.id
        if level >= Level.URGENT:
            standing.add(Alert(check_in, entry, level, place))
        elif level is Level.NO_FLAGS:
            standing.end_for(entry)
    return ToldOrder(is_mixed=True, there_by=latest, hides_not=hides_not)


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
