# SPDX-License-Identifier: MIT
"""A plan form that was begun, and what a first one begins with; nothing of it is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.services.dosing.plans import PlansView
from caregiver_app.ui.widgets.fields.typed import Typed
from caregiver_app.ui.widgets.plan.plan_typed import TypedPlan

PlanOf = tuple[Drug | None, PlanRoute | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunPlan:
    """A plan being typed: `away` is what was typed for another medicine or way.

    `said_at` are the times at which somebody said something: half a time is no answer yet.
    """

    typed: TypedPlan
    away: Mapping[PlanOf, TypedPlan] | None = None
    said_at: Typed | None = None


def first_plan(view: PlansView | None) -> TypedPlan:
    """Return an empty form, with what the profile says about medicine, way and prescriber."""
    drug = view.person.drug if view is not None else None
    route = None
    if view is not None and view.person.drug is Drug.BACLOFEN:
        only_pump = view.person.has_pump and not view.person.takes_by_mouth
        only_mouth = view.person.takes_by_mouth and not view.person.has_pump
        route = PlanRoute.ITB if only_pump else PlanRoute.ORAL if only_mouth else None
    told = view.prescriber if view is not None else None
    return TypedPlan(
        drug=drug,
        route=route,
        prescriber=(told.name or "") if told is not None else "",
        phone=(told.phone or "") if told is not None else "",
    )


def without_numbers(typed: TypedPlan, drug: Drug | None, route: PlanRoute | None) -> TypedPlan:
    """Return the head of the same paper for another medicine or way."""
    return replace(typed, drug=drug, route=route, start="", times="", steps=(), stops=False)
