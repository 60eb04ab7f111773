# SPDX-License-Identifier: MIT
"""What a check-in may look back on: the record as it stood just before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

_ALWAYS = datetime.min.replace(tzinfo=UTC)


class _Timed(Protocol):
    @property
    def at(self) -> Moment: ...


_T = TypeVar("_T", bound=_Timed)


def with_doses(record: Record, doses: Iterable[DoseEvent]) -> Record:
    """Return the record with more doses in its log, in the order of time."""
    more = tuple(doses)
    return replace(record, doses=_doses_by_time((*record.doses, *more))) if more else record


def record_before(record: Record, now: Moment) -> Record:
    """Return the record as it stood at a moment; its lists are by time.

    Check-ins of that very moment are left out: the one that is judged may be among them.
    """
    instant = now.utc
    check_ins = bisect_left(record.check_ins, instant, key=_instant)
    doses = bisect_right(record.doses, instant, key=_dose_instant)
    events = bisect_right(record.pump_events, instant, key=_instant)
    actions = bisect_right(record.actions, instant, key=_instant)
    return replace(
        record,
        check_ins=record.check_ins[:check_ins],
        doses=record.doses[:doses],
        pump_events=record.pump_events[:events],
        actions=record.actions[:actions],
    )


class History:
    """One record put in the order of time, its check-ins added one by one as they are judged."""

    def __init__(self, record: Record) -> None:
        self._record = replace(
            record,
            check_ins=(),
            doses=_doses_by_time(record.doses),
            pump_events=_by_time(record.pump_events),
            actions=_by_time(record.actions),
        )
        self._judged: list[CheckIn] = []

    def add(self, check_in: CheckIn) -> None:
        """Add the next check-in in the order of time."""
        self._judged.append(check_in)

    def before(self, now: Moment) -> Record:
        """Return the record as it stood at a moment."""
        return record_before(replace(self._record, check_ins=tuple(self._judged)), now)


def _instant(item: _Timed) -> datetime:
    return item.at.utc


def _dose_instant(dose: DoseEvent) -> datetime:
    return dose.when.utc if dose.when is not None else _ALWAYS


def _by_time(items: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(sorted(items, key=_instant))


def _doses_by_time(doses: Sequence[DoseEvent]) -> tuple[DoseEvent, ...]:
    return tuple(sorted(doses, key=_dose_instant))
