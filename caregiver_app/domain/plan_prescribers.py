# SPDX-License-Identifier: MIT
"""Who wrote the plans, as people to ring: a number on the plan must not be lost to an alert."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.record import Record


def with_prescribers(record: Record) -> Record:
    """Return the record with whoever wrote a plan among those to ring, behind those named there.

    Of several versions of a plan the newest counts. Nobody is added twice: neither by the number
    nor, where the plan has none, by the name.
    """
    added = _from_plans(SameList(record.person.contacts), SameList(record.plans))
    if not added:
        return record
    person = record.person
    return replace(record, person=replace(person, contacts=(*person.contacts, *added)))


@lru_cache(maxsize=16)
def _from_plans(contacts: SameList[Contact], plans: SameList[TaperPlan]) -> tuple[Contact, ...]:
    """Return whom to add; every judgement asks it of the same people and plans."""
    return tuple(_new_ones(contacts.entries, plans.entries))


def _new_ones(contacts: Sequence[Contact], plans: Sequence[TaperPlan]) -> Iterator[Contact]:
    known = [contact for contact in contacts if contact.role is ContactRole.PRESCRIBER]
    phones = {_digits(contact.phone) for contact in known}
    names = {(contact.name or "").strip().casefold() for contact in known}
    for plan in {(plan.drug, plan.route): plan for plan in plans}.values():
        name, phone = (plan.prescriber or "").strip(), (plan.prescriber_phone or "").strip()
        is_new = _digits(phone) not in phones if phone else name.casefold() not in names
        if (name or phone) and is_new:
            phones.add(_digits(phone))
            names.add(name.casefold())
            yield Contact(role=ContactRole.PRESCRIBER, name=name or None, phone=phone or None)


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdigit, phone or ""))
