# SPDX-License-Identifier: MIT
"""The level of answers that are not saved yet, on the panel beside them."""

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.notes import limit_notes
from caregiver_app.ui.check_in_time import CheckInTime
from caregiver_app.ui.widgets.level.level_panel import LevelPanel


def show_draft_level(
    panel: LevelPanel, rules: RuleSet, record: Record, found: Assessment, time: CheckInTime
) -> None:
    """Show what was `found`, whom to ring, and for whom the limits are not made."""
    person, ring = record.person, with_prescribers(record).person.contacts
    notes = " ".join(limit_notes(rules, person, time.at().day))
    panel.show_assessment(
        found, ring, person.has_pump, None, note=time.note(found.level), foot=notes
    )
