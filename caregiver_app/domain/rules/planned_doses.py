# SPDX-License-Identifier: MIT
"""The urgent rule about doses that are not the planned ones (U17), and what it compares."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import takewhile

from caregiver_app.domain.doses import KEPT, DoseEvent
from caregiver_app.domain.dosing.dose_clock import drug_of
from caregiver_app.domain.dosing.slots import Slot, StepOf, plans_told_by, zone_of
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    PlanRoute,
    amount_of,
    step_on,
    step_perhaps_on,
)
from caregiver_app.domain.rules.dose_log import doses_within
from caregiver_app.domain.rules.facts import Facts, Reason
from caregiver_app.domain.rules.given_doses import Given, GivenDoses
from caregiver_app.domain.rules.words import dose_number

_DAY = timedelta(days=1)


def u17(facts: Facts) -> list[Reason]:
    """Fire when a logged dose is not the planned one and nobody confirmed it afterwards."""
    if not facts.record.plans:
        return []  # Without any plan there is nothing to differ from.
    recent = [
        dose
        for dose in doses_within(facts, facts.hours("U17", "hours"))
        if dose.status in KEPT and not _is_confirmed(facts, dose)
    ]
    drugs = dict.fromkeys(drug_of(dose, facts.person) for dose in recent)
    return [reason for drug in drugs for reason in _of_drug(facts, drug, recent)]


def _is_confirmed(facts: Facts, dose: DoseEvent) -> bool:
    """Say whether somebody confirmed the plan of this drug after a dose was given.

    A confirmation that names no plan is about every plan.
    """
    drug, plans = drug_of(dose, facts.person), facts.record.plans
    others = {plan.id for plan in plans if plan.id is not None and plan.drug is not drug}
    after = takewhile(
        lambda action: dose.when is not None and action.at >= dose.when,
        reversed(facts.record.actions),
    )
    return any(a.kind is ActionKind.CONFIRMED_PLAN and a.about not in others for a in after)


def _of_drug(facts: Facts, drug: Drug, recent: Sequence[DoseEvent]) -> list[Reason]:
    plans = [p for p in facts.record.plans if p.drug is drug and p.route is PlanRoute.ORAL]
    if not plans:
        return [Reason("drug_not_in_plan", {"value": drug})]
    # Of a step that was taken back nobody may know until when it held: then either dose is planned.
    certain = _differences(facts, drug, recent, step_on)
    perhaps = _differences(facts, drug, recent, step_perhaps_on) if certain else {}
    doubted = [dose for dose in recent if certain.get(dose.id) and perhaps.get(dose.id)]
    differing = {dose.id for dose in doubted if _differs_from_then(facts, drug, dose)}
    return [reason for id_, several in certain.items() if id_ in differing for reason in several]


def _differs_from_then(facts: Facts, drug: Drug, dose: DoseEvent) -> bool:
    """Say whether a dose is not the planned one of the plan that was told when it was given."""
    at = dose.at or dose.scheduled_for
    if at is None:  # pragma: no cover - only doses with a time are lately
        return True
    record, zone = facts.record, zone_of(facts.person, facts.now)
    told = plans_told_by(record.plans, drug, at, zone)
    if len(told) == len(record.plans):
        return True
    then = replace(facts, record=replace(record, plans=told))
    return bool(_differences(then, drug, [dose], step_on))


def _differences(
    facts: Facts, drug: Drug, recent: Sequence[DoseEvent], step_of: StepOf
) -> dict[str, list[Reason]]:
    """Return by the id of each dose how it differs from the steps of its time."""
    log = GivenDoses(facts, drug, step_of)
    found = {one.dose.id: _differs(log, one) for one in log.given({dose.id for dose in recent})}
    return {id_: reasons for id_, reasons in found.items() if reasons}


def _differs(log: GivenDoses, one: Given) -> list[Reason]:
    if one.slot is not None and one.slot.mg is not None:
        return _other_amount(log, one.slot, one.slot.mg)
    step = log.step(one.day)
    if one.slot is None and step is not None and step.doses:
        return [Reason("dose_not_planned", {"at": f"{one.due.local:%H:%M}"})]
    return _other_a_day(log, one)


def _other_amount(log: GivenDoses, slot: Slot, planned: Decimal) -> list[Reason]:
    """Return that what was given for a planned dose, all entries together, is another amount."""
    same = log.given_for(slot)
    total = _differing_sum(same, planned, complete=True)
    if total is None:
        return []
    values: dict[str, object] = {
        "value": dose_number(total),
        "at": f"{slot.due.local:%H:%M}",
        "limit": dose_number(planned),
    }
    return [Reason("dose_differs" if len(same) == 1 else "doses_differ", values)]


def _other_a_day(log: GivenDoses, one: Given) -> list[Reason]:
    """Return that a day had another amount than a step that says only how much a day.

    A day is that of the calendar, and for a planned dose also the one that it ends: the doses
    since the same time the day before, while one step holds.
    """
    amounts = [amount_of(step, PlanRoute.ORAL) for step in log.steps(one.day)]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return []
    # Where a version was told in the middle of the day, its doses come to no more than either.
    planned = max(known)
    total = _of_calendar_day(log, one, planned, whole=len(known) == 1)
    if total is None and one.slot is not None:
        total = _of_round(log, one, one.slot, planned)
    if total is None:
        return []
    values: dict[str, object] = {"value": dose_number(total), "limit": dose_number(planned)}
    return [Reason("dose_differs_day", values)]


def _of_calendar_day(
    log: GivenDoses, one: Given, planned: Decimal, *, whole: bool
) -> Decimal | None:
    """Return what was given on a day when it is not what is planned, else None.

    Only of one that is `whole`, of one step, less than planned is another amount.
    """
    slots = log.planned(one.zone, one.day)
    that_day = [g for g in log.everything() if g.day == one.day]
    # Where one dose a day is planned, the one that was given is that one, whatever its time.
    complete = whole and (len(slots) == 1 or _is_complete(slots, that_day))
    return _differing_sum(that_day, planned, complete=complete)


def _of_round(log: GivenDoses, one: Given, last: Slot, planned: Decimal) -> Decimal | None:
    """Return what was given in the day that a planned dose ends when it is not what is planned."""
    end = last.due.local.replace(tzinfo=None)
    slots = [
        slot
        for slot in log.planned(one.zone, end.date(), end.date() - _DAY)
        if end - _DAY < slot.due.local.replace(tzinfo=None) <= end  # on the wall, clocks may change
    ]
    days = {slot.due.day for slot in slots} | {last.due.day}
    if len({id(step) for day in days for step in (log.steps(day) or (None,))}) > 1:
        return None  # Of two steps neither says what the doses of both come to.
    dues = {slot.due.utc for slot in slots}
    inside = [g for g in log.everything() if g.slot is not None and g.slot.due.utc in dues]
    return _differing_sum(inside, planned, complete=_is_complete(slots, inside))


def _is_complete(slots: Sequence[Slot], given: Sequence[Given]) -> bool:
    answered = {one.slot.due.utc for one in given if one.slot is not None}
    return bool(slots) and all(slot.due.utc in answered for slot in slots)


def _differing_sum(given: Sequence[Given], planned: Decimal, *, complete: bool) -> Decimal | None:
    """Return what several doses come to, when it is more than planned, or less and complete.

    An amount that nobody wrote down is not known: then they come to no less than the others.
    """
    amounts = [one.mg for one in given if one.mg is not None]
    if not amounts:
        return None
    total = sum(amounts[1:], amounts[0])
    known = complete and len(amounts) == len(given)
    return total if total > planned or (total < planned and known) else None
