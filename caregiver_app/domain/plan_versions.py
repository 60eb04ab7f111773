# SPDX-License-Identifier: MIT
"""The versions of a plan: which is in force, and what a new one goes on from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import HOLDS, PlanRoute, TaperPlan, steps_in_order

_A_DAY = timedelta(days=1)


def plan_in_force(
    plans: tuple[TaperPlan, ...], drug: Drug, route: PlanRoute, day: date
) -> TaperPlan | None:
    """Return the newest plan for a drug and route; one written after `day` does not count yet.

    It holds the steps that had begun by the version before it, see `versions`.
    """
    told = versions_on(SameList(plans), drug, route, day)
    return told[-1] if told else None


def versions_on(
    plans: SameList[TaperPlan], drug: Drug, route: PlanRoute, day: date
) -> tuple[TaperPlan, ...]:
    """Return the versions that were written by a day, the newest and so the one in force last."""
    told = versions(plans, drug, route)
    return tuple(plan for plan in told if plan.written_on is None or plan.written_on <= day)


def written_apart(plans: Sequence[TaperPlan]) -> tuple[TaperPlan, ...]:
    """Return the plans of which nobody has decided which one holds, as far as they tell it.

    Each names the version that it goes on from. Where the newest one names not the one before it
    but what another one went on from too, two people wrote without the other's plan. Whoever
    decides afterwards goes on from the newest.
    """
    courses: dict[tuple[Drug, PlanRoute], list[TaperPlan]] = {}
    for plan in plans:
        courses.setdefault((plan.drug, plan.route), []).append(plan)
    found: list[TaperPlan] = []
    for course in courses.values():
        *others, newest = course
        is_apart = any(one.based_on == newest.based_on for one in others)
        if newest.based_on is not None and is_apart and _says(others[-1]) != _says(newest):
            found += [others[-1], newest]
    return tuple(found)


def _says(plan: TaperPlan) -> TaperPlan:
    return replace(plan, id="", based_on=None, zone=None)


def is_version_of(version: TaperPlan, plan: TaperPlan) -> bool:
    """Say whether a version was made of a plan: the steps before its own were put before it."""
    steps = version.steps[len(version.steps) - len(plan.steps) :]
    known = (plan.id, plan.drug, plan.route) == (version.id, version.drug, version.route)
    return known and steps == plan.steps


@lru_cache(maxsize=32)
def versions(plans: SameList[TaperPlan], drug: Drug, route: PlanRoute) -> tuple[TaperPlan, ...]:
    """Return every version of a plan, each with what the one before it had begun.

    A new version may list only the steps ahead. Until its first one the dose is still that of the
    version before, not the dose of the very start.
    """
    told: list[TaperPlan] = []
    for plan in plans.entries:
        if plan.drug is drug and plan.route is route:
            told.append(_continued(plan, told))
    return tuple(told)


def _before(plan: TaperPlan, told: Sequence[TaperPlan]) -> TaperPlan | None:
    """Return the version that one is based on; where it names none and no start, the last one."""
    if plan.based_on is None and plan.start_per_day is not None:
        return None
    fitting = (one for one in reversed(told) if plan.based_on in (None, one.id))
    return next(fitting, None)


def _of_its_hold(plan: TaperPlan, before: TaperPlan) -> TaperPlan:
    """Return a version that first tells of a hold as of the day on which that was said.

    It may be typed the day after: it cannot be the answer to the hold that it brings, see
    `waiting`.
    """
    known = {step.from_ for step in before.steps if step.status in HOLDS}
    told = [
        step.status_at.day
        for step in plan.steps
        if step.status in HOLDS and step.status_at is not None and step.from_ not in known
    ]
    if plan.written_on is None or not told or plan.written_on <= min(told):
        return plan
    return replace(plan, written_on=min(told))


def _continued(plan: TaperPlan, told: Sequence[TaperPlan]) -> TaperPlan:
    """Return a version behind the steps that the version before it began and that it leaves out.

    Only where it goes on from there: it names no start of its own, or the same one. A start that
    differs is what is taken until the first step.
    """
    before = _before(plan, told)
    steps = steps_in_order(plan)
    if before is None or before.finished or not steps:
        return plan
    plan = _of_its_hold(plan, before)
    if plan.start_per_day not in (None, before.start_per_day):
        return plan
    last = min(filter(None, (steps[0].from_ - _A_DAY, plan.written_on)))
    begun = tuple(step for step in steps_in_order(before) if step.from_ <= last)
    if not begun:
        return plan
    return replace(
        plan,
        steps=(*begun, *plan.steps),
        start_mg_per_day=before.start_mg_per_day,
        start_mcg_per_day=before.start_mcg_per_day,
        dose_times=plan.dose_times or before.dose_times,
    )
