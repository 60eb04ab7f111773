# SPDX-License-Identifier: MIT
"""One person's record as a FHIR R4 document, for the computer of a clinic.

A document is a Bundle whose first resource, the Composition, names all others by section. There
is a resource for what was recorded and none for what was not; a section that is empty because
nobody recorded it says so. Nothing in it was verified by a clinician, and it says that too.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from typing import Any

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_clock import doses_of, drug_of
from caregiver_app.domain.dosing.newest_entries import all_that_happened
from caregiver_app.domain.dosing.slots import slot_of_entries
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.happened import is_begun
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Contact, Drug, Person
from caregiver_app.domain.plan import PlanRoute, TaperPlan
from caregiver_app.domain.plan_versions import is_version_of, plan_in_force, versions, written_apart
from caregiver_app.domain.record import Record
from caregiver_app.exchange.fhir_corrected import corrected_answers
from caregiver_app.exchange.fhir_medicines import (
    as_needed,
    dose_given,
    one_of_plans,
    other_medicine,
    planned,
)
from caregiver_app.exchange.fhir_observations import observations, oxygen_target, weight
from caregiver_app.exchange.fhir_parts import (
    Entry,
    Part,
    Resource,
    cleaned,
    concept,
    date_time,
    filled,
    link,
    resource_id,
    term,
)
from caregiver_app.exchange.fhir_pump import pump_device, pump_dose, pump_event
from caregiver_app.exchange.fhir_warnings import warnings

_TITLE = "Record of a step-down, kept by family and caregivers"
_UNVERIFIED = "Recorded by family or caregivers. Not verified by a clinician."
_GENDERS = {
    "f": "female", "female": "female", "woman": "female",
    "m": "male", "male": "male", "man": "male", "other": "other", "unknown": "unknown",
}  # fmt: skip
_XHTML = "http://www.w3.org/1999/xhtml"


def fhir_document(
    record: Record,
    person_id: str,
    now: Moment,
    program: str,
    days: int,
    form: Form,
    not_decided: Sequence[TaperPlan] = (),
    still_open: Set[str] = frozenset(),
) -> dict[str, Any]:
    """Return the document; numbers stay as they were recorded, and equal input gives an equal one.

    Check-ins and doses of the last `days` before the newest are in it; it tells of earlier ones.
    Of plans `not_decided` every one is told, as one of several that may hold; so are those that
    tell it themselves. Of answers that are begun and not saved only the warning is in it.
    `still_open` are the reasons of an EMERGENCY that nobody answered beside another one.

    `person_id` is what the ids of the resources are made from. `program` names the program and
    its version: it is the author of the document, which nobody wrote by hand. `form` has the words
    of the answers that are no field of their own.
    """
    subject, whole = resource_id(person_id, "patient"), record
    record, told = _lately(record, days)
    author = _author(person_id, program)
    open_ = not_decided or written_apart(record.plans)
    plans = [*_plans(record, person_id, subject, now, open_)]
    entries = [*warnings(record, person_id, subject, author["id"], still_open)]
    entries += _entries(record, person_id, subject, plans)
    entries += pump_device(person_id, subject, whole, now)
    entries += (pump_event(person_id, subject, event) for event in record.pump_events)
    entries += _seen(record, person_id, subject, form)
    entries += _given(record, person_id, subject)
    about = _About(person_id=person_id, subject=subject, author=author["id"], now=now, told=told)
    heading = _composition(record.person, about, entries)
    resources: list[Resource] = [heading, _patient(record.person, subject), author]
    resources += [entry.resource for entry in entries]
    identifier = resource_id(person_id, "document", date_time(now))
    practice = {"meta": {"security": [term("v3-ActReason", "HTEST")]}}
    return {
        "resourceType": "Bundle",
        "id": identifier,
        **(practice if record.person.is_practice else {}),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identifier}"},
        "type": "document",
        "timestamp": date_time(now),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources],
    }


def _entries(
    record: Record,
    person_id: str,
    subject: str,
    plans: Sequence[Entry],
) -> Iterator[Entry]:
    person = record.person
    yield from _allergies(person, person_id, subject)
    yield from plans
    for number, medicine in enumerate(person.medicines or ()):
        yield from other_medicine(person_id, subject, number, medicine)
    yield from oxygen_target(person_id, subject, person)
    yield from weight(person_id, subject, person)
    yield from _conditions(person, person_id, subject)


def _seen(record: Record, person_id: str, subject: str, form: Form) -> Iterator[Entry]:
    """Yield what each check-in measured, saw and was answered, and what was given as needed."""
    questions: Mapping[str, Question] = {q.item: q for q in form.questions if q.item}
    corrected = corrected_answers(record)
    saved = [check_in for check_in in record.check_ins if not is_begun(check_in)]
    for check_in in _each_seizure_once(saved):
        changed = corrected.get(check_in.id, {})
        yield from observations(person_id, subject, check_in, questions, changed)
        yield from as_needed(person_id, subject, check_in)


def _each_seizure_once(check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """Return the check-ins without the seizures that a later one told again, as the sheets do."""
    told, found = set[Moment](), list[CheckIn]()
    for check_in in reversed(check_ins):
        left = tuple(s for s in check_in.seizures or () if s.start not in told)
        told |= {seizure.start for seizure in left}
        is_whole = len(left) == len(check_in.seizures or ())
        found.append(check_in if is_whole else replace(check_in, seizures=left or None))
    return found[::-1]


def _given(record: Record, person_id: str, subject: str) -> Iterator[Entry]:
    """Yield the lines of the dose log."""
    person, standing = record.person, _standing(record)
    for dose in record.doses:
        stands = dose.when is None or dose.id in standing
        yield dose_given(person_id, subject, person, dose, stands=stands)


def _plans(
    record: Record, person_id: str, subject: str, now: Moment, not_decided: Sequence[TaperPlan]
) -> Iterator[Entry]:
    """Yield what is taken by plan: the one in force, or each one where that is not decided."""
    open_ = {(plan.drug, plan.route) for plan in not_decided}
    for drug, route in dict.fromkeys((plan.drug, plan.route) for plan in record.plans):
        plan = plan_in_force(record.plans, drug, route, now.day)
        if plan is not None and route is PlanRoute.ORAL and (drug, route) not in open_:
            yield planned(person_id, subject, plan, now.day)
    for number, plan in enumerate(not_decided):
        whole = _as_if_it_held(plan, not_decided, record)
        yield one_of_plans(person_id, subject, number, whole, now.day)
    is_open = (Drug.BACLOFEN, PlanRoute.ITB) in open_
    yield from pump_dose(person_id, subject, record, now, is_open=is_open)


def _as_if_it_held(plan: TaperPlan, sides: Sequence[TaperPlan], record: Record) -> TaperPlan:
    """Return a plan with what had begun by the version that it goes on from: no other side."""
    others = {side.id for side in sides} - {plan.id}
    left = tuple(one for one in record.plans if one.id not in others)
    told = versions(SameList(left), plan.drug, plan.route)
    return next((one for one in told if is_version_of(one, plan)), plan)


def _standing(record: Record) -> frozenset[str]:
    """Return the ids of the lines of the dose log that no newer one takes back."""
    drugs = {drug_of(dose, record.person) for dose in record.doses}
    lines = (
        all_that_happened(reversed(doses_of(record, drug)), slot_of_entries(record, drug))
        for drug in drugs
    )
    return frozenset(dose.id for of_drug in lines for dose in of_drug)


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Whose document it is, who made it and when, and what is left out of it in words."""

    person_id: str
    subject: str
    author: str
    now: Moment
    told: str


