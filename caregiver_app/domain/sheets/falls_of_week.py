# SPDX-License-Identifier: MIT
"""The falls of the last week for a sheet: how many, since when asked, was the head hit."""

from datetime import timedelta

from caregiver_app.domain.check_in import Fall
from caregiver_app.domain.falls import falls_told
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import earlier, recent

_WEEK = timedelta(days=7)


def falls(record: Record, now: Moment) -> int | None:
    """Return how many falls of 7 days were told, None when nobody was asked and none was tapped."""
    week = recent(record, now, _WEEK)
    told = falls_told(week)
    return len(told) if told or any(c.fall is not None for c in week) else None


def falls_since(record: Record, now: Moment) -> Moment | None:
    """Return when falls were first asked about, if that is less than a week ago."""
    first = next((c.at for c in record.check_ins if c.fall is not None), None)
    return first if first is not None and first > earlier(now, _WEEK) else None


def head_hit(record: Record, now: Moment) -> bool | None:
    """Return whether the head was hit; not known while nobody said how one of the falls went."""
    week = recent(record, now, _WEEK)
    falls = [told.fall for told in falls_told(week)]
    if Fall.HEAD in falls:
        return True
    asked = any(c.fall is not None for c in week)
    return False if asked and None not in falls else None
