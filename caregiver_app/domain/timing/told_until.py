# SPDX-License-Identifier: MIT
"""The check-ins of a record up to a moment, by time and in the order in which they tell."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import last_asked
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.told_order import in_told_order, looks

_NEWEST_DOSES = 30
"""So many of the newest lines of the log are looked at: a planned one can lie ahead of a given."""


def check_ins_until(record: Record, now: Moment) -> Sequence[CheckIn]:
    """Return the check-ins up to now; one from the future (a clock was wrong) does not count."""
    every = record.check_ins
    if not every or every[-1].at <= now:
        return every
    return every[: bisect_right(every, now, key=lambda check_in: check_in.at)]


def told_until(record: Record, now: Moment) -> Sequence[CheckIn]:
    """Return the check-ins up to now as they tell, see `told_order`; most often those by time."""
    until = check_ins_until(record, now)
    if not record.order.is_mixed and len(until) == len(record.check_ins):
        return until
    return in_told_order(record.check_ins, len(until), record.order, now)


def all_told(record: Record) -> Record:
    """Return the record with every check-in by time, but the one that tells how they are last.

    With it goes what happened after it. Only where the times alone do not say it does the list
    change, and only at its end: whatever looks for a time in it finds what it did before.
    """
    if not record.order.is_mixed:
        return record
    every = record.check_ins
    told = in_told_order(every, len(every), record.order, every[-1].at) if every else ()
    asked = last_asked(replace(record, check_ins=told))
    place = next((n for n, one in enumerate(told) if one is asked), len(told) - 1)
    end = {one.id for one in told[place:]}
    by_id = {one.id: one for one in every}
    here = tuple(one for one in every if one.id not in end)
    return replace(record, check_ins=(*here, *(by_id[one.id] for one in told[place:])))


def known_until(record: Record, now: Moment) -> Record:
    """Return the record without check-ins that lie ahead: they asked nothing."""
    until = check_ins_until(record, now)
    if len(until) == len(record.check_ins):
        return record
    return replace(record, check_ins=until)


def newest_told(record: Record, now: Moment) -> Moment:
    """Return now, or where the clock is behind the newest check-in the newest time written down.

    Help is told what was last true: a clock that was set back hides no dose from them.
    """
    last = record.last_check_in
    if last is None or last.at <= now:
        return now
    doses = (dose.at for dose in record.doses[-_NEWEST_DOSES:] if dose.at is not None)
    return max((last.at, *doses))


def looks_until(record: Record, now: Moment) -> Sequence[CheckIn]:
    """Return the check-ins up to now of those who had every alert before them."""
    return looks(check_ins_until(record, now), record.order)


def as_of(record: Record, now: Moment) -> Record:
    """Return a record without what was written about a later time."""
    return replace(
        record,
        check_ins=tuple(c for c in record.check_ins if c.at <= now),
        doses=tuple(d for d in record.doses if d.when is None or d.when <= now),
        pump_events=tuple(e for e in record.pump_events if e.at <= now),
        actions=tuple(a for a in record.actions if a.at <= now),
        changes=tuple(c for c in record.changes if c.at <= now),
    )
