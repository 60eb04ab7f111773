# SPDX-License-Identifier: MIT
"""The urgent rules about doses: missed, not kept down, not as planned, started again."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.dose_clock import DoseClock, StepOf, drug_of, mg_of, slot_near
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, amount_of, plan_in_force, step_on, step_perhaps_on
from caregiver_app.domain.restarts import restart
from caregiver_app.domain.rules.facts import Facts, Reason, clock_of, since_kept
from caregiver_app.domain.rules.words import dose_number


def u07(facts: Facts) -> list[Reason]:
    """Fire when doses by mouth were missed in a row, or none was kept for too long."""
    found = []
    for clock in facts.clocks:
        missed = clock.missed_in_row
        if missed is not None and missed >= facts.number("U07", "in_a_row"):
            found.append(Reason("missed_in_row", {"value": missed}))
        gap, limit = since_kept(facts, clock), dose_gap_limit(facts, clock)
        if gap is not None and gap >= limit:
            found.append(Reason("no_dose_kept", {"value": gap, "limit": limit}))
    return found


def dose_gap_limit(facts: Facts, clock: DoseClock) -> timedelta:
    """Return after how long without a kept dose U07 fires for one drug."""
    gap = clock.longest_gap
    if gap is None:
        gap = facts.rule_set.hours("dose_clock.unknown_gap_hours")
    limit = max(facts.hours("U07", "least_hours"), gap + facts.hours("U07", "gap_plus_hours"))
    if clock.drug is Drug.BACLOFEN and not clock.once_a_day:
        limit = min(limit, facts.hours("U07", "baclofen_hours"))
    return limit


def u08(facts: Facts) -> list[Reason]:
    """Fire when drinks or doses do not stay down."""
    found = [Reason("cannot_keep_fluids")] if facts.draft.cannot_keep_fluids else []
    count = vomited_doses(facts)
    if count is not None and count >= facts.number("U08", "vomited_doses"):
        found.append(Reason("vomited_doses", {"value": count}))
    return found


def vomited_doses(facts: Facts) -> int | None:
    """Return how many doses were vomited in 24 h: as answered, else as logged."""
    if facts.draft.vomited_doses_24h is not None:
        return facts.draft.vomited_doses_24h
    if not facts.record.doses:
        return None
    last_day = doses_within(facts, facts.hours("U08", "hours"))
    return sum(1 for dose in last_day if dose.status is DoseStatus.VOMITED)


def doses_within(facts: Facts, span: timedelta) -> list[DoseEvent]:
    """Return the dose log of the time just past, both ends included, newest first."""
    start, doses = facts.now.utc - span, []
    for dose in reversed(facts.record.doses):
        if dose.when is None or dose.when.utc < start:
            break
        doses.append(dose)
    return doses


def u17(facts: Facts) -> list[Reason]:
    """Fire when a logged dose is not the planned one and nobody confirmed it afterwards."""
    if not facts.record.plans:
        return []  # Without any plan there is nothing to differ from.
    actions = reversed(facts.record.actions)
    confirmed = next((a.at for a in actions if a.kind is ActionKind.CONFIRMED_PLAN), None)
    found = []
    for dose in doses_within(facts, facts.hours("U17", "hours")):
        when = dose.when
        settled = confirmed is not None and when is not None and confirmed >= when
        if dose.status in KEPT and not settled:
            found += _differs(facts, dose)
    return found


def _differs(facts: Facts, dose: DoseEvent) -> list[Reason]:
    drug, due = drug_of(dose, facts.person), dose.scheduled_for or dose.at
    if not any(p.drug is drug and p.route is PlanRoute.ORAL for p in facts.record.plans):
        return [Reason("drug_not_in_plan", {"value": drug})]
    given = mg_of(dose, facts.person)
    if due is None or given is None:
        return []
    at = replace(due, zone=dose.zone) if dose.zone and not due.zone else due
    found = [
        _not_planned(facts, drug, at, given, step_of) for step_of in (step_on, step_perhaps_on)
    ]
    # Of a step that was taken back nobody may know until when it held: then either dose is planned.
    return found[0] if all(found) else []


def _not_planned(
    facts: Facts, drug: Drug, at: Moment, given: Decimal, step_of: StepOf
) -> list[Reason]:
    slot = slot_near(facts.record, drug, at, step_of)
    if slot is None or slot.mg is None:
        return _not_that_of_the_day(facts, drug, at, given, step_of)
    values: dict[str, object] = {
        "value": dose_number(given),
        "at": f"{slot.due.local:%H:%M}",
        "limit": dose_number(slot.mg),
    }
    return [] if given == slot.mg else [Reason("dose_differs", values)]


def _not_that_of_the_day(
    facts: Facts, drug: Drug, at: Moment, given: Decimal, step_of: StepOf
) -> list[Reason]:
    # A step may say only how much a day. One dose above that is not the plan, however it is split.
    plan = plan_in_force(facts.record.plans, drug, PlanRoute.ORAL, at.day)
    step = step_of(plan, at.day) if plan else None
    most = amount_of(step, PlanRoute.ORAL) if step else None
    clock = clock_of(facts, drug)
    once_a_day = clock is not None and clock.once_a_day
    if most is None or given == most or (given < most and not once_a_day):
        return []
    return [Reason("dose_differs_day", {"value": dose_number(given), "limit": dose_number(most)})]


def u21(facts: Facts) -> list[Reason]:
    """Fire when the old dose was started again after a gap of two days."""
    if facts.draft.restart_after_gap:
        return [Reason("restart")]
    if facts.draft.restart_after_gap is False:
        return []  # The check-in's own answer wins over the log.
    for dose in facts.recent_doses:
        found = restart(facts.record, dose, facts.hours("U21", "hours"))
        if found is not None and not found.is_lower:
            return [Reason("restart_log", {"value": found.gap})]
    return []
