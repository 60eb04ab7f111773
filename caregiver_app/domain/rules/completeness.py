# SPDX-License-Identifier: MIT
"""Which needed answers are missing; a check-in without them is never "no warning signs"."""

from caregiver_app.domain.dose_clock import is_answered
from caregiver_app.domain.rules.facts import Facts, own_drug_clock

REQUIRED = ("alertness", "orientation", "hallucination", "seizures", "breathing", "stiffness")
"""The answers every check-in needs. "Not sure" is a reason, not an answer."""


def missing_answers(facts: Facts) -> tuple[str, ...]:
    """Return the names of needed answers that are not there, in the order of the form."""
    missing = [name for name in REQUIRED if getattr(facts.draft, name) is None]
    drug = facts.person.drug
    since = facts.record.last_look(facts.now)
    if own_drug_clock(facts) is not None and not is_answered(
        facts.record, facts.draft, facts.now, since, drug
    ):
        missing.append("dose_status")
    if facts.person.has_pump and facts.draft.pump_alarm is None:
        missing.append("pump_alarm")
    if facts.age is None:
        missing.append("dob")
    return tuple(missing)
