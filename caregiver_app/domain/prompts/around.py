# SPDX-License-Identifier: MIT
"""The prompts about what stands around a plan: strength, kidneys, restarts, who wrote it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth, is_over, kept_doses
from caregiver_app.domain.dosing.restarts import Restart, restart
from caregiver_app.domain.dosing.strengths import LIQUID, PUMP
from caregiver_app.domain.events import Change
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import ContactRole, Drug, Person, Route
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, steps_in_order
from caregiver_app.domain.prompts.facts import PlanFacts, Trigger, about_medicine
from caregiver_app.domain.rules.facts import Reason


def p_conc(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about a liquid without its strength, and about a strength that is not what it was."""
    drug = facts.person.drug
    if _takes_liquid(facts) and facts.person.concentration_mg_per_ml is None:
        yield about_medicine(facts, drug, PlanRoute.ORAL, [Reason("strength_missing")])
    changed = (
        (LIQUID, drug, PlanRoute.ORAL, "strength_changed"),
        (PUMP, Drug.BACLOFEN, PlanRoute.ITB, "strength_changed_pump"),
    )
    for field, of_drug, route, key in changed:
        changed_strength = _newest_change(facts, field)
        if changed_strength is not None:
            at, before, after = changed_strength
            values = {"before": before, "after": after, "on": at.day}
            yield about_medicine(facts, of_drug, route, [Reason(key, values)], at)
    logged = _logged_strength(facts)
    if logged is not None:
        at, reason = logged
        yield about_medicine(facts, drug, PlanRoute.ORAL, [reason], at)


def _takes_liquid(facts: PlanFacts) -> bool:
    """Say whether the drug by mouth is a liquid, by its form or by doses that were given in mL."""
    person = facts.person
    if not person.takes_by_mouth and facts.plan_for(person.drug, PlanRoute.ORAL) is None:
        return False
    form = person.formulation
    if form is not None and any(word in form.casefold() for word in facts.liquid_words):
        return True
    return any(dose.ml is not None for _at, dose in _kept(facts, person.drug))


def _newest_change(facts: PlanFacts, field: str) -> tuple[Moment, object, object] | None:
    """Return the newest change from one strength to another; a first entry replaces none."""
    for change in reversed(facts.record.changes):
        before, after = (_strength(change, field, value) for value in (change.before, change.after))
        numbers = isinstance(before, int | Decimal) and isinstance(after, int | Decimal)
        if change.at <= facts.now and numbers and before != after:
            return change.at, before, after
    return None


def _strength(change: Change, field: str, value: object) -> object:
    """Return the strength on one side of a change: of the field itself, or of the whole pump."""
    if change.field.rpartition(".")[2] == field:
        return value
    return value.get(field) if isinstance(value, Mapping) else None


def _logged_strength(facts: PlanFacts) -> tuple[Moment, Reason] | None:
    """Hold the newest kept dose that has mg and mL against the strength on record."""
    strength = facts.person.concentration_mg_per_ml
    if strength is None:
        return None
    percent = facts.number("P-CONC", "log_differs_percent")
    for at, dose in _kept(facts, facts.person.drug):
        if dose.mg is not None and dose.ml is not None:
            by_strength = dose.ml * strength
            if abs(dose.mg - by_strength) * 100 <= percent * by_strength:
                return None
            values = {"on": at.day, "value": dose.mg, "ml": dose.ml, "limit": strength}
            return at, Reason("strength_logged", values)
    return None


def _kept(facts: PlanFacts, drug: Drug) -> list[tuple[Moment, DoseEvent]]:
    return [*kept_doses(facts.record, drug, until=facts.now)]


