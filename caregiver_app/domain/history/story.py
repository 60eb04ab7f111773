# SPDX-License-Identifier: MIT
"""Everything written down about one person in the order of time, the newest first, piece by piece.

Nothing is read that nobody asks for: ten years cost no more than the days that are looked at.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import merge
from typing import TypeVar

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import ActionTaken, PumpEvent
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

Fact = CheckIn | DoseEvent | PumpEvent | ActionTaken

_T = TypeVar("_T", bound=Fact)


class Kept(StrEnum):
    """What a list of the story holds."""

    ALL = "all"
    CHECK_INS = "check_ins"
    DOSES = "doses"
    EVENTS = "events"
    ALERTS = "alerts"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact of the story and when it was.

    `gap_since` is when somebody last checked before this check-in, when that leaves a gap.
    """

    at: Moment
    fact: Fact
    gap_since: Moment | None = None


def newest_first(record: Record, gap: timedelta, until: datetime | None = None) -> Iterator[Told]:
    """Yield every fact, the newest first; with `until` only what was before that instant.

    A dose without any time has no place in the story and is left out. Events end no gap: they
    ask nothing.
    """
    lists: tuple[Sequence[Fact], ...] = (
        record.check_ins,
        record.doses,
        record.pump_events,
        record.actions,
    )
    backwards = [_backwards(facts, until) for facts in lists]
    behind: _GapFinder = _GapFinder(record.check_ins, gap)
    for at, fact in merge(*backwards, key=lambda told: told[0].utc, reverse=True):
        yield Told(at=at, fact=fact, gap_since=behind.since(fact))


def is_event(fact: Fact) -> bool:
    """Say whether a fact is something that happened: with the person or with the pump."""
    return isinstance(fact, PumpEvent) or (isinstance(fact, CheckIn) and HAPPENED in fact.more)


def level_of(fact: Fact) -> Level | None:
    """Return the stored level of a check-in or an event, None of anything else."""
    judged = fact.assessment if isinstance(fact, CheckIn) else None
    return judged.level if judged is not None else None


def belongs(fact: Fact, kept: Kept, least: Level | None = None) -> bool:
    """Say whether a fact belongs to a list, and is at least at a level when one is named."""
    level = level_of(fact)
    if least is not None and (level is None or level < least):
        return False
    if kept is Kept.CHECK_INS:
        return isinstance(fact, CheckIn) and not is_event(fact)
    if kept is Kept.ALERTS:
        return isinstance(fact, ActionTaken) or (level is not None and level >= Level.URGENT)
    of_kind = {Kept.DOSES: isinstance(fact, DoseEvent), Kept.EVENTS: is_event(fact)}
    return of_kind.get(kept, kept is Kept.ALL)


def when(fact: Fact) -> Moment | None:
    """Return when a fact was; a dose without a time of its own has the one it was due."""
    return fact.when if isinstance(fact, DoseEvent) else fact.at


def _backwards(facts: Sequence[_T], until: datetime | None) -> Iterator[tuple[Moment, Fact]]:
    end = len(facts) if until is None else bisect_left(facts, until, key=_instant)
    for place in range(end - 1, -1, -1):
        at = when(facts[place])
        if at is None:  # what has no time stands before everything else
            return
        yield at, facts[place]


def _instant(fact: Fact) -> datetime:
    at = when(fact)
    return at.utc if at is not None else _NEVER


_NEVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


class _GapFinder:
    """Tells where a gap before a check-in began."""

    def __init__(self, check_ins: Sequence[CheckIn], gap: timedelta) -> None:
        self._check_ins = check_ins
        self._gap = gap

    def since(self, fact: Fact) -> Moment | None:
        """Return the time of the check-in before one, when it leaves a gap, or None."""
        if not isinstance(fact, CheckIn) or is_event(fact):
            return None
        place = bisect_left(self._check_ins, fact.at.utc, key=lambda c: c.at.utc)
        earlier = asked_before(self._check_ins, place)
        if earlier is None or fact.at.utc - earlier.at.utc < self._gap:
            return None
        return earlier.at


def asked_before(check_ins: Sequence[CheckIn], place: int) -> CheckIn | None:
    """Return the newest check-in before a place of the list that asked its questions."""
    for number in range(place - 1, -1, -1):
        if HAPPENED not in check_ins[number].more:
            return check_ins[number]
    return None


def asked_from(check_ins: Sequence[CheckIn], place: int) -> CheckIn | None:
    """Return the first check-in from a place of the list on that asked its questions."""
    for number in range(place, len(check_ins)):
        if HAPPENED not in check_ins[number].more:
            return check_ins[number]
    return None
