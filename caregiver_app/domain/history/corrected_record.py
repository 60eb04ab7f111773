# SPDX-License-Identifier: MIT
"""The record as it would be with one entry corrected, and what a correction reaches back to."""

from bisect import bisect_left
from dataclasses import replace
from itertools import takewhile

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import PumpEvent
from caregiver_app.domain.happened import last_telling
from caregiver_app.domain.history.corrections import Correction
from caregiver_app.domain.history.story import Fact, when
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.history import in_order, with_doses
from caregiver_app.domain.timing.told_until import all_told


def without(record: Record, check_in: CheckIn) -> Record:
    """Return the record without the stored form of a check-in that is at another time now.

    At its own time it may stay: what is judged is never looked back on.
    """
    place = bisect_left(record.check_ins, check_in.at.utc, key=lambda c: c.at.utc)
    same_time = takewhile(lambda c: c.at == check_in.at, record.check_ins[place:])
    if any(stored.id == check_in.id for stored in same_time):
        return record
    others = tuple(stored for stored in record.check_ins if stored.id != check_in.id)
    return record if len(others) == len(record.check_ins) else replace(record, check_ins=others)


def is_newest(record: Record, check_in: CheckIn) -> bool:
    """Say whether a check-in, at the time it has now, is the newest that tells how they are."""
    newest = last_telling(without(record, check_in).check_ins)
    telling = last_telling(all_told(record).check_ins)
    is_telling = telling is not None and telling.id == check_in.id
    return is_telling or newest is None or newest.at <= check_in.at


def with_other(record: Record, before: Fact, after: Fact | None) -> Record:
    """Return the record with a check-in, a dose or a pump event as it is now, or without it."""
    if isinstance(before, CheckIn):
        others = [check_in for check_in in record.check_ins if check_in.id != before.id]
        others += [after] if isinstance(after, CheckIn) else []
        return replace(record, check_ins=tuple(in_order(others)))
    if isinstance(before, DoseEvent):
        doses = tuple(dose for dose in record.doses if dose.id != before.id)
        now = (after,) if isinstance(after, DoseEvent) else ()
        return with_doses(replace(record, doses=doses), now)
    events = [event for event in record.pump_events if event.id != before.id]
    events += [after] if isinstance(after, PumpEvent) else []
    return replace(record, pump_events=tuple(in_order(events)))


def begins_before(told: Correction, fact: Fact | None, at: Moment) -> bool:
    """Say whether what was corrected lay before a time, as it is now or as it was.

    What was done about an alert is nothing that a rule looks back on, and never counts.
    """
    if not isinstance(fact, CheckIn | DoseEvent | PumpEvent):
        return False
    moved = [c.before for c in told.changes if c.field == "at" and isinstance(c.before, str)]
    times = (when(fact), *map(Moment.parse, moved))
    return any(time is not None and time < at for time in times)
