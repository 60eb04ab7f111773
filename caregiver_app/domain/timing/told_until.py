# SPDX-License-Identifier: MIT
"""The check-ins of a record up to a moment, by time and in the order in which they tell."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.told_order import in_told_order, looks


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


def all_told(record: Record, now: Moment) -> Record:
    """Return the record with every check-in, in the order in which they tell."""
    if not record.order.is_mixed:
        return record
    every = record.check_ins
    return replace(record, check_ins=in_told_order(every, len(every), record.order, now))


def known_until(record: Record, now: Moment) -> Record:
    """Return the record without check-ins that lie ahead: they asked nothing."""
    until = check_ins_until(record, now)
    if len(until) == len(record.check_ins):
        return record
    return replace(record, check_ins=until)


def looks_until(record: Record, now: Moment) -> Sequence[CheckIn]:
    """Return the check-ins up to now of those who had every alert before them."""
    return looks(check_ins_until(record, now), record.order)
