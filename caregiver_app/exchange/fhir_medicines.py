# SPDX-License-Identifier: MIT
"""What is planned, taken and was given, as FHIR MedicationStatements."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import is_over
from caregiver_app.domain.person import Medicine, MedicineStatus, Person
from caregiver_app.domain.plan import (
    PlanRoute,
    TaperPlan,
    amount_of,
    step_on,
    steps_in_order,
    waiting,
)
from caregiver_app.exchange.fhir_parts import (
    Entry,
    Part,
    cleaned,
    concept,
    date_time,
    filled,
    link,
    notes,
    people,
    quantity,
    resource_id,
)

_DOSE_STATUS: Mapping[DoseStatus, str] = {
    DoseStatus.TAKEN: "completed",
    DoseStatus.LATE: "completed",
    DoseStatus.EXTRA: "completed",
    DoseStatus.VOMITED: "completed",
    DoseStatus.PARTLY: "completed",
    DoseStatus.MISSED: "not-taken",
    DoseStatus.REFUSED: "not-taken",
    DoseStatus.UNSURE: "unknown",
}
_TAKEN: Mapping[MedicineStatus | None, str] = {
    MedicineStatus.TAKEN: "active",
    MedicineStatus.HELD: "on-hold",
    None: "unknown",
}
BY_PUMP = "by pump into the spine"
_WAYS = {PlanRoute.ORAL: "by mouth", PlanRoute.ITB: BY_PUMP}
NOT_DECIDED = "There is more than one plan. It is NOT decided which one holds. Ask the prescriber."
_UNITS = {"mg": ("mg", "mg"), "mL": ("mL", "mL")}


def planned(person_id: str, subject: str, plan: TaperPlan, day: date) -> Entry:
    """Return the dose of a plan in force on a day, as the prescriber wrote it.

    A dose a day that is written nowhere stays out.
    """
    told, step = _told(plan, day), step_on(plan, day)
    since = {"start": step.from_.isoformat()} if step else None
    is_ended = is_over(plan, day) and not plan.per_day_on(day)
    resource = {
        **statement(person_id, subject, ("plan", plan.drug, plan.route), plan.drug),
        "status": "completed" if is_ended else "active",
        **filled(effectivePeriod=since, informationSource=one(plan.prescriber)),
        "dosage": _dosage(plan, day),
        **notes("as planned by the prescriber", step.as_written if step else None),
    }
    return Entry(part=Part.MEDICINES, resource=resource, words=f"{plan.drug}: {told}, as planned")


def one_of_plans(person_id: str, subject: str, number: int, plan: TaperPlan, day: date) -> Entry:
    """Return the dose of one of several plans where nobody has decided which of them holds.

    FHIR has a status for that: nobody knows whether it is the one that is taken.
    """
    told, step = _told(plan, day), step_on(plan, day)
    written = f"written on {plan.written_on.isoformat()}" if plan.written_on else None
    since = {"start": step.from_.isoformat()} if step else None
    resource = {
        **statement(person_id, subject, ("plan not decided", str(number)), plan.drug),
        "status": "unknown",
        "statusReason": [concept(NOT_DECIDED)],
        **filled(effectivePeriod=since, informationSource=one(plan.prescriber)),
        "dosage": _dosage(plan, day),
        **notes(NOT_DECIDED, written, step.as_written if step else None),
    }
    said = (f"{plan.drug}: {told}", f"by {plan.prescriber}" if plan.prescriber else None, written)
    words = ", ".join(part for part in said if part)
    return Entry(part=Part.MEDICINES, resource=resource, words=f"{words}. {NOT_DECIDED}")


def _told(plan: TaperPlan, day: date) -> str:
    amount, way = plan.per_day_on(day), _WAYS[plan.route]
    told = f"{amount} {plan.unit}/day {way}" if amount is not None else way
    return told if amount != 0 else told + _then(plan, day)


def _then(plan: TaperPlan, day: date) -> str:
    """Return what a day of none is followed by: nobody who goes on may be taken for stopped."""
    held = waiting(plan)
    later = [one for one in steps_in_order(plan) if one.from_ > day and one not in held]
    following = next((one for one in later if amount_of(one, plan.route)), None)
    if following is None:
        return ""
    amount = amount_of(following, plan.route)
    return f" today, then {amount} {plan.unit}/day from {following.from_.isoformat()}"


def _dosage(plan: TaperPlan, day: date) -> list[dict[str, Any]]:
    step, way = step_on(plan, day), concept(_WAYS[plan.route])
    dosage: list[dict[str, Any]] = [{"text": _told(plan, day), "route": way}]
    return dosage + [
        {
            "timing": {"repeat": {"timeOfDay": [f"{dose.time}:00"]}},
            "route": way,
            "doseAndRate": [{"doseQuantity": quantity(dose.mg, *_UNITS["mg"])}],
        }
        for dose in (step.doses if step else ())
        if dose.mg  # of a day of none no dose is due
    ]


def other_medicine(
    person_id: str, subject: str, number: int, medicine: Medicine
) -> Iterator[Entry]:
    """Yield one other medicine with its dose as on the label."""
    name, dose = cleaned(medicine.name), cleaned(medicine.dose_text)
    if not name:
        return
    status = _TAKEN[medicine.status]
    resource = {
        **statement(person_id, subject, ("medicine", str(number)), name),
        "status": status,
        **filled(dosage=[{"text": dose}] if dose else []),
    }
    words = ", ".join(part for part in (name, dose, status) if part)
    yield Entry(part=Part.MEDICINES, resource=resource, words=words)


def dose_given(
    person_id: str, subject: str, person: Person, dose: DoseEvent, *, stands: bool
) -> Entry:
    """Return one line of the dose log; a dose that stayed out says so in its status.

    A line that a newer one takes back no longer `stands`: its mg were not given a second time.
    """
    amount = dose.mg if dose.mg is not None else dose.ml
    unit = "mg" if dose.mg is not None else "mL"
    drug = dose.drug or person.drug
    size = quantity(amount, *_UNITS[unit]) if amount is not None else None
    rate = [{"doseQuantity": size}] if size else []
    dosage = filled(text=cleaned(dose.tablets), doseAndRate=rate)
    due = f"due {date_time(dose.scheduled_for)}" if dose.scheduled_for else None
    after = dose.vomited_after_min
    vomited = f"vomited after {after} min" if after is not None else None
    resource = {
        **statement(person_id, subject, ("dose", dose.id), drug),
        "status": _DOSE_STATUS[dose.status] if stands else "entered-in-error",
        "statusReason": [concept(dose.status.value)],
        **filled(
            effectiveDateTime=date_time(dose.when) if dose.when else None,
            informationSource=one(dose.observer or dose.recorder),
            dosage=[dosage] if dosage else [],
        ),
        **notes(due, vomited, dose.note),
    }
    at = f"{dose.when.local:%Y-%m-%d %H:%M} " if dose.when else ""
    given = f" {amount} {unit}" if amount is not None else ""
    words = f"{at}{drug}{given}: {dose.status.value}{'' if stands else ', told otherwise since'}"
    return Entry(part=Part.DOSES, resource=resource, words=words)


def as_needed(person_id: str, subject: str, check_in: CheckIn) -> Iterator[Entry]:
    """Yield what was given as needed since the check-in before."""
    for number, given in enumerate(check_in.prn_taken):
        name, dose = cleaned(given.name), cleaned(given.dose_text)
        if not name:
            continue
        at = given.at or check_in.at
        resource = {
            **statement(person_id, subject, ("as needed", check_in.id, str(number)), name),
            "status": "completed",
            "effectiveDateTime": date_time(at),
            **filled(dosage=[{"text": dose, "asNeededBoolean": True}] if dose else []),
        }
        words = f"{at.local:%Y-%m-%d %H:%M} {name}" + (f", {dose}" if dose else "") + ", as needed"
        yield Entry(part=Part.DOSES, resource=resource, words=words)


def statement(
    person_id: str, subject: str, about: tuple[str, ...], medicine: str
) -> dict[str, Any]:
    """Return how the statement about one medicine begins; `about` makes its id."""
    return {
        "resourceType": "MedicationStatement",
        "id": resource_id(person_id, *about),
        "medicationCodeableConcept": concept(medicine),
        "subject": link(subject),
    }


def one(name: str | None) -> dict[str, str] | None:
    """Return somebody by name, or None."""
    found = people((name,))
    return found[0] if found else None
