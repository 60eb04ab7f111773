# SPDX-License-Identifier: MIT
"""The level of answers that are not saved yet, on the panel beside them."""

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.notes import limit_notes
from caregiver_app.system.words import _
from caregiver_app.ui.check_in.check_in_time import CheckInTime
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.words import dates


def show_draft_level(
    panel: LevelPanel, rules: RuleSet, record: Record, found: Assessment, time: CheckInTime
) -> None:
    """Show what was `found`, whom to ring, and for whom the limits are not made."""
    person, ring = record.person, with_prescribers(record).person.contacts
    notes = " ".join(limit_notes(rules, person, time.at().day))
    note = time.note(found.level) or _before_answers(record, found, time)
    panel.show_assessment(found, ring, person.has_pump, None, note=note, foot=notes)


def _before_answers(record: Record, found: Assessment, time: CheckInTime) -> str:
    """Return where a level comes from while nothing is answered, or a blank.

    The record of somebody made up ends before it is opened: no family left its doses out.
    """
    if time.touched is not None or found.level < Level.WATCH:
        return ""
    written = [c.at for c in record.check_ins]
    written += [dose.when for dose in record.doses if dose.when is not None]
    if not record.person.is_practice or not written:
        return _("Nothing is answered yet. This is from the record.")
    last = dates.day_and_time(max(written), time.now())
    return _("Practice: nothing is written down after {time}.").format(time=last)
