# SPDX-License-Identifier: MIT
"""The prompts about how a plan moves: large cuts, close steps, rises, holds, two drugs at once."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product

from caregiver_app.domain.dosing.days_off import steps_of_days_off
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import TaperPlan, not_confirmed_after_hold, steps_in_order
from caregiver_app.domain.prompts.course import (
    PlanDay,
    Shift,
    cuts_of,
    days_of,
    own_days,
    rises_of,
    start_of,
    total,
    window,
)
from caregiver_app.domain.prompts.facts import PlanFacts, Trigger, about_step, shift_values
from caregiver_app.domain.rules.facts import Reason


def p_abrupt(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about a step to 0 from much of the start, and about half or more cut at once.

    The last small step to 0 is how a plan ends, and a last step above 0 may be its target.
    """
    for plan in facts.plans:
        for cut in cuts_of(plan):
            reason = _abrupt(facts, plan, cut)
            if reason is not None:
                yield about_step(plan, cut.on, reason)
        yield from _stop_from_unknown(plan)


def _abrupt(facts: PlanFacts, plan: TaperPlan, cut: Shift) -> Reason | None:
    values, start = shift_values(plan, cut), start_of(plan)
    if cut.after == 0:
        limit = facts.number("P-ABRUPT", "zero_from_percent")
        much = start is None or cut.before * 100 > limit * start
        return Reason("abrupt_zero", {**values, "limit": limit, "start": start}) if much else None
    limit = facts.number("P-ABRUPT", "at_once_percent")
    half = cut.size * 100 >= limit * cut.before
    return Reason("abrupt_cut", {**values, "limit": limit}) if half else None


def _stop_from_unknown(plan: TaperPlan) -> Iterator[Trigger]:
    """Yield the step to 0 of a plan that does not say from what."""
    first = next((day for day in days_of(plan) if day.high is not None), None)
    if first is not None and first.high == 0 and plan.start_per_day is None:
        reason = Reason("abrupt_unknown", {"on": first.on})
        yield about_step(plan, first.on, reason, message="P-ABRUPT_UNKNOWN")


