# SPDX-License-Identifier: MIT
"""Whether an alert of a record waits for an answer, for a page that is made without the log."""

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.follow_up import follow_up


def waits_for_answer(record: Record, level: Level, now: Moment) -> bool:
    """Say whether nobody was reached about an alert that is worse than the level of a page.

    No hours go by then, and nobody was told to call less than it calls for.
    """
    alert = follow_up(load_time_rules(), record, now)
    return alert is not None and not alert.answered and alert.level > level
