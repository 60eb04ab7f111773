# SPDX-License-Identifier: MIT
"""Which needed answers are missing; a check-in without them is never "no warning signs"."""

from caregiver_app.domain.dosing.dose_clock import drug_of, is_answered, is_logged
from caregiver_app.domain.rules.facts import Facts, own_drug_clock

REQUIRED = ("alertness", "orientation", "hallucination", "seizures", "breathing", "stiffness")
"""The answers every check-in needs. "Not sure" is a reason, not an answer."""


def missing_answers(facts: Facts) -> tuple[str, ...]:
    """Return the names of needed answers that are not there, in the order of the form."""
    missing = [name for name in REQUIRED if getattr(facts.draft, name) is None]
    if not _doses_are_answered(facts):
        missing.append("dose_status")
    if facts.person.has_pump and facts.draft.pump_alarm is None:
        missing.append("pump_alarm")
    if facts.age is None:
        missing.append("dob")
    return tuple(missing)


def _doses_are_answered(facts: Facts) -> bool:
    """Say whether the doses by mouth are: those of the person's own drug, else of each other one.

    A check-in asks about the own drug. Another one is answered by the log alone: an entry for every
    dose since the check-in before, or any entry since then where no times are planned.
    """
    record, now, since = facts.record, facts.now, facts.record.last_look(facts.now)
    if own_drug_clock(facts) is not None:
        return is_answered(record, facts.draft, now, since, facts.person.drug)
    return all(
        is_logged(record, now, since, clock.drug)
        if clock.longest_gap is not None
        else any(drug_of(dose, facts.person) is clock.drug for dose in facts.recent_doses)
        for clock in facts.clocks
    )
