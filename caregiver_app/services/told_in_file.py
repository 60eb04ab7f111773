# SPDX-License-Identifier: MIT
"""What the lines after the last check-in of a record in a file make of it.

It stands beside `told_since` and not in it: a sheet from a file needs nothing of the log.
"""

from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.since_check import told_by_lines


def told_in_file(rule_set: RuleSet, record: Record, now: Moment) -> CheckIn | None:
    """Return what the lines of a record in a file make of its newest check-in, or None."""
    numbers = load_dose_entry()
    return told_by_lines(rule_set, record, now, numbers.carry, numbers.alone)
