# SPDX-License-Identifier: MIT
"""For whom the limits are not made, or are others: said beside every level, never silent."""

from datetime import date

from caregiver_app.domain.person import Person
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.sign_notes import SIGNS

NOTES = ("infant", "child", "no_dob", "pregnant", *SIGNS)
"""The keys of the sentences; the content has exactly these."""


def has_limits(rule_set: RuleSet, age: int | None) -> bool:
    """Say whether a column of the limits holds at an age; a missing age means adult limits."""
    return age is None or age >= min(band.youngest for band in rule_set.age_bands)


def limit_notes(rule_set: RuleSet, person: Person, day: date) -> tuple[str, ...]:
    """Return what to know about the limits of a person on a day, most pressing first.

    Under one year no band holds; under 16 those of a child; NEWS2 is not made for pregnancy
    (Royal College of Physicians 2017). A date of birth that is missing means adult limits.
    """
    age, found = person.age_on(day), []
    if age is None:
        found.append("no_dob")
    elif not has_limits(rule_set, age):
        found.append("infant")
    elif age < rule_set.numbers["vitals.adult_from"]:
        found.append("child")
    if person.pregnant:
        found.append("pregnant")
    return tuple(rule_set.wording.notes[key] for key in found)
