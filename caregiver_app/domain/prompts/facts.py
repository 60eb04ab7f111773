# SPDX-License-Identifier: MIT
"""What a prompt about a plan may look at, and what it answers with: a trigger with its values."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute, TaperPlan
from caregiver_app.domain.prompts.course import Shift
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.facts import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The record, its newest plan for each drug and route, and the numbers of the content.

    The `plans` are without the days of 0 mg between two doses that are `written` in them.
    """

    record: Record
    now: Moment
    plans: tuple[TaperPlan, ...]
    written: tuple[TaperPlan, ...]
    numbers: Mapping[str, Mapping[str, Decimal]]
    liquid_words: tuple[str, ...]

    @property
    def person(self) -> Person:
        """Return whose plans they are."""
        return self.record.person

    def number(self, prompt: str, name: str) -> Decimal:
        """Return one limit of one prompt."""
        return self.numbers[prompt][name]

    def plans_of(
        self, drug: Drug | None = None, route: PlanRoute | None = None
    ) -> tuple[TaperPlan, ...]:
        """Return the newest plans, of one drug or by one route where these are given."""
        fits = ((p, drug in (None, p.drug) and route in (None, p.route)) for p in self.plans)
        return tuple(plan for plan, fitting in fits if fitting)

    def plan_for(self, drug: Drug, route: PlanRoute) -> TaperPlan | None:
        """Return the newest plan for a drug and route, or None."""
        return next(iter(self.plans_of(drug, route)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One thing to ask about: which plan and step, and the values that are worth the question.

    A confirmation counts when it is not earlier than each `since`; the plans of `also` have to
    be confirmed as well. `message` names a sentence group other than the prompt's own.
    """

    reasons: tuple[Reason, ...]
    plan: TaperPlan | None = None
    drug: Drug | None = None
    route: PlanRoute | None = None
    step_from: date | None = None
    since: tuple[Moment | date, ...] = ()
    also: tuple[TaperPlan, ...] = ()
    message: str | None = None
    by_plan: bool = False
    """Only a new version of the plan answers it; to confirm the plan as it is would not."""


def about_step(
    plan: TaperPlan,
    step_from: date | None,
    reason: Reason,
    *,
    also: tuple[TaperPlan, ...] = (),
    message: str | None = None,
) -> Trigger:
    """Return the trigger of one step of a plan, or of its starting dose without a date."""
    return Trigger(
        reasons=(reason,),
        plan=plan,
        drug=plan.drug,
        route=plan.route,
        step_from=step_from,
        also=also,
        message=message,
    )


def about_medicine(
    facts: PlanFacts,
    drug: Drug,
    route: PlanRoute,
    reasons: Sequence[Reason],
    since: Moment | date | None = None,
) -> Trigger:
    """Return the trigger of a drug by a route; it belongs to that plan if there is one."""
    return Trigger(
        reasons=tuple(reasons),
        plan=facts.plan_for(drug, route),
        drug=drug,
        route=route,
        since=(since,) if since is not None else (),
    )


def shift_values(plan: TaperPlan, shift: Shift) -> dict[str, object]:
    """Return what stands in the sentence about a change: the day, from and to, the unit."""
    return {"on": shift.on, "before": shift.before, "after": shift.after, "unit": plan.unit}