def _lately(record: Record, days: int) -> tuple[Record, str]:
    """Return the record without what is older, and the words that tell of it."""
    times = [check_in.at for check_in in record.check_ins]
    times += [dose.when for dose in record.doses if dose.when]
    if not times:
        return record, ""
    start = Moment(max(times).local - timedelta(days=days))
    check_ins = tuple(c for c in record.check_ins if c.at >= start)
    doses = tuple(d for d in record.doses if d.when is None or d.when >= start)
    left = len(record.check_ins) + len(record.doses) - len(check_ins) - len(doses)
    told = f"Check-ins and doses from {start.local:%Y-%m-%d %H:%M} on."
    if left:
        told += f" Earlier and left out: {left}. The family's own record has them."
    if begun := next((one.at for one in record.check_ins[-1:] if is_begun(one)), None):
        told += f" A check-in was begun {begun.local:%Y-%m-%d %H:%M} and not saved: only what it"
        told += " calls for is here, as a warning, and none of its answers."
    return replace(record, check_ins=check_ins, doses=doses), told


def _composition(person: Person, about: _About, entries: Sequence[Entry]) -> dict[str, Any]:
    practice = "PRACTICE - not a real person. " if person.is_practice else ""
    parts = (_section(person, part, [e for e in entries if e.part is part]) for part in Part)
    return {
        "resourceType": "Composition",
        "id": resource_id(about.person_id, "composition", date_time(about.now)),
        "text": _narrative([practice + _UNVERIFIED, *([about.told] if about.told else [])]),
        "status": "preliminary",
        "type": concept(_TITLE),
        "subject": link(about.subject),
        "date": date_time(about.now),
        "author": [link(about.author)],
        "title": practice + _TITLE,
        "section": [part for part in parts if part is not None],
    }


