# SPDX-License-Identifier: MIT
"""Work out, once for each judgement, everything that several rules look at."""

from dataclasses import replace
from typing import Any

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import dose_clock, drugs_by_mouth
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import AgeBand, RuleSet
from caregiver_app.domain.rules.facts import Facts
from caregiver_app.domain.rules.groups import sign_groups


def gather(rule_set: RuleSet, record: Record, draft: Draft, now: Moment) -> Facts:
    """Work out what the rules need; `record` holds only what came before `now`."""
    record = with_prescribers(record)
    person = record.person
    late = rule_set.hours("dose_clock.slot_late_hours")
    off = int(rule_set.numbers["dose_clock.days_off"])
    facts = Facts(
        rule_set=rule_set,
        record=record,
        draft=draft,
        now=now,
        **_by_age(rule_set, person, now),
        clocks=tuple(
            dose_clock(record, draft, now, drug, late, off)
            for drug in drugs_by_mouth(record, now.day)
        ),
        pump=pump_state(record, draft, now) if person.has_pump else None,
        recent_doses=doses_after(record, record.last_look(now)),
    )
    return replace(facts, groups=sign_groups(facts))


def at_age(facts: Facts) -> Facts:
    """Return the facts with the age, and the limits of that age, on the day of their `now`."""
    return replace(facts, **_by_age(facts.rule_set, facts.person, facts.now))


def _by_age(rule_set: RuleSet, person: Person, now: Moment) -> dict[str, Any]:
    """Return the facts that the age on a day decides."""
    age = person.age_on(now.day)
    return {
        "age": age,
        "is_child": age is not None and age < rule_set.numbers["vitals.adult_from"],
        "band": age_band(rule_set, age),
    }


def doses_after(record: Record, since: Moment) -> tuple[DoseEvent, ...]:
    """Return the dose log after a moment, newest first; the record holds nothing yet to come."""
    found = []
    for dose in reversed(record.doses):
        if dose.when is None or dose.when <= since:
            break
        found.append(dose)
    return tuple(found)


def age_band(rule_set: RuleSet, age: int | None) -> AgeBand | None:
    """Return the vital-sign limits of an age in years; None under one year."""
    # Without a date of birth the adult limits hold; completeness names the missing date.
    if age is None:
        return next(band for band in rule_set.age_bands if band.oldest is None)
    for band in rule_set.age_bands:
        if band.youngest <= age and (band.oldest is None or age <= band.oldest):
            return band
    return None
