# SPDX-License-Identifier: MIT
"""What a check-in may look back on: the record as it stood just before it."""

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Protocol, TypeVar

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import drug_of
from caregiver_app.domain.earlier import EarlierByKind, first_of, kept_apart
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.pump.pump_state import tells_of_pump
from caregiver_app.domain.record import Record

_ALWAYS = datetime.min.replace(tzinfo=UTC)


class _Timed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def at(self) -> Moment: ...


_T = TypeVar("_T", bound=_Timed)


def with_doses(record: Record, doses: Iterable[DoseEvent]) -> Record:
    """Return the record with more doses in its log, in the order of time."""
    more = tuple(doses)
    if not more:
        return record
    log = list(record.doses)
    for dose in more:
        insort_right(log, dose, key=_dose_instant)
    return replace(record, doses=tuple(log))


def record_before(record: Record, now: Moment) -> Record:
    """Return the record as it stood at a moment; its lists are by time.

    Check-ins of that very moment are left out: the one that is judged may be among them.
    """
    instant = now.utc
    check_ins, doses = record.check_ins, record.doses
    events, actions = record.pump_events, record.actions
    return replace(
        record,
        check_ins=first_of(check_ins, bisect_left(check_ins, instant, key=_instant)),
        doses=first_of(doses, bisect_right(doses, instant, key=_dose_instant)),
        pump_events=first_of(events, bisect_right(events, instant, key=_instant)),
        actions=first_of(actions, bisect_right(actions, instant, key=_instant)),
    )


class History:
    """One record put in the order of time, its check-ins added one by one as they are judged.

    Entries of the same moment are put in the order of their ids, so that the order in which they
    came does not matter; an entry that stands twice counts once.
    """

    def __init__(self, record: Record) -> None:
        doses = {dose.id: dose for dose in record.doses}.values()
        self._judged: list[CheckIn] = []
        self._about_pump: tuple[list[CheckIn], list[int]] = [], []
        self._record = replace(
            record,
            check_ins=(),
            doses=kept_apart(
                sorted(doses, key=lambda dose: (_dose_instant(dose), dose.id)),
                lambda dose: drug_of(dose, record.person),
            ),
            pump_events=kept_apart(in_order(record.pump_events), attrgetter("kind")),
            actions=in_order(record.actions),
        )

    def add(self, check_in: CheckIn) -> None:
        """Add the next check-in in the order of time."""
        if tells_of_pump(check_in):
            told, places = self._about_pump
            told.append(check_in)
            places.append(len(self._judged))
        self._judged.append(check_in)

    def before(self, now: Moment) -> Record:
        """Return the record as it stood at a moment."""
        apart: dict[Hashable, tuple[list[CheckIn], list[int]]] = {True: self._about_pump}
        judged = EarlierByKind(self._judged, len(self._judged), apart)
        return record_before(replace(self._record, check_ins=judged), now)


def in_order(items: Iterable[_T]) -> list[_T]:
    """Return entries by time, those of the same moment by their id, each of them once."""
    once = {item.id: item for item in items}.values()
    return sorted(once, key=lambda item: (_instant(item), item.id))


def _instant(item: _Timed) -> datetime:
    return item.at.utc


def _dose_instant(dose: DoseEvent) -> datetime:
    return dose.when.utc if dose.when is not None else _ALWAYS