def p_ckd(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask whether the prescriber knows the kidneys while baclofen is taken by mouth."""
    plan = facts.plan_for(Drug.BACLOFEN, PlanRoute.ORAL)
    ahead = plan is not None and not is_over(plan, facts.now.day)
    reasons = _kidney_reasons(facts)
    if reasons and (ahead or Drug.BACLOFEN in drugs_by_mouth(facts.record, facts.now.day)):
        number_from = facts.person.kidney.egfr_date
        yield about_medicine(facts, Drug.BACLOFEN, PlanRoute.ORAL, reasons, number_from)


def _kidney_reasons(facts: PlanFacts) -> list[Reason]:
    kidney, limit = facts.person.kidney, facts.number("P-CKD", "egfr_below")
    reasons = [Reason("kidney_disease")] if kidney.ckd else []
    if kidney.dialysis:
        reasons.append(Reason("kidney_dialysis"))
    if kidney.egfr is not None and (reasons or kidney.egfr < limit):
        reasons.append(Reason("kidney_number", {"value": kidney.egfr, "limit": limit}))
    elif reasons:
        reasons.append(Reason("kidney_unknown"))
    return reasons


def p_rest(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about the newest restart of each drug: the same dose, or more, after a long gap."""
    least = timedelta(hours=float(facts.number("P-REST", "hours")))
    days_off = int(facts.number("P-REST", "days_off"))
    for drug in Drug:
        for (at, dose), (before, _earlier) in pairwise(_kept(facts, drug)):
            if at.utc - before.utc < least:
                continue
            found = restart(facts.record, dose, least, days_off)
            if found is not None and not found.is_lower:
                reason = _restart(found, least)
                yield about_medicine(facts, drug, PlanRoute.ORAL, [reason], at)
                break


def p_twice(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about the newest two kept doses of each drug that were given close together."""
    near = timedelta(minutes=float(facts.number("P-TWICE", "minutes")))
    young = timedelta(hours=float(facts.number("P-TWICE", "hours")))
    for drug in Drug:
        kept = [at for at, _dose in _kept(facts, drug) if facts.now.utc - at.utc <= young]
        times = sorted(kept, reverse=True)
        for after, before in pairwise(times):
            apart = after.utc - before.utc
            if apart < near:
                values = {"drug": drug, "on": after.day, "minutes": minutes_of(apart)}
                reason = Reason("twice", {**values, "limit": minutes_of(near)})
                yield about_medicine(facts, drug, PlanRoute.ORAL, [reason], after)
                break


def minutes_of(span: timedelta) -> int:
    """Return whole minutes: a time is written down by the minute."""
    return span // timedelta(minutes=1)


def _restart(found: Restart, least: timedelta) -> Reason:
    values: dict[str, object] = {"on": found.at.day, "value": found.gap, "limit": least}
    if found.after is None or found.before is None:
        return Reason("restart_unknown", values)
    return Reason("restart", {**values, "before": found.before, "after": found.after})


def p_noplan(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask for written steps and a prescriber; a plan that ended on purpose needs neither."""
    drug = facts.person.drug
    unplanned = [route for route in _routes(facts.person) if not facts.plan_for(drug, route)]
    running = [plan for plan in facts.plans if not is_over(plan, facts.now.day)]
    blank = [plan for plan in running if not any(map(_is_written, steps_in_order(plan)))]
    reasons = [Reason("no_plan", {"drug": drug, "route": route}) for route in unplanned]
    reasons += [Reason("no_step", {"drug": p.drug, "route": p.route}) for p in blank]
    reasons += _no_prescriber(facts, running)
    if reasons:
        yield Trigger(reasons=tuple(reasons), drug=drug)


def _no_prescriber(facts: PlanFacts, running: list[TaperPlan]) -> Iterator[Reason]:
    contacts = facts.person.contacts_of(ContactRole.PRESCRIBER)
    if any(f"{contact.name or ''}{contact.phone or ''}".strip() for contact in contacts):
        return
    if not facts.plans:
        yield Reason("no_prescriber")
    for plan in running:
        if not (plan.prescriber or "").strip():
            yield Reason("no_prescriber_of", {"drug": plan.drug, "route": plan.route})


def _routes(person: Person) -> tuple[PlanRoute, ...]:
    """Return the routes that need a plan; a pump gives no clonazepam."""
    if person.drug is Drug.CLONAZEPAM or person.route is Route.ORAL:
        return (PlanRoute.ORAL,)
    return tuple(PlanRoute) if person.route is Route.BOTH else (PlanRoute.ITB,)


def _is_written(step: Step) -> bool:
    """Say whether a step says anything but its day."""
    amounts = (step.mg_per_day, step.mcg_per_day)
    told = any(amount is not None for amount in amounts) or bool(step.doses)
    return told or bool((step.as_written or "").strip())
