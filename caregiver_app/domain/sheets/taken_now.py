# SPDX-License-Identifier: MIT
"""Every drug of the record that help must hear of: how it is taken, how much, the last dose."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import KeptDose, amount_given, drug_of, newest_kept
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, MedicineStatus, Person
from caregiver_app.domain.plan import PlanRoute, Step
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.dose_rise import Rise, dose_rise
from caregiver_app.domain.sheets.handoff_doses import DoseNow, doses_now
from caregiver_app.domain.sheets.last_doses import LastDose, last_doses
from caregiver_app.domain.sheets.pump_now import pump_now


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenNow:
    """One drug by one route.

    `per_day` is the daily amount in force in the unit of the route (mg by mouth, mcg by pump),
    None when nobody wrote it down. `is_over` says that its plan ended on purpose. `last` is the
    newest dose by mouth known to have stayed down; a pump has none. `missed` is how many in a row
    somebody told of that were not kept since, at least so many with `or_more`;
    of `unsure` more nobody is sure. `extra` are the
    extra doses for as long as they count with sleepiness, the newest first; `extra_told` is when a
    check-in told of one that stands in no log. `rise` is the newest change upwards for as long as
    it counts with sleepiness; `rise_told` is when a check-in told of one that nobody wrote down,
    of what is stepped down, and of a pump before doses by mouth. `or_per_day` are the amounts of
    other plans, where nobody has decided yet which of them holds. `again` is the next step, on a
    day of 0 mg that the plan holds between two doses. `held` is the step whose date has come behind
    a hold, while nobody told when it begins.
    """

    drug: Drug
    route: PlanRoute
    per_day: Decimal | None
    is_over: bool
    last: KeptDose | None
    missed: int = 0
    or_more: bool = False
    unsure: int = 0
    extra: tuple[KeptDose, ...] = ()
    extra_told: Moment | None = None
    rise: Rise | None = None
    rise_told: Moment | None = None
    or_per_day: tuple[Decimal | None, ...] = ()
    again: Step | None = None
    held: Step | None = None


def taken_now(record: Record, now: Moment, rule_set: RuleSet) -> tuple[TakenNow, ...]:
    """Return every drug and route: of the profile, a plan, the dose log, the list of medicines.

    The drug that is being stepped down comes first, and a pump before doses by mouth. Another
    drug whose plan ended on purpose is left out unless doses of it were logged: how long ago the
    last one was is what help asks for.
    """
    planned = {(dose.drug, dose.route): dose for dose in doses_now(record, now, rule_set.days_off)}
    logged = {
        (drug_of(dose, record.person), PlanRoute.ORAL)
        for dose in record.doses
        if dose.when is not None and dose.when <= now
    }
    running = {pair for pair, dose in planned.items() if not dose.finished}
    known = {*logged, *running, *_of_profile(record)}
    of_list = listed_drugs(record.person, rule_set) - {drug for drug, _route in known}
    found = dict.fromkeys((*known, *((drug, PlanRoute.ORAL) for drug in of_list)))
    first = record.person.drug
    in_order = sorted(found, key=lambda pair: (pair[0] is not first, pair[1] is PlanRoute.ORAL))
    drugs = tuple(drug for drug, route in in_order if route is PlanRoute.ORAL)
    lost = {one.drug: one for one in last_doses(record, now, drugs, rule_set)}
    start = now.utc - timedelta(hours=float(rule_set.number("E13", "extra_hours")))
    taken = [_taken(record, now, pair, planned.get(pair), lost.get(pair[0])) for pair in in_order]
    with_extra = (_with_extra(record, start, now, one) for one in taken)
    return tuple(_with_rise(record, now, rule_set, one) for one in with_extra)


def listed_drugs(person: Person, rule_set: RuleSet) -> set[Drug]:
    """Return the drugs that are taken by the list of medicines, by a name on the label."""
    taken = [m for m in person.medicines or () if m.status is not MedicineStatus.HELD]
    named = (rule_set.drug_named(one.name) for one in taken)
    return {drug for drug in named if drug is not None}


def _with_extra(record: Record, start: datetime, now: Moment, taken: TakenNow) -> TakenNow:
    """Return a drug with its extra doses from `start` on: help must not hear of missed ones alone.

    What a check-in tells of one names no drug: it is told with the drug that is stepped down.
    """
    logged = [
        (dose.when, dose)
        for dose in record.doses
        if dose.status is DoseStatus.EXTRA
        and dose.when is not None
        and dose.when <= now
        and dose.when.utc >= start
    ]
    own = taken.route is PlanRoute.ORAL and taken.drug is record.person.drug
    told = (
        c.at for c in reversed(record.check_ins) if c.extra_dose and start <= c.at.utc <= now.utc
    )
    doses = [
        amount_given(at, dose, record.person)
        for at, dose in logged
        if taken.route is PlanRoute.ORAL and drug_of(dose, record.person) is taken.drug
    ]
    return replace(
        taken,
        extra=tuple(reversed(doses)),
        extra_told=next(told, None) if own and not logged else None,
    )


def _with_rise(record: Record, now: Moment, rule_set: RuleSet, taken: TakenNow) -> TakenNow:
    """Return a drug with that its dose went up lately: too much looks much like too little."""
    rise = dose_rise(record, taken.drug, taken.route, None, now, rule_set)
    route = PlanRoute.ITB if record.person.has_pump else PlanRoute.ORAL
    if rise is not None or (taken.drug, taken.route) != (record.person.drug, route):
        return replace(taken, rise=rise)
    start = now.utc - timedelta(hours=float(rule_set.number("U15", "increase_hours")))
    lately = (c for c in reversed(record.check_ins) if start <= c.at.utc <= now.utc)
    asked = next((c for c in lately if c.recent_increase is not None), None)
    return replace(taken, rise_told=asked.at if asked and asked.recent_increase else None)


def _of_profile(record: Record) -> set[tuple[Drug, PlanRoute]]:
    person = record.person
    found = set()
    if person.has_pump:
        found.add((Drug.BACLOFEN, PlanRoute.ITB))
    # Only baclofen comes from a pump: any other drug is taken by mouth, whatever the route says.
    if person.takes_by_mouth or person.drug is not Drug.BACLOFEN:
        found.add((person.drug, PlanRoute.ORAL))
    return found


def _taken(
    record: Record,
    now: Moment,
    pair: tuple[Drug, PlanRoute],
    plan: DoseNow | None,
    lost: LastDose | None,
) -> TakenNow:
    drug, route = pair
    if route is PlanRoute.ITB:
        return TakenNow(
            drug=drug,
            route=route,
            per_day=pump_now(record, now).dose_mcg_per_day,
            is_over=bool(plan and plan.finished),
            held=plan.not_confirmed if plan and not plan.finished else None,
            last=None,
        )
    unsure = lost.unsure_in_row if lost is not None else 0
    missed = (lost.missed_in_row or 0) - lost.unwritten_in_row if lost is not None else 0
    return TakenNow(
        drug=drug,
        route=route,
        per_day=plan.per_day if plan else None,
        is_over=bool(plan and plan.finished),
        again=plan.again if plan else None,
        held=plan.not_confirmed if plan and not plan.finished else None,
        last=newest_kept(record, now, drug),
        missed=max(missed - unsure, 0),
        unsure=unsure,
        or_more=lost is not None and lost.or_more,
    )
