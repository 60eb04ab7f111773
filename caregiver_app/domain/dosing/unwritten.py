# SPDX-License-Identifier: MIT
"""How many planned doses nobody wrote down, and since when they are counted."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.dosing.planned_and_given import planned_and_given
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import last_answering_doses
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record

_MOST_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """So many planned doses since a moment; without one they are those of the last 24 hours."""

    n: int
    since: Moment | None


def unwritten(
    record: Record,
    overdue: Sequence[PlannedDose],
    now: Moment,
    typed_at: Callable[[Drug], Moment | None],
) -> Unwritten:
    """Return how many planned doses are open since the check-in that answered for those before.

    `overdue` are those of the last 24 hours. What lies two weeks back is not counted, nor what was
    due before anybody could write it down here, see `planned_and_given`.
    """
    asked = last_answering_doses(record, now)
    if asked is None or not overdue:
        return Unwritten(n=len(overdue), since=None)
    zone = now.local.tzinfo
    first = datetime.combine(now.day - timedelta(days=_MOST_DAYS - 1), time(0), zone)
    since = max(asked.at, at_place(first, zone)) if zone is not None else asked.at
    found = (
        one.slot
        for drug in drugs_by_mouth(record, now.day)
        for day in planned_and_given(record, drug, now, _MOST_DAYS, typed_at(drug))
        for one in day.planned
        if one.entry is None
    )
    count = sum(slot.due > since and now.utc - slot.due.utc >= slot.reach for slot in found)
    return Unwritten(n=max(count, len(overdue)), since=since)
