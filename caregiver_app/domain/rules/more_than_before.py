# SPDX-License-Identifier: MIT
"""More medicine than before: a restart or an increase so short a time ago that it may still act."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.days_off import a_day_before_days_off, is_more_after_days_off
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, TaperPlan, amount_of, rises, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.rules.dose_log import days_off, doses_within, restart_of, u21
from caregiver_app.domain.rules.facts import Facts, Reason

_DAY = timedelta(days=1)


def restarts(facts: Facts) -> list[Reason]:
    """Return the restart of this check-in, else one that an earlier one told or the log shows."""
    return u21(facts) or _restart_told(facts) or _restart_logged(facts)


def increases(facts: Facts) -> list[Reason]:
    """Return that the dose went up: as answered, by a plan, or by how the pump was set."""
    span = facts.hours("U15", "increase_hours")
    told = facts.draft.recent_increase or any(c.recent_increase for c in _told_within(facts, span))
    if told or _stepped_up(facts) or _pump_turned_up(facts):
        return [Reason("increase")]
    return [Reason("increase_perhaps")] if _pump_set_unknown(facts) else []


def _restart_told(facts: Facts) -> list[Reason]:
    told = any(c.restart_after_gap for c in _told_within(facts, _restart_span(facts)))
    return [Reason("restart")] if told else []


def _restart_logged(facts: Facts) -> list[Reason]:
    # The answer of this check-in is about what came after the one before; that stands in u21.
    last = facts.record.last_look(facts.now)
    for dose in doses_within(facts, _restart_span(facts)):
        found = restart_of(facts, dose)
        if found is not None and found.at <= last and not found.is_lower:
            return [Reason("restart_log", {"value": found.gap})]
    return []


def _restart_span(facts: Facts) -> timedelta:
    return facts.hours("U15", "restart_pump_hours" if facts.person.has_pump else "restart_hours")


def _told_within(facts: Facts, span: timedelta) -> Iterator[CheckIn]:
    """Yield the check-ins before this one of the time just past, both ends included."""
    start = facts.now.utc - span
    return itertools.takewhile(lambda c: c.at.utc >= start, reversed(facts.record.check_ins))


def _stepped_up(facts: Facts) -> bool:
    # A step begins on a day, not at an hour: the whole day on which 72 hours ago lies counts.
    first, today = (facts.now.local - facts.hours("U15", "increase_hours")).date(), facts.now.day
    for drug, route in itertools.product(Drug, PlanRoute):
        plan = plan_in_force(facts.record.plans, drug, route, today)
        if plan is None:
            continue
        lately = (day for day in rises(plan) if first <= day <= today)
        if any(is_more_after_days_off(plan, day, days_off(facts)) for day in lately):
            return True
        if _more_than_days_before(facts, plan, first, today):
            return True
    return False


def _more_than_days_before(facts: Facts, plan: TaperPlan, first: date, today: date) -> bool:
    """Say whether more a day is planned now than on a day before, by whichever version then held.

    A new version may begin with more than the one before it planned, without a step upwards. A
    day of 0 mg between two planned doses counts as the day before it.
    """
    now = _a_day(facts, plan, today)
    days = (first - _DAY + _DAY * n for n in range((today - first).days + 1))
    before = (_a_day(facts, plan, _counted(facts, plan, day)) for day in days)
    return now is not None and any(amount is not None and amount < now for amount in before)


def _counted(facts: Facts, plan: TaperPlan, day: date) -> date:
    is_by_mouth = plan.route is PlanRoute.ORAL
    return a_day_before_days_off(plan, day, days_off(facts)) if is_by_mouth else day


def _a_day(facts: Facts, plan: TaperPlan, day: date) -> Decimal | None:
    """Return the daily amount on a day for the drug and route of a plan, None when unknown.

    Days before the first step of a new version are told by the version before.
    """
    versions = (p for p in facts.record.plans if p.drug is plan.drug and p.route is plan.route)
    written = [p for p in versions if p.written_on is None or p.written_on <= day]
    steps = (step for p in reversed(written) if (step := step_on(p, day)) is not None)
    step = next(steps, None)
    return amount_of(step, plan.route) if step is not None else None


def _pump_set_unknown(facts: Facts) -> bool:
    """Say whether the clinic set the pump to another dose and nobody knows that it was no more."""
    if facts.pump is None or facts.draft.recent_increase is not None:
        return False
    start = facts.now.utc - facts.hours("U15", "increase_hours")
    events = facts.record.pump_events
    late = itertools.takewhile(lambda event: event.at.utc >= start, reversed(events))
    changed = [event for event in late if event.kind is PumpEventKind.DOSE_CHANGE]
    if any(event.dose_mcg_per_day is None for event in changed):
        return True
    profile = facts.person.pump.dose_mcg_per_day if facts.person.pump else None
    known = (event.dose_mcg_per_day for event in events if event not in changed)
    return bool(changed) and profile is None and not any(known)


def _pump_turned_up(facts: Facts) -> bool:
    """Say whether the clinic set the pump higher: an increase that may stand in no plan."""
    if facts.pump is None:
        return False
    start = facts.now.utc - facts.hours("U15", "increase_hours")
    set_to = []
    for event in reversed(facts.record.pump_events):
        if event.dose_mcg_per_day is not None:
            set_to.append(event.dose_mcg_per_day)
            if event.at.utc < start:
                break
    else:
        profile = facts.person.pump.dose_mcg_per_day if facts.person.pump else None
        set_to += [] if profile is None else [profile]
    return any(later > earlier for later, earlier in itertools.pairwise(set_to))
