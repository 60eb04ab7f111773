# SPDX-License-Identifier: MIT
"""What an entry of the log can be about."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What one entry is about; each kind but `person` is a list of the portable record."""

    PERSON = "person"
    PLAN = "plan"
    CHECK_IN = "check_in"
    DOSE = "dose"
    PUMP_EVENT = "pump_event"
    ACTION = "action"
    CHANGE = "change"
