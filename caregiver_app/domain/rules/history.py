# SPDX-License-Identifier: MIT
"""What a check-in may look back on: the record as it stood just before it."""

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Protocol, TypeVar, overload

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

_ALWAYS = datetime.min.replace(tzinfo=UTC)


class _Timed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def at(self) -> Moment: ...


_E_co = TypeVar("_E_co", covariant=True)  # an entry: whatever a list of the record holds
_T = TypeVar("_T", bound=_Timed)


class Earlier(Sequence[_E_co]):
    """The first entries of a longer list, without copying them.

    A copy for every check-in would make judging a record cost the square of its length. The list
    behind it may grow at its end, never change: what is seen here stays the same.
    """

    __slots__ = ("_count", "_entries")

    def __init__(self, entries: Sequence[_E_co], count: int) -> None:
        self._entries = entries
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> _E_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[_E_co, ...]: ...
    def __getitem__(self, place: int | slice) -> "_E_co | tuple[_E_co, ...]":
        places = range(self._count)[place]
        if isinstance(places, range):
            return tuple(self._entries[n] for n in places)
        return self._entries[places]

    def __iter__(self) -> Iterator[_E_co]:
        return islice(self._entries, self._count)

    def __reversed__(self) -> Iterator[_E_co]:
        return map(self._entries.__getitem__, range(self._count - 1, -1, -1))


def with_doses(record: Record, doses: Iterable[DoseEvent]) -> Record:
    """Return the record with more doses in its log, in the order of time."""
    log, more = list(record.doses), tuple(doses)
    for dose in more:
        insort_right(log, dose, key=_dose_instant)
    return replace(record, doses=tuple(log)) if more else record


def record_before(record: Record, now: Moment) -> Record:
    """Return the record as it stood at a moment; its lists are by time.

    Check-ins of that very moment are left out: the one that is judged may be among them.
    """
    instant = now.utc
    check_ins, doses = record.check_ins, record.doses
    events, actions = record.pump_events, record.actions
    return replace(
        record,
        check_ins=Earlier(check_ins, bisect_left(check_ins, instant, key=_instant)),
        doses=Earlier(doses, bisect_right(doses, instant, key=_dose_instant)),
        pump_events=Earlier(events, bisect_right(events, instant, key=_instant)),
        actions=Earlier(actions, bisect_right(actions, instant, key=_instant)),
    )


class History:
    """One record put in the order of time, its check-ins added one by one as they are judged.

    Entries of the same moment are put in the order of their ids, so that the order in which they
    came does not matter; an entry that stands twice counts once.
    """

    def __init__(self, record: Record) -> None:
        doses = {dose.id: dose for dose in record.doses}.values()
        self._judged: list[CheckIn] = []
        self._record = replace(
            record,
            check_ins=self._judged,
            doses=sorted(doses, key=lambda dose: (_dose_instant(dose), dose.id)),
            pump_events=in_order(record.pump_events),
            actions=in_order(record.actions),
        )

    def add(self, check_in: CheckIn) -> None:
        """Add the next check-in in the order of time."""
        self._judged.append(check_in)

    def before(self, now: Moment) -> Record:
        """Return the record as it stood at a moment."""
        return record_before(self._record, now)


def in_order(items: Iterable[_T]) -> list[_T]:
    """Return entries by time, those of the same moment by their id, each of them once."""
    once = {item.id: item for item in items}.values()
    return sorted(once, key=lambda item: (_instant(item), item.id))


def _instant(item: _Timed) -> datetime:
    return item.at.utc


def _dose_instant(dose: DoseEvent) -> datetime:
    return dose.when.utc if dose.when is not None else _ALWAYS
