# SPDX-License-Identifier: MIT
"""Who wrote the plans, as people to ring: a number on the plan must not be lost to an alert."""

from collections.abc import Iterator
from dataclasses import replace

from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.domain.record import Record


def with_prescribers(record: Record) -> Record:
    """Return the record with whoever wrote a plan among those to ring, behind those named there.

    Of several versions of a plan the newest counts. Nobody is added twice: neither by the number
    nor, where the plan has none, by the name.
    """
    added = tuple(_from_plans(record))
    if not added:
        return record
    person = record.person
    return replace(record, person=replace(person, contacts=(*person.contacts, *added)))


def _from_plans(record: Record) -> Iterator[Contact]:
    known = record.person.contacts_of(ContactRole.PRESCRIBER)
    phones = {_digits(contact.phone) for contact in known}
    names = {(contact.name or "").strip().casefold() for contact in known}
    for plan in {(plan.drug, plan.route): plan for plan in record.plans}.values():
        name, phone = (plan.prescriber or "").strip(), (plan.prescriber_phone or "").strip()
        is_new = _digits(phone) not in phones if phone else name.casefold() not in names
        if (name or phone) and is_new:
            phones.add(_digits(phone))
            names.add(name.casefold())
            yield Contact(role=ContactRole.PRESCRIBER, name=name or None, phone=phone or None)


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdigit, phone or ""))