def _section(person: Person, part: Part, entries: Sequence[Entry]) -> dict[str, Any] | None:
    if entries:
        held = {"entry": [link(entry.resource["id"]) for entry in entries]}
        lines = [entry.words for entry in entries]
        if part is Part.MEDICINES and not person.medicines:
            lines.append(f"Other medicines: {_silence(person.medicines)}")
        return {"title": part.value, "text": _narrative(lines), **held}
    if part is not Part.ALLERGIES:
        return None
    # Here silence would be read as "none known": only what somebody stated may be.
    words = _silence(person.allergies)
    code = "unavailable" if person.allergies is None else "nilknown"
    return {
        "title": part.value,
        "text": _narrative([words]),
        "emptyReason": concept(words, term("list-empty-reason", code)),
    }


def _silence(listed: Sequence[object] | None) -> str:
    return "not recorded" if listed is None else "none known, as stated"


def _narrative(lines: Sequence[str]) -> dict[str, str]:
    items = "".join(f"<li>{escape(cleaned(text) or '', quote=False)}</li>" for text in lines)
    return {"status": "generated", "div": f'<div xmlns="{_XHTML}"><ul>{items}</ul></div>'}


def _author(person_id: str, program: str) -> dict[str, Any]:
    return {
        "resourceType": "Device",
        "id": resource_id(person_id, "program", program),
        "deviceName": [{"name": program, "type": "user-friendly-name"}],
        "type": concept("Program on a family's computer"),
    }


def _patient(person: Person, subject: str) -> dict[str, Any]:
    language, address = cleaned(person.language), cleaned(person.address)
    gender = _GENDERS.get((person.sex or "").strip().casefold())
    own = cleaned(person.id)
    return {
        "resourceType": "Patient",
        "id": subject,
        **filled(
            identifier=[{"value": own}] if own else [],
            name=[{"text": cleaned(person.name)}] if cleaned(person.name) else [],
            gender=gender,
            birthDate=person.dob.isoformat() if person.dob else None,
            address=[{"text": address}] if address else [],
            contact=[found for found in map(_contact, person.contacts) if found],
            communication=[{"language": concept(language)}] if language else [],
        ),
    }


def _contact(contact: Contact) -> dict[str, Any] | None:
    """Return somebody to ring; None for a role with neither a name nor a number."""
    name, phone = cleaned(contact.name), cleaned(contact.phone)
    if not (name or phone):
        return None
    return {
        "relationship": [concept(contact.role.value.replace("_", " "))],
        **filled(
            name={"text": name} if name else None,
            telecom=[{"system": "phone", "value": phone}] if phone else [],
        ),
    }


def _allergies(person: Person, person_id: str, subject: str) -> Iterator[Entry]:
    for number, allergy in enumerate(person.allergies or ()):
        words = cleaned(allergy)
        if not words:
            continue
        resource: Resource = {
            "resourceType": "AllergyIntolerance",
            "id": resource_id(person_id, "allergy", str(number)),
            "clinicalStatus": concept("active", term("allergyintolerance-clinical", "active")),
            "verificationStatus": concept(
                "unconfirmed", term("allergyintolerance-verification", "unconfirmed")
            ),
            "code": concept(words),
            "patient": link(subject),
        }
        yield Entry(part=Part.ALLERGIES, resource=resource, words=words)


def _conditions(person: Person, person_id: str, subject: str) -> Iterator[Entry]:
    stated = {
        "Chronic kidney disease": person.kidney.ckd,
        "Dialysis": person.kidney.dialysis,
        "Spinal cord injury at T6 or above": person.sci_t6_or_above,
        "Pregnant": person.pregnant,
    }
    told = [person.diagnosis, *(person.conditions or ())]
    told += [words for words, is_so in stated.items() if is_so]
    for number, condition in enumerate(told):
        words = cleaned(condition)
        if not words:
            continue
        resource: Resource = {
            "resourceType": "Condition",
            "id": resource_id(person_id, "condition", str(number)),
            "verificationStatus": concept(
                "unconfirmed", term("condition-ver-status", "unconfirmed")
            ),
            "code": concept(words),
            "subject": link(subject),
        }
        yield Entry(part=Part.CONDITIONS, resource=resource, words=words)