def p_bigcut(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about baclofen cuts that together are much of the starting dose within a week.

    A rise in between takes nothing off the cuts.
    """
    days, limit = facts.number("P-BIGCUT", "days"), facts.number("P-BIGCUT", "percent")
    for plan in facts.plans_of(Drug.BACLOFEN):
        start, cuts = start_of(plan), cuts_of(plan)
        for cut in cuts:
            near = window(cuts, cut, days)
            if start is not None and total(near) * 100 > limit * start:
                yield about_step(plan, cut.on, _within(plan, near, start, limit))


def p_bzd10(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about clonazepam cuts of more than the guideline's first steps in two weeks."""
    days, limit = facts.number("P-BZD10", "days"), facts.number("P-BZD10", "percent")
    return _clonazepam_cuts(facts, days, limit)


def p_bzd25(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about clonazepam cuts of more than the guideline's usual most in two weeks."""
    days, limit = facts.number("P-BZD25", "days"), facts.number("P-BZD25", "percent")
    return _clonazepam_cuts(facts, days, limit)


def _clonazepam_cuts(facts: PlanFacts, days: Decimal, limit: Decimal) -> Iterator[Trigger]:
    # In per cent of the dose before the cuts, as the guideline counts, not of the first dose.
    for plan in facts.plans_of(Drug.CLONAZEPAM):
        cuts = cuts_of(plan)
        for cut in cuts:
            near = window(cuts, cut, days)
            parts = (near[place:] for place in range(len(near)))
            over = (part for part in parts if total(part) * 100 > limit * part[0].before)
            part = next(over, None)
            if part is not None:
                yield about_step(plan, cut.on, _within(plan, part, part[0].before, limit))


def _within(plan: TaperPlan, cuts: tuple[Shift, ...], base: Decimal, limit: Decimal) -> Reason:
    """Return the reason that tells what several cuts together are, or the one that there is."""
    first, last = cuts[0], cuts[-1]
    values = {
        **shift_values(plan, last),
        "before": first.before,
        "limit": limit,
        "base": base,
        "value": total(cuts),
    }
    if first is last:
        return Reason("cut_alone", values)
    return Reason("cuts_together", {**values, "days": (last.on - first.on).days})


def p_fast(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about steps that follow each other closely, and about a whole way down in a week."""
    for plan in facts.plans:
        days = days_of(plan)
        for day in days:
            if day.steps > 1 and (day.high is None or day.low != day.high):
                yield about_step(plan, day.on, Reason("fast_same_day", {"on": day.on}))
        yield from _close_steps(plan, days, facts.number("P-FAST", "days_apart"))
        yield from _whole_way(plan, facts.number("P-FAST", "days_whole"))


def _close_steps(plan: TaperPlan, days: tuple[PlanDay, ...], least: Decimal) -> Iterator[Trigger]:
    for before, day in pairwise(days):
        # A step that holds the dose is no fast one; an amount that nobody wrote may be another.
        moves = day.high is None or (before.low, before.high) != (day.low, day.high)
        apart = (day.on - before.on).days
        if moves and apart < least:
            values = {"before": before.on, "on": day.on, "value": apart, "limit": least}
            yield about_step(plan, day.on, Reason("fast_steps", values))


def _whole_way(plan: TaperPlan, least: Decimal) -> Iterator[Trigger]:
    cuts = cuts_of(plan)
    # One cut that leaves some of the dose is a step, not a whole way down.
    if len(cuts) > 1 or any(cut.after == 0 for cut in cuts):
        span = (cuts[-1].on - cuts[0].on).days
        if span < least:
            whole = Shift(on=cuts[-1].on, before=cuts[0].before, after=cuts[-1].after)
            values = {**shift_values(plan, whole), "value": span, "limit": least}
            yield about_step(plan, whole.on, Reason("fast_whole", values))


def p_up(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about every step upwards."""
    for plan in facts.plans:
        for rise in rises_of(plan):
            yield about_step(plan, rise.on, Reason("step_up", shift_values(plan, rise)))


def p_off(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask once about the days of 0 mg that a plan by mouth holds between its doses."""
    most = int(facts.number("P-OFF", "days_off"))
    own = own_days(facts.record.plans)
    for plan in facts.written:
        off = steps_of_days_off(plan, most)
        pairs = ((s.from_, later.from_) for s, later in pairwise(steps_in_order(plan)) if s in off)
        asked = [(on, end) for on, end in pairs if on in own[plan.drug, plan.route]]
        if asked:
            first = asked[0][0]
            values = {"on": first, "value": sum((end - on).days for on, end in asked)}
            yield about_step(plan, first, Reason("days_off", values))


def p_held(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about the step after one that was held or made longer, when it keeps its old date."""
    for plan in facts.plans:
        for held, following in not_confirmed_after_hold(plan):
            told = held.status_at
            values: dict[str, object] = {"before": held.from_, "on": following.from_}
            reason = Reason("held_unknown", values)
            if told is not None:
                reason = Reason("held", {**values, "value": told.day})
            trigger = about_step(plan, following.from_, reason)
            yield replace(trigger, by_plan=True)


def p_both(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about cuts of baclofen, by mouth or by pump, and clonazepam in the same seven days."""
    days = facts.number("P-BOTH", "days")
    pairs = product(facts.plans_of(Drug.BACLOFEN), facts.plans_of(Drug.CLONAZEPAM))
    for plan, other in pairs:
        for cut, other_cut in product(cuts_of(plan), cuts_of(other)):
            if abs((cut.on - other_cut.on).days) < days:
                yield _both(plan, cut, other, other_cut)


def _both(plan: TaperPlan, cut: Shift, other: TaperPlan, other_cut: Shift) -> Trigger:
    """Return the trigger at the later cut; on one day it belongs to the plan of baclofen."""
    others = {f"other_{key}": value for key, value in shift_values(other, other_cut).items()}
    reason = Reason("both", {**shift_values(plan, cut), **others})
    if other_cut.on > cut.on:
        return about_step(other, other_cut.on, reason, also=(plan,))
    return about_step(plan, cut.on, reason, also=(other,))
