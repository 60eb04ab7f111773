# SPDX-License-Identifier: MIT
"""What the lines after the last check-in of a record in a file make of it.

It stands beside `told_since` and not in it: a sheet from a file needs nothing of the log.
"""

from dataclasses import replace

from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.since_check import both, told_by_lines
from caregiver_app.domain.timing.follow_up import left_standing


def told_in_file(rule_set: RuleSet, record: Record, now: Moment) -> CheckIn | None:
    """Return what the lines of a record in a file make of its newest check-in, or None.

    With what that one left open of an alert that nobody answered, as the window tells it.
    """
    numbers = load_dose_entry()
    told = told_by_lines(rule_set, record, now, numbers.carry, numbers.alone)
    left = left_standing(load_time_rules(), record, now)
    if left is None:
        return told
    if told is not None:
        return replace(told, assessment=both(told.assessment, left))
    draft = begun(Happening.DOSE, now, None)
    return CheckIn(
        id="told-since", at=now, zone=now.zone, mode=draft.mode, more=draft.more, assessment=left
    )
