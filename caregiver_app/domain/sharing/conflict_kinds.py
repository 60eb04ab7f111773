# SPDX-License-Identifier: MIT
"""The kinds of what two computers can write apart, for pages that only name them."""

from enum import StrEnum


class ConflictKind(StrEnum):
    """What was written apart."""

    DOUBLE_DOSE = "double_dose"
    DOSES_DIFFER = "doses_differ"
    PUMP_NOTES = "pump_notes"
    PLANS = "plans"
    CORRECTIONS = "corrections"
    PROFILES = "profiles"
    ONE_ID = "one_id"
