# SPDX-License-Identifier: MIT
"""Planned doses that a check-in told as missed and that stand nowhere in the log.

They are no more "not written down" than a dose somebody pressed: it is known what became of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import KEPT, DoseEvent
from caregiver_app.domain.dosing.dose_clock import doses_of
from caregiver_app.domain.dosing.dose_told import own_answers
from caregiver_app.domain.dosing.newest_entries import without_replaced
from caregiver_app.domain.dosing.slots import (
    Slot,
    entry_for,
    slot_of_entries,
    slots_between,
    zone_of,
)
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record

_FURTHEST = timedelta(days=14)
"""How far back a row of missed doses is followed: past this it is many."""
_NEAR = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMissed:
    """One planned dose without an entry, and the check-in that told first that it was missed."""

    slot: Slot
    check_in: CheckIn


def told_missed(record: Record, drug: Drug, start: Moment, end: Moment) -> tuple[ToldMissed, ...]:
    """Return the planned doses with start < due <= end that check-ins told as missed.

    Of N in a row they are the newest N until the check-in that are not in the log, back to the
    last one that was kept; what the log has of the row counts among the N. Check-ins ask about the
    drug that is stepped down alone. The oldest come first.
    """
    if drug is not record.person.drug:
        return ()
    found: dict[datetime, ToldMissed] = {}
    for check_in in _told_between(record, start, end.utc + _FURTHEST):
        for slot in _row_of(record, check_in):
            if start.utc < slot.due.utc <= end.utc:
                found.setdefault(slot.due.utc, ToldMissed(slot=slot, check_in=check_in))
    return tuple(found[due] for due in sorted(found))


def _told_between(record: Record, start: Moment, end: datetime) -> Iterator[CheckIn]:
    """Yield the check-ins of a time in which somebody told of missed doses, the oldest first."""
    first = bisect_left(record.check_ins, start.utc, key=lambda one: one.at.utc)
    for check_in in record.check_ins[first:]:
        if check_in.at.utc > end:
            return
        told = own_answers(check_in)
        if told.doses_missed_in_row:
            yield told


def _row_of(record: Record, told: CheckIn) -> Iterator[Slot]:
    """Yield the planned doses without an entry that a check-in told of, the newest first.

    One that could still be given at that time is none of them where without it they are as many
    as were told.
    """
    n = told.doses_missed_in_row or 0
    row = list(islice(_not_kept(record, told, may_come=False), n + 1))
    if len(row) != n:
        row = list(islice(_not_kept(record, told, may_come=True), n))
    return (slot for slot, entry in row if entry is None)


def _not_kept(
    record: Record, told: CheckIn, *, may_come: bool
) -> Iterator[tuple[Slot, DoseEvent | None]]:
    """Yield the planned doses before a check-in, the newest first, back to one that was kept.

    What was given after the check-in was still open in it, and is none of its row.
    """
    drug, at = record.person.drug, told.at.utc
    zone = zone_of(record.person, told.at)
    log = _log_around(record, drug, at)
    kept = told.last_kept_dose_at
    kept = kept if kept is not None and kept <= told.at else None
    for slot in slots_between(record, drug, at - _FURTHEST, at, zone):
        if not may_come and at - slot.due.utc < slot.reach:
            continue
        if kept is not None and slot.due.utc < kept.utc + slot.reach:
            return
        entry = entry_for(slot, log)
        if entry is None or entry.status not in KEPT:
            yield slot, entry
        elif entry.when is None or entry.when.utc <= at:
            return


def _log_around(record: Record, drug: Drug, at: datetime) -> list[DoseEvent]:
    """Return what the log says today about the doses before a check-in, in its order."""
    log = doses_of(record, drug)
    first = bisect_left(log, (at - _FURTHEST - _NEAR).timestamp(), key=_time_of)
    last = bisect_right(log, (at + _NEAR).timestamp(), key=_time_of)
    newest_first = reversed(log[first:last])
    return [*without_replaced(newest_first, slot_of_entries(record, drug))][::-1]


def _time_of(dose: DoseEvent) -> float:
    return dose.when.utc.timestamp() if dose.when else float("-inf")
