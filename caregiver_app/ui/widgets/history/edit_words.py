# SPDX-License-Identifier: MIT
"""What a newer profile or plan says that the one before it did not, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.profile import Profile, ProfileQuestion, answer_of
from caregiver_app.domain.person import (
    Contact,
    ContactRole,
    Medicine,
    MedicineStatus,
    Person,
)
from caregiver_app.domain.plan import (
    PlanRoute,
    Received,
    Step,
    StepStatus,
    TaperPlan,
    amount_of,
)
from caregiver_app.services.looking_back.edits import Edit
from caregiver_app.system.words import _, apart
from caregiver_app.ui.widgets.plan.plan_table import clock_words
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words, route_words
from caregiver_app.ui.words.usual_words import source_lines, usual_lines

Values = tuple[tuple[str, str, str], ...]
"""Name, what stood there, what stands there now."""


def edit_title(edit: Edit) -> str:
    """Return what a line of the log of changes is about."""
    if isinstance(edit.after, Person):
        return _("About them, changed")
    return _("Plan, new version")


def edit_values(edit: Edit, form: Form, profile: Profile) -> Values:
    """Return every line that is another one; "not recorded" where there was or is none."""
    sides = [_lines(side, form, profile, edit.at) for side in (edit.before, edit.after)]
    before, after = sides
    absent = _("not recorded")
    names = [n for n in dict.fromkeys((*before, *after)) if before.get(n) != after.get(n)]
    return tuple((name, before.get(name, absent), after.get(name, absent)) for name in names)


def _lines(side: Person | TaperPlan, form: Form, profile: Profile, at: Moment) -> Mapping[str, str]:
    lines = _of_plan(side) if isinstance(side, TaperPlan) else _of_person(side, form, profile, at)
    return {name: words for name, words in lines if words}


def _of_person(
    person: Person, form: Form, profile: Profile, at: Moment
) -> Iterator[tuple[str, str]]:
    yield _("Name"), person.name
    yield _("Date of birth"), dates.long_date(person.dob) if person.dob else ""
    yield _("Sex"), person.sex or ""
    yield _("Address"), person.address or ""
    yield _("How the medicine is taken"), route_words(person.route)
    yield _("Medicine"), drug_words(person.drug)
    yield from _contact_lines(person.contacts)
    if person.medicines == ():
        yield _("Other medicines"), _("none")
    for medicine in person.medicines or ():
        yield _("Medicine: {name}").format(name=medicine.name), _medicine_words(medicine)
    for question in profile.questions():
        answer = answer_of(person, question.field)
        yield question.prompt.rstrip("?"), _answer_words(question, answer, profile)
    for name, words in usual_lines(person.usual, form, "C", at):
        yield _("Usual {field}").format(field=name), words
    yield _("Who gave the usual values"), " ".join(source_lines(person, form))


def _contact_lines(contacts: Sequence[Contact]) -> Iterator[tuple[str, str]]:
    roles = {
        ContactRole.PRESCRIBER: _("Prescriber"),
        ContactRole.PUMP_CLINIC: _("Pump clinic"),
        ContactRole.PHARMACY: _("Pharmacy"),
        ContactRole.FAMILY: _("Family"),
        ContactRole.DECISION_MAKER: _("Decides for them"),
        ContactRole.AFTER_HOURS: _("After hours"),
    }
    for role, name in roles.items():
        own = [c for c in contacts if c.role is role]
        yield name, "; ".join(", ".join(apart(p) for p in (c.name, c.phone) if p) for c in own)


def _medicine_words(medicine: Medicine) -> str:
    told = {MedicineStatus.TAKEN: _("taken"), MedicineStatus.HELD: _("stopped")}
    status = told.get(medicine.status) if medicine.status is not None else None
    words = ", ".join(apart(part) for part in (medicine.dose_text, status) if part)
    return words or _("written down")


def _answer_words(question: ProfileQuestion, answer: object, profile: Profile) -> str:
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, tuple):
        return ", ".join(apart(str(one)) for one in answer) or profile.list_words["none_known"]
    if isinstance(answer, Decimal):
        return dates.amount(answer, question.unit).strip()
    return dates.long_date(answer) if isinstance(answer, date) else str(answer)


def _of_plan(plan: TaperPlan) -> Iterator[tuple[str, str]]:
    way = _("by mouth") if plan.route is PlanRoute.ORAL else _("by pump")
    yield _("Medicine"), f"{drug_words(plan.drug)} {way}"
    start = plan.start_per_day
    yield _("Dose before the first step"), _a_day(start, plan.unit)
    yield _("Times of the doses"), ", ".join(map(clock_words, plan.dose_times))
    for step in plan.steps:
        day = dates.long_date(step.from_)
        yield _("Step from {day}").format(day=day), _step_words(step, plan)
    yield _("Prescriber"), plan.prescriber or ""
    yield _("Phone"), plan.prescriber_phone or ""
    yield _("Written on"), dates.long_date(plan.written_on) if plan.written_on else ""
    came = {
        Received.PAPER: _("on paper"),
        Received.PORTAL: _("through the portal"),
        Received.PHONE: _("by phone"),
    }
    yield _("Received"), came[plan.received_by] if plan.received_by is not None else ""
    yield _("Next look at the plan"), dates.long_date(plan.review_on) if plan.review_on else ""
    yield _("Ended on purpose"), _("yes") if plan.finished else ""


def _step_words(step: Step, plan: TaperPlan) -> str:
    told = {
        StepStatus.HELD: _("held"),
        StepStatus.EXTENDED: _("made longer"),
        StepStatus.STEPPED_BACK: _("stepped back"),
        StepStatus.CANCELLED: _("taken off"),
    }
    doses = [
        f"{clock_words(d.time)} {dates.amount(d.mg, 'mg')}" for d in step.doses if d.mg is not None
    ]
    parts = [
        _a_day(amount_of(step, plan.route), plan.unit),
        ", ".join(doses),
        told.get(step.status, "") if step.status is not None else "",
        apart(step.status_by or ""),
        _("hold if: {text}").format(text=step.hold_if) if step.hold_if else "",
        _("go back to: {text}").format(text=step.go_back_to) if step.go_back_to else "",
        apart(step.as_written or ""),
    ]
    return "; ".join(part for part in parts if part)


def _a_day(amount: Decimal | None, unit: str) -> str:
    if amount is None:
        return ""
    return _("{amount} a day").format(amount=dates.amount(amount, unit))
