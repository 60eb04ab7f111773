# SPDX-License-Identifier: MIT
"""Who was reached about an alert, and what they said: an ER need not ask them again."""

from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, earlier
from caregiver_app.domain.timing.past_emergency import ANSWERS

_MOST = 3


def reached(record: Record, now: Moment) -> tuple[ActionTaken, ...]:
    """Return the newest answers of 72 hours, the newest first."""
    since = earlier(now, THREE_DAYS)
    found = (one for one in record.actions if one.kind in ANSWERS and since <= one.at <= now)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_MOST])
