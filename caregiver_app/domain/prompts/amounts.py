# SPDX-License-Identifier: MIT
"""The prompts about the amounts of a plan: high, low, a child's, or in an unlikely unit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import age_told
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, mg_of_step, steps_in_order
from caregiver_app.domain.prompts.course import days_of
from caregiver_app.domain.prompts.facts import PlanFacts, Trigger, about_medicine, about_step
from caregiver_app.domain.rules.facts import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One daily amount of a plan: of the steps of a day, or the start, which is no step.

    `on` is the day whose age counts: for the start the day of the first step. `high` is the larger
    one where a daily amount and its single doses disagree.
    """

    on: date
    step_from: date | None
    low: Decimal | None
    high: Decimal | None


def amounts_of(plan: TaperPlan) -> tuple[Amount, ...]:
    """Return every amount of a plan; a start that the first step repeats is told once."""
    days = days_of(plan)
    found = [Amount(on=d.on, step_from=d.on, low=d.low, high=d.most) for d in days]
    start = plan.start_per_day
    if found and start is not None and start != days[0].high:
        found.insert(0, Amount(on=days[0].on, step_from=None, low=start, high=start))
    return tuple(found)


def p_max80(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about more baclofen by mouth a day than labels name as the most."""
    limit = facts.number("P-MAX80", "mg_per_day")
    for plan in facts.plans_of(Drug.BACLOFEN, PlanRoute.ORAL):
        for amount in amounts_of(plan):
            if amount.high is not None and amount.high > limit:
                yield _beyond(plan, amount, "over", amount.high, limit)


def p_max60child(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about a child's baclofen by mouth: a high amount, and any amount of a young child.

    The age is that on the day of the step. Without a date of birth adult limits hold, as in the
    rules.
    """
    for plan in facts.plans_of(Drug.BACLOFEN, PlanRoute.ORAL):
        for amount in amounts_of(plan):
            age = facts.person.age_on(amount.on)
            limit = _child_limit(facts, age)
            if limit is not None and amount.high is not None and amount.high > limit:
                values = {"on": amount.on, "value": amount.high, "limit": limit}
                key = "child_over" if amount.step_from else "child_start_over"
                reason = _with_age(facts, amount, key, values)
                yield about_step(plan, amount.step_from, reason)
        yield from _young_child(facts, plan)


def _with_age(facts: PlanFacts, amount: Amount, key: str, values: dict[str, object]) -> Reason:
    """Return a reason that tells the age on the day of an amount, of a baby in months."""
    told = age_told(facts.person.dob, amount.on)
    if told is None or not told.in_months:
        return Reason(key, {**values, "age": told.n if told is not None else None})
    return Reason(f"{key}_months", {**values, "age": told.n})


def _child_limit(facts: PlanFacts, age: int | None) -> Decimal | None:
    if age is None or age >= facts.number("P-MAX60CHILD", "adult_from_age"):
        return None
    if age >= facts.number("P-MAX60CHILD", "older_from_age"):
        return facts.number("P-MAX60CHILD", "mg_per_day")
    return facts.number("P-MAX60CHILD", "mg_per_day_younger")


def _young_child(facts: PlanFacts, plan: TaperPlan) -> Iterator[Trigger]:
    """Yield once for a plan: any amount of a child who is young on that day."""
    limit = facts.number("P-MAX60CHILD", "specialist_under_age")
    for amount in amounts_of(plan):
        age = facts.person.age_on(amount.on)
        if age is not None and age < limit and amount.high != 0:
            values = {"on": amount.on, "limit": limit}
            reason = _with_age(facts, amount, "child_young", values)
            yield about_step(plan, amount.step_from, reason, message="P-MAX60CHILD_SPECIALIST")
            return


def p_itbmax(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about a pump dose far above or below what is usual, in a plan or set in the pump.

    A number far below may be one in mg. A pump that is to be set to 0 is asked about too.
    """
    most = facts.number("P-ITBMAX", "most_mcg_per_day")
    least = facts.number("P-ITBMAX", "least_mcg_per_day")
    for plan in facts.plans_of(route=PlanRoute.ITB):
        for amount in amounts_of(plan):
            if amount.high is not None and amount.high > most:
                yield _beyond(plan, amount, "over", amount.high, most)
            if amount.low is not None and amount.low < least:
                yield _beyond(plan, amount, "under", amount.low, least)
    told, dose = _set_in_pump(facts)
    reasons = []
    if dose is not None and dose > most:
        reasons.append(Reason("setting_over", {"value": dose, "limit": most}))
    if dose is not None and dose < least:
        reasons.append(Reason("setting_under", {"value": dose, "limit": least}))
    if reasons:
        yield about_medicine(facts, Drug.BACLOFEN, PlanRoute.ITB, reasons, told)


def _set_in_pump(facts: PlanFacts) -> tuple[Moment | None, Decimal | None]:
    """Return the newest setting of the pump in mcg a day, and when an event told it."""
    if not facts.person.has_pump:
        return None, None
    for event in reversed(facts.record.pump_events):
        if event.dose_mcg_per_day is not None and event.at <= facts.now:
            return event.at, event.dose_mcg_per_day
    return None, facts.person.pump.dose_mcg_per_day if facts.person.pump else None


def p_unit(facts: PlanFacts) -> Iterator[Trigger]:
    """Ask about an amount in the other unit, a large single dose, and much clonazepam a day."""
    for plan in facts.plans:
        yield from _other_unit(plan)
    limit = facts.number("P-UNIT", "single_dose_mg")
    for plan in facts.plans_of(route=PlanRoute.ORAL):
        yield from _large_single_dose(plan, limit)
    high = facts.number("P-UNIT", "clonazepam_seizure_mg_per_day")
    low = facts.number("P-UNIT", "clonazepam_panic_mg_per_day")
    for plan in facts.plans_of(Drug.CLONAZEPAM):
        for amount in amounts_of(plan):
            if amount.high is not None and amount.high > low:
                passed = high if amount.high > high else low
                yield _beyond(plan, amount, "over", amount.high, passed)


def _other_unit(plan: TaperPlan) -> Iterator[Trigger]:
    by_pump = plan.route is PlanRoute.ITB
    units = {"unit": "mg" if by_pump else "mcg", "usual": plan.unit}
    start = plan.start_mg_per_day if by_pump else plan.start_mcg_per_day
    if start is not None:
        yield about_step(plan, None, Reason("unit_start", {"value": start, **units}))
    for step in steps_in_order(plan):
        value = mg_of_step(step) if by_pump else step.mcg_per_day
        if value is not None:
            values = {"on": step.from_, "value": value, **units}
            yield about_step(plan, step.from_, Reason("unit_step", values))


def _large_single_dose(plan: TaperPlan, limit: Decimal) -> Iterator[Trigger]:
    start, slots = plan.start_per_day, len(plan.dose_times)
    if start is not None and _mean_is_over(start, slots, limit):
        values = {"value": start, "slots": slots, "limit": limit}
        yield about_step(plan, None, Reason("single_start", values))
    for step in steps_in_order(plan):
        reason = _single_dose(step, slots, limit)
        if reason is not None:
            yield about_step(plan, step.from_, reason)


def _single_dose(step: Step, slots: int, limit: Decimal) -> Reason | None:
    known = [dose.mg for dose in step.doses if dose.mg is not None]
    if known:
        values = {"on": step.from_, "value": max(known), "limit": limit}
        return Reason("single_dose", values) if max(known) > limit else None
    day = mg_of_step(step)
    if day is None or not _mean_is_over(day, slots, limit):
        return None
    values = {"on": step.from_, "value": day, "limit": limit}
    return Reason("single_step", {**values, "slots": slots})


def _mean_is_over(day: Decimal, slots: int, limit: Decimal) -> bool:
    # However a day is split, one of its doses is at least the mean of all.
    return slots > 0 and day > limit * slots


def _beyond(plan: TaperPlan, amount: Amount, side: str, value: Decimal, limit: Decimal) -> Trigger:
    values = {"value": value, "limit": limit, "unit": plan.unit}
    if amount.step_from is None:
        return about_step(plan, None, Reason(f"start_{side}", values))
    return about_step(
        plan, amount.step_from, Reason(f"step_{side}", {**values, "on": amount.step_from})
    )
