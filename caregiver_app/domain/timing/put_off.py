# SPDX-License-Identifier: MIT
"""What was left for later when somebody was written down, and is still not told."""

from dataclasses import fields
from enum import StrEnum

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import ContactRole
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record


class PutOff(StrEnum):
    """What waits, the most urgent first."""

    PHONE = "phone"
    PLAN = "plan"
    REFILL_BY = "refill_by"
    ALLERGIES = "allergies"
    ADDRESS = "address"
    USUAL = "usual"


def put_off(record: Record, now: Moment) -> tuple[PutOff, ...]:
    """Return what is not told yet; an answer of "none known" is told.

    Of a pump the date to refill by: a refill without it leaves every warning about an empty pump
    silent until somebody asks the clinic.
    """
    person = with_prescribers(record).person
    told = {
        PutOff.PHONE: any(c.phone for c in person.contacts_of(ContactRole.PRESCRIBER)),
        PutOff.PLAN: bool(record.plans),
        PutOff.REFILL_BY: not person.has_pump
        or pump_state(record, None, now).refill_by is not None,
        PutOff.ALLERGIES: person.allergies is not None,
        PutOff.ADDRESS: bool(person.address),
        PutOff.USUAL: any(
            getattr(person.usual, field.name) not in (None, ()) for field in fields(person.usual)
        ),
    }
    return tuple(thing for thing, is_told in told.items() if not is_told)
